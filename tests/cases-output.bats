#!/usr/bin/env bats
# tests/cases-output.bats: output that fails, in each tool.
#
# Words are split and formats are built on purpose, and subshells are bats'.
# shellcheck disable=SC2002,SC2010,SC2030,SC2031,SC2059,SC2086,SC2154

bats_require_minimum_version 1.5.0
load cases

@test "A1, A3: stdout is full, or closed" {
	while read -r run; do
		status=0
		$run 2>err >/dev/full || status=$?
		is_io stdout 'No space left on device'
		status=0
		$run 2>err >&- || status=$?
		is_io stdout 'Bad file descriptor'
	done < <(all_runs)
	all_good
}

@test "A5: nobody reads what is printed" {
	while read -r run; do
		mkfifo pipe
		: <pipe &
		exec 9>pipe
		wait $!
		status=0
		env --default-signal=PIPE $run 2>err >&9 || status=$?
		expect "$run: SIGPIPE" [ "$status.$(cat err)" = 141. ]
		status=0
		env --ignore-signal=PIPE $run 2>err >&9 || status=$?
		is_io stdout 'Broken pipe'
		exec 9>&-
		rm pipe
	done < <(all_runs)
	all_good
}

@test "A7, A15: no room for the output" {
	local run room=
	mkdir full
	if [ "$(id -u)" -eq 0 ] &&
		mount -t tmpfs -o size=4k tmpfs full 2>/dev/null; then
		head -c 4096 /dev/zero >full/zeros
		room=full
	fi
	while read -r run; do
		[ -z "$room" ] || {
			status=0
			$run -o full/o.csv 2>err || status=$?
			is_io full/o.csv 'No space left on device'
			expect "$run: left" [ "$(ls -A full)" = zeros ]
		}
		status=0
		said=$(
			trap '' XFSZ
			ulimit -f 0
			$run -o o.csv 2>&1
		) || status=$?
		echo "$said" >err
		is_io o.csv 'File too large'
		expect "$run: left" [ ! -e o.csv ]
	done < <(output_runs)
	[ -z "$room" ] || umount full
	all_good
}

@test "A9, A11: any write fails, or is to be tried again" {
	need_strace
	local run n
	while read -r run; do
		$run >want
		for ((n = 1; n < 50; n++)); do
			faulty write:error=EIO:when=$n $run >out
			[ "$status" -ne 0 ] || break
			is_io stdout 'Input/output error'
			expect "$run: whole records" cmp -s out \
				<(head -n "$(wc -l <out)" want)
		done
		expect "$run: a write failed" [ "$n" -gt 1 ]
		expect "$run: whole" cmp -s out want
		for error in EAGAIN EINTR; do
			faulty write:error=$error:when=1 $run >out
			expect "$run: $error" [ "$status$(cat err)" = 0 ]
			expect "$run: $error" cmp -s out want
		done
	done < <(all_runs)
	all_good
}

# Written, synced, renamed, and the folder synced; the temporary is new, and
# no link is followed to it; a failure of any of it leaves what was there.
@test "A13, J15, K13: what -o does, and what if it fails" {
	need_strace
	local run n
	while read -r run; do
		rm -f o.csv
		umask 000
		strace -qq -o trace $run -o o.csv
		umask 022
		grep -oE '^(fsync|rename[a-z0-9]*)' trace | paste -sd' ' >calls
		expect "$run" grep -Eqx 'fsync rename[a-z0-9]* fsync' calls
		expect "$run: temporary" awk '
			/O_CREAT/ { n++ }
			/O_CREAT/ && /O_EXCL/ && /O_NOFOLLOW/ { good++ }
			END { exit n != 1 || !good }' trace
		expect "$run: its mode" grep -q 'O_CREAT.*, 0600)' trace
		expect "$run: mode" [ "$(stat -c %a o.csv)" = 666 ]
		n=$(sed '/^fsync/q' trace | grep -c '^close')
		for call in fsync:1 close:$((n + 1)) \
			"$(cut -d' ' -f2 calls):1"; do
			echo old >o.csv
			faulty "${call%:*}:error=EIO:when=${call#*:}" \
				$run -o o.csv
			is_io o.csv 'Input/output error'
			expect "$run: $call" [ "$(cat o.csv)" = old ]
			expect "$run: $call" [ "$(ls -A | grep -c csv)" -eq 2 ]
		done
	done < <(output_runs)
	all_good
}

