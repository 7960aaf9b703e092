#!/usr/bin/env bats
#
# What the manuals, README.md and the examples say is what the programs do.
#
# An example in a manual is a block ".Bd -literal" in the section EXAMPLES
# that begins with "$ ": such a line is a command, and the lines below it are
# what it prints on stdout.  It is run in a copy of examples/manual, each
# block in a fresh one.  In README.md it is a block of ```console, run in a
# folder that holds a copy of examples/.  Everywhere -a gives the day.

bats_require_minimum_version 1.5.0
load try
load blocks

setup()
{
	cd "$BATS_TEST_DIRNAME/.." || return
	export LC_ALL=C TZ=UTC
	root=$PWD
	build=$root/${B:-build}
	[[ ${B:-} != /* ]] || build=$B
	export PATH="$build:$PATH"
	tmp=$BATS_TEST_TMPDIR
	day=2026-06-30
}

programs()
{
	find "$build" -maxdepth 1 -type f -name 'ar-*' -perm -u+x \
		-printf '%f\n' | sort
}

# same WHAT EXPECTED GOT: compare two files.
same()
{
	diff -u --label "$1, expected" "$2" --label "$1, found" "$3"
}

options_of_manual()
{
	grep '^\.It Fl .*Fl -\|^\.It Fl -' "man/$1.1" | awk '
	{
		letter = "-"
		name = ""
		for (i = 2; i < NF; i++) {
			if ($i != "Fl")
				continue
			if ($(i + 1) ~ /^-/)
				name = substr($(i + 1), 2)
			else
				letter = $(i + 1)
		}
		print letter, name
	}' | sort
}

@test "options of --help are those of the manual" {
	local program

	for program in $(programs); do
		options_of_help "$program" >"$tmp/help"
		options_of_manual "$program" >"$tmp/manual"
		[ -s "$tmp/help" ]
		same "$program" "$tmp/help" "$tmp/manual"
	done
}

@test "options of a tool are in its synopsis, in --help and in the manual" {
	local program letter name usage synopsis

	for program in $(programs); do
		usage=$("$program" --help | sed -n '/^usage:/,/^$/p')
		synopsis=$(mandoc -T ascii "man/$program.1" |
			sed 's/.\x08//g' | sed -n '/^SYNOPSIS/,/^DESCRIPTION/p')
		while read -r letter name; do
			case $name in
			help|version)	continue ;;
			esac
			[[ $letter == - ]] || name=$letter
			grep -qE "\[-[A-Za-z]*$name|--$name\b|-${name}[] ]" \
				<<<"$usage" || { echo "$program usage: $name"
				false; }
			grep -qE "\[-[A-Za-z]*$name|--$name\b|-${name}[] ]" \
				<<<"$synopsis" ||
				{ echo "$program(1) synopsis: $name"; false; }
		done < <(options_of_help "$program")
	done
}

# "code STATUS" of each message.
codes()
{
	tr -s '\n ' ' ' <libar/messages.h |
		grep -oE 'AR_MESSAGE\([A-Z0-9_]+, "[^"]+", [A-Z]+,' |
		sed -E 's/.*"([^"]+)", ([A-Z]+),/\1 \2/'
}

@test "codes of messages.h are those of ar(7), each once" {
	codes | sed 's/ .*//' | sort >"$tmp/code"
	sed -nE 's/^\.It Bq ([a-z0-9-]+)$/\1/p' man/ar.7 | sort >"$tmp/manual"
	[ "$(wc -l <"$tmp/code")" -eq "$(grep -c '^AR_MESSAGE(' \
		libar/messages.h)" ]
	same "codes" "$tmp/code" "$tmp/manual"
}

@test "each code stands in ar(7) below the status that it has" {
	codes | sed -e 's/ OK$/ 0/' -e 's/ DATA$/ 1/' -e 's/ USAGE$/ 2/' \
		-e 's/ IO$/ 3/' -e 's/ ALERT$/ 4/' -e 's/ BUSY$/ 5/' |
		sort >"$tmp/code"
	awk '/^\.Ss Status / { status = substr($3, 1, 1) }
		/^\.It Bq / { print $3, status }' man/ar.7 | sort >"$tmp/manual"
	same "status of codes" "$tmp/code" "$tmp/manual"
}

# columns STREAM: as libar/columns.c has them.
columns_of_code()
{
	awk -v stream="$1" '
	$0 ~ "^static const struct ar_column " stream "\\[" { inside = 1; next }
	/^};/ { inside = 0 }
	inside' libar/columns.c | grep -oE \
		'\{"[a-z_]+"|COLUMN\([a-z_]+, [a-z_]+|GOODS\("[a-z_]+"|WORDS\([a-z_]+, [a-z_]+|PASSED\([a-z_]+' |
		sed -E 's/.*[^a-z_]([a-z_]+)"?$/\1/' | sort
}

@test "columns of each stream are in ar-csv(5), and no others" {
	local stream

	for stream in invoices payments customers shipments journal; do
		columns_of_code "$stream" >"$tmp/code"
		awk -v title=".Ss $stream" '
			/^\.S[hs] / { inside = $0 == title }
			inside && /^\.It [a-z_]+( \*)? Ta / { print $2 }' \
			man/ar-csv.5 | sort >"$tmp/manual"
		[ -s "$tmp/code" ]
		same "$stream" "$tmp/code" "$tmp/manual"
	done
}

# "name type" of each column of ar-csv(5), "name" of each of an OUTPUT section.
columns_of_manuals()
{
	sed -nE 's/^\.It ([a-z_]+)( \*)? Ta ([a-z]+) Ta .*/\1 \3/p' \
		man/ar-csv.5
	for tool in age cei dso factor invoice log remind terms; do
		sed -n '/^\.Sh OUTPUT/,/^\.Sh [^O]/p' "man/ar-$tool.1"
	done | sed -nE 's/^\.It ([a-z0-9_]+( , [a-z0-9_]+)*)$/\1/p' |
		sed 's/ , /\n/g'
}

# Words of cells that stand in lists of their own, and columns of a bare name
# that other tables use otherwise.
no_columns='gross|concentration|net_eligible|borrowing_base|reserves|limit'
no_columns+='|loan|availability|factor|discount|credit_line|wait|way|offer'

@test "columns of the manuals are known to ar-view and ar-render" {
	local name type holds

	columns_of_manuals | grep -vxE "$no_columns" | sort -u >"$tmp/columns"
	[ "$(wc -l <"$tmp/columns")" -gt 150 ]
	while read -r name type; do
		read -r _ holds < <("$build/tests/celldump" "$name")
		case $type:$holds in
		*:|*:\?)	false ;;
		:*)	;;
		money:money|date:date|currency:currency)	;;
		decimal:decimal|percent:decimal)	;;
		integer:whole|number:whole)	;;
		number:line)	[[ $name == contact_gap ]] ;;
		id:*|word:*|text:*)
			[[ $holds == @(id|line) || $name == line ]] ;;
		*)	false ;;
		esac || { echo "$name is $type, and known as $holds"; false; }
	done <"$tmp/columns"
}

