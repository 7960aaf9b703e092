#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031
# tests/threads.bats: the same bytes for any number of threads, whatever is in
# the file: output, messages and status.

bats_require_minimum_version 1.5.0

setup_file()
{
	export top=$PWD
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
	# The same documents with what became of them; some are partly paid.
	awk -F, 'NR == 1 { print $0 ",paid_date,balance,kind"; next } NF {
		paid = $(NF - 3)
		if (NR % 3 == 0) paid = "2026-10-" substr(paid, 9)
		if (NR % 7 == 0) paid = ""
		left = NR % 10007 || paid != "" ? "" : "0.01"
		kind = "invoice"
		if (NR % 41 == 0 && left == "") {
			kind = "credit_note"
			$(NF - 1) = "-" $(NF - 1)
		}
		print $0 "," paid "," left "," kind
	}' OFS=, plain.csv >paid.csv
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

# same FILE [OPTION...]: of an aging.
same()
{
	alike ar-age -a 2026-11-20 "${@:2}" "$1"
}

# dso FILE [OPTION...], cei FILE [OPTION...]: of days and of collection.
dso()
{
	alike ar-dso -a 2026-11-20 "${@:2}" "$1"
}

cei()
{
	alike ar-cei -a 2026-11-20 "${@:2}" "$1"
}

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

@test "a clean file, with what was read and the tie-out" {
	same plain.csv -v
	[[ $one == *"170000 records read from 1 file, 0 of several lines"* ]]
	[[ $one == *"ties out"*"status 0" ]]
	same plain.csv -g currency -e month -n 3 --as-exported -p -c age
	[[ $one == *"status 2" ]]
	same plain.csv -g '' -B invoice
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

@test "days and collection: windows and months, one total and many" {
	local by
	for by in '' customer_name,kind customer_id; do
		dso paid.csv -g "$by" -v
		[[ $one == *"170000 records read from 1 file"*"status 0" ]]
		cei paid.csv -g "$by" -e month -n 12 --as-exported
		[[ $one == *":history_start"*"status 0" ]]
		dso paid.csv -g "$by" -e month --late --as-exported
		[[ $one == *"status 0" ]]
	done
	cei paid.csv -e quarter -w 45 --gross-sales --as-exported
	dso paid.csv -a 2026-10-31 --method=average,rolling3,crf \
		--as-exported --explain
	[[ $one == *"status 0" ]]
}

@test "days and collection are read by several threads too" {
	by_many 3 ar-dso -a 2026-11-20 -e month -g customer_id --as-exported \
		paid.csv
	by_many 3 ar-cei -a 2026-11-20 paid.csv
	by_many 3 ar-dso -a 2026-11-20 --late paid.csv
}

@test "days and collection of files out of the ordinary" {
	local file ledger=$top/tests/data/ledger.csv
	sed '1!s/$/,"a\nb,""c""\r\n\nd"/; 1s/$/,note/' paid.csv >breaks.csv
	sed 's/$/\r/' paid.csv | head -c -2 >crlf.csv
	cat paid.csv paid.csv >twice.csv
	gzip -1 -kf paid.csv
	for file in breaks.csv crlf.csv twice.csv paid.csv.gz; do
		dso $file -v -e month -n 12 --as-exported
		[[ $one == *"0000 records read"*"status 0" ]]
	done
	dso paid.csv -e month --late --as-exported crlf.csv paid.csv.gz
	[[ $one == *"status 0" ]]
	cei paid.csv -w 300 "$ledger" crlf.csv
	[[ $one == *":no_history"*"status 0" ]]
	ar-cei -a 2026-11-20 <paid.csv >in
	ar-cei -a 2026-11-20 --threads=1 paid.csv | cmp - in
}

@test "days and collection: what is wrong is said as by one thread" {
	local bad
	for bad in '60000s/EUR/eur/' '109000s/,/;/' '50s/C/"C/' \
		'70000s/INV/I"NV/' '90000s/.*/"/' '123456s/[a-z_]*$/bill/' \
		'100000s/.*/#ar-error: incomplete/'; do
		sed "$bad" paid.csv >bad.csv
		cei bad.csv -e month -n 12 --as-exported -g customer_id
		[[ $one == *"bad.csv:"*"status 1" ]]
		dso bad.csv --late --rejects=rejects.csv
		[[ $one == *"bad.csv:"*"status 1" ]]
	done
	dso paid.csv -e month -n 12
	[[ $one == *"paid.csv:"*"[past-as-of]"*"status 1" ]]
	dso plain.csv -e month
	[[ $one == *"plain.csv:1: "*"[no-history]"*"status 2" ]]
}

@test "one settled document tells that a list has more than open ones" {
	local window
	sed 's/,0\.00,/,1.00,/' plain.csv >open.csv
	awk 'NR == 1 { print $0 ",balance" } NR > 1 && NF {
		print $0 "," (NR == 100000 ? "0.00" : "") }' open.csv >one.csv
	for window in 1 300; do
		dso open.csv -w $window
		[[ $one == *"open.csv:1: "*"[open-items-only]"*"status 1" ]]
		cei one.csv -w $window
		[[ $one == *"status 0" ]]
	done
}

@test "documents of no named currency among others" {
	sed '1000~1000s/,[A-Z]*$/,/' plain.csv >unnamed.csv
	same unnamed.csv -g '' -v
	[[ $one == *"2026-11-20,,"*"2026-11-20,EUR,"*"status 0" ]]
	dso unnamed.csv -v
	[[ $one == *"status 0" ]]
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
