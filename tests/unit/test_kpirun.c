/*
 * tests/unit/test_kpirun.c
 * Purpose: runs of ar-dso and ar-cei: figures, documents, a period table.
 */
#include "libar/kpirun.h"

#include <getopt.h>

#include "tests/unit/scratch.h"

enum { WORDS = 7 };

static const struct ar_option options[] = {
	AR_OPTION_ALERT,
	AR_OPTION_AS_EXPORTED,
	AR_OPTION_AS_OF,
	{0, "cash", NULL, "", AR_KPI_CASH},
	AR_OPTION_CONTROL,
	{0, "crf", NULL, "", AR_KPI_CRF},
	AR_OPTION_DIGITS,
	AR_KPI_OPTION_EVERY,
	AR_OPTION_EXPECT_TOTAL,
	AR_KPI_OPTION_GROUP_BY,
	{0, "late", NULL, "", AR_KPI_LATE},
	{0, "method", "NAME", "", AR_KPI_METHOD},
	{0, "months", "N", "", AR_KPI_MONTHS},
	AR_OPTION_OUTPUT,
	AR_OPTION_PAYMENTS,
	AR_KPI_OPTION_PERIODS,
	AR_KPI_OPTION_RECEIVABLES,
	AR_OPTION_REJECTS,
	AR_KPI_OPTION_SALES,
	AR_OPTION_THREADS,
	AR_OPTION_VERBOSE,
	AR_KPI_OPTION_WINDOW,
};

static const struct ar_tool tool = {"ar-t", "does it", "[FILE...]",
    "ar-t a.csv\nar-t b.csv", options, ROWS(options), ar_kpi_set,
    ar_kpi_computes, false};

#define DOCS "invoice_id,customer_id,invoice_date,due_date,amount," \
	"paid_date\n" \
	"1,a,2026-01-10,2026-02-10,60.00,2026-02-20\n" \
	"2,b,2026-02-10,2026-03-31,30.00,\n" \
	"3,a,2026-03-10,2026-03-20,20.00,\n"
#define OPEN "invoice_id,customer_id,invoice_date,due_date,amount\n" \
	"1,a,2026-03-10,2026-04-10,60.00\n"
#define TABLE "period_end,credit_sales,receivables,period_start,who\n" \
	"2026-01-31,60.00,60.00,2026-01-01,a\n" \
	"2026-02-28,30.00,30.00,,a\n"
#define PAID "payment_id,payment_date,customer_id,amount,invoice_id\n" \
	"p,2026-03-15,a,25.00,1\nq,2026-03-20,b,5.00,\n"
/* The columns: credit_sales, receivables, beginning, dso or cei. */
#define HEAD "period_start,period_end,days,"
#define DSO "currency,credit_sales,receivables,beginning_receivables,dso," \
	"note"
#define CEI "currency,credit_sales,receivables,beginning_receivables," \
	"collected,note"
#define LATE "currency,items,settled,avg_days_late,note"

