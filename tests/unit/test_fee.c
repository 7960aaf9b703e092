/*
 * tests/unit/test_fee.c
 * Purpose: how fees are written, and what they come to by days.
 */
#include "libar/fee.h"

#include <stdio.h>

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define PER_CENT (AR_RATE_ONE / 100)
#define BRACKETS "2%:10d,3%:20d,4%:30d,6%:40d,8%:50d,10%"

static struct ar_fee
fee_of(const char *text)
{
	struct ar_fee fee;

	memset(&fee, 0x55, sizeof fee);
	check(text, ar_fee_parse(&fee, ar_slice_of(text)) == AR_OK);
	return fee;
}

/* want: in cents of a base in cents. */
static const struct amount_row {
	const char *text;
	int64_t base;
	int32_t days;
	int64_t want;
} amount_rows[] = {
	{"3%", 1000000, 1, 30000},
	{"3%", 1000000, INT32_MAX, 30000},
	{"0%", 1000000, 30, 0},
	{"0.000000%", 1000000, 30, 0},
	{"100%", 1000000, 30, 1000000},
	{"007.50%", 10000, 30, 750},
	{"1.5%/15d", 10000, 1, 150},
	{"1.5%/15d", 10000, 15, 150},
	{"1.5%/15d", 10000, 16, 300},
	{"1.5%/15d", 10000, 30, 300},
	{"1.5%/15d", 10000, 31, 450},
	{"1%/1d", 10000, 45, 4500},
	{"1%/3650d", 10000, 3650, 100},
	{"1%/3650d", 10000, 3651, 200},
	{"1%/1d", 1, INT32_MAX, 21474836},
	{"3%/30d+1%/10d", 10000, 1, 300},
	{"3%/30d+1%/10d", 10000, 30, 300},
	{"3%/30d+1%/10d", 10000, 31, 400},
	{"3%/30d+1%/10d", 10000, 40, 400},
	{"3%/30d+1%/10d", 10000, 41, 500},
	{"3%/30d+1%/10d", 10000, 60, 600},
	{"4%/30d+3.5%/30d", 100000, 30, 4000},
	{"4%/30d+3.5%/30d", 100000, 31, 7500},
	{"4%/30d+3.5%/30d", 100000, 60, 7500},
	{"4%/30d+3.5%/30d", 100000, 61, 11000},
	{"0%/30d+1%/10d", 10000, 30, 0},
	{"0%/30d+1%/10d", 10000, 31, 100},
	{"3.5%/30d+daily", 100000, 1, 3500},
	{"3.5%/30d+daily", 100000, 30, 3500},
	{"3.5%/30d+daily", 100000, 31, 3617},
	{"3.5%/30d+daily", 100000, 45, 5250},
	{"1%/1d+daily", 10000, 45, 4500},
	{BRACKETS, 1000000, 1, 20000},
	{BRACKETS, 1000000, 10, 20000},
	{BRACKETS, 1000000, 11, 30000},
	{BRACKETS, 1000000, 20, 30000},
	{BRACKETS, 1000000, 35, 60000},
	{BRACKETS, 1000000, 50, 80000},
	{BRACKETS, 1000000, 51, 100000},
	{BRACKETS, 1000000, INT32_MAX, 100000},
	{"2%:10d,2%", 1000000, 11, 20000},
	/* Rounded once, half away from zero. */
	{"0.5%", 100, 1, 1},
	{"0.499999%", 100, 1, 0},
	{"0.000001%", 50000000, 1, 1},
	{"0.000001%", 49999999, 1, 0},
	{"0.4%/1d", 100, 2, 1},
	{"1%/30d+daily", 150, 31, 2},
	{"0.5%/3d+daily", 100, 4, 1},
	{"0.3%/3d+daily", 100, 5, 1},
	{"0.3%/3d+daily", 100, 4, 0},
	{"0.5%", -100, 1, -1},
	/* To the last bit. */
	{"100%", INT64_MAX, 1, INT64_MAX},
	{"50%/1d", INT64_MAX, 2, INT64_MAX},
	{"0.000001%/1d", INT64_MAX, 100000000, INT64_MAX},
	{"1%/3650d+daily", INT64_MAX, 365000, INT64_MAX}
};

static void
test_amounts(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(amount_rows); i++) {
		const struct amount_row *row = &amount_rows[i];
		struct ar_fee fee = fee_of(row->text);
		int64_t got = 4711;

		check(row->text, ar_fee_amount(&got, &fee, row->base,
		    row->days) == AR_OK);
		if (got != row->want)
			fail_msg("%s, day %d: %lld", row->text, row->days,
			    (long long)got);
	}
}

static const struct share_row {
	const char *text;
	int32_t days;
	ar_rate num;
	int32_t den;
} share_rows[] = {
	{"3%", 30, 3 * PER_CENT, 1},
	{"1.000001%/15d", 16, 2 * PER_CENT + 2, 1},
	{"3%/30d+1%/10d", 60, 6 * PER_CENT, 1},
	{"1%/30d+daily", 30, PER_CENT, 1},
	{"1%/30d+daily", 31, 31 * PER_CENT, 30},
	{"2%:10d,3%:20d,4%", 20, 3 * PER_CENT, 1}
};

