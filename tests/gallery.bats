#!/usr/bin/env bats
#
# Lines as users type them, alone and with programs of others, over small files
# of these names on 23 November 2026.  A line stands behind each "types".
#
# shellcheck disable=SC2154

bats_require_minimum_version 1.5.0
load try

setup()
{
	need faketime
	[[ ${B:-} != *-san* ]] || skip "the sanitizers do not go with faketime"
	[ -n "${B:-}" ] || PATH=$BATS_TEST_DIRNAME/../build:$PATH
	export TZ=UTC LC_ALL=C.UTF-8
	cp "$BATS_TEST_DIRNAME"/data/gallery/* "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return
}

# types STATUS: run the line on stdin; stdout goes to $out, stderr to $err.
types()
{
	local line

	IFS= read -r line
	echo "$line"
	try "$1" faketime '2026-11-23 12:00:00 UTC' bash -o pipefail -c "$line"
}

# shows TEXT: a line of $out, blanks at its ends aside.
shows()
{
	grep -qE "^ *$1 *\$" <<<"$out" || { echo "no line: $1"; false; }
}

@test "an aging as a table" {
	types 0 <<-'END'
	ar-age open.csv | ar-view
	END
	shows 'Receivables aging as of 2026-11-23, USD'
	shows 'C03 +Cedar GmbH +2 +- +26,300.00 +- +- +3,120.40 +- +29,420.40 +17.7 +░+█'
	shows 'total +10 +68,325.25 +63,536.50 +21,900.00 +- +12,060.59 +- +165,822.34 +100.0 .*'
	[ -z "$err" ]
}

@test "a German export as a workbook" {
	types 0 <<-'END'
	ar-import --decimal=, --date-format=dmy offene-posten.csv | ar-age -a eopm | ar-view -f xlsx -o aging.xlsx
	END
	[ -z "$out$err" ]
	"$BATS_TEST_DIRNAME/sheet.py" aging.xlsx >cells
	cat cells
	grep -qx "EUR B3 text '10042'" cells
	grep -qx "EUR L2 number #,##0.00 '80.5'" cells
	grep -qx "EUR L3 number #,##0.00 '3254.75'" cells
}

@test "the ten who owe most for over 90 days, by Miller" {
	need mlr
	types 0 <<-'END'
	ar-age -a 2026-11-21 open.csv | mlr --icsv --opprint filter '$d91_plus > 0' then sort -nr d91_plus then head -n 10
	END
	[ "$(awk 'NR > 1 { print $2 }' <<<"$out" | tr '\n' ' ')" = "C01 C03 C05 " ]
}

@test "three compressed files as one" {
	awk -F , -v OFS=, 'NR == 1 { head = $0 }
		{ to = NR % 3 == 0 ? "north" : NR % 3 == 1 ? "south" : "east" }
		!(to in seen) { print head >(to ".csv"); seen[to] = 1 }
		NR > 1 { print >(to ".csv") }' open.csv
	gzip north.csv south.csv east.csv
	types 0 <<-'END'
	ar-age north.csv.gz south.csv.gz east.csv.gz
	END
	faketime '2026-11-23 12:00:00 UTC' ar-age open.csv >whole
	[ "$out" = "$(cat whole)" ]
}

@test "twelve weeks with shares as a table" {
	types 0 <<-'END'
	ar-age -e week -n 12 -g '' -p ledger.csv | ar-view
	END
	shows '2026-11-09 +3 +2,000.00 +12,000.00 +- +- +- +- +14,000.00 +14.29 +85.71 .*'
	[ "$(grep -c '^2026-' <<<"$out")" -eq 12 ]
}

@test "DSO of twelve months" {
	types 0 <<-'END'
	ar-dso -e month -n 12 ledger.csv
	END
	shows '2026-10-01,2026-10-31,31,USD,14000.00,9000.00,14000.00,9000.00,48.22,31.00,17.22,49.75,0.64,'
}

@test "an alert of DSO at the end of the month before" {
	types 4 <<-'END'
	ar-dso -a eopm --alert='dso>45' ledger.csv
	END
	shows '2026-08-03,2026-10-31,90,USD,0.00,27000.00,14000.00,9000.00,46.67,.*'
	[[ $err == 'ar-dso: dso>45 holds in 1 of 1 rows, '*' [alert]' ]]
}

@test "collection effectiveness by collector" {
	types 0 <<-'END'
	ar-cei -g collector -e month ledger.csv
	END
	shows '2026-10-01,2026-10-31,31,kim,USD,11000.00,7000.00,12000.00,7000.00,6000.00,11000.00,54.55,'
	shows '2026-10-01,2026-10-31,31,lee,USD,3000.00,2000.00,2000.00,2000.00,3000.00,3000.00,100.00,'
}

@test "collection effectiveness from the report of ar-dso" {
	types 0 <<-'END'
	ar-dso -e month ledger.csv | ar-cei
	END
	shows '2026-10-01,2026-10-31,31,USD,14000.00,9000.00,14000.00,9000.00,9000.00,14000.00,64.29,'
}

@test "what was shipped is billed once" {
	: >billed.csv
	types 0 <<-'END'
	ar-invoice -C customers.csv -j billed.csv shipments.csv >invoices.csv
	END
	[ "$(cut -d , -f 1,3,10,11,13 invoices.csv | tail -n 2)" = \
		"INV-000001,C01,102.98,644.98,net 30
INV-000002,C02,342.00,2142.00,2/10 net 30" ]
	types 0 <<-'END'
	ar-invoice -C customers.csv -j billed.csv shipments.csv >invoices.csv
	END
	[ "$(wc -l <invoices.csv)" -eq 1 ]
}

@test "reminders as mails, each in a file, once" {
	local line="ar-remind -l log.csv --record -C customers.csv --items open.csv | ar-render -e mail -k action_id -O 'out/{{action_id}}.eml' reminder.mustache"

	mkdir out
	types 0 <<<"$line"
	[[ $err == *'[new-log]' ]]
	[ "$(ls -m out)" = \
		'C01-USD-over-20261123.eml, C02-USD-over-20261123.eml' ]
	grep -qx 'To: Alder Works <ap@alder.example>' out/C01-*
	grep -qx 'I-1001 due 2026-07-02: USD 8200.00' out/C01-*
	rm out/*
	types 0 <<<"$line"
	[ -z "$(ls out)" ]
}

@test "what to sell to raise 50,000" {
	types 0 <<-'END'
	ar-factor -O offers.csv --raise=50000 open.csv
	END
	[ "$(cut -d , -f 1,13,27,28 <<<"$out" | tail -n +2)" = \
		"I-1003,bank,50260.20,502.60
I-1004,bank,50260.20,502.60
I-1007,bank,50260.20,502.60" ]
}

@test "an aging in a table of sqlite" {
	need sqlite3
	types 0 <<-'END'
	sqlite3 :memory: -cmd '.import --csv "|ar-age open.csv" a' 'select customer_id, total from a order by 2 desc'
	END
	[ "$(head -n 2 <<<"$out")" = "C02|31775.25
C04|31050.00" ]
}

@test "a total of the ledger that is right, and one that is not" {
	types 0 <<-'END'
	ar-age --expect-total=USD:165822.34 open.csv >aging.csv || echo differs
	END
	[ -z "$out$err" ]
	sed -i '$d' open.csv
	types 0 <<-'END'
	ar-age --expect-total=USD:165822.34 open.csv >aging.csv || echo differs
	END
	[ "$out" = differs ]
	[[ $err == *'is 142836.34, expected 165822.34, difference -22986.00 [total-differs]' ]]
	[ "$(wc -l <aging.csv)" -eq 6 ]
}

@test "an aging as a page for a mail" {
	types 0 <<-'END'
	ar-age open.csv | ar-view -f mail -t 'Aging'
	END
	shows '<title>Aging, 2026-11-23</title>'
	grep -q 'Elm, Oak' <<<"$out"
	grep -q '165,822.34' <<<"$out"
}

@test "an aging as a page" {
	types 0 <<-'END'
	ar-age open.csv | ar-view -f html -o aging.html
	END
	grep -q '165,822.34' aging.html
	"$BATS_TEST_DIRNAME/page.py" inert aging.html
}

@test "a page as PDF, by weasyprint" {
	need weasyprint
	types 0 <<-'END'
	ar-age open.csv | ar-view -f html -o aging.html && weasyprint aging.html aging.pdf
	END
	[ "$(head -c 5 aging.pdf)" = '%PDF-' ]
}

@test "a large compressed file behind pv" {
	need pv
	awk 'BEGIN {
		print "invoice_id,customer_id,invoice_date,due_date,amount"
		for (i = 1; i <= 50000; i++)
			printf "B-%d,K%d,2026-09-01,2026-10-01,%d.25\n", i,
			    i % 7, i
	}' | gzip >big.csv.gz
	types 0 <<-'END'
	pv big.csv.gz | ar-age
	END
	[ "$(wc -l <<<"$out")" -eq 8 ]
	[ "$(awk -F , '{ sum += $NF } END { printf "%.2f", sum }' <<<"$out")" = \
		1250037500.00 ]
}
