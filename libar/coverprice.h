/*
 * libar/coverprice.h
 * Purpose: a bound on a cover, and a cover, by a price for its gain.
 *
 * For any price u >= 0 of a unit of gain no choice that covers costs less
 * than
 *
 *	u x target - sum over groups of the most of sum of (u x gain - cost),
 *
 * each group's most within its own cap (Lagrangian relaxation: Geoffrion
 * 1974).  Unlike the caps turned into gains this knows which pieces a cap
 * leaves room for.  The best price is found by halving: the choices just
 * above it cover, those just below do not, and between them lies a good one.
 */
#ifndef AR_COVERPRICE_H
#define AR_COVERPRICE_H

#include "libar/coverset.h"

/* Fill each group with gain, into *pick, and set `most` of the groups. */
void ar_cover_fill(struct ar_cover_set *, struct ar_cover_pick *,
    uint64_t *steps);

/*
 * A lower bound of the cost; *best, which covers, is replaced if a lighter
 * one is met.
 */
ar_sum ar_cover_price(const struct ar_cover_set *, struct ar_cover_pick *best,
    uint64_t *steps);

#endif
