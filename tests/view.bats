#!/usr/bin/env bats
#
# What ar-view writes, read by programs that are not ours: a terminal, a
# parser of HTML, a reader of workbooks; and that hostile cells do nothing in
# any of them.
#
# Subshells are bats', the inner scripts expand for themselves, and names of
# ours hold no blanks.
# shellcheck disable=SC2016,SC2030,SC2031,SC2086

bats_require_minimum_version 1.5.0

FORMATS='table html mail markdown excel'

setup()
{
	tests=$BATS_TEST_DIRNAME
	cd "$BATS_TEST_TMPDIR" || return
	cp "$tests"/../examples/manual/*.csv .
	day=2026-06-30
}

need()
{
	command -v "$1" >/dev/null || skip "$1 is missing"
}

# A python that can read workbooks by a library.
need_openpyxl()
{
	for python in python3 /usr/bin/python3; do
		! "$python" -c 'import openpyxl' 2>/dev/null || return 0
	done
	skip "openpyxl is missing"
}

need_terminal()
{
	need script
	script -qec true /dev/null </dev/null || skip "no terminals here"
}

# none COMMAND...: it must not succeed; a bare ! is no failure to bats.
none()
{
	! "$@"
}

# on_terminal COLUMNS COMMAND: what it writes to a terminal of that width.
on_terminal()
{
	script -qec "stty cols $1; $2" /dev/null </dev/null | tr -d '\r'
}

# Cells that want to be more than text, one a row, in id and name.
hostile()
{
	local cell i=0

	echo customer_id,customer_name,currency,total,memo
	for cell in '"=HYPERLINK(""x"",""y"")"' '<script>alert(1)</script>' \
		'"""onx="' "'onx='" '&lt;b&gt;' '+1' '@SUM(1)' '-2+3' \
		$'\e[31mRED\e]0;pwn\a' $'\xc2\x9b31m' $'\xe2\x80\xaeabc' \
		$'\xe2\x80\x8babc' $'x\xc2\x85y' '|a|' '](http://e.example)' \
		'../../evil' '/abs/x' . .. 'a/b' -rf '</td></table>' \
		'-->' ']]>' '<!--' '{{x}}' '%s%n' '\x41' '_x0041_' \
		$'\xef\xbf\xbf' '＝1+1' ' =1' $'\t=1'; do
		i=$((i + 1))
		echo "$cell,$cell,EUR,-100.00,$cell"
	done
}

@test "K1: formulas are text in sheets, and amounts stay numbers" {
	hostile >in.csv
	ar-view -f excel in.csv >out.csv
	# 9 cells begin a formula, each in three columns
	run -0 ar-view -v -f excel -o /dev/null in.csv
	[[ $output == *"27 cells guarded"* ]]
	none grep -aE "(^|,)\"?[=+@]" out.csv
	[ "$(grep -ac ',-100.00,' out.csv)" -eq 33 ]
	[ "$(head -c 3 out.csv | od -An -tx1)" = ' ef bb bf' ]
	[ "$(grep -c $'\r$' out.csv)" -eq "$(wc -l <out.csv)" ]
}

@test "K1: formulas are texts in a workbook" {
	need python3
	hostile >in.csv
	ar-view -f xlsx -o out.xlsx in.csv
	"$tests"/sheet.py out.xlsx >cells
	grep -qF "EUR A2 text '=HYPERLINK(\"x\",\"y\")'" cells
	grep -qF "EUR D2 number #,##0.00 '-100'" cells
	# the total is the only formula
	[ "$(grep -c formula cells)" -eq 1 ]
	grep -qx "EUR D35 formula SUM(D2:D34) '-3300'" cells
	grep -qF "text '_x0041_'" cells
	grep -qF "text '?[31mRED?]0;pwn?'" cells
}

@test "K3: no cell drives a terminal, in any format" {
	hostile >in.csv
	for format in $FORMATS; do
		ar-view -f "$format" in.csv | tr -d '\r\t' >out
		echo "$format"
		LC_ALL=C none grep -q $'[\001-\010\013-\037\177]' out
		LC_ALL=C none grep -q $'\302[\200-\237]' out
	done
	ar-view in.csv >out
	grep -qF '^[[31mRED^[]0;pwn?' out
	none grep -q $'\xe2\x80\xae\|\xe2\x80\x8b' out
}

@test "K9: names make no elements: as many as plain ones" {
	need python3
	hostile >in.csv
	sed -E '2,$s/.*/a,b,EUR,-100.00,c/' in.csv >plain.csv
	for format in html mail; do
		ar-view -f $format -n 40 in.csv >hostile.html
		ar-view -f $format -n 40 plain.csv >plain.html
		"$tests"/page.py elements hostile.html >hostile
		"$tests"/page.py elements plain.html >plain
		cmp hostile plain
		"$tests"/page.py text hostile.html |
			grep -qF '<script>alert(1)</script>'
	done
}

