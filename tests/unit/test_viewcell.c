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

/* The numbers are those that LibreOffice and Gnumeric show; 0: none. */
static const struct {
	const char *text;
	int32_t number;
} days[] = {
	{"1900-03-01", 61}, {"1900-02-28", 0}, {"1899-12-31", 0},
	{"1970-01-01", 25569}, {"2024-02-29", 45351}, {"2023-02-29", 0},
	{"2026-11-22", 46348}, {"9999-12-31", 2958465}, {"", 0},
	{"01.02.2026", 0},
};

static const struct {
	const char *in, *want;
} values[] = {
	{"0", "0"}, {"-100.00", "-100"}, {"0.50", "0.5"}, {"100", "100"},
	{"007", "7"}, {"-07.070", "-7.07"}, {"000", "0"}, {"0.00", "0"},
	{"-0.00", "0"}, {"-0", "0"}, {"-0.01", "-0.01"}, {"10.0", "10"},
	{"123456789012345", "123456789012345"},
};

static const struct {
	size_t column;
	const char *want;
} columns[] = {
	{0, "A"}, {25, "Z"}, {26, "AA"}, {51, "AZ"}, {52, "BA"},
	{701, "ZZ"}, {702, "AAA"}, {4095, "FAN"}, {16383, "XFD"},
};

static const struct {
	const char *in, *want;
} texts[] = {
	{"", ""}, {"=1", "=1"}, {"a\x1b" "b\x7f", "a?b?"}, {"_x0041_",
	    "_x005F_x0041_"}, {"_y_x", "_y_x005F_x"}, {"a_", "a_"},
	{"a\nb\tc", "a\nb\tc"}, {"a\r\nb\r", "a_x000D_\nb_x000D_"},
	{"\xef\xbf\xbe", "?"}, {"山😀", "山😀"},
	{"<a b=\"1\">&amp;]]>", "&lt;a b=\"1\"&gt;&amp;amp;]]&gt;"},
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
		int32_t number = 0;

		if (ar_cell_day(&number, ar_slice_of(days[i].text)) !=
		    (days[i].number != 0) || number != days[i].number)
			fail_msg("failing row: %s: %d", days[i].text, number);
	}
}

static void
test_values(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(values); i++) {
		ar_cell_number(&got, ar_slice_of(values[i].in));
		check_text(values[i].in, &got, values[i].want);
	}
	ar_buf_free(&got);
}

static void
test_columns(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(columns); i++) {
		ar_cell_letters(&got, columns[i].column);
		check_text(columns[i].want, &got, columns[i].want);
	}
	ar_buf_free(&got);
}

static void
test_texts(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++) {
		ar_cell_text(&got, ar_slice_of(texts[i].in));
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
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
