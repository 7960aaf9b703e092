/*
 * libar/coversearch.c
 * Purpose: a cover improved until nothing can be better, by branch and bound.
 *
 * Searches depth first that take a piece before they leave it.  First they
 * look for less weight than is known, by rate, or by size where a few pieces
 * are much larger than others.  When one has ended the least weight is known.
 * Then piece by piece, by place: can a choice of that weight have it, beside
 * those before it that stay?  What is known tells that, or a search again.
 */
#include "libar/coversearch.h"

#include <stdlib.h>

#include "libar/coverbound.h"
#include "libar/mem.h"

enum end { ENDED, STOPPED };

struct search {
	struct ar_cover_core core;
	size_t *order;          /* of the n free pieces; NULL: by rate */
	size_t n;
	size_t *by_size;        /* NULL: not needed */
	bool first;             /* what is found first will do */
	size_t depth;           /* decided are those before depth */
	ar_sum limit;           /* nothing heavier is looked for */
	bool found;
	bool *in;               /* the last found, of the core */
};

static size_t
piece_at(const struct search *s, size_t depth)
{
	return s->order == NULL ? depth : s->order[depth];
}

static void
keep(struct search *s)
{
	struct ar_cover_core *c = &s->core;

	for (size_t i = 0; i < c->n; i++)
		s->in[i] = c->state[i] == AR_COVER_IN;
	c->steps += c->n;
	s->found = true;
	s->limit = c->weight - 1;
}

/* To the last one that is in, and past it without it. */
static bool
retreat(struct search *s)
{
	while (s->depth > 0) {
		size_t i = piece_at(s, s->depth - 1);
		bool in = s->core.state[i] == AR_COVER_IN;

		s->core.steps++;
		ar_cover_core_undo(&s->core, i);
		if (in) {
			ar_cover_core_decide(&s->core, i, AR_COVER_OUT);
			return true;
		}
		s->depth--;
	}
	return false;
}

/* Whether the bound still holds: it decided the same. */
static bool
advance(struct search *s)
{
	struct ar_cover_core *c = &s->core;
	size_t i = piece_at(s, s->depth++);
	bool in = ar_cover_core_can(c, i);
	uint8_t share = i < c->end ? c->share[i] : AR_COVER_NONE;

	c->steps++;
	ar_cover_core_decide(c, i, in ? AR_COVER_IN : AR_COVER_OUT);
	return share == (in ? AR_COVER_WHOLE : AR_COVER_NONE);
}

static enum end
descend(struct search *s, uint64_t steps)
{
	struct ar_cover_core *c = &s->core;
	bool stale = true;

	if (c->overfull)
		return ENDED;
	while (c->steps < steps) {
		bool cut = stale && ar_cover_core_bound(c,
		    s->order == NULL ? s->depth : 0) > s->limit;

		if (!cut && c->need <= 0) {
			keep(s);
			if (s->first)
				return ENDED;
			cut = true;
		}
		if (cut || s->depth == s->n) {
			if (!retreat(s))
				return ENDED;
			stale = true;
		} else
			stale = !advance(s);
	}
	return STOPPED;
}

/* The choice that was found, piece by piece. */
static void
rebuild(const struct search *s, struct ar_cover_pick *pick)
{
	const struct ar_cover_set *set = s->core.set;

	ar_cover_pick_clear(set, pick);
	for (size_t i = 0; i < set->n; i++)
		if (s->core.fixed[i])
			ar_cover_pick_add(set, pick, i);
	for (size_t i = 0; i < s->core.n; i++)
		if (s->in[i])
			ar_cover_pick_add(set, pick, s->core.at[i]);
}

/* By place, else by size; in any order twins come by place. */
static size_t *
sort(const struct ar_cover_core *c, bool place)
{
	struct ar_cover_ranked *r = ar_alloc(c->n * sizeof *r);
	size_t *sorted = ar_alloc(c->n * sizeof *sorted);

	for (size_t i = 0; i < c->n; i++)
		r[i] = (struct ar_cover_ranked){place ?
		    -(ar_sum)c->piece[i].place : c->piece[i].gain, i};
	ar_cover_rank(r, c->n);
	for (size_t i = 0; i < c->n; i++)
		sorted[i] = r[i].at;
	free(r);
	return sorted;
}

