/*
 * libar/map.c
 * Purpose: bytes -> a value of fixed size, in the order of arrival.
 */
#include "libar/map.h"

#include <stdlib.h>
#include <sys/random.h>

enum { FIRST_SLOTS = 64, HEAD = 16, ALIGN = 16 };

/*
 * The beginning of the key stands in the entry: few keys are longer.  The
 * value follows, so that one place in memory holds all.
 */
struct ar_map_entry {
	struct ar_slice key;
	char head[HEAD];
};

/* entry: its number + 1, 0: the slot is free.  hash: the low half. */
struct ar_map_slot {
	uint32_t entry, hash;
};

struct state {
	uint64_t a, b, c, d;
};

static inline uint64_t
rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

/* One round of SipHash, as its authors published it. */
__attribute__((always_inline)) static inline void
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

__attribute__((always_inline)) static inline void
absorb(struct state *s, uint64_t word)
{
	s->d ^= word;
	mix(s);
	s->a ^= word;
}

/* The bytes from there on, fewer than 8, as a number; the first lowest. */
static inline uint64_t
rest_of(struct ar_slice key, size_t at)
{
	uint64_t rest = 0;

	if (key.n > sizeof rest)
		return ar_word_at(key.p + key.n - sizeof rest) >> 4 >>
		    (60 - 8 * (key.n - at));
	for (unsigned shift = 0; at < key.n; at++, shift += 8)
		rest |= (uint64_t)(unsigned char)key.p[at] << shift;
	return rest;
}

/* SipHash-1-3 of the key. */
static uint64_t
hash_of(const uint64_t seed[2], struct ar_slice key)
{
	struct state s = {
		seed[0] ^ 0x736f6d6570736575, seed[1] ^ 0x646f72616e646f6d,
		seed[0] ^ 0x6c7967656e657261, seed[1] ^ 0x7465646279746573,
	};
	size_t at = 0;

	for (; key.n - at >= sizeof(uint64_t); at += sizeof(uint64_t))
		absorb(&s, ar_word_at(key.p + at));
	absorb(&s, (uint64_t)key.n << 56 | rest_of(key, at));
	s.c ^= 0xff;
	for (int i = 0; i < 3; i++)
		mix(&s);
	return s.a ^ s.b ^ s.c ^ s.d;
}

void
ar_map_init(struct ar_map *m, size_t value_size)
{
	*m = (struct ar_map){.slots = FIRST_SLOTS,
	    .stride = sizeof(struct ar_map_entry) +
	    (value_size + ALIGN - 1) / ALIGN * ALIGN};
	m->slot = ar_alloc(m->slots * sizeof *m->slot);
	if (getrandom(m->seed, sizeof m->seed, GRND_NONBLOCK) < 0)
		m->seed[0] = (uint64_t)(uintptr_t)m->slot;
}

void
ar_map_release(struct ar_map *m)
{
	ar_arena_free(&m->keys);
	free(m->entry);
	free(m->slot);
	*m = (struct ar_map){0};
}

static struct ar_map_entry *
entry_of(const struct ar_map *m, size_t number)
{
	return (void *)(m->entry + number * m->stride);
}

