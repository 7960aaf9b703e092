/*
 * tests/unit/test_viewcell.c
 * Purpose: what a workbook holds as it is, and what it would change.
 */
#include "libar/viewcell.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *text;
	int places, of_id;
} numbers[] = {
	{"0", 0, 0}, {"-100.00", 2, 2}, {"12", 0, 0}, {"0.5", 1, 1},
	{"007", 0, -1}, {"-07", 0, -1}, {"-0.7", 1, 1},
	{"123456789012345", 0, 0}, {"1234567890123456", -1, -1},
	{"1234567890123.45", 2, 2}, {"12345678901234.56", -1, -1},
	{"0.00000000000001", -1, -1}, {"1.123456789", 9, 9},
	{"1.1234567890", -1, -1}, {"", -1, -1}, {"1e5", -1, -1},
	{"000000000000000001", 0, -1}, {"x", -1, -1}, {"-", -1, -1},
};

static const struct {
	const char *text;
	bool known;
} days[] = {
	{"1900-03-01", true}, {"1900-02-28", false}, {"1899-12-31", false},
	{"2024-02-29", true}, {"2023-02-29", false}, {"9999-12-31", true},
	{"", false}, {"01.02.2026", false},
};

static const struct {
	const char *in, *want;
} texts[] = {
	{"", ""}, {"=1", "=1"}, {"a\x1b" "b\x7f", "a?b?"}, {"_x0041_",
	    "_x005F_x0041_"}, {"_y_x", "_y_x005F_x"}, {"a_", "a_"},
	{"a\nb", "a\nb"}, {"\xef\xbf\xbe", "?"}, {"山😀", "山😀"},
};

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(numbers); i++) {
		struct ar_slice text = ar_slice_of(numbers[i].text);

		if (ar_cell_places(text, false) != numbers[i].places ||
		    ar_cell_places(text, true) != numbers[i].of_id)
			fail_msg("failing row: %s", numbers[i].text);
	}
}

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(days); i++) {
		struct ar_ymd ymd;

		if (ar_cell_day(&ymd, ar_slice_of(days[i].text)) !=
		    days[i].known)
			fail_msg("failing row: %s", days[i].text);
	}
}

static void
test_texts(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++) {
		ar_cell_text(&got, ar_slice_of(texts[i].in));
		assert_int_equal(got.p[--got.n], '\0');
		check_text(texts[i].in, &got, texts[i].want);
	}
	ar_buf_free(&got);
	assert_int_equal(ar_cell_length(AR_S("a山😀")), 4);
	assert_int_equal(ar_cell_length(AR_S("")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
