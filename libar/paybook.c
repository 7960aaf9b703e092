/*
 * libar/paybook.c
 * Purpose: the payments file in memory; what libar/payments.h works on.
 */
#include "libar/paybook.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/side.h"

/* A book while its file is being read. */
struct loading {
	struct ar_paybook *book;
	struct ar_map seen;     /* payment, invoice, instalment -> line */
	struct ar_buf key;
	struct ar_diag *diag;
};

struct ar_target *
ar_paybook_target(const struct ar_paybook *book, ptrdiff_t number)
{
	return ar_map_value(&book->targets, (size_t)number);
}

struct ar_booked *
ar_target_first(const struct ar_paybook *book, const struct ar_target *t)
{
	return &book->booked[t->first];
}

struct ar_booked *
ar_booked_next(const struct ar_paybook *book, const struct ar_booked *b)
{
	return b->next == AR_NONE ? NULL : &book->booked[b->next];
}

ptrdiff_t
ar_paybook_first(const struct ar_paybook *book, struct ar_slice invoice_id)
{
	ptrdiff_t i = ar_map_find(&book->invoices, invoice_id);

	return i < 0 ? AR_NONE :
	    *(ptrdiff_t *)ar_map_value(&book->invoices, (size_t)i);
}

static int
refuse(struct ar_diag *diag, const struct ar_booked *b, enum ar_msg msg,
    const char *column, struct ar_slice value, const char *second)
{
	struct ar_quoted q;

	ar_diag_refuse(diag, &(struct ar_say){msg, b->row.at,
	    ar_slice_of(column), {ar_quote(&q, value), second}});
	return AR_EDATA;
}

int
ar_booked_read(struct ar_booked *b, const struct ar_ccy *ccy,
    struct ar_diag *diag)
{
	enum ar_money_err err;

	if (b->read)
		return AR_OK;
	err = ar_money_parse(&b->minor, b->p.amount, ccy->digits);
	if (err == AR_MONEY_RANGE)
		return refuse(diag, b, AR_M_OUT_OF_RANGE, "amount",
		    b->p.amount, "");
	if (err != AR_MONEY_OK) {
		struct ar_quoted q;

		ar_diag_refuse(diag, &(struct ar_say){AR_M_DECIMALS,
		    b->row.at, AR_S("amount"),
		    {ar_quote(&q, b->p.amount), "decimals", ccy->code}});
		return AR_EDATA;
	}
	if (b->p.kind == AR_PAYMENT_REFUND && b->minor > 0)
		return refuse(diag, b, AR_M_SIGN, "amount", b->p.amount,
		    "refund");
	b->p.ccy = *ccy;
	b->read = true;
	return AR_OK;
}

static struct ar_slice
key_of(struct ar_buf *key, struct ar_slice a, struct ar_slice b,
    struct ar_slice c)
{
	key->n = 0;
	ar_key_add(key, a);
	ar_key_add(key, b);
	ar_key_add(key, c);
	return ar_buf_slice(key);
}

static int
check_duplicate(struct loading *l, const struct ar_booked *b)
{
	char number[16];
	int n = snprintf(number, sizeof number, "%u", b->p.instalment);
	bool fresh;
	uint64_t *line = ar_map_value(&l->seen, ar_map_put(&l->seen,
	    key_of(&l->key, b->p.payment_id, b->p.invoice_id,
	    ar_slice(number, (size_t)n)), &fresh));

	if (fresh) {
		*line = b->row.at.line;
		return AR_OK;
	}
	(void)snprintf(number, sizeof number, "%llu",
	    (unsigned long long)*line);
	return refuse(l->diag, b, AR_M_DUPLICATE_PAYMENT, "payment_id",
	    b->p.payment_id, number);
}

