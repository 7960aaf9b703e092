/*
 * libar/termsread.c
 * Purpose: payment terms from the spellings of the trade.
 */
#include "libar/termspart.h"

enum { MONTH_DAYS = 30 };

/* "late 1.5%/mo grace 5" */
static bool
late(struct ar_cut *r, struct ar_terms *t)
{
	if (!ar_cut_clause(r, "late"))
		return true;
	if (!ar_cut_percent(r, &t->late) || !ar_cut_sign(r, '%'))
		return false;
	(void)(ar_cut_sign(r, '/') || ar_cut_words(r, "per"));
	t->late_yearly = ar_cut_any_of(r, "yr|year|pa");
	if (!t->late_yearly && !ar_cut_any_of(r, "mo|month|pm"))
		return false;
	if (!ar_cut_clause(r, "grace"))
		return true;
	if (!ar_cut_number(r, &t->late_grace))
		return false;
	(void)ar_cut_any_of(r, "days|day");
	return true;
}

/* Steps of discount that add up to all are shares: "50% eom, 50% eom+30". */
static bool
shares_all(const struct ar_terms_part *p)
{
	ar_rate sum = 0;

	for (size_t i = 0; i < p->ndiscounts; i++)
		sum += p->discount[i].rate;
	return p->ndiscounts > 1 && sum == AR_RATE_ONE;
}

static bool
whole(struct ar_cut *r, struct ar_terms *t)
{
	t->nparts = 1;
	return ar_terms_part(r, &t->part[0]) && !shares_all(&t->part[0]) &&
	    late(r, t) && ar_cut_at_end(r);
}

/* "50% net 15", "30% deposit", "balance net 30"; left: what is not shared. */
static bool
instalment(struct ar_cut *r, struct ar_terms_part *p, ar_rate left)
{
	ar_rate share = left;

	if (!ar_cut_any_of(r, "balance|rest|remainder") &&
	    (!ar_cut_percent(r, &share) || !ar_cut_sign(r, '%')))
		return false;
	if (!ar_terms_part(r, p))
		return false;
	p->share = share;
	return true;
}

/* "deposit 30% net 30": a part at once, the rest by the rule. */
static bool
deposit(struct ar_cut *r, struct ar_terms *t)
{
	ar_rate share;

	if (!ar_cut_words(r, "deposit") || !ar_cut_percent(r, &share) ||
	    !ar_cut_sign(r, '%'))
		return false;
	(void)ar_cut_separator(r);
	(void)ar_cut_any_of(r, "balance|rest|remainder");
	if (share == AR_RATE_ONE || !ar_terms_part(r, &t->part[1]))
		return false;
	t->part[0] = (struct ar_terms_part){.share = share,
	    .due = {.kind = AR_WHEN_PREPAY}};
	t->part[1].share = AR_RATE_ONE - share;
	t->nparts = 2;
	return late(r, t) && ar_cut_at_end(r);
}

static bool
instalments(struct ar_cut *r, struct ar_terms *t)
{
	ar_rate sum = 0;

	t->nparts = 0;
	do {
		if (t->nparts == AR_TERMS_PARTS ||
		    !instalment(r, &t->part[t->nparts], AR_RATE_ONE - sum))
			return false;
		sum += t->part[t->nparts++].share;
	} while (sum < AR_RATE_ONE && ar_cut_separator(r));
	return sum == AR_RATE_ONE && late(r, t) && ar_cut_at_end(r);
}

/* "40/30/30": shares without a day; what is written for months is offered. */
static bool
shares_alone(struct ar_cut *r)
{
	ar_rate share, sum = 0;
	int n = 0;

	ar_buf_addf(r->remedy, "write ");
	do {
		char text[AR_MONEY_MAX];

		if (!ar_cut_percent(r, &share))
			return false;
		ar_buf_addf(r->remedy, "%s%.*s%% net %d", n == 0 ? "" : ", ",
		    (int)ar_rate_format(text, share), text, MONTH_DAYS * n);
		n++;
		sum += share;
		(void)ar_cut_sign(r, '%');
	} while (ar_cut_sign(r, '/'));
	return n > 1 && sum == AR_RATE_ONE && ar_cut_at_end(r);
}

int
ar_terms_parse(struct ar_terms *t, struct ar_slice text,
    struct ar_buf *remedy)
{
	static bool (*const forms[])(struct ar_cut *, struct ar_terms *) = {
		whole, deposit, instalments
	};
	struct ar_cut r;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		t->late = 0;
		t->late_grace = 0;
		t->late_yearly = false;
		r = (struct ar_cut){text, remedy};
		if (forms[i](&r, t))
			return AR_OK;
		if (remedy->n > 0)
			return AR_EDATA;
	}
	r = (struct ar_cut){text, remedy};
	if (!shares_alone(&r)) {
		remedy->n = 0;
		ar_buf_add(remedy, AR_S("see ar-terms(1)"));
	}
	return AR_EDATA;
}
