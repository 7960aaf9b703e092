/*
 * tests/unit/test_recovery.c
 * Purpose: shares between the rows of a table, and what waiting loses.
 */
#include "libar/recovery.h"

#include <stdlib.h>

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { ONE = AR_RECOVERY_ONE };

static const struct {
	const char *name;
	int32_t age;
	int64_t share;
} shares[] = {
	{"at once", 0, ONE},
	{"a day", 1, 997000000},
	{"45 days", 45, 865000000},
	{"before a row", 89, 733000000},
	{"on a row", 90, 730000000},
	/* 0.73 - 0.23 / 90 = 0.727444444.4 */
	{"down", 91, 727444444},
	/* 0.5 - 0.25 x 2 / 185 = 0.497297297.3 */
	{"down too", 182, 497297297},
	/* 0.5 - 0.25 / 185 = 0.498648648.6 */
	{"up", 181, 498648649},
	{"the last row", 730, 100000000},
	{"beyond", 731, 100000000},
	{"far beyond", 3652059, 100000000},
};

static void
test_default(void **state)
{
	struct ar_recovery r;

	(void)state;
	ar_recovery_default(&r);
	for (size_t i = 0; i < ROWS(shares); i++)
		check(shares[i].name, ar_recovery_at(&r, shares[i].age) ==
		    shares[i].share);
	free(r.point);
}

static void
test_half(void **state)
{
	struct ar_recovery r = {0};

	(void)state;
	assert_int_equal(ar_recovery_add(&r,
	    (struct ar_recovery_point){0, 2}), AR_OK);
	assert_int_equal(ar_recovery_add(&r,
	    (struct ar_recovery_point){4, 1}), AR_OK);
	assert_int_equal(ar_recovery_at(&r, 1), 2);
	assert_int_equal(ar_recovery_at(&r, 2), 2);
	assert_int_equal(ar_recovery_at(&r, 3), 1);
	free(r.point);
}

/* Behind a first point of 0 days and 0.5, where there is one. */
static const struct {
	const char *name;
	bool first;
	struct ar_recovery_point point;
	int want;
} points[] = {
	{"first", true, {0, ONE}, AR_OK},
	{"first of 0", true, {0, 0}, AR_OK},
	{"first late", true, {1, ONE}, AR_EDATA},
	{"first below 0", true, {-1, ONE}, AR_EDATA},
	{"above 1", true, {0, ONE + 1}, AR_EDATA},
	{"below 0", true, {0, -1}, AR_EDATA},
	{"later and less", false, {1, ONE / 2 - 1}, AR_OK},
	{"later and the same", false, {1, ONE / 2}, AR_OK},
	{"later and more", false, {1, ONE / 2 + 1}, AR_EDATA},
	{"the same day", false, {0, 0}, AR_EDATA},
	{"later and below 0", false, {1, -1}, AR_EDATA},
	{"very late", false, {INT32_MAX, 0}, AR_OK},
};

static void
test_add(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(points); i++) {
		struct ar_recovery r = {0};
		size_t before;

		if (!points[i].first)
			assert_int_equal(ar_recovery_add(&r,
			    (struct ar_recovery_point){0, ONE / 2}), AR_OK);
		before = r.n;
		check(points[i].name, ar_recovery_add(&r, points[i].point) ==
		    points[i].want);
		check(points[i].name, r.n == before +
		    (points[i].want == AR_OK));
		free(r.point);
	}
}

/* The products do not leave 64 bits. */
static void
test_wide(void **state)
{
	struct ar_recovery r = {0};

	(void)state;
	assert_int_equal(ar_recovery_add(&r,
	    (struct ar_recovery_point){0, ONE}), AR_OK);
	assert_int_equal(ar_recovery_add(&r,
	    (struct ar_recovery_point){INT32_MAX, ONE}), AR_OK);
	assert_int_equal(ar_recovery_at(&r, INT32_MAX - 1), ONE);
	free(r.point);
}

static const struct {
	const char *name;
	int64_t amount;
	int32_t age;
	int64_t units;          /* of the amount's minor units */
	int64_t parts;          /* and of 1e-9 of them */
} losses[] = {
	{"nothing", 0, 0, 0, 0},
	/* 30 x 0.003 = 0.09 */
	{"straight", 100000, 0, 9000, 0},
	{"straight later", 100000, 60, 9000, 0},
	/* 0.73 + 0.003 - (0.5 + 0.23 x 61 / 90) = 0.077111111 */
	{"around a row", 1, 89, 0, 77111111},
	/* 0.25 / 185 x 30 = 0.040540541, of rounded shares */
	{"rounded", 1, 180, 0, 40540541},
	{"into the end", 1000, 729, 0, 410959000},
	{"beyond the end", 1000, 730, 0, 0},
	{"negative", -100000, 0, -9000, 0},
	{"the most", INT64_MAX, 0, 830103483316929822, 630000000},
};

static void
test_loss(void **state)
{
	struct ar_recovery r;

	(void)state;
	ar_recovery_default(&r);
	for (size_t i = 0; i < ROWS(losses); i++)
		check(losses[i].name, ar_recovery_loss(&r, losses[i].amount,
		    losses[i].age) == (ar_sum)losses[i].units * ONE +
		    losses[i].parts);
	free(r.point);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_half),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_loss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
