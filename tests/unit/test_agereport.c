/*
 * tests/unit/test_agereport.c
 * Purpose: the columns and the rows of the aging report.
 */
#include "libar/agereport.h"

#include "tests/unit/scratch.h"

static ar_day day;

static const struct {
	const char *name;
	bool apart, names, percent, rates;
	const char *want;
} rows[] = {
	{"plain", false, false, false, false,
	    "as_of,customer_id,currency,items,current,d1_30,d31_plus,total\n"
	    "2026-03-31,a,EUR,2,-1.00,3.00,0.00,2.00\n"},
	{"credits apart", true, false, false, false,
	    "as_of,customer_id,currency,items,current,d1_30,d31_plus,"
	    "unapplied,total\n"
	    "2026-03-31,a,EUR,2,0.00,3.00,0.00,-1.00,2.00\n"},
	{"names and allowance", false, true, false, true,
	    "as_of,customer_id,customer_name,currency,items,current,d1_30,"
	    "d31_plus,total,allowance\n"
	    "2026-03-31,a,A,EUR,2,-1.00,3.00,0.00,2.00,1.50\n"},
	{"percent", true, false, true, false,
	    "as_of,customer_id,currency,items,current,d1_30,d31_plus,"
	    "unapplied,total,current_pct,d1_30_pct,d31_plus_pct\n"
	    "2026-03-31,a,EUR,2,0.00,3.00,0.00,-1.00,2.00,0.00,100.00,0.00\n"},
};

static void
add(struct ar_age *age, int64_t minor, int32_t late)
{
	const struct ar_doc doc = {
		.ccy = {"EUR", 2}, .amount = {minor, true},
		.invoice_id = AR_S("1"), .customer_id = AR_S("a"),
		.customer_name = AR_S("A"), .terms = AR_S(""),
		.invoice_date = day - 60, .due_date = day - late,
		.key = {AR_S("a")},
	};
	struct ar_open open = {minor, AR_OPEN};

	assert_int_equal(ar_age_add(age, &doc, NULL, &open), AR_FINE);
}

static void
write_rows(const struct ar_age_layout *layout, struct ar_out *out)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_age *age = ar_age_new(layout->age);
	struct ar_report *report;
	struct ar_tie tie;

	ar_tie_init(&tie);
	report = ar_report_new(out, &tie);
	add(age, 300, 30);
	add(age, -100, 0);
	ar_age_report_columns(layout, report);
	ar_report_header(report, AR_S(""), 0);
	assert_int_equal(ar_age_report_rows(layout, age, report, out, diag),
	    AR_OK);
	ar_report_free(report);
	ar_tie_release(&tie);
	ar_age_free(age);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	const struct ar_allowance half = {{0, AR_RATE_ONE / 2}};
	struct ar_keys keys;

	(void)state;
	day = ar_day_of((struct ar_ymd){2026, 3, 31});
	assert_int_equal(ar_keys_parse(&keys, "customer_id"), AR_OK);
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct ar_age_options age = {.edge = {30}, .nedges = 1,
		    .credits_apart = rows[i].apart, .labels = rows[i].names,
		    .day = &day, .ndays = 1, .nkeys = 1};
		const struct ar_age_layout layout = {&age, &keys,
		    rows[i].rates ? &half : NULL, rows[i].names,
		    rows[i].percent};
		struct ar_out *out = ar_out_memory();

		write_rows(&layout, out);
		if (!ar_slice_eq(ar_out_rows(out), ar_slice_of(rows[i].want)))
			fail_msg("%s: %.*s", rows[i].name,
			    (int)ar_out_rows(out).n, ar_out_rows(out).p);
		ar_out_drop(out);
	}
}

static void
test_has(void **state)
{
	static const char *const has[] = {"as_of", "Currency", "total",
	    "unapplied", "allowance", "items", "current", "d1_30", "D31-plus",
	    "d1_30_pct"};
	static const char *const lacks[] = {"", "customer_id", "d1_31",
	    "d31_60", "total_pct", "_pct"};
	const struct ar_age_options age = {.edge = {30}, .nedges = 1};
	const struct ar_age_layout layout = {.age = &age};

	(void)state;
	for (size_t i = 0; i < ROWS(has); i++)
		if (!ar_age_report_has(&layout, ar_slice_of(has[i])))
			fail_msg("has %s", has[i]);
	for (size_t i = 0; i < ROWS(lacks); i++)
		if (ar_age_report_has(&layout, ar_slice_of(lacks[i])))
			fail_msg("lacks '%s'", lacks[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
