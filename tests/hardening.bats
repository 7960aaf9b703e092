#!/usr/bin/env bats
# tests/hardening.bats: what the programs are built like: an attacker who finds
# a fault of memory is to find neither a fixed address, nor a table of
# functions to write to, nor a page to write and run.
#
# Only the plain build is looked at: a sanitizer's has its own ways.

bats_require_minimum_version 1.5.0

setup_file() {
	export D=$BATS_TEST_DIRNAME/../${B:-build} TOOLS
	TOOLS=$(cd "$BATS_TEST_DIRNAME/../cmd" && echo ar-*.c)
	TOOLS=${TOOLS//.c/}
}

setup() {
	case $D in
	*-san*|*-cov*)	skip "not the plain build" ;;
	esac
	command -v readelf >/dev/null || skip "readelf is missing"
}

# each COMMAND...: it holds for each program.
each() {
	local tool wrong=

	for tool in $TOOLS; do
		"$@" "$D/$tool" || wrong="$wrong $tool"
	done
	echo "not so:$wrong"
	[ -z "$wrong" ]
}

# knows FLAG: the compiler does.
knows() {
	grep -qxe "$1" "$D/have/flags"
}

# What is undefined in it, a name a line, without versions.
wanted() {
	readelf --dyn-syms -W "$1" | awk '$7 == "UND" { print $8 }' |
		sed 's/@.*//'
}

anywhere() {
	readelf -hW "$1" | grep -q 'Type: *DYN' &&
		readelf -dW "$1" | grep -q 'FLAGS_1.*PIE'
}

@test "they run at any address" {
	each anywhere
}

bound() {
	readelf -lW "$1" | grep -q 'GNU_RELRO' &&
		readelf -dW "$1" | grep -q 'FLAGS_1.*NOW'
}

@test "what the linker fills in is bound at once, and read-only" {
	each bound
}

apart() {
	readelf -lW "$1" | awk '
	$1 == "GNU_STACK" { stack = $7 == "RW" }
	$1 == "LOAD" && / RWE / { wrong = 1 }
	$1 == "LOAD" && $7 == "R" && $8 != "E" { plain = 1 }
	END { exit wrong || !stack || !plain }'
}

@test "nothing is both written and run: no stack, no segment, no relocation" {
	each apart
	free_of_text() {
		! readelf -dW "$1" | grep -E 'TEXTREL|RPATH|RUNPATH'
	}
	each free_of_text
}

@test "a stack that was written over is noticed" {
	guarded() {
		wanted "$1" | grep -qx __stack_chk_fail
	}
	knows -fstack-protector-strong || skip "the compiler does not know it"
	each guarded
}

# What has a checked form is called by it.
@test "copies and formats know the size of what they fill" {
	fortified() {
		wanted "$1" | grep -qx '__v\?snprintf_chk' &&
			! wanted "$1" | grep -xE 'v?(f|d|sn?)?printf'
	}
	grep -q FORTIFY_SOURCE "$D/have/flags" ||
		skip "the compiler does not know it"
	each fortified
}

# The note of a program says less: the system's own parts lack it.
@test "jumps land where a jump may land" {
	knows -fcf-protection=full || skip "not this processor"
	run awk '
	/^File: / { files++ }
	/IBT, SHSTK/ { marked++ }
	END {
		print marked, "of", files
		exit !files || marked != files
	}' <(readelf -nW "$D/libar.a")
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "none can run a program, speak to a network or load code" {
	local calls='system popen exec[a-z]* fexecve posix_spawnp? v?fork clone'
	calls="$calls socket(pair)? connect bind listen accept4? syscall"
	calls="$calls send(to|m?msg)? recv(from|m?msg)? dlm?open wordexp"
	calls="$calls getaddrinfo gethostby[a-z]*"

	cd "$D"
	run awk -v calls="^(${calls// /|})\$" '
	NF == 1 { object = $1 }
	NF == 2 && $1 == "U" { n++ }
	NF == 2 && $2 ~ calls { print object, $2; wrong = 1 }
	END { exit wrong || n < 1000 }' <(nm -u libar.a cmd/*.o)
	echo "$output"
	[ "$status" -eq 0 ]
}
