/*
 * libar/ways.c
 * Purpose: offers side by side, and beside other ways to the same cash.
 */
#include "libar/ways.h"

#include <stdlib.h>

#include "libar/map.h"
#include "libar/rates.h"

enum { PERCENT = 100 };

/* What an offer makes of all documents of a currency. */
struct pool {
	const struct ar_factor_rows *rows;
	const struct ar_deal *deal;
	struct ar_ccy ccy;
	uint64_t items;
	ar_sum face, fee, interest, charges, paid_out, reserve;
	ar_sum paid, paid_days;         /* of documents that pay something */
	int32_t days;                   /* on average */
	struct ar_map flows;            /* day -> ar_sum */
};

void
ar_ways_columns(struct ar_report *report)
{
	static const char *const numbers[] = {
		"items", "face", "days", "paid_out", "fee", "interest",
		"charges", "cost", "cost_pct", "apr", "ear", "reserve"
	};

	ar_report_column(report, AR_S("way"), AR_ROLE_TEXT);
	ar_report_column(report, AR_S("offer"), AR_ROLE_TEXT);
	ar_report_column(report, AR_S("currency"), AR_ROLE_CURRENCY);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		ar_report_column(report, ar_slice_of(numbers[i]),
		    AR_ROLE_NUMBER);
	ar_report_column(report, AR_S("note"), AR_ROLE_TEXT);
}

static void
add_flow(struct pool *p, int32_t day, ar_sum amount)
{
	ar_sum *sum = ar_map_value(&p->flows, ar_map_put(&p->flows,
	    ar_slice((const char *)&day, sizeof day), NULL));

	*sum += amount;
}

static void
add_price(struct pool *p, const struct ar_price *price)
{
	p->items++;
	p->face += price->face;
	p->fee += price->fee;
	p->interest += price->interest;
	p->charges += price->charges;
	p->paid_out += price->paid_out;
	add_flow(p, price->days, -(ar_sum)price->face);
	add_flow(p, price->days + price->lag, price->reserve);
	if (price->paid_out <= 0)
		return;
	p->paid += price->paid_out;
	p->paid_days += (ar_sum)price->paid_out * price->days;
}

static int
add_obligor(struct pool *p, const struct ar_obligor *o, const int64_t *left)
{
	const struct ar_sale *s = p->rows->sale;

	for (size_t i = o->first; i < o->first + o->n; i++) {
		struct ar_price price;

		if (left[i] <= 0)
			continue;
		if (ar_sale_price(s, &price, p->deal, left[i],
		    ar_sale_days(s, o, &s->portfolio.item[i])) != AR_OK)
			return AR_ESTOP;
		add_price(p, &price);
	}
	return AR_OK;
}

/* What the funding as a whole is charged, and the days on average. */
static void
close_pool(struct pool *p)
{
	const int64_t *sums = p->deal->sums.minor;
	ar_sum missing = sums[AR_OFFER_M_MONTHLY_MIN] - p->fee, whole, days;

	whole = p->items == 0 ? 0 : sums[AR_OFFER_M_PER_FUNDING] +
	    (missing > 0 ? missing : 0);
	p->charges += whole;
	p->paid_out -= whole;
	p->reserve = p->face - p->paid_out - p->fee - p->interest -
	    p->charges;
	if (p->paid > 0 && ar_sum_divide(&days, p->paid_days, p->paid,
	    AR_HALF_AWAY) == AR_OK)
		p->days = days < 1 ? 1 : (int32_t)days;
}

static void
put_head(const struct pool *p, const char *way)
{
	struct ar_out *out = p->rows->out;

	ar_out_raw(out, ar_slice_of(way));
	ar_out_text(out, p->deal->offer->name);
	ar_out_raw(out, ar_slice_of(p->ccy.code));
}

static void
put_amount(const struct pool *p, ar_sum amount)
{
	(void)ar_out_amount(p->rows->out, amount, &p->ccy);
}

static void
end_row(const struct pool *p, struct ar_buf *note)
{
	ar_out_raw(p->rows->out, ar_buf_slice(note));
	ar_buf_free(note);
	ar_report_end_row(p->rows->report, false);
}

static int
cmp_flows(const void *x, const void *y)
{
	const struct ar_flow *a = x, *b = y;

	return (a->day > b->day) - (a->day < b->day);
}

/* What is paid out first, then by day; the caller frees. */
static struct ar_flow *
flows_of(const struct pool *p)
{
	struct ar_flow *flow = ar_alloc((p->flows.n + 1) * sizeof *flow);

	flow[0].amount = p->paid_out;
	for (size_t i = 0; i < p->flows.n; i++) {
		memcpy(&flow[i + 1].day, ar_map_key(&p->flows, i).p,
		    sizeof flow[i + 1].day);
		flow[i + 1].amount =
		    *(const ar_sum *)ar_map_value(&p->flows, i);
	}
	qsort(flow, p->flows.n + 1, sizeof *flow, cmp_flows);
	return flow;
}

static void
put_factor(const struct pool *p)
{
	struct ar_out *out = p->rows->out;
	struct ar_flow *flow = flows_of(p);
	const struct ar_costing costing = {
		.face = p->face, .paid_out = p->paid_out,
		.cost = p->fee + p->interest + p->charges, .days = p->days,
		.flow = flow, .nflows = p->flows.n + 1
	};
	struct ar_buf note = {0};

	put_head(p, "factor");
	ar_out_count(out, p->items);
	put_amount(p, p->face);
	ar_out_filled(out, (uint64_t)p->days);
	put_amount(p, p->paid_out);
	put_amount(p, p->fee);
	put_amount(p, p->interest);
	put_amount(p, p->charges);
	put_amount(p, costing.cost);
	ar_rates_put(out, &costing, p->rows->sale->digits, &note);
	put_amount(p, p->reserve);
	end_row(p, &note);
	free(flow);
}