@test "words of kind and status are in ar-csv(5)" {
	local word

	while read -r word; do
		grep -qE "^\.It ([a-z_]+ , )*$word( |\$)" man/ar-csv.5 ||
			{ echo "$word is missing"; false; }
	done < <(awk '/(kind|status)_words\[\] = \{/ { inside = 1; next }
		/^};/ { inside = 0 } inside' libar/columns.c |
		grep -oE '[a-z_]{2,}')
}

@test "maps of --from=list are those of ar-import(1), in its order" {
	ar-import --from=list >"$tmp/list"
	sed -n '/^\.Ss Known systems/,/^\.S[hs] Col/p' man/ar-import.1 |
		sed -nE 's/^\.It Cm ([a-z0-9.-]+)$/\1/p' >"$tmp/manual"
	[ -s "$tmp/list" ]
	same "maps" "$tmp/list" "$tmp/manual"
}

@test "settings of maps are those of ar-import(5)" {
	local name

	{
		sed -nE '/^\} (settings|flags|lists)\[\] = \{/,/^\};/p' \
			libar/importmapset.c |
			grep -oE '\{"[a-z-]+"' | tr -d '{"'
		grep -oE '\[AR_MAP_[A-Z]+\] = "[a-z]+"' libar/importmapread.c |
			sed 's/.*"\(.*\)"/\1/'
	} >"$tmp/code"
	[ "$(wc -l <"$tmp/code")" -gt 20 ]
	while read -r name; do
		grep -qE "^\.It (Cm|Ar column \. Ns Cm) ${name}[. ]" \
			man/ar-import.5 || { echo "$name is missing"; false; }
	done <"$tmp/code"
}

