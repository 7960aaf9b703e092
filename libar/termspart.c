/*
 * libar/termspart.c
 * Purpose: one part of payment terms: discounts, net, what they count from.
 */
#include "libar/termspart.h"

enum {
	DAYS_MAX = 9999, MONTHS_MAX = 99, DAY_MAX = 31, MONTH_DAYS = 30,
	AFTER_DISCOUNT = 20
};

/* "+2m", at least so many */
static bool
months(struct ar_cut *r, int *n, int least)
{
	struct ar_cut ahead = *r;

	if (!ar_cut_sign(&ahead, '+') || !ar_cut_number(&ahead, n) ||
	    *n < least || *n > MONTHS_MAX || !ar_cut_words(&ahead, "m"))
		return false;
	*r = ahead;
	return true;
}

/* "eom", "eom+10", "eom +1m" */
static bool
end_of_month(struct ar_cut *r, struct ar_when *w)
{
	struct ar_cut ahead;

	if (!ar_cut_any_of(r, "eom|end of month|fin de mois"))
		return false;
	*w = (struct ar_when){.kind = AR_WHEN_EOM};
	if (months(r, &w->months, 1)) {
		w->kind = AR_WHEN_EOM_MONTHS;
		return true;
	}
	ahead = *r;
	if (ar_cut_sign(&ahead, '+') && ar_cut_number(&ahead, &w->days))
		*r = ahead;
	return true;
}

/* "10th prox", "10 mfi", "day 10 +1m" */
static bool
day_of_month(struct ar_cut *r, struct ar_when *w)
{
	struct ar_cut ahead = *r;

	*w = (struct ar_when){.kind = AR_WHEN_DAY_MONTHS, .months = 1};
	if (ar_cut_words(&ahead, "day")) {
		if (!ar_cut_small_number(&ahead, &w->day, DAY_MAX) ||
		    !months(&ahead, &w->months, 0))
			return false;
	} else {
		if (!ar_cut_small_number(&ahead, &w->day, DAY_MAX))
			return false;
		(void)ar_cut_any_of(&ahead, "st|nd|rd|th");
		if (!ar_cut_any_of(&ahead, "prox|proximo|mfi"))
			return false;
	}
	*r = ahead;
	return true;
}

/* "N days eom" has as many readings as readers. */
static bool
is_ambiguous(struct ar_cut *r, int n)
{
	bool as_months = n > 0 && n % MONTH_DAYS == 0 &&
	    n / MONTH_DAYS <= MONTHS_MAX;

	ar_buf_addf(r->remedy, "write eom+%d%s net %d then eom", n,
	    as_months ? "," : " or", n);
	if (as_months)
		ar_buf_addf(r->remedy, " or eom +%dm", n / MONTH_DAYS);
	return false;
}

/* What follows "net 30". */
static bool
after_number(struct ar_cut *r, struct ar_when *w, bool said_days)
{
	if (said_days)
		(void)ar_cut_words(r, "net");
	if (ar_cut_any_of(r, "fin de mois") || (said_days &&
	    ar_cut_any_clause(r, "eom|end of month")))
		return is_ambiguous(r, w->days);
	if (ar_cut_any_clause(r, "eom|end of month"))
		w->kind = AR_WHEN_EOM;
	else if (ar_cut_words(r, "then eom"))
		w->kind = AR_WHEN_DAYS_EOM;
	else if (ar_cut_words(r, "from next month"))
		w->kind = AR_WHEN_NEXT_MONTH;
	else if (ar_cut_words(r, "then day")) {
		w->kind = AR_WHEN_DAYS_DAY;
		if (!ar_cut_small_number(r, &w->day, DAY_MAX))
			return false;
		if (months(r, &w->months, 1))
			w->kind = AR_WHEN_DAYS_DAY_MONTHS;
	}
	return true;
}

/* "net 30", "n/30", "30 days"; behind a discount never a mere number. */
static bool
net_days(struct ar_cut *r, struct ar_when *w, bool alone)
{
	struct ar_cut ahead = *r;
	bool net = ar_cut_any_of(&ahead, "net|n"), said_days;

	if (net)
		(void)ar_cut_sign(&ahead, '/');
	if (net && (end_of_month(&ahead, w) || day_of_month(&ahead, w))) {
		*r = ahead;
		return true;
	}
	*w = (struct ar_when){.kind = AR_WHEN_DAYS};
	if (!ar_cut_number(&ahead, &w->days))
		return false;
	said_days = ar_cut_any_of(&ahead, "days|day|jours");
	if ((!net && !alone && !said_days) ||
	    !after_number(&ahead, w, said_days))
		return false;
	*r = ahead;
	return true;
}

