/*
 * tests/unit/test_style.c
 * Purpose: numbers and dates as a country writes them.
 */
#include "libar/style.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* An out of NULL: the example is refused. */
static const struct {
	const char *example, *in, *out;
} numbers[] = {
	{"1,234.50", "1234567.5", "1,234,567.5"},
	{"1.234,50", "-1234.50", "-1.234,50"},
	{"1.234,50", "123456", "123.456"},
	{"1.234,50", "-123", "-123"},
	{"1234,50", "1234.50", "1234,50"},
	{"1234.50", "1234.50", "1234.50"},
	{"1'234.50", "1000.00", "1'000.00"},
	{"1 234,50", "1000000.00", "1 000 000,00"},
	{"1\xc2\xa0" "234,50", "1000.00", "1\xc2\xa0" "000,00"},
	{"1\xe2\x80\xaf" "234,50", "1000.00", "1\xe2\x80\xaf" "000,00"},
	{"1,234.50", "0", "0"},
	{"1,234.50", "999.125", "999.125"},
	{"1,234.50", "92233720368547758.07", "92,233,720,368,547,758.07"},
	{"1,234,50", "1", NULL}, {"1.234.50", "1", NULL}, {"", "1", NULL},
	{"1,234", "1", NULL}, {"2,234.50", "1", NULL}, {"1x234.50", "1", NULL},
	{"1,234.5", "1", NULL}, {"1,,234.50", "1", NULL},
	{"1234-50", "1", NULL},
};

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(numbers); i++) {
		struct ar_style style = {0};
		struct ar_buf b = {0};
		bool good = ar_style_numbers(&style,
		    ar_slice_of(numbers[i].example)) == AR_OK;

		ar_style_number(&b, &style, ar_slice_of(numbers[i].in));
		check(numbers[i].example, good == (numbers[i].out != NULL) &&
		    ar_slice_eq(ar_buf_slice(&b), ar_slice_of(good ?
		    numbers[i].out : numbers[i].in)));
		ar_buf_free(&b);
	}
}

static const struct {
	const char *form, *out;         /* of 2026-06-05 */
} dates[] = {
	{"iso", "2026-06-05"}, {"dmy", "05.06.2026"}, {"mdy", "06/05/2026"},
	{"ymd", "2026/06/05"}, {"d/m/y", "05/06/2026"},
	{"d mon y", "5 Jun 2026"}, {"month d, y", "June 5, 2026"},
	{"d-mon-y", "5-Jun-2026"}, {"d.m.y", "05.06.2026"},
	{"", NULL}, {"d.m", NULL}, {"d.m.y.y", NULL}, {"d.m.mon.y", NULL},
	{"dd.mm.yy", NULL}, {"d;m;y", NULL}, {"dmY", NULL},
};

static void
test_dates(void **state)
{
	const ar_day day = ar_day_of((struct ar_ymd){2026, 6, 5});

	(void)state;
	for (size_t i = 0; i < ROWS(dates); i++) {
		struct ar_style style = {0};
		struct ar_buf b = {0};
		bool good = ar_style_dates(&style,
		    ar_slice_of(dates[i].form)) == AR_OK;

		if (good)
			ar_style_day(&b, &style, day);
		check(dates[i].form, good == (dates[i].out != NULL) &&
		    (!good || ar_slice_eq(ar_buf_slice(&b),
		    ar_slice_of(dates[i].out))));
		ar_buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
