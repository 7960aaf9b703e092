/*
 * libar/map.c
 * Purpose: bytes -> a value of fixed size, in the order of arrival.
 */
#include "libar/map.h"

#include <stdlib.h>
#include <sys/random.h>

enum { FIRST_SLOTS = 64 };

struct ar_map_entry {
	struct ar_slice key;
	uint64_t hash;
};

struct state {
	uint64_t a, b, c, d;
};

static uint64_t
rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

/* One round of SipHash, as its authors published it. */
static void
mix(struct state *s)
{
	s->a += s->b;
	s->b = rotate(s->b, 13) ^ s->a;
	s->a = rotate(s->a, 32);
	s->c += s->d;
	s->d = rotate(s->d, 16) ^ s->c;
	s->a += s->d;
	s->d = rotate(s->d, 21) ^ s->a;
	s->c += s->b;
	s->b = rotate(s->b, 17) ^ s->c;
	s->c = rotate(s->c, 32);
}

static void
absorb(struct state *s, uint64_t word)
{
	s->d ^= word;
	mix(s);
	s->a ^= word;
}

/* SipHash-1-3 of the key. */
static uint64_t
hash_of(const uint64_t seed[2], struct ar_slice key)
{
	struct state s = {
		seed[0] ^ 0x736f6d6570736575, seed[1] ^ 0x646f72616e646f6d,
		seed[0] ^ 0x6c7967656e657261, seed[1] ^ 0x7465646279746573,
	};
	uint64_t word, last = (uint64_t)key.n << 56;

	for (; key.n >= sizeof word; key.n -= sizeof word) {
		memcpy(&word, key.p, sizeof word);
		absorb(&s, word);
		key.p += sizeof word;
	}
	word = 0;
	memcpy(&word, key.p, key.n);
	absorb(&s, last | word);
	s.c ^= 0xff;
	for (int i = 0; i < 3; i++)
		mix(&s);
	return s.a ^ s.b ^ s.c ^ s.d;
}

void
ar_map_init(struct ar_map *m, size_t value_size)
{
	*m = (struct ar_map){.value_size = value_size};
	m->slots = FIRST_SLOTS;
	m->slot = ar_alloc(m->slots * sizeof *m->slot);
	if (getrandom(m->seed, sizeof m->seed, GRND_NONBLOCK) < 0)
		m->seed[0] = (uint64_t)(uintptr_t)m->slot;
}

void
ar_map_release(struct ar_map *m)
{
	ar_arena_free(&m->keys);
	free(m->entry);
	free(m->value);
	free(m->slot);
	*m = (struct ar_map){0};
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t
slot_of(const struct ar_map *m, struct ar_slice key, uint64_t hash)
{
	size_t i = hash & (m->slots - 1);

	for (; m->slot[i] != 0; i = (i + 1) & (m->slots - 1)) {
		const struct ar_map_entry *e = &m->entry[m->slot[i] - 1];

		if (e->hash == hash && ar_slice_eq(e->key, key))
			break;
	}
	return i;
}

static void
grow_slots(struct ar_map *m)
{
	free(m->slot);
	m->slots *= 4;
	m->slot = ar_alloc(m->slots * sizeof *m->slot);
	for (size_t n = 0; n < m->n; n++) {
		size_t i = m->entry[n].hash & (m->slots - 1);

		while (m->slot[i] != 0)
			i = (i + 1) & (m->slots - 1);
		m->slot[i] = (uint32_t)n + 1;
	}
}

static void
append(struct ar_map *m, struct ar_slice key, uint64_t hash)
{
	m->entry = ar_grow(m->entry, m->n + 1, sizeof *m->entry);
	m->entry[m->n] = (struct ar_map_entry){
		ar_arena_copy(&m->keys, key), hash
	};
	if (m->value_size != 0) {
		m->value = ar_grow(m->value, m->n + 1, m->value_size);
		memset(m->value + m->n * m->value_size, 0, m->value_size);
	}
	m->n++;
}

size_t
ar_map_put(struct ar_map *m, struct ar_slice key, bool *fresh)
{
	uint64_t hash = hash_of(m->seed, key);
	size_t i = slot_of(m, key, hash);
	bool found = m->slot[i] != 0;

	if (fresh != NULL)
		*fresh = !found;
	if (found)
		return m->slot[i] - 1;
	if (2 * (m->n + 1) > m->slots) {
		grow_slots(m);
		i = slot_of(m, key, hash);
	}
	append(m, key, hash);
	m->slot[i] = (uint32_t)m->n;
	return m->n - 1;
}

ptrdiff_t
ar_map_find(const struct ar_map *m, struct ar_slice key)
{
	size_t i = slot_of(m, key, hash_of(m->seed, key));

	return (ptrdiff_t)m->slot[i] - 1;
}

struct ar_slice
ar_map_key(const struct ar_map *m, size_t number)
{
	return m->entry[number].key;
}

void *
ar_map_value(const struct ar_map *m, size_t number)
{
	return m->value + number * m->value_size;
}

static int
by_key(const void *a, const void *b, void *map)
{
	const struct ar_map *m = map;

	return ar_slice_cmp(m->entry[*(const uint32_t *)a].key,
	    m->entry[*(const uint32_t *)b].key);
}

uint32_t *
ar_map_sorted(const struct ar_map *m)
{
	uint32_t *order = ar_alloc(m->n * sizeof *order);
	struct ar_map copy = *m;

	for (size_t i = 0; i < m->n; i++)
		order[i] = (uint32_t)i;
	qsort_r(order, m->n, sizeof *order, by_key, &copy);
	return order;
}

/*
 * A part ends with 00 01, and a 00 inside it is written 00 FF: the end sorts
 * below any further byte, so a prefix comes first.
 */
void
ar_key_add(struct ar_buf *buf, struct ar_slice part)
{
	while (part.n > 0) {
		size_t before = part.n;
		struct ar_slice piece = ar_slice_cut(&part, '\0');

		ar_buf_add(buf, piece);
		if (piece.n < before)
			ar_buf_add(buf, AR_S("\0\xff"));
	}
	ar_buf_add(buf, AR_S("\0\x01"));
}

struct ar_slice
ar_key_take(struct ar_slice *key, struct ar_buf *scratch)
{
	scratch->n = 0;
	for (;;) {
		ar_buf_add(scratch, ar_slice_cut(key, '\0'));
		if (key->n == 0 || key->p[0] == '\x01')
			break;
		ar_buf_add(scratch, AR_S("\0"));
		key->p++;
		key->n--;
	}
	if (key->n > 0) {
		key->p++;
		key->n--;
	}
	return ar_buf_slice(scratch);
}
