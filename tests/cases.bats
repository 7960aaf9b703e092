#!/usr/bin/env bats
# tests/cases.bats: what each tool promises of money, days, places and people.
#
# Words are split and formats are built on purpose, and subshells are bats'.
# shellcheck disable=SC2002,SC2010,SC2030,SC2031,SC2059,SC2086,SC2154

bats_require_minimum_version 1.5.0
load cases

@test "each tool of cmd/ has a run" {
	local tool
	for tool in $TOOLS; do
		printf '%s\n' "${RUNS[@]}" "${OTHERS[@]}" | grep -q "^$tool\b"
	done
}

@test "F13: currencies are never added" {
	local run
	mk "$HDR" "$R1" "${R1//USD/EUR}" | sed '3s/1/9/; 3s/S1/S9/' >x
	for run in "${RUNS[@]}" \
		'ar-invoice -a 2026-06-30 -t cod --per=customer' \
		'ar-factor -a 2026-06-30 --advance=80 --fee=2% --summary'; do
		$run x >out 2>err
		expect "$run" [ "$(grep -c ',USD\|-USD-' out)" -eq 1 ]
		expect "$run" [ "$(grep -c ',EUR\|-EUR-' out)" -eq 1 ]
		expect "$run" [ "$(wc -l <out)" -eq 3 ]
	done
	all_good
}

# cell N: of the last row.
cell() {
	tail -n 1 out | cut -d, -f"$1"
}

# Half away from zero, on both sides of it.
@test "F15: discounts are rounded once" {
	local terms amount want row sign
	for row in 1:250.50:2.51 1:0.50:0.01 1:0.49:0.00 2:0.25:0.01; do
		IFS=: read -r terms amount want <<<"$row"
		mk shipment_id,customer_id,ship_date,unit_price,quantity \
			"S1,C1,2026-05-01,$amount,1" >x
		for sign in '' -; do
			ar-terms "$terms/10 net 30" -- "$sign$amount" >out 2>err
			[ "$want" != 0.00 ] || sign=
			expect "ar-terms $row" [ "$(cell 5)" = "$sign$want" ]
			ar-invoice -a 2026-06-30 -t "$terms/10 net 30" x >out
			expect "ar-invoice $row" [ "$(cell 15)" = "$sign$want" ]
			sed -i 's/,1$/,-1/' x
		done
	done
	all_good
}

@test "F17: what is divided by nothing is empty, and the reason is said" {
	mk "$HDR" "${R1//2026-05/2025-05}" >x
	: >err
	ar-dso -a 2026-06-30 --as-exported x >out
	expect ar-dso grep -q ',USD,.*,0.00,100.00,0.00,,,,.*dso:zero_sales' out
	ar-dso --receivables=100 --sales=0 --days=90 >out
	expect ar-dso grep -q ',100.00,,,,.*dso:zero_sales' out
	ar-cei --beginning=0 --sales=0 --receivables=0 --current=0 >out
	expect ar-cei grep -q ',0.00,,cei:nothing_collectible' out
	run ! grep -i 'nan\|inf' out
	all_good
}

@test "G9: clocks put forward and back" {
	local run day zone
	while read -r run; do
		for day in 2026-03-29 2026-10-25; do
			rm -f want
			for zone in UTC Europe/Berlin America/New_York; do
				TZ=$zone ${run/2026-06-30/$day} >out 2>&1 ||
					true
				[ -e want ] || cp out want
				expect "$run: $zone $day" cmp out want
			done
		done
	done < <(all_runs)
	all_good
}

# has OPTION: the tools that take it.
has() {
	local tool
	for tool in $TOOLS; do
		! "$tool" --help | grep -q -- " --$1\b" || echo "$tool"
	done
}

# run_of TOOL: its first run.
run_of() {
	printf '%s\n' "${RUNS[@]}" "${OTHERS[@]}" | grep "^$1\b" | head -n 1
}

@test "H1, H3: a document twice" {
	local tool
	mk "$HDR" "$R1" "$R1" >twice
	mk "$HDR" "$R1" >a
	cp a b
	[ "$(has unique | wc -l)" -eq 3 ]
	for tool in $(has unique) ar-import ar-remind; do
		run=$(run_of "$tool")
		case $tool in
		ar-import|ar-remind) ;;  # always
		*) run="$run --unique" ;;
		esac
		status=0
		$run twice >out 2>err || status=$?
		expect "$run: status" [ "$status" -eq 1 ]
		expect "$run" grep -Eq ': twice:3:invoice_id: .*I1.*line 2' err
		status=0
		$run a b >out 2>err || status=$?
		expect "$run: status" [ "$status" -eq 1 ]
		expect "$run" grep -Eq ': b:2:invoice_id: .*I1.* a line 2' err
	done
	all_good
}

