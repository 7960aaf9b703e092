/*
 * libar/coverbound.c
 * Purpose: what is left to decide of a cover, and the least it can weigh.
 */
#include "libar/coverbound.h"

#include <stdlib.h>

#include "libar/mem.h"

ar_sum
ar_cover_heaviest(void)
{
	return (ar_sum)INT64_MAX << 63;
}

void
ar_cover_core_make(struct ar_cover_core *c, const struct ar_cover_set *s)
{
	*c = (struct ar_cover_core){
		.set = s, .n = s->n,
		.piece = ar_alloc(s->n * sizeof *c->piece),
		.at = ar_alloc(s->n * sizeof *c->at),
		.fixed = ar_alloc(s->n * sizeof *c->fixed),
		.state = ar_alloc(s->n * sizeof *c->state),
		.share = ar_alloc(s->n * sizeof *c->share),
		.group = ar_alloc(s->ngroups * sizeof *c->group),
		.need = s->target
	};
	for (size_t i = 0; i < s->n; i++) {
		c->piece[i] = s->piece[i];
		c->at[i] = i;
	}
	for (size_t k = 0; k < s->ngroups; k++) {
		c->group[k].left = s->group[k].cap;
		c->group[k].room = s->group[k].most;
	}
}

void
ar_cover_core_free(struct ar_cover_core *c)
{
	free(c->piece);
	free(c->at);
	free(c->fixed);
	free(c->state);
	free(c->share);
	free(c->group);
	*c = (struct ar_cover_core){0};
}

static ar_sum
lesser(ar_sum a, ar_sum b)
{
	return a < b ? a : b;
}

/* How much of the gain of piece i the bound takes. */
static ar_sum
take_part(struct ar_cover_core *c, size_t i, ar_sum need)
{
	const struct ar_cover_piece *p = &c->piece[i];
	struct ar_cover_rest *g = &c->group[p->group];
	ar_sum part;

	if (g->seen != c->bounds) {
		g->seen = c->bounds;
		g->taken = 0;
	}
	part = lesser(lesser(p->gain, need), g->room - g->taken);
	if (part <= 0)
		return 0;
	g->taken += part;
	g->last = c->last = i;
	return part;
}

/* Out, or too large for what is left. */
static bool
is_out(const struct ar_cover_core *c, size_t i)
{
	const struct ar_cover_piece *p = &c->piece[i];

	return c->state[i] == AR_COVER_OUT ||
	    (c->state[i] == AR_COVER_FREE &&
	    p->face > c->group[p->group].left);
}

/*
 * Parts are rounded down, then up once for all of them.  A piece that cannot
 * be in is left out, and so are its twins behind it.
 */
ar_sum
ar_cover_core_bound(struct ar_cover_core *c, size_t from)
{
	ar_sum need = c->need, bound = c->weight;
	bool broken = false, out = from > 0 && is_out(c, from - 1);
	size_t i = from;

	c->bounds++;
	for (; i < c->n && need > 0; i++) {
		const struct ar_cover_piece *p = &c->piece[i];
		ar_sum part;

		c->share[i] = AR_COVER_NONE;
		out = (p->twin && out) || is_out(c, i);
		if (out || c->state[i] != AR_COVER_FREE)
			continue;
		part = take_part(c, i, need);
		need -= part;
		if (part == p->gain) {
			c->share[i] = AR_COVER_WHOLE;
			bound += p->weight;
		} else if (part > 0) {
			c->share[i] = AR_COVER_PART;
			bound += p->whole * part + p->rest * part / p->gain;
			broken = broken || p->rest * part % p->gain != 0;
		}
	}
	c->steps += i - from + 1;
	c->end = i;
	return need > 0 ? ar_cover_heaviest() : bound + broken;
}

bool
ar_cover_core_can(const struct ar_cover_core *c, size_t i)
{
	const struct ar_cover_piece *p = &c->piece[i];

	return p->face <= c->group[p->group].left &&
	    !(p->twin && c->state[i - 1] == AR_COVER_OUT);
}

static void
put_in(struct ar_cover_core *c, const struct ar_cover_piece *p, int sign)
{
	struct ar_cover_rest *g = &c->group[p->group];
	int64_t gain = sign * p->gain;

	g->left -= sign * p->face;
	g->room -= gain;
	c->need -= gain;
	c->weight += sign * p->weight;
}

void
ar_cover_core_decide(struct ar_cover_core *c, size_t i,
    enum ar_cover_state state)
{
	c->state[i] = (uint8_t)state;
	if (state == AR_COVER_IN)
		put_in(c, &c->piece[i], 1);
}

void
ar_cover_core_undo(struct ar_cover_core *c, size_t i)
{
	if (c->state[i] == AR_COVER_IN)
		put_in(c, &c->piece[i], -1);
	c->state[i] = AR_COVER_FREE;
}

/*
 * What the other decision on piece i adds to the bound, rounded down: the
 * difference of its weight and of its gain at the price.  Below 0 if that is
 * beyond 128 bits.
 */
static ar_sum
distance(const struct ar_cover_core *c, size_t i, bool in)
{
	const struct ar_cover_piece *p = &c->piece[i];
	const struct ar_cover_rest *g = &c->group[p->group];
	const struct ar_cover_piece *rate = &c->piece[
	    g->seen == c->bounds && g->taken == c->set->group[p->group].most ?
	    g->last : c->last];
	ar_sum parts = (ar_sum)rate->rest * p->gain;
	ar_sum price;

	if (__builtin_mul_overflow(rate->whole, p->gain, &price) ||
	    price >= ar_cover_heaviest())
		return -1;
	price += parts / rate->gain;
	return in ? price - p->weight :
	    p->weight - price - (parts % rate->gain != 0);
}

static void
fix_in(struct ar_cover_core *c, size_t i)
{
	if (c->piece[i].face > c->group[c->piece[i].group].left) {
		c->overfull = true;
		return;
	}
	put_in(c, &c->piece[i], 1);
	c->fixed[c->at[i]] = true;
}

ar_sum
ar_cover_core_cut(struct ar_cover_core *c, ar_sum limit)
{
	ar_sum bound = ar_cover_core_bound(c, 0);
	size_t kept = 0;

	if (bound > limit)
		return bound;
	for (size_t i = 0; i < c->n; i++) {
		bool in = i < c->end && c->share[i] == AR_COVER_WHOLE;
		ar_sum apart = distance(c, i, in);

		/* Less 1, as the bound was rounded up. */
		if (apart > 0 && bound - 1 + apart > limit) {
			if (in)
				fix_in(c, i);
			continue;
		}
		c->at[kept++] = c->at[i];
	}
	c->n = kept;
	for (size_t i = 0; i < kept; i++)
		c->piece[i] = c->set->piece[c->at[i]];
	return bound;
}
