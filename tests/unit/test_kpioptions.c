/*
 * tests/unit/test_kpioptions.c
 * Purpose: options of ar-dso and ar-cei: values, and which go together.
 */
#include "libar/kpioptions.h"

#include <getopt.h>

#include "tests/unit/scratch.h"

enum { WORDS = 6 };

/* All options of both tools. */
static const struct ar_option options[] = {
	AR_OPTION_AS_EXPORTED,
	AR_OPTION_AS_OF,
	AR_KPI_OPTION_BEGINNING,
	{0, "cash", NULL, "", AR_KPI_CASH},
	{0, "clamp", NULL, "", AR_KPI_CLAMP},
	AR_OPTION_CONTROL,
	{0, "crf", NULL, "", AR_KPI_CRF},
	AR_KPI_OPTION_CURRENT,
	AR_OPTION_CUSTOMERS,
	{0, "days", "N", "", AR_KPI_DAYS},
	AR_KPI_OPTION_EVERY,
	AR_OPTION_EXPECT_TOTAL,
	AR_KPI_OPTION_EXPLAIN,
	AR_KPI_OPTION_GROSS_SALES,
	AR_KPI_OPTION_GROUP_BY,
	{0, "late", NULL, "", AR_KPI_LATE},
	{0, "method", "NAME", "", AR_KPI_METHOD},
	{0, "month-days", "N", "", AR_KPI_MONTH_DAYS},
	{0, "months", "N", "", AR_KPI_MONTHS},
	AR_OPTION_PAYMENTS,
	AR_KPI_OPTION_PERIODS,
	AR_KPI_OPTION_RECEIVABLES,
	AR_OPTION_REJECTS,
	AR_KPI_OPTION_SALES,
	AR_OPTION_SKIP_UNKNOWN,
	AR_OPTION_UNIQUE,
	AR_OPTION_VERBOSE,
	AR_KPI_OPTION_WINDOW,
};

static const struct ar_tool tool = {"ar-t", "does it", "[FILE...]",
    "ar-t a.csv\nar-t b.csv", options, ROWS(options), ar_kpi_set,
    ar_kpi_computes, false};

#define FIGURE(name) offsetof(struct ar_kpi_options, name.minor)
#define FIELD(name) offsetof(struct ar_kpi_options, name)

