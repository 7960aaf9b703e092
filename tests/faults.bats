#!/usr/bin/env bats
# tests/faults.bats: what the tools do when input, disk, memory or people
# misbehave.  A test's name begins with the case's id; gaps are cases of
# tools that have tests of their own.
#
# Words are split and formats are built on purpose, and subshells are bats'.
# shellcheck disable=SC2010,SC2016,SC2030,SC2031,SC2059,SC2086

bats_require_minimum_version 1.5.0

HDR=invoice_id,customer_id,invoice_date,due_date,amount,currency
R1=I1,C1,2026-05-01,2026-05-31,100.00,USD
R2=I2,C2,2026-05-10,2026-06-09,50.00,USD
R3=I3,C1,2026-03-01,2026-03-31,25.50,USD

load try

setup_file() {
	export TOOLS BASE BIG
	TOOLS=$(cd "$BATS_TEST_DIRNAME/.." && ls "${B:-build}"/ar-* |
		grep -v '\.' | xargs -n 1 basename)
	mk "$HDR" "$R1" "$R2" "$R3" >"$BATS_FILE_TMPDIR/in.csv"
	BASE=$(age "$BATS_FILE_TMPDIR/in.csv")
	BIG=$BATS_FILE_TMPDIR/big.csv
	{
		echo "$HDR"
		seq -f "I%.0f,C1,2026-05-01,2026-05-31,100.00,USD" 200000
	} >"$BIG"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp "$BATS_FILE_TMPDIR/in.csv" in.csv
	export ASAN_OPTIONS=detect_leaks=0
}

age() {
	ar-age --as-of=2026-06-30 "$@"
}

# good COMMAND...: as if nothing had happened.
good() {
	try 0 "$@"
	[ "$out" = "$BASE" ]
	[ -z "$err" ]
}

# cell COLUMN TEXT: one document with that cell.
cell() {
	mk "$HDR" "$(awk -F, -v OFS=, -v n="$1" -v text="$2" \
		'{ $n = text; print }' <<<"$R1")"
}

@test "A1: a full disk behind stdout" {
	for options in '' -l; do
		err=$(age $options in.csv 2>&1 >/dev/full) && return 1 || [ $? -eq 3 ]
		grep -qE '^ar-age: stdout: .*No space left on device( \[[a-z-]+\])?$' \
			<<<"$err"
		[ "$(wc -l <<<"$err")" -eq 1 ]
	done
}

@test "A3: stdout closed; stdin and stderr closed" {
	err=$(age in.csv 2>&1 >&-) && return 1 || [ $? -eq 3 ]
	grep -q 'Bad file descriptor' <<<"$err"
	[ "$(wc -l <<<"$err")" -eq 1 ]
	bad 3 'Bad file descriptor' bash -c 'ar-age - <&-'
	age -v -o o.csv in.csv 2>&-
	[ "$(cat o.csv)" = "$BASE" ]
}

@test "A5: nobody reads the rest" {
	run env --default-signal=PIPE bash -c \
		'ar-age -l -a 2026-06-30 "$BIG" | head -n 1; echo "${PIPESTATUS[0]}"'
	[ "${lines[0]}" = "$HDR,open_balance,days_past_due,bucket" ]
	[ "${lines[1]}" = 141 ]
	run env --ignore-signal=PIPE bash -c \
		'ar-age -l -a 2026-06-30 "$BIG" 2>err | true; echo "${PIPESTATUS[0]}"'
	[ "$output" = 3 ]
	grep -q 'Broken pipe' err
}

@test "A7: a full file system behind -o" {
	[ "$(id -u)" -eq 0 ] || skip "not root"
	mkdir full
	mount -t tmpfs -o size=64k tmpfs full 2>/dev/null ||
		skip "mount is not allowed here"
	try 3 age -l -o full/out.csv "$BIG" || { umount full; return 1; }
	left=$(ls -A full)
	umount full
	grep -q 'out.csv: No space left on device' <<<"$err"
	[ -z "$left" ]
}

