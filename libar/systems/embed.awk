# libar/systems/embed.awk: map files as a table of texts in C.
#
# usage: awk -f embed.awk FILE.map... >systemtexts.c

BEGIN {
	print "/* Made from libar/systems by embed.awk. */"
	print "#include \"libar/systems.h\"\n"
	print "const struct ar_system ar_systems[] = {"
}

FNR == 1 {
	if (NR > 1)
		print "\t},"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.map$/, "", name)
	printf "\t{\"%s\",\n", name
}

{
	gsub(/\\/, "\\\\&")
	gsub(/"/, "\\\"")
	printf "\t    \"%s\\n\"\n", $0
}

END {
	print "\t},"
	print "\t{0, 0}"
	print "};"
}
