/*
 * libar/creditbook.c
 * Purpose: what of invoices was credited, and what is left to credit.
 */
#include "libar/creditbook.h"

void
ar_creditbook_init(struct ar_creditbook *b)
{
	*b = (struct ar_creditbook){0};
	ar_map_init(&b->map, sizeof(struct ar_creditable *));
}

void
ar_creditbook_release(struct ar_creditbook *b)
{
	for (size_t i = 0; i < b->map.n; i++) {
		struct ar_creditable **c = ar_map_value(&b->map, i);

		if (*c != NULL)
			ar_invoice_free(&(*c)->invoice);
	}
	ar_map_release(&b->map);
	ar_arena_free(&b->arena);
}

void
ar_creditbook_want(struct ar_creditbook *b, struct ar_slice id)
{
	(void)ar_map_put(&b->map, id, NULL);
}

struct ar_creditable *
ar_creditbook_find(const struct ar_creditbook *b, struct ar_slice id)
{
	ptrdiff_t at = ar_map_find(&b->map, id);

	return at < 0 ? NULL :
	    *(struct ar_creditable **)ar_map_value(&b->map, (size_t)at);
}

/* All of it is left. */
static struct ar_creditable *
keep(struct ar_creditbook *b, const struct ar_invoice *inv)
{
	struct ar_creditable *c = ar_arena_alloc(&b->arena, sizeof *c);
	size_t groups = inv->bill.ngroups;

	ar_invoice_copy(&c->invoice, &b->arena, inv);
	c->quantity = ar_arena_alloc(&b->arena,
	    inv->nlines * sizeof *c->quantity);
	c->net = ar_arena_alloc(&b->arena, inv->nlines * sizeof *c->net);
	c->tax = ar_arena_alloc(&b->arena, groups * sizeof *c->tax);
	for (size_t i = 0; i < inv->nlines; i++) {
		c->quantity[i] = inv->line[i].goods.quantity;
		c->net[i] = inv->line[i].net;
	}
	for (size_t i = 0; i < groups; i++)
		c->tax[i] = inv->bill.group[i].tax;
	return c;
}

/* Above 0, at or below, as the one it is compared with is turned. */
static int
size_cmp(struct ar_decimal part, struct ar_decimal whole)
{
	int cmp = ar_decimal_compare(part, whole);

	return whole.units < 0 ? -cmp : cmp;
}

/* What a note credits has the sign that turns that of the invoice. */
static int
reduce(struct ar_creditable *c, size_t line, struct ar_decimal credited,
    int64_t net)
{
	struct ar_decimal part = ar_decimal_negate(credited), left;

	if (size_cmp(part, c->quantity[line]) > 0 ||
	    (part.units < 0) != (c->quantity[line].units < 0) ||
	    ar_decimal_subtract(&left, c->quantity[line], part) != AR_OK)
		return AR_EDATA;
	c->quantity[line] = left;
	c->net[line] += net;
	return AR_OK;
}

static ar_sum
base_left(const struct ar_creditable *c, size_t group)
{
	ar_sum base = 0;

	for (size_t i = 0; i < c->invoice.nlines; i++)
		if (c->invoice.line[i].group == group)
			base += c->net[i];
	return base;
}

/* What is left of a group's tax never gets another sign than its base. */
static void
set_tax(struct ar_creditable *c, struct ar_bill_group *credited, size_t group)
{
	ar_sum base = base_left(c, group);
	int64_t after = c->tax[group] + credited->tax;

	if ((base >= 0 && after < 0) || (base <= 0 && after > 0))
		credited->tax = -c->tax[group];
	c->tax[group] += credited->tax;
}

int
ar_creditable_total(struct ar_creditable *c, struct ar_invoice *note)
{
	struct ar_bill *bill = &note->bill;
	ar_sum tax = 0;

	if (ar_invoice_total(note) != AR_OK)
		return AR_EDATA;
	for (size_t i = 0; i < bill->ngroups; i++) {
		size_t first = 0;

		while (note->line[first].group != i)
			first++;
		set_tax(c, &bill->group[i], c->invoice.line[
		    note->line[first].credits_line - 1].group);
		tax += bill->group[i].tax;
	}
	bill->tax = (int64_t)tax;
	bill->amount = bill->net + bill->tax;
	return AR_OK;
}

static int
take_note(struct ar_creditable *c, struct ar_invoice *note)
{
	for (size_t i = 0; i < note->nlines; i++) {
		const struct ar_invoice_line *l = &note->line[i];

		if (l->credits_line < 1 ||
		    (size_t)l->credits_line > c->invoice.nlines ||
		    reduce(c, (size_t)l->credits_line - 1,
		    l->goods.quantity, l->net) != AR_OK)
			return AR_EDATA;
	}
	return ar_creditable_total(c, note);
}

int
ar_creditbook_see(struct ar_creditbook *b, struct ar_invoice *inv)
{
	bool is_note = inv->kind == AR_KIND_CREDIT_NOTE;
	ptrdiff_t at = ar_map_find(&b->map,
	    is_note ? inv->credits_id : inv->id);
	struct ar_creditable **c;

	if (at < 0)
		return AR_OK;
	c = ar_map_value(&b->map, (size_t)at);
	if (is_note)
		return *c == NULL ? AR_EDATA : take_note(*c, inv);
	if (*c != NULL)
		return AR_EDATA;
	*c = keep(b, inv);
	return AR_OK;
}

/* The line's share of its net, which a part of its quantity takes. */
static int
net_of(int64_t *net, const struct ar_creditable *c, size_t line,
    struct ar_decimal part)
{
	const struct ar_invoice_line *l = &c->invoice.line[line];
	int64_t left = c->net[line];

	*net = left;
	if (ar_decimal_compare(part, c->quantity[line]) == 0)
		return AR_OK;
	if (ar_decimal_share(net, l->net, part, l->goods.quantity) != AR_OK)
		return AR_EDATA;
	if (left >= 0 ? *net > left : *net < left)
		*net = left;
	return AR_OK;
}

int
ar_creditable_add(struct ar_creditable *c, struct ar_invoice *note,
    size_t line, struct ar_decimal part)
{
	struct ar_goods goods = c->invoice.line[line].goods;
	struct ar_decimal left = c->quantity[line];
	int64_t net;

	if (!part.filled)
		part = left;
	else if (left.units < 0)
		part = ar_decimal_negate(part);
	if (left.units == 0 || size_cmp(part, left) > 0 ||
	    net_of(&net, c, line, part) != AR_OK)
		return AR_EDATA;
	goods.quantity = ar_decimal_negate(part);
	if (reduce(c, line, goods.quantity, -net) != AR_OK)
		return AR_EDATA;
	ar_invoice_add(note, &goods, -net)->credits_line = (int64_t)line + 1;
	return AR_OK;
}
