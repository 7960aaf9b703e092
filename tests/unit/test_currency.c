/*
 * tests/unit/test_currency.c
 * Purpose: which codes are currencies, and their decimals.
 */
#include "libar/money.h"

#include "tests/unit/scratch.h"

static const struct row {
	const char *text;
	int digits;                     /* -1: refused */
} rows[] = {
	{"", 2}, {"EUR", 2}, {"USD", 2}, {"JPY", 0}, {"KWD", 3}, {"CLF", 4},
	{"UYW", 4}, {"AED", 2}, {"ZWG", 2}, {"XCG", 2}, {"WST", 2},
	{"eur", -1}, {"Eur", -1}, {"EU", -1}, {"EURO", -1}, {" EUR", -1},
	{"EUR ", -1}, {"EU2", -1}, {"ABC", -1}, {"   ", -1},
	{"\xe2\x82\xac", -1}, {"@AA", -1}, {"[AA", -1}, {"XAU", -1},
	{"XXX", -1}, {"XTS", -1}, {"DEM", -1}, {"HRK", -1}, {"BGN", -1},
	{"ANG", -1},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_ccy ccy = {"???", 9};
		int result = ar_ccy_parse(&ccy, ar_slice_of(row->text));

		if (result != (row->digits < 0 ? AR_EDATA : AR_OK))
			fail_msg("'%s': result %d", row->text, result);
		if (result == AR_OK && (ccy.digits != row->digits ||
		    strcmp(ccy.code, row->text) != 0))
			fail_msg("'%s': %s %u", row->text, ccy.code,
			    ccy.digits);
	}
}

static void
test_view(void **state)
{
	struct ar_ccy ccy;

	(void)state;
	assert_int_equal(ar_ccy_parse(&ccy, ar_slice("USDX", 3)), AR_OK);
	assert_string_equal(ccy.code, "USD");
	assert_int_equal(ar_ccy_parse(&ccy, ar_slice("US\0", 3)), AR_EDATA);
}

/* Whatever three capitals are taken come back as themselves. */
static void
test_all_codes(void **state)
{
	enum { CODES = 26 * 26 * 26 };
	unsigned found = 0;

	(void)state;
	for (int i = 0; i < CODES; i++) {
		const char code[] = {(char)('A' + i / (26 * 26)),
		    (char)('A' + i / 26 % 26), (char)('A' + i % 26), '\0'};
		struct ar_ccy ccy;

		if (ar_ccy_parse(&ccy, ar_slice_of(code)) != AR_OK)
			continue;
		found++;
		assert_string_equal(ccy.code, code);
		assert_true(ccy.digits <= 4 && ccy.digits != 1);
	}
	assert_in_range(found, 150, 180);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_view),
		cmocka_unit_test(test_all_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
