/*
 * tests/unit/test_doc.c
 * Purpose: what a document and a payment say, and what contradicts itself.
 */
#include "libar/doc.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { DAY = 739000, BLANK = -99 };

static const struct row {
	const char *name;
	enum ar_kind kind;
	enum ar_status status;
	int64_t amount, balance;        /* balance BLANK: not filled */
	ar_day paid_date;
	enum ar_fault want;
} rows[] = {
	{"plain", 0, 0, 100, BLANK, 0, AR_FINE},
	{"balance is amount", 0, 0, 100, 100, 0, AR_FINE},
	{"balance in between", 0, 0, 100, 1, 0, AR_FINE},
	{"balance 0", 0, 0, 100, 0, 0, AR_FINE},
	{"balance above", 0, 0, 100, 101, 0, AR_FAULT_BALANCE_BEYOND},
	{"balance of the other sign", 0, 0, 100, -1, 0,
	    AR_FAULT_BALANCE_BEYOND},
	{"credit: balance is amount", 0, 0, -100, -100, 0, AR_FINE},
	{"credit: balance 0", 0, 0, -100, 0, 0, AR_FINE},
	{"credit: balance above", 0, 0, -100, -101, 0,
	    AR_FAULT_BALANCE_BEYOND},
	{"credit: other sign", 0, 0, -100, 1, 0, AR_FAULT_BALANCE_BEYOND},
	{"nothing: balance 0", 0, 0, 0, 0, 0, AR_FINE},
	{"nothing: balance 1", 0, 0, 0, 1, 0, AR_FAULT_BALANCE_BEYOND},
	{"nothing: balance -1", 0, 0, 0, -1, 0, AR_FAULT_BALANCE_BEYOND},
	{"paid_date", 0, 0, 100, BLANK, DAY, AR_FINE},
	{"paid_date, balance 0", 0, 0, 100, 0, DAY, AR_FINE},
	{"paid_date, balance", 0, 0, 100, 1, DAY,
	    AR_FAULT_PAID_DATE_BUT_BALANCE},
	{"open", 0, AR_STATUS_OPEN, 100, 50, 0, AR_FINE},
	{"open, paid_date", 0, AR_STATUS_OPEN, 100, BLANK, DAY,
	    AR_FAULT_OPEN_BUT_PAID_DATE},
	{"open, paid_date, balance 0", 0, AR_STATUS_OPEN, 100, 0, DAY,
	    AR_FAULT_OPEN_BUT_PAID_DATE},
	{"paid", 0, AR_STATUS_PAID, 100, BLANK, 0, AR_FINE},
	{"paid, balance 0", 0, AR_STATUS_PAID, 100, 0, DAY, AR_FINE},
	{"paid, balance", 0, AR_STATUS_PAID, 100, 1, 0,
	    AR_FAULT_SETTLED_BUT_BALANCE},
	{"written off, balance", 0, AR_STATUS_WRITTEN_OFF, 100, 100, 0,
	    AR_FAULT_SETTLED_BUT_BALANCE},
	{"void is not judged", 0, AR_STATUS_VOID, 100, 999, DAY, AR_FINE},
	{"draft is not judged", 0, AR_STATUS_DRAFT, 100, -1, DAY, AR_FINE},
	{"credit note", AR_KIND_CREDIT_NOTE, 0, -1, BLANK, 0, AR_FINE},
	{"credit note of 0", AR_KIND_CREDIT_NOTE, 0, 0, BLANK, 0, AR_FINE},
	{"credit note above 0", AR_KIND_CREDIT_NOTE, 0, 1, BLANK, 0,
	    AR_FAULT_SIGN},
	{"payment above 0", AR_KIND_PAYMENT, 0, 1, BLANK, 0, AR_FAULT_SIGN},
	{"void credit note above 0", AR_KIND_CREDIT_NOTE, AR_STATUS_VOID, 1,
	    BLANK, 0, AR_FAULT_SIGN},
	{"invoice below 0", AR_KIND_INVOICE, 0, -1, BLANK, 0, AR_FINE},
	{"charge below 0", AR_KIND_FINANCE_CHARGE, 0, -1, BLANK, 0, AR_FINE},
	{"deposit below 0", AR_KIND_DEPOSIT, 0, -1, BLANK, 0, AR_FINE},
	{"least amount", 0, 0, -INT64_MAX, -INT64_MAX, 0, AR_FINE},
	{"greatest amount", 0, 0, INT64_MAX, INT64_MAX, 0, AR_FINE},
};

static void
test_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_doc doc = {.kind = (uint8_t)row->kind,
		    .status = (uint8_t)row->status,
		    .amount = {row->amount, true},
		    .balance = {row->balance, row->balance != BLANK},
		    .paid_date = row->paid_date};

		check(row->name, ar_doc_check(&doc) == row->want);
	}
}

static void
test_status(void **state)
{
	(void)state;
	for (uint8_t s = AR_STATUS_NONE; s <= AR_STATUS_WRITTEN_OFF; s++) {
		struct ar_doc doc = {.status = s};

		assert_int_equal(ar_doc_is_void(&doc),
		    s == AR_STATUS_VOID || s == AR_STATUS_DRAFT);
		assert_int_equal(ar_doc_is_settled(&doc),
		    s == AR_STATUS_PAID || s == AR_STATUS_WRITTEN_OFF);
	}
}

/* Something is paid, and the document does not say when. */
static const struct row undated[] = {
	{"open", 0, 0, 100, BLANK, 0, false},
	{"balance is amount", 0, 0, 100, 100, 0, false},
	{"partly paid", 0, 0, 100, 99, 0, true},
	{"balance 0", 0, 0, 100, 0, 0, true},
	{"partly paid, status open", 0, AR_STATUS_OPEN, 100, 40, 0, true},
	{"credit: balance is amount", 0, 0, -100, -100, 0, false},
	{"credit: partly used", 0, 0, -100, -40, 0, true},
	{"paid_date", 0, 0, 100, BLANK, DAY, false},
	{"paid_date, balance 0", 0, 0, 100, 0, DAY, false},
	{"paid", 0, AR_STATUS_PAID, 100, BLANK, 0, true},
	{"paid, balance 0", 0, AR_STATUS_PAID, 100, 0, 0, true},
	{"paid, paid_date", 0, AR_STATUS_PAID, 100, BLANK, DAY, false},
	{"written off", 0, AR_STATUS_WRITTEN_OFF, 100, BLANK, 0, true},
	{"written off, paid_date", 0, AR_STATUS_WRITTEN_OFF, 100, 0, DAY,
	    false},
	{"of 0, balance 0", 0, 0, 0, 0, 0, false},
};

static void
test_undated(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(undated); i++) {
		const struct row *row = &undated[i];
		struct ar_doc doc = {.status = (uint8_t)row->status,
		    .amount = {row->amount, true},
		    .balance = {row->balance, row->balance != BLANK},
		    .paid_date = row->paid_date};

		check(row->name, ar_doc_is_undated(&doc) ==
		    ((int)row->want != 0));
	}
}

static void
test_payment_kind(void **state)
{
	(void)state;
	for (uint8_t k = AR_PAYMENT_NONE; k <= AR_PAYMENT_REFUND; k++) {
		struct ar_payment p = {.kind = k};

		assert_int_equal(ar_payment_kind_of(&p),
		    k == AR_PAYMENT_NONE ? AR_PAYMENT_RECEIPT : k);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_undated),
		cmocka_unit_test(test_payment_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