/* A number of `size` bytes, at `at` in the options. */
static const struct set_row {
	const char *name;
	int id;
	const char *value;              /* NULL: takes none */
	bool good;
	int64_t want;
	size_t at, size;
} set_rows[] = {
	{"beginning", AR_KPI_BEGINNING, "12.34", 1, 1234, FIGURE(beginning),
	    8},
	{"sales", AR_KPI_SALES, "-1", 1, -100, FIGURE(sales), 8},
	{"receivables", AR_KPI_RECEIVABLES, "0", 1, 0, FIGURE(receivables),
	    8},
	{"current", AR_KPI_CURRENT, "92233720368547758.07", 1, INT64_MAX,
	    FIGURE(current), 8},
	{"a cent more", AR_KPI_CURRENT, "92233720368547758.08", 0, 0, 0, 0},
	{"three decimals", AR_KPI_SALES, "1.005", 0, 0, 0, 0},
	{"no amount", AR_KPI_BEGINNING, "", 0, 0, 0, 0},
	{"a comma", AR_KPI_RECEIVABLES, "1,5", 0, 0, 0, 0},
	{"days", AR_KPI_DAYS, "1", 1, 1, FIELD(days), 8},
	{"most days", AR_KPI_DAYS, "3652058", 1, 3652058, FIELD(days), 8},
	{"a day more", AR_KPI_DAYS, "3652059", 0, 0, 0, 0},
	{"no days", AR_KPI_DAYS, "0", 0, 0, 0, 0},
	{"half a day", AR_KPI_DAYS, "1.5", 0, 0, 0, 0},
	{"window", AR_KPI_WINDOW, "1", 1, 1, FIELD(spans.window), 4},
	{"longest window", AR_KPI_WINDOW, "3652058", 1, 3652058,
	    FIELD(spans.window), 4},
	{"longer window", AR_KPI_WINDOW, "3652059", 0, 0, 0, 0},
	{"window of 0", AR_KPI_WINDOW, "0", 0, 0, 0, 0},
	{"window below 0", AR_KPI_WINDOW, "-1", 0, 0, 0, 0},
	{"periods", AR_KPI_PERIODS, "1", 1, 1, FIELD(spans.newest),
	    sizeof(size_t)},
	{"most periods", AR_KPI_PERIODS, "120000", 1, 120000,
	    FIELD(spans.newest), sizeof(size_t)},
	{"a period more", AR_KPI_PERIODS, "120001", 0, 0, 0, 0},
	{"no periods", AR_KPI_PERIODS, "0", 0, 0, 0, 0},
	{"month-days", AR_KPI_MONTH_DAYS, "1", 1, 1, FIELD(month_days), 4},
	{"most month-days", AR_KPI_MONTH_DAYS, "31", 1, 31,
	    FIELD(month_days), 4},
	{"32 month-days", AR_KPI_MONTH_DAYS, "32", 0, 0, 0, 0},
	{"no month-days", AR_KPI_MONTH_DAYS, "0", 0, 0, 0, 0},
	{"months", AR_KPI_MONTHS, "1", 1, 1, FIELD(months), 4},
	{"most months", AR_KPI_MONTHS, "1200", 1, 1200, FIELD(months), 4},
	{"months imply crf", AR_KPI_MONTHS, "3", 1, true, FIELD(crf), 1},
	{"a month more", AR_KPI_MONTHS, "1201", 0, 0, 0, 0},
	{"no months", AR_KPI_MONTHS, "0", 0, 0, 0, 0},
	{"month", AR_KPI_EVERY, "month", 1, AR_MONTH, FIELD(spans.every), 4},
	{"quarter", AR_KPI_EVERY, "quarter", 1, AR_QUARTER,
	    FIELD(spans.every), 4},
	{"year", AR_KPI_EVERY, "year", 1, AR_YEAR, FIELD(spans.every), 4},
	{"every is a series", AR_KPI_EVERY, "year", 1, true,
	    FIELD(spans.series), 1},
	{"week", AR_KPI_EVERY, "week", 0, 0, 0, 0},
	{"capitals", AR_KPI_EVERY, "Month", 0, 0, 0, 0},
	{"shortened", AR_KPI_EVERY, "q", 0, 0, 0, 0},
	{"no unit", AR_KPI_EVERY, "", 0, 0, 0, 0},
	{"average", AR_KPI_METHOD, "average", 1, true, FIELD(average), 1},
	{"rolling3", AR_KPI_METHOD, "rolling3", 1, true, FIELD(rolling), 1},
	{"method crf", AR_KPI_METHOD, "crf", 1, true, FIELD(quarterly), 1},
	{"method crf is not --crf", AR_KPI_METHOD, "crf", 1, false,
	    FIELD(crf), 1},
	{"one alone", AR_KPI_METHOD, "crf", 1, false, FIELD(average), 1},
	{"the first of two", AR_KPI_METHOD, "crf,average", 1, true,
	    FIELD(quarterly), 1},
	{"the second of two", AR_KPI_METHOD, "crf,average", 1, true,
	    FIELD(average), 1},
	{"twice", AR_KPI_METHOD, "crf,crf", 1, true, FIELD(quarterly), 1},
	{"no method", AR_KPI_METHOD, "", 0, 0, 0, 0},
	{"no such method", AR_KPI_METHOD, "rolling", 0, 0, 0, 0},
	{"one of two", AR_KPI_METHOD, "crf,x", 0, 0, 0, 0},
	{"a comma at the end", AR_KPI_METHOD, "crf,", 0, 0, 0, 0},
	{"a comma in front", AR_KPI_METHOD, ",crf", 0, 0, 0, 0},
	{"two commas", AR_KPI_METHOD, "crf,,average", 0, 0, 0, 0},
	{"explain", AR_KPI_EXPLAIN, NULL, 1, true, FIELD(explain), 1},
	{"gross-sales", AR_KPI_GROSS_SALES, NULL, 1, true,
	    FIELD(gross_sales), 1},
	{"late", AR_KPI_LATE, NULL, 1, true, FIELD(late), 1},
	{"clamp", AR_KPI_CLAMP, NULL, 1, true, FIELD(clamp), 1},
	{"cash", AR_KPI_CASH, NULL, 1, true, FIELD(cash), 1},
	{"crf", AR_KPI_CRF, NULL, 1, true, FIELD(crf), 1},
	{"crf without months", AR_KPI_CRF, NULL, 1, 0, FIELD(months), 4},
};

