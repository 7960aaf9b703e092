/*
 * libar/raise.c
 * Purpose: which documents to sell to raise a sum at the least cost.
 */
#include "libar/raise.h"

#include <stdlib.h>

#include "libar/cover.h"

/* What one offer makes of the task. */
struct attempt {
	size_t deal;
	struct ar_cover cover;
	struct ar_cover_item *candidate;
	size_t *item;                   /* of each candidate */
	int64_t *cap;                   /* of each group */
	int64_t per_funding;
	struct ar_covered found;
};

struct raising {
	const struct ar_factor_rows *rows;
	struct ar_stated target;
	size_t ccy;
	struct attempt *best;           /* NULL: none can */
	ar_sum bound;                   /* of all offers that may be able to */
	bool bounded;
	ar_sum most, limit;             /* found, and proved, of all offers */
};

static void
free_attempt(struct attempt *a)
{
	if (a == NULL)
		return;
	free(a->candidate);
	free(a->item);
	free(a->cap);
	free(a->found.chosen);
	free(a);
}

static void
add_group(struct attempt *a, int64_t cap)
{
	a->cap = ar_grow(a->cap, a->cover.ngroups + 1, sizeof *a->cap);
	a->cap[a->cover.ngroups++] = cap;
}

/* A document of the group that is made next. */
static void
add_candidate(struct attempt *a, size_t item, const struct ar_price *price)
{
	size_t n = a->cover.n;

	a->candidate = ar_grow(a->candidate, n + 1, sizeof *a->candidate);
	a->item = ar_grow(a->item, n + 1, sizeof *a->item);
	a->candidate[n] = (struct ar_cover_item){price->paid_out,
	    price->cost, price->face, a->cover.ngroups};
	a->item[n] = item;
	a->cover.n++;
}

/*
 * His documents that are eligible as a whole are a group with the limit as its
 * cap; without a limit each is one by itself.
 */
static int
add_obligor(const struct raising *r, struct attempt *a,
    const struct ar_obligor *o, ar_sum limit)
{
	const struct ar_sale *s = r->rows->sale;
	const struct ar_eligibility *e = &s->tested[a->deal];
	bool limited = limit != AR_NO_LIMIT && limit <= INT64_MAX;
	bool grouped = false;

	for (size_t i = o->first; i < o->first + o->n; i++) {
		const struct ar_receivable *d = &s->portfolio.item[i];
		struct ar_price price;

		if (d->open <= 0 || e->left[i] != d->open)
			continue;
		if (ar_sale_price(s, &price, ar_sale_deal(s, a->deal,
		    o->ccy), d->open, ar_sale_days(s, o, d)) != AR_OK)
			return AR_ESTOP;
		if (price.paid_out <= 0)
			continue;
		add_candidate(a, i, &price);
		if (limited)
			grouped = true;
		else
			add_group(a, price.face);
	}
	if (grouped)
		add_group(a, (int64_t)limit);
	return AR_OK;
}

