/*
 * tests/unit/test_laterate.c
 * Purpose: which rate of interest is in force on a day, and its defaults.
 */
#include "libar/laterate.h"

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static struct ar_rate_row
rate_row(const char *rule, ar_day from, ar_rate percent)
{
	return (struct ar_rate_row){.rule = ar_slice_of(rule),
	    .from_date = from, .percent = percent};
}

/* Out of order; the percent is the number of the row, from 1. */
static const struct given_row {
	const char *rule, *from;
} given_rows[] = {
	{"eu", "2025-07-01"},
	{"eu", "2024-01-01"},
	{"eu", "2025-01-01"},
	{"eu", "2026-02-15"},
	{"eu", "2026-05-01"},
	{"uk", "2024-01-01"},
	{"own", "2024-06-10"},
	{"own", "2020-01-01"},
	{"own", "2024-06-11"},
	{"us-federal", "2024-07-01"},
	{"de", "2024-07-01"},
	{"uk", "2025-06-01"},
	{"eu", "2027-07-01"},
	{"eu", "2027-12-31"}
};

/* want: the number of the row in force, 0 for none. */
static const struct on_row {
	const char *rule, *day;
	ar_rate want;
	const char *until;
} on_rows[] = {
	{"eu", "2023-12-31", 0, ""},
	{"eu", "2024-01-01", 2, "2024-06-30"},
	{"eu", "2024-06-30", 2, "2024-06-30"},
	{"eu", "2024-07-01", 0, ""},
	{"eu", "2024-12-31", 0, ""},
	{"eu", "2025-01-01", 3, "2025-06-30"},
	{"eu", "2025-06-30", 3, "2025-06-30"},
	{"eu", "2025-07-01", 1, "2025-12-31"},
	{"eu", "2025-12-31", 1, "2025-12-31"},
	{"eu", "2026-01-01", 0, ""},
	{"eu", "2026-02-14", 0, ""},
	{"eu", "2026-02-15", 4, "2026-04-30"},
	{"eu", "2026-04-30", 4, "2026-04-30"},
	{"eu", "2026-05-01", 5, "2026-06-30"},
	{"eu", "2026-07-01", 0, ""},
	/* The last month of a half-year, and its last day. */
	{"uk", "2025-06-30", 12, "2025-06-30"},
	{"uk", "2025-07-01", 0, ""},
	{"eu", "2027-12-30", 13, "2027-12-30"},
	{"eu", "2027-12-31", 14, "2027-12-31"},
	{"eu", "2028-01-01", 0, ""},
	{"uk", "2024-06-30", 6, "2024-06-30"},
	{"uk", "2024-07-01", 0, ""},
	{"own", "2019-12-31", 0, ""},
	{"own", "2020-01-01", 8, "2024-06-09"},
	{"own", "2024-06-09", 8, "2024-06-09"},
	{"own", "2024-06-10", 7, "2024-06-10"},
	{"own", "2024-06-11", 9, "9999-12-31"},
	{"own", "9999-12-31", 9, "9999-12-31"},
	{"us-federal", "2024-12-31", 10, "2024-12-31"},
	{"us-federal", "2025-01-01", 0, ""},
	{"de", "2024-12-31", 11, "2024-12-31"},
	{"de", "2025-01-01", 0, ""},
	{"e", "2025-01-01", 0, ""},
	{"EU", "2025-01-01", 0, ""},
	{"", "2025-01-01", 0, ""}
};

static void
test_in_force(void **state)
{
	struct ar_late_rates rates;

	(void)state;
	ar_late_rates_init(&rates);
	for (size_t i = 0; i < ROWS(given_rows); i++) {
		struct ar_rate_row row = rate_row(given_rows[i].rule,
		    day_of(given_rows[i].from), (ar_rate)i + 1);

		assert_int_equal(ar_late_rates_add(&rates, &row), AR_OK);
	}
	for (size_t i = 0; i < ROWS(on_rows); i++) {
		const struct on_row *row = &on_rows[i];
		const struct ar_late_rate *rate = ar_late_rates_on(&rates,
		    ar_slice_of(row->rule), day_of(row->day));

		check(row->day, (rate != NULL) == (row->want != 0));
		check(row->day, rate == NULL || (rate->percent == row->want &&
		    rate->until == day_of(row->until)));
	}
	ar_late_rates_release(&rates);
}

