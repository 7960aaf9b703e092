/*
 * libar/invoice.c
 * Purpose: an invoice or credit note as values: its lines and what they make.
 */
#include "libar/invoice.h"

#include <stdlib.h>

struct ar_invoice_line *
ar_invoice_add(struct ar_invoice *inv, const struct ar_goods *goods,
    int64_t net)
{
	inv->line = ar_grow(inv->line, inv->nlines + 1, sizeof *inv->line);
	inv->line[inv->nlines] = (struct ar_invoice_line){*goods, net, 0, 0};
	return &inv->line[inv->nlines++];
}

int
ar_invoice_total(struct ar_invoice *inv)
{
	ar_bill_clear(&inv->bill);
	for (size_t i = 0; i < inv->nlines; i++) {
		struct ar_invoice_line *l = &inv->line[i];

		if (ar_bill_add(&inv->bill, l->goods.tax_category,
		    l->goods.tax_rate, l->net, &l->group) != AR_OK)
			return AR_EDATA;
	}
	return ar_bill_total(&inv->bill);
}

static struct ar_slice
cell_of(const struct ar_invoice *inv, size_t line, size_t offset)
{
	struct ar_slice cell;

	memcpy(&cell, (const char *)&inv->line[line].goods + offset,
	    sizeof cell);
	return cell;
}

struct ar_slice
ar_invoice_common(const struct ar_invoice *inv, size_t offset)
{
	struct ar_slice first = cell_of(inv, 0, offset);

	for (size_t i = 1; i < inv->nlines; i++)
		if (!ar_slice_eq(first, cell_of(inv, i, offset)))
			return AR_S("");
	return first;
}

ar_day
ar_invoice_shipped_first(const struct ar_invoice *inv)
{
	ar_day day = inv->line[0].goods.ship_date;

	for (size_t i = 1; i < inv->nlines; i++)
		if (inv->line[i].goods.ship_date < day)
			day = inv->line[i].goods.ship_date;
	return day;
}

ar_day
ar_invoice_shipped_last(const struct ar_invoice *inv)
{
	ar_day day = inv->line[0].goods.ship_date;

	for (size_t i = 1; i < inv->nlines; i++)
		if (inv->line[i].goods.ship_date > day)
			day = inv->line[i].goods.ship_date;
	return day;
}

#define AT(column) offsetof(struct ar_goods, column)

static void
copy_goods(struct ar_goods *g, struct ar_arena *arena)
{
	static const size_t at[] = {
		AT(shipment_id), AT(line), AT(customer_id),
		AT(customer_name), AT(order_id), AT(po_number), AT(item),
		AT(description), AT(unit), AT(terms), AT(collector),
	};

	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		struct ar_slice *cell = (void *)((char *)g + at[i]);

		*cell = ar_arena_copy(arena, *cell);
	}
}

void
ar_invoice_copy(struct ar_invoice *copy, struct ar_arena *arena,
    const struct ar_invoice *inv)
{
	*copy = *inv;
	copy->id = ar_arena_copy(arena, inv->id);
	copy->credits_id = ar_arena_copy(arena, inv->credits_id);
	copy->line = NULL;
	copy->nlines = 0;
	copy->bill = (struct ar_bill){0};
	for (size_t i = 0; i < inv->nlines; i++) {
		struct ar_invoice_line *l = ar_invoice_add(copy,
		    &inv->line[i].goods, inv->line[i].net);

		copy_goods(&l->goods, arena);
		l->credits_line = inv->line[i].credits_line;
	}
	if (ar_invoice_total(copy) != AR_OK)
		abort();
	for (size_t i = 0; i < inv->bill.ngroups; i++)
		copy->bill.group[i] = inv->bill.group[i];
	copy->bill.tax = inv->bill.tax;
	copy->bill.amount = inv->bill.amount;
}

void
ar_invoice_clear(struct ar_invoice *inv)
{
	struct ar_invoice_line *line = inv->line;
	struct ar_bill bill = inv->bill;

	ar_bill_clear(&bill);
	*inv = (struct ar_invoice){.line = line, .bill = bill,
	    .id = AR_S(""), .credits_id = AR_S("")};
}

void
ar_invoice_free(struct ar_invoice *inv)
{
	free(inv->line);
	ar_bill_free(&inv->bill);
}
