# tests/disturb.bash: for bats files that break a run at every call it makes.
#
# Who loads this says what is run, and how it must end:
#	program, code	its name, and the code of the message that what was
#			written and not printed can be printed
#	files		that it writes by rename
#	start STATE	put everything back as it was
#	run_once PREFIX... -- STATE [OPTION...]
#			run it behind the words of PREFIX; output to o
#	run_again STATE [OPTION...]
#			the same, undisturbed
#	is_done		whether all is written
#	settled		that the end is that of an undisturbed run, and stays
#	W		the folder of what an undisturbed run prints, as out
#
# shellcheck shell=bash disable=SC2154

load try

# Files that are written by rename are the old ones or new ones.
old_or_whole() {
	local f
	for f in $files; do
		[ "$(cat "$f")" = old ] || [ "$(tail -c 1 "$f" | wc -l)" -eq 1 ]
	done
}

# disturb STATUS INJECTION STATE [OPTION...]: at every call; run again, and
# all must be well.  Sets $points to the number of calls.
disturb() {
	local want=$1 inject=$2 n status
	shift 2
	for ((n = 1; n < 500; n++)); do
		start "$1"
		status=0
		run_once strace -qq -f -o /dev/null \
			-e "inject=$inject:when=$n" -- "$@" 2>err || status=$?
		[ "$status" -ne 0 ] || break
		echo "$inject $n $*: $status"
		cat err
		[ "$status" -eq "$want" ]
		old_or_whole
		if [ "$want" -eq 3 ]; then
			grep -q "^$program: .*No space left on device" err
			! is_done || grep -q "\[$code\]\$" err
		fi
		run_again "$@"
		settled
	done
	[ "$n" -lt 500 ]
	is_done
	points=$((n - 1))
}

# one_of_eight WHERE COMMAND...: eight at once are one run; the others say that
# the file of the state is in use, and do nothing.
one_of_eight() {
	local where=$1 i status
	shift
	for ((i = 1; i <= 8; i++)); do
		{
			status=0
			"$@" >o.$i 2>err.$i || status=$?
			echo $status >status.$i
		} &
	done
	wait
	for ((i = 1; i <= 8; i++)); do
		echo "run $i: $(cat status.$i err.$i)"
		case $(cat status.$i) in
		0)	[ ! -s err.$i ] ;;
		5)	[ ! -s o.$i ]
			grep -q "^$program: $where: in use" err.$i ;;
		*)	false ;;
		esac
	done
	{ head -n 1 "$W/out"; tail -qn +2 o.?; } | cmp - "$W/out"
	settled
}

# killed STATE [OPTION...]
killed() {
	local call all=0
	for call in openat write fsync ftruncate rename renameat renameat2; do
		disturb 137 "$call:signal=KILL" "$@"
		all=$((all + points))
		[[ $call != write && $call != fsync ]] || [ "$points" -gt 0 ]
	done
	[ "$all" -gt 5 ]
}

full() {
	local call
	for call in write fsync; do
		disturb 3 "$call:error=ENOSPC" "$@"
		[ "$points" -gt 0 ]
	done
}
