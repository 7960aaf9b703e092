/*
 * tests/unit/test_kpireport.c
 * Purpose: the columns, rows, notes and explanations of ar-dso and ar-cei.
 */
#include "libar/kpireport.h"

#include "tests/unit/scratch.h"

#define KNOWN(n) {n, 1, AR_WORD_NONE}
#define NOT(word) {0, 0, AR_WORD_##word}

enum { START = 739617, END = 739647 };  /* 2026-01-01, 2026-01-31 */

static const struct row {
	const char *name;
	struct ar_period p;
	const char *ccy;
	unsigned digits;
	const char *keys, *key[2];
	bool extras;
	const char *want;               /* header and row */
	ar_sum printed;                 /* of the total */
	const char *said;               /* what it is about */
} rows[] = {
#define ALL .start = START, .end = END, .days = KNOWN(31), \
	.sales = KNOWN(30000), .receivables = KNOWN(10000)
#define HEAD "period_start,period_end,days,"
#define DSO "currency,credit_sales,receivables,dso,best_dso,items,note"
	{"plain", {ALL, .current = KNOWN(5000)}, "EUR", 2, "", {0}, false,
	    HEAD DSO "\n2026-01-01,2026-01-31,31,EUR,300.00,100.00,10.33,"
	    "5.17,0,\n", 10000, "t: 2026-01-01 to 2026-01-31 EUR\n"},
	{"three digits", {ALL, .current = KNOWN(5000)}, "EUR", 3, "", {0},
	    false, HEAD DSO "\n2026-01-01,2026-01-31,31,EUR,300.00,100.00,"
	    "10.333,5.167,0,\n", 10000, ""},
	{"no digits", {ALL, .current = KNOWN(5000)}, "EUR", 0, "", {0},
	    false, HEAD DSO "\n2026-01-01,2026-01-31,31,EUR,300.00,100.00,"
	    "10,5,0,\n", 10000, ""},
	{"decimals of the currency", {ALL, .current = KNOWN(5000)}, "JPY", 2,
	    "", {0}, false, HEAD DSO "\n2026-01-01,2026-01-31,31,JPY,30000,"
	    "10000,10.33,5.17,0,\n", 10000, " JPY\n"},
	{"no currency", {ALL, .current = KNOWN(5000)}, "", 2, "", {0}, false,
	    HEAD DSO "\n2026-01-01,2026-01-31,31,,300.00,100.00,10.33,5.17,"
	    "0,\n", 10000, "to 2026-01-31\n"},
	{"groups", {ALL, .current = KNOWN(5000)}, "EUR", 2, "who,Where",
	    {"a, b", ""}, false, HEAD "who,Where," DSO
	    "\n2026-01-01,2026-01-31,31,\"a, b\",,EUR,300.00,100.00,10.33,"
	    "5.17,0,\n", 10000, " who=a, b Where= EUR\n"},
	{"not known and no word", {ALL}, "EUR", 2, "", {0}, false,
	    HEAD DSO "\n2026-01-01,2026-01-31,31,EUR,300.00,100.00,10.33,,"
	    "0,\n", 10000, ""},
	{"start is not known", {.end = END, .days = NOT(NO_HISTORY),
	    .sales = KNOWN(30000), .receivables = KNOWN(10000)}, "EUR", 2,
	    "", {0}, false, HEAD DSO "\n,2026-01-31,,EUR,300.00,100.00,,,0,"
	    "dso:no_history\n", 10000, "t: to 2026-01-31 EUR\n"},
	{"the figures given", {.sales = KNOWN(30000), .days = KNOWN(31),
	    .receivables = KNOWN(10000)}, "", 2, "", {0}, false,
	    HEAD DSO "\n,,31,,300.00,100.00,10.33,,0,\n", 10000,
	    "t: the figures given\n"},
	{"nothing", {.start = AR_NO_DAY}, "", 2, "", {0}, false,
	    HEAD DSO "\n,,,,,,,,0,\n", 0, "t: the figures given\n"},
	{"words in the order of columns", {.start = START, .end = END,
	    .days = KNOWN(31), .sales = KNOWN(0), .receivables = KNOWN(1),
	    .current = KNOWN(1)}, "EUR", 2, "", {0}, false, HEAD DSO
	    "\n2026-01-01,2026-01-31,31,EUR,0.00,0.01,,,0,"
	    "dso:zero_sales best_dso:zero_sales\n", 1, ""},
	{"a word beside a value", {.start = START, .end = END,
	    .days = KNOWN(31), .sales = KNOWN(3100),
	    .receivables = KNOWN(-100), .current = KNOWN(0)}, "EUR", 2, "",
	    {0}, false, HEAD DSO "\n2026-01-01,2026-01-31,31,EUR,31.00,"
	    "-1.00,-1.00,0.00,0,dso:credit_balance\n", -100, ""},
	{"extras behind the note", {ALL, .current = KNOWN(5000),
	    .beginning = KNOWN(20000)}, "EUR", 2, "", {0}, true,
	    HEAD DSO ",average_dso,turnover\n2026-01-01,2026-01-31,31,EUR,"
	    "300.00,100.00,10.33,5.17,0,,15.50,2.00\n", 10000, ""},
	{"their words behind the others", {.start = START, .end = END,
	    .days = KNOWN(31), .sales = KNOWN(-1), .current = KNOWN(5000),
	    .receivables = KNOWN(10000), .beginning = NOT(NO_HISTORY)},
	    "EUR", 2, "", {0}, true, HEAD DSO ",average_dso,turnover\n"
	    "2026-01-01,2026-01-31,31,EUR,-0.01,100.00,,,0,"
	    "dso:negative_sales best_dso:negative_sales "
	    "average_dso:no_history turnover:no_history,,\n", 10000, ""},
};

