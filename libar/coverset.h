/*
 * libar/coverset.h
 * Purpose: the items of a cover, sorted for its search, and choices of them.
 *
 * Cost and number of items are one figure here, the weight: of each item its
 * cost x one + 1, where `one` is above the number of items, so that a choice
 * of less weight costs less, or the same with fewer items.  128 bits hold the
 * weight of 2^31 items.
 */
#ifndef AR_COVERSET_H
#define AR_COVERSET_H

#include "libar/cover.h"

/* weight = whole x gain + rest, and rest < gain. */
struct ar_cover_piece {
	ar_sum weight, whole;
	int64_t rest, gain, cost, face;
	size_t group;
	size_t place;           /* in the array of items */
	bool twin;              /* of the one before, but for the place */
};

struct ar_cover_group {
	int64_t cap;
	ar_sum face;            /* of those of its items that fit alone */
	bool binds;             /* not all of its items fit */
	size_t first, n;        /* of member[] */
	ar_sum most;            /* gain that no choice within the cap exceeds */
};

/*
 * Those that fit in their caps, by weight/gain; twins by place.  Pieces whose
 * cap does not bind are all of the last group, which is one more than there
 * are, has no cap, and where they have no face.
 */
struct ar_cover_set {
	struct ar_cover_piece *piece;
	size_t n;
	size_t *member;         /* indexes of pieces, group by group */
	struct ar_cover_group *group;
	size_t ngroups;
	ar_sum target, one;
	ar_sum gain, cost;      /* of all pieces */
};

/* Some of the pieces; all but `in` follows from it. */
struct ar_cover_pick {
	bool *in;
	int64_t *left;          /* of each group's cap */
	ar_sum gain, weight;
};

/*
 * A gain counts as so much at most: of an item that brings more than the
 * target no more matters, and bounds are closer.  `most` is left to others.
 */
void ar_cover_set_make(struct ar_cover_set *, const struct ar_cover *,
    ar_sum most_gain);
void ar_cover_set_free(struct ar_cover_set *);

/* A choice of none; ar_cover_pick_free() it. */
struct ar_cover_pick ar_cover_pick_new(const struct ar_cover_set *);
void ar_cover_pick_clear(const struct ar_cover_set *, struct ar_cover_pick *);
void ar_cover_pick_copy(const struct ar_cover_set *, struct ar_cover_pick *to,
    const struct ar_cover_pick *from);
void ar_cover_pick_free(struct ar_cover_pick *);

/* Take a piece that is not in, and leave one that is. */
void ar_cover_pick_add(const struct ar_cover_set *, struct ar_cover_pick *,
    size_t);
void ar_cover_pick_drop(const struct ar_cover_set *, struct ar_cover_pick *,
    size_t);

/* A place in a list of pieces, with what ranks it. */
struct ar_cover_ranked {
	ar_sum key;
	size_t at;
};

/* The greatest key first, equal ones by place. */
void ar_cover_rank(struct ar_cover_ranked *, size_t n);

/* Whether a piece that is not in has room in its group. */
static inline bool
ar_cover_pick_fits(const struct ar_cover_set *s,
    const struct ar_cover_pick *pick, size_t i)
{
	return s->piece[i].face <= pick->left[s->piece[i].group];
}

#endif
