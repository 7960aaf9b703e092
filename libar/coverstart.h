/*
 * libar/coverstart.h
 * Purpose: a good cover in little time, where its search begins.
 */
#ifndef AR_COVERSTART_H
#define AR_COVERSTART_H

#include "libar/coverset.h"

/*
 * By rate, as far as the caps allow: the lightest choice of the first pieces
 * with one that completes them, where pieces that would have completed them
 * before are passed over.  False if that does not cover.
 */
bool ar_cover_greedy(const struct ar_cover_set *, struct ar_cover_pick *);

/*
 * A choice that covers becomes lighter: without what it does not need, then
 * with one piece in another's place, for a limited number of rounds.
 */
void ar_cover_improve(const struct ar_cover_set *, struct ar_cover_pick *);

#endif
