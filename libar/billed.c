/*
 * libar/billed.c
 * Purpose: which lines of shipments were billed before, and as what.
 */
#include "libar/billed.h"

void
ar_billed_init(struct ar_billed *b)
{
	*b = (struct ar_billed){.customer = AR_S("")};
	ar_map_init(&b->map, sizeof(struct ar_billed_line));
}

void
ar_billed_release(struct ar_billed *b)
{
	ar_map_release(&b->map);
	ar_arena_free(&b->arena);
	ar_buf_free(&b->key);
}

void
ar_billed_key(struct ar_buf *key, const struct ar_goods *g)
{
	ar_key_add(key, g->shipment_id);
	ar_key_add(key, g->line);
}

static struct ar_slice
key_of(struct ar_billed *b, const struct ar_goods *g)
{
	b->key.n = 0;
	ar_billed_key(&b->key, g);
	return ar_buf_slice(&b->key);
}

int
ar_billed_add(struct ar_billed *b, const struct ar_invoice *inv)
{
	struct ar_slice id = ar_arena_copy(&b->arena, inv->id);
	bool fresh = true;

	for (size_t i = 0; i < inv->nlines && fresh; i++) {
		const struct ar_goods *g = &inv->line[i].goods;
		size_t at = ar_map_put(&b->map, key_of(b, g), &fresh);

		if (!ar_slice_eq(b->customer, g->customer_id))
			b->customer = ar_arena_copy(&b->arena,
			    g->customer_id);
		*(struct ar_billed_line *)ar_map_value(&b->map, at) =
		    (struct ar_billed_line){id, b->customer, g->quantity,
		    g->unit_price, g->discount_pct, inv->line[i].net,
		    g->ccy};
	}
	return fresh ? AR_OK : AR_EDATA;
}

const struct ar_billed_line *
ar_billed_find(struct ar_billed *b, const struct ar_goods *g)
{
	ptrdiff_t at = b->map.n == 0 ? -1 :
	    ar_map_find(&b->map, key_of(b, g));

	return at < 0 ? NULL : ar_map_value(&b->map, (size_t)at);
}

const char *
ar_billed_differs(const struct ar_billed_line *was, const struct ar_goods *g,
    int64_t net, struct ar_buf *value)
{
	char text[AR_MONEY_MAX];
	size_t n;

	if (!ar_slice_eq(was->customer_id, g->customer_id)) {
		ar_buf_add(value, was->customer_id);
		return "customer_id";
	}
	if (strcmp(was->ccy.code, g->ccy.code) != 0) {
		ar_buf_add(value, ar_slice_of(was->ccy.code));
		return "currency";
	}
	if (ar_decimal_compare(was->quantity, g->quantity) != 0) {
		n = ar_decimal_format(text, was->quantity);
		ar_buf_add(value, ar_slice(text, n));
		return "quantity";
	}
	if (ar_decimal_compare(was->unit_price, g->unit_price) != 0) {
		n = ar_decimal_format(text, was->unit_price);
		ar_buf_add(value, ar_slice(text, n));
		return "unit_price";
	}
	if (was->discount_pct != g->discount_pct) {
		n = ar_rate_format(text, was->discount_pct);
		ar_buf_add(value, ar_slice(text, n));
		return "discount_pct";
	}
	if (was->net == net)
		return NULL;
	n = ar_money_format(text, was->net, g->ccy.digits);
	ar_buf_add(value, ar_slice(text, n));
	return "line_net";
}
