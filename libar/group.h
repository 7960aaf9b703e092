/*
 * libar/group.h
 * Purpose: key columns and currency -> exact sums, in the order of bytes.
 *
 * A group is a list of key texts and a currency; each has the same number of
 * sums.  No sum can overflow: that takes 2^64 amounts of 64 bits.  What 64
 * bits hold stands with the key, and all beyond elsewhere, as few sums ever
 * have any.  Adding and merging commute, so the order of records never shows.
 */
#ifndef AR_GROUP_H
#define AR_GROUP_H

#include "libar/map.h"
#include "libar/money.h"

struct ar_groups {
	struct ar_map map;
	struct ar_buf scratch;
	size_t nkeys, nsums;
	struct ar_map beyond;   /* of sums: how many times 2^64 */
};

/* beside: bytes for whatever else its user keeps of a group, zeros at first. */
void ar_groups_init(struct ar_groups *, size_t nkeys, size_t nsums,
    size_t beside);
void ar_groups_release(struct ar_groups *);

/* The group's number: 0 for the first that came, 1 for the second, ... */
size_t ar_groups_number(struct ar_groups *, const struct ar_slice *key,
    const struct ar_ccy *);

/* The same, found at once where it is the one that is likely; -1: unknown. */
size_t ar_groups_likely(struct ar_groups *, ptrdiff_t likely,
    const struct ar_slice *key, const struct ar_ccy *);

/* Append the key that the map of groups has for it. */
void ar_groups_key(const struct ar_groups *, const struct ar_slice *key,
    const struct ar_ccy *, struct ar_buf *to);

/* The sums of a group, 0 at first, as far as 64 bits hold them. */
static inline int64_t *
ar_groups_lows(const struct ar_groups *g, size_t number)
{
	return ar_map_value(&g->map, number);
}

/* Add to a sum 2^64 so many times. */
void ar_groups_carry(struct ar_groups *, size_t number, size_t sum,
    int64_t times);

/* Add to one of the sums of the group of that number. */
static inline void
ar_groups_add(struct ar_groups *g, size_t number, size_t sum, int64_t amount)
{
	int64_t *low = ar_groups_lows(g, number) + sum;

	if (__builtin_add_overflow(*low, amount, low))
		ar_groups_carry(g, number, sum, amount < 0 ? -1 : 1);
}

/* n sums of the group of that number, from this one on. */
void ar_groups_sums(const struct ar_groups *, size_t number, size_t first,
    size_t n, ar_sum *sums);

/* What stands beside the sums of the group of that number. */
static inline void *
ar_groups_beside(const struct ar_groups *g, size_t number)
{
	return ar_groups_lows(g, number) + g->nsums;
}

/* Add all sums of the other's group; both have the same shape.  Its number. */
size_t ar_groups_join(struct ar_groups *, const struct ar_groups *from,
    size_t number);

/* One group as it is read back. */
struct ar_group {
	struct ar_slice *key;           /* nkeys of them */
	struct ar_ccy ccy;
	size_t number;
};

/* All groups, sorted by key columns one by one and then currency. */
struct ar_group_list {
	struct ar_group *group;
	size_t n;
	struct ar_arena arena;
};

struct ar_group_list ar_groups_sorted(const struct ar_groups *);
void ar_group_list_release(struct ar_group_list *);

#endif
