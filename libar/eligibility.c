/*
 * libar/eligibility.c
 * Purpose: which receivables a buyer takes, and why not the others.
 */
#include "libar/eligibility.h"

#include <stdlib.h>

/* One obligor under test. */
struct testing {
	struct ar_eligibility *e;
	const struct ar_portfolio *p;
	const struct ar_criteria *criteria;
	const struct ar_obligor *obligor;
	int64_t min_invoice;
	bool crossed;           /* too much of his debits is aged */
	size_t *order;          /* scratch */
};

static bool
is_word(enum ar_reason reason)
{
	return reason >= AR_REASON_EXCLUDED &&
	    reason < AR_REASON_FINANCE_CHARGE;
}

const char *
ar_reason_word(enum ar_reason reason)
{
	static const char *const words[AR_REASONS] = {
		[AR_REASON_SOLD] = "sold",
		[AR_REASON_OVER_AGE] = "over_age",
		[AR_REASON_PAST_DUE] = "past_due",
		[AR_REASON_CROSS_AGE] = "cross_age",
		[AR_REASON_DISPUTED] = "disputed",
		[AR_REASON_FINANCE_CHARGE] = "finance_charge",
		[AR_REASON_DEPOSIT] = "deposit",
		[AR_REASON_CONTRA] = "contra",
		[AR_REASON_BELOW_MINIMUM] = "below_minimum",
		[AR_REASON_CONCENTRATION] = "concentration",
	};

	return is_word(reason) ?
	    ar_exclude_words[reason - AR_REASON_EXCLUDED] : words[reason];
}

void
ar_eligibility_release(struct ar_eligibility *e)
{
	free(e->left);
	free(e->reasons);
	free(e->exclusion);
	*e = (struct ar_eligibility){0};
}

static void
take(struct ar_eligibility *e, size_t i, enum ar_reason reason,
    int64_t amount)
{
	if (amount == 0)
		return;
	e->left[i] -= amount;
	e->reasons[i] |= UINT32_C(1) << reason;
	e->exclusion = ar_grow(e->exclusion, e->nexclusions + 1,
	    sizeof *e->exclusion);
	e->exclusion[e->nexclusions++] =
	    (struct ar_exclusion){i, reason, amount};
}

static int64_t
lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static bool
is_beyond(ar_day as_of, ar_day from, int32_t days)
{
	return days != AR_NO_LIMIT && as_of - from > days;
}

/* How much of a debit the test claims; more than is left is no matter. */
static int64_t
claim(const struct testing *t, size_t i, enum ar_reason reason)
{
	const struct ar_receivable *r = &t->p->item[i];
	const struct ar_criteria *c = t->criteria;
	bool whole = false;

	if (reason == AR_REASON_DISPUTED)
		return r->disputed;
	if (reason == AR_REASON_SOLD)
		whole = r->sold;
	else if (reason == AR_REASON_OVER_AGE)
		whole = is_beyond(c->as_of, r->invoice_date, c->max_age);
	else if (reason == AR_REASON_PAST_DUE)
		whole = is_beyond(c->as_of, r->due_date, c->max_past_due);
	else if (reason == AR_REASON_FINANCE_CHARGE)
		whole = r->kind == AR_KIND_FINANCE_CHARGE;
	else if (reason == AR_REASON_DEPOSIT)
		whole = r->kind == AR_KIND_DEPOSIT;
	else if (reason == AR_REASON_BELOW_MINIMUM)
		whole = t->e->left[i] < t->min_invoice;
	return whole ? r->open : 0;
}

static void
take_claims(struct testing *t, enum ar_reason reason)
{
	size_t end = t->obligor->first + t->obligor->n;

	for (size_t i = t->obligor->first; i < end; i++)
		if (t->e->left[i] > 0)
			take(t->e, i, reason, lesser(t->e->left[i],
			    claim(t, i, reason)));
}