static bool
is_key(const struct ar_map_entry *e, struct ar_slice key)
{
	if (e->key.n != key.n)
		return false;
	if (key.n <= HEAD)
		return memcmp(e->head, key.p, key.n) == 0;
	return memcmp(e->key.p, key.p, key.n) == 0;
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t
slot_of(const struct ar_map *m, struct ar_slice key, uint32_t hash)
{
	size_t i = hash & (m->slots - 1);

	for (; m->slot[i].entry != 0; i = (i + 1) & (m->slots - 1))
		if (m->slot[i].hash == hash &&
		    is_key(entry_of(m, m->slot[i].entry - 1), key))
			break;
	return i;
}

static void
grow_slots(struct ar_map *m)
{
	struct ar_map_slot *before = m->slot;
	size_t n = m->slots;

	m->slots *= 4;
	m->slot = ar_alloc(m->slots * sizeof *m->slot);
	for (size_t k = 0; k < n; k++) {
		size_t i = before[k].hash & (m->slots - 1);

		if (before[k].entry == 0)
			continue;
		while (m->slot[i].entry != 0)
			i = (i + 1) & (m->slots - 1);
		m->slot[i] = before[k];
	}
	free(before);
}

static void
append(struct ar_map *m, struct ar_slice key)
{
	struct ar_map_entry *e;

	m->entry = ar_grow(m->entry, m->n + 1, m->stride);
	e = entry_of(m, m->n++);
	memset(e, 0, m->stride);
	e->key = ar_arena_copy(&m->keys, key);
	memcpy(e->head, key.p, key.n < HEAD ? key.n : HEAD);
}

size_t
ar_map_put(struct ar_map *m, struct ar_slice key, bool *fresh)
{
	return ar_map_put_hashed(m, key, hash_of(m->seed, key), fresh);
}

size_t
ar_map_put_hashed(struct ar_map *m, struct ar_slice key, uint64_t whole_hash,
    bool *fresh)
{
	uint32_t hash = (uint32_t)whole_hash;
	size_t i = slot_of(m, key, hash);
	bool found = m->slot[i].entry != 0;

	if (fresh != NULL)
		*fresh = !found;
	if (found)
		return m->slot[i].entry - 1;
	if (2 * (m->n + 1) > m->slots) {
		grow_slots(m);
		i = slot_of(m, key, hash);
	}
	append(m, key);
	m->slot[i] = (struct ar_map_slot){(uint32_t)m->n, hash};
	return m->n - 1;
}

ptrdiff_t
ar_map_find(const struct ar_map *m, struct ar_slice key)
{
	size_t i = slot_of(m, key, (uint32_t)hash_of(m->seed, key));

	return (ptrdiff_t)m->slot[i].entry - 1;
}

uint64_t
ar_map_hash(const struct ar_map *m, struct ar_slice key)
{
	return hash_of(m->seed, key);
}

void
ar_map_fetch_slot(const struct ar_map *m, uint64_t hash)
{
	__builtin_prefetch(&m->slot[hash & (m->slots - 1)]);
}

/* All cache lines that hold a byte of it; a call would seem to do nothing. */
__attribute__((always_inline)) static inline void
fetch(const char *p, size_t n)
{
	enum { LINE = 64 };

	for (size_t at = 0; at < n; at += LINE)
		__builtin_prefetch(p + at, 1);
	__builtin_prefetch(p + n - 1, 1);
}

void
ar_map_fetch(const struct ar_map *m, size_t number)
{
	fetch(m->entry + number * m->stride, m->stride);
}

ptrdiff_t
ar_map_fetch_entry(const struct ar_map *m, uint64_t hash)
{
	size_t i = hash & (m->slots - 1);
	ptrdiff_t number;

	while (m->slot[i].entry != 0 && m->slot[i].hash != (uint32_t)hash)
		i = (i + 1) & (m->slots - 1);
	number = (ptrdiff_t)m->slot[i].entry - 1;
	if (number < 0)
		return -1;
	fetch(m->entry + (size_t)number * m->stride, m->stride);
	return number;
}

struct ar_slice
ar_map_peek(const struct ar_map *m, size_t number)
{
	const struct ar_map_entry *e = entry_of(m, number);

	return ar_slice(e->key.n <= HEAD ? e->head : e->key.p, e->key.n);
}

struct ar_slice
ar_map_key(const struct ar_map *m, size_t number)
{
	return entry_of(m, number)->key;
}

void *
ar_map_value(const struct ar_map *m, size_t number)
{
	return entry_of(m, number) + 1;
}

/* An entry to be sorted, with what most keys differ in. */
struct place {
	uint64_t front;         /* the key's first bytes, the first highest */
	uint32_t number;
};

static uint64_t
front_of(struct ar_slice key)
{
	uint64_t front = 0;

	for (size_t i = 0; i < sizeof front; i++)
		front = front << 8 | (i < key.n ? (unsigned char)key.p[i] : 0);
	return front;
}

static int
by_key(const void *a, const void *b, void *map)
{
	const struct place *x = a, *y = b;

	if (x->front != y->front)
		return x->front < y->front ? -1 : 1;
	return ar_slice_cmp(ar_map_key(map, x->number),
	    ar_map_key(map, y->number));
}

uint32_t *
ar_map_sorted(const struct ar_map *m)
{
	uint32_t *order = ar_alloc(m->n * sizeof *order);
	struct place *place = ar_alloc(m->n * sizeof *place);
	struct ar_map copy = *m;

	for (uint32_t i = 0; i < m->n; i++)
		place[i] = (struct place){front_of(ar_map_peek(m, i)), i};
	qsort_r(place, m->n, sizeof *place, by_key, &copy);
	for (size_t i = 0; i < m->n; i++)
		order[i] = place[i].number;
	free(place);
	return order;
}

/*
 * A part ends with 00 01, and a 00 inside it is written 00 FF: the end sorts
 * below any further byte, so a prefix comes first.
 */
void
ar_key_add(struct ar_buf *buf, struct ar_slice part)
{
	if (memchr(part.p, '\0', part.n) == NULL) {
		if (buf->room - buf->n < part.n + 2)
			ar_buf_room(buf, part.n + 2);
		memcpy(buf->p + buf->n, part.p, part.n);
		memcpy(buf->p + buf->n + part.n, "\0\x01", 2);
		buf->n += part.n + 2;
		return;
	}
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
