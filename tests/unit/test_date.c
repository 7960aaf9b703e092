/*
 * tests/unit/test_date.c
 * Purpose: the calendar, day by day and at its edges.
 */
#include "libar/date.h"

#include <limits.h>

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct parse_row {
	const char *name;
	const char *input;
	ar_day want;
	enum ar_day_err err;
} parse_rows[] = {
	{"first", "0001-01-01", AR_DAY_MIN, AR_DAY_OK},
	{"last", "9999-12-31", AR_DAY_MAX, AR_DAY_OK},
	{"epoch of Unix", "1970-01-01", 719163, AR_DAY_OK},
	{"an ordinary day", "2026-11-21", 739941, AR_DAY_OK},
	{"leap day of 2000", "2000-02-29", 730179, AR_DAY_OK},
	{"leap day of 2024", "2024-02-29", 738945, AR_DAY_OK},
	{"1900 is common", "1900-02-29", 0, AR_DAY_NONE},
	{"2023 is common", "2023-02-29", 0, AR_DAY_NONE},
	{"February 30", "2024-02-30", 0, AR_DAY_NONE},
	{"April 31", "2026-04-31", 0, AR_DAY_NONE},
	{"December 32", "2026-12-32", 0, AR_DAY_NONE},
	{"day 0", "2026-01-00", 0, AR_DAY_NONE},
	{"month 0", "2026-00-10", 0, AR_DAY_NONE},
	{"month 13", "2026-13-01", 0, AR_DAY_NONE},
	{"year 0", "0000-12-31", 0, AR_DAY_NONE},
	{"all nines", "9999-99-99", 0, AR_DAY_NONE},
	{"empty", "", 0, AR_DAY_EMPTY},
	{"blank", " ", 0, AR_DAY_FORM},
	{"too short", "2026-1-01", 0, AR_DAY_FORM},
	{"too long", "2026-01-010", 0, AR_DAY_FORM},
	{"with time", "2026-01-01T00:00", 0, AR_DAY_FORM},
	{"basic form", "20260101", 0, AR_DAY_FORM},
	{"slashes", "2026/01/01", 0, AR_DAY_FORM},
	{"second slash", "2026-01/01", 0, AR_DAY_FORM},
	{"day first", "01-01-2026", 0, AR_DAY_FORM},
	{"blank in front", " 026-01-01", 0, AR_DAY_FORM},
	{"sign", "2026--1-01", 0, AR_DAY_FORM},
	{"letter", "2026-01-0x", 0, AR_DAY_FORM},
	{"letter before the last digit", "2026-01-x1", 0, AR_DAY_FORM},
	{"byte below the digits", "2026-0/-01", 0, AR_DAY_FORM},
	{"byte above the digits", "2026-0:-01", 0, AR_DAY_FORM},
	{"full-width digit", "20\xef\xbc\x92-01-01", 0, AR_DAY_FORM}
};

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(parse_rows); i++) {
		const struct parse_row *row = &parse_rows[i];
		ar_day got = 0;
		enum ar_day_err err;

		err = ar_day_parse(&got, ar_slice_of(row->input));
		check(row->name, err == row->err && got == row->want);
	}
}

/* A digit or a dash, each in its places, is all that the form has. */
static void
test_every_byte(void **state)
{
	(void)state;
	for (int at = 0; at < AR_DAY_TEXT; at++)
		for (int byte = 0; byte <= UCHAR_MAX; byte++) {
			char text[] = "2026-11-21";
			bool dash = text[at] == '-';
			ar_day day;

			text[at] = (char)byte;
			assert_int_equal(ar_day_parse(&day,
			    ar_slice(text, AR_DAY_TEXT)) != AR_DAY_FORM,
			    dash ? byte == '-' : byte >= '0' && byte <= '9');
		}
}

static void
assert_same_ymd(struct ar_ymd a, struct ar_ymd b)
{
	assert_int_equal(a.year, b.year);
	assert_int_equal(a.month, b.month);
	assert_int_equal(a.day, b.day);
}

static void
test_no_day(void **state)
{
	(void)state;
	assert_same_ymd(ar_day_ymd(AR_NO_DAY), (struct ar_ymd){0});
	assert_same_ymd(ar_day_ymd(AR_DAY_MAX + 1), (struct ar_ymd){0});
	assert_int_equal(ar_day_add(AR_DAY_MAX + 1, -1), AR_NO_DAY);
	assert_int_equal(ar_month_days(2026, 0), 0);
	assert_int_equal(ar_month_days(2026, 13), 0);
}

