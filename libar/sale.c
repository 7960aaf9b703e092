/*
 * libar/sale.c
 * Purpose: receivables, offers for them, and what each offer would bring.
 */
#include "libar/sale.h"

#include <stdlib.h>

void
ar_sale_release(struct ar_sale *s)
{
	for (size_t i = 0; s->tested != NULL && i <= s->offers.n; i++)
		ar_eligibility_release(&s->tested[i]);
	free(s->tested);
	free(s->deal);
	ar_map_release(&s->dilution);
	ar_offers_release(&s->offers);
	ar_portfolio_release(&s->portfolio);
}

const struct ar_deal *
ar_sale_deal(const struct ar_sale *s, size_t number, size_t ccy)
{
	return &s->deal[number * s->portfolio.nccys + ccy];
}

/* Of an offer, and whether it serves the currency. */
static int
match(struct ar_sale *s, size_t number, size_t ccy, bool *served)
{
	struct ar_deal *d = &s->deal[number * s->portfolio.nccys + ccy];
	const struct ar_ccy *c = &s->portfolio.ccy[ccy];
	struct ar_offer_fault fault;

	d->offer = &s->offers.offer[number];
	d->applies = ar_offer_applies(d->offer, c);
	*served = *served || d->applies;
	if (!d->applies || ar_offer_in(&d->sums, d->offer, c, &fault) ==
	    AR_OK)
		return AR_OK;
	ar_offers_refuse(&s->offers, number, &fault, s->diag);
	return AR_ESTOP;
}

int
ar_sale_match(struct ar_sale *s)
{
	size_t nccys = s->portfolio.nccys, n = s->offers.n;

	s->deal = ar_alloc((n + 1) * nccys * sizeof *s->deal);
	for (size_t ccy = 0; ccy < nccys; ccy++) {
		bool served = false;

		for (size_t i = 0; i < n; i++)
			if (match(s, i, ccy, &served) != AR_OK)
				return AR_ESTOP;
		s->deal[n * nccys + ccy].applies = !served;
	}
	return AR_OK;
}

int
ar_sale_check(const struct ar_sale *s, size_t ccy)
{
	const char *code = s->portfolio.ccy[ccy].code;
	struct ar_buf text = {0};

	if (!ar_sale_deal(s, s->offers.n, ccy)->applies)
		return AR_OK;
	ar_buf_addf(&text, "no offer applies to documents %s %s%c",
	    code[0] == '\0' ? "without" : "in",
	    code[0] == '\0' ? "currency" : code, '\0');
	ar_diag_say(s->diag, &(struct ar_say){AR_M_NO_OFFER, {0}, {0},
	    {text.p}});
	ar_buf_free(&text);
	return AR_ESTOP;
}

int
ar_sale_only(const struct ar_sale *s, size_t ccy, const char *what,
    size_t *number)
{
	size_t n = 0;

	for (size_t i = 0; i <= s->offers.n; i++) {
		struct ar_quoted first, second;

		if (!ar_sale_deal(s, i, ccy)->applies)
			continue;
		if (n++ == 0) {
			*number = i;
			continue;
		}
		ar_diag_say(s->diag, &(struct ar_say){AR_M_SEVERAL_OFFERS,
		    {0}, {0}, {ar_quote(&first,
		    s->offers.offer[*number].name), ar_quote(&second,
		    s->offers.offer[i].name), what}});
		return AR_ESTOP;
	}
	return AR_OK;
}

struct ar_criteria
ar_sale_criteria(const struct ar_sale *s, size_t number)
{
	struct ar_criteria criteria = s->options->criteria;

	criteria.as_of = s->today;
	if (number < s->offers.n && s->offers.offer[number].max_debtor != 0)
		criteria.concentration =
		    s->offers.offer[number].max_debtor < 0 ? AR_NO_LIMIT :
		    s->offers.offer[number].max_debtor;
	return criteria;
}

static void
test(struct ar_sale *s, size_t number, bool concentrate)
{
	const struct ar_portfolio *p = &s->portfolio;
	struct ar_criteria criteria = ar_sale_criteria(s, number);
	struct ar_eligibility *e = &s->tested[number];
	int64_t *least = ar_alloc(p->nccys * sizeof *least);
	ar_sum *limit = ar_alloc(p->nccys * sizeof *limit);

	for (size_t i = 0; i < p->nccys; i++)
		least[i] = ar_sale_deal(s, number,
		    i)->sums.minor[AR_OFFER_M_MIN_INVOICE];
	ar_eligibility_test(e, p, &criteria, least);
	for (size_t i = 0; i < p->nccys; i++)
		limit[i] = ar_eligibility_limit(e, p, &criteria, i);
	if (concentrate)
		ar_eligibility_concentrate(e, p, limit);
	free(least);
	free(limit);
}

static bool
applies_anywhere(const struct ar_sale *s, size_t number)
{
	for (size_t i = 0; i < s->portfolio.nccys; i++)
		if (ar_sale_deal(s, number, i)->applies)
			return true;
	return false;
}

void
ar_sale_test(struct ar_sale *s, bool concentrate)
{
	s->tested = ar_alloc((s->offers.n + 1) * sizeof *s->tested);
	for (size_t i = 0; i <= s->offers.n; i++)
		if (applies_anywhere(s, i))
			test(s, i, concentrate);
}

static size_t
first_deal(const struct ar_sale *s, size_t ccy)
{
	size_t k = 0;

	while (!ar_sale_deal(s, k, ccy)->applies)
		k++;
	return k;
}

const struct ar_eligibility *
ar_sale_first(const struct ar_sale *s, size_t ccy)
{
	return &s->tested[first_deal(s, ccy)];
}

/* Exclusions are by item, and so are the obligors. */
void
ar_sale_exclusions(const struct ar_sale *s, void *to,
    void (*each)(void *to, const struct ar_exclusion *))
{
	size_t *next = ar_alloc((s->offers.n + 1) * sizeof *next);

	for (size_t i = 0; i < s->portfolio.nobligors; i++) {
		const struct ar_obligor *o = &s->portfolio.obligor[i];
		size_t k = first_deal(s, o->ccy), *n = &next[k];
		const struct ar_eligibility *e = &s->tested[k];

		while (*n < e->nexclusions &&
		    e->exclusion[*n].item < o->first)
			(*n)++;
		for (; *n < e->nexclusions && e->exclusion[*n].item <
		    o->first + o->n; (*n)++)
			each(to, &e->exclusion[*n]);
	}
	free(next);
}

int32_t
ar_sale_days(const struct ar_sale *s, const struct ar_obligor *o,
    const struct ar_receivable *r)
{
	int64_t days = (int64_t)r->due_date + o->days_late - s->today;

	if (days < s->options->min_days)
		days = s->options->min_days;
	days += s->options->delay;
	return days < 1 ? 1 : (int32_t)days;
}

int
ar_sale_price(const struct ar_sale *s, struct ar_price *price,
    const struct ar_deal *deal, int64_t face, int32_t days)
{
	if (ar_offer_price(price, deal->offer, &deal->sums, face, days) ==
	    AR_OK)
		return AR_OK;
	ar_diag_say(s->diag, &(struct ar_say){.msg = AR_M_OVERFLOW});
	return AR_ESTOP;
}
