/*
 * tests/unit/test_bareday.c
 * Purpose: dates of digits alone, with and without a year.
 */
#include "libar/bareday.h"

#include "tests/unit/scratch.h"

static const struct {
	const char *text, *first, *last;
	enum ar_day_err err;
	struct ar_ymd want;
} days[] = {
	{"31052026", "", "", AR_DAY_OK, {2026, 5, 31}},
	{"310526", "", "", AR_DAY_OK, {2026, 5, 31}},
	{"010269", "", "", AR_DAY_OK, {1969, 2, 1}},
	{"3105", "20260501", "20260531", AR_DAY_OK, {2026, 5, 31}},
	{"3112", "20251201", "20260131", AR_DAY_OK, {2025, 12, 31}},
	{"0101", "20251201", "20260131", AR_DAY_OK, {2026, 1, 1}},
	{"2902", "20231001", "20240930", AR_DAY_OK, {2024, 2, 29}},
	{"0110", "20231001", "20240930", AR_DAY_OK, {2023, 10, 1}},
	{"3009", "20231001", "20240930", AR_DAY_OK, {2024, 9, 30}},
	/* One that is not there. */
	{"2902", "20260101", "20261231", AR_DAY_NONE, {0, 0, 0}},
	{"3113", "20260101", "20261231", AR_DAY_NONE, {0, 0, 0}},
	{"3104", "20260101", "20261231", AR_DAY_NONE, {0, 0, 0}},
	{"0106", "20260501", "20260531", AR_DAY_NONE, {0, 0, 0}},
	{"290226", "", "", AR_DAY_NONE, {0, 0, 0}},
	{"05312026", "", "", AR_DAY_NONE, {0, 0, 0}},
	/* One that may be there twice, or never. */
	{"0106", "20250601", "20260601", AR_DAY_FORM, {0, 0, 0}},
	{"0106", "20260601", "20250601", AR_DAY_FORM, {0, 0, 0}},
	{"0106", "", "", AR_DAY_FORM, {0, 0, 0}},
	{"", "20260101", "20261231", AR_DAY_EMPTY, {0, 0, 0}},
	/* A digit that was lost, or is none. */
	{"105", "20260101", "20261231", AR_DAY_FORM, {0, 0, 0}},
	{"10526", "", "", AR_DAY_FORM, {0, 0, 0}},
	{"1052026", "", "", AR_DAY_FORM, {0, 0, 0}},
	{"310520260", "", "", AR_DAY_FORM, {0, 0, 0}},
	{"3l05", "20260101", "20261231", AR_DAY_FORM, {0, 0, 0}},
	{"31.5", "20260101", "20261231", AR_DAY_FORM, {0, 0, 0}},
	{" 105", "20260101", "20261231", AR_DAY_FORM, {0, 0, 0}},
};

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(days); i++) {
		struct ar_period p = {AR_NO_DAY, AR_NO_DAY};
		ar_day day = AR_NO_DAY;
		enum ar_day_err err;

		if (days[i].first[0] != '\0') {
			assert_int_equal(ar_bare_ymd(&p.first,
			    ar_slice_of(days[i].first)), AR_DAY_OK);
			assert_int_equal(ar_bare_ymd(&p.last,
			    ar_slice_of(days[i].last)), AR_DAY_OK);
		}
		err = ar_bare_day(&day, ar_slice_of(days[i].text), &p);
		if (err != days[i].err || (err == AR_DAY_OK &&
		    day != ar_day_of(days[i].want)))
			fail_msg("'%s' in %s to %s: %d, day %d", days[i].text,
			    days[i].first, days[i].last, err, day);
	}
}

static void
test_ymd(void **state)
{
	ar_day day;

	(void)state;
	assert_int_equal(ar_bare_ymd(&day, AR_S("20260531")), AR_DAY_OK);
	assert_int_equal(day, ar_day_of((struct ar_ymd){2026, 5, 31}));
	assert_int_equal(ar_bare_ymd(&day, AR_S("20260532")), AR_DAY_NONE);
	assert_int_equal(ar_bare_ymd(&day, AR_S("2026053")), AR_DAY_FORM);
	assert_int_equal(ar_bare_ymd(&day, AR_S("2026-5-1")), AR_DAY_FORM);
	assert_int_equal(ar_bare_ymd(&day, AR_S("")), AR_DAY_FORM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_ymd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
