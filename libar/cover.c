/*
 * libar/cover.c
 * Purpose: the cheapest whole items that together reach a target.
 *
 * First what the groups can bring at most, which tells whether there is a
 * choice at all; then one quickly; then, where caps bind, a better bound and
 * choice by a price; last the search that proves it, while steps are left.
 */
#include "libar/cover.h"

#include <stdlib.h>

#include "libar/coverprice.h"
#include "libar/coversearch.h"
#include "libar/coverstart.h"
#include "libar/mem.h"

/* So many pieces are looked at in about half a second. */
static const uint64_t usual_steps = 50000000;

static ar_sum
greater(ar_sum a, ar_sum b)
{
	return a > b ? a : b;
}

/* Of the fills, which may cover or not, and the quick way the lighter one. */
static bool
start(const struct ar_cover_set *s, struct ar_cover_pick *best)
{
	struct ar_cover_pick quick = ar_cover_pick_new(s);
	bool covers = best->gain >= s->target;

	if (covers)
		ar_cover_improve(s, best);
	if (ar_cover_greedy(s, &quick)) {
		ar_cover_improve(s, &quick);
		if (!covers || quick.weight < best->weight)
			ar_cover_pick_copy(s, best, &quick);
		covers = true;
	}
	ar_cover_pick_free(&quick);
	return covers;
}

static bool
any_binds(const struct ar_cover_set *s)
{
	for (size_t k = 0; k < s->ngroups; k++)
		if (s->group[k].binds)
			return true;
	return false;
}

static bool
any_above_target(const struct ar_cover_set *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->piece[i].gain > s->target)
			return true;
	return false;
}

static ar_sum
limit_of(const struct ar_cover_set *s)
{
	ar_sum limit = 0;

	for (size_t k = 0; k < s->ngroups; k++)
		limit += s->group[k].most;
	return limit;
}

/* The most each group can bring, as far as it is found, into *best. */
static void
fill(struct ar_covered *done, struct ar_cover_set *s,
    struct ar_cover_pick *best, const struct ar_cover *c, uint64_t *steps)
{
	ar_cover_set_make(s, c, INT64_MAX);
	*best = ar_cover_pick_new(s);
	ar_cover_fill(s, best, steps);
	done->most = best->gain;
	done->limit = limit_of(s);
	if (!any_above_target(s))
		return;
	ar_cover_pick_free(best);
	ar_cover_set_free(s);
	ar_cover_set_make(s, c, c->target);
	*best = ar_cover_pick_new(s);
	ar_cover_fill(s, best, steps);
}

/* The least cost of what weighs at least this. */
static ar_sum
cost_of(const struct ar_cover_set *s, ar_sum weight)
{
	return weight / s->one;
}

static void
prove(struct ar_covered *done, const struct ar_cover_set *s,
    struct ar_cover_pick *best, uint64_t steps)
{
	ar_sum priced = any_binds(s) ? ar_cover_price(s, best, &steps) : 0;
	ar_sum least;

	done->proved = ar_cover_search(s, best, &steps, &least);
	done->bound = greater(priced, cost_of(s, least));
}

static void
report(struct ar_covered *done, const struct ar_cover_set *s,
    const struct ar_cover_pick *best, const struct ar_cover *c)
{
	done->chosen = ar_alloc(c->n * sizeof *done->chosen);
	for (size_t i = 0; i < s->n; i++) {
		if (!best->in[i])
			continue;
		done->chosen[s->piece[i].place] = true;
		done->items++;
		done->cost += s->piece[i].cost;
		done->gain += c->item[s->piece[i].place].gain;
	}
	done->most = greater(done->most, done->gain);
}

int
ar_cover_find(struct ar_covered *done, const struct ar_cover *c)
{
	uint64_t steps = c->steps == 0 ? usual_steps : c->steps;
	struct ar_cover_set s;
	struct ar_cover_pick best;
	int found = AR_ITEM;

	*done = (struct ar_covered){0};
	fill(done, &s, &best, c, &steps);
	if (start(&s, &best)) {
		prove(done, &s, &best, steps);
		report(done, &s, &best, c);
	} else
		found = c->target > done->limit ? AR_OK : AR_EDATA;
	ar_cover_pick_free(&best);
	ar_cover_set_free(&s);
	return found;
}
