#!/usr/bin/env bats
# tests/traces.bats: no tool opens a file that it was not told of, but tables
# of the system; none speaks to a network, and none runs a program.
#
# The examples of all manuals are run by programs of the same names that trace
# the real ones, and so are those of TRACED.
#
# Words are split on purpose.
# shellcheck disable=SC2012,SC2086

bats_require_minimum_version 1.5.0
load try
load blocks

# What no example shows, in a copy of examples/manual.
TRACED=(
	'ar-age -a 2026-06-30 -v open.csv.gz -o out.csv.gz'
	'ar-age -a 2026-06-30 -l --rejects=bad.csv -o list.csv open.csv'
	'ar-age -a 2026-06-30 --threads=2 big.csv'
	'ar-import -e SHIFT_JIS open.csv'
	'ar-import --from=list'
	'ar-import --rejects=bad.csv --control=control.csv open.csv'
	'ar-remind -a 2026-06-30 -l log --rates=rates.csv --record dunning.csv'
	'ar-view --color=always open.csv'
	'ar-view -f xlsx -o book.xlsx open.csv'
	'ar-view -f html -o page.html open.csv'
)

# Two files for each call: the folder and the words; the trace.
setup() {
	local tool

	need_strace
	case ${B:-build} in
	*-san*)	skip "sanitizers open files of their own" ;;
	esac
	cd "$BATS_TEST_DIRNAME/.." || return
	tmp=$BATS_TEST_TMPDIR
	export TRACES=$tmp/traces REAL=$PWD/${B:-build} LC_ALL=C.UTF-8
	mkdir "$tmp/tracing" "$TRACES"
	cat >"$tmp/tracing/ar-any" <<-'END'
	#!/bin/bash
	log=$TRACES/${0##*/}.$$
	printf '%s\n' "$PWD" "$@" >"$log.words"
	exec strace -qq -f -o "$log" -e signal=none \
		-e trace=%network,%process,open,openat,openat2,creat \
		"$REAL/${0##*/}" "$@"
	END
	chmod +x "$tmp/tracing/ar-any"
	for tool in cmd/ar-*.c; do
		ln -s ar-any "$tmp/tracing/$(basename "$tool" .c)"
	done
	PATH=$tmp/tracing:$PATH
}

# strange WORDS TRACE: the calls in it that those words do not allow.
strange() {
	awk '
	function folder(path) {
		return sub(/\/[^\/]*$/, "", path) ? path : "."
	}

	# A word, or what follows a "=" or one letter in it, may be a path; so
	# may be its folder, the file that becomes it, and what it is the
	# beginning of, with a name for each document.
	function tell(path,  name) {
		told[path] = told[folder(path)] = 1
		name = path
		sub(/.*\//, "", name)
		beside[folder(path) == "." && path !~ /\// ? "." name : \
		    folder(path) "/." name] = 1
		if (match(path, /{{/))
			begin[substr(path, 1, RSTART - 1)] = 1
	}

	function begun(path,  b) {
		for (b in begin)
			if (index(path, b) == 1)
				return 1
		return 0
	}

	function is_table(path) {
		return path ~ /^\/etc\/(ld\.so\.(cache|preload)|localtime)$/ ||
		    path ~ /^\/(usr\/)?lib.*\.so[.0-9]*$/ ||
		    path ~ /^\/usr\/(share|lib)\/(zoneinfo|locale|terminfo)\// ||
		    path ~ /^\/(etc|lib)\/terminfo\// ||
		    path ~ /^\/usr\/lib.*\/gconv\/[^\/]*$/ ||
		    path == "/dev/null"
	}

	function is_told(path,  start) {
		start = path
		return path == "" || path in told || begun(path) ||
		    sub(/\.[0-9a-f]+$/, "", start) && start in beside
	}

	NR == 1 { here = $0 "/"; next }
	NR == FNR {
		tell($0)
		if (match($0, /=/))
			tell(substr($0, RSTART + 1))
		if (/^-[A-Za-z]./)
			tell(substr($0, 3))
		next
	}
	{ sub(/^[0-9]+ +/, "") }
	/^exit|^wait|^\+\+\+|resumed>/ { next }
	/^execve\(/ && !started++ { next }
	/^clone3?\(.*CLONE_THREAD/ { next }
	/^(open|creat)/ && match($0, /"[^"]*"/) {
		path = substr($0, RSTART + 1, RLENGTH - 2)
		if (index(path, here) == 1)
			path = substr(path, length(here) + 1)
		if (is_told(path) || is_table(path))
			next
	}
	{ print }
	END { if (!started) print "nothing was traced" }' "$1" "$2"
}

# judge: all that was traced.
judge() {
	local words wrong=0

	for words in "$TRACES"/*.words; do
		strange "$words" "${words%.words}" >"$tmp/strange"
		[ -s "$tmp/strange" ] || continue
		wrong=$((wrong + 1))
		echo "$(basename "$words"): $(tail -n +2 "$words" | tr '\n' ' ')"
		head -n 5 "$tmp/strange"
	done
	[ "$wrong" -eq 0 ]
}

@test "examples of the manuals open what they are told to" {
	local page block tool

	for page in man/*.[157]; do
		rm -rf "$tmp/blocks"
		mkdir "$tmp/blocks"
		man_blocks "$page"
		for block in "$tmp"/blocks/*; do
			[ -f "$block" ] || continue
			rm -rf "$tmp/copy"
			cp -r examples/manual "$tmp/copy"
			(cd "$tmp/copy" && run_block "$block") >"$tmp/got"
		done
	done
	for tool in cmd/ar-*.c; do
		ls "$TRACES/$(basename "$tool" .c)".*.words
	done >"$tmp/calls"
	[ "$(wc -l <"$tmp/calls")" -ge 100 ]
	judge
}

@test "so do other runs, with several threads, encodings and workbooks" {
	local run

	cp -r examples/manual "$tmp/copy"
	cd "$tmp/copy"
	gzip -k open.csv
	{
		head -n 1 open.csv
		sed 1d open.csv | awk '{ line[NR] = $0 }
			END {
				for (i = 0; i < 400000; i++)
					print line[1 + i % NR]
			}'
	} >big.csv
	for run in "${TRACED[@]}"; do
		try 0 $run </dev/null
	done
	[ "$(ls "$TRACES"/*.words | wc -l)" -eq ${#TRACED[@]} ]
	grep -q CLONE_THREAD "$TRACES"/ar-age.*
	judge
}

@test "what is not told is noticed" {
	local call

	cd "$tmp"
	printf '%s\n' /here in.csv >words
	for call in 'openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3' \
		'openat(AT_FDCWD, "in.csv.old", O_RDONLY) = 3' \
		'openat(AT_FDCWD, ".in.csv.zz", O_RDONLY) = 3' \
		'openat(AT_FDCWD, "/tmp/tmp.x", O_RDWR|O_CREAT|O_EXCL, 0600) = 3' \
		'socket(AF_INET, SOCK_STREAM, 0) = 3' 'vfork() = 7' \
		'execve("/bin/sh", ["sh"], 0x0 /* 0 vars */) = 0' \
		'clone(child_stack=NULL, flags=CLONE_CHILD_SETTID) = 7'; do
		printf '7 %s\n' 'execve("/x", ["x"], 0x0) = 0' \
			'openat(AT_FDCWD, "in.csv", O_RDONLY) = 3' \
			'openat(AT_FDCWD, ".in.csv.0f", O_RDONLY) = 3' \
			"$call" >trace
		[ "$(strange words trace)" = "$call" ]
	done
}