@test "H5: what is paid above the open amount stands apart" {
	mk payment_id,payment_date,customer_id,amount,invoice_id,currency \
		P1,2026-06-15,C1,130.00,I1,USD >pay
	ar-age -a 2026-06-30 -P pay in.csv >out
	grep -qx '.*,C1,USD,2,0.00,0.00,0.00,0.00,25.50,-30.00,-4.50' out
}

@test "H7, M5: alerts come with the whole report" {
	local tool run
	for tool in $(has expect-total); do
		run=$(run_of "$tool")
		$run in.csv >want
		status=0
		$run --expect-total=1.23 in.csv >out 2>err || status=$?
		expect "$run: status" [ "$status" -eq 4 ]
		expect "$run: difference" grep -q '175.50.*1.23.*174.27' err
		expect "$run: report" cmp out want
		$run --expect-total=175.50 in.csv >out 2>err
		expect "$run: silent" [ ! -s err ]
	done
	for tool in $(has alert); do
		run=$(run_of "$tool")
		column=$($run in.csv | head -n 1 |
			grep -oE '\<(total|receivables|open_balance)\>' |
			head -n 1)
		$run in.csv >want
		status=0
		$run --alert="$column>1" in.csv >out 2>err || status=$?
		expect "$run: status" [ "$status" -eq 4 ]
		expect "$run: report" cmp out want
	done
	all_good
}

@test "I1: locales" {
	need localedef
	local l i run
	for l in de_DE tr_TR; do
		localedef -i $l -f UTF-8 "./$l.UTF-8" 2>/dev/null ||
			skip "locales cannot be made here"
		while read -r run; do
			$run >want
			LOCPATH=$PWD LC_ALL=$l.UTF-8 $run >out 2>err
			expect "$run: $l" cmp out want
			expect "$run: $l" [ ! -s err ]
		done < <(all_runs)
	done
	all_good
}

@test "I3: today is the day where the user is" {
	need faketime
	[[ $B != *-san* ]] || skip "the sanitizers do not go with faketime"
	local place run
	for place in Kiritimati:2027-01-01 Honolulu:2026-12-31; do
		export TZ=Pacific/${place%:*}
		while read -r run; do
			${run/2026-06-30/${place#*:}} >want
			faketime '2026-12-31 23:30:00 UTC' \
				${run/-a 2026-06-30/} >out
			expect "$run: $place" cmp out want
		done < <(all_runs)
		rm -f l
		faketime '2026-12-31 23:30:00 UTC' ar-log -l l note -c C1 2>err
		expect ar-log grep -q "^2026-12-31T23:30:00Z,${place#*:}," l
	done
	all_good
}

@test "K1: what a spreadsheet would run is data" {
	local i run formula='=1+cmd|A0' link='"=HYPERLINK(""x"",""y"")"'
	sed "s/C1/$formula/" in.csv >x
	sed "s/C1/$link/" in.csv >y
	for i in "${!RUNS[@]}"; do
		run=${RUNS[i]}
		$run x >out 2>err
		expect "$run" cmp out <(sed "s/C1/$formula/g" "$W/want.$i")
		$run y >out 2>err
		expect "$run" grep -qF '=HYPERLINK(""x"",""y"")' out
	done
	all_good
}

@test "K3: messages cannot speak to the terminal" {
	local run
	printf '%s\n' "$HDR" "${R1/USD/"$(printf \
		'\033[31mRED\033]0;pwn\007\342\200\256\302\233x')"}" >x
	for run in "${RUNS[@]}"; do
		status=0
		$run x >out 2>err || status=$?
		expect "$run: status" [ "$status" -eq 1 ]
		expect "$run: shown" grep -q 'x1b\[31mRED' err
		expect "$run: bare" [ -z "$(LC_ALL=C tr -d '\n -~' <err)" ]
	done
	all_good
}

# The others need to know what they have seen.
@test "L1: memory does not grow with the rows" {
	[[ $B != *-san* ]] || skip "the sanitizers need address space"
	local run
	{
		echo "$HDR"
		seq -f "I%.0f,${R1#*,}" 100000
	} >big.csv
	for run in "${RUNS[@]}"; do
		case $run in
		ar-age*|ar-cei*|ar-dso*) ;;
		*)	continue ;;
		esac
		(ulimit -v 12288; $run <big.csv) >out 2>err
		expect "$run" [ -s out ]
		expect "$run" [ ! -s err ]
	done
	all_good
}
