# shellcheck shell=bash
# tests/threads.bash: large files, and whether they are read alike by any number
# of threads.

write_plain()
{
	cd "$BATS_FILE_TMPDIR" || return
	awk 'BEGIN {
		print "invoice_id,customer_id,customer_name,invoice_date," \
			"due_date,amount,currency"
		for (i = 0; i < 170000; i++) {
			c = i * 7919 % 4001
			day = sprintf("2026-%02d-%02d", i % 9 + 1, i % 28 + 1)
			name = "Customer " c
			if (c % 5 == 0) name = "\"" name ", Ltd\""
			if (c % 97 == 0) name = "\"The \"\"" c "\"\"\""
			if (i % 1009 == 0) print ""
			printf "INV-%08d,C%05d,%s,%s,%s,%d.%02d,%s\n", i, c,
				name, day, day, i % 5000, i % 100,
				i % 50 ? "EUR" : "USD"
		}
	}' >plain.csv
	[ "$(wc -c <plain.csv)" -gt 8388608 ]
}

setup_file()
{
	export top=$PWD
	write_plain
}

setup()
{
	cd "$BATS_FILE_TMPDIR" || return
}

# alike COMMAND...: the first run stays in the variable one.  Sanitizers are
# slow; that of threads sees in two what it sees in nine, and compares nothing.
alike()
{
	local n all counts='1 2 3 4 9'
	one=
	case $B in
	*thread*)	counts=2 ;;
	*san*)		counts='1 2 9' ;;
	esac
	for n in $counts; do
		all=$("$@" --threads="$n" 2>&1; echo "status $?")
		one=${one:-$all}
		[ "$all" = "$one" ] || {
			echo "$*: threads $n differ"
			diff <(echo "$one") <(echo "$all") | head
			return 1
		}
	done
}

# by_many N COMMAND...: so many threads were begun, and nobody had to read
# again.  Sanitizers have reads of their own, and that of threads has threads
# too.
by_many()
{
	[[ $B != *san* ]] || return "$(($1 == 1))"
	strace -f -qq -e trace=clone,clone3,read -o calls \
		"${@:2}" --threads="$1" >/dev/null
	[ "$(grep -c 'clone3\?(.*)' calls)" -ge $(($1 - 1)) ] || return
	[ "$(grep -c 'read(' calls)" -lt 20 ]
}
