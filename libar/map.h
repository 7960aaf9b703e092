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

struct ar_map {
	struct ar_arena keys;
	char *entry;                    /* n of them, by number, with values */
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

/* The key, where it was fetched; good until the next put. */
struct ar_slice ar_map_peek(const struct ar_map *, size_t number);

/* The map owns both; the value stays where it is until the next put. */
struct ar_slice ar_map_key(const struct ar_map *, size_t number);
void *ar_map_value(const struct ar_map *, size_t number);

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
