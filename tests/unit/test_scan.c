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
	const struct ar_header *header; /* of the operand, kept */
};

static int
see_header(void *state, const struct ar_header *header)
{
	struct seen *seen = state;

	assert_true(header->n >= 4);
	seen->headers++;
	seen->header = header;
	return seen->header_result;
}

static enum ar_fault
see_document(void *state, const struct ar_item *item)
{
	struct seen *seen = state;

	if (seen->refuse != 0 && item->doc->amount.minor == seen->refuse)
		return AR_FAULT_RANGE;
	assert_true(seen->header->n >= 4);
	assert_slice(seen->header->name[0], AR_S("invoice_id"));
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
	    .header = see_header, .each = see_document};
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

/* What a calculation that is asked about more than one day has seen. */
struct days {
	unsigned documents, asked;
	ar_day oldest;
	bool fault, sets;
	int64_t shown;                  /* what is set instead */
	struct ar_buf text;
};

static ar_day
tell_oldest(void *state)
{
	struct days *days = state;

	days->asked = days->documents;
	return days->oldest;
}

/* id, open balance and why, kind of cash, and whether a row stands by it. */
static enum ar_fault
take_document(void *state, const struct ar_item *item)
{
	struct days *days = state;

	days->documents++;
	ar_buf_addf(&days->text, "%.*s %lld %d %u%s; ",
	    (int)item->doc->invoice_id.n, item->doc->invoice_id.p,
	    (long long)item->open->minor, (int)item->open->why, item->cash,
	    item->row == NULL ? "" : " row");
	if (days->sets)
		item->open->minor = days->shown;
	return days->fault ? AR_FAULT_PAID_BUT_OPEN : AR_FINE;
}

/* As of 2026-03-31, which is today or not. */
static const struct oldest_row {
	const char *name, *dates;       /* two dates of documents */
	const char *oldest;             /* NULL: none is asked about */
	bool asks, later, as_exported, payments;
	const char *code;               /* or "" */
} oldest_rows[] = {
	{"the as-of date", "2026-04-01,2026-01-01", NULL, 0, 1, 0, 0,
	    "[past-as-of]"},
	{"nothing is later", "2026-03-31,2026-01-01", NULL, 0, 1, 0, 0, ""},
	{"the as-of date is today", "2026-04-01,2026-01-01", NULL, 0, 0, 0,
	    0, ""},
	{"an older day", "2026-02-01,2026-03-01", "2026-02-28", 1, 0, 0, 0,
	    "[past-as-of]"},
	{"its own day", "2026-01-01,2026-02-28", "2026-02-28", 1, 0, 0, 0,
	    ""},
	{"no day", "2026-02-01,2026-04-01", NULL, 1, 1, 0, 0, ""},
	{"today", "2026-02-01,2026-04-01", "2026-03-31", 1, 0, 0, 0, ""},
	{"as exported", "2026-02-01,2026-03-01", "2026-02-28", 1, 0, 1, 0,
	    ""},
	{"payments", "2026-02-01,2026-03-01", "2026-02-28", 1, 0, 0, 1, ""},
};

static ar_day
day_of(const char *text)
{
	ar_day day = AR_NO_DAY;

	if (text != NULL)
		assert_int_equal(ar_day_parse(&day, ar_slice(text,
		    AR_DAY_TEXT)), AR_DAY_OK);
	return day;
}

/* A run over the file `in`, and perhaps `payments`. */
static int
run_days(struct days *days, struct ar_common *c, struct ar_table *first,
    bool asks, struct ar_tie *tie, struct ar_diag *diag)
{
	static char in[] = "in";
	static char *operand[] = {in};
	const struct ar_scan scan = {.common = c, .history = true,
	    .oldest = asks ? tell_oldest : NULL, .each = take_document,
	    .first = first};
	struct ar_scanned scanned;

	c->tool = "t";
	c->operand = operand;
	c->noperands = 1;
	c->as_of = day_of("2026-03-31");
	if (c->today == AR_NO_DAY)
		c->today = c->as_of;
	return ar_scan_run(&scan, days, tie, &scanned, diag);
}

static void
check_oldest(const struct oldest_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct days days = {.oldest = day_of(row->oldest)};
	struct ar_common c = {.as_exported = row->as_exported,
	    .today = row->later ? day_of("2026-04-02") : AR_NO_DAY};
	struct ar_buf in = {0};
	struct ar_tie tie;
	int result;

	ar_tie_init(&tie);
	ar_buf_addf(&in, HEAD "1,a,%.10s,,1\n2,a,%s,,1\n", row->dates,
	    row->dates + 11);
	(void)scratch_write("in", ar_buf_slice(&in));
	if (row->payments)
		c.payments = scratch_write("payments",
		    AR_S("payment_id,customer_id,payment_date,amount\n"));
	scratch_listen();
	result = run_days(&days, &c, NULL, row->asks, &tie, diag);
	if (result != (row->code[0] == '\0' ? AR_OK : AR_ESTOP) ||
	    strstr(scratch_heard(), row->code) == NULL ||
	    (row->code[0] == '\0' && scratch.heard[0] != '\0') ||
	    days.documents != 2 || days.asked != (row->asks ? 2 : 0))
		fail_msg("%s: %d, asked after %u, %s", row->name, result,
		    days.asked, scratch_heard());
	(void)scratch_stop(NULL);
	ar_buf_free(&in);
	ar_buf_free(&days.text);
	ar_tie_release(&tie);
	ar_diag_free(diag);
}