@test "currencies of ar-csv(5) are those of currency.c, with their decimals" {
	sed -n '/active\[\]/,/^};/p' libar/currency.c |
		grep -oE '[A-Z]{3}[0-9]' | sort >"$tmp/code"
	awk '/^\.Sh / { inside = $2 == "CURRENCIES" }
		inside && /decimals:$/ { digits = $1 }
		inside && /^[A-Z][A-Z][A-Z]( |$)/ {
			for (i = 1; i <= NF; i++)
				print $i digits
		}' man/ar-csv.5 | sed -e 's/No$/0/' -e 's/Two$/2/' \
		-e 's/Three$/3/' -e 's/Four$/4/' | sort >"$tmp/manual"
	[ -s "$tmp/code" ]
	same "currencies" "$tmp/code" "$tmp/manual"
}

@test "ar(7), README.md, the programs and their manuals name the same tools" {
	programs >"$tmp/programs"
	find cmd -name 'ar-*.c' -printf '%f\n' | sed 's/\.c$//' | sort \
		>"$tmp/sources"
	find man -name 'ar-*.1' -printf '%f\n' | sed 's/\.1$//' | sort \
		>"$tmp/manuals"
	sed -n '/^\.Sh DESCRIPTION/,/^\.El/p' man/ar.7 |
		sed -nE 's/^\.It Xr (ar-[a-z]+) 1$/\1/p' | sort >"$tmp/ar7"
	# shellcheck disable=SC2016
	sed -nE 's/^\| `(ar-[a-z]+)` \|.*/\1/p' README.md | sort >"$tmp/readme"
	same "man/ar-*.1" "$tmp/programs" "$tmp/manuals"
	same "cmd/ar-*.c" "$tmp/programs" "$tmp/sources"
	same "ar(7)" "$tmp/programs" "$tmp/ar7"
	same "README.md" "$tmp/programs" "$tmp/readme"
}

@test "README.md says of each tool what ar(7) says" {
	local tool what

	while read -r tool; do
		what=$(grep -A 1 -x ".It Xr $tool 1" man/ar.7 | tail -n 1)
		grep -qxF "| \`$tool\` | $what |" README.md ||
			{ echo "README.md on $tool is not: $what"; false; }
	done < <(programs)
}

# As man_blocks.
readme_blocks()
{
	awk -v to="$tmp/blocks/" '
	/^```$/ { block = 0 }
	block { print >(to n) }
	/^```console$/ { block = 1; n++ }' "$1"
}

# check_blocks WHAT FOLDER: run all in a copy of the folder, count them in $ran.
check_blocks()
{
	local block

	for block in "$tmp"/blocks/*; do
		[[ $(head -c 2 "$block") == '$ ' ]] || continue
		rm -rf "$tmp/copy"
		cp -r "$2" "$tmp/copy"
		(cd "$tmp/copy" && run_block "$block") >"$tmp/got"
		same "$1 example ${block##*/}" "$block" "$tmp/got"
		! grep -E '^\$ .*ar-age ' "$block" | grep -vE -- '-a 2|-v|--help' ||
			{ echo "an example without -a"; false; }
		ran=$((ran + 1))
	done
}

