/*
 * tests/unit/test_foreignproduct.c
 * Purpose: a quantity times a price, exact or refused, or rounded once.
 */
#include "libar/foreignproduct.h"

#include "tests/unit/scratch.h"

static const struct {
	const char *a, *b;
	unsigned marks, digits;
	bool round;
	enum ar_money_err err;
	int64_t minor;
} rows[] = {
	{"100", "100", AR_ANY_MARK, 2, false, AR_MONEY_OK, 1000000},
	{"3", "33.33", AR_ANY_MARK, 2, false, AR_MONEY_OK, 9999},
	{"2.5", "0.04", AR_ANY_MARK, 2, false, AR_MONEY_OK, 10},
	{"1000", "0.0125", AR_ANY_MARK, 2, false, AR_MONEY_OK, 1250},
	{"0.1", "0.1", AR_ANY_MARK, 2, false, AR_MONEY_OK, 1},
	{"0.5", "0.01", AR_ANY_MARK, 2, false, AR_MONEY_DECIMALS, 0},
	{"0.5", "0.01", AR_ANY_MARK, 2, true, AR_MONEY_OK, 1},
	{"0.49", "0.01", AR_ANY_MARK, 2, true, AR_MONEY_OK, 0},
	{"-0.5", "0.01", AR_ANY_MARK, 2, true, AR_MONEY_OK, -1},
	{"0.5", "0.0099999", AR_ANY_MARK, 2, true, AR_MONEY_OK, 0},
	{"0.145", "1", AR_ANY_MARK, 2, true, AR_MONEY_OK, 15},
	{"-2", "-5.00", AR_ANY_MARK, 2, false, AR_MONEY_OK, 1000},
	{"-2", "5.00", AR_ANY_MARK, 2, false, AR_MONEY_OK, -1000},
	{"1,5", "1.200,00", 1U << AR_COMMA, 2, false, AR_MONEY_OK, 180000},
	{"1,500", "2", 1U << AR_POINT, 2, false, AR_MONEY_OK, 300000},
	{"7", "1.5", AR_ANY_MARK, 0, false, AR_MONEY_DECIMALS, 0},
	{"8", "1.5", AR_ANY_MARK, 0, false, AR_MONEY_OK, 12},
	{"2", "1.2345", AR_ANY_MARK, 3, false, AR_MONEY_OK, 2469},
	{"0", "1.23456", AR_ANY_MARK, 2, false, AR_MONEY_OK, 0},
	{"1.000000000000000000000", "0001.00", AR_ANY_MARK, 2, false,
	    AR_MONEY_OK, 100},
	{"123456789012345678", "1", AR_ANY_MARK, 0, false, AR_MONEY_OK,
	    123456789012345678},
	{"1234567890123456789", "1", AR_ANY_MARK, 0, false, AR_MONEY_RANGE,
	    0},
	{"1", "1234567890123456789", AR_ANY_MARK, 0, false, AR_MONEY_RANGE,
	    0},
	{"999999999999999999", "999999999999999999", AR_ANY_MARK, 2, false,
	    AR_MONEY_RANGE, 0},
	{"92233720368547758.07", "1", AR_ANY_MARK, 2, false, AR_MONEY_RANGE,
	    0},
	{"9223372036854775.807", "10", AR_ANY_MARK, 2, false, AR_MONEY_RANGE,
	    0},
	{"922337203685477.5807", "100", AR_ANY_MARK, 2, false,
	    AR_MONEY_RANGE, 0},
	{"1,500", "2", 1U << AR_COMMA, 2, false, AR_MONEY_OK, 300},
	{"1,5", "2", AR_ANY_MARK, 2, false, AR_MONEY_OK, 300},
	{"123456789012345678.0", "1", AR_ANY_MARK, 0, false, AR_MONEY_OK,
	    123456789012345678},
	{"1000000000000000000", "1", AR_ANY_MARK, 0, false, AR_MONEY_RANGE,
	    0},
	{"0000000000000000001", "1", AR_ANY_MARK, 0, false, AR_MONEY_OK, 1},
	{"49", "188232082384791343", AR_ANY_MARK, 0, false, AR_MONEY_OK,
	    INT64_MAX},
	{"49", "188232082384791343", AR_ANY_MARK, 2, false, AR_MONEY_RANGE,
	    0},
	{"922337203685477.58", "100", AR_ANY_MARK, 2, false, AR_MONEY_OK,
	    9223372036854775800},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_foreign_amount a, b;
		int64_t minor = 0;
		enum ar_money_err err;

		assert_int_equal(ar_foreign_amount(&a, ar_slice_of(rows[i].a),
		    ""), AR_MONEY_OK);
		assert_int_equal(ar_foreign_amount(&b, ar_slice_of(rows[i].b),
		    ""), AR_MONEY_OK);
		err = ar_foreign_product(&minor, &a, &b, rows[i].marks,
		    rows[i].digits, rows[i].round);
		if (err != rows[i].err || minor != rows[i].minor)
			fail_msg("%s x %s: %d %lld", rows[i].a, rows[i].b,
			    (int)err, (long long)minor);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
