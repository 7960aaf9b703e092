#!/usr/bin/env bats
# tests/cases-input.bats: damaged input, in each tool.
#
# A row of a test is: the id of the case, the status, what is on stdout, a regex
# that a line of stderr matches, the file, and the tools that are left out.
#
# Words are split and formats are built on purpose, and subshells are bats'.
# shellcheck disable=SC2002,SC2010,SC2030,SC2031,SC2059,SC2086,SC2154

bats_require_minimum_version 1.5.0
load cases

# row ID STATUS STDOUT REGEX FILE [TOOL...]: all runs but those of TOOL.
# FILE - is the file $pipe behind a pipe.  What is on stdout: a function is_...
row() {
	local id=$1 want=$2 stdout=$3 regex=$4 file=$5 i status
	shift 5
	for i in "${!RUNS[@]}"; do
		[[ " $* " != *" ${RUNS[i]%% *} "* ]] || continue
		status=0
		if [ "$file" = - ]; then
			cat "${pipe:?}" | timeout 5 ${RUNS[i]} >out 2>err ||
				status=$?
		else
			timeout 5 ${RUNS[i]} "$file" >out 2>err || status=$?
		fi
		[ "$status" -eq "$want" ] && "is_$stdout" "$i" "$regex" &&
			continue
		bad_rows=$((${bad_rows:-0} + 1))
		echo "$id: ${RUNS[i]} $file: status $status, want $want"
		head -c 300 out
		head -n 5 err
	done
}

# Rows that are passed on keep the order of their columns.
is_columns() {
	[[ ${RUNS[$1]} == ar-import* || ${RUNS[$1]} == *' -l' ]] ||
		cmp -s out "$W/want.$1"
}

is_any() {
	[ -s out ]
}

# cell money|day TEXT: one row whose amounts or later days are that.
cell() {
	mk "$HDR" "$(awk -F, -v OFS=, -v what="$1" -v text="$2" '
		{ $(what == "day" ? 4 : 5) = $(what == "day" ? 8 : 10) = text }
		{ print }' <<<"$R1")"
}

@test "B1, B3: files that are not there, or cannot be read" {
	row B1 3 empty '^ar-[a-z]+: nofile: No such file or directory \[' nofile
	row B3 3 empty '\.: Is a directory' .
	all_good
}

@test "B3: a file that may not be read" {
	local run nobody=''
	chmod 0 in.csv
	if [ "$(id -u)" -eq 0 ]; then
		nobody='setpriv --reuid=65534 --clear-groups'
		$nobody ar-age --version || skip "root may read everything"
	fi
	for run in "${RUNS[@]}"; do
		status=0
		$nobody $run "$PWD/in.csv" >out 2>err || status=$?
		is_io "$PWD/in.csv" 'Permission denied'
		expect "$run" [ ! -s out ]
	done
	all_good
}

@test "B5: reading is interrupted, and fails" {
	need_strace
	local i
	for i in "${!RUNS[@]}"; do
		run="${RUNS[i]} $PWD/in.csv"
		faulty read:error=EINTR:when=1 -P "$PWD/in.csv" $run >out
		expect "$run: EINTR" [ "$status" -eq 0 ]
		expect "$run: EINTR" is_same "$i"
		for n in 1+ 2+; do
			faulty read:error=EIO:when=$n -P "$PWD/in.csv" $run >out
			is_io "$PWD/in.csv" 'Input/output error'
			expect "$run: EIO" is_empty "$i" .
		done
	done
	all_good
}

@test "B11, E1: records that are cut" {
	{ mk "$HDR" "$R1"; printf 'I2,C2,2026-0'; } >x
	row B11 1 empty "$(M 3 - '3 fields.*expected 10')" x
	printf %s "$(<in.csv)" >x
	row B11 0 same '' x
	pipe=x row B11 1 empty no-newline -
	mk "$HDR" "$R1" "${R2%,*}" >x
	row E1 1 empty "$(M 3 - '9 fields.*expected 10')" x
	mk "$HDR" "$R1" "$R2," >x
	row E1 1 empty "$(M 3 - '11 fields.*expected 10')" x ar-import
	all_good
}

@test "C1, C3, C5, C7, C9, C11, C13, C15: gzip" {
	gzip -nc in.csv >in.gz
	row C1 0 same '' in.gz
	pipe=in.gz row C1 0 same '' -
	head -c 60 in.gz >x
	row C3 3 empty 'unexpected end of (file|compressed data)' x
	cat in.gz in.csv >x
	row C5 3 empty 'garbage after (the )?gzip' x
	{ cat in.gz; head -c 512 /dev/zero; } >x
	row C7 0 same '' x
	{ head -c -8 in.gz; printf '\1'; tail -c 7 in.gz; } >x
	row C9 3 empty 'incorrect data check' x
	: >x.csv.gz
	row C11 1 empty 'no header' x.csv.gz
	gzip -nc /dev/null >x
	row C13 1 empty 'no header' x
	head -c 20M /dev/zero | gzip -1 >x
	row C15 1 empty ':1:.*(NUL byte|longer than)' x
	all_good
}

@test "C17: files of other kinds" {
	kind() {
		printf "$2" >x
		row C17 1 empty "$1" x ${3:-}
	}
	kind 'xlsx|zip' 'PK\003\004\024\000\006\000'
	kind bzip2 'BZh91AY&SY'
	kind xz '\3757zXZ\000'
	kind zstd '(\265/\375\004'
	kind PDF '%%PDF-1.7\n'
	all_good
}