@test "examples of the manuals print what is shown" {
	local page ran

	for page in man/*.[157]; do
		ran=0
		rm -rf "$tmp/blocks"
		mkdir "$tmp/blocks"
		man_blocks "$page"
		[ -n "$(ls "$tmp/blocks")" ] || continue
		check_blocks "$page" examples/manual
		[[ $page != *.1 ]] || [ $ran -gt 0 ] ||
			{ echo "$page: no example was run"; false; }
	done
}

@test "examples of README.md print what is shown" {
	local ran=0

	mkdir "$tmp/blocks" "$tmp/root"
	cp -r examples "$tmp/root"
	readme_blocks README.md
	check_blocks README.md "$tmp/root"
	[ $ran -gt 1 ]
}

@test "files and places that README.md links are there, and pictures small" {
	local link

	while read -r link; do
		if [[ $link == '#'* ]]; then
			link=${link#'#'}
			grep -qix "## ${link//-/ }" README.md
		else
			[ -s "$link" ]
		fi || { echo "no $link"; false; }
		[[ $link != *.png ]] || [ "$(stat -c %s "$link")" -le 60000 ]
	done < <(grep -oE '\]\([^):]+\)' README.md | tr -d ']()')
}

@test "files of ar-csv(5) EXAMPLES are accepted" {
	awk -v to="$tmp/file" '/^\.Sh / { inside = $2 == "EXAMPLES" }
		/^\.Ed/ { block = 0 }
		block { print >(to n) }
		inside && /^\.Bd -literal/ { block = 1; n++ }' man/ar-csv.5
	run -0 ar-age -a "$day" "$tmp/file1"
	run -0 ar-age -a "$day" -g '' -P "$tmp/file2" <<-END
	invoice_id,customer_id,invoice_date,due_date,amount,currency
	0000861,00420,2026-03-02,2026-04-01,4284.00,EUR
	0000882,00420,2026-04-20,2026-05-20,833.00,EUR
	0000876,00417,2026-05-01,2026-05-31,357.00,EUR
	END
	[[ ${lines[1]} == "$day,EUR,1,0.00,0.00,0.00,0.00,0.00,-250.00,-250.00" ]]
}

@test "the worked allowance of ar-age(1) is that of its example" {
	run -0 grep -c '1450\.51' man/ar-age.1
	[ "$output" -eq 2 ]
}

# A folder in which the nightly run works, as a user would set it up.
nightly()
{
	export AR_DIR=$tmp/nightly
	cp -r examples/nightly "$AR_DIR"
}

@test "nightly: the demo prints what is expected" {
	nightly
	examples/nightly/demo >"$tmp/demo"
	same demo examples/nightly/expected/demo "$tmp/demo"
}

@test "nightly: report, mail and control file are those expected" {
	nightly
	run -4 "$AR_DIR/ar-nightly" "$day"
	printf '%s\n' "$output" >"$tmp/mail"
	same mail examples/nightly/expected/mail "$tmp/mail"
	same report examples/nightly/expected/aging.csv \
		"$AR_DIR/out/latest/aging.csv"
	same "mail page" examples/nightly/expected/mail.html \
		"$AR_DIR/out/latest/mail.html"
	same control examples/nightly/expected/control.csv \
		"$AR_DIR/log/control.csv"
}

@test "nightly: the same day twice gives the same bytes" {
	nightly
	run -4 "$AR_DIR/ar-nightly" "$day"
	cp -r "$AR_DIR/out" "$tmp/first"
	run -4 "$AR_DIR/ar-nightly" "$day"
	diff -r "$tmp/first" "$AR_DIR/out"
}

@test "nightly: silent when all is well" {
	nightly
	sed -i 's/d91_plus>500/d91_plus>50000/' "$AR_DIR/ar-nightly"
	run -0 "$AR_DIR/ar-nightly" "$day"
	[ -z "$output" ]
	[ -s "$AR_DIR/out/latest/aging.csv" ]
}

@test "nightly: a second run while one is busy ends with 75" {
	nightly
	exec 8>"$AR_DIR/.lock"
	flock -n 8
	run -75 "$AR_DIR/ar-nightly" "$day"
	exec 8>&-
	[[ $output == "ar-nightly: the run before is still busy" ]]
	[ ! -e "$AR_DIR/out" ]
}

@test "nightly: a damaged export publishes nothing" {
	nightly
	run -4 "$AR_DIR/ar-nightly" "$day"
	cp "$AR_DIR/out/latest/aging.csv" "$tmp/before"
	sed -i '5s/2026/2O26/' "$AR_DIR/in/open-items-$day.csv"
	run -1 "$AR_DIR/ar-nightly" "$day"
	[[ $output == *"open-items-$day.csv:5:"* ]]
	[[ $output == *"nothing published"* ]]
	same report "$tmp/before" "$AR_DIR/out/latest/aging.csv"
	[ "$(ls -m "$AR_DIR/out/$day")" = 'aging.csv, mail.html' ]
}

@test "nightly: an export that is cut anywhere is never silent" {
	local size cut

	nightly
	sed -i 's/d91_plus>500/d91_plus>50000/' "$AR_DIR/ar-nightly"
	size=$(stat -c %s "$AR_DIR/in/open-items-$day.csv")
	cp "$AR_DIR/in/open-items-$day.csv" "$tmp/whole"
	for cut in 1 20 100 500 $((size / 2)) $((size - 40)); do
		head -c "$cut" "$tmp/whole" >"$AR_DIR/in/open-items-$day.csv"
		run "$AR_DIR/ar-nightly" "$day"
		echo "cut at $cut: $status $output"
		[ "$status" -gt 0 ]
		[ -n "$output" ]
	done
}

@test "nightly: a total that is not the ledger's is mailed" {
	nightly
	sed -i 's/EUR:.*/EUR:9308.83/' "$AR_DIR/in/total-$day"
	run -4 "$AR_DIR/ar-nightly" "$day"
	[[ $output == *"total in EUR is 9308.82, expected 9308.83, difference -0.01 [total-differs]"* ]]
	[[ $output == *"[alert]"* ]]
	grep -q '^ar-age,.*,EUR,.*,differs$' "$AR_DIR/log/control.csv"
}

