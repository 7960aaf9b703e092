/*
 * tests/unit/test_side.c
 * Purpose: that a side file is read whole, or ends the run.
 */
#include "libar/side.h"

#include "tests/unit/scratch.h"

/* Payments whose ids were handed over; the id "bad" is refused. */
struct seen {
	struct ar_diag *diag;
	struct ar_buf ids;
};

static int
each(void *to, const struct ar_side_record *item)
{
	const struct ar_payment *p = item->record;
	struct seen *seen = to;

	assert_int_equal(item->row->n, 5);
	ar_buf_add(&seen->ids, p->payment_id);
	ar_buf_add(&seen->ids, p->instalment != 0 ? AR_S("#") : AR_S(" "));
	if (!ar_slice_eq(p->payment_id, AR_S("bad")))
		return AR_OK;
	ar_diag_refuse(seen->diag, &(struct ar_say){AR_M_SIGN, item->row->at,
	    AR_S("amount"), {"", ""}});
	return AR_EDATA;
}

#define HEAD "payment_id,payment_date,customer_id,amount,instalment\n"
#define GOOD(id) id ",2026-01-31,c,1,\n"

static const struct row {
	const char *name, *in, *ids;
	const char *code;               /* NULL: good */
	unsigned refused;
} rows[] = {
	{"good", HEAD GOOD("1") GOOD("2"), "1 2 ", NULL, 0},
	{"header alone", HEAD, "", NULL, 0},
	{"nothing is left of the record before",
	    HEAD "1,2026-01-31,c,1,3\n" GOOD("2"), "1#2 ", NULL, 0},
	{"the header again", HEAD GOOD("1") HEAD GOOD("2"), "1 2 ", NULL, 0},
	{"names in capitals", "Payment ID,PAYMENT-DATE,customer_id,Amount,x\n"
	    GOOD("1"), "1 ", NULL, 0},
	{"one is refused", HEAD GOOD("1") GOOD("bad") GOOD("2"), "1 bad 2 ",
	    "sign", 1},
	{"cells", HEAD "1,,c,1,\n2,2026-02-30,c,1,\n" GOOD("3"), "3 ",
	    "no-such-day", 2},
	{"quote", HEAD "1\"\n" GOOD("2"), "2 ", "bare-quote", 1},
	{"ragged", HEAD "1\n" GOOD("2"), "2 ", "field-count", 1},
	{"column missing", "payment_id,payment_date,customer_id,instalment\n",
	    "", "no-column", 0},
	{"column twice", "payment_id,payment_date,customer_id,amount,Amount\n",
	    "", "repeated-column", 0},
	{"empty", "", "", "no-header", 0},
};

static void
check_row(const struct row *row)
{
	struct seen seen = {.diag = ar_diag_new("t")};
	const struct ar_side side = {&ar_payments_stream,
	    sizeof(struct ar_payment), each, &seen};
	struct ar_arena arena = {0};
	struct ar_header header;
	char code[32] = "";
	int result;

	scratch_listen();
	result = ar_side_read(scratch_write("in", ar_slice_of(row->in)),
	    &side, &header, &arena, seen.diag);
	if (row->code != NULL)
		(void)snprintf(code, sizeof code, "[%s]", row->code);
	if (result != (row->code == NULL ? AR_OK : AR_ESTOP) ||
	    strstr(scratch_heard(), code) == NULL ||
	    (row->code == NULL) != (scratch_heard()[0] == '\0') ||
	    ar_diag_refused(seen.diag) != row->refused)
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	if (result == AR_OK)
		assert_int_equal(header.n, 5);
	ar_buf_add(&seen.ids, AR_S("\0"));
	assert_string_equal(seen.ids.p, row->ids);
	(void)scratch_stop(NULL);
	ar_buf_free(&seen.ids);
	ar_arena_free(&arena);
	ar_diag_free(seen.diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

static void
test_absent(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const struct ar_side side = {&ar_payments_stream,
	    sizeof(struct ar_payment), each, NULL};
	struct ar_arena arena = {0};
	struct ar_header header;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_side_read(scratch_path("absent"), &side, &header,
	    &arena, diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	ar_arena_free(&arena);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_absent, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
