/*
 * tests/unit/test_stated.c
 * Purpose: which texts are amounts as options state them.
 */
#include "libar/stated.h"

#include "tests/unit/check.h"

static const struct row {
	const char *text;
	bool good, any_ccy;
	const char *ccy;
	int64_t amount;                 /* with a currency */
} rows[] = {
	{"1.5", true, true, "", 0}, {"-1", true, true, "", 0},
	{"1.123456", true, true, "", 0}, {"EUR:1.5", true, false, "EUR", 150},
	{"JPY:-7", true, false, "JPY", -7}, {":1", true, false, "", 100},
	{"", false, 0, 0, 0}, {"EUR", false, 0, 0, 0},
	{"EUR:", false, 0, 0, 0}, {"EUR:1,5", false, 0, 0, 0},
	{"EUR:1.005", false, 0, 0, 0}, {"JPY:1.0", false, 0, 0, 0},
	{"eur:1", false, 0, 0, 0}, {"EUR:1:2", false, 0, 0, 0},
	{"1:2", false, 0, 0, 0}, {"+1", false, 0, 0, 0},
	{"EUR:92233720368547758.08", false, 0, 0, 0},
};

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct ar_stated e;
		int result = ar_stated_parse(&e, row->text);

		check(row->text, (result == AR_OK) == row->good);
		if (result != AR_OK)
			continue;
		check(row->text, e.any_ccy == row->any_ccy);
		check(row->text, e.any_ccy || (e.amount == row->amount &&
		    strcmp(e.ccy.code, row->ccy) == 0));
	}
}

static void
test_in(void **state)
{
	static const struct ar_ccy yen = {"JPY", 0}, dinar = {"KWD", 3};
	struct ar_stated s;

	(void)state;
	assert_int_equal(ar_stated_parse(&s, "1.125"), AR_OK);
	assert_int_equal(ar_stated_in(&s, &yen), AR_EDATA);
	assert_string_equal(s.ccy.code, "JPY");
	assert_int_equal(ar_stated_in(&s, &dinar), AR_OK);
	assert_int_equal(s.amount, 1125);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse), cmocka_unit_test(test_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