static void
add_columns(struct ar_kpi_layout *l, bool extras)
{
	static const enum ar_measure_id column[] = {
		AR_SALES, AR_RECEIVABLES, AR_DSO, AR_BEST_DSO, AR_ITEMS
	};

	for (size_t i = 0; i < ROWS(column); i++)
		ar_kpi_layout_add(l, column[i]);
	if (extras) {
		ar_kpi_layout_extra(l, AR_AVERAGE_DSO);
		ar_kpi_layout_extra(l, AR_TURNOVER);
	}
	l->total = AR_RECEIVABLES;
}

/* What is printed; the caller drops it. */
static struct ar_out *
print(const struct row *row, const struct ar_kpi_layout *layout, bool counts,
    struct ar_tie *tie)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_out *out = ar_out_memory();
	struct ar_report *report = ar_report_new(out, tie);
	const struct ar_kpi_report r = {layout, report, out, diag};
	struct ar_slice key[2] = {AR_S(""), AR_S("")};
	struct ar_group group = {.key = key};

	for (size_t i = 0; i < 2 && row->key[i] != NULL; i++)
		key[i] = ar_slice_of(row->key[i]);
	assert_int_equal(ar_ccy_parse(&group.ccy, ar_slice_of(row->ccy)),
	    AR_OK);
	ar_kpi_report_columns(layout, report);
	ar_report_header(report, AR_S(""), 0);
	ar_kpi_report_row(&r, &group, &row->p, counts);
	ar_report_free(report);
	ar_diag_free(diag);
	return out;
}

static void
check_total(const struct row *row, const struct ar_tie *tie, bool counts)
{
	const struct ar_tie_sums *sums;

	if (!counts) {
		assert_int_equal(tie->map.n, 0);
		return;
	}
	assert_int_equal(tie->map.n, 1);
	sums = ar_map_value(&tie->map, 0);
	if (sums->printed != row->printed ||
	    !ar_slice_eq(ar_map_key(&tie->map, 0), ar_slice_of(row->ccy)))
		fail_msg("%s: printed %lld", row->name,
		    (long long)sums->printed);
}

static void
check(const struct row *row, bool counts)
{
	struct ar_kpi_layout layout = {.digits = row->digits};
	struct ar_keys keys;
	struct ar_out *out;
	struct ar_tie tie;

	ar_tie_init(&tie);
	assert_int_equal(ar_keys_parse(&keys, row->keys), AR_OK);
	layout.keys = &keys;
	layout.explain = counts;
	add_columns(&layout, row->extras);
	scratch_listen();
	out = print(row, &layout, counts, &tie);
	if (!ar_slice_eq(ar_out_rows(out), ar_slice_of(row->want)))
		fail_msg("%s: %.*s", row->name, (int)ar_out_rows(out).n,
		    ar_out_rows(out).p);
	if (counts ? strstr(scratch_heard(), row->said) == NULL :
	    scratch_heard()[0] != '\0')
		fail_msg("%s: %s", row->name, scratch.heard);
	(void)scratch_stop(NULL);
	check_total(row, &tie, counts);
	ar_out_drop(out);
	ar_tie_release(&tie);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		check(&rows[i], true);
		check(&rows[i], false);
	}
}

