/*
 * libar/shares.h
 * Purpose: parts of a whole in so many units, which add up.
 */
#ifndef AR_SHARES_H
#define AR_SHARES_H

#include "libar/money.h"

/*
 * units of each part, which add up to `units`: each part has the whole ones
 * of its share, and what is left goes to the largest remainders, the first of
 * those that are alike.  AR_EDATA, and shares of no use, if the sum of the
 * parts is not above 0 or too large.
 */
AR_MUST int ar_shares(int64_t *share, const ar_sum *part, size_t n,
    int64_t units);

/*
 * The same of parts none of which is below 0.  Each above 0 has at least one
 * unit, which the largest share gives while it has more than one.
 */
AR_MUST int ar_shares_seen(int64_t *share, const ar_sum *part, size_t n,
    int64_t units);

#endif
