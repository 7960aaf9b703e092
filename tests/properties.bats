#!/usr/bin/env bats
# tests/properties.bats: what must hold for any ledger, on random ones.
#
# SEED=N repeats a run; the seed is printed when a test fails.
#
# Subshells are bats'.
# shellcheck disable=SC2030,SC2031

bats_require_minimum_version 1.5.0

setup_file() {
	export SEED=${SEED:-$(date +%s)} D=2026-06-30
	export W=$BATS_FILE_TMPDIR
	make_ledger >"$W/in.csv"
	make_payments <"$W/in.csv" >"$W/pay.csv"
	run_age "$W/in.csv" >"$W/base"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	echo "SEED=$SEED"
}

# 300 rows of 12 customers in three currencies: credits, balances, void ones.
make_ledger() {
	awk -v seed="$SEED" '
	function day(n) { return strftime("%Y-%m-%d", 1767225600 + n * 86400, 1) }
	function pick(list,  n, a) {
		n = split(list, a, " ")
		return a[1 + int(rand() * n)]
	}
	BEGIN {
		srand(seed)
		print "invoice_id,customer_id,customer_name,invoice_date," \
		    "due_date,amount,currency,status,kind"
		for (i = 1; i <= 300; i++) {
			cents = int(rand() * 10 ^ int(1 + rand() * 9))
			sign = rand() < 0.15 ? "-" : ""
			ccy = pick("USD EUR JPY")
			amount = sprintf("%s%d", sign, cents)
			if (ccy != "JPY")
				amount = sprintf("%s%d.%02d", sign,
				    int(cents / 100), cents % 100)
			posted = int(rand() * 180)
			customer = int(rand() * 12)
			printf "I%d,C%02d,Name %d,%s,%s,%s,%s,%s,%s\n", i,
			    customer, int(rand() * 3), day(posted),
			    day(posted + int(rand() * 60)), amount, ccy,
			    pick("x x x x x void draft"),
			    sign == "" ? "" : pick("x credit_note")
		}
	}' | sed 's/,x,/,,/; s/,x$/,/'
}

# A payment for every third document, some too much; and unapplied cash.
make_payments() {
	awk -F, -v seed="$SEED" '
	BEGIN {
		srand(seed + 1)
		print "payment_id,payment_date,customer_id,amount," \
		    "invoice_id,currency"
	}
	NR > 1 && NR % 3 == 0 {
		part = int($6 * (rand() < 0.5 ? 1 : 1.5 * rand()))
		printf "P%d,2026-%02d-15,%s,%d,%s,%s\n", NR,
		    1 + int(rand() * 8), $2, part, NR % 15 ? $1 : "", $7
	}'
}

run_age() {
	ar-age -a "$D" "$@"
}

# same COMMAND...: its output is that of the base, and it says nothing.
same() {
	run "$@"
	[ "$status" -eq 0 ]
	[ "$output" = "$(cat "$W/base")" ]
}

# Totals in minor units, "CURRENCY SUM", of column NAME of a report on stdin.
sums() {
	awk -F, -v name="$1" '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
		next
	}
	{
		sub(/\./, "", $at[name])
		sum[$at["currency"]] += $at[name]
	}
	END { for (c in sum) printf "%s %.0f\n", c, sum[c] }' | sort
}

@test "1: the buckets and what stands apart make up the total" {
	run awk -F, '
	function minor(s) { sub(/\./, "", s); return s + 0 }
	NR > 1 {
		sum = 0
		for (i = 6; i <= 11; i++)
			sum += minor($i)
		if (sum != minor($12))
			print
	}' "$W/base"
	echo "$output"
	[ -z "$output" ]
	[ "$(wc -l <"$W/base")" -gt 20 ]
}

@test "1: the total is that of the documents that count" {
	run diff <(sums total <"$W/base") \
		<(grep -v ',void,\|,draft,' "$W/in.csv" | sums amount)
	[ "$status" -eq 0 ]
}

@test "3: records and amounts in are those out, settled, filtered or refused" {
	sed '7s/,20/,30-/; 8s/$/,1/; 11s/,C/,,C/' "$W/in.csv" >bad.csv
	run run_age --control=c.csv --rejects=r.csv -P "$W/pay.csv" bad.csv
	[ "$status" -eq 1 ]
	run awk -F, '
	function minor(s) { sub(/\./, "", s); return s + 0 }
	NR == 1 { next }
	{
		for (i = 9; i <= 15; i++)
			$i = minor($i)
	}
	$4 != $5 + $6 + $7 + $8 || $9 != $10 + $11 + $12 + $13 ||
	    $10 != $14 + $15' c.csv
	echo "$output"
	[ -z "$output" ]
	[ "$(awk -F, 'NR > 1 { n += $4 } END { print n }' c.csv)" -eq \
		$((300 + $(wc -l <"$W/pay.csv") - 1)) ]
	[ "$(wc -l <r.csv)" -eq 4 ]
}

