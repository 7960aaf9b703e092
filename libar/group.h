/*
 * libar/group.h
 * Purpose: key columns and currency -> exact sums, in the order of bytes.
 *
 * A group is a list of key texts and a currency; each has the same number of
 * 128-bit sums.  No sum can overflow: that takes 2^64 amounts of 64 bits.
 * Adding and merging commute, so the order of records never shows.
 */
#ifndef AR_GROUP_H
#define AR_GROUP_H

#include "libar/map.h"
#include "libar/money.h"

struct ar_groups {
	struct ar_map map;
	struct ar_buf scratch;
	size_t nkeys, nsums;
};

/* beside: bytes for whatever else its user keeps of a group, zeros at first. */
void ar_groups_init(struct ar_groups *, size_t nkeys, size_t nsums,
    size_t beside);
void ar_groups_release(struct ar_groups *);

/* The group's nsums sums, zero at first; they stay until the next call. */
ar_sum *ar_groups_at(struct ar_groups *, const struct ar_slice *key,
    const struct ar_ccy *);

/* The group's number: 0 for the first that came, 1 for the second, ... */
size_t ar_groups_number(struct ar_groups *, const struct ar_slice *key,
    const struct ar_ccy *);

/* The same, found at once where it is the one that is likely; -1: unknown. */
size_t ar_groups_likely(struct ar_groups *, ptrdiff_t likely,
    const struct ar_slice *key, const struct ar_ccy *);

/* The hash of a group that is looked for soon, for ar_map_fetch_slot(). */
uint64_t ar_groups_hash(struct ar_groups *, const struct ar_slice *key,
    const struct ar_ccy *);

/* The sums of the group of that number. */
ar_sum *ar_groups_sums(struct ar_groups *, size_t number);

/* What stands beside the sums of the group of that number. */
void *ar_groups_beside(const struct ar_groups *, size_t number);

/* Add the sums of the other's group; both have the same shape.  Its number. */
size_t ar_groups_add(struct ar_groups *, const struct ar_groups *from,
    size_t number);

/* Add all of the other's sums. */
void ar_groups_merge(struct ar_groups *, const struct ar_groups *from);

/* One group as it is read back. */
struct ar_group {
	struct ar_slice *key;           /* nkeys of them */
	struct ar_ccy ccy;
	size_t number;
	const ar_sum *sums;
};

/* All groups, sorted by key columns one by one and then currency. */
struct ar_group_list {
	struct ar_group *group;
	size_t n;
	struct ar_arena arena;
};

/* Views the sums: release the list before the groups change. */
struct ar_group_list ar_groups_sorted(const struct ar_groups *);
void ar_group_list_release(struct ar_group_list *);

#endif