static const struct row {
	const char *name, *in, *payments;
	const char *word[WORDS];        /* behind -a 2026-03-31, with files */
	enum ar_exit status;
	const char *want;               /* NULL: nothing is written */
	const char *code;
} rows[] = {
	{"figures", NULL, NULL, {"--sales=3", "--receivables=1"}, 0,
	    HEAD DSO "\n,,,,3.00,1.00,,,\n", ""},
	{"figures and a file", DOCS, NULL, {"--sales=3"}, AR_EXIT_USAGE,
	    NULL, "no-operand"},
	{"a window", DOCS, NULL, {"-w31"}, 0, HEAD DSO
	    "\n2026-03-01,2026-03-31,31,,20.00,50.00,30.00,77.50,\n", ""},
	{"ninety days", DOCS, NULL, {NULL}, 0, HEAD DSO
	    "\n2026-01-01,2026-03-31,90,,110.00,50.00,0.00,40.91,"
	    "beginning_receivables:history_start\n", ""},
	{"months", DOCS, NULL, {"-emonth"}, 0, HEAD DSO
	    "\n2026-01-01,2026-01-31,31,,60.00,60.00,0.00,31.00,"
	    "beginning_receivables:history_start\n"
	    "2026-02-01,2026-02-28,28,,30.00,30.00,60.00,28.00,\n"
	    "2026-03-01,2026-03-31,31,,20.00,50.00,30.00,77.50,\n", ""},
	{"a date of payment in front", "paid_date,invoice_id,customer_id,"
	    "invoice_date,due_date,amount\n2026-02-20,1,a,2026-01-10,"
	    "2026-02-10,60.00\n,2,a,2026-03-10,2026-03-20,20.00\n", NULL,
	    {"-emonth", "-n1"}, 0, HEAD DSO
	    "\n2026-03-01,2026-03-31,31,,20.00,20.00,0.00,31.00,\n", ""},
	{"the last of them, by group", DOCS, NULL, {"-emonth", "-n1",
	    "-gcustomer_id", "--expect-total=50"}, 0, HEAD "customer_id," DSO
	    "\n2026-03-01,2026-03-31,31,a,,20.00,20.00,0.00,31.00,\n"
	    "2026-03-01,2026-03-31,31,b,,0.00,30.00,30.00,,dso:zero_sales\n",
	    ""},
	{"other than expected", DOCS, NULL, {"-w31", "--expect-total=51"},
	    AR_EXIT_ALERT, HEAD DSO
	    "\n2026-03-01,2026-03-31,31,,20.00,50.00,30.00,77.50,\n",
	    "total-differs"},
	{"an alert", DOCS, NULL, {"-w31", "--alert=dso>77"}, AR_EXIT_ALERT,
	    HEAD DSO "\n2026-03-01,2026-03-31,31,,20.00,50.00,30.00,77.50,\n",
	    "alert"},
	{"an alert of no column", DOCS, NULL, {"--alert=cei>77"},
	    AR_EXIT_USAGE, NULL, "no-alert-column"},
	{"a group of the report", DOCS, NULL, {"-gdso"}, AR_EXIT_USAGE, NULL,
	    "bad-group"},
	{"no documents", "invoice_id,customer_id,invoice_date,due_date,"
	    "amount,paid_date\n", NULL, {"-emonth"}, 0, HEAD DSO "\n", ""},
	{"open items", OPEN, NULL, {NULL}, AR_EXIT_DATA, NULL,
	    "open-items-only"},
	{"as exported", OPEN, NULL, {"-w31", "--as-exported"}, 0, HEAD DSO
	    "\n2026-03-01,2026-03-31,31,,60.00,60.00,,31.00,"
	    "beginning_receivables:no_history\n", ""},
	{"none of the period", OPEN, NULL, {"-w1"}, AR_EXIT_DATA, NULL,
	    "open-items-only"},
	{"none of the period, one before it", "invoice_id,customer_id,"
	    "invoice_date,due_date,amount,balance\n"
	    "1,a,2026-03-10,2026-04-10,60.00,0\n", NULL, {"-w1"}, 0, HEAD DSO
	    "\n2026-03-31,2026-03-31,1,,0.00,0.00,,,"
	    "beginning_receivables:no_history dso:zero_activity\n", ""},
	{"none at all", "invoice_id,customer_id,invoice_date,due_date,"
	    "amount\n", NULL, {NULL}, 0, HEAD DSO "\n", ""},
	{"one of them is settled", "invoice_id,customer_id,invoice_date,"
	    "due_date,amount,balance\n1,a,2026-03-10,2026-04-10,60.00,60\n"
	    "2,a,2026-03-01,2026-04-10,2.00,0\n", NULL, {"-w31"}, 0,
	    HEAD DSO "\n2026-03-01,2026-03-31,31,,62.00,60.00,,30.00,"
	    "beginning_receivables:no_history\n", ""},
	{"one before it is", "invoice_id,customer_id,invoice_date,"
	    "due_date,amount,balance\n1,a,2026-03-10,2026-04-10,60.00,60\n"
	    "2,a,2026-02-28,2026-04-10,2.00,0\n", NULL, {"-w31"},
	    AR_EXIT_DATA, NULL, "open-items-only"},
	{"open items by month", OPEN, NULL, {"-emonth"}, AR_EXIT_USAGE, NULL,
	    "no-history"},
	{"payments", OPEN, PAID, {"-emonth"}, 0, HEAD DSO
	    "\n2026-03-01,2026-03-31,31,,60.00,30.00,0.00,15.50,"
	    "beginning_receivables:history_start\n", ""},
	{"cash", OPEN, PAID, {"-w31", "--cash"}, 0, HEAD CEI
	    "\n2026-03-01,2026-03-31,31,,60.00,30.00,0.00,30.00,"
	    "beginning_receivables:history_start\n", ""},
	{"whole months", DOCS, NULL, {"--crf", "-equarter"}, 0, HEAD CEI
	    "\n2026-01-01,2026-03-31,90,,110.00,50.00,0.00,60.00,"
	    "beginning_receivables:history_start\n", ""},
	{"a cut month", DOCS, NULL, {"--crf", "-w30"}, AR_EXIT_USAGE, NULL,
	    "bad-span"},
	{"with its months", DOCS, NULL, {"--months=1", "-w31"}, 0, HEAD CEI
	    "\n2026-03-01,2026-03-31,31,,20.00,50.00,30.00,0.00,\n", ""},
	{"late", DOCS, NULL, {"--late", "-emonth"}, 0, HEAD LATE
	    "\n2026-02-01,2026-02-28,28,,1,60.00,10.00,\n", ""},
	{"a bad row", "invoice_id,customer_id,invoice_date,due_date,amount,"
	    "paid_date\n1,a,2026-03-10,2026-03-10,x,\n", NULL, {NULL},
	    AR_EXIT_DATA, NULL, "bad-amount"},
	{"a table", TABLE, NULL, {NULL}, 0, HEAD DSO
	    "\n2026-01-01,2026-01-31,31,,60.00,60.00,,31.00,"
	    "beginning_receivables:no_history\n"
	    "2026-02-01,2026-02-28,28,,30.00,30.00,60.00,28.00,\n", ""},
	{"the total of a table", TABLE, NULL, {"--expect-total=30", "-gwho"},
	    0, HEAD "who," DSO
	    "\n2026-01-01,2026-01-31,31,a,,60.00,60.00,,31.00,"
	    "beginning_receivables:no_history\n"
	    "2026-02-01,2026-02-28,28,a,,30.00,30.00,60.00,28.00,\n", ""},
	{"a table without the group", TABLE, NULL, {"-gwhere"},
	    AR_EXIT_USAGE, NULL, "no-column"},
	{"a table has its own days", TABLE, NULL, {"-w31"}, AR_EXIT_USAGE,
	    NULL, "not-for-table"},
	{"a table that overlaps", TABLE "2026-03-31,1,1,2026-02-28,a\n",
	    NULL, {NULL}, AR_EXIT_DATA, NULL, "overlap"},
	{"a table's cut month", TABLE "2026-03-20,1,1,,a\n", NULL,
	    {"--crf"}, AR_EXIT_DATA, NULL, "cut-month"},
	{"a table's bad row", TABLE "2026-03-31,x,1,,a\n", NULL, {NULL},
	    AR_EXIT_DATA, NULL, "bad-amount"},
	{"which is rejected", TABLE "2026-03-31,x,1,,a\n", NULL,
	    {"-gwho", "--rejects=rejects"}, AR_EXIT_DATA, HEAD "who," DSO
	    "\n2026-01-01,2026-01-31,31,a,,60.00,60.00,,31.00,"
	    "beginning_receivables:no_history\n"
	    "2026-02-01,2026-02-28,28,a,,30.00,30.00,60.00,28.00,\n",
	    "bad-amount"},
	{"rejects that cannot be written", TABLE, NULL,
	    {"--rejects=/dev/full"}, AR_EXIT_IO, NULL, "cannot-write"},
	{"no file", NULL, NULL, {"none"}, AR_EXIT_IO, NULL, "cannot-open"},
};

