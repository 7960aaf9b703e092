/*
 * tests/unit/test_refusal.c
 * Purpose: every fault of a document is said with its place and its values.
 */
#include "libar/refusal.h"

#include "tests/unit/scratch.h"

static const struct ar_doc doc = {
	.ccy = {"EUR", 2}, .amount = {1000, true}, .balance = {-50, true},
	.kind = AR_KIND_CREDIT_NOTE, .status = AR_STATUS_WRITTEN_OFF,
};

static const struct {
	enum ar_fault fault;
	const char *want, *code;
} faults[] = {
	{AR_FAULT_SIGN, "amount: an amount of 10.00 has the wrong sign for "
	    "kind 'credit_note'; ", "sign"},
	{AR_FAULT_OPEN_BUT_PAID_DATE, "status: status 'open' contradicts "
	    "a paid_date; ", "contradiction"},
	{AR_FAULT_SETTLED_BUT_BALANCE, "balance: a balance of -0.50 "
	    "contradicts the status; ", "contradiction"},
	{AR_FAULT_PAID_DATE_BUT_BALANCE, "balance: a balance of -0.50 "
	    "contradicts a paid_date; ", "contradiction"},
	{AR_FAULT_BALANCE_BEYOND, "balance: a balance of -0.50 contradicts "
	    "an amount of 10.00; ", "contradiction"},
	{AR_FAULT_NO_PAID_DATE, "paid_date: status 'written_off' without "
	    "paid_date, ", "no-paid-date"},
	{AR_FAULT_PAID_BUT_OPEN, "paid_date: paid on 2026-01-31, but its "
	    "payments leave 0.25; ", "paid-but-open"},
	{AR_FAULT_RANGE, "amount: the open balance is out of range; ",
	    "out-of-range"},
};

static void
check(const struct ar_doc *of, enum ar_fault fault, const char *want,
    const char *code)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_where at = {ar_diag_file(diag, "in"), 7};
	struct ar_buf begin = {0};

	scratch_listen();
	ar_refuse_fault(diag, at, of, fault, 25);
	ar_buf_addf(&begin, "t: in:7:%s", want);
	if (strncmp(scratch_heard(), begin.p, begin.n) != 0 ||
	    strcmp(scratch_code(), code) != 0)
		fail_msg("want %s: %s", want, scratch_heard());
	(void)scratch_stop(NULL);
	assert_int_equal(ar_diag_refused(diag), 1);
	assert_int_equal(ar_diag_status(diag), AR_EXIT_DATA);
	ar_buf_free(&begin);
	ar_diag_free(diag);
}

static void
test_faults(void **state)
{
	struct ar_doc paid = doc;

	(void)state;
	paid.paid_date = ar_day_of((struct ar_ymd){2026, 1, 31});
	for (size_t i = 0; i < ROWS(faults); i++)
		check(&paid, faults[i].fault, faults[i].want, faults[i].code);
}

static void
test_words_by_default(void **state)
{
	struct ar_doc plain = doc;

	(void)state;
	plain.kind = AR_KIND_NONE;
	plain.status = AR_STATUS_NONE;
	plain.ccy = (struct ar_ccy){"JPY", 0};
	check(&plain, AR_FAULT_SIGN, "amount: an amount of 1000 has the wrong "
	    "sign for kind 'invoice'; ", "sign");
	check(&plain, AR_FAULT_NO_PAID_DATE, "paid_date: status 'open' ",
	    "no-paid-date");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_faults, scratch_stop),
		cmocka_unit_test_teardown(test_words_by_default,
		    scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
