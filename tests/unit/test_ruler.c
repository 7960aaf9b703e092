/*
 * tests/unit/test_ruler.c
 * Purpose: cells of a terminal, under the locale C.
 */
#include "libar/ruler.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *text;
	size_t width;
} widths[] = {
	{"", 0}, {"abc", 3}, {"Łódź", 4}, {"株式会社", 8}, {"محمد", 4},
	{"e\xcc\x81", 1}, {"Nguye\xcc\x82\xcc\x83n", 6}, {"😀", 2},
	{"\xef\xbc\xa1", 2}, {"\xea\xb0\x80", 2}, {"م\xd9\x8b", 1},
	{"a\xe2\x80\x8d" "b", 2}, {"·░▒▓█", 5}, {"…", 1},
};

static const struct {
	const char *text;
	size_t width;
	const char *want;
} cuts[] = {
	{"abc", 3, "abc"}, {"abcd", 3, "ab~"}, {"abc", 1, "~"},
	{"abc", 0, ""}, {"", 0, ""}, {"", 5, ""},
	{"山田山", 6, "山田山"}, {"山田山", 5, "山田~"}, {"山田山", 4, "山~"},
	{"山", 1, "~"},
	{"ae\xcc\x81" "bc", 3, "ae\xcc\x81~"},
	{"e\xcc\x81" "b", 2, "e\xcc\x81" "b"},
	{"😀😀", 3, "😀~"},
	{"\xcd\xb8x", 2, "?x"},         /* no character yet */
};

static void
test_width(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(widths); i++)
		if (ar_ruler_width(ar_slice_of(widths[i].text)) !=
		    widths[i].width)
			fail_msg("failing row: %s", widths[i].text);
}

static void
test_cut(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(cuts); i++) {
		ar_ruler_cut(&got, ar_slice_of(cuts[i].text), cuts[i].width,
		    AR_S("~"));
		check_text(cuts[i].text, &got, cuts[i].want);
	}
	ar_buf_free(&got);
}

static void
test_locale(void **state)
{
	struct ar_ruler inner;
	locale_t before = uselocale((locale_t)0);

	(void)state;
	ar_ruler_begin(&inner);
	assert_true(uselocale((locale_t)0) != before);
	ar_ruler_end(&inner);
	assert_true(uselocale((locale_t)0) == before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_locale),
	};
	struct ar_ruler ruler;
	int failed;

	ar_ruler_begin(&ruler);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	ar_ruler_end(&ruler);
	return failed;
}
