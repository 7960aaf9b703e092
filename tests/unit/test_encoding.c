/*
 * tests/unit/test_encoding.c
 * Purpose: what the first bytes tell about the encoding.
 */
#include "libar/encoding.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *name;
	struct ar_slice bytes;
	bool whole;
	const char *want;               /* NULL: UTF-8, or unknown */
} rows[] = {
	{"nothing", {"", 0}, true, NULL},
	{"ASCII", {"abc", 3}, true, NULL},
	{"UTF-8", {"\xc3\xa4", 2}, true, NULL},
	{"UTF-8 with mark", {"\xef\xbb\xbf" "a", 4}, true, NULL},
	{"UTF-16, low first", {"\xff\xfe" "a\0", 4}, true, "UTF-16"},
	{"UTF-16, high first", {"\xfe\xff\0a", 4}, true, "UTF-16"},
	{"half a mark", {"\xff", 1}, true, "WINDOWS-1252"},
	{"Windows", {"M\xfcller", 6}, true, "WINDOWS-1252"},
	{"Windows, euro", {"5 \x80,", 4}, true, "WINDOWS-1252"},
	{"no meaning there", {"M\xfc\x81", 3}, true, NULL},
	{"NUL", {"M\xfc\0", 3}, true, NULL},
	{"cut character", {"ab\xc3", 3}, false, NULL},
	{"the same at the end", {"ab\xc3", 3}, true, "WINDOWS-1252"},
	{"cut, four bytes", {"\xf0\x9f\x92", 3}, false, NULL},
	{"wrong before the cut", {"\xfcxxxx", 5}, false, "WINDOWS-1252"},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const char *got = ar_encoding_guess(rows[i].bytes,
		    rows[i].whole);

		if ((got == NULL) != (rows[i].want == NULL) ||
		    (got != NULL && strcmp(got, rows[i].want) != 0))
			fail_msg("%s", rows[i].name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
