/*
 * tests/unit/test_textwidth.c
 * Purpose: columns of letters of one width.
 */
#include "libar/textwidth.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *text;
	size_t width;
} rows[] = {
	{"", 0}, {"abc", 3}, {"M\xc3\xbcller", 6}, {"Mu\xcc\x88ller", 6},
	{"\xe6\xa0\xaa\xe5\xbc\x8f", 4}, {"\xef\xbc\xa1", 2},
	{"\xd0\x96", 1}, {"\xf0\x9f\x98\x80", 2}, {"a\xe2\x80\x8b" "b", 2},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(rows[i].text, ar_text_width(ar_slice_of(rows[i].text)) ==
		    rows[i].width);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
