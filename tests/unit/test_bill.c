/*
 * tests/unit/test_bill.c
 * Purpose: groups of lines by tax, their taxes, and the totals.
 */
#include "libar/bill.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define PER_CENT (AR_RATE_ONE / 100)

static const struct fits_row {
	uint8_t category;
	bool zero, above;       /* whether 0 and whether more is possible */
} fits_rows[] = {
	{AR_TAX_NONE, true, true},
	{AR_TAX_STANDARD, false, true},
	{AR_TAX_ZERO, true, false},
	{AR_TAX_EXEMPT, true, false},
	{AR_TAX_REVERSE, true, false},
	{AR_TAX_INTRA, true, false},
	{AR_TAX_EXPORT, true, false},
	{AR_TAX_OUTSIDE, true, false},
	{AR_TAX_CANARIES, true, true},
	{AR_TAX_CEUTA, true, true}
};

static void
test_fits(void **state)
{
	(void)state;
	assert_int_equal(ROWS(fits_rows), AR_TAX_CEUTA + 1);
	for (size_t i = 0; i < ROWS(fits_rows); i++) {
		const struct fits_row *row = &fits_rows[i];

		assert_int_equal(ar_tax_fits(row->category, 0), row->zero);
		assert_int_equal(ar_tax_fits(row->category, 1), row->above);
		assert_int_equal(ar_tax_fits(row->category, AR_RATE_ONE),
		    row->above);
	}
}

/* One group; wanted is what decimal of Python makes of it. */
static const struct tax_row {
	const char *name;
	int64_t base;
	ar_rate rate;
	int64_t want;
} tax_rows[] = {
	{"nothing", 0, 19 * PER_CENT, 0},
	{"no rate", 12345, 0, 0},
	{"19 %", 10000, 19 * PER_CENT, 1900},
	{"19 %, rounded", 7499, 19 * PER_CENT, 1425},
	{"7 %", 1999, 7 * PER_CENT, 140},
	{"5.5 %", 100, 5500000, 6},
	{"a half", 50, 5 * PER_CENT, 3},
	{"a half, negative", -50, 5 * PER_CENT, -3},
	{"a half of an even number", 250, 5 * PER_CENT, 13},
	{"a half, small", 10, 5 * PER_CENT, 1},
	{"a half, small, negative", -10, 5 * PER_CENT, -1},
	{"below a half", 9, 5 * PER_CENT, 0},
	{"below a half, negative", -9, 5 * PER_CENT, 0},
	{"just below a half", 1, 49999999, 0},
	{"a half of one", 1, 50 * PER_CENT, 1},
	{"a half of one, negative", -1, 50 * PER_CENT, -1},
	{"six decimals", 100000000, 12345678, 12345678},
	{"six decimals, rounded", 12345678, 8333333, 1028806},
	{"yen, 10 %", 1984, 10 * PER_CENT, 198},
	{"yen, 8 %", 1206, 8 * PER_CENT, 96},
	{"dinars, a half", 123450, 5 * PER_CENT, 6173},
	{"dinars, a half, negative", -123450, 5 * PER_CENT, -6173},
	{"credit", -10000, 19 * PER_CENT, -1900},
	{"the least rate", 50000000, 1, 1},
	{"below the least", 49999999, 1, 0},
	{"all of it", 12345, AR_RATE_ONE, 12345},
	{"half of the largest", 4611686018427387903, AR_RATE_ONE,
	    4611686018427387903},
	{"large", 4611686018427387903, 99999999, 4611685972310527719},
	{"large, 21 %", 7000000000000000000, 21 * PER_CENT,
	    1470000000000000000},
	{"large, negative", -7000000000000000001, 21500000,
	    -1505000000000000000}
};

static void
test_tax(void **state)
{
	struct ar_bill bill = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(tax_rows); i++) {
		const struct tax_row *row = &tax_rows[i];
		size_t group = 99;

		ar_bill_clear(&bill);
		check(row->name, ar_bill_add(&bill, AR_TAX_STANDARD,
		    row->rate, row->base, &group) == AR_OK);
		check(row->name, ar_bill_total(&bill) == AR_OK);
		check(row->name, group == 0 && bill.ngroups == 1);
		check(row->name, bill.group[0].base == row->base);
		check(row->name, bill.group[0].tax == row->want);
		check(row->name, bill.net == row->base);
		check(row->name, bill.tax == row->want);
		check(row->name, bill.amount == row->base + row->want);
	}
	ar_bill_free(&bill);
}

struct line {
	uint8_t category;
	ar_rate rate;
	int64_t net;
	size_t group;           /* wanted */
};

