/*
 * libar/shipin.c
 * Purpose: a row of shipments becomes a line of goods, customers joined.
 */
#include "libar/shipin.h"

#include "libar/bill.h"

int
ar_shipin_bind(struct ar_shipin *in, const struct ar_shipin_wish *wish,
    const struct ar_header *header, struct ar_diag *diag)
{
	const struct ar_stream *s = &ar_shipments_stream;
	const struct ar_customers *customers = wish->customers;

	in->wish = *wish;
	if (ar_bind_make(&in->bind, s, AR_BIT(s->n) - 1,
	    s->required | wish->need, header, diag) != AR_OK ||
	    ar_customers_find(&in->terms_column, customers,
	    AR_S("terms")) != AR_OK || ar_customers_join(&in->name_column,
	    customers, &in->bind, AR_SHIP_CUSTOMER_NAME) != AR_OK)
		return AR_ESTOP;
	ar_bind_hint(&in->bind, NULL, diag);
	return ar_customers_join(&in->collector_column, customers, &in->bind,
	    AR_SHIP_COLLECTOR);
}

/* A row, and who is told what is wrong with it. */
struct reading {
	const struct ar_row *row;
	struct ar_diag *diag;
};

static int
refuse(const struct reading *r, enum ar_msg msg, const char *column,
    struct ar_slice value, const char *second)
{
	struct ar_quoted q;

	ar_diag_refuse(r->diag, &(struct ar_say){msg, r->row->at,
	    ar_slice_of(column), {ar_quote(&q, value), second}});
	return AR_EDATA;
}

static int
refuse_number(const struct reading *r, enum ar_msg msg, const char *column,
    struct ar_decimal value)
{
	char text[AR_MONEY_MAX];

	return refuse(r, msg, column,
	    ar_slice(text, ar_decimal_format(text, value)), "");
}

static int
refuse_rate(const struct reading *r, const struct ar_goods *g)
{
	char rate[AR_MONEY_MAX];
	size_t n = ar_rate_format(rate, g->tax_rate);
	struct ar_quoted q;

	ar_diag_refuse(r->diag, &(struct ar_say){AR_M_TAX_RATE, r->row->at,
	    AR_S("tax_rate"), {ar_quote(&q, ar_slice(rate, n)),
	    ar_tax_words[g->tax_category - 1],
	    g->tax_category == AR_TAX_STANDARD ? "a rate above 0" : "0"}});
	return AR_EDATA;
}

/* What no cell shows by itself. */
static int
check_goods(const struct reading *r, const struct ar_goods *g)
{
	if (g->unit_price.units < 0)
		return refuse_number(r, AR_M_NEGATIVE_PRICE, "unit_price",
		    g->unit_price);
	if (g->price_per.filled && g->price_per.units <= 0)
		return refuse_number(r, AR_M_BAD_PRICE_PER, "price_per",
		    g->price_per);
	return ar_tax_fits(g->tax_category, g->tax_rate) ? AR_OK :
	    refuse_rate(r, g);
}

/* Cells that an option asks for. */
static int
check_needed(const struct ar_shipin *in, const struct reading *r,
    const struct ar_goods *g)
{
	uint64_t need = in->wish.need;

	if ((need & AR_BIT(AR_SHIP_LINE)) != 0 && g->line.n == 0)
		return refuse(r, AR_M_EMPTY, "line", g->line, "");
	if ((need & AR_BIT(AR_SHIP_ORDER_ID)) != 0 && g->order_id.n == 0)
		return refuse(r, AR_M_EMPTY, "order_id", g->order_id, "");
	return AR_OK;
}

static int
find_terms(const struct ar_shipin *in, const struct reading *r,
    struct ar_ship_line *line)
{
	struct ar_slice text = line->goods.terms;

	if (text.n == 0)
		text = ar_customers_cell(in->wish.customers,
		    line->goods.customer_id, in->terms_column);
	if (text.n == 0)
		text = in->wish.terms;
	if (text.n == 0)
		return in->wish.by_terms ? refuse(r, AR_M_NO_TERMS, "terms",
		    text, "") : AR_OK;
	line->terms = ar_termsbook_get(in->wish.book, text);
	if (!in->wish.by_terms)
		return AR_OK;
	if (line->terms->terms == NULL)
		return refuse(r, AR_M_BAD_TERMS, "terms", text,
		    line->terms->text.p);
	return line->terms->rog && line->goods.receipt_date == AR_NO_DAY ?
	    refuse(r, AR_M_BAD_TERMS, "receipt_date", text,
	    "fill receipt_date") :
	    AR_OK;
}

static int
join(const struct ar_shipin *in, const struct reading *r,
    struct ar_goods *g)
{
	const struct ar_customers *c = in->wish.customers;
	ptrdiff_t i;

	if (c == NULL)
		return AR_OK;
	i = ar_customers_number(c, g->customer_id);
	if (i < 0)
		return refuse(r, AR_M_UNKNOWN_CUSTOMER, "customer_id",
		    g->customer_id, "");
	if (in->name_column >= 0)
		g->customer_name = ar_customers_get(c, (size_t)i,
		    in->name_column);
	if (in->collector_column >= 0)
		g->collector = ar_customers_get(c, (size_t)i,
		    in->collector_column);
	return AR_OK;
}

int
ar_shipin_row(const struct ar_shipin *in, const struct ar_row *row,
    struct ar_ship_line *line, struct ar_diag *diag)
{
	const struct reading r = {row, diag};
	struct ar_goods *g = &line->goods;

	*line = (struct ar_ship_line){.header = in->bind.header,
	    .goods = ar_goods_none};
	if (ar_bind_row(&in->bind, row, g, diag) != AR_OK ||
	    check_goods(&r, g) != AR_OK)
		return AR_EDATA;
	if (ar_goods_net(&line->net, g) != AR_OK)
		return refuse_number(&r, AR_M_OUT_OF_RANGE, "quantity",
		    g->quantity);
	line->has_net = true;
	if (check_needed(in, &r, g) != AR_OK ||
	    join(in, &r, g) != AR_OK)
		return AR_EDATA;
	return find_terms(in, &r, line);
}