@test "pages hold no script, no link and nothing that is fetched" {
	need python3
	hostile >in.csv
	ar-age -a $day open.csv >aging.csv
	ar-dso -a $day -e month -n 3 ledger.csv >dso.csv
	for file in in.csv aging.csv dso.csv; do
		for format in html mail; do
			ar-view -f $format $file >page.html
			"$tests"/page.py inert page.html
		done
	done
}

@test "no cell of Markdown opens a tag, a link or a cell" {
	hostile >in.csv
	ar-view -f markdown in.csv | sed -n '/^|/p' >out
	# unescaped bars only at the edges of cells
	[ "$(sed 's/\\.//g' out | tr -dc '|\n' | sort -u | wc -l)" -eq 1 ]
	sed 's/\\.//g' out | none grep -q '[][<>`@_]'
}

@test "a workbook has ids, dates and amounts as they are" {
	need python3
	cat >in.csv <<-END
	invoice_id,customer_id,invoice_date,due_date,currency,amount,items,extra
	0001001,007,2026-05-01,1900-02-28,EUR,-100.00,3,0815
	1E5,3-4,9999-12-31,2024-02-29,EUR,12345678901234.56,4,2026
	J1,A,2026-05-01,,JPY,1250,5,
	END
	ar-view -f xlsx -o out.xlsx in.csv
	"$tests"/sheet.py out.xlsx >cells
	cat >want <<-END
	EUR A2 text '0001001'
	EUR B2 text '007'
	EUR C2 date '2026-05-01'
	EUR D2 text '1900-02-28'
	EUR E2 text 'EUR'
	EUR F2 number #,##0.00 '-100'
	EUR G2 number #,##0 '3'
	EUR H2 text '0815'
	EUR A3 text '1E5'
	EUR B3 text '3-4'
	EUR C3 date '9999-12-31'
	EUR D3 date '2024-02-29'
	EUR E3 text 'EUR'
	EUR F3 text '12345678901234.56'
	EUR G3 number #,##0 '4'
	EUR H3 number 0 '2026'
	EUR A4 text 'total'
	EUR F4 text '12345678901134.56'
	EUR G4 formula SUM(G2:G3) '7'
	JPY A2 text 'J1'
	JPY B2 text 'A'
	JPY C2 date '2026-05-01'
	JPY E2 text 'JPY'
	JPY F2 number #,##0 '1250'
	JPY G2 number #,##0 '5'
	JPY A3 text 'total'
	JPY F3 formula SUM(F2:F2) '1250'
	JPY G3 formula SUM(G2:G2) '5'
	END
	grep -vE ' [A-H]1 ' cells | diff -u want -
}

@test "a sum beside a number that is text is no formula, which would miss it" {
	need python3
	printf 'id,total\na,12345678901234.56\nb,-12345678901200.00\n' >in.csv
	ar-view -f xlsx -o out.xlsx in.csv
	"$tests"/sheet.py out.xlsx | grep -qx "table B4 text '34.56'"
}

