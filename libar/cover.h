/*
 * libar/cover.h
 * Purpose: the cheapest whole items that together reach a target.
 *
 * A covering knapsack with a limit for each group:
 *
 *	least    sum of cost
 *	so that  sum of gain >= target,
 *	         for each group: sum of face <= its cap,
 *	         an item is taken whole or not at all.
 *
 * Of equal cost fewer items are better, then the list of items, as their
 * places in the array, that comes first.  The bound comes from the relaxation
 * in which parts of items may be taken, with the groups' caps turned into
 * gains; a search by branch and bound proves the choice where it ends within
 * its steps, which are counted and not timed, so that the same input always
 * gives the same choice.  Else the best found stands, with the gap to the
 * bound known.  Where caps bind, prices for a unit of gain give a better bound.
 * Pure; no file, no clock.
 */
#ifndef AR_COVER_H
#define AR_COVER_H

#include <stddef.h>

#include "libar/money.h"

/* gain > 0, cost >= 0, face > 0. */
struct ar_cover_item {
	int64_t gain, cost, face;
	size_t group;
};

struct ar_cover {
	const struct ar_cover_item *item;       /* in the order of ties */
	size_t n;
	const int64_t *cap;     /* of each group; below 0 counts as 0 */
	size_t ngroups;
	ar_sum target;          /* above 0 */
	uint64_t steps;         /* of the search; 0: as many as usual */
};

struct ar_covered {
	bool *chosen;           /* of each item; the caller frees */
	size_t items;
	ar_sum gain, cost;      /* of the chosen */
	ar_sum bound;           /* no choice costs less */
	bool proved;            /* cost == bound, and ties are settled */
	ar_sum most;            /* the greatest gain that was found */
	ar_sum limit;           /* no choice gains more */
};

/*
 * AR_ITEM: chosen.  AR_OK: the target is above the limit, and cannot be
 * reached.  AR_EDATA: it is between what was found and the limit, and the
 * steps did not tell.  Without a choice `chosen` is NULL.
 */
AR_MUST int ar_cover_find(struct ar_covered *, const struct ar_cover *);

#endif