static int
add_obligors(const struct raising *r, struct attempt *a)
{
	const struct ar_sale *s = r->rows->sale;
	const struct ar_portfolio *p = &s->portfolio;
	struct ar_criteria criteria = ar_sale_criteria(s, a->deal);
	ar_sum limit = ar_eligibility_limit(&s->tested[a->deal], p,
	    &criteria, r->ccy);

	for (size_t i = 0; i < p->nobligors; i++)
		if (p->obligor[i].ccy == r->ccy &&
		    add_obligor(r, a, &p->obligor[i], limit) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

static ar_sum
cost_of(const struct attempt *a)
{
	return a->found.cost + a->per_funding;
}

static bool
is_better(const struct attempt *a, const struct attempt *than)
{
	if (than == NULL || cost_of(a) != cost_of(than))
		return than == NULL || cost_of(a) < cost_of(than);
	return a->found.items < than->found.items;
}

static void
add_amount(struct ar_buf *text, const char *before, ar_sum amount,
    const struct ar_ccy *ccy)
{
	char digits[AR_MONEY_MAX];

	ar_buf_addf(text, "%s%.*s", before, (int)ar_money_format(digits,
	    amount, ccy->digits), digits);
}

/* A line for -v about what an offer makes of it. */
static void
explain(const struct raising *r, const struct attempt *a, bool found)
{
	const struct ar_ccy *ccy = &r->target.ccy;
	const struct ar_sale *s = r->rows->sale;
	struct ar_buf text = {0};
	struct ar_quoted q;

	ar_buf_addf(&text, "offer %s: ", ar_quote(&q,
	    s->offers.offer[a->deal].name));
	if (found) {
		ar_buf_addf(&text, "%zu of %zu documents", a->found.items,
		    a->cover.n);
		add_amount(&text, " cost ", cost_of(a), ccy);
		add_amount(&text, ", no choice less than ",
		    a->found.bound + a->per_funding, ccy);
		ar_buf_addf(&text, a->found.cost > a->found.bound ?
		    "; the search reached its limit" : "");
	} else
		add_amount(&text, "at most ",
		    a->found.most - a->per_funding, ccy);
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_note(s->diag, text.p);
	ar_buf_free(&text);
}

/*
 * What the target costs at least, by the rate of the cheapest document; for an
 * offer by which no choice was found, though there may be one.
 */
static ar_sum
least_cost(const struct attempt *a)
{
	const struct ar_cover_item *best = NULL;

	for (size_t i = 0; i < a->cover.n; i++) {
		const struct ar_cover_item *c = &a->candidate[i];

		if (best == NULL || (ar_sum)c->cost * best->gain <
		    (ar_sum)best->cost * c->gain)
			best = c;
	}
	return best == NULL ? 0 : a->cover.target * best->cost / best->gain;
}

static ar_sum
greater(ar_sum a, ar_sum b)
{
	return a > b ? a : b;
}

/* The attempt is taken over. */
static void
consider(struct raising *r, struct attempt *a, int found)
{
	struct attempt *worse = a;
	ar_sum bound = a->per_funding + (found == AR_ITEM ? a->found.bound :
	    least_cost(a));

	if (r->rows->sale->verbose)
		explain(r, a, found == AR_ITEM);
	r->most = greater(r->most, a->found.most - a->per_funding);
	r->limit = greater(r->limit, a->found.limit - a->per_funding);
	if (found != AR_OK && (!r->bounded || bound < r->bound)) {
		r->bound = bound;
		r->bounded = true;
	}
	if (found == AR_ITEM && is_better(a, r->best)) {
		worse = r->best;
		r->best = a;
	}
	free_attempt(worse);
}

static int
try(struct raising *r, size_t number)
{
	const struct ar_deal *deal = ar_sale_deal(r->rows->sale, number,
	    r->ccy);
	struct attempt *a;

	if (!deal->applies || deal->offer == NULL)
		return AR_OK;
	a = ar_alloc(sizeof *a);
	a->deal = number;
	a->per_funding = deal->sums.minor[AR_OFFER_M_PER_FUNDING];
	if (add_obligors(r, a) != AR_OK) {
		free_attempt(a);
		return AR_ESTOP;
	}
	a->cover.item = a->candidate;
	a->cover.cap = a->cap;
	a->cover.target = (ar_sum)r->target.amount + a->per_funding;
	consider(r, a, ar_cover_find(&a->found, &a->cover));
	return AR_OK;
}

/* No offer can, or none was found to. */
static int
refuse(const struct raising *r)
{
	const struct ar_ccy *ccy = &r->target.ccy;
	struct ar_buf wanted = {0}, most = {0}, limit = {0};

	ar_buf_addf(&wanted, "%s", ccy->code);
	add_amount(&wanted, ccy->code[0] == '\0' ? "" : " ",
	    r->target.amount, ccy);
	add_amount(&most, "", r->most, ccy);
	add_amount(&limit, "", r->limit, ccy);
	ar_buf_add(&wanted, AR_S("\0"));
	ar_buf_add(&most, AR_S("\0"));
	ar_buf_add(&limit, AR_S("\0"));
	ar_diag_say(r->rows->sale->diag, &(struct ar_say){r->bounded ?
	    AR_M_NOT_RAISED : AR_M_CANNOT_RAISE, {0}, {0},
	    {wanted.p, most.p, limit.p}});
	ar_buf_free(&wanted);
	ar_buf_free(&most);
	ar_buf_free(&limit);
	return AR_ESTOP;
}

static int
put_rows(const struct raising *r, bool *shown)
{
	const struct ar_portfolio *p = &r->rows->sale->portfolio;
	const struct attempt *a = r->best;
	const struct ar_raised raised = {a->found.gain - a->per_funding,
	    cost_of(a), r->bound};
	const struct ar_obligor *o = p->obligor;

	for (size_t i = 0; i < a->cover.n; i++) {
		size_t item = a->item[i];

		if (!a->found.chosen[i])
			continue;
		while (item >= o->first + o->n)
			o++;
		shown[item] = true;
		if (ar_factor_row(r->rows, a->deal, o, item, &raised,
		    true) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

/* Without a document in the currency nothing can be raised in it. */
static int
find(struct raising *r)
{
	const struct ar_sale *s = r->rows->sale;
	ptrdiff_t ccy = ar_portfolio_ccy(&s->portfolio, &r->target.ccy);

	if (ccy < 0)
		return refuse(r);
	r->ccy = (size_t)ccy;
	if (ar_sale_check(s, r->ccy) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < s->offers.n; i++)
		if (try(r, i) != AR_OK)
			return AR_ESTOP;
	return r->best == NULL ? refuse(r) : AR_OK;
}

int
ar_raise_rows(const struct ar_factor_rows *rows, bool **shown)
{
	struct raising r = {.rows = rows,
	    .target = rows->sale->options->raise};
	int result;

	*shown = ar_alloc(rows->sale->portfolio.n * sizeof **shown);
	result = find(&r);
	if (result == AR_OK)
		result = put_rows(&r, *shown);
	free_attempt(r.best);
	return result;
}