@test "A9: any write fails" {
	need_strace
	for options in '' '-o o.csv'; do
		for ((n = 1; n < 9; n++)); do
			rm -f o.csv
			try "$((n < 2 ? 3 : 0))" strace -qq -o /dev/null -e \
				inject=write:error=EIO:when=$n \
				ar-age -a 2026-06-30 $options in.csv && continue
			return 1
		done
	done
}

@test "A11: a pipe that would block, a short write, a signal" {
	need_strace
	good strace -qq -o /dev/null -e inject=write:error=EAGAIN:when=1 \
		ar-age -a 2026-06-30 in.csv
	good strace -qq -o /dev/null -e inject=write:error=EINTR:when=1 \
		ar-age -a 2026-06-30 in.csv
}

@test "A13: closing or syncing the output fails" {
	need_strace
	for call in close fsync rename renameat2 fchmod; do
		failed=0
		for ((n = 1; n < 24; n++)); do
			echo old >o.csv
			status=0
			strace -qq -o /dev/null -e trace=$call -e \
				inject=$call:error=EIO:when=$n \
				ar-age -a 2026-06-30 -o o.csv in.csv 2>err || status=$?
			echo "$call $n: $status $(cat err)"
			[ ! -s err ] || grep -q 'Input/output error' err || continue
			case $status in
			0) [ "$(cat o.csv)" = "$BASE" ] ;;
			3) # the folder is synced when the new file stands
				[ "$(cat o.csv)" = old ] || [ $call.$n = fsync.2 ]
				failed=$((failed + 1)) ;;
			*) continue ;;  # the loader's own call
			esac
			[ "$(ls -A | grep -c csv)" -eq 2 ]
		done
		[ $call = renameat2 ] || [ $call = fchmod ] || [ $failed -gt 0 ]
	done
}

@test "A15: a limit on the size of files" {
	run -3 bash -c 'trap "" XFSZ; ulimit -f 1
		ar-age -a 2026-06-30 -l -o out.csv "$BIG"'
	[[ $output == *'File too large'* ]]
	[ ! -e out.csv ]
}

@test "B1: a file that is not there, in every place for one" {
	bad 3 '^ar-age: nofile.csv: No such file or directory( \[[a-z-]+\])?$' \
		age nofile.csv
	for option in -P -C --allowance; do
		bad 3 'nofile.csv: No such file' age $option nofile.csv in.csv
	done
	for option in -o --rejects --control; do
		try 3 age $option nodir/file in.csv
		grep -q 'No such file' <<<"$err"
	done
}

@test "B3: a file that may not be read; a folder" {
	bad 3 'Is a directory' age .
	chmod 0 in.csv
	nobody=
	if [ "$(id -u)" -eq 0 ]; then
		nobody='setpriv --reuid=65534 --clear-groups'
		$nobody ar-age --version || skip "root may read everything"
	fi
	bad 3 'Permission denied' $nobody ar-age -a 2026-06-30 "$PWD/in.csv"
}

@test "B5: reading is interrupted, and fails" {
	need_strace
	good strace -qq -o /dev/null -P "$PWD/in.csv" -e inject=read:error=EINTR:when=1 \
		ar-age -a 2026-06-30 in.csv
	for n in 1 2; do
		bad 3 'in.csv: Input/output error' strace -qq -o /dev/null \
			-P "$PWD/in.csv" -e inject=read:error=EIO:when=$n \
			ar-age -a 2026-06-30 in.csv
	done
}

@test "B5: a file of state that cannot be read is not one of another kind" {
	need_strace
	age --control=control.csv in.csv
	bad 3 'control.csv: Input/output error' strace -qq -o /dev/null \
		-P "$PWD/control.csv" -e inject=pread64:error=EIO \
		ar-age -a 2026-06-30 --control=control.csv in.csv
	for run in 'ar-invoice -j state in.csv' 'ar-log -l state history C1'; do
		printf 'num' >state
		bad 3 'state: Input/output error' strace -qq -o /dev/null \
			-P "$PWD/state" -e inject=pread64:error=EIO $run
	done
}

