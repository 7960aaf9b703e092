/*
 * libar/factorrows.c
 * Purpose: rows of ar-factor about documents: the listing and its detail.
 */
#include "libar/factorrows.h"

#include "libar/rates.h"

enum { PERCENT = 100, BROUGHT = 13 };     /* cells that an offer fills */

void
ar_factor_columns(struct ar_report *report, bool raised)
{
	static const struct ar_heading columns[] = {
		{"invoice_id", AR_ROLE_TEXT}, {"instalment", AR_ROLE_TEXT},
		{"customer_id", AR_ROLE_TEXT},
		{"customer_name", AR_ROLE_TEXT},
		{"invoice_date", AR_ROLE_TEXT}, {"due_date", AR_ROLE_TEXT},
		{"currency", AR_ROLE_CURRENCY},
		{"open_balance", AR_ROLE_NUMBER},
		{"days_past_due", AR_ROLE_NUMBER},
		{"eligible", AR_ROLE_PART}, {"ineligible", AR_ROLE_PART},
		{"reason", AR_ROLE_TEXT}, {"offer", AR_ROLE_TEXT},
		{"expected_days", AR_ROLE_NUMBER},
		{"advance", AR_ROLE_NUMBER}, {"fee", AR_ROLE_NUMBER},
		{"interest", AR_ROLE_NUMBER}, {"charges", AR_ROLE_NUMBER},
		{"paid_out", AR_ROLE_NUMBER}, {"reserve", AR_ROLE_NUMBER},
		{"proceeds", AR_ROLE_NUMBER}, {"cost", AR_ROLE_NUMBER},
		{"cost_pct", AR_ROLE_NUMBER}, {"apr", AR_ROLE_NUMBER},
		{"ear", AR_ROLE_NUMBER}, {"note", AR_ROLE_TEXT},
	};
	static const struct ar_heading of_set[] = {
		{"total_paid_out", AR_ROLE_NUMBER},
		{"total_cost", AR_ROLE_NUMBER}, {"bound", AR_ROLE_NUMBER},
		{"gap_pct", AR_ROLE_NUMBER},
	};

	ar_report_columns(report, columns, sizeof columns / sizeof *columns);
	if (raised)
		ar_report_columns(report, of_set, sizeof of_set / sizeof *of_set);
}

static void
put_document(const struct ar_factor_rows *r, const struct ar_receivable *d)
{
	ar_out_text(r->out, d->invoice_id);
	ar_out_filled(r->out, d->instalment);
	ar_out_text(r->out, d->customer_id);
	ar_out_text(r->out, d->customer_name);
	ar_out_day(r->out, d->invoice_date);
	ar_out_day(r->out, d->due_date);
	ar_out_raw(r->out, ar_slice_of(d->ccy.code));
	(void)ar_out_amount(r->out, d->open, &d->ccy);
	ar_out_whole(r->out, r->sale->today - d->due_date);
}

static void
put_eligible(const struct ar_factor_rows *r, const struct ar_receivable *d,
    int64_t left, uint32_t reasons)
{
	struct ar_buf words = {0};

	(void)ar_out_amount(r->out, left, &d->ccy);
	(void)ar_out_amount(r->out, (ar_sum)d->open - left, &d->ccy);
	for (unsigned k = 0; k < AR_REASONS; k++)
		if ((reasons >> k & 1) != 0)
			ar_buf_addf(&words, "%s%s", words.n == 0 ? "" : ";",
			    ar_reason_word((enum ar_reason)k));
	ar_out_raw(r->out, ar_buf_slice(&words));
	ar_buf_free(&words);
}

static void
note_doubts(struct ar_buf *note, const struct ar_obligor *o,
    const struct ar_offer *offer, int32_t days)
{
	if (o->late_from == AR_LATE_PORTFOLIO)
		ar_note_add(note, "expected_days:portfolio");
	else if (o->late_from == AR_LATE_UNKNOWN)
		ar_note_add(note, "expected_days:no_history");
	if (offer->recourse_days != 0 && days > offer->recourse_days)
		ar_note_add(note, "expected_days:past_recourse");
	if (o->has_credits)
		ar_note_add(note, "reserve:credits");
}

static void
put_rates(const struct ar_factor_rows *r, const struct ar_price *p,
    struct ar_buf *note)
{
	const struct ar_flow flow[] = {
		{0, p->paid_out}, {p->days, -(ar_sum)p->face},
		{p->days + p->lag, p->reserve},
	};

	ar_rates_put(r->out, &(struct ar_costing){
	    .face = p->face, .paid_out = p->paid_out, .cost = p->cost,
	    .days = p->days, .flow = flow,
	    .nflows = sizeof flow / sizeof *flow}, r->sale->digits, note);
}

static void
put_price(const struct ar_factor_rows *r, const struct ar_price *p,
    const struct ar_ccy *ccy, struct ar_buf *note)
{
	const int64_t amounts[] = {
		p->advance, p->fee, p->interest, p->charges, p->paid_out,
		p->reserve, p->face - p->cost, p->cost
	};

	ar_out_whole(r->out, p->days);
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
		(void)ar_out_amount(r->out, amounts[i], ccy);
	put_rates(r, p, note);
	ar_out_raw(r->out, ar_buf_slice(note));
}