/* Terms that are words. */
static bool
named(struct ar_cut *r, struct ar_when *w)
{
	*w = (struct ar_when){.kind = AR_WHEN_PREPAY};
	if (ar_cut_any_of(r, "prepay|prepaid|cia|pia|cwo|cbs|cash in advance|"
	    "in advance|deposit"))
		return true;
	w->kind = AR_WHEN_COD;
	if (ar_cut_any_of(r, "cod|cash on delivery|on delivery"))
		return true;
	w->kind = AR_WHEN_DAYS;
	if (ar_cut_any_of(r, "due on receipt|due upon receipt|on receipt|"
	    "upon receipt"))
		return true;
	*w = (struct ar_when){.kind = AR_WHEN_EOM_MONTHS, .months = 1};
	return ar_cut_words(r, "net monthly");
}

/* The usual first.  alone: no discount stands before it. */
static bool
rule(struct ar_cut *r, struct ar_when *w, bool alone)
{
	return day_of_month(r, w) || net_days(r, w, alone) ||
	    end_of_month(r, w) || named(r, w);
}

/*
 * How the date of a discount was spelled, on which depends what a net behind
 * it counts from: N; eom+N or day D; N eom; N-Mx; D prox.
 */
enum step { PLAIN, OF_MONTH, EOM_OF_TRADE, EXTRA, PROXIMO };

static bool
discount_day_of_month(struct ar_cut *r, struct ar_when *w, enum step *step)
{
	struct ar_cut ahead = *r;

	*step = ar_cut_words(&ahead, "day") ? OF_MONTH : PROXIMO;
	return day_of_month(r, w);
}

/* "10", "10 days", "10 eom", "10-60x" */
static bool
discount_days(struct ar_cut *r, struct ar_when *w, enum step *step)
{
	struct ar_cut ahead;
	int more;

	*w = (struct ar_when){.kind = AR_WHEN_DAYS};
	*step = PLAIN;
	if (!ar_cut_number(r, &w->days))
		return false;
	ahead = *r;
	if (ar_cut_any_of(&ahead, "days|day") && !ar_cut_is_number(&ahead))
		*r = ahead;
	ahead = *r;
	if (ar_cut_sign(&ahead, '-') && ar_cut_number(&ahead, &more) &&
	    ar_cut_any_of(&ahead, "x|extra")) {
		w->days += more;
		*step = EXTRA;
		*r = ahead;
		return true;
	}
	ahead = *r;
	if (ar_cut_any_clause(&ahead, "eom|end of month") &&
	    !ar_cut_sign(&ahead, '+')) {
		w->kind = AR_WHEN_EOM;
		*step = EOM_OF_TRADE;
		*r = ahead;
	}
	return true;
}

/* "2/10", "2/eom+10", "2% 10th prox", "2% 10" */
static bool
discount(struct ar_cut *r, struct ar_terms_discount *d, enum step *step)
{
	struct ar_cut ahead = *r;
	bool sign_of_rate;

	if (!ar_cut_percent(&ahead, &d->rate))
		return false;
	sign_of_rate = ar_cut_sign(&ahead, '%');
	if (!ar_cut_sign(&ahead, '/') && !sign_of_rate)
		return false;
	if (!discount_day_of_month(&ahead, &d->until, step)) {
		*step = OF_MONTH;
		if (!end_of_month(&ahead, &d->until) &&
		    !discount_days(&ahead, &d->until, step))
			return false;
	}
	*r = ahead;
	return d->until.days <= DAYS_MAX;
}

/* Without a net, it is 20 days after a discount of this kind. */
static bool
net_of_discount(const struct ar_terms_discount *d, enum step step,
    struct ar_when *w)
{
	*w = d->until;
	w->days += AFTER_DISCOUNT;
	return w->days <= DAYS_MAX && (step == EXTRA ||
	    d->until.kind == AR_WHEN_EOM);
}

/* Whether a ends after b, as far as that does not depend on the date. */
static bool
ends_after(const struct ar_when *a, const struct ar_when *b)
{
	bool at_once = b->kind == AR_WHEN_PREPAY || b->kind == AR_WHEN_COD;

	if (at_once)
		return a->kind != AR_WHEN_DAYS || a->days > 0;
	return (a->kind == b->kind || a->kind == AR_WHEN_EOM) &&
	    (b->kind == AR_WHEN_DAYS || b->kind == AR_WHEN_EOM) &&
	    a->days > b->days;
}