@test "B5: a file that cannot be looked at is no pipe" {
	need_strace
	head -c -1 in.csv >x
	bad 3 'x: Input/output error' strace -qq -o /dev/null -P "$PWD/x" \
		-e inject=fstat,newfstatat:error=EIO:when=1 \
		ar-age -a 2026-06-30 x
}

@test "B1: what was refused before stays where there is nothing to read" {
	echo old >r.csv
	bad 3 'nofile.csv: No such file' ar-invoice -a 2026-06-30 \
		--rejects=r.csv nofile.csv
	[ "$(cat r.csv)" = old ]
}

@test "B7: the output replaces its input" {
	age -l in.csv >want
	try 0 age -l -o in.csv in.csv
	cmp in.csv want
}

@test "B9: records are handed on as they come" {
	mkfifo pipe
	age -l <pipe >out &
	pid=$!
	exec 9>pipe
	mk "$HDR" "$R1" >&9
	for ((i = 0; i < 20; i++)); do
		grep -q '^I1.*d1_30$' out && break
		sleep 0.05
	done
	grep -q '^I1.*d1_30$' out
	printf 'I2,C2,2026-0' >&9
	sleep 0.2
	[ "$(wc -l <out)" -eq 2 ]
	[ "$(tail -c 1 out | wc -l)" -eq 1 ]
	echo 5-10,2026-06-09,50.00,USD >&9
	exec 9>&-
	wait $pid
	[ "$(wc -l <out)" -eq 3 ]
}

@test "B11: cut inside the last record" {
	{ mk "$HDR" "$R1"; printf 'I2,C2,2026-0'; } >cut.csv
	bad 1 "$(M 3 - '3 fields.*expected 6')" age cut.csv
	bad 1 'no-newline' age - < <(cat cut.csv)
}

@test "C1: gzip, as a file and on stdin" {
	gzip -c in.csv >in.csv.gz
	good age in.csv.gz
	good age <in.csv.gz
	good age < <(cat in.csv.gz)
}

@test "C3: gzip that was cut anywhere" {
	gzip -nc in.csv >in.gz
	for ((n = 2; n < $(wc -c <in.gz); n++)); do
		head -c $n in.gz >cut.gz
		bad 3 'unexpected end of (file|compressed data)' age cut.gz
	done
}

@test "C5: plain text behind gzip; C7: zeros behind it" {
	gzip -c in.csv >in.gz
	cat in.gz in.csv >x
	bad 3 'garbage after (the )?gzip' age x
	{ cat in.gz; head -c 512 /dev/zero; } >x
	good age x
	{ cat in.gz; head -c 512 /dev/zero; echo; } >x
	bad 3 'garbage after (the )?gzip' age x
}

@test "C9: any bit of the trailer flipped" {
	gzip -nc in.csv >in.gz
	size=$(wc -c <in.gz)
	for ((n = 1; n <= 8; n++)); do
		cp in.gz x
		byte=$(tail -c $n in.gz | head -c 1 | od -An -tu1)
		printf "\\$(printf %o $((byte ^ 1)))" |
			dd of=x bs=1 seek=$((size - n)) conv=notrunc 2>/dev/null
		bad 3 'incorrect (data|length) check' age x
	done
}

@test "C11, C13: nothing in it" {
	: >x.csv.gz
	bad 1 'no header' age x.csv.gz
	gzip -c </dev/null >x.gz
	bad 1 'no header' age x.gz
}

@test "C15: zeros without end" {
	head -c 100M /dev/zero | gzip -1 >bomb.gz
	[[ $B == *-san* ]] || ulimit -v 65536
	bad 1 'bomb.gz:1:.*(NUL byte|longer than)' timeout 5 \
		ar-age -a 2026-06-30 bomb.gz
}

@test "C17: files of other kinds" {
	kind() {
		printf "$2" >x
		bad 1 "$1" age x
	}
	kind 'xlsx|zip' 'PK\003\004\024\000\006\000'
	kind bzip2 'BZh91AY&SY'
	kind xz '\3757zXZ\000'
	kind zstd '(\265/\375\004'
	kind PDF '%%PDF-1.7\n'
}