/* The day after, by the rules of the calendar only. */
static struct ar_ymd
tomorrow(struct ar_ymd at)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = (at.year % 4 == 0 && at.year % 100 != 0) ||
	    at.year % 400 == 0;

	if (at.day < days[at.month - 1] + (at.month == 2 && leap))
		return (struct ar_ymd){at.year, at.month, at.day + 1};
	if (at.month < 12)
		return (struct ar_ymd){at.year, at.month + 1, 1};
	return (struct ar_ymd){at.year + 1, 1, 1};
}

static void
test_every_day(void **state)
{
	struct ar_ymd at = {1, 1, 1};
	int weekday = 0;
	char text[AR_DAY_TEXT];

	(void)state;
	for (ar_day day = AR_DAY_MIN; day <= AR_DAY_MAX; day++) {
		ar_day back = AR_NO_DAY;

		assert_same_ymd(ar_day_ymd(day), at);
		assert_int_equal(ar_day_of(at), day);
		ar_day_format(text, day);
		assert_int_equal(ar_day_parse(&back,
		    ar_slice(text, sizeof(text))), AR_DAY_OK);
		assert_int_equal(back, day);
		assert_int_equal(ar_weekday(day), weekday);
		at = tomorrow(at);
		weekday = (weekday + 1) % 7;
	}
	assert_same_ymd(at, (struct ar_ymd){10000, 1, 1});
}

static void
test_no_such_day(void **state)
{
	(void)state;
	assert_int_equal(ar_day_of((struct ar_ymd){10000, 1, 1}), AR_NO_DAY);
	assert_int_equal(ar_day_of((struct ar_ymd){0, 12, 31}), AR_NO_DAY);
	assert_int_equal(ar_day_of((struct ar_ymd){2026, -1, 1}), AR_NO_DAY);
	assert_int_equal(ar_day_of((struct ar_ymd){2026, 1, -1}), AR_NO_DAY);
	assert_int_equal(ar_month_end(AR_NO_DAY), AR_NO_DAY);
	assert_int_equal(ar_day_add(AR_NO_DAY, 1), AR_NO_DAY);
	assert_int_equal(ar_day_add_months(AR_NO_DAY, 12), AR_NO_DAY);
	assert_int_equal(ar_unit_end_before(AR_NO_DAY, AR_WEEK), AR_NO_DAY);
}

static void
test_format(void **state)
{
	char text[AR_DAY_TEXT];

	(void)state;
	ar_day_format(text, AR_DAY_MIN);
	assert_memory_equal(text, "0001-01-01", sizeof(text));
	ar_day_format(text, 738945);
	assert_memory_equal(text, "2024-02-29", sizeof(text));
}

static const struct weekday_row {
	const char *name;
	const char *input;
	int want;
} weekday_rows[] = {
	{"first day is a Monday", "0001-01-01", 0},
	{"epoch of Unix is a Thursday", "1970-01-01", 3},
	{"a Saturday", "2000-01-01", 5},
	{"a Sunday", "2026-11-22", 6},
	{"last day is a Friday", "9999-12-31", 4}
};

static void
test_weekday(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(weekday_rows); i++)
		check(weekday_rows[i].name,
		    ar_weekday(day_of(weekday_rows[i].input)) ==
		    weekday_rows[i].want);
}

static const struct month_row {
	const char *name;
	const char *input;
	int months;
	const char *want;       /* "" for none */
} month_rows[] = {
	{"none", "2026-01-31", 0, "2026-01-31"},
	{"clamped", "2026-01-31", 1, "2026-02-28"},
	{"clamped in a leap year", "2024-01-31", 1, "2024-02-29"},
	{"not clamped by the month between", "2026-01-31", 2, "2026-03-31"},
	{"clamped to 30", "2026-03-31", 1, "2026-04-30"},
	{"backward, clamped", "2026-03-31", -1, "2026-02-28"},
	{"backward over the year", "2026-01-15", -1, "2025-12-15"},
	{"forward over the year", "2026-12-31", 2, "2027-02-28"},
	{"leap day and a year", "2024-02-29", 12, "2025-02-28"},
	{"leap day and four years", "2024-02-29", 48, "2028-02-29"},
	{"leap day and four years to 1900", "1896-02-29", 48, "1900-02-28"},
	{"the end does not stick", "2026-02-28", 1, "2026-03-28"},
	{"the whole domain", "0001-01-01", 119987, "9999-12-01"},
	{"the whole domain back", "9999-12-31", -119987, "0001-01-31"},
	{"too early", "0001-01-31", -1, ""},
	{"too late", "9999-12-01", 1, ""},
	{"far too early", "2026-01-01", INT32_MIN, ""},
	{"far too late", "2026-01-01", INT32_MAX, ""}
};

