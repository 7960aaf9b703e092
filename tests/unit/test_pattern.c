/*
 * tests/unit/test_pattern.c
 * Purpose: patterns with '*' and '?'.
 */
#include "libar/pattern.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *pattern, *text;
	bool fits;
} rows[] = {
	{"", "", true}, {"", "a", false}, {"a", "", false},
	{"abc", "abc", true}, {"abc", "ABC", true}, {"abc", "abcd", false},
	{"*", "", true}, {"*", "anything", true}, {"**", "x", true},
	{"a*", "a", true}, {"a*", "ba", false}, {"*a", "ba", true},
	{"*a", "ab", false}, {"a*c", "abbc", true}, {"a*c", "abcb", false},
	{"*ab*ab", "xabyab", true}, {"*ab*ab", "xaby", false},
	{"*ab", "aab", true}, {"?", "", false}, {"?", "x", true},
	{"a?c", "abc", true}, {"a?c", "ac", false}, {"a.c", "abc", false},
	{"total*", "TOTAL for Ada", true},
	{"\\*", "*", true}, {"\\*", "x", false}, {"\\*", "", false},
	{"\\?", "?", true}, {"\\?", "x", false}, {"\\\\", "\\", true},
	{"\\a", "A", true}, {"*\\*", "a*", true}, {"*\\*", "a*b", false},
	{"\\**", "*b", true}, {"\\**", "b", false}, {"a\\", "a\\", true},
	{"*\\*b*", "a*a*bc", true},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		if (ar_pattern_fits(ar_slice_of(rows[i].pattern),
		    ar_slice_of(rows[i].text)) != rows[i].fits)
			fail_msg("%s %s", rows[i].pattern, rows[i].text);
}

static void
test_alternatives(void **state)
{
	struct ar_slice text[] = {AR_S("a*"), AR_S("b")};
	const struct ar_alternatives two = {text, 2}, none = {text, 0};

	(void)state;
	assert_true(ar_alternatives_fit(&two, AR_S("ax")));
	assert_true(ar_alternatives_fit(&two, AR_S("B")));
	assert_false(ar_alternatives_fit(&two, AR_S("bx")));
	assert_false(ar_alternatives_fit(&none, AR_S("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_alternatives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