/* Whether the test takes the document as part of a whole. */
static bool
is_marked(const struct testing *t, size_t i, enum ar_reason reason)
{
	unsigned word = reason - AR_REASON_EXCLUDED + 1;

	if (reason == AR_REASON_CROSS_AGE)
		return t->crossed;
	return t->obligor->exclude == word || t->p->item[i].exclude == word;
}

static int
cmp_older(const void *x, const void *y, void *portfolio)
{
	const struct ar_portfolio *p = portfolio;
	const size_t *a = x, *b = y;
	ar_day day_a = p->item[*a].invoice_date;
	ar_day day_b = p->item[*b].invoice_date;

	return day_a != day_b ? (day_a < day_b ? -1 : 1) : (*a > *b) -
	    (*a < *b);
}

static int
cmp_later_due(const void *x, const void *y, void *portfolio)
{
	const struct ar_portfolio *p = portfolio;
	const size_t *a = x, *b = y;
	ar_day day_a = p->item[*a].due_date, day_b = p->item[*b].due_date;

	return day_a != day_b ? (day_a > day_b ? -1 : 1) : (*a < *b) -
	    (*a > *b);
}

static void
sort_items(struct testing *t, size_t n,
    int (*cmp)(const void *, const void *, void *))
{
	struct ar_portfolio view = *t->p;       /* qsort_r() wants no const */

	if (n > 1)
		qsort_r(t->order, n, sizeof *t->order, cmp, &view);
}

static void
take_credits(struct testing *t, enum ar_reason reason, ar_sum reach)
{
	size_t end = t->obligor->first + t->obligor->n, n = 0;

	for (size_t i = t->obligor->first; i < end; i++)
		if (t->e->left[i] < 0 && is_marked(t, i, reason))
			t->order[n++] = i;
	sort_items(t, n, cmp_older);
	for (size_t k = 0; k < n && reach > 0; k++) {
		ar_sum credit = -(ar_sum)t->e->left[t->order[k]];
		ar_sum part = credit < reach ? credit : reach;

		take(t->e, t->order[k], reason, (int64_t)-part);
		reach -= part;
	}
}

static void
take_marked(struct testing *t, enum ar_reason reason)
{
	size_t end = t->obligor->first + t->obligor->n;
	ar_sum taken = 0;

	for (size_t i = t->obligor->first; i < end; i++)
		if (t->e->left[i] > 0 && is_marked(t, i, reason)) {
			taken += t->e->left[i];
			take(t->e, i, reason, t->e->left[i]);
		}
	if (taken > 0)
		take_credits(t, reason, taken);
}

/* Take so much of the debits, at most all: latest due first, then last. */
static void
take_latest(struct testing *t, enum ar_reason reason, ar_sum amount)
{
	size_t end = t->obligor->first + t->obligor->n, n = 0;

	if (amount <= 0)
		return;
	for (size_t i = t->obligor->first; i < end; i++)
		if (t->e->left[i] > 0)
			t->order[n++] = i;
	sort_items(t, n, cmp_later_due);
	for (size_t k = 0; k < n && amount > 0; k++) {
		int64_t left = t->e->left[t->order[k]];
		int64_t part = left < amount ? left : (int64_t)amount;

		take(t->e, t->order[k], reason, part);
		amount -= part;
	}
}

ar_sum
ar_eligibility_left(const struct ar_eligibility *e,
    const struct ar_obligor *o)
{
	ar_sum left = 0;

	for (size_t i = o->first; i < o->first + o->n; i++)
		left += e->left[i];
	return left;
}

static void
take_contra(struct testing *t)
{
	ar_sum left = ar_eligibility_left(t->e, t->obligor);

	take_latest(t, AR_REASON_CONTRA, left < t->obligor->contra ? left :
	    t->obligor->contra);
}