static void
test_add_months(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(month_rows); i++) {
		const struct month_row *row = &month_rows[i];

		check(row->name,
		    ar_day_add_months(day_of(row->input), row->months) ==
		    day_of(row->want));
	}
}

static const struct add_row {
	const char *name;
	int64_t days;
	ar_day day, want;
} add_rows[] = {
	{"none", 0, 5, 5},
	{"forward", 30, 5, 35},
	{"backward", -30, 35, 5},
	{"to the last", AR_DAY_MAX - 1, AR_DAY_MIN, AR_DAY_MAX},
	{"to the first", 1 - AR_DAY_MAX, AR_DAY_MAX, AR_DAY_MIN},
	{"past the last", 1, AR_DAY_MAX, AR_NO_DAY},
	{"before the first", -1, AR_DAY_MIN, AR_NO_DAY},
	{"most days", INT64_MAX, AR_DAY_MAX, AR_NO_DAY},
	{"least days", INT64_MIN, AR_DAY_MAX, AR_NO_DAY},
	{"would wrap 32 bits", INT64_C(4294967296), 5, AR_NO_DAY}
};

static void
test_add(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(add_rows); i++) {
		const struct add_row *row = &add_rows[i];

		check(row->name,
		    ar_day_add(row->day, row->days) == row->want);
	}
}

static void
test_earlier(void **state)
{
	(void)state;
	assert_int_equal(ar_day_earlier(AR_DAY_MIN, AR_DAY_MAX), AR_DAY_MIN);
	assert_int_equal(ar_day_earlier(AR_DAY_MAX, AR_DAY_MIN), AR_DAY_MIN);
	assert_int_equal(ar_day_earlier(AR_NO_DAY, 5), 5);
	assert_int_equal(ar_day_earlier(5, AR_NO_DAY), 5);
	assert_int_equal(ar_day_earlier(AR_NO_DAY, AR_NO_DAY), AR_NO_DAY);
}

static const struct unit_row {
	const char *name;
	enum ar_unit unit;
	const char *input;
	const char *want, *previous;    /* "" for none */
} unit_rows[] = {
	{"week", AR_WEEK, "2024-03-05", "2024-03-05", "2024-02-27"},
	{"first week", AR_WEEK, "0001-01-07", "0001-01-07", ""},
	{"second week", AR_WEEK, "0001-01-08", "0001-01-08", "0001-01-01"},
	{"inside a month", AR_MONTH, "2024-03-15", "2024-02-29",
	    "2024-01-31"},
	{"day before the end of a month", AR_MONTH, "2024-02-28",
	    "2024-01-31", "2023-12-31"},
	{"end of a leap February", AR_MONTH, "2024-02-29", "2024-02-29",
	    "2024-01-31"},
	{"end of a common February", AR_MONTH, "2023-02-28", "2023-02-28",
	    "2023-01-31"},
	{"first of a month", AR_MONTH, "2026-01-01", "2025-12-31",
	    "2025-11-30"},
	{"first month", AR_MONTH, "0001-01-30", "", ""},
	{"end of the first month", AR_MONTH, "0001-01-31", "0001-01-31", ""},
	{"last month", AR_MONTH, "9999-12-31", "9999-12-31", "9999-11-30"},
	{"inside a quarter", AR_QUARTER, "2026-05-31", "2026-03-31",
	    "2025-12-31"},
	{"end of a quarter", AR_QUARTER, "2026-06-30", "2026-06-30",
	    "2026-03-31"},
	{"before the end of a quarter", AR_QUARTER, "2026-12-30",
	    "2026-09-30", "2026-06-30"},
	{"first quarter", AR_QUARTER, "0001-03-30", "", ""},
	{"end of the first quarter", AR_QUARTER, "0001-04-01", "0001-03-31",
	    ""},
	{"inside a year", AR_YEAR, "2024-12-30", "2023-12-31", "2022-12-31"},
	{"end of a year", AR_YEAR, "2024-12-31", "2024-12-31", "2023-12-31"},
	{"first year", AR_YEAR, "0001-12-30", "", ""},
	{"end of the first year", AR_YEAR, "0001-12-31", "0001-12-31", ""}
};

