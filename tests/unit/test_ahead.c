/*
 * tests/unit/test_ahead.c
 * Purpose: a thread that reads ahead changes nothing but the waiting.
 */
#include "libar/ahead.h"

#include "tests/unit/scratch.h"

/* Gives so many bytes, in pieces that grow, and then the end or a failure. */
struct source {
	size_t given, all;
	ssize_t last;
};

static ssize_t
give(void *source, char *buf, size_t size)
{
	struct source *s = source;
	size_t n = 1 + s->given * 3 / 2;

	if (n > s->all - s->given)
		n = s->all - s->given;
	if (n > size)
		n = size;
	for (size_t i = 0; i < n; i++)
		buf[i] = (char)((s->given + i) * 7919 >> 3);
	s->given += n;
	return n > 0 ? (ssize_t)n : s->last;
}

static void
test_same_bytes(void **state)
{
	static const size_t all[] = {0, 1, 1000, 128 * 1024, 3000000};
	static const size_t sizes[] = {1000, 128 * 1024, 1 << 20};
	static char buf[1 << 20];

	(void)state;
	for (size_t i = 0; i < ROWS(all) * ROWS(sizes); i++) {
		struct source s = {0, all[i / ROWS(sizes)],
		    i % 2 == 0 ? 0 : -1};
		struct ar_ahead *a = ar_ahead_new(give, &s);
		size_t seen = 0;
		ssize_t n;

		while ((n = ar_ahead_read(a, buf, sizes[i % ROWS(sizes)])) >
		    0)
			for (size_t k = 0; k < (size_t)n; k++, seen++)
				assert_int_equal(buf[k],
				    (char)(seen * 7919 >> 3));
		assert_int_equal(seen, s.all);
		assert_int_equal(n, s.last);
		assert_int_equal(ar_ahead_read(a, buf, 1), s.last);
		ar_ahead_free(a);
	}
}

/* Whoever has enough need not read to the end. */
static void
test_left_early(void **state)
{
	static const size_t wanted[] = {0, 1, 200000};
	static char buf[200000];

	(void)state;
	for (size_t i = 0; i < ROWS(wanted); i++) {
		struct source s = {0, SIZE_MAX / 2, 0};
		struct ar_ahead *a = ar_ahead_new(give, &s);

		for (size_t n = 0; n < wanted[i];)
			n += (size_t)ar_ahead_read(a, buf, wanted[i] - n);
		ar_ahead_free(a);
		assert_true(s.given >= wanted[i]);
	}
	ar_ahead_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_left_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
