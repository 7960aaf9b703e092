/*
 * tests/unit/test_scan.c
 * Purpose: which documents reach a calculation, and how a run ends.
 */
#include "libar/scan.h"

#include "tests/unit/scratch.h"

#define HEAD "invoice_id,customer_id,invoice_date,due_date,amount\n"

/* What the calculation has seen. */
struct seen {
	unsigned documents, headers, cash;
	int64_t amount;
	int64_t refuse;                 /* an amount that is a fault */
	int header_result;
};

static int
see_header(void *state, const struct ar_header *header)
{
	struct seen *seen = state;

	assert_true(header->n >= 4);
	seen->headers++;
	return seen->header_result;
}

static enum ar_fault
see_document(void *state, const struct ar_item *item)
{
	struct seen *seen = state;

	if (seen->refuse != 0 && item->doc->amount.minor == seen->refuse)
		return AR_FAULT_RANGE;
	seen->documents++;
	seen->cash += item->row == NULL;
	seen->amount += item->doc->amount.minor;
	return AR_FINE;
}

static const struct scan_row {
	const char *name, *in, *payments;
	bool rejects, by_due;
	int64_t refuse;
	int header_result;
	int want;
	unsigned documents;
	int64_t amount;
	const char *code;               /* that the messages hold, or "" */
	unsigned cash;
} rows[] = {
	{"two", HEAD "1,a,2026-01-01,,1.00\n2,a,2026-01-01,,2.00\n", NULL,
	    false, false, 0, AR_OK, AR_OK, 2, 300, "", 0},
	{"none", HEAD, NULL, false, true, 0, AR_OK, AR_OK, 0, 0, "", 0},
	{"a bad amount", HEAD "1,a,2026-01-01,,x\n2,a,2026-01-01,,2.00\n",
	    NULL, false, false, 0, AR_OK, AR_EDATA, 1, 200, "[bad-amount]",
	    0},
	{"and rejects", HEAD "1,a,2026-01-01,,x\n2,a,2026-01-01,,2.00\n",
	    NULL, true, false, 0, AR_OK, AR_OK, 1, 200, "[bad-amount]", 0},
	{"cannot be split", HEAD "1,\"a\"b,2026-01-01,,1\n"
	    "2,a,2026-01-01,,2.00\n", NULL, true, false, 0, AR_OK, AR_OK, 1,
	    200, "[after-quote]", 0},
	{"a fault of the calculation", HEAD "1,a,2026-01-01,,1.00\n"
	    "2,a,2026-01-01,,2.00\n", NULL, false, false, 100, AR_OK,
	    AR_EDATA, 1, 200, "[out-of-range]", 0},
	{"the header is not liked", HEAD "1,a,2026-01-01,,1.00\n", NULL,
	    false, false, 0, AR_ESTOP, AR_ESTOP, 0, 0, "", 0},
	{"no file", NULL, NULL, true, false, 0, AR_OK, AR_ESTOP, 0, 0,
	    "[cannot-open]", 0},
	{"a column is missing", "invoice_id,customer_id,invoice_date,x\n",
	    NULL, false, false, 0, AR_OK, AR_ESTOP, 0, 0, "[no-column]", 0},
	{"due_date is wanted", "invoice_id,customer_id,invoice_date,amount\n",
	    NULL, false, true, 0, AR_OK, AR_ESTOP, 0, 0, "[no-column]", 0},
	{"open cash", HEAD "1,a,2026-01-01,,1.00\n",
	    "payment_id,customer_id,payment_date,amount\np,b,2026-01-02,9\n",
	    false, false, 0, AR_OK, AR_OK, 2, -800, "", 1},
	{"an unknown invoice", HEAD "1,a,2026-01-01,,1.00\n",
	    "payment_id,customer_id,payment_date,amount,invoice_id\n"
	    "p,a,2026-01-02,1,7\n", false, false, 0, AR_OK, AR_ESTOP, 1, 100,
	    "[unknown-invoice]", 0},
};

static int
run(const struct scan_row *row, struct ar_common *c, struct seen *seen,
    struct ar_diag *diag)
{
	const struct ar_scan scan = {.common = c, .by_due = row->by_due,
	    .oldest = c->as_of, .header = see_header, .each = see_document};
	struct ar_scanned scanned;
	struct ar_tie tie;
	int result;

	ar_tie_init(&tie);
	result = ar_scan_run(&scan, seen, &tie, &scanned, diag);
	ar_tie_release(&tie);
	return result;
}

static void
check(const struct scan_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	char in[] = "in", *operand[] = {in};
	struct ar_common c = {.tool = "t", .operand = operand,
	    .noperands = 1};
	struct seen seen = {.refuse = row->refuse,
	    .header_result = row->header_result};
	int result;

	c.today = c.as_of = ar_day_of((struct ar_ymd){2026, 3, 31});
	(void)unlink("in");
	(void)unlink("rejects");
	if (row->in != NULL)
		(void)scratch_write("in", ar_slice_of(row->in));
	if (row->payments != NULL)
		c.payments = scratch_write("payments",
		    ar_slice_of(row->payments));
	if (row->rejects)
		c.rejects = "rejects";
	scratch_listen();
	result = run(row, &c, &seen, diag);
	if (result != row->want || seen.documents != row->documents ||
	    seen.amount != row->amount || seen.cash != row->cash ||
	    strstr(scratch_heard(), row->code) == NULL ||
	    (row->code[0] == '\0' && scratch.heard[0] != '\0'))
		fail_msg("%s: %d, %u documents, %s", row->name, result,
		    seen.documents, scratch_heard());
	(void)scratch_stop(NULL);
	if ((access("rejects", F_OK) == 0) != (row->rejects &&
	    row->want == AR_OK))
		fail_msg("%s: file of rejects", row->name);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i]);
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
		cmocka_unit_test_teardown(test_rows, scratch_stop),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
