/*
 * libar/goods.h
 * Purpose: a line of a shipment, and the row of the journal that bills it.
 *
 * Plain values.  Slices view bytes of whoever made the record; empty cells
 * are n == 0, AR_NO_DAY, not filled, word 0, rate 0.
 */
#ifndef AR_GOODS_H
#define AR_GOODS_H

#include "libar/date.h"
#include "libar/decimal.h"
#include "libar/doc.h"

/* line: its number within the shipment. */
struct ar_goods {
	struct ar_ccy ccy;
	struct ar_slice shipment_id, line, customer_id, customer_name,
	    order_id, po_number, item, description, unit, terms, collector;
	ar_day ship_date, receipt_date;
	struct ar_decimal quantity, unit_price, price_per;
	ar_rate discount_pct, tax_rate;
	uint8_t tax_category;           /* enum ar_tax */
};

/* What early-payment discounts are on; NONE is the empty cell, gross. */
enum ar_base { AR_BASE_NONE, AR_BASE_GROSS, AR_BASE_NET };

/* line of lines: within the invoice, whose totals each row repeats. */
struct ar_journal_row {
	int64_t number, line, lines, credits_line;
	struct ar_slice invoice_id, credits_invoice_id;
	ar_day invoice_date;
	struct ar_amount net, tax, amount, line_net;
	uint8_t kind, discount_base;    /* enum ar_kind, enum ar_base */
	struct ar_goods goods;
};

/* All cells empty. */
extern const struct ar_goods ar_goods_none;

/* The quantity that unit_price is for; an empty cell is 1. */
struct ar_decimal ar_goods_per(const struct ar_goods *);

/*
 * What the line comes to, in minor units of its currency.  AR_EDATA if it does not fit.
 */
AR_MUST int ar_goods_net(int64_t *net, const struct ar_goods *);

#endif