@test "D1, D9: byte order marks" {
	{ printf '\357\273\277'; cat in.csv; } >x
	good age x
	{ printf '\357\273\277'; mk "$HDR" "$R1"; } >a
	{ printf '\357\273\277'; mk "$HDR" "$R2" "$R3"; } >b
	good age a b
	good age < <(cat a b)
}

@test "D3: UTF-16" {
	for e in UTF-16LE UTF-16BE; do
		{ printf '\357\273\277'; cat in.csv; } | iconv -f UTF-8 -t $e >x
		bad 1 'UTF-16.*iconv' age x
	done
}

@test "D5, D7: NUL, and bytes that are not UTF-8" {
	{ mk "$HDR"; printf 'I1,C\0X,2026-05-01,2026-05-31,100.00,USD\n'; } >x
	bad 1 "$(M 2 customer_id 'NUL byte')" age x
	for s in '\377' '\300\200' '\355\240\200' '\364\220\200\200' '\342\202'; do
		{ mk "$HDR"; printf "I1,C$s,2026-05-01,2026-05-31,1,USD\n"; } >x
		bad 1 "$(M 2 customer_id 'not UTF-8.*ar-import --encoding')" age x
	done
}

@test "D11: digits that only look like digits" {
	cell 5 $'\uff11\uff12' >x
	bad 1 "$(M 2 amount 'bad.amount')" age x
}

@test "E1, E3: a ragged row" {
	ragged=I2,C2,2026-05-10,2026-06-09,50.00
	mk "$HDR" "$R1" "$ragged" >x
	bad 1 "$(M 3 - '5 fields.*expected 6')" age x
	try 1 age --rejects=rej.csv x
	[ "$out" = "$(mk "$HDR" "$R1" | age)" ]
	[ "$(cat rej.csv)" = "$(mk \
		"$HDR,_file,_line,_column,_error,_record" \
		",,,,,,x,3,,field-count,\"$ragged\"")" ]
}

@test "E5: nothing; E7: a column twice" {
	bad 1 'no header' age /dev/null
	mk "$HDR,Amount" "$R1,1" >x
	bad 1 "$(M 1 amount twice)" age x
}

@test "E9: columns in another order; E17: CR; E19: blank lines" {
	awk -F, -v OFS=, '{ print $6, $5, $4, $3, $2, $1 }' in.csv >x
	good age x
	tr '\n' '\r' <in.csv >x
	good age x
	sed 's/$/\n\n/' in.csv >x
	good age x
	mk "$HDR" '' "$R1" '' '' I2,C2,x,2026-06-09,50.00,USD >x
	bad 1 "$(M 6 invoice_date x)" age x
}

@test "E11: a quote that is never closed" {
	{ mk "$HDR" 'I1,"C1,2026-05-01,2026-05-31,100.00,USD'; tail -n +2 "$BIG"; } >x
	bad 1 "$(M 2 customer_id 'quote.*line 2 is not closed')" age x
	bad 1 ' 1 of 200001 records refused' age x
}

@test "E13: an even number of stray quotes" {
	mk "$HDR" 'I1,"Boston,2026-05-01,2026-05-31,100.00,USD' \
		I2,Paris,2026-05-10,2026-06-09,50.00,USD \
		'I3,Rome",2026-03-01,2026-03-31,25.50,USD' >x
	bad 1 "$(M 2 customer_id 'line break')" age x
}

@test "E15: lines are counted through quoted line breaks" {
	mk "$HDR,memo" "$R1,\"a" "b\"" "$R2," \
		'I3,C1,2026-03-01,2026-03-31,x,USD,' >x
	bad 1 "$(M 5 amount "'x'")" age x
	mk "$HDR,memo" "$R1,\"a" b "c\"" "$R2," \
		'I3,C1,2026-03-01,2026-03-31,x,USD,' >x
	bad 1 "$(M 6 amount "'x'")" age x
}

@test "E21: a million columns; E23: another delimiter" {
	{ head -c 1000000 /dev/zero | tr '\0' ,; echo; } >x
	bad 1 "$(M 1 - 'more than [0-9]+ columns')" age x
	tr , ';' <in.csv >x
	bad 2 "$(M 1 - 'no column.*ar-import')" age x
}

