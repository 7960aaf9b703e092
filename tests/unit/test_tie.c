/*
 * tests/unit/test_tie.c
 * Purpose: that a cent too much or too little is found.
 */
#include "libar/tie.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

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
		cmocka_unit_test_teardown(test_check, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
