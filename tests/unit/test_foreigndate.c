/*
 * tests/unit/test_foreigndate.c
 * Purpose: foreign dates in every order that they may have.
 */
#include "libar/foreigndate.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "libar/dateformat.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* The days under dmy, mdy and ymd; "-" where it is none. */
static const struct {
	const char *input, *dmy, *mdy, *ymd;
	enum ar_day_err err;
} rows[] = {
	/* Orders. */
	{"01/02/2026", "2026-02-01", "2026-01-02", "-", AR_DAY_OK},
	{"1/2/2026", "2026-02-01", "2026-01-02", "-", AR_DAY_OK},
	{"03/03/2026", "2026-03-03", "2026-03-03", "-", AR_DAY_OK},
	{"12/12/2026", "2026-12-12", "2026-12-12", "-", AR_DAY_OK},
	{"12/13/2026", "-", "2026-12-13", "-", AR_DAY_OK},
	{"13/12/2026", "2026-12-13", "-", "-", AR_DAY_OK},
	{"28.02.2026", "2026-02-28", "-", "-", AR_DAY_OK},
	{"29.02.2024", "2024-02-29", "-", "-", AR_DAY_OK},
	{"29.02.2026", "-", "-", "-", AR_DAY_NONE},
	{"31/04/2026", "-", "-", "-", AR_DAY_NONE},
	{"13/13/2026", "-", "-", "-", AR_DAY_NONE},
	{"0/1/2026", "-", "-", "-", AR_DAY_NONE},
	{"28 06 2013", "2013-06-28", "-", "-", AR_DAY_OK},
	{"28-06-2013", "2013-06-28", "-", "-", AR_DAY_OK},
	/* A year of two digits may stand first or last. */
	{"01/02/03", "2003-02-01", "2003-01-02", "2001-02-03", AR_DAY_OK},
	{"31/12/69", "1969-12-31", "-", "-", AR_DAY_OK},
	{"31/12/99", "1999-12-31", "-", "-", AR_DAY_OK},
	{"31/12/68", "2068-12-31", "-", "-", AR_DAY_OK},
	{"31/12/00", "2000-12-31", "-", "-", AR_DAY_OK},
	{"31/12/26", "2026-12-31", "-", "2031-12-26", AR_DAY_OK},
	{"01/02/0005", "0005-02-01", "0005-01-02", "-", AR_DAY_OK},
	{"1/2/26", "2026-02-01", "2026-01-02", "-", AR_DAY_OK},
	{"26-1-5", "-", "-", "2026-01-05", AR_DAY_OK},
	{"69-01-05", "-", "-", "1969-01-05", AR_DAY_OK},
	/* These read themselves. */
	{"2026-02-01", "2026-02-01", "2026-02-01", "2026-02-01", AR_DAY_OK},
	{"2026/2/1", "2026-02-01", "2026-02-01", "2026-02-01", AR_DAY_OK},
	{"2026/2/10", "2026-02-10", "2026-02-10", "2026-02-10", AR_DAY_OK},
	{"2026-02-30", "-", "-", "-", AR_DAY_NONE},
	{"2026-13-01", "-", "-", "-", AR_DAY_NONE},
	{"12-Aug-2026", "2026-08-12", "2026-08-12", "2026-08-12", AR_DAY_OK},
	{"1-Aug-26", "2026-08-01", "2026-08-01", "2026-08-01", AR_DAY_OK},
	{"12-aug-26", "2026-08-12", "2026-08-12", "-", AR_DAY_OK},
	{"Jan 28 2021", "2021-01-28", "2021-01-28", "2021-01-28", AR_DAY_OK},
	{"Jan 28, 2021", "2021-01-28", "2021-01-28", "2021-01-28", AR_DAY_OK},
	{"28 January 2021", "2021-01-28", "2021-01-28", "2021-01-28",
	    AR_DAY_OK},
	{"1. Sept. 2021", "2021-09-01", "2021-09-01", "2021-09-01",
	    AR_DAY_OK},
	{"2021 Dec 31", "2021-12-31", "2021-12-31", "2021-12-31", AR_DAY_OK},
	{"MAY/3/2021", "2021-05-03", "2021-05-03", "2021-05-03", AR_DAY_OK},
	{"31 Feb 2021", "-", "-", "-", AR_DAY_NONE},
	{"28-Jan 2021", "2021-01-28", "2021-01-28", "2021-01-28", AR_DAY_OK},
	{"Jan-28 2021", "2021-01-28", "2021-01-28", "2021-01-28", AR_DAY_OK},
	/* Times are passed over. */
	{"2013-06-30 12:00", "2013-06-30", "2013-06-30", "2013-06-30",
	    AR_DAY_OK},
	{"2013-06-30T23:59:59Z", "2013-06-30", "2013-06-30", "2013-06-30",
	    AR_DAY_OK},
	{"2021-01-28T11:04:09+00:00", "2021-01-28", "2021-01-28",
	    "2021-01-28", AR_DAY_OK},
	{"2021-01-28T11:04:09.123456-0530", "2021-01-28", "2021-01-28",
	    "2021-01-28", AR_DAY_OK},
	{"6/30/2013 9:05:00 AM", "-", "2013-06-30", "-", AR_DAY_OK},
	{"30 06 2013 12:00", "2013-06-30", "-", "-", AR_DAY_OK},
	{"6/30/2013 9:05 pm", "-", "2013-06-30", "-", AR_DAY_OK},
	{"6/30/2013 9:05pm UTC", "-", "2013-06-30", "-", AR_DAY_OK},
	{"30.6.2013T24:00", "2013-06-30", "-", "-", AR_DAY_OK},
	{"30.6.2013 12:00:60", "2013-06-30", "-", "-", AR_DAY_OK},
	{"30.6.2013 12:00:00.123456789", "2013-06-30", "-", "-", AR_DAY_OK},
	{"30.6.2013 12:00+14:59", "2013-06-30", "-", "-", AR_DAY_OK},
	{"30.6.2013 12:00 GMT", "2013-06-30", "-", "-", AR_DAY_OK},
	{"30.6.2013 12:00-05", "2013-06-30", "-", "-", AR_DAY_OK},
	{"30.6.2013 12:00+15:00", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:00+14:60", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:00+05:", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:00+05:3", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:00+05:300", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:00 a", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:00:61", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:00:00.1234567890", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 012:00", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:0x", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:x0", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:/5", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:0/", "-", "-", "-", AR_DAY_FORM},
	{"30.6.2013 12:0", "-", "-", "-", AR_DAY_FORM},
	{"2013-06-30 12:60", "-", "-", "-", AR_DAY_FORM},
	{"2013-06-30 25:00", "-", "-", "-", AR_DAY_FORM},
	{"2013-06-30 12:00 noon", "-", "-", "-", AR_DAY_FORM},
	{"2013-06-30 ", "-", "-", "-", AR_DAY_FORM},
	/* No dates. */
	{"", "-", "-", "-", AR_DAY_EMPTY},
	{"00:00.0", "-", "-", "-", AR_DAY_FORM},
	{"05:23.4", "-", "-", "-", AR_DAY_FORM},
	{"44197", "-", "-", "-", AR_DAY_FORM},
	{"20260201", "-", "-", "-", AR_DAY_FORM},
	{"01.", "-", "-", "-", AR_DAY_FORM},
	{"01/02/x", "-", "-", "-", AR_DAY_FORM},
	{"01/02", "-", "-", "-", AR_DAY_FORM},
	{"01/02/2026/3", "-", "-", "-", AR_DAY_FORM},
	{"01/02-2026", "-", "-", "-", AR_DAY_FORM},
	{"01/02/226", "-", "-", "-", AR_DAY_FORM},
	{"1/2/6", "-", "-", "-", AR_DAY_FORM},
	{"1/2-2026", "-", "-", "-", AR_DAY_FORM},
	{"01/2-2026", "-", "-", "-", AR_DAY_FORM},
	{"1/02-2026", "-", "-", "-", AR_DAY_FORM},
	{"01/123/2026", "-", "-", "-", AR_DAY_FORM},
	{"12 Aug 6", "-", "-", "-", AR_DAY_FORM},
	{"12 Aug 226", "-", "-", "-", AR_DAY_FORM},
	{"123 Aug 2026", "-", "-", "-", AR_DAY_FORM},
	{"Aug 123 2026", "-", "-", "-", AR_DAY_FORM},
	{"2026/2/1034", "-", "-", "-", AR_DAY_FORM},
	{"2026/2/103", "-", "-", "-", AR_DAY_FORM},
	{"2026 Aug 123", "-", "-", "-", AR_DAY_FORM},
	{"001/02/2026", "-", "-", "-", AR_DAY_FORM},
	{"12026-01-02", "-", "-", "-", AR_DAY_FORM},
	{"-1/02/2026", "-", "-", "-", AR_DAY_FORM},
	{"01//2026", "-", "-", "-", AR_DAY_FORM},
	{"Foo 28 2021", "-", "-", "-", AR_DAY_FORM},
	{"Jan Feb 2021", "-", "-", "-", AR_DAY_FORM},
	{"28 2021 Jan", "-", "-", "-", AR_DAY_FORM},
	{"today", "-", "-", "-", AR_DAY_FORM},
};

