/*
 * tests/unit/test_wide.c
 * Purpose: sums, products and quotients beyond the machine's numbers.
 */
#include "libar/wide.h"

#include "tests/unit/check.h"

enum { FACTORS = 15, ROUNDS = 5000 };

/* xorshift, the same numbers in each run; of any size. */
static uint64_t
draw(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state >> *state % 64 | 1;
}

static void
expect_is(const struct ar_wide *w, int64_t want)
{
	int64_t got = -1;

	assert_int_equal(ar_wide_int64(&got, w), AR_OK);
	assert_true(got == want);
}

static void
test_small(void **state)
{
	struct ar_wide w = {0};
	struct ar_wide seven = ar_wide_of(7);

	(void)state;
	expect_is(&w, 0);
	ar_wide_multiply(&w, UINT64_MAX);
	expect_is(&w, 0);
	assert_int_equal(ar_wide_divide(&w, 3), 0);
	ar_wide_add(&w, &seven);
	ar_wide_multiply(&w, 6);
	expect_is(&w, 42);
	assert_int_equal(ar_wide_divide(&w, 5), 2);
	expect_is(&w, 8);
	ar_wide_multiply(&w, 0);
	expect_is(&w, 0);
	w = ar_wide_of(INT64_MAX);
	expect_is(&w, INT64_MAX);
}

/* What has no place in 64 bits with a sign is not handed out. */
static void
test_too_large_for_a_value(void **state)
{
	struct ar_wide one = ar_wide_of(1);
	struct ar_wide w = ar_wide_of(INT64_MAX);
	int64_t got = 4711;

	(void)state;
	ar_wide_add(&w, &one);
	assert_int_equal(ar_wide_int64(&got, &w), AR_EDATA);
	w = ar_wide_of(UINT64_MAX);
	ar_wide_add(&w, &one);
	assert_int_equal(ar_wide_int64(&got, &w), AR_EDATA);
	assert_int_equal(got, 4711);
	assert_int_equal(ar_wide_divide(&w, 2), 0);
	assert_int_equal(ar_wide_divide(&w, 2), 0);
	expect_is(&w, INT64_C(1) << 62);
}

/* 525 bits, digit by digit. */
static void
test_factorial(void **state)
{
	static const char want[] =
	    "93326215443944152681699238856266700490715968264381621468592963"
	    "89521759999322991560894146397615651828625369792082722375825118"
	    "5210916864000000000000000000000000";
	struct ar_wide w = ar_wide_of(1);
	char got[sizeof want];

	(void)state;
	for (uint64_t i = 2; i <= 100; i++)
		ar_wide_multiply(&w, i);
	got[sizeof got - 1] = '\0';
	for (size_t i = sizeof got - 1; i-- > 0; )
		got[i] = (char)('0' + (char)ar_wide_divide(&w, 10));
	assert_string_equal(got, want);
	expect_is(&w, 0);
}

/* a x + b x = (a + b) x, and what was multiplied is divided away. */
static void
test_laws(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		uint64_t by[FACTORS];
		uint64_t a = draw(&seed) >> 2, b = draw(&seed) >> 2;
		struct ar_wide x = ar_wide_of(a), y = ar_wide_of(b);
		unsigned n = (unsigned)(draw(&seed) % FACTORS) + 1;
		uint64_t rest;

		for (unsigned k = 0; k < n; k++) {
			by[k] = draw(&seed);
			ar_wide_multiply(&x, by[k]);
			ar_wide_multiply(&y, by[k]);
		}
		/* The largest remainder that the first division can leave. */
		rest = by[n - 1] - 1;
		ar_wide_add(&x, &y);
		y = ar_wide_of(rest);
		ar_wide_add(&x, &y);
		assert_true(ar_wide_divide(&x, by[n - 1]) == rest);
		for (unsigned k = n - 1; k-- > 0; )
			assert_true(ar_wide_divide(&x, by[k]) == 0);
		expect_is(&x, (int64_t)(a + b));
	}
}

/* 2^1023, the largest power of two. */
static struct ar_wide
top_bit(void)
{
	struct ar_wide w = ar_wide_of(1);

	for (int i = 0; i < AR_WIDE_LIMBS * 64 - 1; i++)
		ar_wide_multiply(&w, 2);
	return w;
}

static void
test_full(void **state)
{
	struct ar_wide w = top_bit();

	(void)state;
	assert_false(w.over);
	for (int i = 0; i < AR_WIDE_LIMBS * 64 - 1; i++)
		assert_int_equal(ar_wide_divide(&w, 2), 0);
	expect_is(&w, 1);
}

/* Once over it stays so, whatever follows, and so does what it is added to. */
static void
test_over(void **state)
{
	struct ar_wide sum = top_bit(), product = top_bit();
	struct ar_wide other = ar_wide_of(1);
	int64_t got;

	(void)state;
	ar_wide_add(&sum, &product);
	assert_true(sum.over);
	ar_wide_multiply(&product, 2);
	assert_true(product.over);
	for (int i = 0; i < AR_WIDE_LIMBS; i++)
		(void)ar_wide_divide(&product, UINT64_MAX);
	assert_int_equal(ar_wide_int64(&got, &product), AR_EDATA);
	ar_wide_multiply(&product, 0);
	assert_int_equal(ar_wide_int64(&got, &product), AR_EDATA);
	ar_wide_add(&other, &product);
	assert_int_equal(ar_wide_int64(&got, &other), AR_EDATA);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_too_large_for_a_value),
		cmocka_unit_test(test_factorial),
		cmocka_unit_test(test_laws),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
