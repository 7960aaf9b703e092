#!/usr/bin/env bats
#
# Ledgers of real companies, imported and aged, against figures that were
# computed without this project.
#
# The ledgers lie beside this project; where they do not, there is a line.

data=../shared/data
reference=$data/reference

setup()
{
	[ -d "$reference" ] || skip "no $reference"
	export LC_ALL=C TZ=UTC
	tmp=$BATS_TEST_TMPDIR
	ibm=(-m invoice_id=invoiceNumber -m customer_id=customerID
		-m invoice_date=InvoiceDate -m due_date=DueDate
		-m amount=InvoiceAmount -m paid_date=SettledDate)
	highradius=(-m invoice_id=doc_id -m customer_id=cust_number
		-m invoice_date=posting_date -m due_date=due_in_date)
}

# same EXPECTED GOT
same()
{
	[ -s "$1" ] && diff -u "$1" "$2"
}

# buckets [KEY]: a report of ar-age as rows KEY,bucket,amount, and its items.
buckets()
{
	awk -F, -v keys="$1" '
	NR == 1 { split($0, name, ","); next }
	{
		key = $1 (keys ? "," $2 : "")
		for (i = 4; i < NF; i++)
			if (name[i] != "unapplied")
				print key "," name[i] "," $i
		print key ",total," $NF
		print key ",items," $3
	}' | sort
}

# The same of a file of reference figures.
figures()
{
	awk -F, -v keys="$1" 'NR > 1 {
		key = $1 (keys ? "," $2 : "")
		bucket = $(keys ? 3 : 2)
		if (bucket ~ /^[0-9]/) {
			sub(/-/, "_", bucket)
			sub(/90\+/, "91_plus", bucket)
			bucket = "d" bucket
		}
		print key "," bucket "," $NF
		if (bucket == "total")
			print key ",items," $(NF - 1)
	}' | sort
}

@test "IBM: dates prove their order, the sum is that of the file" {
	ar-import "${ibm[@]}" --expect-total=147703.18 \
		"$data/ibm_ar.csv.gz" >"$tmp/found"
	ar-import "${ibm[@]}" --date-format=mdy "$data/ibm_ar.csv.gz" \
		>"$tmp/said"
	same "$tmp/found" "$tmp/said"
	[ "$(wc -l <"$tmp/found")" -eq 2467 ]
	[ "$(grep -c ^0 "$tmp/found")" -eq 266 ]
}

@test "IBM: days between dates are those that the file has" {
	ar-import "${ibm[@]}" "$data/ibm_ar.csv.gz" |
		awk -F, 'NR > 1 { print $3, $4, $6 }' | sed 's/ /\n/g' |
		date -f - +%s | paste - - - | awk '{
			late = ($3 - $2) / 86400
			print ($3 - $1) / 86400, (late > 0 ? late : 0)
		}' >"$tmp/days"
	gzip -dc "$data/ibm_ar.csv.gz" | tr -d '\r' |
		awk -F, 'NR > 1 { print $11, $12 }' >"$tmp/want"
	same "$tmp/want" "$tmp/days"
}

@test "IBM: aging by bucket" {
	ar-import "${ibm[@]}" "$data/ibm_ar.csv.gz" |
		ar-age -a 2013-06-30 -g '' | buckets >"$tmp/got"
	figures <"$reference/ibm_aging.csv" >"$tmp/want"
	same "$tmp/want" "$tmp/got"
}

@test "IBM: aging by age since the invoice date" {
	ar-import "${ibm[@]}" "$data/ibm_ar.csv.gz" |
		ar-age -a 2013-06-30 -g '' -B invoice | buckets >"$tmp/got"
	figures <"$reference/ibm_aging_by_invoice_date.csv" >"$tmp/want"
	same "$tmp/want" "$tmp/got"
}

@test "IBM: aging by customer" {
	ar-import "${ibm[@]}" "$data/ibm_ar.csv.gz" | ar-age -a 2013-06-30 |
		awk -F, 'NR > 1 {
			print $2 "," $5 "," $6 "," $7 "," $8 "," $9 "," $11
		}' >"$tmp/got"
	tail -n +2 "$reference/ibm_aging_by_customer_2013-06-30.csv" |
		tr -d '\r' | grep -v '^total' | sort >"$tmp/want"
	same "$tmp/want" "$tmp/got"
}

@test "IBM: open items one by one" {
	ar-import "${ibm[@]}" "$data/ibm_ar.csv.gz" |
		ar-age -a 2013-06-30 -l | awk -F, 'NR > 1 {
			bucket = $10
			sub(/^d/, "", bucket)
			sub(/_/, "-", bucket)
			print $1 "," $2 "," $3 "," $4 "," $8 "," $9 "," bucket
		}' | sort >"$tmp/got"
	tail -n +2 "$reference/ibm_open_items_2013-06-30.csv" |
		tr -d '\r' | sort >"$tmp/want"
	same "$tmp/want" "$tmp/got"
}