/* Aged debits over all debits that are not sold, as the criteria say. */
static bool
is_crossed(const struct testing *t)
{
	size_t end = t->obligor->first + t->obligor->n;
	ar_sum aged = 0, debits = 0, share, limit;

	if (t->criteria->cross_age == AR_NO_LIMIT)
		return false;
	for (size_t i = t->obligor->first; i < end; i++) {
		int64_t open = t->p->item[i].open;

		if (open <= 0 || t->p->item[i].sold)
			continue;
		debits += open;
		if (t->e->left[i] == 0)
			aged += open;
	}
	share = aged * AR_RATE_ONE;
	limit = debits * t->criteria->cross_age;
	return aged > 0 && (t->criteria->cross_age_above ? share > limit :
	    share >= limit);
}

static void
test_obligor(struct testing *t)
{
	for (unsigned k = 0; k < AR_REASON_CONCENTRATION; k++) {
		enum ar_reason reason = (enum ar_reason)k;

		if (reason == AR_REASON_CROSS_AGE)
			t->crossed = is_crossed(t);
		if (reason == AR_REASON_CROSS_AGE || is_word(reason))
			take_marked(t, reason);
		else if (reason == AR_REASON_CONTRA)
			take_contra(t);
		else
			take_claims(t, reason);
	}
}

static void
begin(struct ar_eligibility *e, const struct ar_portfolio *p)
{
	e->left = ar_alloc(p->n * sizeof *e->left);
	e->reasons = ar_alloc(p->n * sizeof *e->reasons);
	for (size_t i = 0; i < p->n; i++)
		e->left[i] = p->item[i].open;
}

static int
cmp_exclusions(const void *x, const void *y)
{
	const struct ar_exclusion *a = x, *b = y;

	return a->item != b->item ? (a->item < b->item ? -1 : 1) :
	    (a->reason > b->reason) - (a->reason < b->reason);
}

static void
sort_exclusions(struct ar_eligibility *e)
{
	if (e->nexclusions > 1)
		qsort(e->exclusion, e->nexclusions, sizeof *e->exclusion,
		    cmp_exclusions);
}

void
ar_eligibility_test(struct ar_eligibility *e, const struct ar_portfolio *p,
    const struct ar_criteria *criteria, const int64_t *min_invoice)
{
	struct testing t = {.e = e, .p = p, .criteria = criteria};

	begin(e, p);
	t.order = ar_alloc(p->n * sizeof *t.order);
	for (size_t i = 0; i < p->nobligors; i++) {
		t.obligor = &p->obligor[i];
		t.min_invoice = min_invoice[t.obligor->ccy];
		t.crossed = false;
		test_obligor(&t);
	}
	free(t.order);
	sort_exclusions(e);
}

ar_sum
ar_eligibility_limit(const struct ar_eligibility *e,
    const struct ar_portfolio *p, const struct ar_criteria *criteria,
    size_t ccy)
{
	ar_sum left = 0, limit;

	if (criteria->concentration == AR_NO_LIMIT)
		return AR_NO_LIMIT;
	for (size_t i = 0; i < p->nobligors; i++)
		if (p->obligor[i].ccy == ccy)
			left += ar_eligibility_left(e, &p->obligor[i]);
	return left > 0 && ar_sum_share(&limit, left,
	    criteria->concentration, AR_HALF_AWAY) == AR_OK ? limit : 0;
}

void
ar_eligibility_concentrate(struct ar_eligibility *e,
    const struct ar_portfolio *p, const ar_sum *limit)
{
	struct testing t = {.e = e, .p = p};

	t.order = ar_alloc(p->n * sizeof *t.order);
	for (size_t i = 0; i < p->nobligors; i++) {
		t.obligor = &p->obligor[i];
		if (limit[t.obligor->ccy] == AR_NO_LIMIT)
			continue;
		take_latest(&t, AR_REASON_CONCENTRATION,
		    ar_eligibility_left(e, t.obligor) -
		    limit[t.obligor->ccy]);
	}
	free(t.order);
	sort_exclusions(e);
}
