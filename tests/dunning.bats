#!/usr/bin/env bats
# tests/dunning.bats: whatever happens to a run of ar-remind or ar-log, each
# step of each document is planned once, and what was planned can be printed.
#
# Words are split on purpose, and subshells are bats'.
# shellcheck disable=SC2030,SC2031,SC2034,SC2086

bats_require_minimum_version 1.5.0

# One log after a day's run, and what a second day makes of it; the time of a
# row is the clock's, and no test looks at it.
setup_file() {
	export W=$BATS_FILE_TMPDIR
	cd "$W" || return
	cat >in.csv <<-'END'
	invoice_id,customer_id,invoice_date,due_date,amount,currency
	I1,C1,2026-08-15,2026-09-15,100.00,EUR
	I2,C1,2026-08-15,2026-09-25,60.00,EUR
	I3,C2,2026-08-15,2026-09-08,70.00,EUR
	I4,C2,2026-08-15,2026-09-09,70.00,USD
	I5,C3,2026-08-15,2026-09-15,20.00,EUR
	END
	cat >promises.csv <<-'END'
	invoice_id,customer_id,made_date,promise_date,amount
	I4,C2,2026-09-10,2026-09-18,70.00
	END
	ar-remind -a 2026-09-11 -l log --promises=promises.csv --record \
		in.csv >first 2>/dev/null || return
	cp log one
	remind >out || return
	rows log >two
	# Cut off in the middle of a row of the second day.
	{
		cat one
		tail -n +$(($(wc -l <one) + 1)) log | head -c 300
	} >torn
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp "$W/in.csv" "$W/promises.csv" .
	export ASAN_OPTIONS=detect_leaks=0
}

remind() {
	ar-remind -a 2026-09-22 -l log --promises=promises.csv --record \
		"$@" in.csv
}

# pending: what is still to be sent of the second day.
pending() {
	ar-remind -a 2026-09-22 -l log --promises=promises.csv -r in.csv |
		grep -v -- '-20260911,'
}

rows() {
	cut -d, -f2- "$1"
}

# start STATE: a log of one day, or one that was cut off.
start() {
	rm -f log log.torn o.csv i.csv h.csv
	cp "$W/$1" log
	echo old >o.csv
	cp o.csv i.csv
	cp o.csv h.csv
}

# The end is that of a run that nothing disturbed, and stays so.
settled() {
	rows log | cmp - "$W/two"
	pending | cmp - "$W/out"
	remind >again 2>err
	[ ! -s err ]
	cmp again <(head -n 1 "$W/out")
	rows log | cmp - "$W/two"
}

program=ar-remind code=replay files='o.csv i.csv h.csv'
load disturb

run_once() {
	local prefix=()
	while [ "$1" != -- ]; do
		prefix+=("$1")
		shift
	done
	"${prefix[@]}" ar-remind -a 2026-09-22 -l log --record \
		--promises=promises.csv "${@:3}" in.csv >o
}

run_again() {
	remind "${@:2}" >o 2>err
}

is_done() {
	rows log | cmp -s - "$W/two"
}

@test "the two days are worth the trouble" {
	cut -d, -f6 "$W/out" | sort -u | tr '\n' ' ' >phases
	[ "$(cat phases)" = "broken over phase pre " ]
	[ "$(wc -l <"$W/two")" -gt $(($(wc -l <"$W/one") + 4)) ]
}

@test "J3: killed at any call" {
	need_strace
	killed one
	killed torn
}

@test "J3: killed at any call, with output to files" {
	need_strace
	killed one -o o.csv --items=i.csv --holds=h.csv
}

@test "J3: killed while the log is made" {
	need_strace
	local n status call
	for call in openat write fsync; do
		for ((n = 1; n < 500; n++)); do
			rm -f log
			status=0
			strace -qq -f -o /dev/null \
				-e "inject=$call:signal=KILL:when=$n" \
				ar-remind -a 2026-09-11 -l log --record \
				--promises=promises.csv in.csv >o 2>err ||
				status=$?
			[ "$status" -ne 0 ] || break
			[ "$status" -eq 137 ]
			ar-remind -a 2026-09-11 -l log --record \
				--promises=promises.csv in.csv >o 2>err
			rows log | cmp - <(rows "$W/one")
			[ "$(stat -c %a log)" = 600 ]
		done
		[ "$n" -gt 1 ]
		[ "$n" -lt 500 ]
	done
}

@test "J3: a log that was cut off anywhere in its last batch" {
	local n from size
	start one
	remind >o
	cp log whole
	size=$(wc -c <whole)
	from=$(wc -c <"$W/one")
	for ((n = from; n < size; n += 7)); do
		start one
		head -c "$n" whole >log
		cp log was
		echo "cut to $n bytes"
		ar-remind -a 2026-09-22 -l log --promises=promises.csv in.csv \
			>o 2>err
		cmp o "$W/out"
		cmp log was
		[ "$n" -eq "$from" ] || grep -q '; ignored \[torn-log\]$' err
		remind >o 2>err
		cmp o "$W/out"
		rows log | cmp - "$W/two"
		[ "$n" -eq "$from" ] ||
			cmp log.torn <(tail -c +$((from + 1)) was)
	done
	settled
}

