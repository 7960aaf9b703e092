/*
 * tests/unit/test_importabove.c
 * Purpose: the fields of the line above the header, and their period.
 */
#include "libar/importabove.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

static const struct {
	const char *name, *before, *third;
	size_t n;
	const char *said;               /* "": it is read */
} lines[] = {
	{"fields", "20260101;20260131;x\n", "x", 3, ""},
	{"in quotes", "\"20260101\";\"20260131\";\" a;b \";\r\n", "a;b", 4, ""},
	{"blanks", " 20260101 ; 20260131 ; x \n\n \n", "x", 3, ""},
	{"the last line", "1;2;3\n20260101;20260131;x\n", "x", 3, ""},
	{"empty fields", "20260101;20260131;;", "", 4, ""},
	{"a year", "20260301;20270228;", "", 3, ""},
	{"none", "", "", 0,
	    "t: f: fields 1 and 2 of the line above the header are '' and ''"},
	{"no day", "\n20260132;20260131\n", "", 2,
	    "t: f:2: fields 1 and 2 of the line above the header are "
	    "'20260132' and '20260131'; want the first and last day of a year "
	    "at most, as YYYYMMDD [above-header]"},
	{"one", "20260101\n", "", 1, "are '20260101' and ''"},
	{"turned", "20260131;20260101\n", "", 2, "'20260131' and '20260101'"},
	{"above a year", "20260301;20270301\n", "", 2, "and '20270301'"},
};

static void
test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(lines); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_import_head head = {.delimiter = ';'};
		struct ar_arena arena = {0};
		struct ar_import_above above;
		struct ar_import_map map;
		int result;

		head.header.at.file = ar_diag_file(diag, "f");
		ar_import_map_init(&map, ar_import_stream_of(
		    AR_S("invoices")));
		assert_int_equal(ar_import_map_text(&map,
		    AR_S("period = #1 - #2\n"), "m", diag), AR_OK);
		scratch_listen();
		result = ar_import_above_read(&above,
		    ar_slice_of(lines[i].before), &head, &map, &arena, diag);
		if (result != (lines[i].said[0] == '\0' ? AR_OK : AR_ESTOP) ||
		    strstr(scratch_heard(), lines[i].said) == NULL ||
		    above.n != lines[i].n || !ar_slice_eq(
		    ar_import_above_field(&above, 3),
		    ar_slice_of(lines[i].third)))
			fail_msg("%s: %d, %zu fields, %s", lines[i].name,
			    result, above.n, scratch_heard());
		assert_int_equal(ar_import_above_field(&above, 0).n, 0);
		(void)scratch_stop(NULL);
		ar_import_map_release(&map);
		ar_arena_free(&arena);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_lines, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