@test "a library that reads workbooks finds the same cells in one" {
	need_openpyxl
	hostile >1.csv
	ar-age -a $day -g customer_id,customer_name open.csv >2.csv
	cp receivables.csv 3.csv
	printf 'memo,currency,amount\n" a\nb\t",EUR,-0.00\n_x,KWD,1.005\n' >4.csv
	for file in ?.csv; do
		ar-view -f xlsx -t 'A & <b>' -o out.xlsx $file
		"$tests"/sheet.py out.xlsx >want
		"$python" - <<-'END' | diff -u want -
		import openpyxl
		book = openpyxl.load_workbook("out.xlsx")
		sums = openpyxl.load_workbook("out.xlsx", data_only=True)
		assert book.properties.title.startswith("A & <b>")
		for sheet in book:
		    assert sheet.freeze_panes == "A2"
		    for cell in (c for row in sheet for c in row):
		        value, kind = cell.value, "text"
		        if value is None:
		            continue
		        if cell.data_type == "f":
		            kind = "formula " + value[1:]
		            value = sums[sheet.title][cell.coordinate].value
		        elif cell.is_date:
		            kind, value = "date", value.date()
		        elif cell.data_type == "n":
		            kind = "number " + cell.number_format
		        assert cell.font.b or cell.row > 1 and kind[0] != "f"
		        print(sheet.title, cell.coordinate, kind, repr(str(value)))
		END
	done
}

# is_whole STATUS CODE: a workbook like the one that was made, or a reason.
is_whole()
{
	echo "$1 $(cat err)"
	if [ "$1" -eq 0 ]; then
		cmp whole.xlsx out.xlsx
	else
		[ "$1" -eq 3 ] && [ ! -e out.xlsx ] &&
			grep -q "^ar-view: .*\\[$2\\]\$" err
	fi
}

@test "a workbook is whole, or there is none: no room, no memory" {
	[[ ${B:-} != *-san* ]] || skip "the sanitizers need room of their own"
	{ echo id,total; seq -f 'C%.0f,1.00' 20000; } >in.csv
	ar-view -f xlsx -o whole.xlsx in.csv
	for blocks in 1 16 64 128 100000; do
		(trap '' XFSZ; ulimit -f $blocks
			ar-view -f xlsx -o out.xlsx in.csv 2>err) && status=0 ||
			status=$?
		is_whole $status cannot-write
	done
	[ $status -eq 0 ]
	rm out.xlsx
	for kib in 8000 9000 10000 12000 16000 100000; do
		(ulimit -v $kib
			ar-view -f xlsx -o out.xlsx in.csv 2>err) && status=0 ||
			status=$?
		is_whole $status no-memory
		rm -f out.xlsx
	done
	[ $status -eq 0 ]
}

@test "a workbook is the same bytes each time, and whole or not at all" {
	need python3
	ar-age -a $day open.csv >aging.csv
	ar-view -f xlsx -o one.xlsx aging.csv
	sleep 1
	ar-view -f xlsx aging.csv >two.xlsx
	cmp one.xlsx two.xlsx
	run -3 ar-view -f xlsx -o nodir/x.xlsx aging.csv
	run -3 bash -c 'ar-view -f xlsx aging.csv >/dev/full'
	[[ $output == *'No space left on device [cannot-write]' ]]
	printf 'name\n%s\n' "$(head -c 32768 /dev/zero | tr '\0' x)" >long.csv
	run -1 ar-view -f xlsx -o no.xlsx long.csv
	[[ $output == *'long.csv:2:name: '*'[long-cell]'* ]]
	tail -n 1 long.csv >head.csv
	run -1 ar-view -f xlsx -o no.xlsx head.csv
	[[ $output == *'head.csv:1: '*'[long-cell]'* ]]
	[ ! -e no.xlsx ]
}

