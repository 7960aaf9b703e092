#!/usr/bin/env bats
# tests/journal.bats: whatever happens to a run of ar-invoice, each line is
# billed once, under one number, and can be printed as if nothing had happened.
#
# Words are split on purpose, subshells are bats', and a pipe is not a file.
# shellcheck disable=SC2002,SC2030,SC2031,SC2034,SC2086

bats_require_minimum_version 1.5.0

setup_file() {
	export W=$BATS_FILE_TMPDIR
	cd "$W" || return
	cat >in.csv <<-'END'
	shipment_id,line,customer_id,ship_date,quantity,unit_price,tax_rate,terms
	S2,1,C1,2026-06-01,3,0.335,19,2/10 net 30
	S2,2,C1,2026-06-01,-1,0.10,7,2/10 net 30
	S3,1,"B, Sons",2026-06-02,2.5,40,19,"50% net 15, 50% net 45"
	S3,2,"B, Sons",2026-06-03,1,0.01,19,"50% net 15, 50% net 45"
	S3,3,"B, Sons",2026-06-03,7,9.99,,"50% net 15, 50% net 45"
	S4,1,C1,2026-06-04,10,1.25,19,net 30
	S4,2,C1,2026-06-04,1,5,7,net 30
	END
	sed '1!d; a S1,1,C1,2026-05-31,1,100,19,net 30' in.csv >first.csv
	bill --create first.csv >/dev/null || return
	cp journal one
	bill -L lines in.csv >out || return
	cp journal two
	# Cut off in the second row of the second invoice of two batches.
	head -c $(($(grep -b 'S3,2,' two | cut -d: -f1) + 40)) two >torn
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp "$W/in.csv" in.csv
	export ASAN_OPTIONS=detect_leaks=0
}

bill() {
	ar-invoice -a 2026-06-30 -j journal "$@"
}

# start STATE: a journal of one batch, or one that was cut off.
start() {
	cp "$W/$1" journal
	echo old >o.csv
	cp o.csv l.csv
}

# feed file|pipe|slow|lines COMMAND...  lines: one at a time.
feed() {
	local how=$1
	shift
	case $how in
	file)	"$@" in.csv ;;
	pipe)	cat in.csv | "$@" ;;
	slow)	{ sleep 0.2; cat in.csv; } | "$@" ;;
	lines)	while read -r line; do
			echo "$line"
			sleep 0.01
		done <in.csv 2>/dev/null | "$@" ;;
	esac
}

# The end is that of a run that nothing disturbed, and stays so.
settled() {
	cmp journal "$W/two"
	ar-invoice -j journal -R -L again.lines >again
	cmp again "$W/out"
	cmp again.lines "$W/lines"
	bill in.csv | cmp - <(head -n 1 "$W/out")
	cmp journal "$W/two"
}

program=ar-invoice code=reprint files='o.csv l.csv'
load disturb

# The first option of a state is how the input comes.
run_once() {
	local prefix=()
	while [ "$1" != -- ]; do
		prefix+=("$1")
		shift
	done
	feed "$3" "${prefix[@]}" ar-invoice -a 2026-06-30 -j journal \
		"${@:4}" >o
}

run_again() {
	feed "${2/lines/pipe}" bill "${@:3}" >o
}

is_done() {
	cmp -s journal "$W/two"
}

@test "a file and a pipe make the same journal and the same output" {
	for state in one torn; do
		for how in file pipe lines; do
			start $state
			feed $how bill >o
			[ $state = torn ] || cmp o "$W/out"
			settled
		done
	done
}

@test "J3: killed at any call, from a file" {
	need_strace
	killed one file
	killed torn file
}

@test "J3: killed at any call, from a file to files" {
	need_strace
	killed one file -o o.csv -L l.csv
}

@test "J3: killed at any call, from a pipe" {
	need_strace
	killed one pipe
	killed torn pipe
}

@test "J3: killed at any call, from a pipe that trickles" {
	need_strace
	killed one lines
}

@test "J3: killed at any call, from a pipe to files" {
	need_strace
	killed one pipe -o o.csv -L l.csv
}

@test "J3: killed while the journal is made" {
	need_strace
	for call in openat write fsync; do
		for ((n = 1; n < 500; n++)); do
			rm -f journal
			status=0
			strace -qq -f -o /dev/null \
				-e "inject=$call:signal=KILL:when=$n" \
				ar-invoice -a 2026-06-30 -j journal --create \
				"$W/first.csv" >o || status=$?
			[ "$status" -ne 0 ] || break
			[ "$status" -eq 137 ]
			bill --create "$W/first.csv" >o
			cmp journal "$W/one"
		done
		[ $n -gt 1 ]
	done
}

