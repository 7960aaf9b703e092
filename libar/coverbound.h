/*
 * libar/coverbound.h
 * Purpose: what is left to decide of a cover, and the least it can weigh.
 *
 * The bound allows parts of pieces, and turns each group's cap into the most
 * gain that the group can bring:
 *
 *	least    sum of weight x part
 *	so that  sum of gain x part >= what is needed,
 *	         for each group: sum of gain x part <= its most.
 *
 * Taking of the lightest for their gain first what the group still allows and
 * is still needed solves that exactly.  The last rates at which it takes also
 * price each piece: taking one that was not taken, or leaving one that was,
 * adds at least its distance from the price.  Where that is too much, the
 * piece is decided (Dantzig 1957; Balas and Zemel 1980 for the core).
 */
#ifndef AR_COVERBOUND_H
#define AR_COVERBOUND_H

#include "libar/coverset.h"

/* What was decided on a piece, and how much of it the last bound took. */
enum ar_cover_state { AR_COVER_FREE, AR_COVER_IN, AR_COVER_OUT };
enum ar_cover_share { AR_COVER_NONE, AR_COVER_PART, AR_COVER_WHOLE };

struct ar_cover_rest {
	int64_t left;           /* of the cap */
	ar_sum room;            /* of the most gain */
	ar_sum taken;           /* by the bound that is counted in `seen` */
	uint64_t seen;
	size_t last;            /* piece of which it took */
};

struct ar_cover_core {
	const struct ar_cover_set *set;
	struct ar_cover_piece *piece;   /* those that are not fixed */
	size_t *at;                     /* their places in the set */
	size_t n;
	bool *fixed;                    /* in; of all pieces of the set */
	uint8_t *state, *share;
	size_t end;                     /* from here on the share is none */
	size_t last;
	struct ar_cover_rest *group;
	ar_sum need, weight;            /* with what is in */
	uint64_t bounds, steps;         /* counted */
	bool overfull;                  /* what must be in has no room */
};

/* No choice is as heavy. */
ar_sum ar_cover_heaviest(void);

/* All pieces free; ar_cover_core_free() it. */
void ar_cover_core_make(struct ar_cover_core *, const struct ar_cover_set *);
void ar_cover_core_free(struct ar_cover_core *);

/*
 * The least weight of any choice that follows what was decided, rounded up;
 * ar_cover_heaviest() if none can.  All before `from` must be decided.
 */
ar_sum ar_cover_core_bound(struct ar_cover_core *, size_t from);

/* Decide a free piece, in or out; make it free again. */
void ar_cover_core_decide(struct ar_cover_core *, size_t,
    enum ar_cover_state);
void ar_cover_core_undo(struct ar_cover_core *, size_t);

/* Whether a free piece can be in: room for it, and no twin before it out. */
bool ar_cover_core_can(const struct ar_cover_core *, size_t);

/*
 * Fix what any choice of at most this weight must have or cannot have, of a
 * core that is as it was made.  Its bound.
 */
ar_sum ar_cover_core_cut(struct ar_cover_core *, ar_sum limit);

#endif