static void
add_lines(struct ar_bill *bill, const struct line *line, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t group = 99;

		assert_int_equal(ar_bill_add(bill, line[i].category,
		    line[i].rate, line[i].net, &group), AR_OK);
		assert_int_equal(group, line[i].group);
	}
}

static void
check_group(const struct ar_bill_group *got, int64_t base, int64_t tax)
{
	assert_int_equal(got->base, base);
	assert_int_equal(got->tax, tax);
}

/* Category and rate make a group, in the order of the first lines. */
static void
test_groups(void **state)
{
	static const struct line line[] = {
		{AR_TAX_STANDARD, 19 * PER_CENT, 10000, 0},
		{AR_TAX_STANDARD, 7 * PER_CENT, 1999, 1},
		{AR_TAX_ZERO, 0, 500, 2},
		{AR_TAX_STANDARD, 19 * PER_CENT, -2501, 0},
		{AR_TAX_EXEMPT, 0, 42, 3},
		{AR_TAX_NONE, 0, 7, 4},
		{AR_TAX_NONE, 19 * PER_CENT, 50, 5},
		{AR_TAX_STANDARD, 7 * PER_CENT, 1, 1},
		{AR_TAX_ZERO, 0, -500, 2},
		{AR_TAX_STANDARD, 7 * PER_CENT + 1, 3000, 6}
	};
	struct ar_bill bill = {0};

	(void)state;
	add_lines(&bill, line, ROWS(line));
	assert_int_equal(ar_bill_total(&bill), AR_OK);
	assert_int_equal(ar_bill_total(&bill), AR_OK);
	assert_int_equal(bill.ngroups, 7);
	check_group(&bill.group[0], 7499, 1425);
	check_group(&bill.group[1], 2000, 140);
	check_group(&bill.group[2], 0, 0);
	check_group(&bill.group[3], 42, 0);
	check_group(&bill.group[4], 7, 0);
	check_group(&bill.group[5], 50, 10);
	check_group(&bill.group[6], 3000, 210);
	assert_int_equal(bill.group[1].category, AR_TAX_STANDARD);
	assert_int_equal(bill.group[1].rate, 7 * PER_CENT);
	assert_int_equal(bill.group[3].category, AR_TAX_EXEMPT);
	assert_int_equal(bill.net, 12598);
	assert_int_equal(bill.tax, 1785);
	assert_int_equal(bill.amount, 14383);
	ar_bill_free(&bill);
}

/* Three lines of 0.33 at 19 % are 0.19 of tax, not three times 0.06. */
static void
test_tax_is_of_the_group(void **state)
{
	static const struct line line[] = {
		{AR_TAX_STANDARD, 19 * PER_CENT, 33, 0},
		{AR_TAX_STANDARD, 19 * PER_CENT, 33, 0},
		{AR_TAX_STANDARD, 19 * PER_CENT, 33, 0}
	};
	struct ar_bill bill = {0};

	(void)state;
	add_lines(&bill, line, ROWS(line));
	assert_int_equal(ar_bill_total(&bill), AR_OK);
	assert_int_equal(bill.tax, 19);
	assert_int_equal(bill.amount, 118);
	ar_bill_free(&bill);
}

/* Two halves of a cent are rounded each, and their sum is not again. */
static void
test_totals_are_of_rounded(void **state)
{
	static const struct line line[] = {
		{AR_TAX_STANDARD, 5 * PER_CENT, 10, 0},
		{AR_TAX_CANARIES, 5 * PER_CENT, 10, 1}
	};
	struct ar_bill bill = {0};

	(void)state;
	add_lines(&bill, line, ROWS(line));
	assert_int_equal(ar_bill_total(&bill), AR_OK);
	assert_int_equal(bill.tax, 2);
	assert_int_equal(bill.amount, 22);
	ar_bill_free(&bill);
}

static void
test_no_lines(void **state)
{
	struct ar_bill bill = {0};

	(void)state;
	assert_int_equal(ar_bill_total(&bill), AR_OK);
	assert_int_equal(bill.amount, 0);
	ar_bill_clear(&bill);
	ar_bill_free(&bill);
}

static void
test_usable_after_free(void **state)
{
	struct ar_bill bill = {0};
	size_t group = 99;

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(ar_bill_add(&bill, AR_TAX_NONE, 0, 5,
		    &group), AR_OK);
		assert_int_equal(ar_bill_total(&bill), AR_OK);
		assert_int_equal(bill.amount, 5);
		ar_bill_free(&bill);
		assert_null(bill.group);
		assert_int_equal(bill.ngroups, 0);
	}
	ar_bill_free(&bill);
}