static void
search_free(struct search *s)
{
	ar_cover_core_free(&s->core);
	free(s->order);
	free(s->by_size);
	free(s->in);
}

static void
spend(uint64_t *steps, uint64_t spent)
{
	*steps -= spent < *steps ? spent : *steps;
}

/* Less weight than that of the best, within so many steps. */
static enum end
look_lighter(const struct ar_cover_set *set, struct ar_cover_pick *best,
    bool by_size, uint64_t allowed, uint64_t *steps, ar_sum *bound)
{
	struct search s = {.limit = best->weight - 1};
	enum end end = ENDED;

	ar_cover_core_make(&s.core, set);
	s.in = ar_alloc(set->n * sizeof *s.in);
	*bound = ar_cover_core_cut(&s.core, s.limit);
	s.core.steps += set->n;
	s.n = s.core.n;
	if (by_size)
		s.order = sort(&s.core, false);
	if (*bound <= s.limit)
		end = descend(&s, allowed);
	if (s.found)
		rebuild(&s, best);
	spend(steps, s.core.steps);
	search_free(&s);
	return end;
}

/*
 * A choice of at most this weight with piece i and what is decided.  If there
 * is one it replaces s->in; nothing more is decided afterwards than before.
 */
static enum end
look_with(struct search *s, size_t i, ar_sum limit, uint64_t steps)
{
	struct ar_cover_core *c = &s->core;
	enum end end;

	ar_cover_core_decide(c, i, AR_COVER_IN);
	s->n = s->depth = 0;
	for (size_t k = 0; k < c->n; k++) {
		size_t at = s->by_size == NULL ? k : s->by_size[k];

		if (c->state[at] == AR_COVER_FREE)
			s->order[s->n++] = at;
	}
	c->steps += c->n;
	s->limit = limit;
	end = descend(s, steps);
	while (s->depth > 0)
		ar_cover_core_undo(c, s->order[--s->depth]);
	ar_cover_core_undo(c, i);
	return end;
}

static enum end
settle(struct search *s, const size_t *place, uint64_t steps)
{
	struct ar_cover_core *c = &s->core;
	ar_sum limit = s->limit;

	for (size_t k = 0; k < c->n && c->need > 0; k++) {
		size_t i = place[k];

		if (!s->in[i] && ar_cover_core_can(c, i) &&
		    look_with(s, i, limit, steps) == STOPPED)
			return STOPPED;
		ar_cover_core_decide(c, i, s->in[i] ? AR_COVER_IN :
		    AR_COVER_OUT);
	}
	return ENDED;
}

/* Of the same weight the first places, in the order that proved it. */
static enum end
look_earlier(const struct ar_cover_set *set, struct ar_cover_pick *best,
    bool by_size, uint64_t *steps)
{
	struct search s = {.limit = best->weight, .first = true};
	size_t *place;
	enum end end;

	ar_cover_core_make(&s.core, set);
	s.in = ar_alloc(set->n * sizeof *s.in);
	(void)ar_cover_core_cut(&s.core, s.limit);
	s.order = ar_alloc(s.core.n * sizeof *s.order);
	for (size_t i = 0; i < s.core.n; i++)
		s.in[i] = best->in[s.core.at[i]];
	place = sort(&s.core, true);
	if (by_size)
		s.by_size = sort(&s.core, false);
	end = settle(&s, place, *steps);
	rebuild(&s, best);
	spend(steps, s.core.steps);
	free(place);
	search_free(&s);
	return end;
}

/* In rounds, as a better choice leaves less to decide. */
bool
ar_cover_search(const struct ar_cover_set *set, struct ar_cover_pick *best,
    uint64_t *steps, ar_sum *bound)
{
	static const struct {
		bool by_size;
		uint64_t share;         /* of the steps that are left */
	} rounds[] = {{false, 64}, {true, 4}, {false, 2}, {false, 1}};

	for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
		bool by_size = rounds[i].by_size;

		if (look_lighter(set, best, by_size,
		    *steps / rounds[i].share, steps, bound) == STOPPED)
			continue;
		*bound = best->weight;
		return look_earlier(set, best, by_size, steps) == ENDED;
	}
	return false;
}
