/*
 * tests/unit/test_tie.c
 * Purpose: that a cent too much or too little is found.
 */
#include "libar/tie.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

static const struct expect_row {
	const char *text;
	bool good, any_ccy;
	const char *ccy;
	int64_t amount;                 /* with a currency */
} expect_rows[] = {
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
test_expect(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(expect_rows); i++) {
		const struct expect_row *row = &expect_rows[i];
		struct ar_expect e;
		int result = ar_expect_parse(&e, row->text);

		check(row->text, (result == AR_OK) == row->good);
		if (result != AR_OK)
			continue;
		check(row->text, e.any_ccy == row->any_ccy);
		check(row->text, e.any_ccy || (e.amount == row->amount &&
		    strcmp(e.ccy.code, row->ccy) == 0));
	}
}

/* A document, what is open of it, and what the report said. */
static const struct row {
	const char *name;
	int64_t amount;
	struct ar_open open;
	ar_sum printed;
	bool good;
} rows[] = {
	{"open", 100, {100, AR_OPEN}, 100, true},
	{"in part", 100, {40, AR_OPEN}, 40, true},
	{"settled", 100, {0, AR_SETTLED}, 0, true},
	{"filtered", 100, {0, AR_FUTURE}, 0, true},
	{"void", 100, {0, AR_VOID}, 0, true},
	{"too much paid", 100, {-40, AR_OPEN}, -40, true},
	{"a cent too little", 100, {100, AR_OPEN}, 99, false},
	{"a cent too much", 100, {100, AR_OPEN}, 101, false},
	{"nothing printed", 100, {100, AR_OPEN}, 0, false},
	{"what is settled printed", 100, {0, AR_SETTLED}, 100, false},
	{"the sign", 100, {100, AR_OPEN}, -100, false},
};

static void
test_check(void **state)
{
	struct ar_ccy ccy;

	(void)state;
	assert_int_equal(ar_ccy_parse(&ccy, AR_S("EUR")), AR_OK);
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_diag *diag = ar_diag_new("t");
		int64_t refused = 5;
		struct ar_tie tie;
		int result;

		ar_tie_init(&tie);
		ar_tie_add(&tie, &ccy, row->amount, &row->open);
		ar_tie_refuse(&tie, &ccy, &refused);
		ar_tie_refuse(&tie, &ccy, NULL);
		ar_tie_printed(&tie, &ccy, row->printed);
		scratch_listen();
		result = ar_tie_check(&tie, diag);
		check(row->name, (result == AR_OK) == row->good);
		check(row->name, row->good ? scratch_heard()[0] == '\0' :
		    strcmp(scratch_code(), "tie-out") == 0);
		(void)scratch_stop(NULL);
		ar_tie_release(&tie);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expect),
		cmocka_unit_test_teardown(test_check, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
