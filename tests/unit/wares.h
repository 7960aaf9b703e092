/*
 * tests/unit/wares.h
 * Purpose: for tests: goods and invoices from short texts.
 */
#ifndef AR_WARES_H
#define AR_WARES_H

#include "libar/invoice.h"
#include "tests/unit/scratch.h"

static inline ar_day
ware_day(const char *text)
{
	ar_day day = AR_NO_DAY;

	if (text[0] != '\0')
		assert_int_equal(ar_day_parse(&day, ar_slice_of(text)),
		    AR_DAY_OK);
	return day;
}

/* An empty text is an empty cell. */
static inline struct ar_decimal
ware_number(const char *text)
{
	struct ar_decimal number = {0};

	if (text[0] != '\0')
		assert_int_equal(ar_decimal_parse(&number,
		    ar_slice_of(text)), AR_MONEY_OK);
	return number;
}

static inline ar_rate
ware_rate(const char *text)
{
	ar_rate rate;

	assert_int_equal(ar_rate_parse(&rate, ar_slice_of(text)), AR_OK);
	return rate;
}

/* So many at this price; S where there is a rate. */
static inline struct ar_goods
ware(const char *quantity, const char *price, const char *rate)
{
	struct ar_goods g = ar_goods_none;

	g.shipment_id = AR_S("S1");
	g.line = AR_S("1");
	g.customer_id = AR_S("c");
	g.ship_date = ware_day("2026-06-26");
	g.quantity = ware_number(quantity);
	g.unit_price = ware_number(price);
	g.tax_rate = ware_rate(rate);
	g.tax_category = g.tax_rate > 0 ? AR_TAX_STANDARD : AR_TAX_NONE;
	return g;
}

/* Onto the invoice, at what it comes to. */
static inline struct ar_invoice_line *
ware_bill(struct ar_invoice *inv, const struct ar_goods *goods)
{
	int64_t net;

	assert_int_equal(ar_goods_net(&net, goods), AR_OK);
	return ar_invoice_add(inv, goods, net);
}

/* No lines yet; of 2026-06-30. */
static inline struct ar_invoice
ware_invoice(const char *id)
{
	return (struct ar_invoice){.number = 1, .id = ar_slice_of(id),
	    .credits_id = AR_S(""), .kind = AR_KIND_INVOICE,
	    .date = ware_day("2026-06-30")};
}

#endif