@test "F1: cents add up; F5: the edge of 64 bits" {
	mk "$HDR" I1,C1,2026-05-01,2026-05-31,0.10,USD \
		I2,C1,2026-05-01,2026-05-31,0.20,USD >x
	try 0 age x
	[[ $out == *,0.30 ]]
	cell 5 92233720368547758.07 >x
	try 0 age x
	[[ $out == *,92233720368547758.07 ]]
	cell 5 92233720368547758.08 >x
	bad 1 "$(M 2 amount range)" age x
}

@test "F3, F7, F9, F11: amounts that are none" {
	for a in 1e3 0x10 NaN inf 1_000 '$5' '5 USD' + - . 1.2.3 '(5)'; do
		cell 5 "$a" >x
		bad 1 "$(M 2 amount 'bad.amount')" age x
	done
	cell 5 100.005 >x
	bad 1 "$(M 2 amount decimal)" age x
	cell 5 '"12,50"' >x
	bad 1 "$(M 2 amount decimal)" age x
	cell 5 '' >x
	bad 1 "$(M 2 amount empty)" age x
}

@test "F13: currencies are never added" {
	mk "$HDR" "$R1" I9,C1,2026-05-01,2026-05-31,1.00,EUR >x
	try 0 age -g '' x
	[ "$(wc -l <<<"$out")" -eq 3 ]
}

@test "G1, G3, G5: days that are in no calendar" {
	for d in 2024-02-29 2000-02-29; do
		cell 4 $d >x
		try 0 age x
	done
	for d in 2023-02-29 2100-02-29 0000-01-01 2026-00-10 2026-13-01 \
		2026-04-31 2026-02-30 2026-01-00; do
		cell 4 $d >x
		bad 1 "$(M 2 due_date 'no such (day|date)')" age x
	done
	cell 4 01/02/2026 >x
	bad 1 "$(M 2 due_date '.*--date-format')" age x
}

@test "G7: each edge once on each side" {
	{
		mk "$HDR"
		for d in 06-30 05-31 05-30 05-01 04-30 04-01 03-31; do
			echo "I$d,C1,2026-01-01,2026-$d,1.00,USD"
		done
	} >x
	try 0 age x
	[[ $out == *,7,1.00,1.00,2.00,2.00,1.00,0.00,7.00 ]]
}

@test "G9: clocks put forward and back" {
	for d in 2026-03-29 2026-10-25; do
		want=$(TZ=UTC ar-age --as-exported -a $d in.csv)
		for z in Europe/Berlin America/New_York; do
			[ "$(TZ=$z ar-age --as-exported -a $d in.csv)" = "$want" ]
		done
	done
}

@test "H1, H3: a document twice" {
	mk "$HDR" "$R1" "$R1" >x
	bad 1 "$(M 3 invoice_id 'I1.*line 2')" age --unique x
	mk "$HDR" "$R1" >a
	cp a b
	bad 1 '^ar-age: b:2:invoice_id: .*I1.* a line 2' age --unique a b
}

@test "H7: another total than the ledger's" {
	try 4 age --expect-total=175.51 in.csv
	[ "$out" = "$BASE" ]
	grep -q '175.50.*175.51.*0.01' <<<"$err"
}

@test "I1: locales" {
	need localedef
	for l in de_DE tr_TR; do
		localedef -i $l -f UTF-8 "./$l.UTF-8" 2>/dev/null ||
			skip "locales cannot be made here"
		LOCPATH=$PWD LC_ALL=$l.UTF-8 good age in.csv
		for t in $TOOLS; do
			cmp <("$t" --help) <(LOCPATH=$PWD LC_ALL=$l.UTF-8 "$t" --help)
		done
	done
}

@test "I3: today is the day where the user is" {
	need faketime
	[[ $B != *-san* ]] || skip "the sanitizers do not go with faketime"
	for p in Kiritimati:2027-01-01 Honolulu:2026-12-31; do
		run -0 env TZ="Pacific/${p%:*}" faketime \
			'2026-12-31 23:30:00 UTC' ar-age in.csv
		[[ ${lines[1]} == "${p#*:}",* ]]
	done
}

