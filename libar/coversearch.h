/*
 * libar/coversearch.h
 * Purpose: a cover improved until nothing can be better, by branch and bound.
 */
#ifndef AR_COVERSEARCH_H
#define AR_COVERSEARCH_H

#include "libar/coverset.h"

/*
 * Replace a choice that covers by the lightest one, of equal ones by the one
 * whose places come first.  True if that is certain; the steps are taken off
 * *steps.  No choice weighs less than *bound.
 */
bool ar_cover_search(const struct ar_cover_set *, struct ar_cover_pick *best,
    uint64_t *steps, ar_sum *bound);

#endif
