/*
 * libar/coverset.c
 * Purpose: the items of a cover, sorted for its search, and choices of them.
 */
#include "libar/coverset.h"

#include <stdlib.h>

#include "libar/mem.h"

/* The quotients whole + rest/gain; the products stay below 2^126. */
static int
by_rate(const void *a, const void *b)
{
	const struct ar_cover_piece *x = a, *y = b;
	int c = ar_sum_cmp(x->whole, y->whole);

	if (c == 0)
		c = ar_sum_cmp((ar_sum)x->rest * y->gain, (ar_sum)y->rest * x->gain);
	if (c == 0)
		c = ar_sum_cmp(y->gain, x->gain);
	if (c == 0)
		c = ar_sum_cmp((ar_sum)x->group, (ar_sum)y->group);
	if (c == 0)
		c = ar_sum_cmp(x->face, y->face);
	return c != 0 ? c : ar_sum_cmp((ar_sum)x->place, (ar_sum)y->place);
}

/* Of equal rate and gain the weight is equal too. */
static bool
are_twins(const struct ar_cover_piece *x, const struct ar_cover_piece *y)
{
	return x->weight == y->weight && x->gain == y->gain &&
	    x->face == y->face && x->group == y->group;
}

static void
take_piece(struct ar_cover_set *s, const struct ar_cover_item *item,
    size_t place, int64_t gain)
{
	ar_sum weight = item->cost * s->one + 1;
	bool binds = s->group[item->group].binds;
	struct ar_cover_piece p = {
		.weight = weight,
		.whole = weight / gain,
		.rest = (int64_t)(weight % gain),
		.gain = gain, .cost = item->cost,
		.face = binds ? item->face : 0,
		.group = binds ? item->group : s->ngroups - 1,
		.place = place
	};

	s->piece[s->n++] = p;
	s->gain += gain;
	s->cost += item->cost;
	s->group[p.group].n++;
}

static bool
is_usable(const struct ar_cover_set *s, const struct ar_cover_item *item)
{
	return item->gain > 0 && item->face <= s->group[item->group].cap;
}

static void
take_groups(struct ar_cover_set *s, const struct ar_cover *c)
{
	s->group[c->ngroups].cap = INT64_MAX;
	for (size_t k = 0; k < c->ngroups; k++)
		s->group[k].cap = c->cap[k] > 0 ? c->cap[k] : 0;
	for (size_t i = 0; i < c->n; i++)
		if (is_usable(s, &c->item[i]))
			s->group[c->item[i].group].face += c->item[i].face;
	for (size_t k = 0; k < c->ngroups; k++)
		s->group[k].binds = s->group[k].face > s->group[k].cap;
}

static void
take_pieces(struct ar_cover_set *s, const struct ar_cover *c,
    ar_sum most_gain)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct ar_cover_item *item = &c->item[i];

		if (is_usable(s, item))
			take_piece(s, item, i, item->gain > most_gain ?
			    (int64_t)most_gain : item->gain);
	}
	if (s->n > 1)
		qsort(s->piece, s->n, sizeof *s->piece, by_rate);
	for (size_t i = 1; i < s->n; i++)
		s->piece[i].twin = are_twins(&s->piece[i - 1], &s->piece[i]);
}

static void
sort_members(struct ar_cover_set *s)
{
	size_t first = 0;

	for (size_t k = 0; k < s->ngroups; k++) {
		s->group[k].first = first;
		first += s->group[k].n;
		s->group[k].n = 0;
	}
	for (size_t i = 0; i < s->n; i++) {
		struct ar_cover_group *g = &s->group[s->piece[i].group];

		s->member[g->first + g->n++] = i;
	}
}

void
ar_cover_set_make(struct ar_cover_set *s, const struct ar_cover *c,
    ar_sum most_gain)
{
	*s = (struct ar_cover_set){
		.piece = ar_alloc(c->n * sizeof *s->piece),
		.member = ar_alloc(c->n * sizeof *s->member),
		.group = ar_alloc((c->ngroups + 1) * sizeof *s->group),
		.ngroups = c->ngroups + 1,
		.target = c->target, .one = (ar_sum)c->n + 1
	};
	take_groups(s, c);
	take_pieces(s, c, most_gain);
	sort_members(s);
}

void
ar_cover_set_free(struct ar_cover_set *s)
{
	free(s->piece);
	free(s->member);
	free(s->group);
	*s = (struct ar_cover_set){0};
}

struct ar_cover_pick
ar_cover_pick_new(const struct ar_cover_set *s)
{
	struct ar_cover_pick pick = {
		.in = ar_alloc(s->n * sizeof *pick.in),
		.left = ar_alloc(s->ngroups * sizeof *pick.left)
	};

	ar_cover_pick_clear(s, &pick);
	return pick;
}

void
ar_cover_pick_clear(const struct ar_cover_set *s, struct ar_cover_pick *pick)
{
	for (size_t i = 0; i < s->n; i++)
		pick->in[i] = false;
	for (size_t k = 0; k < s->ngroups; k++)
		pick->left[k] = s->group[k].cap;
	pick->gain = pick->weight = 0;
}

void
ar_cover_pick_copy(const struct ar_cover_set *s, struct ar_cover_pick *to,
    const struct ar_cover_pick *from)
{
	memcpy(to->in, from->in, s->n * sizeof *to->in);
	memcpy(to->left, from->left, s->ngroups * sizeof *to->left);
	to->gain = from->gain;
	to->weight = from->weight;
}

void
ar_cover_pick_free(struct ar_cover_pick *pick)
{
	free(pick->in);
	free(pick->left);
	*pick = (struct ar_cover_pick){0};
}

void
ar_cover_pick_add(const struct ar_cover_set *s, struct ar_cover_pick *pick,
    size_t i)
{
	const struct ar_cover_piece *p = &s->piece[i];

	pick->in[i] = true;
	pick->left[p->group] -= p->face;
	pick->gain += p->gain;
	pick->weight += p->weight;
}

void
ar_cover_pick_drop(const struct ar_cover_set *s, struct ar_cover_pick *pick,
    size_t i)
{
	const struct ar_cover_piece *p = &s->piece[i];

	pick->in[i] = false;
	pick->left[p->group] += p->face;
	pick->gain -= p->gain;
	pick->weight -= p->weight;
}

static int
by_key(const void *a, const void *b)
{
	const struct ar_cover_ranked *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

void
ar_cover_rank(struct ar_cover_ranked *r, size_t n)
{
	if (n > 1)
		qsort(r, n, sizeof *r, by_key);
}
