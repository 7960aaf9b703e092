/*
 * libar/agreedsettle.c
 * Purpose: what became of promises, plans and disputes; libar/agreed.h.
 */
#include "libar/agreed.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEPT_PERCENT = 99, PERCENT = 100 };

/* An amount as it was written down, and where. */
struct said {
	struct ar_where at;
	const char *column;
	struct ar_decimal amount;
	struct ar_ccy *ccy;             /* set to the documents' */
	bool of_log;
};

/* Whether a row of this instalment is about the document. */
static bool
covers(uint16_t instalment, const struct ar_covered *c)
{
	return instalment == 0 || instalment == c->key.instalment;
}

/* The first document at or after i that the row is about, or NULL. */
static struct ar_covered *
covered_from(const struct ar_agreed *a, uint32_t i, uint16_t instalment)
{
	while (i != AR_NOTHING && !covers(instalment, &a->covered[i]))
		i = a->covered[i].next;
	return i == AR_NOTHING ? NULL : &a->covered[i];
}

/*
 * Refuse a row of a file whose amount is none of its documents'.  The log
 * cannot be corrected, so that such a row of it is left out, which is said.
 */
static int
refuse(const struct ar_agreed *a, const struct said *s,
    const struct ar_say *say)
{
	if (!s->of_log)
		ar_diag_refuse(a->diag, say);
	else
		ar_diag_say(a->diag, &(struct ar_say){AR_M_MISFIT, say->at,
		    say->column, {say->arg[0]}});
	return AR_EDATA;
}

/* The amount in the documents' currency, which is then the row's. */
static int
price(const struct ar_agreed *a, const struct said *s,
    const struct ar_covered *c, int64_t *minor)
{
	char text[AR_MONEY_MAX], digits[4];
	struct ar_quoted q, id;
	size_t n;

	if (s->ccy->code[0] != '\0' &&
	    strcmp(s->ccy->code, c->ccy.code) != 0)
		return refuse(a, s, &(struct ar_say){AR_M_OTHER_CURRENCY,
		    s->at, AR_S("currency"), {ar_quote(&q,
		    ar_slice_of(s->ccy->code)), ar_quote(&id,
		    c->key.invoice_id)}});
	*s->ccy = c->ccy;
	if (ar_decimal_minor(minor, s->amount, c->ccy.digits) == AR_OK)
		return AR_OK;
	n = ar_decimal_format(text, s->amount);
	(void)snprintf(digits, sizeof digits, "%u", c->ccy.digits);
	return refuse(a, s, &(struct ar_say){AR_M_DECIMALS, s->at,
	    ar_slice_of(s->column), {ar_quote(&q, ar_slice(text, n)), digits,
	    c->ccy.code[0] == '\0' ? "the unnamed currency" : c->ccy.code}});
}

/* What was paid on it from one day to another, as far as that is known. */
static ar_sum
paid_between(const struct ar_agreed *a, const struct ar_covered *c,
    ar_day from, ar_day to)
{
	ar_sum sum = 0;

	if (!a->has_payments)
		return (ar_sum)c->amount - c->open;
	for (size_t i = 0; i < c->paid.n; i++) {
		const struct ar_paid *p = &c->paid.paid[i];

		if (p->day >= from && p->day <= to &&
		    p->kind != AR_PAYMENT_WRITE_OFF)
			sum += p->amount;
	}
	return sum;
}

static void
prefer_promise(struct ar_agreed *a, struct ar_covered *c, uint32_t i)
{
	const struct ar_promised *new = &a->promise[i], *old;

	if (c->promise != AR_NOTHING) {
		old = &a->promise[c->promise];
		if (new->made < old->made || (new->made == old->made &&
		    new->order < old->order))
			return;
	}
	c->promise = i;
}

static void
judge_promise(const struct ar_agreed *a, struct ar_promised *p, ar_sum got)
{
	if (got * PERCENT >= (ar_sum)p->minor * KEPT_PERCENT)
		p->state = AR_PROMISE_KEPT;
	else if (p->until == AR_NO_DAY || a->today <= p->until)
		p->state = AR_PROMISE_OPEN;
	else
		p->state = got > 0 ? AR_PROMISE_PARTLY : AR_PROMISE_BROKEN;
}

