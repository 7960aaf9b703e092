/*
 * tests/unit/test_map.c
 * Purpose: keys in order of arrival, and keys made of parts.
 */
#include "libar/map.h"

#include "tests/unit/scratch.h"

enum { MANY = 20000 };

static struct ar_slice
key_of(char text[16], unsigned i)
{
	return ar_slice(text, (size_t)snprintf(text, 16, "k%u", i * 7919));
}

static void
test_put_and_find(void **state)
{
	struct ar_map m;
	char text[16];
	bool fresh;

	(void)state;
	ar_map_init(&m, sizeof(uint64_t));
	assert_int_equal(ar_map_find(&m, AR_S("k0")), -1);
	for (unsigned i = 0; i < MANY; i++) {
		assert_int_equal(ar_map_put(&m, key_of(text, i), &fresh), i);
		assert_true(fresh);
		assert_int_equal(*(uint64_t *)ar_map_value(&m, i), 0);
		*(uint64_t *)ar_map_value(&m, i) = i + 1;
	}
	for (unsigned i = 0; i < MANY; i++) {
		assert_int_equal(ar_map_find(&m, key_of(text, i)), i);
		assert_int_equal(ar_map_put(&m, key_of(text, i), &fresh), i);
		assert_false(fresh);
		assert_slice(ar_map_key(&m, i), key_of(text, i));
		assert_int_equal(*(uint64_t *)ar_map_value(&m, i), i + 1);
	}
	assert_int_equal(m.n, MANY);
	assert_int_equal(ar_map_find(&m, AR_S("k")), -1);
	ar_map_release(&m);
}

/* Whether the entry's key has the low half of the hash, by which it is seen. */
static bool
looks_like(const struct ar_map *m, ptrdiff_t number, uint64_t hash)
{
	return (uint32_t)ar_map_hash(m, ar_map_key(m, (size_t)number)) ==
	    (uint32_t)hash;
}

/*
 * What is fetched is what will be found, but where two keys of the many have
 * one half hash, which the map's random seed gives to a few at most.
 */
static void
test_fetch(void **state)
{
	struct ar_map m;
	char text[16];
	unsigned wrong = 0;

	(void)state;
	ar_map_init(&m, sizeof(uint64_t));
	for (unsigned i = 0; i < MANY; i++)
		assert_int_equal(ar_map_put(&m, key_of(text, i), NULL), i);
	for (unsigned i = 0; i < 2 * MANY; i++) {
		uint64_t hash = ar_map_hash(&m, key_of(text, i));
		ptrdiff_t number, right = i < MANY ? (ptrdiff_t)i : -1;

		ar_map_fetch_slot(&m, hash);
		number = ar_map_fetch_entry(&m, hash);
		if (number == right)
			continue;
		assert_true(number >= 0 && looks_like(&m, number, hash));
		wrong++;
	}
	assert_in_range(wrong, 0, 9);
	ar_map_release(&m);
}

enum { LONGEST = 45, ALIKE = 4096 };

/* Keys that differ in few bits, wherever these are. */
static struct ar_slice
bits_of(char text[LONGEST], unsigned i)
{
	memset(text, 0, LONGEST);
	for (unsigned k = 0; i >> k != 0; k++)
		text[4 * k] = (char)((i >> k & 1) << k % 8);
	return ar_slice(text, LONGEST);
}

/* Keys that many hashes without a secret take for one. */
static struct ar_slice
pairs_of(char text[LONGEST], unsigned i)
{
	for (unsigned k = 0; k < LONGEST / 2; k++)
		memcpy(text + 2 * k, i >> k & 1 ? "Aa" : "BB", 2);
	return ar_slice(text, LONGEST / 2 * 2);
}

/* The same bytes, more of them and fewer. */
static struct ar_slice
lengths_of(char text[LONGEST], unsigned i)
{
	memset(text, (int)(i / LONGEST), LONGEST);
	return ar_slice(text, 1 + i % LONGEST);
}

/* As many hashes of keys that are much alike as of any others. */
static void
test_hashes_spread(void **state)
{
	static struct ar_slice (*const make[])(char *, unsigned) = {
		bits_of, pairs_of, lengths_of
	};
	struct ar_map m;

	(void)state;
	ar_map_init(&m, 0);
	for (size_t k = 0; k < ROWS(make); k++) {
		bool seen[16 * ALIKE] = {false};
		unsigned different = 0;
		char text[LONGEST];

		for (unsigned i = 0; i < ALIKE; i++) {
			uint64_t hash = ar_map_hash(&m, make[k](text, i));
			bool *at = &seen[hash % (16 * ALIKE)];

			different += !*at;
			*at = true;
		}
		assert_in_range(different, ALIKE - ALIKE / 16, ALIKE);
	}
	ar_map_release(&m);
}