@test "HighRadius: aging by currency, from a ledger with binary noise" {
	ar-import "${highradius[@]}" -m currency=invoice_currency \
		-m amount=total_open_amount -m customer_name=name_customer \
		"$data/highradius_open_items.csv.gz" |
		ar-age -a 2020-05-01 --as-exported -g '' >"$tmp/report"
	buckets by <"$tmp/report" >"$tmp/got"
	figures by <"$reference/highradius_aging.csv" >"$tmp/want"
	same "$tmp/want" "$tmp/got"
}

# 576 amounts have three decimals, which USD has not.
@test "HighRadius: ISO dates and day-month-year give the same documents" {
	local form

	for form in iso dmy; do
		ar-import "${highradius[@]}" --currency=USD \
			-m amount=converted_usd --max-errors=0 \
			--rejects="$tmp/rejects" \
			-M <(echo "strip-point-zero = invoice_id") \
			"$data/highradius_open_usd_$form.csv.gz" \
			2>"$tmp/said" | sed 's/,0*/,/' >"$tmp/$form" || true
		grep -q '576 of 9681 records refused (576 decimals)' "$tmp/said"
	done
	[ "$(wc -l <"$tmp/iso")" -eq 9106 ]
	same "$tmp/iso" "$tmp/dmy"
}

@test "dates that a spreadsheet destroyed are refused" {
	run ar-import "${highradius[@]}" -m amount=converted_usd \
		--max-errors=0 ../shared/exports/excel_destroyed_dates.csv
	[ "$status" -eq 1 ]
	[[ $output == *"20 of 20 records refused"* ]]
}

# open_of FILE CURRENCY: the open total that expected.tsv states.
open_of()
{
	awk -F '\t' -v file="$1" -v currency="$2" \
		'$1 == file && $2 == currency { print $3 }' \
		../shared/exports/expected.tsv
}

@test "exports of several systems give the open totals that are expected" {
	local exports=../shared/exports

	ar-import -m invoice_id=Details -m customer_id=Client \
		-m invoice_date=Date -m due_date=Due -m amount=Total \
		-m status= -o /dev/null --expect-total="$(
			open_of invoicely_invoices.csv -)" \
		"$exports/invoicely_invoices.csv"
	ar-import -m invoice_id=Num -m customer_id=Name \
		-m invoice_date=Date -m amount="Open balance" -o /dev/null \
		--expect-total="$(
			open_of quickbooks_online_invoice_list_by_date.csv -)" \
		"$exports/quickbooks_online_invoice_list_by_date.csv"
	ar-import -M <(printf '%s\n' 'invoice_id = Invoice #' \
		'customer_id = Client Name' 'invoice_date = Date Issued' \
		'amount = Line Total' 'group = document' 'sum = amount') \
		--terms='net 30' -o /dev/null \
		--expect-total="$(open_of freshbooks_invoices_2021.csv USD)" \
		"$exports/freshbooks_invoices_2021.csv"
	ar-import -M <(printf '%s\n' 'invoice_id = Invoice #' \
		'customer_id = Client Name' 'invoice_date = Date Issued' \
		'amount = Line Total' 'group = document' 'sum = amount') \
		-m due_date="Date Due" -o "$tmp/two" \
		"$exports/freshbooks_invoice_details_2026.csv"
	[ "$(wc -l <"$tmp/two")" -eq 3 ]
}

# columns NAME...: those columns of a CSV file by name, without its header.
columns()
{
	tr -d '\r' | awk -F, -v names="$*" '
	NR == 1 {
		n = split(names, name, " ")
		for (i = 1; i <= NF; i++)
			at[$i] = i
		next
	}
	{
		for (i = 1; i <= n; i++)
			printf "%s%s", $at[name[i]], i < n ? "," : "\n"
	}'
}

# agrees SHEET KEY=KEY [NAME=NAME...]: columns of the report on stdin are those
# of the sheet, in the rows that the sheet has; name of ours=name of the sheet.
agrees()
{
	local sheet=$1 ours=() theirs=() pair

	shift
	for pair; do
		ours+=("${pair%=*}")
		theirs+=("${pair#*=}")
	done
	columns "${theirs[@]}" <"$sheet" | sort >"$tmp/want"
	columns "${ours[@]}" | sort >"$tmp/all"
	awk -F, 'NR == FNR { want[$1]; next } $1 in want' \
		"$tmp/want" "$tmp/all" >"$tmp/got"
	same "$tmp/want" "$tmp/got"
}

# The rows of quarters of ibm_kpi.csv, 2012Q3 is not among them, or of years.
setup_kpi()
{
	awk -F, 'NR == 1 || $1 ~ /Q/' "$reference/ibm_kpi.csv" >"$tmp/quarter"
	awk -F, 'NR == 1 || $1 !~ /Q/' "$reference/ibm_kpi.csv" >"$tmp/year"
	[ "$(wc -l <"$tmp/quarter")" -eq 6 ]
	[ "$(wc -l <"$tmp/year")" -eq 2 ]
	ar-import "${ibm[@]}" -o "$tmp/ledger" "$data/ibm_ar.csv.gz"
}

