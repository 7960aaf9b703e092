#!/usr/bin/env bats
# tests/fuzz.bats: what must hold for any bytes does, on the texts of
# tests/fuzz and for a moment on texts of chance; make fuzz goes on for
# minutes, make fuzz-guided for as long as it finds anything.

@test "each target holds on its corpus" {
	local corpus bad=0

	for corpus in tests/fuzz/*/; do
		name=$(basename "$corpus")
		"$B/tests/fuzz/$name" "$corpus"* && continue
		echo "$name does not"
		bad=$((bad + 1))
	done
	[ "$bad" -eq 0 ]
}

@test "plain records at speed are those of libcsv, on the files of others" {
	[ -d ../shared/csv-suites ] || skip "no ../shared/csv-suites"
	find ../shared/csv-suites -type f -size -1000k -print0 |
		xargs -0 "$B"/tests/fuzz/csvin
}

@test "each target holds on a few texts of chance, the same ones each time" {
	local corpus bad=0

	for corpus in tests/fuzz/*/; do
		name=$(basename "$corpus")
		[ "$name" != tools ] || continue
		"$B/tests/fuzz/$name" -n 500 -r 1 "$corpus"* && continue
		echo "$name does not"
		bad=$((bad + 1))
	done
	[ "$bad" -eq 0 ]
}