static void
choose(struct ar_kpi_layout *l, const struct ar_kpi_options *o)
{
	static const enum ar_measure_id late[] = {
		AR_ITEMS, AR_SETTLED_AMOUNT, AR_DAYS_LATE
	}, balances[] = {AR_SALES, AR_RECEIVABLES, AR_BEGINNING};

	for (size_t i = 0; i < ROWS(late); i++)
		ar_kpi_layout_add(l, o->late ? late[i] : balances[i]);
	l->total = o->late ? AR_SETTLED_AMOUNT : AR_RECEIVABLES;
	if (!o->late)
		ar_kpi_layout_add(l, o->cash ? AR_CASH : o->crf ?
		    AR_COLLECTED : AR_DSO);
}

/* The row's words behind the files, -o and, where it may be, -a. */
static int
run(const struct row *row)
{
	static char words[WORDS + 6][48];
	const char *first[] = {"ar-t", "-oout", "in", "-Ppayments",
	    "-a2026-03-31"};
	bool has_day = row->in != NULL && strncmp(row->in, "period", 6) != 0;
	const bool given[] = {true, true, row->in != NULL,
	    row->payments != NULL, has_day};
	char *argv[WORDS + 6];
	int argc = 0;

	for (size_t i = 0; i < ROWS(first); i++)
		if (given[i])
			(void)snprintf(words[argc++], sizeof words[0], "%s",
			    first[i]);
	for (size_t i = 0; i < WORDS && row->word[i] != NULL; i++)
		(void)snprintf(words[argc++], sizeof words[0], "%s",
		    row->word[i]);
	for (int i = 0; i < argc; i++)
		argv[i] = words[i];
	argv[argc] = NULL;
	optind = 0;
	return ar_kpi_main(argc, argv, &tool, choose);
}

