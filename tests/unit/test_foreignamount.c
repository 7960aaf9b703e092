/*
 * tests/unit/test_foreignamount.c
 * Purpose: foreign amounts under either decimal mark.
 */
#include "libar/foreignamount.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* Minor units with two decimals; none of these is a value of a row. */
#define NONE INT64_C(-777777)
#define EXCESS INT64_C(-888888)
#define RANGE INT64_C(-999999)

static const struct {
	const char *input;
	int64_t point, comma;
} rows[] = {
	/* Neither mark. */
	{"1234", 123400, 123400},
	{"0", 0, 0},
	{"-", 0, 0},
	{"\xe2\x88\x92", 0, 0},
	{"007", 700, 700},
	/* What one mark alone reads. */
	{"12.5", 1250, NONE},
	{"12,5", NONE, 1250},
	{"98,50", NONE, 9850},
	{"100.00", 10000, NONE},
	{".5", 50, NONE},
	{",5", NONE, 50},
	{"1.234,56", NONE, 123456},
	{"1,234.56", 123456, NONE},
	{"1234.567", EXCESS, NONE},
	{"1234,567", NONE, EXCESS},
	{"0.500", 50, NONE},
	{"0,500", NONE, 50},
	{"12.340", 1234, 1234000},
	{"1,234,567", 123456700, NONE},
	{"1.234.567", NONE, 123456700},
	{"1.234.567,8", NONE, 123456780},
	{"2309.7899999999995", 230979, NONE},
	/* What both read. */
	{"1,234", 123400, EXCESS},
	{"1.234", EXCESS, 123400},
	{"1,230", 123000, 123},
	{"999,999", 99999900, EXCESS},
	/* Groups. */
	{"1 234,56", NONE, 123456},
	{"1\xc2\xa0" "234.56", 123456, NONE},
	{"20\xe2\x80\xaf" "160,0", NONE, 2016000},
	{"1'234.50", 123450, NONE},
	{"1\xe2\x80\x99" "234.50", 123450, NONE},
	{"20 160", 2016000, 2016000},
	{"1,28,500.00", 12850000, NONE},
	{"12,34,56,789.10", INT64_C(12345678910), NONE},
	{"1,28,500", 12850000, NONE},
	{"1,23,45", NONE, NONE},
	{"1,2345.00", NONE, NONE},
	{"1,23.00", NONE, NONE},
	{"1234,567.00", NONE, NONE},
	{"1,234 567.00", NONE, NONE},
	{"0,123.00", NONE, NONE},
	{"1  234", NONE, NONE},
	{"1.234 567,00", NONE, NONE},
	{"1.234'567,00", NONE, NONE},
	{"123,45,678.00", NONE, NONE},
	{"1.234..567,00", NONE, NONE},
	{"1,2,345.00", NONE, NONE},
	{"1,,234.00", NONE, NONE},
	{"12x345.00", NONE, NONE},
	{",234.00", NONE, NONE},
	{"1,.00", NONE, NONE},
	{"1,234,.00", NONE, NONE},
	{"1.234.,00", NONE, NONE},
	{"123,28,500.00", NONE, NONE},
	/* Signs. */
	{"-5.00", -500, NONE},
	{"\xe2\x88\x92" "5.00", -500, NONE},
	{"- 5.00", -500, NONE},
	{"5.00-", -500, NONE},
	{"150,00-", NONE, -15000},
	{"(5.00)", -500, NONE},
	{"( 5.00 )", -500, NONE},
	{"+5.00", 500, NONE},
	{"5.00 Dr", 500, NONE},
	{"5.00 dr.", 500, NONE},
	{"-5.00 Dr", NONE, NONE},
	{"(5.00) Dr", NONE, NONE},
	{"5.00 Cr", -500, NONE},
	{"5.00CR.", -500, NONE},
	{"-0.00", 0, NONE},
	{"(-5.00)", NONE, NONE},
	{"-5.00-", NONE, NONE},
	{"-5.00 Cr", NONE, NONE},
	{"5.00 Cr Cr", NONE, NONE},
	{"--5.00", NONE, NONE},
	{"(5.00", NONE, NONE},
	{"5.00)", NONE, NONE},
	{"(5.00))", NONE, NONE},
	{"((5.00)", NONE, NONE},
	{"((5.00))", NONE, NONE},
	{"5.00+", NONE, NONE},
	/* Currency marks: the code of the row is EUR. */
	{"$5.00", 500, NONE},
	{"-$5.00", -500, NONE},
	{"$-5.00", -500, NONE},
	{"($5.00)", -500, NONE},
	{"$(5.00)", -500, NONE},
	{"\xe2\x82\xac 1.234,50", NONE, 123450},
	{"1.234,50 \xe2\x82\xac", NONE, 123450},
	{"\xc2\xa3" "5.00", 500, NONE},
	{"EUR 5.00", 500, NONE},
	{"5.00 eur", 500, NONE},
	{"5.00 USD", NONE, NONE},
	{"EUR 5.00 EUR", NONE, NONE},
	{"$ 5.00 EUR", NONE, NONE},
	{"$5.00$", NONE, NONE},
	{"$", NONE, NONE},
	{"()", NONE, NONE},
	{"Cr", NONE, NONE},
	/* Decimals. */
	{"12.50000000", 1250, NONE},
	{"12.345678", EXCESS, NONE},
	{"905.169999999999959", 90517, NONE},
	{"93179.35199999998", EXCESS, NONE},
	{"0.0000000050", 0, NONE},
	{"0.0000000051", EXCESS, NONE},
	{"0.9999999950", 100, NONE},
	{"0.9999999949", EXCESS, NONE},
	{"-2.3199999999999998", -232, NONE},
	{"12.", NONE, NONE},
	{"12.5.1", NONE, NONE},
	{"12.x5", NONE, NONE},
	{"12.5x", NONE, NONE},
	/* No amounts. */
	{"1e3", NONE, NONE},
	{"0x10", NONE, NONE},
	{"NaN", NONE, NONE},
	{"1_000", NONE, NONE},
	{"98O.50", NONE, NONE},
	{"5%", NONE, NONE},
	{"\xef\xbc\x95", NONE, NONE},
	{".", NONE, NONE},
	{" ", NONE, NONE},
	/* Limits. */
	{"92233720368547758.07", INT64_MAX, NONE},
	{"92233720368547758.08", RANGE, NONE},
	{"92233720368547758.0699999999999", INT64_MAX, NONE},
	{"92233720368547758.0799999999999", RANGE, NONE},
};

