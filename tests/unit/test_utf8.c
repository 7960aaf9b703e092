/*
 * tests/unit/test_utf8.c
 * Purpose: strict UTF-8 and the characters that deceive.
 */
#include "libar/utf8.h"

#include "tests/unit/scratch.h"

static const struct {
	const char *name;
	struct ar_slice bytes;
	int32_t point;          /* -1: one invalid byte */
} taken[] = {
	{"NUL", {"\0", 1}, 0},
	{"last of one byte", {"\x7f", 1}, 0x7f},
	{"lone continuation", {"\x80", 1}, -1},
	{"overlong of two", {"\xc0\x80", 2}, -1},
	{"overlong of two, last", {"\xc1\xbf", 2}, -1},
	{"first of two", {"\xc2\x80", 2}, 0x80},
	{"last of two", {"\xdf\xbf", 2}, 0x7ff},
	{"cut in two", {"\xc3", 1}, -1},
	{"no continuation", {"\xc3(", 2}, -1},
	{"overlong of three", {"\xe0\x9f\xbf", 3}, -1},
	{"first of three", {"\xe0\xa0\x80", 3}, 0x800},
	{"before surrogates", {"\xed\x9f\xbf", 3}, 0xd7ff},
	{"first surrogate", {"\xed\xa0\x80", 3}, -1},
	{"last surrogate", {"\xed\xbf\xbf", 3}, -1},
	{"behind surrogates", {"\xee\x80\x80", 3}, 0xe000},
	{"last of three", {"\xef\xbf\xbf", 3}, 0xffff},
	{"cut in three", {"\xe2\x82", 2}, -1},
	{"overlong of four", {"\xf0\x8f\xbf\xbf", 4}, -1},
	{"first of four", {"\xf0\x90\x80\x80", 4}, 0x10000},
	{"last of all", {"\xf4\x8f\xbf\xbf", 4}, 0x10ffff},
	{"beyond the last", {"\xf4\x90\x80\x80", 4}, -1},
	{"no first byte", {"\xf5\x80\x80\x80", 4}, -1},
	{"never a byte", {"\xff", 1}, -1},
};

static void
test_take(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(taken); i++) {
		struct ar_slice rest = taken[i].bytes;
		int32_t point = ar_utf8_take(&rest);
		size_t used = point < 0 ? 1 : taken[i].bytes.n;

		if (point != taken[i].point ||
		    rest.n != taken[i].bytes.n - used ||
		    rest.p != taken[i].bytes.p + used)
			fail_msg("failing row: %s", taken[i].name);
		if (ar_utf8_valid(taken[i].bytes) != (taken[i].point >= 0))
			fail_msg("failing row: %s, valid", taken[i].name);
	}
}

static void
test_valid(void **state)
{
	(void)state;
	assert_true(ar_utf8_valid(AR_S("")));
	assert_true(ar_utf8_valid(AR_S("Z\xc3\xbcrich \xe2\x82\xac \xf0\x9f\x92"
	    "\xb6")));
	assert_false(ar_utf8_valid(AR_S("Z\xfcrich")));
	assert_false(ar_utf8_valid(AR_S("ends in a cut \xe2\x82")));
}

static void
test_deceives(void **state)
{
	static const int32_t yes[] = {
		0, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0xa0, 0xad, 0x34f,
		0x61c, 0x115f, 0x1680, 0x180e, 0x2000, 0x2009, 0x200b, 0x200e,
		0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x202f, 0x205f,
		0x2060, 0x2066, 0x2069, 0x2800, 0x3000, 0x3164, 0xfeff,
		0xffa0, 0xfff9, 0xe0001, 0xe0041,
	};
	static const int32_t no[] = {
		' ', '!', '~', 0xa1, 0xe9, 0x20ac, 0x2010, 0x2030, 0x2070,
		0x4e2d, 0xfefe, 0x1f4b6, 0x10ffff,
	};

	(void)state;
	for (size_t i = 0; i < ROWS(yes); i++)
		if (!ar_utf8_deceives(yes[i]))
			fail_msg("U+%04x", (unsigned)yes[i]);
	for (size_t i = 0; i < ROWS(no); i++)
		if (ar_utf8_deceives(no[i]))
			fail_msg("U+%04x", (unsigned)no[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_take),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_deceives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
