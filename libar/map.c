/*
 * libar/map.c
 * Purpose: bytes -> a value of fixed size, in the order of arrival.
 */
#include "libar/map.h"

#include <stdlib.h>
#include <sys/random.h>

enum {
	FIRST_SLOTS = 64, ALIGN = 16,
	LINE = 64,              /* bytes that memory hands over at once */
	WORD = sizeof(uint64_t)
};

/* entry: its number + 1, 0: the slot is free.  hash: the low half. */
struct ar_map_slot {
	uint32_t entry, hash;
};

/* The bytes from there on, fewer than 8, as a number; the first lowest. */
static inline uint64_t
rest_of(struct ar_slice key, size_t at)
{
	uint64_t rest = 0;

	if (key.n > WORD)
		return ar_word_at(key.p + key.n - WORD) >> 4 >>
		    (60 - 8 * (key.n - at));
	for (unsigned shift = 0; at < key.n; at++, shift += 8)
		rest |= (uint64_t)(unsigned char)key.p[at] << shift;
	return rest;
}

__extension__ typedef unsigned __int128 product;

/* Both halves of the product, one upon the other. */
static inline uint64_t
fold(uint64_t a, uint64_t b)
{
	product p = (product)a * b;

	return (uint64_t)p ^ (uint64_t)(p >> 64);
}

/*
 * Products of the key's words and a secret, folded: the way of wyhash.  The
 * last words may have bytes of those before them once more.
 */
static uint64_t
hash_of(const uint64_t seed[2], struct ar_slice key)
{
	uint64_t hash = seed[0] ^ key.n, last[2] = {0};
	size_t at = 0;

	for (; key.n - at > sizeof last; at += sizeof last)
		hash = fold(ar_word_at(key.p + at) ^ seed[1],
		    ar_word_at(key.p + at + WORD) ^ hash);
	if (key.n - at >= WORD) {
		last[0] = ar_word_at(key.p + at);
		last[1] = ar_word_at(key.p + key.n - WORD);
	} else
		last[0] = rest_of(key, at);
	return fold(fold(last[0] ^ seed[1], last[1] ^ hash), seed[1]);
}

/* Whole lines where that takes little more, so that fewer are touched. */
static size_t
stride_of(size_t value_size)
{
	size_t n = sizeof(struct ar_map_entry) +
	    (value_size + ALIGN - 1) / ALIGN * ALIGN;
	size_t whole = (n + LINE - 1) / LINE * LINE;

	return whole - n <= n / 4 ? whole : n;
}

void
ar_map_init(struct ar_map *m, size_t value_size)
{
	*m = (struct ar_map){.slots = FIRST_SLOTS,
	    .stride = stride_of(value_size)};
	m->slot = ar_alloc(m->slots * sizeof *m->slot);
	if (getrandom(m->seed, sizeof m->seed, GRND_NONBLOCK) < 0)
		m->seed[0] = m->seed[1] = (uint64_t)(uintptr_t)m->slot;
}

void
ar_map_release(struct ar_map *m)
{
	ar_arena_free(&m->keys);
	for (size_t i = 0; i < AR_MAP_BLOCKS; i++)
		free(m->block[i]);
	free(m->slot);
	*m = (struct ar_map){0};
}

static bool
is_key(const struct ar_map_entry *e, struct ar_slice key)
{
	if (e->key.n != key.n)
		return false;
	if (key.n <= AR_MAP_HEAD)
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
		    is_key(ar_map_entry(m, m->slot[i].entry - 1), key))
			break;
	return i;
}

static void
grow_slots(struct ar_map *m)
{
	struct ar_map_slot *before = m->slot;
	size_t n = m->slots;

	m->slots *= 2;
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
add_block(struct ar_map *m)
{
	size_t n = m->room + AR_MAP_FIRST;

	m->block[m->nblocks++] = ar_alloc_lines(n * m->stride);
	m->room += n;
}

static void
append(struct ar_map *m, struct ar_slice key)
{
	struct ar_map_entry *e;

	if (m->n == m->room)
		add_block(m);
	e = ar_map_entry(m, m->n++);
	memset(e, 0, m->stride);
	e->key = ar_arena_copy(&m->keys, key);
	memcpy(e->head, key.p, key.n < AR_MAP_HEAD ? key.n : AR_MAP_HEAD);
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
	for (size_t at = 0; at < n; at += LINE)
		__builtin_prefetch(p + at, 1);
	__builtin_prefetch(p + n - 1, 1);
}

void
ar_map_fetch(const struct ar_map *m, size_t number)
{
	fetch((const char *)ar_map_entry(m, number), m->stride);
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
	fetch((const char *)ar_map_entry(m, (size_t)number), m->stride);
	return number;
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