static void
check(const char *input, const struct ar_foreign_amount *f,
    enum ar_decimal_mark mark, int64_t want)
{
	unsigned bit = 1U << mark;
	int64_t minor = NONE;
	bool noise;
	enum ar_money_err err;

	if ((ar_foreign_amount_marks(f) & bit) != 0) {
		err = ar_foreign_minor(&minor, &noise, f, bit, 2);
		minor = err == AR_MONEY_OK ? minor :
		    err == AR_MONEY_RANGE ? RANGE : EXCESS;
	}
	if (minor != want)
		fail_msg("%s: %lld, want %lld", input, (long long)minor,
		    (long long)want);
}

/* Bytes that are not of the text would be one digit more. */
static void
check_before(size_t i, const char *before)
{
	struct ar_foreign_amount f = {.negative = true};
	char *text = NULL;
	int n = asprintf(&text, "%s%s7", before, rows[i].input) - 1;
	bool none = rows[i].point == NONE && rows[i].comma == NONE;
	enum ar_money_err err = ar_foreign_amount(&f,
	    ar_slice(text, (size_t)n), "EUR");

	if (err != (none ? AR_MONEY_FORM : AR_MONEY_OK))
		fail_msg("'%.*s': result %d", n, text, (int)err);
	check(rows[i].input, &f, AR_POINT, rows[i].point);
	check(rows[i].input, &f, AR_COMMA, rows[i].comma);
	free(text);
}

/* A blank before it leads past what reads the common forms. */
static void
test_both_marks(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		check_before(i, "");
		check_before(i, " ");
	}
}

/* As many digits as there is room for, and one more. */
static void
test_room(void **state)
{
	enum { MOST = AR_FOREIGN_MAX - 2 };
	struct ar_foreign_amount f;
	char text[AR_FOREIGN_MAX];

	(void)state;
	memset(text, '0', sizeof text);
	text[MOST - 1] = '5';
	assert_int_equal(ar_foreign_amount(&f, ar_slice(text, MOST), ""),
	    AR_MONEY_OK);
	check("62 digits", &f, AR_POINT, 500);
	assert_int_equal(ar_foreign_amount(&f, ar_slice(text, MOST + 1), ""),
	    AR_MONEY_FORM);
	text[0] = '.';
	assert_int_equal(ar_foreign_amount(&f, ar_slice(text, MOST), ""),
	    AR_MONEY_OK);
	check("a point and 61 digits", &f, AR_POINT, 0);
}

