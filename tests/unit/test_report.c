/*
 * tests/unit/test_report.c
 * Purpose: alerts: what they are and when they hold.
 */
#include "libar/report.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

static const struct row {
	const char *text;
	const char *column, *number;    /* column NULL: refused */
	int test;
} rows[] = {
	{"total>1", "total", "1", AR_ABOVE},
	{"total<-1.50", "total", "-1.50", AR_BELOW},
	{"total>=1", "total", "1", AR_AT_LEAST},
	{" d1_30 <= 0 ", "d1_30", "0", AR_AT_MOST},
	{"", NULL, NULL, 0}, {"total", NULL, NULL, 0},
	{">1", NULL, NULL, 0}, {"total>", NULL, NULL, 0},
	{"total>=", NULL, NULL, 0}, {"total=1", NULL, NULL, 0},
	{"total><1", NULL, NULL, 0},
	{"total>1e3", NULL, NULL, 0}, {"total>1,5", NULL, NULL, 0},
	{"total> =1", NULL, NULL, 0}, {" >1", NULL, NULL, 0},
};

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_alert a;
		int result = ar_alert_parse(&a, row->text);

		check(row->text, (result == AR_OK) == (row->column != NULL));
		if (result != AR_OK)
			continue;
		check(row->text, ar_slice_eq(a.column,
		    ar_slice_of(row->column)) && ar_slice_eq(a.number,
		    ar_slice_of(row->number)) && (int)a.test == row->test);
	}
}

static const struct hold_row {
	const char *alert, *cell;
	bool want;
} hold_rows[] = {
	{"n>1", "1", false}, {"n>1", "1.01", true}, {"n>1", "1.00", false},
	{"n>=1", "1.00", true}, {"n<1", "0.99", true}, {"n<=1", "1.0", true},
	{"n<1", "1", false}, {"n<=1", "1.001", false},
	{"n>-1", "-0.99", true}, {"n<-1", "-10", true},
	{"n>0", "", false}, {"n<=0", "", false}, {"n>9", "10", true},
	{"n>9223372036854775807", "9223372036854775808", true},
	{"N >1", "2", true},
};

/* A report of one row, and whether the alert speaks of it. */
static bool
alarms(const struct hold_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_out *out = ar_out_memory();
	struct ar_report *report;
	struct ar_alert alert;
	struct ar_tie tie;
	bool said;

	ar_tie_init(&tie);
	report = ar_report_new(out, &tie);
	assert_int_equal(ar_alert_parse(&alert, row->alert), AR_OK);
	ar_report_column(report, AR_S("who"), AR_ROLE_TEXT);
	ar_report_column(report, AR_S("n"), AR_ROLE_NUMBER);
	assert_int_equal(ar_report_watch(report, &alert, 1, diag), AR_OK);
	ar_report_header(report, AR_S(""), 0);
	ar_out_text(out, AR_S("a, \"b\""));
	ar_out_text(out, ar_slice_of(row->cell));
	ar_report_end_row(report, true);
	scratch_listen();
	ar_report_alarm(report, diag);
	said = strstr(scratch_heard(), " holds in 1 of 1 rows, first in ") !=
	    NULL;
	assert_int_equal(ar_diag_status(diag),
	    said ? AR_EXIT_ALERT : AR_EXIT_OK);
	(void)scratch_stop(NULL);
	ar_report_free(report);
	ar_out_drop(out);
	ar_tie_release(&tie);
	ar_diag_free(diag);
	return said;
}

static void
test_alarm(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(hold_rows); i++)
		check(hold_rows[i].alert, alarms(&hold_rows[i]) ==
		    hold_rows[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test_teardown(test_alarm, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