/* By the rate itself, not by amounts that are rounded. */
static void
put_discount_rates(const struct pool *p, ar_rate rate, int32_t days,
    struct ar_buf *note)
{
	const struct ar_flow flow[] = {
		{0, AR_RATE_ONE - rate}, {days, -AR_RATE_ONE}
	};
	const struct ar_costing costing = {
		.face = AR_RATE_ONE, .paid_out = AR_RATE_ONE - rate,
		.cost = rate, .days = days, .flow = flow,
		.nflows = sizeof flow / sizeof *flow
	};
	unsigned digits = p->rows->sale->digits;

	if (days >= 1) {
		ar_rates_put(p->rows->out, &costing, digits, note);
		return;
	}
	(void)ar_out_ratio(p->rows->out, costing.cost * PERCENT,
	    costing.face, digits);
	ar_out_empty(p->rows->out, 2);
	ar_note_add(note, "apr:no_days");
	ar_note_add(note, "ear:no_days");
}

static int
put_discount(const struct pool *p)
{
	const struct ar_early *d = &p->rows->sale->options->discount;
	int32_t days = p->days - d->days;
	struct ar_out *out = p->rows->out;
	struct ar_buf note = {0};
	ar_sum face;

	if (d->rate == 0)
		return AR_OK;
	if (ar_sum_divide(&face, p->paid_out * AR_RATE_ONE,
	    AR_RATE_ONE - d->rate, AR_HALF_AWAY) != AR_OK)
		return AR_EDATA;
	put_head(p, "discount");
	ar_out_raw(out, AR_S(""));
	put_amount(p, face);
	ar_out_whole(out, days);
	put_amount(p, p->paid_out);
	put_amount(p, face - p->paid_out);
	put_amount(p, 0);
	put_amount(p, 0);
	put_amount(p, face - p->paid_out);
	put_discount_rates(p, d->rate, days, &note);
	put_amount(p, 0);
	end_row(p, &note);
	return AR_OK;
}

/* Money at a rate, in place of what the offer pays out. */
static int
put_loan(const struct pool *p, const char *way, struct ar_yearly rate)
{
	struct ar_out *out = p->rows->out;
	struct ar_flow flow[] = {{0, p->paid_out}, {p->days, 0}};
	struct ar_buf note = {0};
	int64_t interest;

	if (rate.year == 0)
		return AR_OK;
	if (p->paid_out > INT64_MAX || ar_yearly_interest(&interest, rate,
	    (int64_t)p->paid_out, p->days) != AR_OK)
		return AR_EDATA;
	flow[1].amount = -p->paid_out - interest;
	put_head(p, way);
	ar_out_count(out, p->items);
	put_amount(p, p->face);
	ar_out_whole(out, p->days);
	put_amount(p, p->paid_out);
	put_amount(p, 0);
	put_amount(p, interest);
	put_amount(p, 0);
	put_amount(p, interest);
	ar_rates_put(out, &(struct ar_costing){.face = p->face,
	    .paid_out = p->paid_out, .cost = interest, .days = p->days,
	    .flow = flow, .nflows = sizeof flow / sizeof *flow},
	    p->rows->sale->digits, &note);
	ar_out_raw(out, AR_S(""));
	end_row(p, &note);
	return AR_OK;
}

static int
put_ways(const struct pool *p)
{
	const struct ar_factor_options *o = p->rows->sale->options;

	put_factor(p);
	if (p->paid_out <= 0 || (put_discount(p) == AR_OK &&
	    put_loan(p, "credit_line", o->line_rate) == AR_OK &&
	    put_loan(p, "wait", o->own_rate) == AR_OK))
		return AR_OK;
	ar_diag_say(p->rows->sale->diag,
	    &(struct ar_say){.msg = AR_M_OVERFLOW});
	return AR_ESTOP;
}

static int
put_offer(const struct ar_factor_rows *rows, size_t number, size_t ccy)
{
	const struct ar_portfolio *all = &rows->sale->portfolio;
	struct pool p = {.rows = rows, .ccy = all->ccy[ccy],
	    .deal = ar_sale_deal(rows->sale, number, ccy)};
	int result = AR_OK;

	if (!p.deal->applies)
		return AR_OK;
	ar_map_init(&p.flows, sizeof(ar_sum));
	for (size_t i = 0; i < all->nobligors && result == AR_OK; i++)
		if (all->obligor[i].ccy == ccy)
			result = add_obligor(&p, &all->obligor[i],
			    rows->sale->tested[number].left);
	if (result == AR_OK) {
		close_pool(&p);
		result = put_ways(&p);
	}
	ar_map_release(&p.flows);
	return result;
}

int
ar_ways_rows(const struct ar_factor_rows *rows)
{
	const struct ar_sale *s = rows->sale;

	for (size_t ccy = 0; ccy < s->portfolio.nccys; ccy++)
		for (size_t i = 0; i < s->offers.n; i++)
			if (put_offer(rows, i, ccy) != AR_OK)
				return AR_ESTOP;
	return AR_OK;
}
