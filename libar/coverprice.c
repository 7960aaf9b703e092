/*
 * libar/coverprice.c
 * Purpose: a bound on a cover, and a cover, by a price for its gain.
 */
#include "libar/coverprice.h"

#include <stdlib.h>

#include "libar/coverfill.h"
#include "libar/coverstart.h"
#include "libar/mem.h"

enum {
	SUM_BITS = 125,         /* that any sum of values may have */
	FINEST = 40,            /* bits of a price behind the point */
	COARSEST = 8,
	HALVINGS = 24,
	LEAST_STEPS = 1000      /* for each group, and some for each piece */
};

/* value = price x gain - scale x cost, of what the groups offer. */
struct market {
	const struct ar_cover_set *set;
	struct ar_fill *fill;   /* room for all pieces */
	ar_sum price, scale;
	uint64_t allowed;       /* steps for each group */
	uint64_t spent;
};

static struct market
market_new(const struct ar_cover_set *s, uint64_t steps)
{
	struct market m = {
		.set = s, .fill = ar_alloc(s->n * sizeof *m.fill)
	};
	size_t binding = 0;

	for (size_t k = 0; k < s->ngroups; k++)
		binding += s->group[k].binds;
	m.allowed = binding == 0 ? 0 : steps / binding;
	return m;
}

/* The pieces of value, into m->fill. */
static size_t
offer(struct market *m, const struct ar_cover_group *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		size_t at = m->set->member[g->first + i];
		const struct ar_cover_piece *p = &m->set->piece[at];
		ar_sum value = m->price * p->gain - m->scale * p->cost;

		if (value > 0)
			m->fill[n++] = (struct ar_fill){.value = value,
			    .face = p->face, .id = at};
	}
	m->spent += g->n;
	return n;
}

/* Add the most of the group to *pick; the value that none of it exceeds. */
static ar_sum
fill_group(struct market *m, const struct ar_cover_group *g,
    struct ar_cover_pick *pick)
{
	uint64_t allowed = m->allowed + LEAST_STEPS + 4 * g->n;
	uint64_t left = allowed;
	size_t n = offer(m, g);
	ar_sum bound = 0;

	if (g->binds) {
		(void)ar_fill_find(&bound, m->fill, n, g->cap, &left);
		m->spent += allowed - left + 8 * n;
	}
	for (size_t i = 0; i < n; i++) {
		if (!g->binds)
			bound += m->fill[i].value;
		if (!g->binds || m->fill[i].in)
			ar_cover_pick_add(m->set, pick, m->fill[i].id);
	}
	return bound;
}

static void
spend(uint64_t *steps, uint64_t spent)
{
	*steps -= spent < *steps ? spent : *steps;
}

/* The value is the gain. */
void
ar_cover_fill(struct ar_cover_set *s, struct ar_cover_pick *pick,
    uint64_t *steps)
{
	enum { SHARE = 8 };
	struct market m = market_new(s, *steps / SHARE);

	m.price = 1;
	ar_cover_pick_clear(s, pick);
	for (size_t k = 0; k < s->ngroups; k++)
		s->group[k].most = fill_group(&m, &s->group[k], pick);
	spend(steps, m.spent);
	free(m.fill);
}

/* Some pieces in, at m->price; the bound in m->scale parts of cost. */
static ar_sum
choose(struct market *m, struct ar_cover_pick *pick)
{
	ar_sum bound = m->price * m->set->target;

	ar_cover_pick_clear(m->set, pick);
	for (size_t k = 0; k < m->set->ngroups; k++)
		bound -= fill_group(m, &m->set->group[k], pick);
	return bound;
}

static int
bits_of(ar_sum n)
{
	int bits = 0;

	for (; n > 0; n /= 2)
		bits++;
	return bits;
}

/*
 * The price at which all is taken by rate until the target is reached, as if
 * there were no caps.  False: the amounts leave no room for its bits.
 */
static bool
first_price(struct market *m)
{
	const struct ar_cover_set *s = m->set;
	int bits = SUM_BITS - bits_of(s->cost);
	ar_sum gain = 0;
	size_t i = 0;

	while (i + 1 < s->n && gain + s->piece[i].gain < s->target)
		gain += s->piece[i++].gain;
	if (bits > SUM_BITS - HALVINGS - bits_of(s->gain) -
	    bits_of(s->piece[i].cost / s->piece[i].gain))
		bits = SUM_BITS - HALVINGS - bits_of(s->gain) -
		    bits_of(s->piece[i].cost / s->piece[i].gain);
	if (bits < COARSEST)
		return false;
	if (bits > FINEST)
		bits = FINEST;
	m->scale = (ar_sum)1 << bits;
	m->price = s->piece[i].cost * m->scale / s->piece[i].gain + 1;
	return true;
}

/* Group by group from what covers to what is cheaper, while it covers. */
static void
mix(const struct ar_cover_set *s, struct ar_cover_pick *high,
    const struct ar_cover_pick *low)
{
	for (size_t k = 0; k < s->ngroups; k++) {
		const size_t *member = &s->member[s->group[k].first];
		ar_sum gain = 0;

		for (size_t i = 0; i < s->group[k].n; i++)
			gain += (low->in[member[i]] - high->in[member[i]]) *
			    (ar_sum)s->piece[member[i]].gain;
		if (high->gain + gain < s->target)
			continue;
		for (size_t i = 0; i < s->group[k].n; i++)
			if (high->in[member[i]])
				ar_cover_pick_drop(s, high, member[i]);
		for (size_t i = 0; i < s->group[k].n; i++)
			if (low->in[member[i]])
				ar_cover_pick_add(s, high, member[i]);
	}
}

/* Halve the price between what covers and what does not. */
static ar_sum
halve(struct market *m, struct ar_cover_pick *high,
    struct ar_cover_pick *low, uint64_t steps)
{
	struct ar_cover_pick pick = ar_cover_pick_new(m->set);
	ar_sum best = 0, below = 0, above = 0;

	for (int i = 0; i < HALVINGS && m->spent < steps; i++) {
		ar_sum bound = choose(m, &pick);

		if (bound > best)
			best = bound;
		if (pick.gain >= m->set->target) {
			above = m->price;
			ar_cover_pick_copy(m->set, high, &pick);
		} else {
			below = m->price;
			ar_cover_pick_copy(m->set, low, &pick);
		}
		m->price = above == 0 ? 2 * below : (below + above) / 2;
		if (above != 0 && above - below < 2)
			break;
	}
	ar_cover_pick_free(&pick);
	return best;
}

ar_sum
ar_cover_price(const struct ar_cover_set *s, struct ar_cover_pick *best,
    uint64_t *steps)
{
	enum { SHARE = 3 };
	struct market m = market_new(s, *steps / SHARE / HALVINGS);
	struct ar_cover_pick high = ar_cover_pick_new(s);
	struct ar_cover_pick low = ar_cover_pick_new(s);
	ar_sum bound = 0;

	ar_cover_pick_copy(s, &high, best);
	if (first_price(&m)) {
		bound = halve(&m, &high, &low, *steps / SHARE);
		bound = (bound + m.scale - 1) / m.scale;
		mix(s, &high, &low);
		ar_cover_improve(s, &high);
		if (high.weight < best->weight)
			ar_cover_pick_copy(s, best, &high);
	}
	spend(steps, m.spent);
	ar_cover_pick_free(&low);
	ar_cover_pick_free(&high);
	free(m.fill);
	return bound;
}