static void
test_units(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(unit_rows); i++) {
		const struct unit_row *row = &unit_rows[i];
		ar_day end;

		end = ar_unit_end_before(day_of(row->input), row->unit);
		check(row->name, end == day_of(row->want));
		check(row->name, ar_unit_previous(end, row->unit) ==
		    day_of(row->previous));
	}
}

static void
test_month_days(void **state)
{
	(void)state;
	assert_int_equal(ar_month_days(2023, 2), 28);
	assert_int_equal(ar_month_days(2024, 2), 29);
	assert_int_equal(ar_month_days(1900, 2), 28);
	assert_int_equal(ar_month_days(2000, 2), 29);
	assert_int_equal(ar_month_days(2026, 1), 31);
	assert_int_equal(ar_month_days(2026, 11), 30);
	assert_int_equal(ar_month_days(9999, 12), 31);
	assert_int_equal(ar_month_end(day_of("2024-02-01")),
	    day_of("2024-02-29"));
	assert_int_equal(ar_month_end(AR_DAY_MAX), AR_DAY_MAX);
}

/* Numbers of months, and the first day of each. */
static const struct number_row {
	const char *name, *input;
	int32_t want;
	const char *first;
} number_rows[] = {
	{"first day", "0001-01-01", 12, "0001-01-01"},
	{"end of the first month", "0001-01-31", 12, "0001-01-01"},
	{"second month", "0001-02-01", 13, "0001-02-01"},
	{"December of year 1", "0001-12-31", 23, "0001-12-01"},
	{"year 2", "0002-01-01", 24, "0002-01-01"},
	{"leap day", "2024-02-29", 24289, "2024-02-01"},
	{"an ordinary day", "2026-11-21", 24322, "2026-11-01"},
	{"last day", "9999-12-31", 119999, "9999-12-01"}
};

static void
test_month_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(number_rows); i++) {
		const struct number_row *row = &number_rows[i];

		check(row->name, ar_month_of(day_of(row->input)) ==
		    row->want);
		check(row->name, ar_month_begin(row->want) ==
		    day_of(row->first));
	}
	assert_int_equal(ar_month_begin(11), AR_NO_DAY);
	assert_int_equal(ar_month_begin(120000), AR_NO_DAY);
	assert_int_equal(ar_month_begin(0), AR_NO_DAY);
	assert_int_equal(ar_month_begin(-1), AR_NO_DAY);
	assert_int_equal(ar_month_begin(-12), AR_NO_DAY);
}

/* A month's number is one more than that of the month before. */
static void
test_every_month(void **state)
{
	ar_day day = AR_DAY_MIN;

	(void)state;
	for (int32_t month = 12; month < 120000; month++) {
		assert_int_equal(ar_month_begin(month), day);
		assert_int_equal(ar_month_of(day), month);
		day = ar_month_end(day);
		assert_int_equal(ar_month_of(day), month);
		day++;
	}
	assert_int_equal(day, AR_DAY_MAX + 1);
}

static void
test_unit_parse(void **state)
{
	static const char *const good[] = {
		"week", "month", "quarter", "year",
	}, *const bad[] = {"", "Month", "months", "day", " year"};

	(void)state;
	for (size_t i = 0; i < ROWS(good) + ROWS(bad); i++) {
		enum ar_unit unit = AR_YEAR;
		bool is_good = i < ROWS(good);
		const char *text = is_good ? good[i] : bad[i - ROWS(good)];

		check(text, ar_unit_parse(&unit, ar_slice_of(text)) ==
		    (is_good ? AR_OK : AR_EDATA));
		check(text, unit == (is_good ? (enum ar_unit)i : AR_YEAR));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_no_day),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_no_such_day),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_weekday),
		cmocka_unit_test(test_add_months),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_earlier),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_unit_parse),
		cmocka_unit_test(test_month_days),
		cmocka_unit_test(test_month_numbers),
		cmocka_unit_test(test_every_month)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
