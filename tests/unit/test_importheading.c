/*
 * tests/unit/test_importheading.c
 * Purpose: which heading the label of a total names.
 */
#include "libar/importheading.h"

#include <stdio.h>

#include "tests/unit/scratch.h"

/* Headings with a bar between them, a label, and the place of the one named. */
static const struct {
	const char *headings, *label;
	int want;
} rows[] = {
	{"", "Total for Ada", -1}, {"Ada", "Total for Ada", 0},
	{"Ada", "Ada Total", 0}, {"Ada", "Total - Ada", 0},
	{"Ada", "Total: Ada.", 0}, {"Ada", "Total for Ada with jobs", 0},
	{"Ada", "Ada", -1}, {"Ada", "Total", -1}, {"Ada", "Total for Adam", -1},
	{"Ada", "Total for Canada", -1}, {"Ada", "Total for Ad", -1},
	{"Ada", "Total for ada", -1}, {"Ada", "Total for Ada\xc3\xa9", -1},
	{"Ada", "Total for \xc3\x89" "Ada", -1},
	{"Ada", "Total for Canada and Ada", 0},
	{"Ada|Bob", "Total for Ada", 0}, {"Ada|Ada", "Total for Ada", 1},
	{"Ada|Ada Ltd|Ltd", "Total for Ada Ltd", 1},
	{"Total|Wine", "Total", -1}, {"Total|Wine", "Total Wine", 1},
	{"Wine|TOTAL", "Total Wine", 0},
	{"Total", "Total for Total", 0}, {"3000", "Total for 3000", 0},
	{"300", "Total for 3000", -1},
};

static void
test_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_slice rest = ar_slice_of(rows[i].headings);
		struct ar_import_headings h = {0};
		ptrdiff_t got;

		while (rest.n > 0)
			(void)ar_import_headings_open(&h,
			    ar_slice_cut(&rest, '|'));
		got = ar_import_headings_total(&h, ar_slice_of(rows[i].label));
		if (got != rows[i].want)
			fail_msg("%s: %s: %td", rows[i].headings,
			    rows[i].label, got);
		ar_import_headings_release(&h);
	}
}

static size_t
open_number(struct ar_import_headings *h, int n)
{
	char name[24];

	(void)snprintf(name, sizeof name, "n%d", n);
	return ar_import_headings_open(h, ar_slice_of(name));
}

/* The first one stays while there are others that had their total. */
static void
test_full(void **state)
{
	struct ar_import_headings h = {0};

	(void)state;
	for (int i = 0; i < AR_HEADINGS; i++)
		assert_int_equal(open_number(&h, i), i);
	assert_int_equal(ar_import_headings_total(&h, AR_S("Total n5")), 5);
	assert_int_equal(ar_import_headings_total(&h, AR_S("Total n3")), 3);
	assert_int_equal(open_number(&h, 100), 3);
	assert_int_equal(open_number(&h, 101), 5);
	assert_int_equal(ar_import_headings_total(&h, AR_S("Total n3")), -1);
	assert_int_equal(ar_import_headings_total(&h, AR_S("Total n0")), 0);
	assert_int_equal(open_number(&h, 102), 0);
	assert_int_equal(open_number(&h, 103), 1);
	ar_import_headings_release(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_named), cmocka_unit_test(test_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
