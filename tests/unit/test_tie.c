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

/* The n-th of many documents, of a currency or none, and one refused. */
static void
add_both(struct ar_tie *good, struct ar_tie *bad, size_t n)
{
	static const char *const code[] = {"EUR", "", "USD", "EUR"};
	const struct row *row = &rows[n % ROWS(rows)];
	int64_t amount = row->amount + (int64_t)n;
	struct ar_ccy ccy;

	assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(code[n %
	    ROWS(code)])), AR_OK);
	ar_tie_add(good, &ccy, amount, &row->open);
	ar_tie_refuse(bad, &ccy, n % 2 == 0 ? &amount : NULL);
	ar_tie_printed(good, &ccy, amount);
}

/*
 * Two halves are the whole, for each currency and for refused records, and
 * what is added to both later counts in its currency, whichever is the first.
 */
static void
check_merge(size_t later)
{
	enum { MANY = 8 * ROWS(rows) };
	struct ar_tie all, half[2], sum;

	ar_tie_init(&all);
	ar_tie_init(&half[0]);
	ar_tie_init(&half[1]);
	ar_tie_init(&sum);
	for (size_t i = 0; i < MANY; i++) {
		add_both(&all, &all, i);
		add_both(&half[i % 3 == 0], &half[i % 5 == 0], i);
	}
	ar_tie_merge(&sum, &half[1]);
	ar_tie_merge(&sum, &half[0]);
	add_both(&all, &all, later);
	add_both(&sum, &sum, later);
	assert_int_equal(sum.map.n, all.map.n);
	for (size_t i = 0; i < all.map.n; i++) {
		ptrdiff_t other = ar_map_find(&sum.map,
		    ar_map_key(&all.map, i));

		assert_true(other >= 0);
		assert_memory_equal(ar_map_value(&sum.map, (size_t)other),
		    ar_map_value(&all.map, i), sizeof(struct ar_tie_sums));
	}
	ar_tie_release(&all);
	ar_tie_release(&half[0]);
	ar_tie_release(&half[1]);
	ar_tie_release(&sum);
}

static void
test_merge(void **state)
{
	(void)state;
	for (size_t later = 0; later < 4; later++)
		check_merge(later);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_check, scratch_stop),
		cmocka_unit_test(test_merge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