@test "nightly: no export for the day, no day" {
	nightly
	run -3 "$AR_DIR/ar-nightly" 2026-07-01
	[[ $output == "ar-nightly: 2026-07-01: no in/open-items-2026-07-01.csv" ]]
	run -2 "$AR_DIR/ar-nightly" yesterday
	[ ! -e "$AR_DIR/out" ]
}

@test "CHANGELOG.md mentions the version of the Makefile" {
	local version

	version=$(sed -n 's/^VERSION *= *//p' Makefile)
	[ -n "$version" ]
	grep -qE "^## ${version//./\\.}(,| |\$)" CHANGELOG.md
	for program in $(programs); do
		run -0 "$program" --version
		[ "${lines[0]}" = "$program (artools) $version" ]
	done
}

# Lines of the tree's own files that hold the pattern, without what is built.
lines_with()
{
	if [ -e .git ]; then
		git ls-files -z --cached --others --exclude-standard
	else
		find . -type f ! -path './build*' -print0
	fi | xargs -r0 grep -nIsiE "$1" -- || true
}

# cases LETTER NUMBER...: their ids, for the next test.
cases()
{
	printf "$1%s\\n" "${@:2}"
}

# Names of tests begin with the ids of their cases.
@test "each case has a test that is named by its id" {
	{
		cases A 1 3 5 7 9 11 13 15
		cases B 1 3 5 7 9 11
		cases C 1 3 5 7 9 11 13 15 17
		cases D 1 3 5 7 9 11
		cases E 1 3 5 7 9 11 13 15 17 19 21 23 25 27
		cases F 1 3 5 7 9 11 13 15 17
		cases G 1 3 5 7 9
		cases H 1 3 5 7
		cases I 1 3 5
		cases J 1 3 5 7 9 11 13 15
		cases K 1 3 5 7 9 11 13 15
		cases L 1 3
		cases M 1 3 5
	} | sort >"$tmp/cases"
	grep -hoE '^@test "[A-M][0-9]+(, [A-M][0-9]+)*' tests/*.bats |
		grep -oE '[A-M][0-9]+' | sort -u >"$tmp/tests"
	same "cases" "$tmp/cases" "$tmp/tests"
}

@test "no file names a place of one machine" {
	lines_with "(^|[ \"'=:(<>])/(wor[k]|roo[t]|hom[e]/[a-z])(/|[ \"'):]|\$)" \
		>"$tmp/places"
	lines_with 'deb\.debia[n]|snapshot\.debia[n]|pypi\.or[g]|pythonhoste[d]|npmj[s]|crates\.i[o]|proxy\.golan[g]|workplac[e]' \
		>>"$tmp/places"
	cat "$tmp/places"
	[ ! -s "$tmp/places" ]
}

@test "the manuals are clean, and every page that they name is there" {
	local name section

	command -v mandoc >/dev/null || skip "mandoc is missing"
	mandoc -T lint -W warning man/*.[157]
	while read -r _ _ name section _; do
		[[ $name == ar || $name == ar-* ]] || continue
		[[ $name.$section != ar.1 ]] || continue
		[ -s "man/$name.$section" ] ||
			{ echo "no man/$name.$section"; false; }
	done < <(grep -hE '^\.(It )?Xr ' man/*.[157] | sed 's/^\.It Xr/. Xr/;s/^\.Xr/. Xr/')
}

# A folder in which the billing run works, with a new journal.
billing()
{
	export AR_DIR=$tmp/billing
	cp -r examples/billing "$AR_DIR"
	cp -r examples/templates "$AR_DIR"
	: >"$AR_DIR/billed.csv"
}

@test "billing: invoices, lines, pages, what waits and mail are those expected" {
	local file

	billing
	run -0 "$AR_DIR/ar-billing" "$day"
	echo "$output" >"$tmp/mail"
	same mail examples/billing/expected/mail "$tmp/mail"
	for file in invoices.csv lines.csv INV-00000{1,2,3}.html; do
		same "$file" "examples/billing/expected/$file" \
			"$AR_DIR/out/INV-000001/$file"
	done
	same unbilled examples/billing/expected/unbilled.csv \
		"$AR_DIR/out/unbilled.csv"
}

@test "billing: a second run of the day changes nothing" {
	billing
	run -0 "$AR_DIR/ar-billing" "$day"
	cp -r "$AR_DIR/out" "$tmp/before"
	cp "$AR_DIR/billed.csv" "$tmp/billed"
	run -0 "$AR_DIR/ar-billing" "$day"
	diff -r "$tmp/before" "$AR_DIR/out"
	cmp "$tmp/billed" "$AR_DIR/billed.csv"
}

@test "billing: what was billed and not published is published next time" {
	billing
	run -0 "$AR_DIR/ar-billing" "$day"
	mv "$AR_DIR/out/INV-000001" "$tmp/lost"
	run -0 "$AR_DIR/ar-billing" "$day"
	diff -r "$tmp/lost" "$AR_DIR/out/INV-000001"
}

@test "billing: a missing journal is never made anew" {
	billing
	rm "$AR_DIR/billed.csv"
	run -3 "$AR_DIR/ar-billing" "$day"
	[[ $output == *"billed.csv: No such file or directory; --create makes it [cannot-open]"* ]]
	[ ! -e "$AR_DIR/billed.csv" ]
}

# A folder in which the month end works.
month_end()
{
	export AR_DIR=$tmp/month-end
	cp -r examples/month-end "$AR_DIR"
}

@test "month-end: aging, figures, page and control file are those expected" {
	local file

	month_end
	run -0 "$AR_DIR/ar-month-end" "$day"
	[ -z "$output" ]
	for file in aging.{csv,txt,html} dso.csv cei.csv control.csv; do
		same "$file" "examples/month-end/expected/$file" \
			"$AR_DIR/out/$day/$file"
	done
	for file in aging dso cei; do
		head -c 2 "$AR_DIR/out/$day/$file.xlsx" | grep -qx PK
	done
	[ ! -e "$AR_DIR/work" ]
}

@test "month-end: closed later, or again, it gives the same bytes" {
	month_end
	run -0 "$AR_DIR/ar-month-end" "$day"
	cp -r "$AR_DIR/out" "$tmp/first"
	echo R-2615,310,,2026-07-08,2026-08-07,990.00,EUR,invoice \
		>>"$AR_DIR/in/invoices.csv"
	echo P-712,2026-07-09,310,3875.00,R-2612,EUR,receipt \
		>>"$AR_DIR/in/payments.csv"
	run -0 "$AR_DIR/ar-month-end" "$day"
	diff -r -x control.csv "$tmp/first" "$AR_DIR/out"
}

@test "month-end: a total that is not the ledger's is said, and filed" {
	month_end
	sed -i 's/USD:.*/USD:3101.00/' "$AR_DIR/in/total-$day"
	run -4 "$AR_DIR/ar-month-end" "$day"
	[[ $output == *"total in USD is 3100.00, expected 3101.00, difference -1.00 [total-differs]" ]]
	grep -q '^ar-age,.*,USD,.*,differs$' "$AR_DIR/out/$day/control.csv"
}

