/*
 * tests/unit/test_importnote.c
 * Purpose: the two lines of -v on a foreign file.
 */
#include "libar/importnote.h"

#include "tests/unit/scratch.h"

static const struct note_row {
	char delimiter;
	const char *encoding;
	struct ar_clue dates, marks;
	uint64_t texts;
	struct ar_import_counts counts;
	const char *want;
} rows[] = {
	{',', NULL, {.possible = AR_ANY_ORDER}, {.possible = AR_ANY_MARK}, 0,
	    {0}, "t: in: header on line 4, delimiter ',', UTF-8\n"},
	{'\t', "UTF-16", {.possible = 1U << AR_DMY, .proof = {1, 7}},
	    {.possible = 1U << AR_COMMA, .proof = {1, 8}}, 0, {0},
	    "t: in: header on line 4, delimiter tab, UTF-16, dates dmy as "
	    "line 7 proves, decimal comma as line 8 proves\n"},
	{';', NULL, {.possible = 1U << AR_MDY, .given = true},
	    {.possible = 1U << AR_POINT, .given = true}, 3, {.turned = 2},
	    "t: in: header on line 4, delimiter ';', UTF-8\n"
	    "t: in: 3 lines before the header, 2 rows with signs turned\n"},
	{'|', NULL, {.possible = 1U << AR_YMD, .proof = {1, 5}},
	    {.possible = 1U << AR_POINT, .proof = {1, 6}}, 1,
	    {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	    "t: in: header on line 4, delimiter '|', UTF-8, dates ymd as "
	    "line 5 proves, decimal point as line 6 proves\n"
	    "t: in: 1 lines before the header, 1 blank rows, 6 total rows, "
	    "4 footers, 13 sections, 5 rows skipped, 2 cells trimmed, "
	    "3 cells with line breaks, 9 amounts with binary noise, "
	    "11 rows with signs turned, 12 documents of several rows, "
	    "14 documents that are cells, 7 drafts left out, "
	    "15 payments that went out, 10 documents given a number, "
	    "8 due dates set to the document's\n"},
};

static void
test_note(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const struct ar_header header = {
			.at = {ar_diag_file(diag, "in"), 4}
		};
		const struct ar_import_file f = {.header = &header,
		    .delimiter = rows[i].delimiter,
		    .encoding = rows[i].encoding, .texts = rows[i].texts};
		const struct ar_dialect d = {.dates = rows[i].dates,
		    .marks = rows[i].marks};

		scratch_listen();
		ar_import_note(&f, &d, &rows[i].counts, diag);
		assert_string_equal(scratch_heard(), rows[i].want);
		(void)scratch_stop(NULL);
		assert_int_equal(ar_diag_status(diag), AR_EXIT_OK);
		ar_diag_free(diag);
	}
}

/* Where the day of the report matters, it is said. */
static void
test_report(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const struct ar_header header = {.at = {ar_diag_file(diag, "in"), 4}};
	const struct ar_import_file f = {.header = &header, .delimiter = ',',
	    .day = ar_day_of((struct ar_ymd){2026, 3, 31})};
	const struct ar_dialect d = {.dates = {.possible = AR_ANY_ORDER},
	    .marks = {.possible = AR_ANY_MARK}};

	(void)state;
	scratch_listen();
	ar_import_note(&f, &d, &(struct ar_import_counts){0}, diag);
	assert_string_equal(scratch_heard(), "t: in: header on line 4, "
	    "delimiter ',', UTF-8, report of 2026-03-31\n");
	(void)scratch_stop(NULL);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_note, scratch_stop),
		cmocka_unit_test_teardown(test_report, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
