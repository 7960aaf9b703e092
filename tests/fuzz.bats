#!/usr/bin/env bats
# tests/fuzz.bats: readers that must agree do, on the texts of tests/fuzz and
# for a moment on texts of chance; make fuzz goes on for minutes.

@test "plain records at speed are those of libcsv, on our corpus" {
	"$B"/tests/fuzz/csvin tests/fuzz/csvin/*
}

@test "the same on the files of others" {
	[ -d ../shared/csv-suites ] || skip "no ../shared/csv-suites"
	find ../shared/csv-suites -type f -size -1000k -print0 |
		xargs -0 "$B"/tests/fuzz/csvin
}

@test "the same on texts of chance" {
	"$B"/tests/fuzz/csvin -s 5 tests/fuzz/csvin/*
}