static int64_t
number_at(const struct ar_kpi_options *o, size_t at, size_t size)
{
	const char *p = (const char *)o + at;
	int64_t wide;
	int32_t narrow;

	if (size == 1)
		return *p;
	memcpy(&narrow, p, sizeof narrow);
	memcpy(&wide, p, size == 8 ? sizeof wide : 0);
	return size == 8 ? wide : narrow;
}

static void
test_set(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(set_rows); i++) {
		const struct set_row *row = &set_rows[i];
		struct ar_kpi_options o = {0};
		const char *want = "";
		int result = ar_kpi_set(&o, row->id, row->value, &want);

		if (result != (row->good ? AR_OK : AR_EDATA) ||
		    (!row->good && want[0] == '\0'))
			fail_msg("%s: %d '%s'", row->name, result, want);
		if (row->good && number_at(&o, row->at, row->size) !=
		    row->want)
			fail_msg("%s: %lld", row->name, (long long)
			    number_at(&o, row->at, row->size));
	}
}

/* Whether nothing is read, and what the options are as a period. */
static const struct figure_row {
	const char *name;
	int id;
	const char *value;
	bool computes;
	size_t at;                      /* of the figure in the period */
	int64_t want;
} figure_rows[] = {
#define OF(name) offsetof(struct ar_period, name)
	{"beginning", AR_KPI_BEGINNING, "1", true, OF(beginning), 100},
	{"sales", AR_KPI_SALES, "2", true, OF(sales), 200},
	{"receivables", AR_KPI_RECEIVABLES, "3", true, OF(receivables), 300},
	{"current", AR_KPI_CURRENT, "4", true, OF(current), 400},
	{"zero", AR_KPI_CURRENT, "0", true, OF(current), 0},
	{"days", AR_KPI_DAYS, "5", true, OF(days), 5},
	{"months", AR_KPI_MONTHS, "6", false, 0, 0},
	{"window", AR_KPI_WINDOW, "7", false, 0, 0},
	{"late", AR_KPI_LATE, NULL, false, 0, 0},
};

static unsigned
count_known(const struct ar_period *p)
{
	return (unsigned)ar_figure_known(p->beginning) +
	    ar_figure_known(p->sales) + ar_figure_known(p->receivables) +
	    ar_figure_known(p->current) + ar_figure_known(p->days) +
	    ar_figure_known(p->cash) + ar_figure_known(p->quarter_sales) +
	    ar_figure_known(p->quarter_receivables);
}

static void
test_figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(figure_rows); i++) {
		const struct figure_row *row = &figure_rows[i];
		struct ar_kpi_options o = {0};
		const char *want;
		struct ar_period p;
		struct ar_figure f;

		assert_int_equal(ar_kpi_set(&o, row->id, row->value, &want),
		    AR_OK);
		if (ar_kpi_computes(&o) != row->computes)
			fail_msg("%s: computes", row->name);
		p = ar_kpi_figures(&o);
		memcpy(&f, (const char *)&p + row->at, sizeof f);
		if (count_known(&p) != row->computes || (row->computes &&
		    (f.num != row->want || f.den != 1)) ||
		    p.start != AR_NO_DAY || p.end != AR_NO_DAY ||
		    p.days.word != AR_WORD_NONE ||
		    p.beginning.word != AR_WORD_NONE ||
		    p.months != o.months)
			fail_msg("%s", row->name);
	}
}