static void
test_oldest(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(oldest_rows); i++)
		check_oldest(&oldest_rows[i]);
}

/* Open balances, and what becomes of the one that is set instead. */
static const struct open_row {
	const char *name, *in, *payments;
	bool fault, sets;
	int64_t shown;
	const char *seen;
	int64_t out, settled;           /* of the tie-out */
	const char *said;
} open_rows[] = {
#define PAY "payment_id,customer_id,payment_date,amount,invoice_id,kind\n"
	{"open, settled, later and void", "invoice_id,customer_id,"
	    "invoice_date,amount,paid_date,status\n1,a,2026-01-01,1,,\n"
	    "2,a,2026-01-01,2,2026-03-31,\n3,a,2026-04-01,3,,\n"
	    "4,a,2026-01-01,4,,void\n", NULL, 0, 0, 0,
	    "1 100 0 0 row; 2 0 1 0 row; 3 0 2 0 row; 4 0 3 0 row; ", 100,
	    200, ""},
	{"paid in part", HEAD "1,a,2026-01-01,,5\n",
	    PAY "p,a,2026-02-01,2,1,credit\n", 0, 0, 0, "1 300 0 0 row; ",
	    300, 0, ""},
	{"kinds of open cash", HEAD, PAY "p,a,2026-02-01,2,,\n"
	    "q,a,2026-02-01,3,,credit\nr,a,2026-02-01,-4,,refund\n", 0, 0,
	    0, "p -200 0 1; q -300 0 2; r 400 0 6; ", -100, 0, ""},
	{"it shows less", HEAD "1,a,2026-01-01,,5\n", NULL, 0, 1, 10,
	    "1 500 0 0 row; ", 10, 490, ""},
	{"it shows what is settled", "invoice_id,customer_id,invoice_date,"
	    "amount,paid_date\n1,a,2026-01-01,5,2026-02-01\n", NULL, 0, 1,
	    500, "1 0 1 0 row; ", 500, 0, ""},
	{"what was open then", HEAD "1,a,2026-01-01,,5\n", NULL, 1, 1, 1234,
	    "1 500 0 0 row; ", 0, 0, "its payments leave 12.34; "},
};

static void
check_open(const struct open_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct days days = {.fault = row->fault, .sets = row->sets,
	    .shown = row->shown};
	struct ar_common c = {0};
	const struct ar_tie_sums *sums;
	struct ar_tie tie;
	int result;

	ar_tie_init(&tie);
	(void)scratch_write("in", ar_slice_of(row->in));
	if (row->payments != NULL)
		c.payments = scratch_write("payments",
		    ar_slice_of(row->payments));
	scratch_listen();
	result = run_days(&days, &c, NULL, false, &tie, diag);
	if (result != (row->fault ? AR_EDATA : AR_OK) ||
	    !ar_slice_eq(ar_buf_slice(&days.text), ar_slice_of(row->seen)) ||
	    strstr(scratch_heard(), row->said) == NULL)
		fail_msg("%s: %d %.*s %s", row->name, result,
		    (int)days.text.n, days.text.p, scratch_heard());
	(void)scratch_stop(NULL);
	sums = ar_map_value(&tie.map, 0);
	if (sums->out != row->out || sums->settled != row->settled)
		fail_msg("%s: out %d, settled %d", row->name,
		    (int)sums->out, (int)sums->settled);
	ar_buf_free(&days.text);
	ar_tie_release(&tie);
	ar_diag_free(diag);
}

static void
test_open(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(open_rows); i++)
		check_open(&open_rows[i]);
}

static unsigned
count_files(void)
{
	unsigned n = 0;

	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

/*
 * A first operand that is open is read from where it stands, and closed,
 * also where the run ends before it comes to that.
 */
static void
test_first(void **state)
{
	unsigned files = count_files();

	(void)state;
	for (int early = 0; early < 2; early++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct days days = {0};
		struct ar_common c = {.payments = early ? "none" : NULL};
		struct ar_table *first;
		struct ar_tie tie;

		ar_tie_init(&tie);
		(void)scratch_write("in", AR_S(HEAD "1,a,2026-01-01,,5\n"));
		assert_int_equal(ar_table_open(&first, "in",
		    ar_diag_file(diag, "in"), diag), AR_OK);
		(void)unlink("in");
		(void)scratch_write("in", AR_S("x\n"));
		scratch_listen();
		assert_int_equal(run_days(&days, &c, first, false, &tie,
		    diag), early ? AR_ESTOP : AR_OK);
		(void)scratch_stop(NULL);
		assert_int_equal(days.documents, !early);
		assert_int_equal(count_files(), files);
		ar_buf_free(&days.text);
		ar_tie_release(&tie);
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
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_oldest, scratch_stop),
		cmocka_unit_test_teardown(test_open, scratch_stop),
		cmocka_unit_test_teardown(test_first, scratch_stop),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
