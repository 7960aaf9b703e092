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