@test "J5: a full disk at any write or fsync" {
	need_strace
	full one
	full torn
	full one -o o.csv --items=i.csv --holds=h.csv
}

@test "J7: eight runs at once are one run" {
	local round
	for round in 1 2 3 4; do
		echo "round $round"
		start one
		one_of_eight log remind
	done
}

@test "J7: eight runs that wait for each other are one run" {
	local i
	start one
	for ((i = 1; i <= 8; i++)); do
		remind --wait=60 >o.$i 2>err.$i &
	done
	wait
	cat err.?
	[ -z "$(cat err.?)" ]
	{ head -n 1 "$W/out"; tail -qn +2 o.?; } | cmp - "$W/out"
	settled
}

# busy: whoever writes ends at once and does nothing; whoever reads does not
# care.
busy() {
	local status tool
	cp log was
	for tool in ar-remind ar-log; do
		status=0
		case $tool in
		ar-remind) timeout 5 ar-remind -a 2026-09-22 -l log --record \
				in.csv >o 2>err || status=$? ;;
		ar-log) timeout 5 ar-log -l log --wait=0 note -c C1 \
				>o 2>err || status=$? ;;
		esac
		echo "$tool: $status"
		cat err
		[ "$status" -eq 5 ]
		[ ! -s o ]
		[ "$(wc -l <err)" -eq 1 ]
		grep -q "^$tool: log: in use.*\[in-use\]\$" err
		cmp log was
	done
	timeout 5 ar-remind -a 2026-09-22 -l log --promises=promises.csv \
		in.csv | cmp - "$W/out"
}

@test "J7: while the log is locked all others are busy" {
	need flock
	start one
	mkfifo held
	flock log cat held &
	exec 9>held
	while flock -n log true; do sleep 0.01; done
	busy
	exec 9>&-
	wait
	remind | cmp - "$W/out"
	settled
}

# The lock is taken before any input is read.
@test "J9: a killed run leaves no lock" {
	start one
	mkfifo pipe
	ar-remind -a 2026-09-22 -l log --promises=promises.csv --record pipe \
		>o &
	pid=$!
	exec 9>pipe
	head -n 3 in.csv >&9
	while flock -n log true; do sleep 0.01; done
	busy
	kill -KILL $pid
	wait $pid || [ $? -eq 137 ]
	exec 9>&-
	timeout 5 ar-remind -a 2026-09-22 -l log --promises=promises.csv \
		--record in.csv | cmp - "$W/out"
	settled
}

@test "J11: the same day again emits nothing" {
	local i
	start one
	remind >o
	cmp o "$W/out"
	cp log was
	for i in 1 2 3 4 5 6 7 8 9 10; do
		remind >o
		cmp o <(head -n 1 "$W/out")
		cmp log was
	done
	# Nor does it from rows in another order.
	{ head -n 1 in.csv; tail -n +2 in.csv | tac; } >turned
	mv turned in.csv
	remind >o
	cmp o <(head -n 1 "$W/out")
	cmp log was
}

@test "J13: what was logged and not sent is printed again, under the same ids" {
	local id
	start one
	remind >/dev/null
	pending | cmp - "$W/out"
	pending | cmp - "$W/out"
	id=$(sed -n 2p "$W/out" | cut -d, -f1)
	ar-log -l log -a 2026-09-22 sent "$id"
	pending | cmp - <(grep -v "^$id," "$W/out")
	cut -d, -f1 "$W/out" | sed 1d |
		xargs ar-log -l log -a 2026-09-22 sent
	pending | cmp - <(head -n 1 "$W/out")
	# A mailer that says it twice changes nothing.
	cp log was
	ar-log -l log -a 2026-09-22 sent "$id"
	cmp log was
}

