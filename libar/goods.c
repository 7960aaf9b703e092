/*
 * libar/goods.c
 * Purpose: a line of a shipment, and the row of the journal that bills it.
 */
#include "libar/goods.h"

#define NONE {"", 0}

const struct ar_goods ar_goods_none = {
	.ccy = AR_CCY_UNNAMED, .shipment_id = NONE, .line = NONE,
	.customer_id = NONE, .customer_name = NONE, .order_id = NONE,
	.po_number = NONE, .item = NONE, .description = NONE, .unit = NONE,
	.terms = NONE, .collector = NONE,
};

struct ar_decimal
ar_goods_per(const struct ar_goods *g)
{
	static const struct ar_decimal one = {1, 0, true};

	return g->price_per.filled ? g->price_per : one;
}

int
ar_goods_net(int64_t *net, const struct ar_goods *g)
{
	return ar_decimal_net(net, g->quantity, g->unit_price,
	    ar_goods_per(g), g->discount_pct, g->ccy.digits);
}
