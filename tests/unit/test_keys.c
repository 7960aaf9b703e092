/*
 * tests/unit/test_keys.c
 * Purpose: lists of columns to group by.
 */
#include "libar/keys.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

static const struct row {
	const char *text;
	int n;                          /* -1: refused */
	const char *last;
} rows[] = {
	{"", 0, NULL}, {"a", 1, "a"}, {"a,b", 2, "b"}, {" a , b ", 2, "b"},
	{"a b", 1, "a b"}, {",", -1, NULL}, {"a,", -1, NULL},
	{",a", -1, NULL}, {"a,,b", -1, NULL}, {" ", -1, NULL},
	{"a, ", -1, NULL}, {"a,a", -1, NULL}, {"a,b,A", -1, NULL},
	{"a_b,a-b", -1, NULL}, {"a,aa", 2, "aa"},
	{"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16", 16, "16"},
	{"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", -1, NULL},
};

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_keys keys;
		int result = ar_keys_parse(&keys, row->text);

		check(row->text, (result == AR_OK) == (row->n >= 0));
		if (result != AR_OK)
			continue;
		check(row->text, keys.n == (size_t)row->n);
		check(row->text, row->n == 0 || ar_slice_eq(
		    keys.name[keys.n - 1], ar_slice_of(row->last)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