static void
check_out(const struct row *row)
{
	struct ar_buf out = {0};

	if ((access("out", F_OK) == 0) != (row->want != NULL))
		fail_msg("%s: file", row->name);
	if (row->want == NULL)
		return;
	out = scratch_read("out");
	if (!ar_slice_eq(ar_buf_slice(&out), ar_slice_of(row->want)))
		fail_msg("%s:\n%.*s", row->name, (int)out.n, out.p);
	ar_buf_free(&out);
}

/* What the files are is written already. */
static void
check(const struct row *row)
{
	char code[32];
	int status;

	(void)unlink("out");
	(void)snprintf(code, sizeof code, "[%s]", row->code);
	scratch_listen();
	status = run(row);
	if (status != (int)row->status || (row->code[0] == '\0' ?
	    scratch_heard()[0] != '\0' : strstr(scratch_heard(), code) ==
	    NULL))
		fail_msg("%s: %d %s", row->name, status, scratch_heard());
	(void)scratch_stop(NULL);
	check_out(row);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];

		if (row->in != NULL)
			(void)scratch_write("in", ar_slice_of(row->in));
		if (row->payments != NULL)
			(void)scratch_write("payments",
			    ar_slice_of(row->payments));
		check(row);
	}
}

/* So many blank lines behind each row that threads share the file. */
static void
write_far(const char *text)
{
	enum { BLANK = 4608 * 1024 };
	static char blank[BLANK];
	struct ar_slice rest = ar_slice_of(text);
	struct ar_buf far = {0};

	memset(blank, '\n', BLANK);
	ar_buf_add(&far, ar_slice_cut(&rest, '\n'));
	for (int i = 0; i < 2; i++) {
		ar_buf_add(&far, ar_slice(blank, BLANK));
		ar_buf_add(&far, i == 0 ? ar_slice_cut(&rest, '\n') : rest);
	}
	(void)scratch_write("in", ar_buf_slice(&far));
	ar_buf_free(&far);
}

/* These rows as they are, and far apart. */
static void
test_threads(void **state)
{
	static const char *const name[] = {
		"months", "the last of them, by group", "open items",
		"none of the period", "none of the period, one before it",
		"one of them is settled", "one before it is", "late",
		"a bad row"
	};
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < ROWS(rows) && n < ROWS(name); i++) {
		struct row row = rows[i];
		size_t words = 0;

		if (strcmp(row.name, name[n]) != 0)
			continue;
		while (row.word[words] != NULL)
			words++;
		row.word[words] = "--threads=3";
		write_far(row.in);
		check(&row);
		n++;
	}
	assert_int_equal(n, ROWS(name));
}

/* Of two periods that overlap, the one that came later is to blame. */
static void
test_overlap(void **state)
{
#define FIRST "2026-01-31,1,1,2026-01-01\n"
#define SECOND "2026-02-28,1,1,2026-01-31\n"
#define COLUMNS "period_end,credit_sales,receivables,period_start\n"
	static const struct row overlaps[] = {
		{"in order", COLUMNS FIRST SECOND, NULL, {NULL}, 1, NULL, ""},
		{"turned", COLUMNS SECOND FIRST, NULL, {NULL}, 1, NULL, ""},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(overlaps); i++) {
		(void)scratch_write("in", ar_slice_of(overlaps[i].in));
		scratch_listen();
		if (run(&overlaps[i]) != AR_EXIT_DATA ||
		    strstr(scratch_heard(), "ar-t: in:3: ") == NULL ||
		    strstr(scratch.heard, "that of in line 2; ") == NULL)
			fail_msg("%s: %s", overlaps[i].name, scratch_heard());
		(void)scratch_stop(NULL);
	}
}

