# completions.awk - what a shell offers for the options of a tool
#
# usage: ar-age --help | awk -v shell=bash|zsh|fish -f cmd/completions.awk
#
# Letters, names, arguments and their help are those that --help prints.  An
# argument is completed as
#	files	a name in capitals that ends in FILE, a LOG or a PATTERN of
#		names, or whose help says "or a file"
#	words	those that the argument or its help lists, if it is no number
#	maps	SYSTEM and MAP: what ar-import --from=list prints
#	-	anything else: not at all

/^usage: / {
	tool = $2
	usage = 1
}

/^$/ {
	usage = 0
}

usage && /FILE\.\.\.\]/ {
	operands = 1
}

!usage && /^ +(-[A-Za-z], )?--[a-z]/ {
	add_option($0)
	next
}

# The help of a long option is on the next line.
n > 0 && help[n] == "" && /^          / {
	help[n] = trimmed($0)
}

END {
	if (n == 0) {
		print "completions.awk: no options" | "cat >&2"
		exit 1
	}
	for (i = 1; i <= n; i++)
		if (argument[i] != "")
			find_kind(i)
	if (shell == "bash")
		write_bash()
	else if (shell == "zsh")
		write_zsh()
	else
		write_fish()
}

function trimmed(s)
{
	sub(/^ +/, "", s)
	return s
}

function add_option(line,    end)
{
	line = trimmed(line)
	n++
	if (line ~ /^-[A-Za-z],/) {
		letter[n] = substr(line, 2, 1)
		line = substr(line, 5)
	}
	end = index(line " ", " ")
	help[n] = trimmed(substr(line, end))
	line = substr(line, 3, end - 3)
	match(line, /^[a-z-]+/)
	name[n] = substr(line, 1, RLENGTH)
	argument[n] = substr(line, RLENGTH + 1)
	optional[n] = sub(/^\[=/, "", argument[n])
	if (optional[n])
		sub(/\]$/, "", argument[n])
	sub(/^=/, "", argument[n])
}

function find_kind(i,    a)
{
	a = argument[i]
	kind[i] = "-"
	if (a ~ /^[A-Z]*FILE$|^LOG$|^PATTERN$/ || help[i] ~ / or a file$/)
		kind[i] = "files"
	else if (a == "SYSTEM" || a == "MAP")
		kind[i] = "maps"
	else if (a != "N" && (words[i] = words_of(a, help[i])) != "")
		kind[i] = "words"
}

# "due|invoice", or "ship|DATE" without what is in capitals, or of the help.
function words_of(a, text,    part, count, j, found)
{
	if (a ~ /[^A-Za-z0-9_|-]/)
		return listed(text)
	count = split(a, part, "|")
	for (j = 1; j <= count; j++)
		if (part[j] !~ /[A-Z]/)
			found = found " " part[j]
	return found == "" ? listed(text) : substr(found, 2)
}

# The words of a list in a text: behind a colon "a, b, c", or anywhere
# "a, b or c".  A phrase of several words, as "ISO date", is none.
function listed(text)
{
	gsub(/[A-Z]+ [a-z]+, /, "", text)
	if (match(text, /: [a-z][a-z0-9]*(, [a-z0-9]+)*(,| or) [a-z0-9]+/))
		text = substr(text, RSTART + 2, RLENGTH - 2)
	else if (match(text, /[a-z0-9]+(, [a-z0-9]+)+ or [a-z0-9]+/))
		text = substr(text, RSTART, RLENGTH)
	else if (match(text, /^[a-z0-9]+(, [a-z0-9]+)+, or /))
		text = substr(text, RSTART, RLENGTH - 5)
	else
		return ""
	gsub(/,| or /, " ", text)
	gsub(/ +/, " ", text)
	return text
}

function doubled(s, what,    out, at)
{
	while ((at = index(s, what)) > 0) {
		out = out substr(s, 1, at - 1) "\\" what
		s = substr(s, at + length(what))
	}
	return out s
}

