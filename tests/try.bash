# tests/try.bash: for bats files that run a program and look at what it says.
#
# shellcheck shell=bash

# Lines of a file.
mk() {
	printf '%s\n' "$@"
}

# try STATUS COMMAND...: run it; stdout goes to $out, stderr to $err.
try() {
	local want=$1 status=0
	shift
	"$@" >"$BATS_TEST_TMPDIR/.out" 2>"$BATS_TEST_TMPDIR/.err" || status=$?
	out=$(tr -d '\0' <"$BATS_TEST_TMPDIR/.out")
	err=$(cat "$BATS_TEST_TMPDIR/.err")
	echo "$*: $status, want $want"
	echo "$out"
	echo "$err"
	[ "$status" -eq "$want" ]
}

# bad STATUS REGEX COMMAND...: nothing on stdout; a line of stderr matches.
bad() {
	local want=$1 regex=$2
	shift 2
	try "$want" "$@"
	[ -z "$out" ]
	grep -qiE -- "$regex" <<<"$err"
}

# M LINE COLUMN REGEX: of a message about a record; - is no column.
M() {
	local column="$2: "
	[ "$2" != - ] || column=
	echo "^ar-[a-z]+: [^:]+:$1:${column% }.*$3"
}

# "letter name" of each option of a program, "-" for no letter.
options_of_help() {
	"$1" --help | sed -nE \
		-e 's/^  -([A-Za-z]), --([a-z-]+).*/\1 \2/p' \
		-e 's/^      --([a-z-]+).*/- \1/p' | sort
}

need() {
	command -v "$1" >/dev/null || skip "$1 is missing"
}

need_strace() {
	need strace
	strace -qq -o /dev/null true || skip "strace is not allowed here"
}