/* More of them, then fewer, then more than ever. */
static void
test_many_groups_and_again(void **state)
{
	static const int sizes[] = {100, 1, 3, 1000};
	struct ar_bill bill = {0};

	(void)state;
	for (size_t k = 0; k < ROWS(sizes); k++) {
		int n = sizes[k];

		ar_bill_clear(&bill);
		assert_int_equal(bill.ngroups, 0);
		assert_int_equal(bill.amount, 0);
		for (int i = 0; i < 2 * n; i++) {
			size_t group = 0;

			assert_int_equal(ar_bill_add(&bill, AR_TAX_STANDARD,
			    i % n, i, &group), AR_OK);
			assert_int_equal(group, i % n);
		}
		assert_int_equal(ar_bill_total(&bill), AR_OK);
		assert_int_equal(bill.ngroups, n);
		assert_int_equal(bill.net, (int64_t)n * (2 * n - 1));
		for (int i = 0; i < n; i++)
			check_group(&bill.group[i], 2 * i + n, 0);
	}
	ar_bill_free(&bill);
}

/* A group's base that does not fit is refused and left as it was. */
static void
test_base_range(void **state)
{
	struct ar_bill bill = {0};
	size_t group = 0;

	(void)state;
	assert_int_equal(ar_bill_add(&bill, AR_TAX_NONE, 0, INT64_MAX - 1,
	    &group), AR_OK);
	assert_int_equal(ar_bill_add(&bill, AR_TAX_NONE, 0, 2, &group),
	    AR_EDATA);
	assert_true(bill.group[0].base == INT64_MAX - 1);
	assert_int_equal(ar_bill_add(&bill, AR_TAX_NONE, 0, 1, &group),
	    AR_OK);
	assert_int_equal(ar_bill_add(&bill, AR_TAX_ZERO, 0, -INT64_MAX,
	    &group), AR_OK);
	assert_int_equal(ar_bill_add(&bill, AR_TAX_ZERO, 0, -1, &group),
	    AR_EDATA);
	assert_int_equal(ar_bill_total(&bill), AR_OK);
	assert_int_equal(bill.net, 0);
	ar_bill_free(&bill);
}

static const struct range_row {
	const char *name;
	struct line line[3];
	int want;
} range_rows[] = {
	{"largest net", {{AR_TAX_NONE, 0, INT64_MAX - 1, 0},
	    {AR_TAX_ZERO, 0, 1, 1}}, AR_OK},
	{"net too large", {{AR_TAX_NONE, 0, INT64_MAX, 0},
	    {AR_TAX_ZERO, 0, 1, 1}}, AR_EDATA},
	{"net too small", {{AR_TAX_NONE, 0, -INT64_MAX, 0},
	    {AR_TAX_ZERO, 0, -1, 1}}, AR_EDATA},
	{"net too large on the way only", {{AR_TAX_NONE, 0, INT64_MAX, 0},
	    {AR_TAX_ZERO, 0, 2, 1}, {AR_TAX_EXEMPT, 0, -2, 2}}, AR_OK},
	{"amount too large", {{AR_TAX_STANDARD, PER_CENT, INT64_MAX, 0}},
	    AR_EDATA},
	{"amount too small", {{AR_TAX_STANDARD, PER_CENT, -INT64_MAX, 0}},
	    AR_EDATA},
	{"tax too large", {{AR_TAX_STANDARD, AR_RATE_ONE, INT64_MAX, 0},
	    {AR_TAX_CEUTA, AR_RATE_ONE, 1, 1},
	    {AR_TAX_ZERO, 0, -INT64_MAX, 2}}, AR_EDATA},
	{"tax of a group too large", {{AR_TAX_NONE, 2 * AR_RATE_ONE,
	    INT64_MAX, 0}, {AR_TAX_ZERO, 0, -INT64_MAX, 1},
	    {AR_TAX_EXEMPT, 0, -INT64_MAX, 2}}, AR_EDATA}
};

static void
test_total_range(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(range_rows); i++) {
		const struct range_row *row = &range_rows[i];
		struct ar_bill bill = {0};
		size_t n = 0;

		while (n < ROWS(row->line) && row->line[n].net != 0)
			n++;
		add_lines(&bill, row->line, n);
		check(row->name, ar_bill_total(&bill) == row->want);
		ar_bill_free(&bill);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_tax),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_tax_is_of_the_group),
		cmocka_unit_test(test_totals_are_of_rounded),
		cmocka_unit_test(test_no_lines),
		cmocka_unit_test(test_usable_after_free),
		cmocka_unit_test(test_many_groups_and_again),
		cmocka_unit_test(test_base_range),
		cmocka_unit_test(test_total_range)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