@test "the table is as wide as the terminal, under any locale" {
	need_terminal
	need python3
	cat >in.csv <<-END
	customer_id,customer_name,currency,current,d1_30,d31_plus,total
	1,株式会社青空商事東京本社営業部第一課,EUR,1.00,0.00,0.00,1.00
	2,محمد عبد الله للتجارة العامة والمقاولات,EUR,1.00,2.00,0.00,3.00
	3,$(printf 'Cafe\xcc\x81 Zoe\xcc\x88 Nguye\xcc\x82\xcc\x83n e\xcc\x81e\xcc\x81e\xcc\x81e\xcc\x81 Ltd'),EUR,1.00,0.00,1000.00,1001.00
	4,😀😀 Emoji GmbH & Co. KG aus Überlingen am See,EUR,-5.00,0.00,0.00,-5.00
	END
	for locale in C C.UTF-8; do
		for columns in 40 80 200; do
			on_terminal $columns \
				"LC_ALL=$locale NO_COLOR=1 ar-view in.csv" >out
			echo "$locale $columns"
			cat out
			LC_ALL=C.UTF-8 python3 - $columns <<-END
			import re, sys, unicodedata
			def width(line):
			    return sum(0 if unicodedata.category(c) in ("Mn", "Cf")
			        else 1 + (unicodedata.east_asian_width(c) in "WF")
			        for c in line)
			lines = open("out", encoding="utf-8").read().split("\n")
			columns = int(sys.argv[1])
			assert max(map(width, lines)) <= columns
			rules = [l for l in lines if l.startswith("---")]
			if columns > 40:
			    rows = [l + " " for l in lines if l[:1] in list("1234")]
			    assert len(rows) == 4, rows
			    at = {width(l[:list(re.finditer(r"\.\d\d ", l))[-1].end()])
			          for l in rows}
			    assert len(at) == 1, at
			END
		done
	done
	# a number is never cut
	grep -q '1,001\.00' out
	on_terminal 20 'NO_COLOR=1 ar-view in.csv' | grep -q '1,001\.00$'
}

@test "colour on a terminal only, and only if nobody minds" {
	need_terminal
	ar-age -a $day open.csv >aging.csv
	on_terminal 200 'TERM=xterm NO_COLOR= ar-view aging.csv' |
		grep -q $'\e\[1m'
	for how in 'TERM=xterm NO_COLOR=1' 'TERM=dumb'; do
		on_terminal 200 "$how ar-view aging.csv" | none grep -q $'\e'
	done
	on_terminal 200 'TERM=xterm ar-view --color=never aging.csv' |
		none grep -q $'\e'
	on_terminal 200 'TERM=xterm NO_COLOR=1 ar-view --color=always aging.csv' |
		grep -q $'\e'
	TERM=xterm ar-view aging.csv | none grep -q $'\e'
	on_terminal 200 "TERM=xterm ar-view -o file aging.csv"
	none grep -q $'\e' file
	# without its codes a coloured table is the other
	ar-view --color=always aging.csv | sed 's/\x1b\[[0-9;]*m//g' >out
	ar-view aging.csv | cmp - out
}

@test "bars in ASCII on a terminal that shows no UTF-8" {
	need_terminal
	ar-age -a $day open.csv >aging.csv
	on_terminal 200 'LC_ALL=C NO_COLOR=1 ar-view aging.csv' |
		grep -q '[.][.]*:@@$'
	on_terminal 200 'LC_ALL=C.UTF-8 NO_COLOR=1 ar-view aging.csv' |
		grep -q '·░██$'
	LC_ALL=C ar-view aging.csv | grep -q '·░██$'
}

@test "the same bytes in every locale and time zone" {
	ar-age -a $day open.csv >aging.csv
	for format in $FORMATS; do
		ar-view -f $format aging.csv >want
		LC_ALL=C.UTF-8 TZ=Pacific/Kiritimati ar-view -f $format \
			aging.csv | cmp want -
	done
}

@test "totals are those of sums that we did not write" {
	need python3
	ar-age -a $day ledger.csv >aging.csv
	ar-view aging.csv | grep ^total | tr -d , |
		grep -oE -- '-?[0-9]+\.[0-9]+' >got
	python3 - >want <<-END
	import csv
	from decimal import Decimal
	rows = list(csv.DictReader(open("aging.csv")))
	names = [n for n in rows[0] if n[0] == "d" or
	         n in ("current", "unapplied", "total")]
	sums = [sum(Decimal(r[n]) for r in rows) for n in names]
	print("\n".join(str(s) for s in sums if s), "100.0", sep="\n")
	END
	diff -u want got
}

@test "a mail of 10000 customers is below 100 kB, and names the rest" {
	{
		echo as_of,customer_id,customer_name,currency,items,current,d1_30,d31_60,d61_90,d91_plus,unapplied,total
		seq -f "$day,C%06.0f,Customer with a name,EUR,9,10.00,20.00,30.00,40.00,50.00,0.00,150.00" 10000
	} >big.csv
	run --separate-stderr -0 ar-view -f mail -t Aging -o mail.html big.csv
	[ -z "$output$stderr" ]
	[ "$(wc -c <mail.html)" -lt 102400 ]
	grep -q '9,980 more' mail.html
	grep -q '1,500,000\.00' mail.html
}

