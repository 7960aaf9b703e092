/*
 * tests/unit/test_shown.c
 * Purpose: a cell as people may see it; digits in groups.
 */
#include "libar/shown.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *name, *in, *want;
} shown[] = {
	{"nothing", "", ""},
	{"scripts", "Łódź 山田 محمد e\xcc\x81 😀",
	    "Łódź 山田 محمد e\xcc\x81 😀"},
	{"line breaks", "a\nb\r\nc\rd\te", "a b c d e"},
	{"an escape", "\x1b[31m", "^[[31m"},
	{"other controls", "\x01\x07\x7f", "???"},
	{"controls of 8 bits", "\xc2\x9b" "31m", "?31m"},
	{"blanks", "a\xc2\xa0" "b\xe2\x80\x82" "c\xe2\x80\xa8" "d", "a b c d"},
	{"the wide blank", "山\xe3\x80\x80田", "山\xe3\x80\x80田"},
	{"joiners", "\xe2\x80\x8c\xe2\x80\x8d", "\xe2\x80\x8c\xe2\x80\x8d"},
	{"turned round", "\xe2\x80\xae" "abc\xe2\x81\xa6", "?abc?"},
	{"invisible", "a\xe2\x80\x8b\xef\xbb\xbf" "b", "a??b"},
	{"no character", "\xef\xbf\xbf\xef\xb7\x90", "??"},
};

static const struct {
	const char *in, *want;
} grouped[] = {
	{"0", "0"}, {"999", "999"}, {"1000", "1,000"}, {"-1000", "-1,000"},
	{"-100", "-100"}, {"123456", "123,456"}, {"1234567", "1,234,567"},
	{"1234.5678", "1,234.5678"}, {"0.001", "0.001"}, {"", ""},
};

static void
test_shown(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(shown); i++) {
		ar_shown(&got, ar_slice_of(shown[i].in));
		check_text(shown[i].name, &got, shown[i].want);
	}
	ar_buf_free(&got);
}

static void
test_grouped(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(grouped); i++) {
		ar_shown_grouped(&got, ar_slice_of(grouped[i].in));
		check_text(grouped[i].in, &got, grouped[i].want);
	}
	ar_buf_free(&got);
}

static void
test_never(void **state)
{
	static const int32_t never[] = {
		0, 8, 11, 12, 14, 0x1b, 0x1f, 0x7f, 0x9f, 0xfdd0, 0xfdef,
		0xfffe, 0xffff, 0x1fffe, 0x10ffff
	};
	static const int32_t may[] = {
		'\t', '\n', '\r', ' ', '~', 0xa0, 0xfdcf, 0xfdf0, 0xfffd,
		0x1f600
	};

	(void)state;
	for (size_t i = 0; i < ROWS(never); i++)
		assert_true(ar_shown_never(never[i]));
	for (size_t i = 0; i < ROWS(may); i++)
		assert_false(ar_shown_never(may[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shown),
		cmocka_unit_test(test_grouped),
		cmocka_unit_test(test_never),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