@test "a file that another run makes at this moment is replaced" {
	need_strace
	while read -r run; do
		echo old >o.csv
		faulty readlink:error=ENOENT -P "$PWD/o.csv" $run -o o.csv
		expect "$run" [ "$status.$(cat err)" = 0. ]
		expect "$run" [ "$(cat o.csv)" != old ]
		expect "$run: left" [ "$(ls -A | grep -c o.csv)" -eq 1 ]
	done < <(output_runs)
	all_good
}

@test "B7: the output replaces its input" {
	local i
	for i in "${!RUNS[@]}"; do
		cp "$W/in.csv" out
		: >err
		${RUNS[i]} -o out out 2>err || true
		expect "${RUNS[i]}" is_same "$i"
	done
	all_good
}

# lines_of FILE N: wait until it has so many.
lines_of() {
	local i
	for ((i = 0; i < 40; i++)); do
		[ "$(wc -l <"$1")" -lt "$2" ] || return 0
		sleep 0.05
	done
}

@test "B9: records are handed on as they come" {
	local run pid
	for run in 'ar-age -a 2026-06-30 -l' \
		'ar-import --date-format=iso --decimal=. -e UTF-8 -d ,' \
		'ar-invoice -a 2026-06-30 -t cod --linger=1'; do
		mkfifo pipe
		: >out
		: >err
		$run <pipe >out &
		pid=$!
		exec 9>pipe
		mk "$HDR" "$R1" >&9
		lines_of out 2
		printf 'I2,C2,2026-0' >&9
		sleep 0.1
		expect "$run: one record" [ "$(wc -l <out)" -eq 2 ]
		expect "$run: whole" [ "$(tail -c 1 out | wc -l)" -eq 1 ]
		echo "${R2#I2,C2,2026-0}" >&9
		exec 9>&-
		wait $pid
		expect "$run: two records" [ "$(wc -l <out)" -eq 3 ]
		rm pipe
	done
	all_good
}

@test "I5: what nobody else may read, whatever the umask" {
	umask 000
	ar-log -l l -a 2026-06-30 note -c C1 2>err
	expect ar-log [ "$(stat -c %a l)" = 600 ]
	ar-remind -a 2026-06-30 -l r --record in.csv >out 2>err
	expect ar-remind [ "$(stat -c %a r)" = 600 ]
	all_good
}

@test "J1: a signal while -o is written" {
	local signal i pid pids
	mkfifo pipe
	for signal in TERM INT HUP; do
		pids=()
		for i in "${!RUNS[@]}"; do
			rm -rf "d.$i"
			mkdir "d.$i"
			echo old >"d.$i/o.csv"
			env --default-signal=$signal ${RUNS[i]} \
				-o "d.$i/o.csv" <pipe 2>"err.$i" &
			pids+=($!)
		done
		exec 9>pipe
		for pid in "${pids[@]}"; do
			while ! grep -q '^ar-' "/proc/$pid/comm"; do
				sleep 0.01
			done
		done
		sleep 0.2
		kill -s $signal "${pids[@]}"
		for i in "${!RUNS[@]}"; do
			status=0
			wait "${pids[i]}" || status=$?
			cp "err.$i" err
			expect "${RUNS[i]}: $status" \
				[ "$(kill -l "$status")" = $signal ]
			expect "${RUNS[i]}: old" [ "$(cat "d.$i/o.csv")" = old ]
			expect "${RUNS[i]}: left" [ "$(ls -A "d.$i")" = o.csv ]
			expect "${RUNS[i]}: silent" [ ! -s err ]
		done
		exec 9>&-
	done
	all_good
}

@test "J7: all tools at once add to one file of control totals" {
	local i
	for i in "${!RUNS[@]}"; do
		${RUNS[i]} --control=c.csv in.csv >"out.$i" 2>"err.$i" &
	done
	wait
	for i in "${!RUNS[@]}"; do
		cp "out.$i" out
		cp "err.$i" err
		expect "${RUNS[i]}" is_same "$i"
	done
	expect "rows" [ "$(wc -l <c.csv)" -eq $((${#RUNS[@]} + 1)) ]
	expect "cells" [ "$(awk -F, '{ print NF }' c.csv | sort -u)" = 16 ]
	all_good
}