@test "memory is that of the rows, and many are no matter" {
	[[ ${B:-} != *-san* ]] || skip "the sanitizers are slow"
	{
		echo customer_id,customer_name,currency,total
		seq -f 'C%.0f,Some customer,EUR,1.00' 200000
	} >big.csv
	(ulimit -v 400000; timeout 20 ar-view -n 3 -s total:desc big.csv) >out
	grep -q '199,997 more' out
	grep -q '^total.* 200,000\.00$' out
}

@test "a file is written whole or not at all, and never over its input" {
	echo old >out.html
	run -1 ar-view -f html -o out.html typo.csv
	[ "$(cat out.html)" = old ]
	run -3 bash -c 'ar-view -f html open.csv >/dev/full'
	ar-view -f html -o page.html.gz open.csv
	gzip -dc page.html.gz | grep -q '</html>'
	cp open.csv in.csv
	ar-view -o in.csv in.csv
	grep -q ^total in.csv
	run -2 ar-view open.csv ./open.csv
	[[ $output == *'[same-file]' ]]
}

# Lines of the gallery, each as a user would write it.
@test "gallery: who owes what; shares of twelve weeks" {
	ar-age -a $day open.csv | ar-view | grep -q '^total.* 7,592\.00'
	ar-age -a $day -e week -n 12 -g '' -p ledger.csv |
		ar-view >out
	[ "$(grep -c ^2026 out)" -gt 9 ]
	none grep -q ^total out
	ar-age -a $day -e week -n 12 -g '' ledger.csv |
		ar-view -f html | grep -q '<polyline'
}

@test "gallery: an export as it comes, as a workbook" {
	need python3
	cp "$tests"/../examples/nightly/in/open-items-$day.csv .
	cp "$tests"/../examples/nightly/open-items.map .
	ar-import -M open-items.map open-items-$day.csv |
		ar-age -a $day | ar-view -f xlsx -o aging.xlsx
	"$tests"/sheet.py aging.xlsx >cells
	grep -qx "EUR L6 formula SUM(L2:L5) '9308.8.*'" cells
	grep -qx "JPY B2 text '00098'" cells
	grep -qx "USD A2 date '$day'" cells
}

@test "gallery: the page that the owner gets by mail; a page to print" {
	need python3
	ar-age -a $day open.csv | ar-view -f mail -t 'Aging' >mail.html
	"$tests"/page.py text mail.html | head -n 1 >title
	[ "$(cat title)" = "Aging, $day" ]
	"$tests"/page.py text mail.html | grep -qx '7,592.00'
	ar-age -a $day open.csv | ar-view -f html -o aging.html
	"$tests"/page.py inert aging.html
	grep -q '@page{size:A4 landscape' aging.html
}

@test "every report of the family can be looked at in every format" {
	ar-age -a $day -l open.csv >1.csv
	ar-dso -a $day -e month ledger.csv >2.csv
	ar-cei -a $day -e month ledger.csv >3.csv
	ar-dso -a $day --late ledger.csv >4.csv
	ar-factor -a $day -C obligors.csv -O offers.csv receivables.csv >5.csv
	ar-factor -a $day -C obligors.csv -O offers.csv --summary \
		receivables.csv >6.csv
	ar-remind -a $day -C contacts.csv dunning.csv >7.csv
	ar-remind -a $day -C contacts.csv --worklist dunning.csv >8.csv
	ar-terms -a $day '2/10 net 30' 1000 >9.csv
	for file in ?.csv customers.csv policy.csv offers.csv rates.csv \
		payments.csv contacts.csv promises.csv; do
		for format in $FORMATS xlsx; do
			status=0
			ar-view -f $format $file >out 2>err || status=$?
			echo "$file $format $status $(cat err)"
			[ $status -eq 0 ]
		done
		ar-view -w 40 $file >out
	done
}