@test "4: the order of the rows does not show" {
	for i in 1 2 3; do
		{
			head -n 1 "$W/in.csv"
			tail -n +2 "$W/in.csv" |
				shuf --random-source=<(yes "$SEED$i")
		} >shuffled.csv
		same run_age shuffled.csv
	done
}

@test "4: nor does the order of payments" {
	run_age -P "$W/pay.csv" "$W/in.csv" >want
	{
		head -n 1 "$W/pay.csv"
		tail -n +2 "$W/pay.csv" | tac
	} >pay.csv
	run_age -P pay.csv "$W/in.csv" | cmp - want
	run ! cmp -s want "$W/base"
}

@test "4: nor that of the columns" {
	awk -F, -v OFS=, '{ print $9, $7, $1, $4, $2, $6, $3, $5, $8 }' \
		"$W/in.csv" >columns.csv
	same run_age columns.csv
}

@test "4: one file, several, a pipe, gzip, gzip of several members" {
	head -n 100 "$W/in.csv" >a
	{ head -n 1 "$W/in.csv"; tail -n +101 "$W/in.csv"; } >b
	same run_age a b
	cat a b >ab
	same run_age ab
	same run_age <"$W/in.csv"
	same run_age - <<<"$(cat "$W/in.csv")"
	gzip -c a >a.gz
	gzip -c b >b.gz
	cat a.gz b.gz >ab.gz
	same run_age b.gz a.gz
	same run_age ab.gz
	same run_age <ab.gz
}

@test "4: line ends, byte order marks, quotes" {
	sed 's/$/\r/' "$W/in.csv" >crlf
	same run_age crlf
	tr '\n' '\r' <"$W/in.csv" >cr
	same run_age cr
	{ printf '\357\273\277'; cat "$W/in.csv"; } >bom
	same run_age bom
	sed 's/[^,]*/"&"/g' "$W/in.csv" >quoted
	same run_age quoted
	sed 's/$/\n/' "$W/in.csv" >blank
	same run_age blank
}

@test "4: locales and time zones" {
	for l in C C.UTF-8 de_DE.UTF-8 tr_TR.UTF-8 nonsense; do
		same env LC_ALL=$l LANG=$l ar-age -a "$D" "$W/in.csv"
	done
	for z in UTC Pacific/Kiritimati Pacific/Honolulu America/New_York; do
		same env TZ=$z ar-age -a "$D" "$W/in.csv"
	done
}

@test "5: two files of different customers: their reports one below the other" {
	awk -F, 'NR == 1 || $2 < "C06"' "$W/in.csv" >a
	awk -F, 'NR == 1 || $2 >= "C06"' "$W/in.csv" >b
	# shellcheck disable=SC2016
	same bash -c 'ar-age -a "$1" a; ar-age -a "$1" b | tail -n +2' - "$D"
}

@test "6: ten times the amounts, ten times the totals, the same shares" {
	run_age -g '' -p "$W/in.csv" >one
	awk -F, -v OFS=, 'NR > 1 {
		if (match($6, /\./))
			$6 = substr($6, 1, RSTART - 1) substr($6, RSTART + 1,
			    1) "." substr($6, RSTART + 2) "0"
		else
			$6 = $6 "0"
	} { print }' "$W/in.csv" >ten.csv
	run_age -g '' -p ten.csv >ten
	cmp <(cut -d, -f1-3,11- one) <(cut -d, -f1-3,11- ten)
	run diff <(sums total <one | sed 's/ 0$/ /; s/$/0/') <(sums total <ten)
	[ "$status" -eq 0 ]
}

@test "6: four hundred years later all is the same" {
	sed 's/,2026-/,2426-/g' "$W/in.csv" >later.csv
	run bash -c 'ar-age -a 2426-06-30 later.csv | sed "s/^2426/2026/"'
	[ "$output" = "$(cat "$W/base")" ]
}

@test "7: a day later every document is a day later, in no younger bucket" {
	run_age -l "$W/in.csv" >today
	ar-age -a 2026-07-01 -l "$W/in.csv" >tomorrow
	[ "$(wc -l <today)" -gt 100 ]
	run awk -F, '
	function rank(b) { return b == "current" ? 0 : substr(b, 2) + 0 }
	FNR == 1 { next }
	NR == FNR { days[$1] = $11; bucket[$1] = $12; next }
	$11 != days[$1] + 1 || rank($12) < rank(bucket[$1])' today tomorrow
	echo "$output"
	[ -z "$output" ]
}