# synced: in the trace nothing is shown that is not yet on the disk, and what
# goes into the log is one write.
synced() {
	cat trace
	awk '
	/^(p?write(v|64)?)\([0-9]+<[^>]*\/log>/ { dirty = 1; n++; next }
	/^f(data)?sync\([0-9]+<[^>]*\/log>/ { dirty = 0; done++ }
	/^p?write/ && /-20260922/ {
		if (dirty || !done) {
			print "too early: " $0
			failed = 1
		}
		shown = 1
	}
	END { exit failed || !shown || dirty || n != 1 }' trace
}

@test "J15: the log is on the disk before anything is shown" {
	need_strace
	local options
	for options in '' '-o o.csv' '--items=i.csv --holds=h.csv'; do
		start one
		strace -qq -f -y -s 10000 -o trace.all \
			-e trace=write,writev,pwrite64,fsync,fdatasync \
			ar-remind -a 2026-09-22 -l log --record \
			--promises=promises.csv $options in.csv >o
		sed -E 's/^[0-9]+ +//' trace.all >trace
		synced
		settled
	done
}

@test "J15: a file is synced before it takes its name" {
	need_strace
	start one
	ar-log -l log -a 2026-09-12 note -c C1 --text=secret
	strace -qq -f -y -o trace.all \
		-e trace=fsync,fdatasync,rename,renameat,renameat2 \
		ar-log -l log redact --before=2026-09-23
	sed -E 's/^[0-9]+ +//' trace.all >trace
	cat trace
	awk '/^f(data)?sync/ { n++ } /^rename/ { if (!n) exit 1; r++; n = 0 }
	    END { exit r != 1 || !n }' trace
}

# In CI a small part of it; AR_TEST_ROWS=2000 for all of it, which takes minutes.
@test "eight writers of ar-log: whole lines, none lost" {
	local i n rows=${AR_TEST_ROWS:-50}
	ar-log -l log -a 2026-09-22 note -c C0 2>/dev/null
	for ((i = 1; i <= 8; i++)); do
		for ((n = 1; n <= rows; n++)); do
			ar-log -l log -a 2026-09-22 --wait=600 note -c "C$i" \
				--by="W$i" --text="row $n" || exit
		done 2>err.$i &
	done
	wait
	cat err.?
	[ -z "$(cat err.?)" ]
	[ "$(wc -l <log)" -eq $((8 * rows + 2)) ]
	[ "$(awk -F, '{ print NF }' log | sort -u)" = 20 ]
	for ((i = 1; i <= 8; i++)); do
		ar-log -l log history "C$i" | tail -n +2 | cut -d, -f20 |
			cmp - <(seq -f 'row %.0f' "$rows")
	done
}

@test "ar-log killed at any call: a row is there or not, and the rest stays" {
	need_strace
	local call n status
	for call in openat write fsync; do
		for ((n = 1; n < 500; n++)); do
			start one
			status=0
			strace -qq -f -o /dev/null \
				-e "inject=$call:signal=KILL:when=$n" \
				ar-log -l log -a 2026-09-22 note -c C9 \
				2>err || status=$?
			[ "$status" -ne 0 ] || break
			[ "$status" -eq 137 ]
			ar-log -l log -a 2026-09-22 note -c C8 2>err
			[ "$(grep -c ',C9,' log)" -le 1 ]
			[ "$(grep -c ',C8,' log)" -eq 1 ]
			grep -v ',C[89],' log | cmp - "$W/one"
		done
		[ "$n" -gt 1 ]
		[ "$n" -lt 500 ]
	done
}

@test "J5, J15: ar-log on a full disk: no row, and what was there stays" {
	need_strace
	local call n status
	for call in write fsync; do
		for ((n = 1; n < 500; n++)); do
			start one
			status=0
			strace -qq -f -o /dev/null \
				-e "inject=$call:error=ENOSPC:when=$n" \
				ar-log -l log -a 2026-09-22 note -c C9 \
				2>err || status=$?
			[ "$status" -ne 0 ] || break
			[ "$status" -eq 3 ]
			[ "$(wc -l <err)" -eq 1 ]
			grep -q '^ar-log: log: No space left on device' err
			cmp log "$W/one"
		done
		[ "$n" -gt 1 ]
		[ "$n" -lt 500 ]
	done
	head -n -1 log | cmp - "$W/one"
	grep -q ',note,C9,' log
}

@test "redact killed at any call: the log is the old one or the new one" {
	need_strace
	local call n status
	start one
	ar-log -l log -a 2026-09-12 note -c C1 --to=a@x --text=secret
	cp log old
	ar-log -l log redact --before=2026-09-23
	cp log new
	run ! grep -q secret new
	for call in openat write fsync ftruncate rename renameat renameat2; do
		for ((n = 1; n < 500; n++)); do
			rm -rf d
			mkdir d
			cp old d/log
			status=0
			strace -qq -f -o /dev/null \
				-e "inject=$call:signal=KILL:when=$n" \
				ar-log -l d/log redact --before=2026-09-23 \
				2>err || status=$?
			[ "$status" -ne 0 ] || break
			echo "$call $n: $status"
			[ "$status" -eq 137 ]
			cmp -s d/log old || cmp d/log new
			ar-log -l d/log redact --before=2026-09-23
			cmp d/log new
		done
		[ "$n" -lt 500 ]
	done
}

@test "redact killed by the clock while others write: no row is lost" {
	local i n=0 pid
	ar-log -l log -a 2026-09-22 note -c C0 2>/dev/null
	for ((i = 1; i <= 40; i++)); do
		ar-log -l log -a 2026-09-21 --wait=60 note -c C1 \
			--by="row $i" --text=secret || exit
	done &
	pid=$!
	while kill -0 $pid 2>/dev/null; do
		ar-log -l log --wait=60 redact --before=2026-09-22 &
		sleep 0.00$((n++ % 8))
		kill -KILL $! 2>/dev/null || true
		wait $! 2>/dev/null || true
	done
	wait $pid
	ar-log -l log redact --before=2026-09-22
	tail -n +3 log | cut -d, -f19 | cmp - <(seq -f 'row %.0f' 40)
	[ "$(wc -l <log)" -eq 42 ]
	run ! grep -q secret log
}
