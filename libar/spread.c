/*
 * libar/spread.c
 * Purpose: payments without instalment, spread over a document's instalments.
 */
#include "libar/spread.h"

#include <stdlib.h>

/* One instalment on the day that was reached. */
struct place {
	const struct ar_part *part;
	ar_sum open;            /* less what was paid by its number */
	ar_sum share;
};

/*
 * Something that changes the shares: a payment, or a row that now counts.
 * Only a payment that is spread gives the change its kind.
 */
struct event {
	ar_day day;
	const struct ar_booked *b;      /* NULL: a row counts */
	uint8_t kind;
};

struct spreading {
	struct ar_target *target;
	struct place *place;            /* by number */
	struct event *event;
	size_t nevents;
	ar_sum pool;                    /* paid without instalment */
	ar_day first;                   /* on which any row counts */
};

static int
by_number(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (int)x->part->instalment - (int)y->part->instalment;
}

static int
by_day_and_kind(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->day != y->day)
		return (x->day > y->day) - (x->day < y->day);
	return x->kind - y->kind;
}

static void
add_event(struct spreading *s, ar_day day, const struct ar_booked *b)
{
	s->event = ar_grow(s->event, s->nevents + 1, sizeof *s->event);
	s->event[s->nevents++] = (struct event){day, b, b == NULL ||
	    b->p.instalment != 0 ? AR_PAYMENT_NONE :
	    ar_payment_kind_of(&b->p)};
}

static void
add_row(struct spreading *s, ar_day counts_from)
{
	if (counts_from == AR_NO_DAY)
		return;
	add_event(s, counts_from, NULL);
	if (s->first == AR_NO_DAY || counts_from < s->first)
		s->first = counts_from;
}

static void
begin(struct spreading *s, const struct ar_paybook *book)
{
	struct ar_target *t = s->target;

	s->place = ar_alloc(t->nparts * sizeof *s->place);
	for (size_t i = 0; i < t->nparts; i++) {
		s->place[i].part = &t->part[i];
		s->place[i].open = t->part[i].amount;
		add_row(s, t->part[i].counts_from);
	}
	qsort(s->place, t->nparts, sizeof *s->place, by_number);
	for (const struct ar_booked *b = ar_target_first(book, t); b != NULL;
	    b = ar_target_next(book, t, b))
		add_event(s, b->p.payment_date, b);
	if (s->nevents > 0)
		qsort(s->event, s->nevents, sizeof *s->event, by_day_and_kind);
}

static void
take(struct spreading *s, const struct ar_booked *b)
{
	if (b == NULL)
		return;
	if (b->p.instalment == 0) {
		s->pool += b->minor;
		return;
	}
	for (size_t i = 0; i < s->target->nparts; i++)
		if (s->place[i].part->instalment == b->p.instalment)
			s->place[i].open -= b->minor;
}

static bool
counts(const struct place *place, ar_day day)
{
	return place->part->counts_from != AR_NO_DAY &&
	    place->part->counts_from <= day;
}

/* As much of what is left as the open amount takes. */
static ar_sum
fill(ar_sum open, ar_sum left)
{
	if (open > 0 && left > 0)
		return open < left ? open : left;
	if (open < 0 && left < 0)
		return open > left ? open : left;
	return 0;
}

static void
set_share(struct ar_target *t, struct place *place, ar_sum share,
    const struct event *e)
{
	ar_sum step = share - place->share;

	if (step == 0)
		return;
	place->share = share;
	t->share = ar_grow(t->share, t->nshares + 1, sizeof *t->share);
	t->share[t->nshares++] = (struct ar_share){
		place->part->instalment, {e->day, step, e->kind}
	};
}

/*
 * What is paid before any row counts goes to those that will be the first,
 * and keeps its day.
 */
static void
spread_after(struct spreading *s, const struct event *e)
{
	ar_day day = e->day < s->first ? s->first : e->day;
	struct place *last = NULL;
	ar_sum left = s->pool;

	for (size_t i = 0; i < s->target->nparts; i++)
		if (counts(&s->place[i], day))
			last = &s->place[i];
	for (size_t i = 0; i < s->target->nparts; i++) {
		struct place *place = &s->place[i];
		ar_sum share = place == last ? left :
		    fill(place->open, left);

		if (!counts(place, day))
			continue;
		set_share(s->target, place, share, e);
		left -= share;
	}
}

void
ar_spread(const struct ar_paybook *book, struct ar_target *target)
{
	struct spreading s = {.target = target};

	begin(&s, book);
	for (size_t i = 0; i < s.nevents; i++) {
		const struct event *e = &s.event[i];

		take(&s, e->b);
		if (i + 1 == s.nevents || by_day_and_kind(e, e + 1) != 0)
			spread_after(&s, e);
	}
	free(s.place);
	free(s.event);
}
