/*
 * tests/unit/test_yield.c
 * Purpose: what a discount for early payment is worth a year.
 */
#include "libar/yield.h"

#include "tests/unit/scratch.h"

#define PER_CENT (AR_RATE_ONE / 100)

/* The published ones, and edges; "" is not defined. */
static const struct row {
	struct ar_yield yield;
	unsigned digits;
	const char *simple, *effective;
} rows[] = {
	{{2 * PER_CENT, 20, 360}, 2, "36.73", "43.86"},
	{{2 * PER_CENT, 20, 365}, 2, "37.24", "44.59"},
	{{2 * PER_CENT, 5, 365}, 2, "148.98", "337.02"},
	{{2 * PER_CENT, 15, 365}, 2, "49.66", "63.49"},
	{{2 * PER_CENT, 25, 365}, 2, "29.80", "34.31"},
	{{2 * PER_CENT, 35, 365}, 2, "21.28", "23.45"},
	{{2 * PER_CENT, 45, 365}, 2, "16.55", "17.81"},
	{{2 * PER_CENT, 20, 365}, 0, "37", "45"},
	{{PER_CENT, 365, 365}, 9, "1.010101010", "1.010101010"},
	{{50 * PER_CENT, 365, 365}, 2, "100.00", "100.00"},
	{{50 * PER_CENT, 1, 365}, 2, "36500.00", ""},
	{{1, 1, 365}, 6, "0.000365", "0.000365"},
	{{2 * PER_CENT, 0, 365}, 2, "", ""},
	{{2 * PER_CENT, -5, 365}, 2, "", ""},
	{{AR_RATE_ONE, 20, 365}, 2, "", ""},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		char simple[AR_MONEY_MAX], effective[AR_MONEY_MAX];
		size_t n = ar_yield_simple(simple, &rows[i].yield,
		    rows[i].digits);
		size_t m = ar_yield_effective(effective, &rows[i].yield,
		    rows[i].digits);

		if (!ar_slice_eq(ar_slice(simple, n),
		    ar_slice_of(rows[i].simple)) || !ar_slice_eq(ar_slice(
		    effective, m), ar_slice_of(rows[i].effective)))
			fail_msg("row %zu: %.*s, %.*s", i, (int)n, simple,
			    (int)m, effective);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