@test "I5: modes of files" {
	umask 000
	age -o new.csv in.csv
	[ "$(stat -c %a new.csv)" = 666 ]
	chmod 640 new.csv
	age -o new.csv in.csv
	[ "$(stat -c %a new.csv)" = 640 ]
	umask 027
	age -o other.csv in.csv
	[ "$(stat -c %a other.csv)" = 640 ]
}

@test "J1: a signal while -o is written" {
	mkfifo pipe
	for signal in TERM INT HUP; do
		echo old >o.csv
		env --default-signal=$signal ar-age -a 2026-06-30 -l -o o.csv \
			<pipe 2>err &
		pid=$!
		exec 9>pipe
		cat in.csv >&9
		sleep 0.2
		kill -s $signal $pid
		status=0
		wait $pid || status=$?
		exec 9>&-
		[ "$status" -eq $((128 + $(kill -l $signal))) ]
		[ "$(cat o.csv)" = old ]
		[ "$(ls -A | grep -c csv)" -eq 2 ]
		[ ! -s err ]
	done
}

@test "J15: written, synced, renamed, and the folder synced" {
	need_strace
	strace -qq -o trace -e trace=fsync,rename,renameat,renameat2 \
		ar-age -a 2026-06-30 -o o.csv in.csv
	[ "$(sed 's/(.*//' trace | paste -sd' ')" = 'fsync rename fsync' ]
}

@test "K13: links in the way" {
	echo secret >victim
	ln -s victim link.csv
	age -o link.csv in.csv
	[ -L link.csv ]
	[ "$(cat victim)" = "$BASE" ]
	ln -s victim control.csv
	try 3 age --control=control.csv in.csv
	[ "$(cat victim)" = "$BASE" ]
}

@test "K15: names that look like something else" {
	for name in $'a\nb' -n --help '%s%n' ' ' $'\e[31m'; do
		cp in.csv "./$name"
		good age -- "$name"
		echo '"x' >"./$name"  # no CSV
		for t in $TOOLS; do
			status=0
			err=$("$t" -- "$name" 2>&1 >/dev/null) || status=$?
			echo "$t: $status: $err"
			[ "$status" -ge 1 ]
			[ "$status" -le 3 ]
			grep -qv '^ar-' <<<"$err" && return 1
			LC_ALL=C grep -q $'[\001-\037]' <<<"$err" && return 1
		done
	done
	true
}

@test "L1: memory does not grow with the rows" {
	[[ $B != *-san* ]] || skip "the sanitizers need address space"
	for options in '' -l '-e month -n 1'; do
		{
			echo "$HDR,paid_date"
			seq -f "I%.0f,C1,2026-05-01,2026-05-31,100.00,USD," \
				"${L1_ROWS:-1000000}"
		} | (ulimit -v 65536; age $options) | tail -n 1 >last
		[ -s last ]
	done
	[[ $(cat last) == 2026-06-30,C1,USD,"${L1_ROWS:-1000000}",* ]]
}

@test "M1, M3: options of every tool" {
	for t in $TOOLS; do
		try 2 "$t" --nosuch
		[ -z "$out" ]
		[[ $err == "$t: "*--nosuch*--help* ]]
		for o in --help -h --version -V; do
			try 0 "$t" $o
			[ -z "$err" ]
			[[ $out == "$t "* ]]
		done
		status=0
		"$t" --help >/dev/full 2>/dev/null || status=$?
		[ "$status" -eq 3 ]
	done
}

@test "M5: an alert comes with the full report" {
	try 4 age --alert='total>100' in.csv
	[ "$out" = "$BASE" ]
}

@test "a terminal instead of input is told how to use the tool" {
	need script
	script -qec true /dev/null </dev/null || skip "no terminals here"
	for t in $TOOLS; do
		status=0
		script -qec "$t" /dev/null </dev/null >out || status=$?
		[ "$status" -eq 2 ]
		grep -q "usage: $t" out
	done
}
