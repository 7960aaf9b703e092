/*
 * tests/unit/test_numbering.c
 * Purpose: formats of invoice numbers, read and applied.
 */
#include "libar/numbering.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define MAX_TEXT "9223372036854775807"

static const struct good_row {
	const char *format;
	int64_t number;
	const char *want;
} good_rows[] = {
	{"INV-%06d", 1, "INV-000001"},
	{"INV-%06d", 123456, "INV-123456"},
	{"INV-%06d", 1234567, "INV-1234567"},
	{"INV-%06d", INT64_MAX, "INV-" MAX_TEXT},
	{"%d", 1, "1"},
	{"%d", 1200, "1200"},
	{"%d", INT64_MAX, MAX_TEXT},
	{"%01d", 7, "7"},
	{"%01d", 10, "10"},
	{"%02d", 7, "07"},
	{"%09d", 42, "000000042"},
	{"%010d", 42, "0000000042"},
	{"%018d", 42, "000000000000000042"},
	{"%018d", INT64_MAX, MAX_TEXT},
	{"%d/2026", 12, "12/2026"},
	{"2026-%04d-A", 12, "2026-0012-A"},
	{"d%dd", 3, "d3d"},
	{"0%d0", 3, "030"},
	{"%dd", 3, "3d"},
	{"%04d5", 3, "00035"},
	{"No. %d of us", 3, "No. 3 of us"},
	{"\xc2\xa7%03d", 9, "\xc2\xa7" "009"},
	{"%d\xe2\x82\xac", 9, "9\xe2\x82\xac"},
	{"\xf0\x9f\xa7\xbe%d", 9, "\xf0\x9f\xa7\xbe" "9"}
};

static void
test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(good_rows); i++) {
		const struct good_row *row = &good_rows[i];
		struct ar_numbering numbering;
		struct ar_buf buf = {0};

		check(row->format, ar_numbering_parse(&numbering,
		    row->format) == AR_OK);
		ar_numbering_format(&buf, &numbering, row->number);
		check(row->format, ar_slice_eq(ar_buf_slice(&buf),
		    ar_slice_of(row->want)));
		ar_buf_free(&buf);
	}
}

static const struct bad_row {
	const char *name, *format;
} bad_rows[] = {
	{"empty", ""},
	{"no number", "INV"},
	{"no number but a d", "Order"},
	{"percent sign alone", "%"},
	{"percent sign at the end", "INV-%"},
	{"no d", "INV-%06"},
	{"two numbers", "%d-%d"},
	{"two percent signs", "%%d"},
	{"percent sign doubled behind", "%d%%"},
	{"percent sign doubled in front", "%%%d"},
	{"percent sign behind", "%d 50%"},
	{"percent sign in the width", "%0%d"},
	{"width without a zero", "%6d"},
	{"width without a zero, two digits", "%10d"},
	{"zero without a width", "%0d"},
	{"width of zero", "%00d"},
	{"width of zero, long", "%000d"},
	{"two zeros", "%006d"},
	{"width 19", "%019d"},
	{"width 99", "%099d"},
	{"width 100", "%0100d"},
	{"width beyond 32 bits", "%04294967297d"},
	{"sign", "%-6d"},
	{"plus", "%+06d"},
	{"blank", "% 06d"},
	{"blank in the width", "%0 6d"},
	{"point", "%0.6d"},
	{"star", "%0*d"},
	{"byte above the digits in the width", "%0:d"},
	{"byte above the digits in the width, second", "%01:d"},
	{"byte below the digits in the width", "%01/d"},
	{"long", "%ld"},
	{"unsigned", "%06u"},
	{"text", "%s"},
	{"capital", "%06D"},
	{"what bites", "%n"},
	{"blank in front", " INV-%d"},
	{"blank behind", "INV-%d "},
	{"blank before the number", " %d"},
	{"blank behind it, nothing else", "%06d "},
	{"tab", "INV\t%d"},
	{"line end", "INV-%d\n"},
	{"line end in front", "\n%d"},
	{"escape", "\x1b[1m%d"},
	{"last of the first controls", "a\x1f%d"},
	{"delete", "INV-\x7f%d"},
	{"first of the second controls", "INV-\xc2\x80%d"},
	{"last of the second controls", "%d\xc2\x9f" "A"},
	{"not UTF-8", "INV\xff%d"},
	{"not UTF-8, behind", "%d\xe9t\xe9"},
	{"cut off", "%d\xe2\x82"},
	{"overlong", "\xc0\xaf%d"},
	{"surrogate", "\xed\xa0\x80%d"}
};

static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad_rows); i++) {
		const struct bad_row *row = &bad_rows[i];
		struct ar_numbering got = {.width = 4711};

		check(row->name, ar_numbering_parse(&got, row->format) ==
		    AR_EDATA);
		check(row->name, got.width == 4711);
	}
}

/* The parts are views, and every width from 1 to 18 is one. */
static void
test_parts(void **state)
{
	(void)state;
	for (unsigned width = 1; width <= 18; width++) {
		struct ar_numbering got;
		struct ar_buf format = {0};

		ar_buf_addf(&format, "A-%%0%ud-B%c", width, '\0');
		assert_int_equal(ar_numbering_parse(&got, format.p), AR_OK);
		assert_int_equal(got.width, width);
		assert_ptr_equal(got.before.p, format.p);
		assert_true(ar_slice_eq(got.before, AR_S("A-")));
		assert_true(ar_slice_eq(got.after, AR_S("-B")));
		ar_buf_free(&format);
	}
}

static void
test_appended(void **state)
{
	struct ar_numbering numbering;
	struct ar_buf buf = {0};

	(void)state;
	assert_int_equal(ar_numbering_parse(&numbering, "R%03d"), AR_OK);
	ar_buf_add(&buf, AR_S("up to "));
	ar_numbering_format(&buf, &numbering, 999);
	ar_buf_add(&buf, AR_S(", "));
	ar_numbering_format(&buf, &numbering, 1000);
	assert_true(ar_slice_eq(ar_buf_slice(&buf),
	    AR_S("up to R999, R1000")));
	ar_buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_appended)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
