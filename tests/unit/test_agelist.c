/*
 * tests/unit/test_agelist.c
 * Purpose: open documents passed on; what is not open is left out.
 */
#include "libar/agelist.h"

#include "tests/unit/scratch.h"

#define HEAD "invoice_id,customer_id,invoice_date,due_date,amount"
#define MORE ",open_balance,days_past_due,bucket\n"

static const struct list_row {
	const char *name, *in, *payments, *want;
	bool credits_apart;
} rows[] = {
	{"due and not due", HEAD "\n1,a,2026-01-01,2026-03-31,1\n"
	    "2,a,2026-01-01,2026-03-30,2\n3,a,2026-01-01,2026-02-28,3\n", NULL,
	    HEAD MORE "1,a,2026-01-01,2026-03-31,1,1.00,0,current\n"
	    "2,a,2026-01-01,2026-03-30,2,2.00,1,d1_30\n"
	    "3,a,2026-01-01,2026-02-28,3,3.00,31,d31_plus\n", false},
	{"of amount 0", HEAD "\n1,a,2026-01-01,2026-03-31,0\n", NULL,
	    HEAD MORE, false},
	{"of a later day", HEAD "\n1,a,2026-04-01,2026-04-30,1\n", NULL,
	    HEAD MORE, false},
	{"a credit", HEAD "\n1,a,2026-01-01,2026-03-30,-1\n", NULL,
	    HEAD MORE "1,a,2026-01-01,2026-03-30,-1,-1.00,1,d1_30\n", false},
	{"a credit apart", HEAD "\n1,a,2026-01-01,2026-03-30,-1\n", NULL,
	    HEAD MORE "1,a,2026-01-01,2026-03-30,-1,-1.00,1,unapplied\n",
	    true},
	{"open cash", HEAD "\n", "payment_id,customer_id,payment_date,amount\n"
	    "p,b,2026-03-30,9\n",
	    HEAD MORE "p,b,2026-03-30,2026-03-30,-9.00,-9.00,1,d1_30\n",
	    false},
};

static int
list(const struct list_row *row, const struct ar_common *c,
    struct ar_out *out, struct ar_diag *diag)
{
	const struct ar_age_options age = {.edge = {30}, .nedges = 1,
	    .credits_apart = row->credits_apart, .day = &c->as_of,
	    .ndays = 1};
	const struct ar_scan scan = {.common = c, .by_due = true,
	    .rows = out, .header = ar_age_list_header,
	    .each = ar_age_list_document};
	struct ar_scanned scanned;
	struct ar_tie tie;
	struct ar_report *report;
	struct ar_age_list l = {.age = &age, .out = out, .common = c,
	    .diag = diag};
	int result;

	ar_tie_init(&tie);
	l.report = report = ar_report_new(out, &tie);
	result = ar_scan_run(&scan, &l, &tie, &scanned, diag);
	if (result == AR_OK)
		assert_int_equal(ar_tie_check(&tie, diag), AR_OK);
	ar_age_list_release(&l);
	ar_report_free(report);
	ar_tie_release(&tie);
	return result;
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_out *out = ar_out_memory();
		char in[] = "in", *operand[] = {in};
		struct ar_common c = {.tool = "t", .operand = operand,
		    .noperands = 1};
		int result;

		c.today = c.as_of = ar_day_of((struct ar_ymd){2026, 3, 31});
		(void)scratch_write("in", ar_slice_of(rows[i].in));
		if (rows[i].payments != NULL)
			c.payments = scratch_write("payments",
			    ar_slice_of(rows[i].payments));
		result = list(&rows[i], &c, out, diag);
		if (result != AR_OK || !ar_slice_eq(ar_out_rows(out),
		    ar_slice_of(rows[i].want)))
			fail_msg("%s: %d %.*s", rows[i].name, result,
			    (int)ar_out_rows(out).n, ar_out_rows(out).p);
		ar_out_drop(out);
		ar_diag_free(diag);
	}
}

static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
