/*
 * tests/unit/test_openbal.c
 * Purpose: what is open on a day, rule by rule.
 */
#include "libar/openbal.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { POSTED = 1000, D = 1100, NEVER = 0, BLANK = -99 };

/* Rules 1 and 3 to 5: without payments. */
static const struct row {
	const char *name;
	ar_day invoice_date, paid_date;
	int64_t amount, balance;
	enum ar_status status;
	bool day_matters;
	int64_t want;
	enum ar_why why;
	enum ar_fault fault;
} rows[] = {
	{"amount", POSTED, 0, 100, BLANK, 0, 0, 100, AR_OPEN, 0},
	{"balance", POSTED, 0, 100, 40, 0, 0, 40, AR_OPEN, 0},
	{"balance 0", POSTED, 0, 100, 0, 0, 0, 0, AR_SETTLED, 0},
	{"credit", POSTED, 0, -100, BLANK, 0, 0, -100, AR_OPEN, 0},
	{"nothing", POSTED, 0, 0, BLANK, 0, 0, 0, AR_SETTLED, 0},
	{"posted that day", D, 0, 100, BLANK, 0, 0, 100, AR_OPEN, 0},
	{"posted later", D + 1, 0, 100, BLANK, 0, 0, 0, AR_FUTURE, 0},
	{"void", POSTED, 0, 100, 100, AR_STATUS_VOID, 1, 0, AR_VOID, 0},
	{"draft", POSTED, 0, 100, 100, AR_STATUS_DRAFT, 1, 0, AR_VOID, 0},
	{"void and later", D + 1, 0, 100, 100, AR_STATUS_VOID, 1, 0, AR_VOID,
	    0},
	{"paid the day before", POSTED, D - 1, 100, BLANK, 0, 0, 0,
	    AR_SETTLED, 0},
	{"paid that day", POSTED, D, 100, BLANK, 0, 0, 0, AR_SETTLED, 0},
	{"paid the day after", POSTED, D + 1, 100, BLANK, 0, 0, 100, AR_OPEN,
	    0},
	{"paid after, balance 0", POSTED, D + 1, 100, 0, 0, 0, 100, AR_OPEN,
	    0},
	{"paid after, status paid", POSTED, D + 1, 100, 0, AR_STATUS_PAID, 1,
	    100, AR_OPEN, 0},
	{"paid on no day", POSTED, 0, 100, BLANK, AR_STATUS_PAID, 0, 0,
	    AR_SETTLED, 0},
	{"written off", POSTED, 0, 100, BLANK, AR_STATUS_WRITTEN_OFF, 0, 0,
	    AR_SETTLED, 0},
	{"paid, the day matters", POSTED, 0, 100, BLANK, AR_STATUS_PAID, 1,
	    0, AR_SETTLED, AR_FAULT_NO_PAID_DATE},
	{"written off, the day matters", POSTED, 0, 100, BLANK,
	    AR_STATUS_WRITTEN_OFF, 1, 0, AR_SETTLED, AR_FAULT_NO_PAID_DATE},
	{"paid later, the day matters", D + 1, 0, 100, BLANK, AR_STATUS_PAID,
	    1, 0, AR_FUTURE, 0},
	{"open, the day matters", POSTED, 0, 100, 40, AR_STATUS_OPEN, 1, 40,
	    AR_OPEN, 0},
};

static void
test_without_payments(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_doc doc = {.invoice_date = row->invoice_date,
		    .paid_date = row->paid_date,
		    .amount = {row->amount, true},
		    .balance = {row->balance, row->balance != BLANK},
		    .status = (uint8_t)row->status};
		struct ar_open open;

		check(row->name, ar_open_on(&open, &doc, NULL, D,
		    row->day_matters) == row->fault);
		check(row->name, open.minor == row->want);
		check(row->name, open.why == row->why);
	}
}

/* Rule 2: two payments. */
static const struct paid_row {
	const char *name;
	int64_t amount;
	struct ar_paid paid[2];
	ar_day paid_date;
	int64_t want;
	enum ar_fault fault;
} paid_rows[] = {
	{"none", 100, {{0, 0, 0}, {0, 0, 0}}, 0, 100, 0},
	{"in part", 100, {{D - 1, 30, 0}, {D, 20, 0}}, 0, 50, 0},
	{"one later", 100, {{D, 30, 0}, {D + 1, 70, 0}}, 0, 70, 0},
	{"in full", 100, {{D, 30, 0}, {D, 70, 0}}, 0, 0, 0},
	{"too much", 100, {{D, 130, 0}, {D, 0, 0}}, 0, -30, 0},
	{"refund", 100, {{D, 100, 0}, {D, -40, 0}}, 0, 40, 0},
	{"before the document", 100, {{POSTED - 9, 100, 0}, {D, 0, 0}}, 0, 0, 0},
	{"credit", -100, {{D, -40, 0}, {D, 0, 0}}, 0, -60, 0},
	{"in full, paid_date", 100, {{D, 30, 0}, {D, 70, 0}}, D, 0, 0},
	{"paid_date tomorrow", 100, {{D, 30, 0}, {D, 20, 0}}, D + 1, 50, 0},
	{"paid_date, a rest", 100, {{D, 30, 0}, {D, 20, 0}}, D, 50,
	    AR_FAULT_PAID_BUT_OPEN},
	{"paid_date, too much", 100, {{D, 130, 0}, {D, 0, 0}}, D, -30,
	    AR_FAULT_PAID_BUT_OPEN},
	{"the most there is", INT64_MAX, {{D, 0, 0}, {D, 0, 0}}, 0, INT64_MAX,
	    0},
	{"greatest", INT64_MAX, {{D, INT64_MAX, 0}, {D, INT64_MAX, 0}}, 0,
	    -INT64_MAX, 0},
	{"beyond 64 bits", INT64_MAX, {{D, -1, 0}, {D, 0, 0}}, 0, 0,
	    AR_FAULT_RANGE},
	{"beyond 64 bits below", -INT64_MAX, {{D, 1, 0}, {D, 0, 0}}, 0, 0,
	    AR_FAULT_RANGE},
};

static void
test_with_payments(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(paid_rows); i++) {
		const struct paid_row *row = &paid_rows[i];
		struct ar_paid_list paid = {.paid = row->paid, .n = 2};
		struct ar_doc doc = {.invoice_date = POSTED,
		    .amount = {row->amount, true}, .balance = {7, true},
		    .paid_date = row->paid_date};
		struct ar_open open;

		check(row->name, ar_open_on(&open, &doc, &paid, D, true) ==
		    row->fault);
		check(row->name, open.minor == row->want);
		doc.status = AR_STATUS_VOID;
		check(row->name, ar_open_on(&open, &doc, &paid, D, true) ==
		    AR_FINE && open.why == AR_VOID && open.minor == 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_payments),
		cmocka_unit_test(test_with_payments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