static const struct {
	const char *input;
	unsigned digits;
	int64_t want;
	bool noise;
} digits[] = {
	{"100.00", 0, 100, false}, {"99.9999999", 0, 100, true},
	{"1.2345", 4, 12345, false}, {"1.2", 3, 1200, false},
	{"1.23400", 3, 1234, false}, {"1.2345", 3, EXCESS, false},
	{"0.5", 0, EXCESS, false}, {"1.0000004", 0, 1, true},
	{"1.0000006", 0, EXCESS, false}, {"1.00000000", 0, 1, false},
	{"1.00000001", 0, 1, true}, {"1.20", 1, 12, false},
	{"1,2", 1, 12, false},
};

static void
test_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(digits); i++) {
		struct ar_foreign_amount f;
		int64_t minor = EXCESS;
		bool noise = false;

		assert_int_equal(ar_foreign_amount(&f,
		    ar_slice_of(digits[i].input), ""), AR_MONEY_OK);
		if (ar_foreign_minor(&minor, &noise, &f, AR_ANY_MARK,
		    digits[i].digits) != AR_MONEY_OK)
			minor = EXCESS;
		if (minor != digits[i].want || noise != digits[i].noise)
			fail_msg("%s: %lld, noise %d", digits[i].input,
			    (long long)minor, noise);
	}
}

static void
test_agreement(void **state)
{
	struct ar_foreign_amount f;

	(void)state;
	assert_int_equal(ar_foreign_amount(&f, AR_S("1,234"), ""),
	    AR_MONEY_OK);
	assert_false(ar_foreign_amount_agrees(&f, AR_ANY_MARK));
	assert_true(ar_foreign_amount_agrees(&f, 1U << AR_COMMA));
	assert_int_equal(ar_foreign_amount(&f, AR_S("1234"), ""),
	    AR_MONEY_OK);
	assert_true(ar_foreign_amount_agrees(&f, AR_ANY_MARK));
	assert_int_equal(ar_foreign_amount(&f, AR_S("12.5"), ""),
	    AR_MONEY_OK);
	assert_true(ar_foreign_amount_agrees(&f, AR_ANY_MARK));
	assert_int_equal(ar_foreign_amount(&f, AR_S("12,5"), ""),
	    AR_MONEY_OK);
	assert_true(ar_foreign_amount_agrees(&f, AR_ANY_MARK));
	assert_int_equal(ar_foreign_amount(&f, AR_S(""), ""),
	    AR_MONEY_EMPTY);
}

/* The mark that the amount has, whatever was there before. */
static void
test_had_marks(void **state)
{
	static const char *const had[][2] = {
		{"$5.00", "$"}, {"5.00", ""}, {" 5.00", ""},
		{"5 \xe2\x82\xac", "\xe2\x82\xac"}, {"EUR 5", ""},
	};
	struct ar_foreign_amount f = {.mark = "none"};

	(void)state;
	for (size_t i = 0; i < ROWS(had); i++) {
		assert_int_equal(ar_foreign_amount(&f,
		    ar_slice_of(had[i][0]), "EUR"), AR_MONEY_OK);
		assert_string_equal(f.mark, had[i][1]);
	}
}

static const struct {
	const char *mark, *code;
	bool fits;
} marks[] = {
	{"", "EUR", true}, {"$", "", true}, {"$", "USD", true},
	{"$", "CAD", true}, {"$", "EUR", false}, {"$", "GBP", false},
	{"\xe2\x82\xac", "EUR", true}, {"\xe2\x82\xac", "USD", false},
	{"\xc2\xa3", "GBP", true}, {"\xc2\xa3", "USD", false},
	{"\xc2\xa5", "JPY", true}, {"\xc2\xa5", "CNY", true},
	{"\xe2\x82\xb9", "INR", true}, {"\xe2\x82\xb9", "USD", false},
};

static void
test_marks(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(marks); i++)
		if (ar_mark_fits(marks[i].mark, marks[i].code) !=
		    marks[i].fits)
			fail_msg("%s %s", marks[i].mark, marks[i].code);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_marks),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_digits),
		cmocka_unit_test(test_agreement),
		cmocka_unit_test(test_had_marks),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