/* What is said about a command line; NULL: it is good. */
static const struct check_row {
	const char *word[WORDS];
	const char *check, *table;      /* of documents; of a period table */
} check_rows[] = {
#define FOR_TABLE(name) "option --" name " goes with documents"
#define APART(a, b) "options --" a " and --" b " exclude each other"
#define NEEDS(a, b) "option --" a " goes with --" b
	{{"-v"}, NULL, NULL}, {{"--explain", "--crf"}, NULL, NULL},
	{{"-g", "a", "--rejects=x", "--control=y"}, NULL, NULL},
	{{"--expect-total=1", "--month-days=30"}, NULL, NULL},
	{{"--method=average,rolling3,crf", "--months=3"}, NULL, NULL},
	{{"-a", "today"}, NULL, FOR_TABLE("as-of")},
	{{"-w1"}, NULL, FOR_TABLE("window")},
	{{"-emonth"}, NULL, FOR_TABLE("every")},
	{{"-Px"}, NULL, FOR_TABLE("payments")},
	{{"-Cx"}, NULL, FOR_TABLE("customers")},
	{{"--late"}, NULL, FOR_TABLE("late")},
	{{"--gross-sales"}, NULL, FOR_TABLE("gross-sales")},
	{{"--as-exported"}, NULL, FOR_TABLE("as-exported")},
	{{"--skip-unknown"}, NULL, FOR_TABLE("skip-unknown")},
	{{"--unique"}, NULL, FOR_TABLE("unique")},
	{{"-n1", "-emonth"}, NULL, FOR_TABLE("every")},
	{{"-n1"}, NEEDS("periods", "every"), FOR_TABLE("periods")},
	{{"--cash", "-Px"}, NULL, FOR_TABLE("cash")},
	{{"--cash"}, NEEDS("cash", "payments"), FOR_TABLE("cash")},
	{{"--clamp", "--late"}, NULL, FOR_TABLE("late")},
	{{"--clamp"}, NEEDS("clamp", "late"), NULL},
	{{"--late", "--method=average"}, APART("late", "method"),
	    FOR_TABLE("late")},
	{{"--late", "--month-days=30"}, APART("late", "month-days"),
	    FOR_TABLE("late")},
	{{"--late", "--gross-sales"}, APART("late", "gross-sales"),
	    FOR_TABLE("late")},
	{{"--late", "--expect-total=1"}, APART("late", "expect-total"),
	    FOR_TABLE("late")},
	{{"--late", "-w1", "-emonth", "-n1", "-Px"}, NULL,
	    FOR_TABLE("window")},
	{{"--sales=1", "--days=1", "--explain", "-v"}, NULL, NULL},
	{{"--sales=1", "--method=average"}, NULL, NULL},
	{{"--sales=1", "--method=rolling3"}, APART("sales", "method"), NULL},
	{{"--days=1", "--method=average,crf"}, APART("days", "method"),
	    NULL},
	{{"--sales=1", "--crf"}, NEEDS("crf", "months"), NULL},
	{{"--sales=1", "--crf", "--months=2"}, NULL, NULL},
	{{"--sales=1", "--months=2"}, NULL, NULL},
	{{"--beginning=1", "-atoday"}, APART("beginning", "as-of"),
	    FOR_TABLE("as-of")},
	{{"--receivables=1", "-w1"}, APART("receivables", "window"),
	    FOR_TABLE("window")},
	{{"--current=1", "-emonth"}, APART("current", "every"),
	    FOR_TABLE("every")},
	{{"--days=1", "-n1"}, APART("days", "periods"),
	    FOR_TABLE("periods")},
	{{"--sales=1", "-Px"}, APART("sales", "payments"),
	    FOR_TABLE("payments")},
	{{"--sales=1", "-Cx"}, APART("sales", "customers"),
	    FOR_TABLE("customers")},
	{{"--sales=1", "--late"}, APART("sales", "late"),
	    FOR_TABLE("late")},
	{{"--sales=1", "--cash"}, APART("sales", "cash"),
	    FOR_TABLE("cash")},
	{{"--sales=1", "--gross-sales"}, APART("sales", "gross-sales"),
	    FOR_TABLE("gross-sales")},
	{{"--sales=1", "--as-exported"}, APART("sales", "as-exported"),
	    FOR_TABLE("as-exported")},
	{{"--sales=1", "--skip-unknown"}, APART("sales", "skip-unknown"),
	    FOR_TABLE("skip-unknown")},
	{{"--sales=1", "--unique"}, APART("sales", "unique"),
	    FOR_TABLE("unique")},
	{{"--sales=1", "-ga"}, APART("sales", "group-by"), NULL},
	{{"--sales=1", "--rejects=x"}, APART("sales", "rejects"), NULL},
	{{"--sales=1", "--expect-total=1"}, APART("sales", "expect-total"),
	    NULL},
	{{"--sales=1", "--control=x"}, APART("sales", "control"), NULL},
	{{"--sales=1", "--month-days=30"}, APART("sales", "month-days"),
	    NULL},
};

