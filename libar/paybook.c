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

struct ar_booked *
ar_paybook_at(const struct ar_paybook *book, ptrdiff_t i)
{
	return i == AR_NONE ? NULL : &book->booked[i];
}

struct ar_claim *
ar_paybook_claim(const struct ar_paybook *book, struct ar_slice invoice_id)
{
	ptrdiff_t i = ar_map_find(&book->claims, invoice_id);

	return i < 0 ? NULL : ar_map_value(&book->claims, (size_t)i);
}

struct ar_target *
ar_paybook_find(const struct ar_paybook *book, const struct ar_claim *claim,
    const struct ar_doc *doc)
{
	ptrdiff_t i = claim->target;

	while (i != AR_NONE) {
		struct ar_target *t = &book->target[i];

		if (ar_slice_eq(t->customer_id, doc->customer_id) &&
		    strcmp(t->ccy.code, doc->ccy.code) == 0)
			return t;
		i = t->sibling;
	}
	return NULL;
}

struct ar_target *
ar_paybook_target(struct ar_paybook *book, struct ar_claim *claim,
    const struct ar_doc *doc)
{
	struct ar_target *t = ar_paybook_find(book, claim, doc);

	if (t != NULL)
		return t;
	book->target = ar_grow(book->target, book->ntargets + 1,
	    sizeof *book->target);
	t = &book->target[book->ntargets];
	*t = (struct ar_target){.first = claim->first,
	    .sibling = claim->target, .ccy = doc->ccy,
	    .customer_id = ar_arena_copy(&book->arena, doc->customer_id),
	    .refused = claim->refused};
	claim->target = (ptrdiff_t)book->ntargets++;
	return t;
}

static struct ar_booked *
fitting(const struct ar_paybook *book, const struct ar_target *t, ptrdiff_t i)
{
	struct ar_booked *b = ar_paybook_at(book, i);

	while (b != NULL && b->target != t - book->target)
		b = ar_paybook_at(book, b->next);
	return b;
}

struct ar_booked *
ar_target_first(const struct ar_paybook *book, const struct ar_target *t)
{
	return fitting(book, t, t->first);
}

struct ar_booked *
ar_target_next(const struct ar_paybook *book, const struct ar_target *t,
    const struct ar_booked *b)
{
	return fitting(book, t, b->next);
}

struct ar_part *
ar_target_part(const struct ar_target *t, uint16_t instalment)
{
	for (size_t i = 0; i < t->nparts; i++)
		if (t->part[i].instalment == instalment)
			return &t->part[i];
	return NULL;
}

void
ar_booked_price(struct ar_booked *b, const struct ar_ccy *ccy)
{
	b->p.ccy = *ccy;
	b->minor = 0;
	b->err = ar_money_parse(&b->minor, b->p.amount, ccy->digits);
	b->priced = true;
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
ar_booked_check(const struct ar_booked *b, struct ar_diag *diag)
{
	if (b->err != AR_MONEY_OK) {
		ar_amount_refuse(diag, &(struct ar_say){.at = b->row.at,
		    .column = AR_S("amount")}, b->p.amount, &b->p.ccy,
		    b->err);
		return AR_EDATA;
	}
	if (b->p.kind == AR_PAYMENT_REFUND && b->minor > 0)
		return refuse(diag, b, AR_M_SIGN, "amount", b->p.amount,
		    "refund");
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
	char number[24];
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

/* Put payment number n, which is about to be added, into its claim. */
static void
link_to_claim(struct ar_paybook *book, struct ar_booked *b, ptrdiff_t n)
{
	bool fresh;
	size_t i = ar_map_put(&book->claims, b->p.invoice_id, &fresh);
	struct ar_claim *claim = ar_map_value(&book->claims, i);

	if (fresh)
		*claim = (struct ar_claim){.first = n, .target = AR_NONE};
	else
		book->booked[claim->last].next = n;
	claim->last = n;
	claim->has_whole = claim->has_whole || b->p.instalment == 0;
	b->claim = (ptrdiff_t)i;
}

/* The cells again, as views of the copy. */
static struct ar_slice
moved(const struct ar_row *from, const struct ar_row *to, struct ar_slice s)
{
	const char *begin = from->base + from->cut[0];

	return s.n == 0 ? AR_S("") :
	    ar_slice(to->base + to->cut[0] + (s.p - begin), s.n);
}

static struct ar_booked
copy(struct loading *l, const struct ar_side_record *item)
{
	const struct ar_row *from = item->row;
	struct ar_booked b = {.p = *(const struct ar_payment *)item->record,
	    .row = ar_row_copy(&l->book->arena, from),
	    .claim = AR_NONE, .next = AR_NONE, .target = AR_NONE};

	b.any_ccy = b.p.ccy.code[0] == '\0';
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
	if (!b.any_ccy)
		ar_booked_price(&b, &b.p.ccy);
	if (ar_booked_check(&b, l->diag) != AR_OK)
		return AR_EDATA;
	if (b.p.invoice_id.n > 0)
		link_to_claim(book, &b, (ptrdiff_t)book->n);
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
	ar_map_init(&book->claims, sizeof(struct ar_claim));
	ar_map_init(&l.seen, sizeof(uint64_t));
	result = ar_side_read(path, &side, &book->header, &book->arena, diag);
	ar_map_release(&l.seen);
	ar_buf_free(&l.key);
	return result;
}

void
ar_paybook_release(struct ar_paybook *book)
{
	for (size_t i = 0; i < book->ntargets; i++) {
		free(book->target[i].part);
		free(book->target[i].share);
	}
	free(book->target);
	free(book->booked);
	ar_map_release(&book->claims);
	ar_arena_free(&book->arena);
}
