/*
 * tests/unit/test_shares.c
 * Purpose: parts of a whole add up, and large remainders are served first.
 */
#include "libar/shares.h"

#include "tests/unit/scratch.h"

enum { PARTS = 5 };

static const struct {
	const char *name;
	ar_sum part[PARTS];
	size_t n;
	int64_t units, want[PARTS];     /* want[0] < 0 with n 0: refused */
	bool seen;
} rows[] = {
	{"thirds", {1, 1, 1}, 3, 100, {34, 33, 33}, false},
	{"one has all", {7}, 1, 1000, {1000}, false},
	{"the page of the manual", {9999999, 2770010, 2255025, 1130000,
	    427200}, 5, 1000, {603, 167, 136, 68, 26}, false},
	{"a small one is left out", {1, 999}, 2, 10, {0, 10}, false},
	{"a small one is seen", {1, 999}, 2, 10, {1, 9}, true},
	{"the largest gives", {63, 670, 95, 91, 81}, 5, 10,
	    {1, 6, 1, 1, 1}, true},
	{"nothing is not seen", {0, 5, 0, 5}, 4, 10, {0, 5, 0, 5}, true},
	{"below 0", {-50, 150}, 2, 1000, {-500, 1500}, false},
	{"below 0 and not even", {-1, 4}, 2, 10, {-3, 13}, false},
	{"more parts than units", {1, 1, 1, 1, 1}, 5, 3, {1, 1, 1, 0, 0},
	    true},
};

static void
test_shares(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		int64_t got[PARTS];
		int result = rows[i].seen ?
		    ar_shares_seen(got, rows[i].part, rows[i].n,
		    rows[i].units) :
		    ar_shares(got, rows[i].part, rows[i].n, rows[i].units);

		if (result != AR_OK || memcmp(got, rows[i].want,
		    rows[i].n * sizeof *got) != 0)
			fail_msg("failing row: %s", rows[i].name);
	}
}

static void
test_refused(void **state)
{
	const ar_sum huge = (ar_sum)1 << 120;
	const ar_sum none[] = {0, 0}, minus[] = {-5, 4};
	const ar_sum large[] = {huge, huge};
	int64_t got[2];

	(void)state;
	assert_int_equal(ar_shares(got, none, 2, 10), AR_EDATA);
	assert_int_equal(ar_shares(got, none, 0, 10), AR_EDATA);
	assert_int_equal(ar_shares(got, minus, 2, 10), AR_EDATA);
	assert_int_equal(ar_shares(got, large, 2, 1000), AR_EDATA);
	assert_int_equal(ar_shares(got, large, 2, 10), AR_OK);
	assert_int_equal(ar_shares_seen(got, none, 2, 10), AR_EDATA);
}

/* Whatever the parts, the shares add up. */
static void
test_sum(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		ar_sum part[PARTS];
		int64_t got[PARTS], sum = 0;

		for (size_t i = 0; i < PARTS; i++) {
			seed = seed * 6364136223846793005u +
			    1442695040888963407u;
			part[i] = (ar_sum)(seed >> 40) - (ar_sum)(seed >> 62)
			    * 4000000;
		}
		if (ar_shares(got, part, PARTS, 1000) != AR_OK)
			continue;
		for (size_t i = 0; i < PARTS; i++)
			sum += got[i];
		assert_int_equal(sum, 1000);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_sum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