@test "IBM: DSO, best DSO and days delinquent over 90 days" {
	setup_kpi
	for unit in quarter year; do
		ar-dso -a 2013-06-30 -w 90 -e $unit --digits=6 "$tmp/ledger" |
			agrees "$tmp/$unit" period_end=last \
			credit_sales=sales_last_90d receivables=end_ar \
			current=end_current_ar dso=dso_90d best_dso=bpdso_90d \
			avg_days_delinquent=add_90d countback_dso=dso_countback
	done
}

@test "IBM: a single window is the row of that window" {
	setup_kpi
	ar-dso -a 2013-06-30 -w 90 -e quarter --digits=6 "$tmp/ledger" |
		tail -n 1 >"$tmp/last"
	ar-dso -a 2013-06-30 --digits=6 "$tmp/ledger" | tail -n 1 >"$tmp/one"
	same "$tmp/last" "$tmp/one"
}

@test "IBM: the same over quarters and years, turnover, countback" {
	setup_kpi
	for unit in quarter year; do
		ar-dso -a 2013-06-30 -e $unit --digits=6 "$tmp/ledger" |
			agrees "$tmp/$unit" period_end=last period_start=first \
			days=days beginning_receivables=begin_ar \
			credit_sales=credit_sales receivables=end_ar \
			current=end_current_ar dso=dso_period \
			best_dso=bpdso_period avg_days_delinquent=add_period \
			countback_dso=dso_countback turnover=turnover_period
	done
}

@test "IBM: how countback used up the last month" {
	setup_kpi
	ar-dso -a 2013-06-30 -e quarter --digits=6 "$tmp/ledger" |
		agrees "$reference/ibm_countback_trace.csv" period_end=as_of \
		receivables=ar_absorbed countback_dso=days_counted
	ar-dso -a 2013-06-30 -e month --digits=6 "$tmp/ledger" |
		agrees "$reference/ibm_countback_trace.csv" period_end=as_of \
		period_start=month days=days_in_month \
		credit_sales=month_sales receivables=ar_absorbed \
		countback_dso=days_counted dso=days_counted
}

@test "IBM: collection effectiveness, by the flow and by the month" {
	setup_kpi
	for unit in quarter year; do
		ar-cei -a 2013-06-30 -e $unit --digits=6 "$tmp/ledger" |
			agrees "$tmp/$unit" period_end=last period_start=first \
			beginning_receivables=begin_ar \
			credit_sales=credit_sales receivables=end_ar \
			current=end_current_ar collected=collected cei=cei_pct
		ar-cei -a 2013-06-30 -e $unit --crf --digits=6 "$tmp/ledger" |
			agrees "$tmp/$unit" period_end=last collected=collected \
			cei_crf=cei_pct_sales_over_months
	done
}

@test "IBM: ar-cei makes the same of what ar-dso prints" {
	setup_kpi
	ar-dso -a 2013-06-30 -e quarter "$tmp/ledger" |
		ar-cei --digits=6 >"$tmp/report"
	agrees "$tmp/quarter" period_end=last beginning_receivables=begin_ar \
		collected=collected cei=cei_pct <"$tmp/report"
	ar-dso -a 2013-06-30 -e quarter "$tmp/ledger" |
		ar-dso --digits=6 >"$tmp/report"
	agrees "$tmp/quarter" period_end=last dso=dso_period \
		best_dso=bpdso_period avg_days_delinquent=add_period \
		turnover=turnover_period <"$tmp/report"
}

@test "IBM: days to pay and days late of each customer" {
	local lateness=$reference/ibm_customer_lateness.csv

	setup_kpi
	ar-dso -a 2014-12-31 -w 1200 --late -g customer_id --digits=6 \
		"$tmp/ledger" >"$tmp/signed"
	ar-dso -a 2014-12-31 -w 1200 --late --clamp -g customer_id --digits=6 \
		"$tmp/ledger" >"$tmp/clamped"
	[ "$(wc -l <"$tmp/signed")" -eq 101 ]
	agrees "$lateness" customer_id=customer items=invoices settled=amount \
		late_items=late_invoices avg_days_late=avg_days_late_signed \
		avg_days_to_pay=avg_days_to_settle \
		weighted_days_to_pay=avg_days_to_settle_weighted <"$tmp/signed"
	agrees "$lateness" customer_id=customer items=invoices settled=amount \
		late_items=late_invoices avg_days_late=avg_days_late \
		weighted_days_late=avg_days_late_weighted \
		avg_days_to_pay=avg_days_to_settle \
		weighted_days_to_pay=avg_days_to_settle_weighted \
		<"$tmp/clamped"
}

@test "IBM: nothing settled is lost between months and customers" {
	setup_kpi
	ar-dso -a 2014-12-31 -e month --late -g customer_id "$tmp/ledger" |
		columns items settled | awk -F, '
			{ n += $1; sum += int($2 * 100 + 0.5) }
			END { printf "%d %.2f\n", n, sum / 100 }' >"$tmp/got"
	echo "2466 147703.18" >"$tmp/want"
	same "$tmp/want" "$tmp/got"
}
