#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2154
# tests/threads-kpi.bats: days and collection are the same bytes for
# any number of threads: output, messages and status.

bats_require_minimum_version 1.5.0
load threads

setup_file()
{
	export top=$PWD
	write_plain
	# The same documents with what became of them; some are partly paid.
	awk -F, 'NR == 1 { print $0 ",paid_date,balance,kind"; next } NF {
		paid = $(NF - 3)
		if (NR % 3 == 0) paid = "2026-10-" substr(paid, 9)
		if (NR % 7 == 0) paid = ""
		left = NR % 10007 || paid != "" ? "" : "0.01"
		kind = "invoice"
		if (NR % 41 == 0 && left == "") {
			kind = "credit_note"
			$(NF - 1) = "-" $(NF - 1)
		}
		print $0 "," paid "," left "," kind
	}' OFS=, plain.csv >paid.csv
}

# dso FILE [OPTION...], cei FILE [OPTION...]: of days and of collection.
dso()
{
	alike ar-dso -a 2026-11-20 "${@:2}" "$1"
}

cei()
{
	alike ar-cei -a 2026-11-20 "${@:2}" "$1"
}

@test "days and collection: windows and months, one total and many" {
	local by
	for by in '' customer_name,kind customer_id; do
		dso paid.csv -g "$by" -v
		[[ $one == *"170000 records read from 1 file"*"status 0" ]]
		cei paid.csv -g "$by" -e month -n 12 --as-exported
		[[ $one == *":history_start"*"status 0" ]]
		dso paid.csv -g "$by" -e month --late --as-exported
		[[ $one == *"status 0" ]]
	done
	cei paid.csv -e quarter -w 45 --gross-sales --as-exported
	dso paid.csv -a 2026-10-31 --method=average,rolling3,crf \
		--as-exported --explain
	[[ $one == *"status 0" ]]
}

@test "days and collection are read by several threads too" {
	by_many 3 ar-dso -a 2026-11-20 -e month -g customer_id --as-exported \
		paid.csv
	by_many 3 ar-cei -a 2026-11-20 paid.csv
	by_many 3 ar-dso -a 2026-11-20 --late paid.csv
}

@test "days and collection of files out of the ordinary" {
	local file ledger=$top/tests/data/ledger.csv
	sed '1!s/$/,"a\nb,""c""\r\n\nd"/; 1s/$/,note/' paid.csv >breaks.csv
	sed 's/$/\r/' paid.csv | head -c -2 >crlf.csv
	cat paid.csv paid.csv >twice.csv
	gzip -1 -kf paid.csv
	for file in breaks.csv crlf.csv twice.csv paid.csv.gz; do
		dso $file -v -e month -n 12 --as-exported
		[[ $one == *"0000 records read"*"status 0" ]]
	done
	dso paid.csv -e month --late --as-exported crlf.csv paid.csv.gz
	[[ $one == *"status 0" ]]
	cei paid.csv -w 300 "$ledger" crlf.csv
	[[ $one == *":no_history"*"status 0" ]]
	ar-cei -a 2026-11-20 <paid.csv >in
	ar-cei -a 2026-11-20 --threads=1 paid.csv | cmp - in
}

@test "days and collection: what is wrong is said as by one thread" {
	local bad
	for bad in '60000s/EUR/eur/' '109000s/,/;/' '50s/C/"C/' \
		'70000s/INV/I"NV/' '90000s/.*/"/' '123456s/[a-z_]*$/bill/' \
		'100000s/.*/#ar-error: incomplete/'; do
		sed "$bad" paid.csv >bad.csv
		cei bad.csv -e month -n 12 --as-exported -g customer_id
		[[ $one == *"bad.csv:"*"status 1" ]]
		dso bad.csv --late --rejects=rejects.csv
		[[ $one == *"bad.csv:"*"status 1" ]]
	done
	dso paid.csv -e month -n 12
	[[ $one == *"paid.csv:"*"[past-as-of]"*"status 1" ]]
	dso plain.csv -e month
	[[ $one == *"plain.csv:1: "*"[no-history]"*"status 2" ]]
}

@test "one settled document tells that a list has more than open ones" {
	local window
	sed 's/,0\.00,/,1.00,/' plain.csv >open.csv
	awk 'NR == 1 { print $0 ",balance" } NR > 1 && NF {
		print $0 "," (NR == 100000 ? "0.00" : "") }' open.csv >one.csv
	for window in 1 300; do
		dso open.csv -w $window
		[[ $one == *"open.csv:1: "*"[open-items-only]"*"status 1" ]]
		cei one.csv -w $window
		[[ $one == *"status 0" ]]
	done
}

@test "days of documents of no named currency among others" {
	sed '1000~1000s/,[A-Z]*$/,/' plain.csv >unnamed.csv
	dso unnamed.csv -v
	[[ $one == *"status 0" ]]
}
