/*
 * libar/gather.c
 * Purpose: lines of shipments that go onto one invoice, brought together.
 */
#include "libar/gather.h"

void
ar_gather_init(struct ar_gather *g, enum ar_by by, bool one)
{
	*g = (struct ar_gather){.by = by, .one = one};
	ar_map_init(&g->map, sizeof(struct ar_gather_group));
	ar_map_init(&g->broken, 0);
}

void
ar_gather_release(struct ar_gather *g)
{
	ar_map_release(&g->map);
	ar_map_release(&g->broken);
	ar_buf_free(&g->key);
	ar_buf_free(&g->open_key);
}

struct ar_slice
ar_gather_subject(const struct ar_gather *g, const struct ar_goods *goods)
{
	if (g->by == AR_BY_ORDER)
		return goods->order_id;
	return g->by == AR_BY_CUSTOMER ? goods->customer_id :
	    goods->shipment_id;
}

const char *
ar_gather_column(const struct ar_gather *g)
{
	if (g->by == AR_BY_ORDER)
		return "order_id";
	return g->by == AR_BY_CUSTOMER ? "customer_id" : "shipment_id";
}

void
ar_gather_break(struct ar_gather *g, struct ar_slice subject)
{
	(void)ar_map_put(&g->broken, subject, NULL);
}

bool
ar_gather_is_broken(const struct ar_gather *g, const struct ar_goods *goods)
{
	return g->broken.n > 0 &&
	    ar_map_find(&g->broken, ar_gather_subject(g, goods)) >= 0;
}

bool
ar_gather_turn(struct ar_gather *g, struct ar_slice subject,
    struct ar_gather_group *closed)
{
	if (!g->one || ar_slice_eq(ar_buf_slice(&g->open_key), subject))
		return false;
	*closed = g->open;
	g->open = (struct ar_gather_group){0};
	g->open_key.n = 0;
	ar_buf_add(&g->open_key, subject);
	return closed->first != NULL;
}

/* An invoice per customer is one per currency and terms as well. */
static struct ar_gather_group *
group_of(struct ar_gather *g, const struct ar_ship_line *line)
{
	const struct ar_goods *goods = &line->goods;
	char receipt[AR_DAY_TEXT];

	if (g->one)
		return &g->open;
	g->key.n = 0;
	ar_key_add(&g->key, ar_gather_subject(g, goods));
	if (g->by == AR_BY_CUSTOMER) {
		ar_key_add(&g->key, ar_slice_of(goods->ccy.code));
		ar_key_add(&g->key, line->terms == NULL ? AR_S("") :
		    line->terms->text);
	}
	if (g->by == AR_BY_CUSTOMER && line->terms != NULL &&
	    line->terms->rog) {
		ar_day_format(receipt, goods->receipt_date);
		ar_key_add(&g->key, ar_slice(receipt, sizeof receipt));
	}
	return ar_map_value(&g->map,
	    ar_map_put(&g->map, ar_buf_slice(&g->key), NULL));
}

const struct ar_gathered *
ar_gather_first(struct ar_gather *g, const struct ar_ship_line *line)
{
	return group_of(g, line)->first;
}

void
ar_gather_add(struct ar_gather *g, struct ar_arena *arena,
    const struct ar_row *row, const struct ar_ship_line *line)
{
	struct ar_gather_group *group = group_of(g, line);
	struct ar_gathered *one = ar_arena_alloc(arena, sizeof *one);

	one->row = *row;
	one->line = *line;
	if (group->first == NULL)
		group->first = one;
	else
		group->last->next = one;
	group->last = one;
}

size_t
ar_gather_count(const struct ar_gather *g)
{
	return g->one ? 1 : g->map.n;
}

struct ar_gather_group
ar_gather_group(const struct ar_gather *g, size_t number)
{
	const struct ar_gather_group *group = g->one ? &g->open :
	    ar_map_value(&g->map, number);

	return *group;
}
