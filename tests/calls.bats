#!/usr/bin/env bats
# tests/calls.bats: calls that go wrong in every tool; a part of make faults.
#
# What is preloaded catches the calls of libc by a filter of the kernel.

setup() {
	shim=$B/tests/faults/fault.so
	[[ $B != *-san* ]] || skip "make SAN=1 faults is for that"
	LD_PRELOAD=$PWD/$shim ar-age --version >/dev/null ||
		skip "calls cannot be caught here"
}

@test "what lets calls fail sees those that strace sees" {
	strace -qq -o /dev/null true || skip "strace is not allowed here"
	tests/faults/seen "$B" "$shim" age-beside import-latin \
		invoice-journal render-folder
}

@test "some calls of each tool: as ever, or it says so and leaves what was" {
	tests/faults/faults -n 5 "$B" "$shim" age-beside age-to-gzip cei \
		dso-months factor-files import-rejects invoice-journal \
		import-utf16 log-torn remind-record render-folder terms-file view-html
}

@test "each allocation of a workbook: it is whole, or it says so" {
	tests/faults/faults -n 100000 -l memory "$B" "$shim" view-xlsx
}

@test "no pipeline ends well whose first stage did not" {
	tests/faults/pipes -S -n 2 "$B" "$shim"
}