# All options with an argument of this kind, as patterns of a case.
function patterns(which, given,    i, found)
{
	for (i = 1; i <= n; i++) {
		if (kind[i] != which || given != "" && words[i] != given)
			continue
		if (letter[i] != "" && !optional[i])
			found = found "|-" letter[i]
		if (!optional[i])
			found = found "|--" name[i]
		found = found "|--" name[i] "="
	}
	return substr(found, 2)
}

function write_case(which, given, body,    found)
{
	found = patterns(which, given)
	if (found != "")
		printf "\t%s)\n\t\t%s ;;\n", found, body
}

function write_bash(    id, i, all, seen)
{
	id = tool
	gsub(/-/, "_", id)
	print "# bash completion of " tool ", made from " tool " --help"
	printf "_%s()\n{\n", id
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]}"
	print "\tlocal option=${COMP_WORDS[COMP_CWORD - 1]} words"
	print ""
	print "\t# readline takes \"=\" for a word of its own."
	print "\tif [[ $cur == = ]]; then"
	print "\t\toption=$option= cur="
	print "\telif [[ $option == = ]]; then"
	print "\t\toption=${COMP_WORDS[COMP_CWORD - 2]}="
	print "\tfi"
	print "\tCOMPREPLY=()"
	print "\tcase $option in"
	write_case("files", "", "return")
	write_case("-", "", "words=")
	write_case("maps", "", "words=$(ar-import --from=list 2>/dev/null)")
	for (i = 1; i <= n; i++) {
		all = all " --" name[i]
		if (argument[i] != "" && !optional[i])
			all = all "="
		if (letter[i] != "")
			all = all " -" letter[i]
		if (words[i] != "" && !(words[i] in seen))
			write_case("words", words[i], "words='" words[i] "'")
		seen[words[i]] = 1
	}
	printf "\t*)"
	if (operands)
		printf "\t[[ $cur == -* ]] || return\n\t"
	printf "\twords='%s' ;;\n\tesac\n", substr(all, 2)
	print "\tcompopt +o default"
	print "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")"
	print "\t[[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace"
	print "}"
	printf "complete -o default -F _%s %s\n", id, tool
}

# A text between the single quotes of sh.
function quoted(s)
{
	gsub(/'/, "'\\''", s)
	return s
}

function zsh_action(i)
{
	if (kind[i] == "files")
		return "_files"
	if (kind[i] == "words")
		return "(" words[i] ")"
	if (kind[i] == "maps")
		return "{compadd -- $(ar-import --from=list 2>/dev/null)}"
	return " "
}

function zsh_names(i,    long)
{
	long = "--" name[i]
	if (argument[i] != "")
		long = long (optional[i] ? "=-" : "=")
	if (letter[i] == "")
		return (argument[i] != "" ? "'*'" : "") long
	if (argument[i] != "")
		return "'*'{-" letter[i] "+," long "}"
	return "'(-" letter[i] " " long ")'{-" letter[i] "," long "}"
}

function write_zsh(    i, text, value)
{
	print "#compdef " tool
	print "# made from " tool " --help"
	print "_arguments -s -S \\"
	for (i = 1; i <= n; i++) {
		text = doubled(doubled(help[i], "["), "]")
		value = ""
		if (argument[i] != "")
			value = (optional[i] ? "::" : ":") \
			    doubled(argument[i], ":") ":" zsh_action(i)
		printf "\t%s'[%s]%s' \\\n", zsh_names(i), quoted(text),
		    quoted(value)
	}
	print operands ? "\t'*:file:_files'" : "\t'*:operand: '"
}

function write_fish(    i, how)
{
	print "# fish completion of " tool ", made from " tool " --help"
	if (!operands)
		print "complete -c " tool " -f"
	for (i = 1; i <= n; i++) {
		how = letter[i] == "" ? "" : " -s " letter[i]
		how = how " -l " name[i]
		if (kind[i] == "files" && !optional[i])
			how = how " -r -F"
		else if (kind[i] == "words")
			how = how " -x -a '" words[i] "'"
		else if (kind[i] == "maps")
			how = how " -x -a '(ar-import --from=list 2>/dev/null)'"
		else if (kind[i] == "-")
			how = how " -x"
		printf "complete -c %s%s -d '%s'\n", tool, how,
		    doubled(help[i], "'")
	}
}