static void
settle_promise(struct ar_agreed *a, const struct ar_invoice_lists *lists,
    uint32_t number)
{
	struct ar_promised *p = &a->promise[number];
	struct ar_covered *c = covered_from(a, lists->covered,
	    p->key.instalment);
	ar_day last = p->until == AR_NO_DAY || p->until > a->today ?
	    a->today : p->until;
	ar_sum got = 0;

	if (c == NULL) {
		a->ignored++;
		return;
	}
	if (price(a, &(struct said){p->at, "amount", p->amount, &p->ccy,
	    ar_agreed_is_of_log(p->order)}, c, &p->minor) != AR_OK)
		return;
	for (; c != NULL; c = covered_from(a, c->next, p->key.instalment)) {
		got += paid_between(a, c, p->made, last);
		prefer_promise(a, c, number);
	}
	judge_promise(a, p, got);
}

/* A document of the invoice, and what disputes have taken up of it. */
struct share {
	uint32_t number;                /* of the document */
	int64_t taken;
};

struct sharing {
	struct share *share;            /* in the order of items */
	size_t n;
};

static int
cmp_items(const void *x, const void *y, void *covered)
{
	const struct share *p = x, *q = y;
	const struct ar_covered *a = (struct ar_covered *)covered + p->number;
	const struct ar_covered *b = (struct ar_covered *)covered + q->number;

	return a->due != b->due ? (a->due > b->due) - (a->due < b->due) :
	    (a->key.instalment > b->key.instalment) -
	    (a->key.instalment < b->key.instalment);
}

static void
share_dispute(struct ar_agreed *a, struct ar_disputed *d, struct sharing *s)
{
	size_t first = 0;
	int64_t rest = 0;

	while (first < s->n && !covers(d->key.instalment,
	    &a->covered[s->share[first].number]))
		first++;
	if (first == s->n) {
		a->ignored++;
		return;
	}
	if (price(a, &(struct said){d->at, "amount", d->amount, &d->ccy,
	    d->of_log}, &a->covered[s->share[first].number], &rest) != AR_OK)
		return;
	for (size_t i = first; i < s->n; i++) {
		struct share *share = &s->share[i];
		const struct ar_covered *c = &a->covered[share->number];
		int64_t room = c->open - share->taken;
		int64_t part = !d->amount.filled || rest > room ? room : rest;

		if (!covers(d->key.instalment, c))
			continue;
		share->taken += part;
		rest -= part;
	}
}

/* Those about one instalment, or those about the invoice. */
static void
share_each(struct ar_agreed *a, const struct ar_invoice_lists *lists,
    struct sharing *s, bool of_log, bool whole)
{
	for (uint32_t i = lists->dispute; i != AR_NOTHING;
	    i = a->dispute[i].next) {
		struct ar_disputed *d = &a->dispute[i];

		if (d->of_log == of_log && !d->closed &&
		    (d->key.instalment == 0) == whole)
			share_dispute(a, d, s);
	}
}

/* The order in which disputes came changes nothing. */
static void
share_disputes(struct ar_agreed *a, const struct ar_invoice_lists *lists,
    struct sharing *s, bool of_log)
{
	for (size_t i = 0; i < s->n; i++)
		s->share[i].taken = 0;
	share_each(a, lists, s, of_log, false);
	share_each(a, lists, s, of_log, true);
	for (size_t i = 0; i < s->n; i++) {
		struct ar_covered *c = &a->covered[s->share[i].number];

		if (s->share[i].taken > c->disputed)
			c->disputed = s->share[i].taken;
	}
}

static void
settle_disputes(struct ar_agreed *a, const struct ar_invoice_lists *lists)
{
	struct sharing s = {0};

	if (lists->dispute == AR_NOTHING)
		return;
	for (uint32_t i = lists->covered; i != AR_NOTHING;
	    i = a->covered[i].next) {
		s.share = ar_grow(s.share, s.n + 1, sizeof *s.share);
		s.share[s.n++] = (struct share){.number = i};
	}
	if (s.n > 0)
		qsort_r(s.share, s.n, sizeof *s.share, cmp_items, a->covered);
	share_disputes(a, lists, &s, false);
	share_disputes(a, lists, &s, true);
	free(s.share);
}

static void
prefer_plan(struct ar_agreed *a, struct ar_covered *c, uint32_t i)
{
	const struct ar_plan *new = ar_agreed_plan(a, i), *old;

	if (c->plan != AR_NOTHING) {
		old = ar_agreed_plan(a, c->plan);
		if (new->made < old->made || (new->made == old->made &&
		    new->order < old->order))
			return;
	}
	c->plan = i;
}

static void
settle_part(struct ar_agreed *a, const struct ar_invoice_lists *lists,
    struct ar_plan_part *p)
{
	struct ar_covered *c = covered_from(a, lists->covered,
	    p->key.instalment);

