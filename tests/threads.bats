#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2154
# tests/threads.bats: an aging is the same bytes, whatever is in the file, for
# any number of threads: output, messages and status.

bats_require_minimum_version 1.5.0
load threads

# same FILE [OPTION...]: of an aging.
same()
{
	alike ar-age -a 2026-11-20 "${@:2}" "$1"
}

@test "a clean file, with what was read and the tie-out" {
	same plain.csv -v
	[[ $one == *"170000 records read from 1 file, 0 of several lines"* ]]
	[[ $one == *"ties out"*"status 0" ]]
	same plain.csv -g currency -e month -n 3 --as-exported -p -c age
	[[ $one == *"status 2" ]]
	same plain.csv -g '' -B invoice
}

@test "a large file is read by several threads, a small one by one" {
	by_many 3 ar-age -a 2026-11-20 plain.csv
	run by_many 1 ar-age -a 2026-11-20 plain.csv
	[ "$status" -ne 0 ]
	ASAN_OPTIONS=detect_leaks=0 strace -f -qq \
		-e trace=clone,clone3 -o calls \
		ar-age -a 2026-11-20 --threads=4 "$top/tests/data/ledger.csv" \
		>/dev/null
	[ ! -s calls ]
}

@test "line breaks in quotes at every chunk's edge" {
	awk 'NR == 1 { print $0 ",note"; next } NF {
		print $0 ",\"a\nb,\"\"c\"\"\r\n\nd\"" }' plain.csv >breaks.csv
	same breaks.csv -v
	by_many 2 ar-age -a 2026-11-20 breaks.csv
	[[ $one == *"170000 of several lines"*"status 0" ]]
}

@test "CRLF, no last line end, and another header on the way" {
	sed 's/$/\r/' plain.csv >crlf.csv
	same crlf.csv
	[[ $one == *"status 0" ]]
	head -c -1 plain.csv >cut.csv
	same cut.csv
	[[ $one == *"status 0" ]]
	cat plain.csv plain.csv >twice.csv
	same twice.csv -v
	[[ $one == *"340000 records"*"status 0" ]]
}

@test "a bad cell, a ragged row or a stray quote is said as by one thread" {
	local bad
	for bad in '60000s/EUR/eur/' '109000s/,/;/' '50s/C/"C/' \
		'109999s/C/"C/' '70000s/INV/I"NV/' '80000s/.*/&\r1/' \
		'90000s/.*/"/' '100000s/.*/#ar-error: incomplete/'; do
		sed "$bad" plain.csv >bad.csv
		same bad.csv
		[[ $one == *"bad.csv:"*"status 1" ]]
		same bad.csv --rejects=rejects.csv
	done
}

@test "quotes that stand wrong in every chunk" {
	sed '1!s/Customer/Cust"omer/' plain.csv >stray.csv
	same stray.csv --max-errors=3
	[[ $one == *"status 1" ]]
}

@test "the place of the latest document is told by its line" {
	sed -n '1p; 2,109000p' plain.csv >late.csv
	sed '77777s/2026-[0-9]*-[0-9]*/2026-11-19/' late.csv >late2.csv
	same late2.csv -a 2026-11-01
	[[ $one == *"late2.csv:77777: a document of 2026-11-19"* ]]
	[[ $one == *"status 1" ]]
}

@test "gzip, standard input, a pipe, several operands" {
	local n
	gzip -1 -kf plain.csv
	head -c 1200000 plain.csv.gz >short.csv.gz
	same plain.csv.gz
	[[ $one == *"status 0" ]]
	for n in 1 2 4; do
		ar-age -a 2026-11-20 --threads=$n <plain.csv >in.$n
		tail -n +1 plain.csv | ar-age -a 2026-11-20 \
			--threads=$n >pipe.$n
		ar-age -a 2026-11-20 --threads=$n plain.csv \
			plain.csv.gz "$top/tests/data/ledger.csv" >more.$n
		cmp in.$n in.1 && cmp pipe.$n in.1 && cmp more.$n more.1
	done
}

@test "a cut gzip is said as by one thread" {
	gzip -1 -c twice.csv >long.gz
	head -c -1000 long.gz >short.gz
	[ "$(wc -c <short.gz)" -gt 1048576 ]
	same short.gz
	[[ $one == *"[gzip-cut]"*"status 3" ]]
}

@test "standard input is read to its end, whoever read it" {
	{ ar-age -a 2026-11-20 --threads=2 >/dev/null
		cat; } <plain.csv >rest
	[ ! -s rest ]
}

@test "documents of no named currency among others" {
	sed '1000~1000s/,[A-Z]*$/,/' plain.csv >unnamed.csv
	same unnamed.csv -g '' -v
	[[ $one == *"2026-11-20,,"*"2026-11-20,EUR,"*"status 0" ]]
}