@test "J5: a full disk at any write or fsync, from a file" {
	need_strace
	full one file
	full torn file
	full one file -o o.csv -L l.csv
}

@test "J5: a full disk at any write or fsync, from a pipe" {
	need_strace
	full one pipe
	full torn pipe
	full one pipe -o o.csv -L l.csv
	full one lines
}

@test "J3: a journal that was cut off anywhere" {
	size=$(wc -c <"$W/two")
	for ((n = $(wc -c <"$W/one"); n < size; n += 7)); do
		head -c $n "$W/two" >journal
		cp journal was
		echo "cut to $n bytes"
		ar-invoice -j journal -R >o
		cmp journal was
		bill --dry-run in.csv >o
		cmp journal was
		bill in.csv >o
		cmp journal "$W/two"
	done
	settled
}

@test "J7: eight runs at once are one run" {
	for how in file slow file slow; do
		echo "$how"
		start one
		one_of_eight journal feed "$how" bill
	done
}

# busy: any run on the journal ends at once and does nothing.
busy() {
	local options status
	cp journal was
	for options in in.csv '--dry-run in.csv' '--unbilled in.csv' -R \
		--credit=INV-000001; do
		status=0
		timeout 5 ar-invoice -a 2026-06-30 -j journal $options \
			</dev/null >o 2>err || status=$?
		echo "$options: $status"
		cat err
		[ "$status" -eq 5 ]
		[ ! -s o ]
		[ "$(wc -l <err)" -eq 1 ]
		grep -q '^ar-invoice: journal: in use.*\[in-use\]$' err
		cmp journal was
	done
}

@test "J7: while the journal is locked all others are busy" {
	need flock
	start one
	mkfifo held
	flock journal cat held &
	exec 9>held
	while flock -n journal true; do sleep 0.01; done
	busy
	exec 9>&-
	wait
	# Who only reads does not keep out those who only read.
	flock -s journal cat held &
	exec 9>held
	while flock -n journal true; do sleep 0.01; done
	timeout 5 ar-invoice -j journal -R >o
	status=0
	bill in.csv >o 2>err || status=$?
	exec 9>&-
	wait
	[ "$status" -eq 5 ]
	bill in.csv | cmp - "$W/out"
	settled
}

@test "J9: a killed run leaves no lock" {
	start one
	mkfifo pipe
	ar-invoice -a 2026-06-30 -j journal <pipe >o &
	pid=$!
	exec 9>pipe
	head -n 4 in.csv >&9
	for ((i = 0; i < 100; i++)); do
		! grep -q INV-000002 o || break
		sleep 0.02
	done
	grep -q INV-000002 o
	busy
	kill -KILL $pid
	wait $pid || [ $? -eq 137 ]
	exec 9>&-
	timeout 5 ar-invoice -a 2026-06-30 -j journal in.csv >o
	settled
}

# synced: in the trace no invoice is shown that is not yet on the disk.
synced() {
	cat trace
	awk '
	/^(p?write(v|64)?)\([0-9]+<[^>]*\/journal>/ { dirty = 1; next }
	/^f(data)?sync\([0-9]+<[^>]*\/journal>/ { dirty = 0; done++ }
	/^p?write/ && /INV-/ {
		if (dirty || !done) {
			print "too early: " $0
			failed = 1
		}
		shown = 1
	}
	END { exit failed || !shown || dirty }' trace
}

@test "J15: the journal is on the disk before anything is shown" {
	need_strace
	for how in file pipe; do
		for options in '' '-o o.csv' '-L l.csv'; do
			start one
			feed $how strace -qq -f -y -s 10000 -o trace.all \
				-e trace=write,writev,pwrite64,fsync,fdatasync \
				ar-invoice -a 2026-06-30 -j journal $options >o
			sed -E 's/^[0-9]+ +//' trace.all >trace
			synced
			settled
		done
	done
}

@test "the order of lines in a file does not change an amount" {
	amounts() { cut -d, -f2- | tail -n +2 | sort; }
	ar-invoice -a 2026-06-30 in.csv | amounts >want
	[ "$(wc -l <want)" -eq 4 ]
	for i in 1 2 3 4 5 6 7 8; do
		{
			head -n 1 in.csv
			tail -n +2 in.csv | shuf --random-source=<(yes $i)
		} >x.csv
		ar-invoice -a 2026-06-30 x.csv | amounts | cmp - want
	done
}
