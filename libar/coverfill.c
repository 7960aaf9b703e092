/*
 * libar/coverfill.c
 * Purpose: the most value within a limit, of whole things.
 *
 * A first search goes by rate and takes what it can.  Where a few things are
 * much larger than others it would spend its steps on the small ones, so a
 * second one decides the largest alone, and bounds the others.
 */
#include "libar/coverfill.h"

#include <stdlib.h>

enum { LARGEST = 64 };

enum state { FREE, IN, OUT };

struct search {
	struct ar_fill *fill;
	size_t n, depth;        /* decided are those before depth */
	int64_t left;
	ar_sum value, best;
	uint64_t *steps;
	size_t large[LARGEST];  /* for the second search, largest first */
	size_t nlarge;
	ar_sum bound;           /* of what it has not decided, or the best */
};

/* The most value for its face first. */
static int
by_rate(const void *a, const void *b)
{
	const struct ar_fill *x = a, *y = b;
	int c = ar_sum_cmp(y->whole, x->whole);

	if (c == 0)
		c = ar_sum_cmp((ar_sum)y->rest * x->face, (ar_sum)x->rest * y->face);
	if (c == 0)
		c = ar_sum_cmp(y->face, x->face);
	return c != 0 ? c : ar_sum_cmp((ar_sum)x->id, (ar_sum)y->id);
}

static void
sort(struct ar_fill *fill, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		fill[i].whole = fill[i].value / fill[i].face;
		fill[i].rest = (int64_t)(fill[i].value % fill[i].face);
		fill[i].in = false;
		fill[i].now = FREE;
	}
	if (n > 1)
		qsort(fill, n, sizeof *fill, by_rate);
}

static void
spend(uint64_t *steps, uint64_t spent)
{
	*steps -= spent < *steps ? spent : *steps;
}

/* With parts allowed: one part, of the first that does not fit. */
static ar_sum
relax(struct search *s)
{
	ar_sum value = s->value;
	int64_t left = s->left;
	size_t i = s->depth;

	for (; i < s->n && s->fill[i].face <= left; i++) {
		value += s->fill[i].value;
		left -= s->fill[i].face;
	}
	spend(s->steps, i - s->depth + 1);
	if (i == s->n)
		return value;
	return value + s->fill[i].whole * left +
	    (ar_sum)s->fill[i].rest * left / s->fill[i].face;
}

static void
keep(struct search *s)
{
	s->best = s->value;
	for (size_t i = 0; i < s->n; i++)
		s->fill[i].in = i < s->depth && s->fill[i].now == IN;
	spend(s->steps, s->n);
}

static struct ar_fill *
thing_at(const struct search *s, size_t depth)
{
	return &s->fill[s->nlarge == 0 ? depth : s->large[depth]];
}

static void
decide(struct search *s, struct ar_fill *f, enum state state)
{
	if (f->now == IN) {
		s->value -= f->value;
		s->left += f->face;
	}
	f->now = (uint8_t)state;
	if (state == IN) {
		s->value += f->value;
		s->left -= f->face;
	}
}

/* To the last one taken, and past it without it. */
static bool
retreat(struct search *s)
{
	while (s->depth > 0) {
		struct ar_fill *f = thing_at(s, s->depth - 1);
		bool in = f->now == IN;

		spend(s->steps, 1);
		decide(s, f, in ? OUT : FREE);
		if (in)
			return true;
		s->depth--;
	}
	return false;
}

/* Whether the next one fits. */
static bool
advance(struct search *s)
{
	struct ar_fill *f = thing_at(s, s->depth++);
	bool fits = f->face <= s->left;

	spend(s->steps, 1);
	decide(s, f, fits ? IN : OUT);
	return fits;
}

/* Whether it ended; the first way down is gone in any case. */
static bool
search(struct search *s, ar_sum bound)
{
	bool stale = false;

	while (s->best < bound) {
		if (*s->steps == 0 && s->best > 0)
			return false;
		if (stale && relax(s) <= s->best) {
			if (!retreat(s))
				return true;
			continue;
		}
		if (s->depth < s->n) {
			/* A part of one that fits was all of it. */
			stale = !advance(s);
			continue;
		}
		if (s->value > s->best)
			keep(s);
		stale = true;
		if (!retreat(s))
			return true;
	}
	return true;
}

static void
find_large(struct search *s)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t k = s->nlarge;

		while (k > 0 && s->fill[s->large[k - 1]].value <
		    s->fill[i].value)
			k--;
		if (k == LARGEST)
			continue;
		if (s->nlarge < LARGEST)
			s->nlarge++;
		for (size_t j = s->nlarge - 1; j > k; j--)
			s->large[j] = s->large[j - 1];
		s->large[k] = i;
	}
	spend(s->steps, 2 * s->n);
}

/*
 * By rate of those undecided: with one part for the bound, and on without it
 * for *whole.  With `take` these are in.
 */
static ar_sum
relax_free(struct search *s, ar_sum *whole, bool take)
{
	ar_sum bound = -1;
	int64_t left = s->left;

	*whole = s->value;
	for (size_t i = 0; i < s->n; i++) {
		struct ar_fill *f = &s->fill[i];
		bool in = f->now == FREE && f->face <= left;

		if (f->now == FREE && !in && f->face <= s->left && bound < 0)
			bound = *whole + f->whole * left +
			    (ar_sum)f->rest * left / f->face;
		if (in) {
			*whole += f->value;
			left -= f->face;
		}
		if (take)
			f->in = in || f->now == IN;
	}
	spend(s->steps, s->n);
	return bound < 0 ? *whole : bound;
}

static void
lift(ar_sum *to, ar_sum value)
{
	if (value > *to)
		*to = value;
}

/* What the second search has not come to: where it is, and each other turn. */
static void
bound_rest(struct search *s)
{
	ar_sum whole;

	lift(&s->bound, relax_free(s, &whole, false));
	for (; s->depth > 0; s->depth--) {
		struct ar_fill *f = thing_at(s, s->depth - 1);

		if (f->now == IN) {
			decide(s, f, OUT);
			lift(&s->bound, relax_free(s, &whole, false));
		}
		decide(s, f, FREE);
	}
}

/* Nothing is above s->bound in the end. */
static void
search_large(struct search *s, ar_sum most)
{
	s->bound = s->best;
	while (s->bound < most) {
		ar_sum whole, bound = relax_free(s, &whole, false);

		if (whole > s->best) {
			s->best = whole;
			(void)relax_free(s, &whole, true);
			lift(&s->bound, whole);
		}
		if (*s->steps == 0) {
			bound_rest(s);
			return;
		}
		if (bound > s->bound && s->depth < s->nlarge) {
			(void)advance(s);
			continue;
		}
		lift(&s->bound, bound);
		if (!retreat(s))
			return;
	}
}

ar_sum
ar_fill_find(ar_sum *bound, struct ar_fill *fill, size_t n, int64_t room,
    uint64_t *steps)
{
	uint64_t half = *steps / 2;
	struct search s = {.fill = fill, .n = n, .left = room,
	    .steps = &half};
	bool ended;

	sort(fill, n);
	*bound = relax(&s);
	ended = search(&s, *bound);
	spend(steps, *steps / 2 - half);
	if (!ended) {
		for (size_t i = 0; i < n; i++)
			fill[i].now = FREE;
		s.depth = 0;
		s.value = 0;
		s.left = room;
		s.steps = steps;
		find_large(&s);
		search_large(&s, *bound);
	}
	*bound = ended ? s.best : s.bound < *bound ? s.bound : *bound;
	return s.best;
}