/* -v tells what was read and how it ties out; the run is in the control. */
static void
test_beside(void **state)
{
	static const struct row docs = {"documents", DOCS, NULL, {"-v",
	    "--control=control", "-w31"}, 0, NULL, ""};
	static const struct row table = {"a table", TABLE, NULL, {"-v",
	    "--control=control"}, 0, NULL, ""};
	static const struct row late = {"late", DOCS, NULL, {"-v", "--late",
	    "--control=control", "-w40"}, 0, NULL, ""};
	struct ar_buf control;
	unsigned lines = 0;

	(void)state;
	(void)scratch_write("in", AR_S(DOCS));
	scratch_listen();
	assert_int_equal(run(&docs), AR_EXIT_OK);
	assert_non_null(strstr(scratch_heard(), "3 records read from 1 "));
	assert_non_null(strstr(scratch.heard, "in 110.00 = out 50.00 + "));
	assert_int_equal(run(&late), AR_EXIT_OK);
	assert_non_null(strstr(scratch_heard(),
	    "in 110.00 = out 60.00 + settled 0.00 + filtered 50.00 + "));
	(void)scratch_write("in", AR_S(TABLE));
	assert_int_equal(run(&table), AR_EXIT_OK);
	assert_non_null(strstr(scratch_heard(),
	    "2 rows of a period table read from 1 file\n"));
	assert_non_null(strstr(scratch.heard, "in 90.00 = out 30.00 + "));
	(void)scratch_stop(NULL);
	control = scratch_read("control");
	for (size_t i = 0; i < control.n; i++)
		lines += control.p[i] == '\n';
	assert_int_equal(lines, 4);
	ar_buf_add(&control, AR_S("\0"));
	assert_non_null(strstr(control.p, "\nar-t,2026-03-31,"));
	assert_non_null(strstr(control.p, "\nar-t,2026-02-28,"));
	ar_buf_free(&control);
}

/*
 * A row that is refused counts in its currency with what it says is owed;
 * of one that cannot be split neither is known.  What is owed in a currency
 * is that of its latest period, wherever it stands.
 */
static void
test_refused(void **state)
{
	static const struct row row = {"refused", "period_end,credit_sales,"
	    "receivables,period_start,currency\n"
	    "2026-03-31,30.00,30.00,2026-03-01,EUR\n"
	    "2026-02-28,50.00,70.00,2026-02-01,EUR\n"
	    "2026-04-30,x,1.00,,EUR\n"
	    "2026-04-30,5.00\n"
	    "2026-02-28,6.00,7.00,2026-02-01,USD\n", NULL,
	    {"-v", "--rejects=rejects", "--control=refused"}, 0, NULL, ""};
	static const char *const tied[] = {
		"in 0.00 = out 0.00 + settled 0.00 + filtered 0.00 + refused "
		    "0.00 (records 1 = 0 + 0 + 0 + 1); unproven",
		"EUR: in 101.00 = out 30.00 + settled 0.00 + filtered 70.00 "
		    "+ refused 1.00 (records 3 = 1 + 0 + 1 + 1); ties out",
		"USD: in 7.00 = out 7.00 + settled 0.00 + filtered 0.00 + "
		    "refused 0.00 (records 1 = 1 + 0 + 0 + 0); ties out",
	};
	struct ar_buf file;

	(void)state;
	(void)scratch_write("in", ar_slice_of(row.in));
	scratch_listen();
	assert_int_equal(run(&row), AR_EXIT_DATA);
	assert_non_null(strstr(scratch_heard(), "2 of 5 records refused"));
	for (size_t i = 0; i < ROWS(tied); i++)
		if (strstr(scratch.heard, tied[i]) == NULL)
			fail_msg("%s\n%s", tied[i], scratch.heard);
	(void)scratch_stop(NULL);
	file = scratch_read("rejects");
	assert_true(ar_slice_eq(ar_buf_slice(&file), AR_S(
	    "period_end,credit_sales,receivables,period_start,currency,"
	    "_file,_line,_column,_error,_record\n"
	    "2026-04-30,x,1.00,,EUR,in,4,credit_sales,bad-amount,\n"
	    ",,,,,in,5,,field-count,\"2026-04-30,5.00\"\n")));
	ar_buf_free(&file);
	file = scratch_read("refused");
	ar_buf_add(&file, AR_S("\0"));
	assert_non_null(strstr(file.p, "\nar-t,2026-03-31,EUR,3,1,0,1,1,"));
	ar_buf_free(&file);
}

/* Messages of a run in a folder of its own; no terminal on stdin. */
static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0 ||
	    freopen("/dev/null", "r", stdin) == NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_threads, scratch_stop),
		cmocka_unit_test_teardown(test_overlap, scratch_stop),
		cmocka_unit_test_teardown(test_beside, scratch_stop),
		cmocka_unit_test_teardown(test_refused, scratch_stop),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
