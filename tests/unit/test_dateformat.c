/*
 * tests/unit/test_dateformat.c
 * Purpose: which date formats are good, and what is read by a pattern.
 */
#include "libar/dateformat.h"

#include "tests/unit/scratch.h"

static const struct {
	const char *text;
	int want;
	unsigned orders;
	bool iso, pattern;
} formats[] = {
	{"dmy", AR_OK, 1U << AR_DMY, false, false},
	{"mdy", AR_OK, 1U << AR_MDY, false, false},
	{"ymd", AR_OK, 1U << AR_YMD, false, false},
	{"iso", AR_OK, 0, true, false},
	{"%d.%m.%Y", AR_OK, 0, false, true},
	{"%d.%m.%y", AR_OK, 0, false, true},
	{"%Y%m%d", AR_OK, 0, false, true},
	{"%b %d, %Y", AR_OK, 0, false, true},
	{"%d.%m.%Y %H:%M", AR_OK, 0, false, true},
	{"%Y%j", AR_OK, 0, false, true},
	{"%Y week %W day %w", AR_OK, 0, false, true},
	{"%-d.%-m.%Y", AR_OK, 0, false, true},
	{"%_d.%0m.%Y", AR_OK, 0, false, true},
	{"%d%%%m%%1%Y", AR_OK, 0, false, true},
	{"%3W%s", AR_EDATA, 0, false, false},
	{"%4d.%m.%Y", AR_EDATA, 0, false, false},
	{"%d.%m.%04Y", AR_EDATA, 0, false, false},
	{"%0-6y%s", AR_EDATA, 0, false, false},
	{"%-y%s", AR_EDATA, 0, false, false},
	{"%-m%d%Y", AR_EDATA, 0, false, false},
	{"%-m%e %Y", AR_EDATA, 0, false, false},
	{"%Y %W", AR_EDATA, 0, false, false},
	{"", AR_EDATA, 0, false, false}, {"DMY", AR_EDATA, 0, false, false},
	{"ydm", AR_EDATA, 0, false, false},
	{"d.m.Y", AR_EDATA, 0, false, false},
	{"%", AR_EDATA, 0, false, false}, {"%m/%Y", AR_EDATA, 0, false, false},
	{"%d.%m.", AR_EDATA, 0, false, false},
	{"%H:%M", AR_EDATA, 0, false, false},
	{"%d.%Y", AR_EDATA, 0, false, false},
};

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(formats); i++) {
		struct ar_date_format f;
		int result = ar_date_format_parse(&f, formats[i].text);

		if (result != formats[i].want)
			fail_msg("'%s': %d", formats[i].text, result);
		if (result != AR_OK)
			continue;
		if (f.orders != formats[i].orders ||
		    f.iso != formats[i].iso ||
		    (f.pattern != NULL) != formats[i].pattern)
			fail_msg("what is set by '%s'", formats[i].text);
	}
}

static const struct {
	const char *pattern, *text;
	enum ar_day_err err;
	struct ar_ymd want;
} texts[] = {
	{"%d.%m.%Y", "31.01.2026", AR_DAY_OK, {2026, 1, 31}},
	{"%d.%m.%Y", "1.2.2026", AR_DAY_OK, {2026, 2, 1}},
	{"%d.%m.%Y", "29.02.2024", AR_DAY_OK, {2024, 2, 29}},
	{"%d.%m.%y", "31.01.26", AR_DAY_OK, {2026, 1, 31}},
	{"%d.%m.%y", "31.01.69", AR_DAY_OK, {1969, 1, 31}},
	{"%Y%m%d", "20260131", AR_DAY_OK, {2026, 1, 31}},
	{"%Y%j", "2026001", AR_DAY_OK, {2026, 1, 1}},
	{"%Y%j", "2024366", AR_DAY_OK, {2024, 12, 31}},
	{"%Y%j", "2026366", AR_DAY_NONE, {0, 0, 0}},
	{"%Y %j", "2026 31", AR_DAY_OK, {2026, 1, 31}},
	{"%Y week %W day %w", "2026 week 47 day 1", AR_DAY_OK,
	    {2026, 11, 23}},
	{"%d.%m.%Y", "29.02.2026", AR_DAY_NONE, {0, 0, 0}},
	{"%d.%m.%Y", "31.04.2026", AR_DAY_NONE, {0, 0, 0}},
	{"%d.%m.%Y", "", AR_DAY_EMPTY, {0, 0, 0}},
	{"%d.%m.%Y", "31.01.2026 ", AR_DAY_FORM, {0, 0, 0}},
	{"%d.%m.%Y", "31.01.2026x", AR_DAY_FORM, {0, 0, 0}},
	{"%d.%m.%Y", "31.01.26", AR_DAY_FORM, {0, 0, 0}},
	{"%d.%m.%Y", "31.01", AR_DAY_FORM, {0, 0, 0}},
	{"%d.%m.%Y", "31/01/2026", AR_DAY_FORM, {0, 0, 0}},
	{"%d.%m.%Y", "32.01.2026", AR_DAY_FORM, {0, 0, 0}},
	{"%d.%m.%Y", "01.01.0999", AR_DAY_FORM, {0, 0, 0}},
	{"%d %m %Y", "01                                                  "
	    "            01 2026", AR_DAY_FORM, {0, 0, 0}},
};

static void
test_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++) {
		struct ar_date_format f;
		ar_day day = AR_NO_DAY;
		enum ar_day_err err;

		assert_int_equal(ar_date_format_parse(&f, texts[i].pattern),
		    AR_OK);
		err = ar_date_format_read(&day, &f,
		    ar_slice_of(texts[i].text));
		if (err != texts[i].err || (err == AR_DAY_OK &&
		    day != ar_day_of(texts[i].want)))
			fail_msg("'%s' by '%s': %d", texts[i].text,
			    texts[i].pattern, (int)err);
	}
}

static void
test_nul_byte(void **state)
{
	struct ar_date_format f;
	ar_day day;

	(void)state;
	assert_int_equal(ar_date_format_parse(&f, "%d.%m.%Y"), AR_OK);
	assert_int_equal(ar_date_format_read(&day, &f,
	    AR_S("31.01.2026\0x")), AR_DAY_FORM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_nul_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
