/*
 * tests/unit/test_importtitle.c
 * Purpose: the day of a report above its header.
 */
#include "libar/importtitle.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

static const struct {
	const char *name, *map, *before;
	struct ar_ymd day;              /* year 0: refused */
	const char *said;
} titles[] = {
	{"a date", "", "List,,\nAs at 31 March 2026,,\n\n", {2026, 3, 31},
	    ""},
	{"in quotes, with a comma", "", "\"As of March 31, 2026\",x\n",
	    {2026, 3, 31}, ""},
	{"any case, a colon", "", "x,AS AT: 2026-03-31\r\n", {2026, 3, 31},
	    ""},
	{"lines of CR", "", "x,\rAs of 2026-03-31\ry\r", {2026, 3, 31}, ""},
	{"a line without end", "", "As at 2026-03-31", {2026, 3, 31}, ""},
	{"twice the same", "", "As at 2026-03-31\nAs of 31 Mar 2026\n",
	    {2026, 3, 31}, ""},
	{"the order is given", "date-format = mdy\n", "As at 03/04/2026\n",
	    {2026, 3, 4}, ""},
	{"a pattern", "date-format = %d%m%Y\n", "As at 31032026\n",
	    {2026, 3, 31}, ""},
	{"one order only", "", "As at 31/03/2026\n", {2026, 3, 31}, ""},
	{"none", "", "List\nAs atoms 2026-03-31\n", {0, 0, 0},
	    "t: file 0: the day of the report is missing; want"},
	{"empty", "", "", {0, 0, 0}, "t: file 0: the day of the report is"},
	{"no such day", "", "x\nAs at 31 June 2026\n", {0, 0, 0},
	    "the day of the report is not sure in 'As at 31 June 2026'"},
	{"any order", "", "As at 03/04/2026\n", {0, 0, 0}, "is not sure"},
	{"another day", "", "As at 2026-03-31\nAs at 2026-03-30\n", {0, 0, 0},
	    "another day in 'As at 2026-03-30'"},
};

static void
test_titles(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(titles); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_import_head head = {.delimiter = ','};
		struct ar_import_map map;
		ar_day day = AR_NO_DAY;
		int result;

		head.header.at.file = ar_diag_file(diag, "file 0");
		ar_import_map_init(&map, ar_import_stream_of(
		    AR_S("invoices")));
		assert_int_equal(ar_import_map_text(&map,
		    AR_S("date-after = As at | As of\n"), "m", diag), AR_OK);
		assert_int_equal(ar_import_map_text(&map,
		    ar_slice_of(titles[i].map), "m", diag), AR_OK);
		scratch_listen();
		result = ar_import_title_day(&day,
		    ar_slice_of(titles[i].before), &head, &map, diag);
		if (result != (titles[i].day.year > 0 ? AR_OK : AR_ESTOP) ||
		    (result == AR_OK && day != ar_day_of(titles[i].day)) ||
		    strstr(scratch_heard(), titles[i].said) == NULL)
			fail_msg("%s: %d %s", titles[i].name, result,
			    scratch_heard());
		assert_string_equal(scratch_code(), result == AR_OK ? "" :
		    "report-day");
		(void)scratch_stop(NULL);
		ar_import_map_release(&map);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_titles, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