/* The cells from expected_days to note. */
static int
put_brought(const struct ar_factor_rows *r, const struct ar_deal *deal,
    const struct ar_obligor *o, const struct ar_receivable *d, int64_t left)
{
	int32_t days = ar_sale_days(r->sale, o, d);
	struct ar_buf note = {0};
	struct ar_price price;

	if (deal->offer == NULL || left <= 0) {
		ar_out_empty(r->out, BROUGHT);
		return AR_OK;
	}
	if (ar_sale_price(r->sale, &price, deal, left, days) != AR_OK)
		return AR_ESTOP;
	note_doubts(&note, o, deal->offer, days);
	put_price(r, &price, &d->ccy, &note);
	ar_buf_free(&note);
	return AR_OK;
}

static void
put_raised(const struct ar_factor_rows *r, const struct ar_raised *s,
    const struct ar_ccy *ccy)
{
	ar_sum gap = s->cost - s->bound;

	(void)ar_out_amount(r->out, s->paid_out, ccy);
	(void)ar_out_amount(r->out, s->cost, ccy);
	(void)ar_out_amount(r->out, s->bound, ccy);
	(void)ar_out_ratio(r->out, gap * PERCENT,
	    gap == 0 ? 1 : s->bound, r->sale->digits);
}

int
ar_factor_row(const struct ar_factor_rows *r, size_t number,
    const struct ar_obligor *o, size_t item, const struct ar_raised *raised,
    bool counts)
{
	const struct ar_deal *deal = ar_sale_deal(r->sale, number, o->ccy);
	const struct ar_receivable *d = &r->sale->portfolio.item[item];
	const struct ar_eligibility *e = &r->sale->tested[number];

	put_document(r, d);
	put_eligible(r, d, e->left[item], e->reasons[item]);
	ar_out_text(r->out, deal->offer == NULL ? AR_S("") :
	    deal->offer->name);
	if (put_brought(r, deal, o, d, e->left[item]) != AR_OK)
		return AR_ESTOP;
	if (raised != NULL)
		put_raised(r, raised, &d->ccy);
	ar_report_end_row(r->report, counts);
	return AR_OK;
}

/* Of several offers the first one's row is the one that adds up. */
static int
list_item(const struct ar_factor_rows *r, const struct ar_obligor *o,
    size_t item)
{
	bool counts = true;

	for (size_t i = 0; i <= r->sale->offers.n; i++) {
		if (!ar_sale_deal(r->sale, i, o->ccy)->applies)
			continue;
		if (ar_factor_row(r, i, o, item, NULL, counts) != AR_OK)
			return AR_ESTOP;
		counts = false;
	}
	return AR_OK;
}

int
ar_factor_listing(const struct ar_factor_rows *r)
{
	const struct ar_portfolio *p = &r->sale->portfolio;

	for (size_t i = 0; i < p->nobligors; i++) {
		const struct ar_obligor *o = &p->obligor[i];

		for (size_t k = o->first; k < o->first + o->n; k++)
			if (list_item(r, o, k) != AR_OK)
				return AR_ESTOP;
	}
	return AR_OK;
}

void
ar_factor_detail_columns(struct ar_report *report)
{
	static const struct ar_heading columns[] = {
		{"invoice_id", AR_ROLE_TEXT}, {"instalment", AR_ROLE_TEXT},
		{"customer_id", AR_ROLE_TEXT},
		{"currency", AR_ROLE_CURRENCY}, {"reason", AR_ROLE_TEXT},
		{"amount", AR_ROLE_NUMBER},
	};

	ar_report_columns(report, columns, sizeof columns / sizeof *columns);
}

static void
put_exclusion(void *rows, const struct ar_exclusion *x)
{
	const struct ar_factor_rows *r = rows;
	const struct ar_receivable *d = &r->sale->portfolio.item[x->item];

	ar_out_text(r->out, d->invoice_id);
	ar_out_filled(r->out, d->instalment);
	ar_out_text(r->out, d->customer_id);
	ar_out_raw(r->out, ar_slice_of(d->ccy.code));
	ar_out_raw(r->out, ar_slice_of(ar_reason_word(x->reason)));
	(void)ar_out_amount(r->out, x->amount, &d->ccy);
	ar_report_end_row(r->report, false);
}

void
ar_factor_detail(struct ar_factor_rows *r)
{
	ar_sale_exclusions(r->sale, r, put_exclusion);
}

/* What no row shows, on its way into the tie. */
struct unseen {
	const struct ar_sale *sale;
	struct ar_tie *tie;
	const bool *shown;
};

static void
tie_item(const struct unseen *u, size_t item, int64_t amount)
{
	if (u->shown == NULL || !u->shown[item])
		ar_tie_printed(u->tie, &u->sale->portfolio.item[item].ccy,
		    amount);
}

static void
tie_exclusion(void *unseen, const struct ar_exclusion *x)
{
	tie_item(unseen, x->item, x->amount);
}

void
ar_factor_tie_unseen(const struct ar_sale *s, struct ar_tie *tie,
    const bool *shown)
{
	const struct ar_portfolio *p = &s->portfolio;
	struct unseen u = {s, tie, shown};

	for (size_t i = 0; i < p->nobligors; i++) {
		const struct ar_obligor *o = &p->obligor[i];

		for (size_t k = o->first; k < o->first + o->n; k++)
			tie_item(&u, k, ar_sale_first(s, o->ccy)->left[k]);
	}
	ar_sale_exclusions(s, &u, tie_exclusion);
}