static const struct default_row {
	const char *rule;
	uint8_t method, basis;
	struct ar_decimal minimum;
	enum ar_late_method want_method;
	enum ar_late_basis want_basis;
	int64_t want_minimum;           /* in cents */
} default_rows[] = {
	{"eu", 0, 0, {0}, AR_LATE_SPLIT, AR_BASIS_365, 0},
	{"de", 0, 0, {0}, AR_LATE_SPLIT, AR_BASIS_365, 0},
	{"own", 0, 0, {0}, AR_LATE_SPLIT, AR_BASIS_365, 0},
	{"uk", 0, 0, {0}, AR_LATE_FIXED, AR_BASIS_365, 0},
	{"us-federal", 0, 0, {0}, AR_LATE_US_FEDERAL, AR_BASIS_360, 100},
	{"us-federal", 0, 0, {25, 1, true}, AR_LATE_US_FEDERAL, AR_BASIS_360,
	    250},
	{"us-federal", 0, 0, {0, 0, true}, AR_LATE_US_FEDERAL, AR_BASIS_360,
	    0},
	{"us-federal", 0, AR_BASIS_365, {0}, AR_LATE_US_FEDERAL,
	    AR_BASIS_365, 100},
	{"own", AR_LATE_US_FEDERAL, 0, {0}, AR_LATE_US_FEDERAL, AR_BASIS_360,
	    100},
	{"uk", AR_LATE_SPLIT, AR_BASIS_ACTUAL, {5, 0, true}, AR_LATE_SPLIT,
	    AR_BASIS_ACTUAL, 500},
	{"own", AR_LATE_MONTH, AR_BASIS_360, {0}, AR_LATE_MONTH,
	    AR_BASIS_360, 0}
};

static void
test_defaults(void **state)
{
	ar_day day = day_of("2026-03-01");

	(void)state;
	for (size_t i = 0; i < ROWS(default_rows); i++) {
		const struct default_row *want = &default_rows[i];
		struct ar_rate_row row = rate_row(want->rule, day, 5);
		struct ar_late_rates rates;
		const struct ar_late_rate *got;
		int64_t minimum;

		row.method = want->method;
		row.basis = want->basis;
		row.minimum = want->minimum;
		row.grace_days = (struct ar_decimal){300, 2, true};
		row.fixed_sum = (struct ar_decimal){4025, 2, true};
		ar_late_rates_init(&rates);
		check(want->rule, ar_late_rates_add(&rates, &row) == AR_OK);
		got = ar_late_rates_on(&rates, row.rule, day);
		assert_non_null(got);
		check(want->rule, got->method == want->want_method &&
		    got->basis == want->want_basis && got->grace == 3 &&
		    got->from == day && got->fixed_sum.units == 4025 &&
		    ar_decimal_minor(&minimum, got->minimum, 2) == AR_OK &&
		    minimum == want->want_minimum);
		ar_late_rates_release(&rates);
	}
}

/* Nothing that is refused changes what is there. */
static void
test_refused(void **state)
{
	static const struct ar_decimal bad_grace[] = {
		{5, 1, true}, {-1, 0, true}, {INT64_MAX, 0, true},
		{AR_DAY_MAX + 1, 0, true}
	};
	struct ar_rate_row row = rate_row("own", 500, 1);
	struct ar_late_rates rates;

	(void)state;
	ar_late_rates_init(&rates);
	assert_int_equal(ar_late_rates_add(&rates, &row), AR_OK);
	row.percent = 2;
	assert_int_equal(ar_late_rates_add(&rates, &row), AR_EDATA);
	row.from_date = 600;
	row.percent = -1;
	assert_int_equal(ar_late_rates_add(&rates, &row), AR_EDATA);
	row.percent = 1;
	for (size_t i = 0; i < ROWS(bad_grace); i++) {
		row.grace_days = bad_grace[i];
		assert_int_equal(ar_late_rates_add(&rates, &row), AR_EDATA);
	}
	assert_int_equal(ar_late_rates_on(&rates, row.rule, 600)->from, 500);
	assert_int_equal(ar_late_rates_on(&rates, row.rule, 500)->percent, 1);
	/* The edges are in. */
	row.percent = 0;
	row.grace_days = (struct ar_decimal){AR_DAY_MAX, 0, true};
	assert_int_equal(ar_late_rates_add(&rates, &row), AR_OK);
	assert_int_equal(ar_late_rates_on(&rates, row.rule, 600)->grace,
	    AR_DAY_MAX);
	/* The same day of another rule is another rate. */
	row = rate_row("other", 500, 1);
	assert_int_equal(ar_late_rates_add(&rates, &row), AR_OK);
	ar_late_rates_release(&rates);
}

/* 1,000 days, each once, in an order that jumps. */
static void
test_any_order(void **state)
{
	enum { DAYS = 1000, JUMP = 389 };
	struct ar_late_rates rates;

	(void)state;
	ar_late_rates_init(&rates);
	for (int i = 0; i < DAYS; i++) {
		ar_day day = 700000 + 2 * (i * JUMP % DAYS);
		struct ar_rate_row row = rate_row("own", day, day);

		assert_int_equal(ar_late_rates_add(&rates, &row), AR_OK);
	}
	for (ar_day day = 700000; day < 700000 + 2 * DAYS; day++) {
		const struct ar_late_rate *rate = ar_late_rates_on(&rates,
		    AR_S("own"), day);
		ar_day from = day - day % 2;

		assert_true(rate != NULL && rate->from == from &&
		    rate->percent == from);
		assert_true(rate->until == from + 1 ||
		    from == 700000 + 2 * (DAYS - 1));
	}
	ar_late_rates_release(&rates);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_in_force),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