static void
parse(struct ar_cli *cli, const char *const word[WORDS],
    struct ar_kpi_options *o)
{
	static char words[WORDS + 1][40] = {"ar-t"};
	char *argv[WORDS + 2] = {words[0]};
	int argc = 1;

	for (; argc <= WORDS && word[argc - 1] != NULL; argc++) {
		(void)snprintf(words[argc], sizeof words[0], "%s",
		    word[argc - 1]);
		argv[argc] = words[argc];
	}
	optind = 0;
	ar_cli_begin(cli, &tool);
	if (ar_cli_parse(cli, argc, argv, o) != AR_OK)
		fail_msg("%s: does not parse", word[0]);
}

static void
check(const struct check_row *row, bool table)
{
	const char *want = table ? row->table : row->check;
	struct ar_kpi_options o = {0};
	struct ar_cli cli;
	int result;

	parse(&cli, row->word, &o);
	scratch_listen();
	result = table ? ar_kpi_check_table(&cli) : ar_kpi_check(&cli, &o);
	if (result != (want == NULL ? AR_OK : AR_ESTOP) ||
	    strstr(scratch_heard(), want == NULL ? "" : want) == NULL ||
	    (want == NULL && scratch.heard[0] != '\0'))
		fail_msg("%s %s: %d %s", row->word[0], row->word[1] == NULL ?
		    "" : row->word[1], result, scratch.heard);
	(void)scratch_stop(NULL);
	assert_int_equal(ar_cli_end(&cli), want == NULL ? AR_EXIT_OK :
	    AR_EXIT_USAGE);
}

static void
test_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(check_rows); i++) {
		check(&check_rows[i], false);
		check(&check_rows[i], true);
	}
}

static const struct {
	const char *word[WORDS];
	int32_t window;
	size_t newest;
	bool series;
} default_rows[] = {
	{{"-a2026-03-31"}, 90, 0, false},
	{{"-a2026-03-31", "-w7"}, 7, 0, false},
	{{"-a2026-03-31", "-equarter"}, 0, 0, true},
	{{"-a2026-03-31", "-emonth", "-n3"}, 0, 3, true},
	{{"-a2026-03-31", "-eyear", "-w365"}, 365, 0, true},
	{{"-a2026-03-31", "--late"}, 90, 0, false},
};

static void
test_defaults(void **state)
{
	ar_day day = ar_day_of((struct ar_ymd){2026, 3, 31});

	(void)state;
	for (size_t i = 0; i < ROWS(default_rows); i++) {
		struct ar_kpi_options o = {0};
		struct ar_cli cli;

		parse(&cli, default_rows[i].word, &o);
		assert_int_equal(ar_kpi_check(&cli, &o), AR_OK);
		if (o.spans.last != day ||
		    o.spans.window != default_rows[i].window ||
		    o.spans.newest != default_rows[i].newest ||
		    o.spans.series != default_rows[i].series)
			fail_msg("row %zu: window %d", i, o.spans.window);
		assert_int_equal(ar_cli_end(&cli), AR_EXIT_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_figures),
		cmocka_unit_test_teardown(test_check, scratch_stop),
		cmocka_unit_test(test_defaults),
	};

	/* A terminal on stdin would be somebody who needs help. */
	if (freopen("/dev/null", "r", stdin) == NULL)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
