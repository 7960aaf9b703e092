/*
 * tests/unit/test_chunk.c
 * Purpose: where records begin in a stretch of bytes that is read alone.
 */
#include "libar/chunk.h"

#include "tests/unit/scratch.h"

static const struct row {
	struct ar_slice in;
	bool odd;
	size_t outside, inside; /* where the next record begins */
} rows[] = {
#define IN(literal) {literal, sizeof(literal) - 1}
	{IN(""), false, SIZE_MAX, SIZE_MAX},
	{IN("\n"), false, 1, SIZE_MAX},
	{IN("ab\ncd\n"), false, 3, SIZE_MAX},
	{IN("a,\"b\nc\"\nd\n"), false, 8, 5},
	{IN("b\"\n\n"), true, SIZE_MAX, 3},
	{IN("b\"\"\"\n"), true, SIZE_MAX, 5},
	{IN("no end"), false, SIZE_MAX, SIZE_MAX},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *r = &rows[i];

		assert_int_equal(ar_chunk_quotes_odd(r->in), r->odd);
		assert_int_equal(ar_chunk_begin(r->in, false), r->outside);
		assert_int_equal(ar_chunk_begin(r->in, true), r->inside);
	}
}

/* Quotes of all lengths of text, at each place, alone and in pairs. */
static void
test_quotes(void **state)
{
	char text[300];

	(void)state;
	for (size_t n = 1; n < sizeof text; n++)
		for (size_t i = 0; i < n; i += 1 + n / 50) {
			memset(text, 'x', sizeof text);
			text[i] = '"';
			assert_true(ar_chunk_quotes_odd(ar_slice(text, n)));
			text[(i + 17) % n] ^= 'x' ^ '"';
			assert_false(ar_chunk_quotes_odd(ar_slice(text, n)));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_quotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
