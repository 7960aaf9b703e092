#!/usr/bin/env bats
# tests/suites.bats: files that others wrote, read as they say.
#
# The suites lie beside this project; where they do not, there is a line.

suites=../shared/csv-suites
dump=$B/tests/csvdump

setup()
{
	[ -d "$suites" ] || skip "no $suites"
}

# cases CLASS: SUITE/CASE of every suite that states exact rows.
cases()
{
	local suite

	for suite in csv-spectrum csv-test-data rust-csv papaparse python-csv
	do
		awk -F '\t' -v suite="$suite" -v class="$1" \
			'$2 == class { print suite "/" $1 }' \
			"$suites/$suite/manifest.tsv"
	done
}

@test "all strict cases give the rows that their suites expect" {
	local count=0 bad=0 case suite name

	for case in $(cases strict); do
		suite=${case%%/*} name=${case#*/}
		count=$((count + 1))
		"$dump" "$suites/$suite/in/$name.csv" 2>&1 | jq -c . \
			>"$BATS_TEST_TMPDIR/got" 2>&1
		jq -c . "$suites/$suite/out/$name.json" |
			diff - "$BATS_TEST_TMPDIR/got" && continue
		echo "differs: $case"
		bad=$((bad + 1))
	done
	[ "$count" -eq 119 ]
	[ "$bad" -eq 0 ]
}

# Empty input is for the reader of headers to refuse; a file whose lines end
# in a bare CR is read as such.
@test "E25: all error cases are refused with the line, status 1" {
	local count=0 bad=0 case suite name status

	for case in $(cases error); do
		suite=${case%%/*} name=${case#*/}
		case $name in
		parse-049-empty-input-string|read-eol-05) continue ;;
		esac
		count=$((count + 1))
		status=0
		"$dump" "$suites/$suite/in/$name.csv" \
			>"$BATS_TEST_TMPDIR/got" \
			2>"$BATS_TEST_TMPDIR/said" || status=$?
		[ "$status" -eq 1 ] && [ ! -s "$BATS_TEST_TMPDIR/got" ] &&
			[ "$(wc -l <"$BATS_TEST_TMPDIR/said")" -eq 1 ] &&
			grep -Eq '^csvdump: [^:]+:[0-9]+: .*\[.*\]$' \
				"$BATS_TEST_TMPDIR/said" && continue
		echo "status $status: $case"
		cat "$BATS_TEST_TMPDIR/said"
		bad=$((bad + 1))
	done
	[ "$count" -eq 8 ]
	[ "$bad" -eq 0 ]
}

# Status 124 is the time limit, above 125 a signal.
@test "E27: files that broke other readers end every program in time" {
	local count=0 bad=0 file program status

	while IFS= read -r file; do
		count=$((count + 1))
		for program in "$dump" "$B"/ar-*; do
			[ -x "$program" ] || continue
			status=0
			timeout 1 "$program" "$file" </dev/null \
				>/dev/null 2>&1 || status=$?
			[ "$status" -lt 6 ] && continue
			echo "$program: status $status: $file"
			bad=$((bad + 1))
		done
	done < <(awk -F '\t' '$2 == "fuzz-crash" { print $1 }' \
		"$suites/duckdb/manifest.tsv" | sed "s,^,$suites/duckdb/files/,")
	[ "$count" -eq 274 ]
	[ "$bad" -eq 0 ]
}

@test "mustache: all tests of the required modules" {
	local spec=../shared/mustache-spec

	[ -d "$spec" ] || skip "no $spec"
	run python3 "$spec/run_spec.py" "$B/tests/mustache" %t %d %p
	echo "$output"
	[ "$status" -eq 0 ]
	[ "$output" = "136 passed, 0 failed" ]
}