/* The target of the payment, made if it is the first for it. */
static ptrdiff_t
target_of(struct loading *l, const struct ar_payment *p)
{
	struct ar_paybook *book = l->book;
	bool fresh;
	size_t t = ar_map_put(&book->targets, key_of(&l->key, p->invoice_id,
	    p->customer_id, ar_slice_of(p->ccy.code)), &fresh);
	struct ar_target *target = ar_map_value(&book->targets, t);
	ptrdiff_t *first;

	if (!fresh)
		return (ptrdiff_t)t;
	first = ar_map_value(&book->invoices,
	    ar_map_put(&book->invoices, p->invoice_id, &fresh));
	*target = (struct ar_target){.first = AR_NONE, .last = AR_NONE,
	    .ccy = p->ccy, .sibling = fresh ? AR_NONE : *first};
	*first = (ptrdiff_t)t;
	return (ptrdiff_t)t;
}

static void
link_to_target(struct loading *l, struct ar_booked *b)
{
	struct ar_paybook *book = l->book;
	struct ar_target *t;

	b->target = target_of(l, &b->p);
	t = ar_paybook_target(book, b->target);
	if (t->last == AR_NONE)
		t->first = (ptrdiff_t)book->n;
	else
		book->booked[t->last].next = (ptrdiff_t)book->n;
	t->last = (ptrdiff_t)book->n;
	t->has_whole = t->has_whole || b->p.instalment == 0;
}

/* The cells again, as views of the copy. */
static struct ar_slice
moved(const struct ar_row *from, const struct ar_row *to, struct ar_slice s)
{
	return s.n == 0 ? AR_S("") :
	    ar_slice(to->base + (s.p - from->base), s.n);
}

static struct ar_booked
copy(struct loading *l, const struct ar_side_record *item)
{
	const struct ar_row *from = item->row;
	struct ar_booked b = {.p = *(const struct ar_payment *)item->record,
	    .row = ar_row_copy(&l->book->arena, from),
	    .target = AR_NONE, .next = AR_NONE};

	b.p.amount = moved(from, &b.row, b.p.amount);
	b.p.payment_id = moved(from, &b.row, b.p.payment_id);
	b.p.invoice_id = moved(from, &b.row, b.p.invoice_id);
	b.p.customer_id = moved(from, &b.row, b.p.customer_id);
	return b;
}

static int
keep(void *to, const struct ar_side_record *item)
{
	struct loading *l = to;
	struct ar_paybook *book = l->book;
	struct ar_booked b = copy(l, item);

	if (check_duplicate(l, &b) != AR_OK)
		return AR_EDATA;
	if (b.p.ccy.code[0] != '\0' &&
	    ar_booked_read(&b, &b.p.ccy, l->diag) != AR_OK)
		return AR_EDATA;
	if (b.p.invoice_id.n > 0)
		link_to_target(l, &b);
	book->booked = ar_grow(book->booked, book->n + 1,
	    sizeof *book->booked);
	book->booked[book->n++] = b;
	return AR_OK;
}

int
ar_paybook_load(struct ar_paybook *book, const char *path,
    struct ar_diag *diag)
{
	struct loading l = {.book = book, .diag = diag};
	const struct ar_side side = {&ar_payments_stream,
	    sizeof(struct ar_payment), keep, &l};
	int result;

	*book = (struct ar_paybook){0};
	ar_map_init(&book->invoices, sizeof(ptrdiff_t));
	ar_map_init(&book->targets, sizeof(struct ar_target));
	ar_map_init(&l.seen, sizeof(uint64_t));
	result = ar_side_read(path, &side, &book->header, &book->arena, diag);
	ar_map_release(&l.seen);
	ar_buf_free(&l.key);
	return result;
}

void
ar_paybook_release(struct ar_paybook *book)
{
	for (size_t i = 0; i < book->targets.n; i++) {
		struct ar_target *t = ar_map_value(&book->targets, i);

		free(t->part);
		free(t->spread);
	}
	free(book->booked);
	ar_map_release(&book->invoices);
	ar_map_release(&book->targets);
	ar_arena_free(&book->arena);
}