@test "D1, D3, D5, D7, D9, D11: bytes and encodings" {
	{ printf '\357\273\277'; cat in.csv; } >x
	row D1 0 same '' x
	iconv -f UTF-8 -t UTF-16 in.csv >x
	row D3 1 empty 'UTF-16.*iconv' x ar-import
	sed '2s/C1/C\x00X/' in.csv >x
	row D5 1 empty "$(M 2 customer_id 'NUL byte')" x
	sed '2s/C1/C\xffX/' in.csv >x
	row D7 1 empty "$(M 2 customer_id 'not UTF-8.*--encoding')" x ar-import
	{
		printf '\357\273\277'
		cat in.csv
		printf '\357\273\277'
		mk "$HDR"
	} >x
	row D9 0 same '' x
	sed '2s/100/\xef\xbc\x91/g' in.csv >x
	row D11 1 empty "$(M 2 '(amount|unit_price)' '(amount|number)\]')" x
	all_good
}

@test "E5, E7, E9, E11, E13, E15, E17, E19, E21, E23: the structure of CSV" {
	row E5 1 empty 'no header' /dev/null
	mk "$HDR,Customer-ID" "$R1,C1" >x
	row E7 1 empty "$(M 1 customer_id twice)" x
	awk -F, -v OFS=, '{ print $10, $9, $8, $7, $6, $5, $4, $3, $2, $1 }' \
		in.csv >x
	row E9 0 columns '' x
	mk "$HDR" 'I1,"C1,2026-05-01,2026-05-31,100.00,USD' "$R2" "$R3" >x
	row E11 1 empty "$(M 2 customer_id 'quote.*line 2 is not closed')" x
	mk "$HDR" "${R1/C1/\"Boston}" "$R2" "${R3/C1/Rome\"}" >x
	row E13 1 empty "$(M 2 customer_id 'line break')" x
	mk "$HDR,memo" "$R1,\"a" b "c\"" "$R2," "${R3/I3,C1/I3,}," >x
	row E15 1 empty "$(M 6 customer_id empty)" x
	tr '\n' '\r' <in.csv >x
	row E17 0 same '' x
	sed 's/$/\n\n/' in.csv >x
	row E19 0 same '' x
	{ head -c 1000000 /dev/zero | tr '\0' ,; echo; } >x
	row E21 1 empty "$(M 1 - 'more than [0-9]+ columns')" x
	tr , ';' <in.csv >x
	row E23 2 empty "$(M 1 - 'no column.*(ar-import|want commas)')" x \
		ar-import
	all_good
}

@test "E3: refused rows go to --rejects, byte for byte" {
	local run ragged=${R2%,*}
	mk "$HDR" "$R1" "$R3" >good.csv
	mk "$HDR" "$R1" "$ragged" "$R3" >x
	for run in "${RUNS[@]}"; do
		# Whose line is refused cannot be read: no invoice is whole.
		[[ $run != ar-invoice* ]] || continue
		$run good.csv >want 2>err
		status=0
		$run --rejects=rej.csv x >out 2>err || status=$?
		expect "$run: status" [ "$status" -eq 1 ]
		expect "$run: said" grep -q ':3: .*9 fields' err
		expect "$run: good rows" cmp out want
		expect "$run: rejects" cmp rej.csv <(mk \
			"$HDR,_file,_line,_column,_error,_record" \
			",,,,,,,,,,x,3,,field-count,\"$ragged\"")
	done
	all_good
}

@test "F3, F5, F7, F9, F11: amounts that are none" {
	local a also='' money='(amount|unit_price)'
	for a in 1e3 0x10 NaN inf 1_000 + - . 1.2.3 '5 USD'; do
		[[ $a != [-5]* ]] || also=ar-import
		cell money "$a" >x
		row F7 1 empty "$(M 2 $money "'[$a]+'")" x $also
	done
	cell money 100.005 >x
	row F3 1 empty "$(M 2 $money decimal)" x ar-invoice
	cell money 92233720368547758.08 >x
	row F5 1 empty "$(M 2 $money range)" x
	cell money '"12,50"' >x
	row F9 1 empty "$(M 2 $money decimal)" x ar-import
	cell money '' >x
	row F11 1 empty "$(M 2 $money empty)" x
	all_good
}

@test "D3, E23, F9: what others refuse and ar-import reads" {
	local e
	ar-import in.csv >want
	for e in UTF-16 UTF-16LE UTF-16BE; do
		iconv -f UTF-8 -t $e in.csv | ar-import - | cmp - want
	done
	tr , ';' <in.csv | ar-import - | cmp - want
	cell money '"12,50"' | ar-import --decimal=, - | grep -q ',12.50,'
}

@test "G1, G3, G5: days that are in no calendar" {
	local d day='(due_date|ship_date)'
	for d in 2024-02-29 2000-02-29; do
		cell day $d >x
		row G1 0 any '' x
	done
	for d in 2023-02-29 2100-02-29; do
		cell day $d >x
		row G1 1 empty "$(M 2 $day 'no such (day|date)')" x
	done
	for d in 0000-01-01 2026-00-10 2026-13-01 2026-04-31 2026-02-30; do
		cell day $d >x
		row G3 1 empty "$(M 2 $day .)" x
	done
	cell day 01/02/2026 >x
	row G5 1 empty "$(M 2 $day .*--date-format)" x
	all_good
}