static void
check_day(const char *input, ar_day day, const char *want)
{
	char text[AR_DAY_TEXT + 1] = "-";

	if (day != AR_NO_DAY) {
		ar_day_format(text, day);
		text[AR_DAY_TEXT] = '\0';
	}
	if (strcmp(text, want) != 0)
		fail_msg("%s: %s, want %s", input, text, want);
}

/* Bytes that are not of the text would make another date of it. */
static void
check_behind(size_t i, const char *behind)
{
	struct ar_foreign_day f;
	size_t n = strlen(rows[i].input);
	char text[64];
	enum ar_day_err err;

	assert_true(snprintf(text, sizeof text, "%s%s", rows[i].input,
	    behind) < (int)sizeof text);
	err = ar_foreign_day(&f, ar_slice(text, n));
	if (err != rows[i].err)
		fail_msg("%s: result %d", rows[i].input, (int)err);
	check_day(rows[i].input, f.day[AR_DMY], rows[i].dmy);
	check_day(rows[i].input, f.day[AR_MDY], rows[i].mdy);
	check_day(rows[i].input, f.day[AR_YMD], rows[i].ymd);
}

static void
test_orders(void **state)
{
	static const char *const behind[] = {
		"", "7", "70", "m", " ", ":30", ".5", "/2026", "-05", "T12:00",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		for (size_t k = 0; k < ROWS(behind); k++)
			check_behind(i, behind[k]);
}

static void
test_under(void **state)
{
	struct ar_foreign_day f;

	(void)state;
	assert_int_equal(ar_foreign_day(&f, AR_S("01/02/2026")), AR_DAY_OK);
	assert_int_equal(ar_foreign_day_orders(&f),
	    1U << AR_DMY | 1U << AR_MDY);
	assert_int_equal(ar_foreign_day_under(&f, AR_ANY_ORDER), AR_NO_DAY);
	assert_int_equal(ar_foreign_day_under(&f, 1U << AR_YMD), AR_NO_DAY);
	check_day("dmy", ar_foreign_day_under(&f, 1U << AR_DMY),
	    "2026-02-01");
	assert_int_equal(ar_foreign_day(&f, AR_S("03/03/2026")), AR_DAY_OK);
	check_day("same", ar_foreign_day_under(&f, AR_ANY_ORDER),
	    "2026-03-03");
}

static const struct {
	const char *format, *input, *want;
	enum ar_day_err err;
} patterns[] = {
	{"%d.%m.%Y", "28.02.2026", "2026-02-28", AR_DAY_OK},
	{"%d.%m.%Y", "28.02.2026 ", "-", AR_DAY_FORM},
	{"%d.%m.%Y", "28.02.26", "-", AR_DAY_FORM},
	{"%d.%m.%Y", "30.02.2026", "-", AR_DAY_NONE},
	{"%d.%m.%y", "31.12.68", "2068-12-31", AR_DAY_OK},
	{"%d.%m.%y", "31.12.69", "1969-12-31", AR_DAY_OK},
	{"%Y%m%d", "20260228", "2026-02-28", AR_DAY_OK},
	{"%Y%m%d", "2026022", "2026-02-02", AR_DAY_OK},
	{"%Y%m%d", "", "-", AR_DAY_EMPTY},
	{"%b %d %Y %H:%M", "Feb 28 2026 12:30", "2026-02-28", AR_DAY_OK},
};

static void
test_patterns(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(patterns); i++) {
		struct ar_date_format f;
		ar_day day = AR_NO_DAY;
		enum ar_day_err err;

		assert_int_equal(ar_date_format_parse(&f, patterns[i].format),
		    AR_OK);
		err = ar_date_format_read(&day, &f,
		    ar_slice_of(patterns[i].input));
		if (err != patterns[i].err)
			fail_msg("%s: result %d", patterns[i].input,
			    (int)err);
		check_day(patterns[i].input,
		    err == AR_DAY_OK ? day : AR_NO_DAY, patterns[i].want);
	}
}

