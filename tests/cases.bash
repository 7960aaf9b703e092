# tests/cases.bash: one run of each tool, for bats files that speak of all.
#
# One file holds documents and shipments, so that each tool reads the same.
#
# shellcheck shell=bash disable=SC2034,SC2086,SC2154

load try

# One run at least of each tool that reads a stream of documents.
RUNS=(
	'ar-age -a 2026-06-30'
	'ar-age -a 2026-06-30 -l'
	'ar-cei -a 2026-06-30 --as-exported -g customer_id'
	'ar-dso -a 2026-06-30 --as-exported -g customer_id'
	'ar-factor -a 2026-06-30 --advance=80 --fee=2%'
	'ar-import'
	'ar-invoice -a 2026-06-30 -t cod'
	'ar-remind -a 2026-06-30'
)
# The others: they print, and read no stream, or any.
OTHERS=(
	'ar-log -l log history C1'
	'ar-render -e none letter in.csv'
	'ar-terms -a 2026-06-30 cod 100'
	'ar-view -f markdown in.csv'
)

HDR=invoice_id,customer_id,invoice_date,due_date,amount,currency,shipment_id
HDR=$HDR,ship_date,quantity,unit_price
R1=I1,C1,2026-05-01,2026-05-31,100.00,USD,S1,2026-05-01,1,100.00
R2=I2,C2,2026-05-10,2026-06-09,50.00,USD,S2,2026-05-10,2,25.00
R3=I3,C1,2026-03-01,2026-03-31,25.50,USD,S3,2026-03-01,1,25.50

setup_file() {
	local i
	export TOOLS W=$BATS_FILE_TMPDIR
	TOOLS=$(cd "$BATS_TEST_DIRNAME/../cmd" && echo ar-*.c)
	TOOLS=${TOOLS//.c/}
	cd "$W" || return
	mk "$HDR" "$R1" "$R2" "$R3" >in.csv
	echo '{{invoice_id}}: {{amount}} {{currency}}' >letter
	ar-log -l log -a 2026-06-30 note -c C1 2>err || return
	for i in "${!RUNS[@]}"; do
		${RUNS[i]} in.csv >"want.$i" || return
	done
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp "$W/in.csv" "$W/letter" "$W/log" .
	export ASAN_OPTIONS=detect_leaks=0
}

# expect WHAT COMMAND...: else it is counted and said.
expect() {
	local what=$1
	shift
	"$@" && return
	bad_rows=$((${bad_rows:-0} + 1))
	echo "not so: $what: $*"
	head -n 5 err
}

# all_runs: of tools that print.
all_runs() {
	printf '%s\n' "${RUNS[@]/%/ in.csv}" "${OTHERS[@]}"
}

# output_runs: of those, which take -o.
output_runs() {
	all_runs | grep -v '^ar-log '
}

# faulty INJECTION [-P PATH] COMMAND...: run it with that fault of the system.
faulty() {
	local fault=$1 path=()
	shift
	if [ "$1" = -P ]; then
		path=(-P "$2")
		shift 2
	fi
	status=0
	strace -qq -o /dev/null "${path[@]}" -e inject="$fault" "$@" 2>err ||
		status=$?
}

# is_io PATH REGEX: $run ended with $status, and one line in err.
is_io() {
	expect "$run: $status, want 3" [ "$status" -eq 3 ]
	expect "$run: one line" [ "$(wc -l <err)" -eq 1 ]
	expect "$run" grep -q "^ar-[a-z]*: $1: $2 \\[[a-z-]*\\]\$" err
}

# is_same RUN: the output is that of in.csv, and nothing is on stderr.
is_same() {
	cmp -s out "$W/want.$1" && [ ! -s err ]
}

# is_empty RUN REGEX: no output, or the mark of failure; the regex on stderr.
is_empty() {
	[ ! -s out ] || [ "$(tail -n 1 out)" = '#ar-error: incomplete' ] ||
		return
	LC_ALL=C.UTF-8 grep -qiE -- "$2" err
}

# all_good: at the end of a test, whether all its rows were.
all_good() {
	[ "${bad_rows:-0}" -eq 0 ]
}
