/*
 * tests/unit/test_coverfill.c
 * Purpose: the most value within a limit, with steps enough and too few.
 */
#include "libar/coverfill.h"

#include "tests/unit/check.h"

enum { SMALL = 12, LONG = 50, PLENTY = 1000000 };

/* xorshift, the same numbers in each run. */
static int64_t
draw(uint64_t *state, int64_t most)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (int64_t)(*state >> 20) % most;
}

/* Alike, of value by face, or of very different sizes. */
static void
draw_things(uint64_t *seed, struct ar_fill *fill, size_t n)
{
	int64_t kind = draw(seed, 3);

	for (size_t i = 0; i < n; i++) {
		int64_t face = 1 + draw(seed, 50);

		if (kind == 2)
			face = 1 + (draw(seed, 1LL << 30) >> draw(seed, 30));
		fill[i] = (struct ar_fill){.face = face, .id = i,
		    .value = kind == 0 ? 1 + draw(seed, 50) :
		    face + draw(seed, 3)};
	}
}

static int64_t
all_faces(const struct ar_fill *fill, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += fill[i].face;
	return sum;
}

static ar_sum
brute_force(const struct ar_fill *fill, size_t n, int64_t room)
{
	ar_sum best = 0;

	for (size_t m = 0; m < (size_t)1 << n; m++) {
		ar_sum value = 0;
		int64_t face = 0;

		for (size_t i = 0; i < n; i++)
			if ((m >> i & 1) != 0) {
				value += fill[i].value;
				face += fill[i].face;
			}
		if (face <= room && value > best)
			best = value;
	}
	return best;
}

/* What is in comes to the result and has room. */
static void
expect_sound(const struct ar_fill *fill, size_t n, int64_t room, ar_sum got,
    ar_sum bound)
{
	ar_sum value = 0, face = 0;

	for (size_t i = 0; i < n; i++)
		if (fill[i].in) {
			value += fill[i].value;
			face += fill[i].face;
		}
	assert_true(value == got && face <= room && got <= bound);
}

static void
test_all_subsets(void **state)
{
	uint64_t seed = 47;
	unsigned unproved = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct ar_fill fill[SMALL];
		size_t n = 1 + (size_t)draw(&seed, i % 8 == 0 ? SMALL : 8);
		uint64_t few = (uint64_t)draw(&seed, 200), plenty = PLENTY;
		ar_sum want, got, bound;
		int64_t room;

		draw_things(&seed, fill, n);
		room = draw(&seed, all_faces(fill, n) + 2);
		want = brute_force(fill, n, room);
		got = ar_fill_find(&bound, fill, n, room, &few);
		expect_sound(fill, n, room, got, bound);
		assert_true(got <= want && want <= bound);
		unproved += got < bound;
		got = ar_fill_find(&bound, fill, n, room, &plenty);
		expect_sound(fill, n, room, got, bound);
		assert_true(got == want && bound == want);
		assert_true(plenty > 0 && plenty < PLENTY);
	}
	assert_true(unproved > 100);
}

/* Not all can be tried: more steps never leave a wider gap than a part. */
static void
test_many(void **state)
{
	uint64_t seed = 53;

	(void)state;
	for (int i = 0; i < 60; i++) {
		static struct ar_fill fill[LONG];
		uint64_t steps = 3000;
		ar_sum got, bound;
		int64_t room;

		draw_things(&seed, fill, LONG);
		room = all_faces(fill, LONG) / (2 + draw(&seed, 30));
		got = ar_fill_find(&bound, fill, LONG, room, &steps);
		expect_sound(fill, LONG, room, got, bound);
		assert_true((bound - got) * 200 <= bound);
	}
}

/* One that fits beside many large ones, and nothing. */
static void
test_edges(void **state)
{
	struct ar_fill fill[] = {{.value = 9, .face = 9, .id = 0},
	    {.value = 1, .face = 2, .id = 1}};
	uint64_t steps = 100;
	ar_sum bound;

	(void)state;
	assert_true(ar_fill_find(&bound, fill, 2, 8, &steps) == 1);
	assert_true(bound == 1 && fill[1].in != fill[0].in);
	assert_true(ar_fill_find(&bound, fill, 2, 1, &steps) == 0);
	assert_true(bound == 0);
	assert_true(ar_fill_find(&bound, fill, 0, 8, &steps) == 0);
	assert_true(bound == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_subsets),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_edges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
