/*
 * libar/coverstart.c
 * Purpose: a good cover in little time, where its search begins.
 */
#include "libar/coverstart.h"

#include <stdlib.h>

#include "libar/mem.h"

/* All by rate before `end` that fit, but for those that would complete it. */
static void
take_first(const struct ar_cover_set *s, struct ar_cover_pick *pick,
    size_t end)
{
	ar_cover_pick_clear(s, pick);
	for (size_t i = 0; i < end; i++)
		if (ar_cover_pick_fits(s, pick, i) &&
		    pick->gain + s->piece[i].gain < s->target)
			ar_cover_pick_add(s, pick, i);
}

bool
ar_cover_greedy(const struct ar_cover_set *s, struct ar_cover_pick *pick)
{
	size_t last = s->n;
	ar_sum least = 0;

	ar_cover_pick_clear(s, pick);
	for (size_t i = 0; i < s->n; i++) {
		ar_sum weight = pick->weight + s->piece[i].weight;

		if (!ar_cover_pick_fits(s, pick, i))
			continue;
		if (pick->gain + s->piece[i].gain < s->target)
			ar_cover_pick_add(s, pick, i);
		else if (last == s->n || weight < least) {
			last = i;
			least = weight;
		}
	}
	if (last == s->n)
		return false;
	take_first(s, pick, last);
	ar_cover_pick_add(s, pick, last);
	return true;
}

static void
drop_all(const struct ar_cover_set *s, struct ar_cover_pick *pick,
    const struct ar_cover_ranked *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pick->gain - s->piece[r[i].at].gain >= s->target)
			ar_cover_pick_drop(s, pick, r[i].at);
}

/* The heaviest first. */
static void
drop_heavy(const struct ar_cover_set *s, struct ar_cover_pick *pick)
{
	struct ar_cover_ranked *r = ar_alloc(s->n * sizeof *r);
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (pick->in[i] &&
		    pick->gain - s->piece[i].gain >= s->target)
			r[n++] = (struct ar_cover_ranked){
			    s->piece[i].weight, i};
	ar_cover_rank(r, n);
	drop_all(s, pick, r, n);
	free(r);
}

/* The heaviest for their gain first. */
static void
drop_dear(const struct ar_cover_set *s, struct ar_cover_pick *pick)
{
	for (size_t i = s->n; i-- > 0; )
		if (pick->in[i] &&
		    pick->gain - s->piece[i].gain >= s->target)
			ar_cover_pick_drop(s, pick, i);
}

/* Both ways of dropping; the lighter result stays. */
static void
drop(const struct ar_cover_set *s, struct ar_cover_pick *pick)
{
	struct ar_cover_pick other = ar_cover_pick_new(s);

	ar_cover_pick_copy(s, &other, pick);
	drop_heavy(s, pick);
	drop_dear(s, &other);
	if (other.weight < pick->weight)
		ar_cover_pick_copy(s, pick, &other);
	ar_cover_pick_free(&other);
}

/*
 * Who could come in: those that fit, by gain, the greatest first, each with
 * the lightest so far.
 */
struct bench {
	struct ar_cover_ranked *by_gain;        /* all pieces */
	size_t *upto;           /* ends in by_gain; see lightest */
	size_t *lightest;
	size_t n;
};

static void
seat(const struct ar_cover_set *s, const struct ar_cover_pick *pick,
    struct bench *b)
{
	b->n = 0;
	for (size_t i = 0; i < s->n; i++) {
		size_t at = b->by_gain[i].at;

		if (pick->in[at] || !ar_cover_pick_fits(s, pick, at))
			continue;
		if (b->n > 0 && s->piece[b->lightest[b->n - 1]].weight <=
		    s->piece[at].weight)
			continue;
		b->upto[b->n] = i;
		b->lightest[b->n++] = at;
	}
}

/* The lightest that brings so much, or s->n. */
static size_t
lightest(const struct ar_cover_set *s, const struct bench *b, ar_sum gain)
{
	size_t low = 0, high = b->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (b->by_gain[b->upto[mid]].key >= gain)
			low = mid + 1;
		else
			high = mid;
	}
	return low == 0 ? s->n : b->lightest[low - 1];
}

/* The heaviest, which come last by rate, first. */
static bool
swap_round(const struct ar_cover_set *s, struct ar_cover_pick *pick,
    const struct bench *b)
{
	bool swapped = false;

	for (size_t i = s->n; i-- > 0; ) {
		ar_sum spare = pick->gain - s->target;
		size_t other;

		if (!pick->in[i])
			continue;
		other = lightest(s, b, s->piece[i].gain - spare);
		if (other == s->n || pick->in[other] ||
		    s->piece[other].weight >= s->piece[i].weight ||
		    !ar_cover_pick_fits(s, pick, other))
			continue;
		ar_cover_pick_drop(s, pick, i);
		ar_cover_pick_add(s, pick, other);
		swapped = true;
	}
	return swapped;
}

void
ar_cover_improve(const struct ar_cover_set *s, struct ar_cover_pick *pick)
{
	enum { ROUNDS = 16 };
	struct bench b = {
		.by_gain = ar_alloc(s->n * sizeof *b.by_gain),
		.upto = ar_alloc(s->n * sizeof *b.upto),
		.lightest = ar_alloc(s->n * sizeof *b.lightest)
	};

	drop(s, pick);
	for (size_t i = 0; i < s->n; i++)
		b.by_gain[i] = (struct ar_cover_ranked){s->piece[i].gain, i};
	ar_cover_rank(b.by_gain, s->n);
	for (int i = 0; i < ROUNDS; i++) {
		seat(s, pick, &b);
		if (!swap_round(s, pick, &b))
			break;
		drop(s, pick);
	}
	free(b.by_gain);
	free(b.upto);
	free(b.lightest);
}
