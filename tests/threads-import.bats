#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2154
# tests/threads-import.bats: an import is the same bytes for
# any number of threads: output, messages and status.

bats_require_minimum_version 1.5.0
load threads

# passed OPTION... FILE: what ar-import writes, in short, and says.
passed()
{
	{ ar-import -m invoice_id=No "$@" 2>messages
		echo "status $?"; } | tee rows | cksum
	tail -n 2 rows
	cat messages
}

# same_rows FILE [OPTION...]: of an import.
same_rows()
{
	alike passed "${@:2}" "$1"
	[[ $one == *"status $status"* ]] || { echo "$one"; return 1; }
}

# foreign SED...: the plain file as another system might write it, changed.
foreign()
{
	sed -e '1s/invoice_id/No/' "$@" plain.csv >foreign.csv
}

@test "an import: rows, what was found, and the tie-out" {
	status=0
	foreign -e '/^$/d'
	same_rows foreign.csv -v
	[[ $one == *"decimal point as line 2 proves"*"ties out"* ]]
	by_many 3 ar-import -m invoice_id=No foreign.csv
	foreign -e '1!s/,/;/g; 1s/,/;/g; s/\(;[0-9]*\)\.\([0-9][0-9];\)/\1,\2/' \
		-e '1!s/\(20..\)-\(..\)-\(..\)/\3.\2.\1/g'
	same_rows foreign.csv -v
	[[ $one == *"delimiter ';'"*"dates dmy"*"decimal comma"* ]]
	foreign -e '1!s/EUR/eur/' -e '1000~500s/\(,[0-9]*\.\)/,-\1/' \
		-e '1000~500s/,-,/,-/' -e '1!s/^[^,]*/  &  /'
	same_rows foreign.csv -v --currency=EUR
	[[ $one == *"170000 cells trimmed"* ]]
	sed '1!s/$/,"a\nb"/; 1s/$/,note/' foreign.csv >lines.csv
	same_rows lines.csv
	same_rows foreign.csv --expect-total=1.00
	sed '1s/due_date/was_due/' foreign.csv >terms.csv
	same_rows terms.csv --terms='net 30'
}

@test "an import: what is out of the ordinary, at any place" {
	local at odd odds places='900 60000 109999 170000'
	odds=("s/.*/Total,,,,,,/" "s/INV-[0-9]*/INV-00000007/" "s/,20/,30-/"
		"s/EUR/eUrO/" "s/^INV-[0-9]*//" "s/,/,,/" 's/C/"C/'
		"s/,[0-9]*\.\([0-9]*\),/,\"1,\1\",/" 's/.*/,,,,,,/'
		's/.*/#ar-error: incomplete/' 's/.*/&\n"/'
		's/,20..-..-..,/,01\/02\/2026,/')
	[[ $B != *san* ]] || places=60000
	[[ $B != *thread* ]] || odds=("${odds[@]:0:2}")
	for at in $places; do
		for odd in "${odds[@]}"; do
			foreign -e "${at}$odd"
			for n in 1 3; do
				passed --threads=$n --max-errors=3 -v \
					foreign.csv >passed.$n
			done
			diff passed.1 passed.3 || { echo "$at $odd"; return 1; }
		done
	done
}

@test "an import: rejects, several files, a document in two of them" {
	status=0
	foreign -e '50000~30000s/,20/,30-/'
	for n in 1 4; do
		passed --threads=$n --rejects=rejects foreign.csv >passed.$n
		mv rejects rejects.$n
	done
	cmp passed.1 passed.4
	cmp rejects.1 rejects.4
	[ "$(wc -l <rejects.1)" -eq 6 ]
	foreign
	sed '1!s/^INV/NEW/' foreign.csv >more.csv
	same_rows foreign.csv more.csv
	status=1
	sed '1!s/^INV/NEW/; 90000s/^NEW/INV/' foreign.csv >more.csv
	same_rows foreign.csv more.csv
	[[ $one == *"foreign.csv:90000:"*"INV-"*"more.csv line 90000"* ]]
}
