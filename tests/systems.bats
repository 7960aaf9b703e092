#!/usr/bin/env bats
#
# Exports of known systems, read by the maps that are built in.
#
# tests/systems.tsv has a line for each file of
# tests/data/systems, with tabs between:
#
#	FILE	OPTIONS	TOTALS	ITEMS
#
# OPTIONS are those of ar-import, as in a shell, or "-".  TOTALS, with blanks
# between, are what is open on 2026-12-31, CUR=AMOUNT, "=AMOUNT" where there is
# no currency; of payments they are the sums, of customers "-".  ITEMS is how
# many there are.  FILE is MAP.csv or MAP.CASE.csv, also SYSTEM.CASE.csv; what
# ar-import prints of it is in the same name with ".expected".

bats_require_minimum_version 1.5.0

exports=../shared/exports

setup()
{
	cd "$BATS_TEST_DIRNAME/.." || return
	export LC_ALL=C TZ=UTC
	build=$PWD/${B:-build}
	[[ ${B:-} != /* ]] || build=$B
	export PATH="$build:$PATH"
	tmp=$BATS_TEST_TMPDIR
	data=tests/data/systems
}

# same WHAT EXPECTED GOT: compare two files.
same()
{
	diff -u --label "$1, expected" "$2" --label "$1, found" "$3"
}

# rows TSV: its lines, without comments.
rows()
{
	grep -v -e '^#' -e '^$' "$1"
}

all_rows()
{
	rows tests/systems.tsv >"$tmp/rows"
}

# options TEXT: set $option to its words.
options()
{
	option=()
	[ "$1" = - ] || eval "option=($1)"
}

# open_of FILE: "TOTALS", "ITEMS" of a stream, each on a line.
open_of()
{
	if head -n 1 "$1" | grep -q '^customer_id'; then
		echo -
		awk 'END { print NR - 1 }' "$1"
		return
	fi
	if head -n 1 "$1" | grep -q '^payment_id,'; then
		sums_of "$1"
	else
		ar-age -a 2026-12-31 -g '' <"$1"
	fi | awk -F, 'NR > 1 {
		all = all (NR > 2 ? " " : "") $2 "=" $NF
		items += $3
	}
	END {
		print all
		print items + 0
	}'
}

# The same form of report, of the sums of payments.
sums_of()
{
	sed 's/"[^"]*"/quoted/g' "$1" | awk -F, '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
		print
		next
	}
	{
		currency = at["currency"] ? $at["currency"] : ""
		amount = $at["amount"]
		digits[currency] = index(amount, ".") ? \
			length(amount) - index(amount, ".") : 0
		sum[currency] += amount
		n[currency]++
	}
	END {
		for (c in sum)
			printf "~,%s,%d,%.*f\n", c, n[c], digits[c], sum[c]
	}' | sort
}

# The map that -v named in a file of messages.
map_of()
{
	sed -n 's/^ar-import: .*: read by the map //p' "$1"
}

# is_map_of NAME MAP: whether the name of a file begins with that of the map,
# or, where no map has its name, with that of the system.
is_map_of()
{
	local name=$1 map=$2

	while [[ $name == *.* ]] && ! grep -qxF "$name" "$tmp/list"; do
		name=${name%.*}
	done
	if grep -qxF "$name" "$tmp/list"; then
		[ "$map" = "$name" ]
	else
		[[ $map == "$name" || $map == "$name".* ]]
	fi
}

@test "files of known systems give what is expected, whole" {
	local file said totals items option

	all_rows
	while IFS=$'\t' read -r file said totals items; do
		options "$said"
		ar-import "${option[@]}" "$data/$file" >"$tmp/got" \
			2>"$tmp/said" || { echo "$file:"; cat "$tmp/said"
			false; }
		same "$file" "$data/${file%.*}.expected" "$tmp/got"
	done <"$tmp/rows"
}

@test "what is open in them is what their systems say" {
	local file said totals items option

	all_rows
	while IFS=$'\t' read -r file said totals items; do
		options "$said"
		printf '%s\n' "$totals" "$items" >"$tmp/want"
		ar-import "${option[@]}" -o "$tmp/got" "$data/$file"
		open_of "$tmp/got" >"$tmp/open"
		same "$file" "$tmp/want" "$tmp/open"
	done <"$tmp/rows"
}

@test "without --from the header names the map" {
	local file said totals items option

	all_rows
	ar-import --from=list >"$tmp/list"
	while IFS=$'\t' read -r file said totals items; do
		[[ $said != *--from=* ]] || continue
		options "$said"
		ar-import -v "${option[@]}" -o "$tmp/got" "$data/$file" \
			2>"$tmp/said"
		is_map_of "${file%.*}" "$(map_of "$tmp/said")" ||
			{ echo "$file: $(map_of "$tmp/said")"; false; }
	done <"$tmp/rows"
}

@test "--from gives the same as the header, and -M as --print-map" {
	local file said totals items option map

	all_rows
	while IFS=$'\t' read -r file said totals items; do
		options "$said"
		ar-import -v "${option[@]}" -o "$tmp/got" "$data/$file" \
			2>"$tmp/said"
		map=$(map_of "$tmp/said")
		for i in "${!option[@]}"; do
			[[ ${option[i]} != --from=* ]] || unset "option[i]"
		done
		ar-import --from="$map" "${option[@]}" "$data/$file" \
			>"$tmp/from" 2>"$tmp/said"
		same "$file --from=$map" "$tmp/got" "$tmp/from"
		ar-import --print-map="$map" >"$tmp/map"
		ar-import -M "$tmp/map" "${option[@]}" "$data/$file" \
			>"$tmp/by-map" 2>"$tmp/said"
		same "$file -M $map" "$tmp/got" "$tmp/by-map"
	done <"$tmp/rows"
}

@test "each map has a file that it reads" {
	local file said totals items option

	all_rows
	while IFS=$'\t' read -r file said totals items; do
		options "$said"
		ar-import -v "${option[@]}" -o "$tmp/got" "$data/$file" \
			2>"$tmp/said"
		map_of "$tmp/said"
	done <"$tmp/rows" | sort -u >"$tmp/used"
	ar-import --from=list | sort >"$tmp/list"
	same "maps with a file" "$tmp/list" "$tmp/used"
}

@test "each file of tests/data/systems is in the list" {
	all_rows
	cut -f 1 "$tmp/rows" | sort >"$tmp/listed"
	find "$data" -type f ! -name '*.expected' ! -name 'README*' \
		-printf '%f\n' | sort >"$tmp/found"
	same "files" "$tmp/found" "$tmp/listed"
}

# totals_of FILE: "currency total items" of each row that expected.tsv has.
totals_of()
{
	awk -F '\t' -v file="$1" '$1 == file { print $2, $3, $4 }' \
		"$exports/expected.tsv"
}

# import_export FILE OPTIONS: its report into $tmp/report.
import_export()
{
	options "$2"
	ar-import "${option[@]}" "$exports/$1" 2>"$tmp/said" |
		ar-age -a 2026-12-31 -g '' >"$tmp/report" 2>>"$tmp/said"
}

# check_export FILE: each row that expected.tsv has is in $tmp/report.
check_export()
{
	local currency total items

	while read -r currency total items; do
		[ "$currency" != - ] || currency=
		awk -F, -v currency="$currency" -v total="$total" \
			-v items="$items" '
		NR > 1 && $2 == currency {
			there = 1
			good = (total == "-" || total == $NF) &&
				(items == "-" || items == $3)
		}
		END {
			exit !(there ? good : total == "0.00" && items == "0")
		}' "$tmp/report" || { echo "$1: $currency $total $items"
			cat "$tmp/said" "$tmp/report"; return 1; }
	done < <(totals_of "$1")
}

# check_sums FILE OPTIONS TOTALS ITEMS: what tests/exports.tsv says itself.
check_sums()
{
	options "$2"
	printf '%s\n' "$3" "$4" >"$tmp/want"
	ar-import "${option[@]}" -o "$tmp/got" "$exports/$1"
	open_of "$tmp/got" >"$tmp/open"
	same "$1" "$tmp/want" "$tmp/open"
}

@test "exports of real systems give the open totals that are known" {
	local file said why totals items option n=0

	[ -d "$exports" ] || skip "no $exports"
	rows tests/exports.tsv >"$tmp/rows"
	while IFS=$'\t' read -r file said why totals items; do
		[ "$why" = - ] || continue
		if [ -n "$totals" ]; then
			check_sums "$file" "$said" "$totals" "$items"
			continue
		fi
		import_export "$file" "$said" ||
			{ echo "$file:"; cat "$tmp/said"; false; }
		check_export "$file"
		n=$((n + 1))
	done <"$tmp/rows"
	[ $n -gt 10 ]
}

@test "exports that cannot be given are refused, and the reason is written" {
	local file said why option

	[ -d "$exports" ] || skip "no $exports"
	rows tests/exports.tsv >"$tmp/rows"
	while IFS=$'\t' read -r file said why _; do
		[ "$why" != - ] || continue
		[ ${#why} -gt 10 ]
		options "$said"
		! ar-import "${option[@]}" "$exports/$file" >"$tmp/out" \
			2>"$tmp/said" || { echo "$file is read"; false; }
	done <"$tmp/rows"
}

@test "each export with a known total is in tests/exports.tsv" {
	[ -d "$exports" ] || skip "no $exports"
	awk -F '\t' 'NR > 1 { print $1 }' "$exports/expected.tsv" | sort -u \
		>"$tmp/want"
	rows tests/exports.tsv | cut -f 1 | sort >"$tmp/got"
	comm -23 "$tmp/want" "$tmp/got" >"$tmp/missing"
	same "exports without a row" /dev/null "$tmp/missing"
}