static void
test_shares(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(share_rows); i++) {
		const struct share_row *row = &share_rows[i];
		struct ar_fee fee = fee_of(row->text);
		struct ar_fee_share share = ar_fee_share(&fee, row->days);

		check(row->text, share.num == row->num &&
		    share.den == row->den);
	}
}

static const struct overflow_row {
	const char *text;
	int64_t base;
	int32_t days;
} overflow_rows[] = {
	{"100%/1d", INT64_MAX, 2},
	{"50%/1d", INT64_MAX, 3},
	{"100%/1d", INT64_MAX, INT32_MAX},
	{"100%/1d", -INT64_MAX, 2},
	{"100%/1d+100%/1d", INT64_MAX, INT32_MAX},
	{"100%/1d+daily", INT64_MAX, INT32_MAX},
	{"100%/3650d+daily", INT64_MAX, 3651}
};

static void
test_overflow(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(overflow_rows); i++) {
		const struct overflow_row *row = &overflow_rows[i];
		struct ar_fee fee = fee_of(row->text);
		int64_t got = 4711;

		check(row->text, ar_fee_amount(&got, &fee, row->base,
		    row->days) == AR_EDATA);
	}
}

static void
test_refused(void **state)
{
	static const char *const texts[] = {
		"", "%", "3", "d", "3 %", " 3%", "3% ", "3%3%", "+3%", "-3%",
		"-0%", "3,5%", ".5%", "3.%", "1.0000001%", "100.000001%",
		"101%", "1e1%", "3%/", "3%/30", "3%/d", "3%/0d", "3%/-1d",
		"3%/+1d", "3%/1.5d", "3%/3651d", "3%/99999999999999999999d",
		"3%/ 30d", "3%/30d ", "3%/30D", "3%/30days", "3/30d",
		"3%/30d+", "3%/30d+1", "3%/30d+1%", "3%/30d+1%/", "3%/30d+1%/d",
		"3%/30d+1%/0d", "3%/30d+1%/3651d", "3%/30d+101%/10d",
		"3%/30d+-1%/10d", "3%/30d +1%/10d", "3%/30d+ 1%/10d",
		"3%/30d+1%/10d ", "3%/30d+1%/10d+1%/10d", "3%/30d+daily ",
		"3%/30d+Daily", "3%/30d+dail", "3%/30d+daily+1%/10d",
		"3%+1%/10d", "3%+daily", "3%/30d,4%", "3%/30d:40d",
		"2%:", "2%:10d", "2%:10d,", "2%:10,3%", "2%:10d,3%:20d",
		"2%:10d,3%,4%", "2%:10d, 3%", "2%:10d,3", "2%:10d;3%",
		"2%,3%", "2%:0d,3%", "2%:3651d,3%", "2%:10d,3%:10d,4%",
		"2%:10d,3%:9d,4%", "2%:10d,1%", "2%:10d,3%:20d,2.999999%",
		"2%:10d,3%/10d", "2%:10d+daily", "2%:10d,3%+daily",
		"2%:10d,,3%", "2%:10d,3%,"
	};
	struct ar_fee fee;

	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++)
		check(texts[i], ar_fee_parse(&fee, ar_slice_of(texts[i])) ==
		    AR_EDATA);
}

/* What the slice ends before does not belong to it. */
static void
test_ends_with_the_slice(void **state)
{
	const char *text = "1%/30d+2%/10d";
	struct ar_fee fee;

	(void)state;
	for (size_t n = 0; n < strlen(text); n++)
		check(text, (ar_fee_parse(&fee, ar_slice(text, n)) ==
		    AR_OK) == (n == 2 || n == 6));
}

/* So many steps, the last one without days. */
static struct ar_slice
table_of(char *text, size_t size, int steps)
{
	size_t n = 0;

	for (int i = 1; i < steps; i++)
		n += (size_t)snprintf(text + n, size - n, "%d%%:%dd,", i, i);
	n += (size_t)snprintf(text + n, size - n, "%d%%", steps);
	return ar_slice(text, n);
}

static void
test_most_steps(void **state)
{
	struct ar_fee fee;
	char text[512];

	(void)state;
	assert_int_equal(ar_fee_parse(&fee, table_of(text, sizeof text,
	    AR_FEE_STEPS)), AR_OK);
	assert_int_equal(fee.n, AR_FEE_STEPS);
	assert_true(ar_fee_share(&fee, 31).num == 31 * PER_CENT);
	assert_true(ar_fee_share(&fee, 32).num == 32 * PER_CENT);
	assert_int_equal(ar_fee_parse(&fee, table_of(text, sizeof text,
	    AR_FEE_STEPS + 1)), AR_EDATA);
}

static void
test_none(void **state)
{
	const struct ar_fee empty = {0};
	int64_t got = 4711;

	(void)state;
	assert_int_equal(ar_fee_amount(&got, &empty, INT64_MAX, 1), AR_OK);
	assert_true(got == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_overflow),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_ends_with_the_slice),
		cmocka_unit_test(test_most_steps),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