static void
test_formats(void **state)
{
	static const char *const bad[] = {
		"", "dym", "DMY", "%d.%m", "%Y", "%d/%m/%C", "d.m.Y", "%%",
	};
	struct ar_date_format f;

	(void)state;
	for (size_t i = 0; i < ROWS(bad); i++)
		if (ar_date_format_parse(&f, bad[i]) == AR_OK)
			fail_msg("accepted: %s", bad[i]);
	assert_int_equal(ar_date_format_parse(&f, "iso"), AR_OK);
	assert_true(f.iso);
	assert_int_equal(ar_date_format_parse(&f, "mdy"), AR_OK);
	assert_int_equal(f.orders, 1U << AR_MDY);
}

/* Every day, written in each order, is read back in that order. */
static void
test_round_trip(void **state)
{
	(void)state;
	for (ar_day day = ar_day_of((struct ar_ymd){1000, 1, 1});
	    day <= AR_DAY_MAX; day += 7) {
		struct ar_ymd at = ar_day_ymd(day);
		struct ar_foreign_day f;
		char text[48];
		int n = snprintf(text, sizeof text, "%d.%d.%04d", at.day,
		    at.month, at.year);

		assert_int_equal(ar_foreign_day(&f,
		    ar_slice(text, (size_t)n)), AR_DAY_OK);
		assert_int_equal(f.day[AR_DMY], day);
		n = snprintf(text, sizeof text, "%02d/%02d/%04d", at.month,
		    at.day, at.year);
		assert_int_equal(ar_foreign_day(&f,
		    ar_slice(text, (size_t)n)), AR_DAY_OK);
		assert_int_equal(f.day[AR_MDY], day);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_under),
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