@test "8: payments up to the day lower the total by their sum, and no others" {
	run diff <(run_age -P "$W/pay.csv" "$W/in.csv" | sums total) \
		<({
			tail -n +2 "$W/in.csv" | grep -v ',void,\|,draft,' |
				awk -F, -v OFS=, '{ print $6, $7 }'
			awk -F, -v OFS=, -v d="$D" 'NR > 1 && $2 <= d {
				print -$4 ($6 == "JPY" ? "" : ".00"), $6
			}' "$W/pay.csv"
		} | sed '1i amount,currency' | sums amount)
	[ "$status" -eq 0 ]
}

@test "8: an overpaid document is a credit" {
	run_age -l -P "$W/pay.csv" "$W/in.csv" >list
	run awk -F, 'NR > 1 && ($10 < 0) != ($12 == "unapplied")' list
	echo "$output"
	[ -z "$output" ]
	grep -q ',unapplied$' list
}

@test "10: the list of a list is the list" {
	run_age -l "$W/in.csv" >once
	run_age -l once | cmp - once
}

@test "13: without one row its amount is missing, and nothing else" {
	for n in 2 77 151 301; do
		sed "${n}d" "$W/in.csv" >less.csv
		run diff <({
			sed -n "1p;${n}p" "$W/in.csv" |
				grep -v ',void,\|,draft,' | sums amount
			run_age less.csv | sums total
		} | awk '{ s[$1] += $2 } END { for (c in s) printf "%s %.0f\n", c, s[c] }' |
			sort) <(sums total <"$W/base")
		[ "$status" -eq 0 ]
	done
}

@test "14: a pipe of two is the two through a file" {
	run_age -l "$W/in.csv" >list
	run_age -l "$W/in.csv" | run_age | cmp - <(run_age list)
	cmp <(run_age -g kind list) <(run_age -g kind "$W/in.csv")
}

@test "many days at once are the days one by one" {
	awk -F, -v OFS=, 'NR == 1 { print $0, "paid_date"; next }
		{ print $0, NR % 2 || $8 != "" ? "" : "2026-05-20" }' \
		"$W/in.csv" >paid.csv
	run_age -e month -n 4 paid.csv >want
	for d in 2026-03-31 2026-04-30 2026-05-31 2026-06-30; do
		ar-age -a $d paid.csv | tail -n +2
	done | cmp - <(tail -n +2 want)
}

# second FILE ARG...: a second implementation, and ours, on random input.
second() {
	command -v python3 >/dev/null || skip "python3 is missing"
	run python3 "$BATS_TEST_DIRNAME/$1" "${@:2}"
	echo "$output"
	[ "$status" -eq 0 ]
}

# so_many N: a fifth of it where programs are slow, under sanitizers.
so_many() {
	case $B in
	*san*)	echo $(($1 / 5)) ;;
	*)	echo "$1" ;;
	esac
}

@test "a second implementation of ar-age gives the same bytes" {
	second aging.py "$SEED" "$(so_many 150)"
}

@test "a second implementation of ar-dso and ar-cei gives the same bytes" {
	second kpi.py "$SEED" "$(so_many 400)"
}

@test "a second implementation of ar-invoice gives the same bytes" {
	second invoice.py "$SEED" "$(so_many 1200)"
	second invoice.py --journal "$SEED" "$(so_many 40)"
}

# Every combination of delimiter, marks, dates, encodings and line ends, the
# reports of known systems, files that are cut, and cells that are spoilt.
@test "the same ledger in any dialect is the same import, or none" {
	second dialects.py --seed "$SEED" --count "$(so_many 150)" \
		--systems "$(so_many 45)" --damage "$(so_many 120)"
}

# The identities by number, 1 to 14 but 12, which is that of simulate.bats.
@test "1 to 14: the tools agree with each other on random ledgers" {
	second identities/identities.py --seed "$SEED" \
		--runs "$(so_many "${AR_TEST_LEDGERS:-8}")"
}

@test "a second model of ar-factor agrees with itself" {
	second factor.py --self
}

# Offers, eligibility, certificates, and every choice of up to 18 documents.
@test "a second implementation of ar-factor gives the same bytes" {
	second factor.py --seed "$SEED" --worlds "$(so_many 150)"
	second factor.py --seed "$SEED" --rates "$(so_many 1000)"
}

@test "a second model of ar-remind does what its sources say" {
	second remind.py --self
}

# Day by day through a year, each day twice; AR_TEST_YEARS=1000 takes minutes.
@test "a second model of ar-remind gives the same bytes and log" {
	second remind.py --seed "$SEED" \
		--years "$(so_many "${AR_TEST_YEARS:-10}")"
}