@test "month-end: a damaged file leaves the folder that was there" {
	month_end
	run -0 "$AR_DIR/ar-month-end" "$day"
	cp -r "$AR_DIR/out" "$tmp/first"
	sed -i '3s/1850/18S0/' "$AR_DIR/in/invoices.csv"
	run -1 "$AR_DIR/ar-month-end" "$day"
	[[ $output == *"in/invoices.csv:3:amount:"* ]]
	diff -r "$tmp/first" "$AR_DIR/out"
	run -3 "$AR_DIR/ar-month-end" 2026-07-31
	[ "$output" = "ar-month-end: no in/total-2026-07-31" ]
}

@test "one-off: the answers are those expected" {
	examples/one-off/figures >"$tmp/figures"
	same figures examples/one-off/expected/figures "$tmp/figures"
}

# A folder in which the daily reminders work, with a new log.
dunning()
{
	export AR_DIR=$tmp/dunning
	cp -r examples/dunning "$AR_DIR"
	cp examples/policies/*.csv "$AR_DIR"
	cp -r examples/templates "$AR_DIR"
	: >"$AR_DIR/log.csv"
	dunned=2025-05-20
}

@test "dunning: reminders, letters, holds and worklist are those expected" {
	local file

	dunning
	run -0 "$AR_DIR/ar-daily" "$dunned"
	[ -z "$output" ]
	for file in reminders.csv holds.csv worklist.csv; do
		same "$file" "examples/dunning/expected/$file" \
			"$AR_DIR/out/$dunned/$file"
	done
	# Mails bear the time of the run.
	sed -i '/^Date: /d' "$AR_DIR/out/$dunned/letters"/*.eml
	diff -ru examples/dunning/expected/letters "$AR_DIR/out/$dunned/letters"
}

@test "dunning: a second run of the day changes nothing" {
	dunning
	run -0 "$AR_DIR/ar-daily" "$dunned"
	cp -r "$AR_DIR/out" "$tmp/before"
	cp "$AR_DIR/log.csv" "$tmp/log"
	run -0 "$AR_DIR/ar-daily" "$dunned"
	cmp "$tmp/log" "$AR_DIR/log.csv"
	diff "$tmp/before/$dunned/reminders.csv" \
		"$AR_DIR/out/$dunned/reminders.csv"
	diff -r -I '^Date: ' "$tmp/before/$dunned/letters" \
		"$AR_DIR/out/$dunned/letters"
}

@test "dunning: what the mailer confirms is published no more" {
	local id

	dunning
	run -0 "$AR_DIR/ar-daily" "$dunned"
	id=$(sed -n '2s/,.*//p' "$AR_DIR/out/$dunned/reminders.csv")
	mkdir -p "$AR_DIR/sent"
	echo "$id" >"$AR_DIR/sent/1"
	run -0 "$AR_DIR/ar-daily" "$dunned"
	[ -n "$id" ] && ! grep -q "^$id," "$AR_DIR/out/$dunned/reminders.csv"
	[ -e "$AR_DIR/confirmed/1" ] && [ ! -e "$AR_DIR/sent/1" ]
}

@test "dunning: a missing log is never made anew" {
	dunning
	rm "$AR_DIR/log.csv"
	run -3 "$AR_DIR/ar-daily" "$dunned"
	[ ! -e "$AR_DIR/log.csv" ]
}