	bool of_log = ar_agreed_is_of_log(p->order);

	if (c == NULL)
		a->ignored++;
	p->covers = c != NULL && price(a, &(struct said){p->at, "amount",
	    p->amount, &p->ccy, of_log}, c, &p->minor) == AR_OK &&
	    price(a, &(struct said){p->at, "paid", p->paid, &p->ccy, of_log},
	    c, &p->paid_minor) == AR_OK;
	for (; c != NULL && p->covers; c = covered_from(a, c->next,
	    p->key.instalment))
		prefer_plan(a, c, p->plan);
}

static int
cmp_parts(const void *x, const void *y)
{
	const struct ar_plan_part *a = x, *b = y;

	if (a->plan != b->plan)
		return a->plan < b->plan ? -1 : 1;
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* Payments since the plan was made, each document's once. */
static ar_sum
pool_of(struct ar_agreed *a, size_t first, size_t end)
{
	uint32_t number = a->part[first].plan;
	ar_day made = ar_agreed_plan(a, number)->made;
	ar_sum pool = 0;

	for (size_t i = first; i < end; i++) {
		const struct ar_plan_part *p = &a->part[i];
		struct ar_covered *c = covered_from(a,
		    ar_agreed_lists(a, &p->key)->covered, p->key.instalment);

		for (; c != NULL; c = covered_from(a, c->next,
		    p->key.instalment)) {
			if (c->stamp != number)
				pool += paid_between(a, c, made, a->today);
			c->stamp = number;
		}
	}
	return pool;
}

/* Whether the part is paid, by its own cell or out of the pool. */
static bool
is_paid(const struct ar_plan_part *p, ar_sum *pool)
{
	ar_sum taken;

	if (p->paid.filled)
		return p->paid_minor >= p->minor;
	taken = *pool < p->minor ? *pool : p->minor;
	*pool -= taken;
	return taken >= p->minor;
}

/* Whether the day is past, with its days of grace. */
static bool
is_past(const struct ar_agreed *a, const struct ar_plan_part *p)
{
	return (int64_t)p->due + p->grace < a->today;
}

static void
judge_plan(struct ar_agreed *a, size_t first, size_t end)
{
	struct ar_plan *plan = ar_agreed_plan(a, a->part[first].plan);
	ar_sum pool = pool_of(a, first, end);

	for (size_t i = first; i < end; i++) {
		const struct ar_plan_part *p = &a->part[i];

		if (!p->covers || is_paid(p, &pool))
			continue;
		if (plan->state == AR_PLAN_DONE)
			plan->state = AR_PLAN_STANDING;
		if (plan->state != AR_PLAN_BROKEN && is_past(a, p)) {
			plan->state = AR_PLAN_BROKEN;
			plan->missed = (uint32_t)i;
		}
	}
}

/* From here on the parts stand plan by plan, and their lists are cut. */
static void
judge_plans(struct ar_agreed *a)
{
	size_t first = 0;

	if (a->nparts > 0)
		qsort(a->part, a->nparts, sizeof *a->part, cmp_parts);
	for (size_t i = 1; i <= a->nparts; i++)
		if (i == a->nparts || a->part[i].plan != a->part[first].plan) {
			judge_plan(a, first, i);
			first = i;
		}
}

static void
settle_invoice(struct ar_agreed *a, const struct ar_invoice_lists *lists)
{
	for (uint32_t i = lists->promise; i != AR_NOTHING;
	    i = a->promise[i].next)
		settle_promise(a, lists, i);
	settle_disputes(a, lists);
	for (uint32_t i = lists->part; i != AR_NOTHING; i = a->part[i].next)
		settle_part(a, lists, &a->part[i]);
}

/* Only the newest promise of a document is ever judged. */
static void
mark_promise(struct ar_agreed *a, const struct ar_covered *c)
{
	struct ar_promised *p;

	if (c->promise == AR_NOTHING)
		return;
	p = &a->promise[c->promise];
	p->counts = true;
	p->is_open = p->is_open || c->open > 0;
}

int
ar_agreed_settle(struct ar_agreed *a)
{
	uint64_t refused = ar_diag_refused(a->diag);

	for (size_t i = 0; i < a->invoices.n; i++)
		settle_invoice(a, ar_map_value(&a->invoices, i));
	judge_plans(a);
	for (size_t i = 0; i < a->ncovered; i++)
		mark_promise(a, &a->covered[i]);
	if (ar_diag_refused(a->diag) == refused)
		return AR_OK;
	ar_diag_verdict(a->diag, a->rows, "");
	return AR_ESTOP;
}
