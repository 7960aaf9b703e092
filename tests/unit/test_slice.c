/*
 * tests/unit/test_slice.c
 * Purpose: cutting, trimming and comparing runs of bytes.
 */
#include "libar/slice.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static int
sign(int v)
{
	return (v > 0) - (v < 0);
}

static const struct compare_row {
	const char *name;
	const char *a, *b;
	int want;
	bool same_nocase;
} compare_rows[] = {
	{"both empty", "", "", 0, true},
	{"empty first", "", "a", -1, false},
	{"same", "abc", "abc", 0, true},
	{"front of the other", "ab", "abc", -1, false},
	{"differs at once", "b", "abc", 1, false},
	{"capitals first", "ABC", "abc", -1, true},
	{"bytes are unsigned", "\xc3\xa9", "z", 1, false},
	{"only ASCII has case", "\xc3\xa9", "\xc3\x89", 1, false},
	{"around the letters", "@[`{", "`{@[", -1, false},
	{"blank and zero", "a ", "a0", -1, false}
};

static void
test_compare(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(compare_rows); i++) {
		const struct compare_row *row = &compare_rows[i];
		struct ar_slice a = ar_slice_of(row->a);
		struct ar_slice b = ar_slice_of(row->b);

		check(row->name, sign(ar_slice_cmp(a, b)) == row->want);
		check(row->name, sign(ar_slice_cmp(b, a)) == -row->want);
		check(row->name, ar_slice_eq(a, b) == (row->want == 0));
		check(row->name,
		    ar_slice_eq_nocase(a, b) == row->same_nocase);
	}
}

static void
test_nul_is_a_byte(void **state)
{
	(void)state;
	assert_int_equal(AR_S("a\0b").n, 3);
	assert_true(ar_slice_cmp(AR_S("a\0b"), AR_S("a\0c")) < 0);
	assert_false(ar_slice_eq(AR_S("a\0"), AR_S("a")));
}

static const struct trim_row {
	const char *name;
	const char *input;
	const char *want;
} trim_rows[] = {
	{"empty", "", ""},
	{"only blanks", " \t ", ""},
	{"nothing to do", "a b", "a b"},
	{"front", " \ta", "a"},
	{"end", "a\t ", "a"},
	{"both, not inside", "  a \t b  ", "a \t b"},
	{"other white space stays", "\na\r\n", "\na\r\n"},
	{"no-break space stays", "\xc2\xa0" "a", "\xc2\xa0" "a"}
};

static void
test_trim(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(trim_rows); i++) {
		const struct trim_row *row = &trim_rows[i];
		struct ar_slice got = ar_slice_trim(ar_slice_of(row->input));

		check(row->name, ar_slice_eq(got, ar_slice_of(row->want)));
	}
}

static const struct cut_row {
	const char *name;
	const char *input;
	const char *part, *rest;
} cut_rows[] = {
	{"empty", "", "", ""},
	{"without", "abc", "abc", ""},
	{"in the middle", "ab,c", "ab", "c"},
	{"first of two", "a,b,c", "a", "b,c"},
	{"at the front", ",a", "", "a"},
	{"at the end", "a,", "a", ""},
	{"alone", ",", "", ""}
};

static void
test_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(cut_rows); i++) {
		const struct cut_row *row = &cut_rows[i];
		struct ar_slice rest = ar_slice_of(row->input);
		struct ar_slice part = ar_slice_cut(&rest, ',');

		check(row->name, ar_slice_eq(part, ar_slice_of(row->part)));
		check(row->name, ar_slice_eq(rest, ar_slice_of(row->rest)));
		check(row->name, part.p == row->input);
		check(row->name,
		    rest.p + rest.n == row->input + strlen(row->input));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_nul_is_a_byte),
		cmocka_unit_test(test_trim),
		cmocka_unit_test(test_cut)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