/* Each kind of entry: its key and value are where they were at first. */
static void
test_entries_stay(void **state)
{
	enum { FEW = 1000 };

	(void)state;
	for (size_t size = 1; size < 300; size = size * 3 / 2 + 1) {
		char *value[FEW], text[16];
		struct ar_map m;

		ar_map_init(&m, size);
		for (unsigned i = 0; i < FEW; i++) {
			value[i] = ar_map_value(&m, ar_map_put(&m,
			    key_of(text, i), NULL));
			memset(value[i], (int)i, size);
		}
		for (unsigned i = 0; i < FEW; i++) {
			assert_ptr_equal(ar_map_value(&m, i), value[i]);
			assert_slice(ar_map_peek(&m, i), key_of(text, i));
			for (size_t k = 0; k < size; k++)
				assert_int_equal((unsigned char)value[i][k],
				    i % 256);
		}
		ar_map_release(&m);
	}
}

static void
test_set_of_odd_keys(void **state)
{
	static const struct ar_slice keys[] = {
		{"", 0}, {"\0", 1}, {"\0\0", 2}, {"a", 1}, {"a\0", 2},
		{"12345678", 8}, {"12345678\0", 9}, {"123456789", 9},
		{"\xff", 1},
	};
	static const unsigned sorted[] = {0, 1, 2, 5, 6, 7, 3, 4, 8};
	struct ar_map m;
	uint32_t *order;

	(void)state;
	ar_map_init(&m, 0);
	order = ar_map_sorted(&m);
	free(order);
	for (size_t i = 0; i < ROWS(keys); i++)
		assert_int_equal(ar_map_put(&m, keys[i], NULL), i);
	for (size_t i = 0; i < ROWS(keys); i++)
		assert_int_equal(ar_map_find(&m, keys[i]), i);
	order = ar_map_sorted(&m);
	for (size_t i = 0; i < ROWS(keys); i++)
		assert_int_equal(order[i], sorted[i]);
	free(order);
	ar_map_release(&m);
}

/* Lists of up to two parts, in the order that their keys must have. */
static const struct {
	size_t n;
	struct ar_slice part[2];
} lists[] = {
	{1, {{"", 0}}},
	{2, {{"", 0}, {"", 0}}},
	{2, {{"", 0}, {"b", 1}}},
	{1, {{"\0", 1}}},
	{1, {{"\0\x01", 2}}},
	{1, {{"\0\xff", 2}}},
	{1, {{"\x01", 1}}},
	{1, {{"a", 1}}},
	{2, {{"a", 1}, {"", 0}}},
	{2, {{"a", 1}, {"b", 1}}},
	{2, {{"a\0", 2}, {"b", 1}}},
	{1, {{"ab", 2}}},
	{2, {{"ab", 2}, {"\xff", 1}}},
	{1, {{"b", 1}}},
};

static void
test_keys_of_parts(void **state)
{
	struct ar_buf before = {0}, scratch_buf = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(lists); i++) {
		struct ar_buf key = {0};
		struct ar_slice rest;

		for (size_t k = 0; k < lists[i].n; k++)
			ar_key_add(&key, lists[i].part[k]);
		if (i > 0 && ar_slice_cmp(ar_buf_slice(&before),
		    ar_buf_slice(&key)) >= 0)
			fail_msg("list %zu does not follow its neighbour", i);
		rest = ar_buf_slice(&key);
		for (size_t k = 0; k < lists[i].n; k++)
			assert_slice(ar_key_take(&rest, &scratch_buf),
			    lists[i].part[k]);
		assert_int_equal(rest.n, 0);
		ar_buf_free(&before);
		before = key;
	}
	ar_buf_free(&before);
	ar_buf_free(&scratch_buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put_and_find),
		cmocka_unit_test(test_fetch),
		cmocka_unit_test(test_hashes_spread),
		cmocka_unit_test(test_entries_stay),
		cmocka_unit_test(test_set_of_odd_keys),
		cmocka_unit_test(test_keys_of_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