/* Whether a discount may end so behind the one that ends on `before`. */
static bool
may_follow(const struct ar_when *when, const struct ar_when *before)
{
	return when->kind != before->kind ||
	    when->kind == AR_WHEN_DAY_MONTHS || ends_after(when, before);
}

/* Rates fall as days rise, to the net. */
static bool
is_in_order(const struct ar_terms_part *p)
{
	for (size_t i = 0; i < p->ndiscounts; i++) {
		const struct ar_terms_discount *d = &p->discount[i];

		if (ends_after(&d->until, &p->due))
			return false;
		if (i + 1 < p->ndiscounts && (d[1].rate > d->rate ||
		    !may_follow(&d[1].until, &d->until)))
			return false;
	}
	return true;
}

/* Append one of several readings, if it is one. */
static void
offer(struct ar_buf *remedy, const struct ar_terms_part *p)
{
	struct ar_terms t = {.nparts = 1};

	if (!is_in_order(p))
		return;
	t.part[0] = *p;
	ar_buf_add(remedy, remedy->n == 0 ? AR_S("write ") : AR_S(" or "));
	ar_terms_format(remedy, &t);
}

/* Days of a month's end beside days of the invoice: which are meant? */
static bool
mixes_anchors(struct ar_cut *r, const struct ar_terms_part *p,
    enum step step, struct ar_slice net)
{
	struct ar_terms_part of_month = *p;
	bool month_net = p->ndiscounts > 0 && step == PLAIN &&
	    p->due.kind == AR_WHEN_EOM &&
	    memchr(net.p, '+', net.n) == NULL;

	if (!month_net && (step != EOM_OF_TRADE ||
	    p->due.kind != AR_WHEN_DAYS))
		return false;
	of_month.due.kind = AR_WHEN_EOM;
	for (size_t i = 0; i < p->ndiscounts; i++)
		of_month.discount[i].until.kind = AR_WHEN_EOM;
	offer(r->remedy, &of_month);
	offer(r->remedy, p);
	return true;
}

static bool
anchor(struct ar_cut *r, struct ar_terms_part *p)
{
	if (ar_cut_clause(r, "rog"))
		p->rog = true;
	else if (ar_cut_clause(r, "as of") && !ar_cut_date(r, &p->as_of))
		return false;
	if (!ar_cut_clause(r, "cutoff"))
		return true;
	return ar_cut_small_number(r, &p->cutoff, DAY_MAX) &&
	    (p->due.kind == AR_WHEN_EOM ||
	    p->due.kind == AR_WHEN_EOM_MONTHS ||
	    p->due.kind == AR_WHEN_DAY_MONTHS ||
	    p->due.kind == AR_WHEN_NEXT_MONTH);
}

/*
 * Discounts with any commas between them; step: how all are spelled.  Without
 * one, *step and *before_comma are left alone.
 */
static bool
discounts(struct ar_cut *r, struct ar_terms_part *p, enum step *step,
    struct ar_slice *before_comma)
{
	enum step found;

	while (p->ndiscounts < AR_TERMS_DISCOUNTS &&
	    discount(r, &p->discount[p->ndiscounts], &found)) {
		if (p->ndiscounts > 0 &&
		    (found == PROXIMO) != (*step == PROXIMO))
			return false;
		*step = found;
		p->ndiscounts++;
		*before_comma = r->rest;
		(void)ar_cut_separator(r);
	}
	return true;
}

bool
ar_terms_part(struct ar_cut *r, struct ar_terms_part *p)
{
	struct ar_slice before, before_comma = r->rest;
	enum step step = PLAIN;

	*p = (struct ar_terms_part){.share = AR_RATE_ONE};
	if (!discounts(r, p, &step, &before_comma))
		return false;
	before = r->rest;
	if (!rule(r, &p->due, p->ndiscounts == 0)) {
		if (p->ndiscounts == 0 || r->remedy->n > 0 ||
		    !net_of_discount(&p->discount[p->ndiscounts - 1], step,
		    &p->due))
			return false;
		r->rest = before_comma;
		before = before_comma;
	}
	before.n -= r->rest.n;
	if (step == PROXIMO && p->due.kind == AR_WHEN_DAYS)
		p->due.kind = AR_WHEN_NEXT_MONTH;
	return !mixes_anchors(r, p, step, before) && is_in_order(p) &&
	    anchor(r, p);
}
