/*
 * libar/map.h
 * Purpose: bytes -> a value of fixed size, in the order of arrival.
 *
 * Open addressing over a seeded hash, so that chosen keys cannot make it
 * slow; the order in which entries are numbered is that of their arrival, so
 * that nothing ever depends on the seed.  Entries are never removed.
 */
#ifndef AR_MAP_H
#define AR_MAP_H

#include <stdint.h>

#include "libar/mem.h"

enum {
	AR_MAP_FIRST = 8,       /* entries of the first block; a power of 2 */
	AR_MAP_BLOCKS = 32,
	AR_MAP_HEAD = 16
};

/*
 * The beginning of the key stands in the entry: few keys are longer.  The
 * value follows, so that one place in memory holds all.
 */
struct ar_map_entry {
	struct ar_slice key;
	char head[AR_MAP_HEAD];
};

struct ar_map {
	struct ar_arena keys;
	char *block[AR_MAP_BLOCKS];     /* of entries, by number, with values */
	size_t nblocks, room;           /* room: entries of all blocks */
	struct ar_map_slot *slot;
	size_t n, slots, stride;        /* stride: of entries */
	uint64_t seed[2];
};

/* value_size may be 0: a set. */
void ar_map_init(struct ar_map *, size_t value_size);
void ar_map_release(struct ar_map *);

/*
 * The number of the key's entry; a new one has a value of zeros and sets
 * *fresh (which may be NULL).
 */
size_t ar_map_put(struct ar_map *, struct ar_slice key, bool *fresh);

/* The same, where the key's ar_map_hash() is known. */
size_t ar_map_put_hashed(struct ar_map *, struct ar_slice key, uint64_t hash,
    bool *fresh);

/* The number of the key's entry, or -1. */
ptrdiff_t ar_map_find(const struct ar_map *, struct ar_slice key);

/*
 * For keys that are looked for soon, many at a time: the hash of each, then
 * for each its slot into the cache, then for each its entry; which is the
 * number that it most likely has, or -1.
 */
uint64_t ar_map_hash(const struct ar_map *, struct ar_slice key);
void ar_map_fetch_slot(const struct ar_map *, uint64_t hash);
ptrdiff_t ar_map_fetch_entry(const struct ar_map *, uint64_t hash);

/* An entry that is asked for soon, into the cache. */
void ar_map_fetch(const struct ar_map *, size_t number);

/* A block has twice the entries of the one before, and none ever moves. */
static inline struct ar_map_entry *
ar_map_entry(const struct ar_map *m, size_t number)
{
	size_t times = number / AR_MAP_FIRST + 1;
	unsigned block = 63 - (unsigned)__builtin_clzll(times);
	size_t before = ((size_t)AR_MAP_FIRST << block) - AR_MAP_FIRST;

	return (void *)(m->block[block] + (number - before) * m->stride);
}

/* The map owns both, and they stay where they are. */
static inline struct ar_slice
ar_map_key(const struct ar_map *m, size_t number)
{
	return ar_map_entry(m, number)->key;
}

static inline void *
ar_map_value(const struct ar_map *m, size_t number)
{
	return ar_map_entry(m, number) + 1;
}

/* The key, where it was fetched. */
static inline struct ar_slice
ar_map_peek(const struct ar_map *m, size_t number)
{
	const struct ar_map_entry *e = ar_map_entry(m, number);

	return ar_slice(e->key.n <= AR_MAP_HEAD ? e->head : e->key.p,
	    e->key.n);
}

/* Entry numbers in the byte order of their keys; n of them, free(3) it. */
uint32_t *ar_map_sorted(const struct ar_map *);

/*
 * A key made of several parts: append each to buf so that no two lists of
 * parts give the same bytes and the order of keys is that of the parts,
 * compared one by one as bytes.
 */
void ar_key_add(struct ar_buf *, struct ar_slice part);

/* Take the next part off the front of *key; it is decoded into scratch. */
struct ar_slice ar_key_take(struct ar_slice *key, struct ar_buf *scratch);

#endif