/* A line for each figure with a formula, in the order of columns. */
static void
test_explain(void **state)
{
	static const char *const want[] = {
		"t: 2026-01-01 to 2026-01-31 EUR\n", "t:   dso = ",
		"t:   best_dso = ", "t:   average_dso = ", "t:   turnover = ",
	};
	const struct row row = {"", {ALL, .current = KNOWN(5000),
	    .beginning = KNOWN(20000)}, "EUR", 2, "", {0}, true, "", 0, ""};
	const struct ar_keys keys = {0};
	struct ar_kpi_layout layout = {.digits = 2, .keys = &keys,
	    .explain = true};
	struct ar_tie tie;
	const char *at;
	size_t lines = 0;

	(void)state;
	ar_tie_init(&tie);
	ar_kpi_layout_add(&layout, AR_DSO);
	ar_kpi_layout_add(&layout, AR_SALES);
	ar_kpi_layout_add(&layout, AR_BEST_DSO);
	ar_kpi_layout_extra(&layout, AR_AVERAGE_DSO);
	ar_kpi_layout_extra(&layout, AR_TURNOVER);
	/* Behind the last ones there is none. */
	layout.column[layout.n] = layout.extra[layout.nextra] = AR_DSO;
	scratch_listen();
	ar_out_drop(print(&row, &layout, true, &tie));
	at = scratch_heard();
	for (size_t i = 0; i < ROWS(want); i++) {
		at = strstr(at, want[i]);
		if (at == NULL)
			fail_msg("%s\n%s", want[i], scratch.heard);
	}
	for (at = scratch.heard; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	assert_int_equal(lines, ROWS(want));
	(void)scratch_stop(NULL);
	ar_tie_release(&tie);
}

/* Names that cannot be grouped by. */
static const struct {
	const char *name;
	bool want;
} names[] = {
	{"period_start", true}, {"period_end", true}, {"days", true},
	{"currency", true}, {"note", true}, {"Period Start", true},
	{"NOTE", true}, {"dso", true}, {"best-dso", true},
	{"receivables", true}, {"items", true}, {"average_dso", true},
	{"turnover", true}, {"cei", false}, {"collected", false},
	{"beginning_receivables", false}, {"customer_id", false},
	{"note2", false}, {"", false},
};

static void
test_has(void **state)
{
	const struct ar_keys keys = {0};
	struct ar_kpi_layout layout = {.keys = &keys}, plain = layout;

	(void)state;
	add_columns(&layout, true);
	add_columns(&plain, false);
	for (size_t i = 0; i < ROWS(names); i++)
		if (ar_kpi_report_has(&layout, ar_slice_of(names[i].name)) !=
		    names[i].want)
			fail_msg("'%s'", names[i].name);
	assert_false(ar_kpi_report_has(&plain, AR_S("turnover")));
	assert_true(ar_kpi_report_has(&plain, AR_S("dso")));
}

/* Days and measures are numbers that alerts may name. */
static const struct {
	const char *alert;
	bool want;
} alerts[] = {
	{"dso>0", true}, {"credit_sales>0", true}, {"receivables>0", true},
	{"items>0", true}, {"turnover>0", true}, {"days>0", true},
	{"note>0", false}, {"period_end>0", false}, {"currency>0", false},
	{"who>0", false}, {"cei>0", false},
};

static void
test_alerts(void **state)
{
	struct ar_kpi_layout layout = {.digits = 2};
	struct ar_keys keys;

	(void)state;
	assert_int_equal(ar_keys_parse(&keys, "who"), AR_OK);
	layout.keys = &keys;
	add_columns(&layout, true);
	for (size_t i = 0; i < ROWS(alerts); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_out *out = ar_out_memory();
		struct ar_report *report;
		struct ar_alert alert;
		struct ar_tie tie;

		ar_tie_init(&tie);
		report = ar_report_new(out, &tie);
		ar_kpi_report_columns(&layout, report);
		assert_int_equal(ar_alert_parse(&alert, alerts[i].alert),
		    AR_OK);
		scratch_listen();
		if (ar_report_watch(report, &alert, 1, diag) !=
		    (alerts[i].want ? AR_OK : AR_ESTOP))
			fail_msg("%s", alerts[i].alert);
		(void)scratch_stop(NULL);
		ar_report_free(report);
		ar_out_drop(out);
		ar_tie_release(&tie);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_explain, scratch_stop),
		cmocka_unit_test(test_has),
		cmocka_unit_test_teardown(test_alerts, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
