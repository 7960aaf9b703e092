/*
 * libar/payments.c
 * Purpose: the payments file, matched to the documents of the stream.
 */
#include "libar/payments.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/paybook.h"
#include "libar/spread.h"

struct ar_payments {
	struct ar_paybook book;
	struct ar_diag *diag;
	bool skip_unknown;
	struct ar_paid *paid;           /* of the document asked about */
	size_t npaid, at;               /* at: next payment that may be cash */
};

int
ar_payments_load(struct ar_payments **payments, const char *path,
    bool skip_unknown, struct ar_diag *diag)
{
	struct ar_payments *p = ar_alloc(sizeof *p);

	p->diag = diag;
	p->skip_unknown = skip_unknown;
	if (ar_paybook_load(&p->book, path, diag) != AR_OK) {
		ar_payments_free(p);
		return AR_ESTOP;
	}
	*payments = p;
	return AR_OK;
}

void
ar_payments_free(struct ar_payments *p)
{
	if (p == NULL)
		return;
	ar_paybook_release(&p->book);
	free(p->paid);
	free(p);
}

const struct ar_header *
ar_payments_header(const struct ar_payments *p)
{
	return &p->book.header;
}

uint64_t
ar_payments_count(const struct ar_payments *p)
{
	return p->book.n;
}

static bool
same_customer(const struct ar_payments *p, const struct ar_target *t,
    const struct ar_doc *doc)
{
	return ar_slice_eq(ar_target_first(&p->book, t)->p.customer_id,
	    doc->customer_id);
}

static bool
same_currency(const struct ar_target *t, const struct ar_doc *doc)
{
	return t->ccy.code[0] == '\0' ||
	    strcmp(t->ccy.code, doc->ccy.code) == 0;
}

/* Whether the document's row is one more of those that were met. */
static bool
is_next_part(const struct ar_target *t, const struct ar_doc *doc)
{
	for (size_t i = 0; i < t->nparts; i++)
		if (t->part[i].instalment == 0 || doc->instalment == 0 ||
		    t->part[i].instalment == doc->instalment)
			return false;
	return true;
}

static void
read_amounts(struct ar_payments *p, struct ar_target *t,
    const struct ar_ccy *ccy)
{
	for (struct ar_booked *b = ar_target_first(&p->book, t); b != NULL;
	    b = ar_booked_next(&p->book, b))
		if (ar_booked_read(b, ccy, p->diag) != AR_OK)
			t->refused = true;
	t->ccy = *ccy;
}

static void
take_part(struct ar_payments *p, struct ar_target *t,
    const struct ar_doc *doc, struct ar_where at)
{
	if (!is_next_part(t, doc)) {
		t->clash = at;
		t->mixed = (t->part[0].instalment == 0) !=
		    (doc->instalment == 0);
		return;
	}
	if (t->nparts == 0) {
		read_amounts(p, t, &doc->ccy);
		t->counts_from = doc->invoice_date;
		t->never_counts = ar_doc_is_void(doc);
	}
	t->part = ar_grow(t->part, t->nparts + 1, sizeof *t->part);
	t->part[t->nparts++] = (struct ar_part){
		doc->instalment, doc->amount.minor, at
	};
}

void
ar_payments_meet(struct ar_payments *p, const struct ar_doc *doc,
    struct ar_where at, bool *waits)
{
	ptrdiff_t i = ar_paybook_first(&p->book, doc->invoice_id);

	*waits = false;
	while (i != AR_NONE) {
		struct ar_target *t = ar_paybook_target(&p->book, i);

		if (!same_customer(p, t, doc))
			t->other_customer = true;
		else if (!same_currency(t, doc))
			t->other_currency = true;
		else {
			take_part(p, t, doc, at);
			*waits = *waits || (doc->instalment != 0 &&
			    t->has_whole);
		}
		i = t->sibling;
	}
}

void
ar_payments_meet_refused(struct ar_payments *p, struct ar_slice invoice_id)
{
	ptrdiff_t i = ar_paybook_first(&p->book, invoice_id);

	while (i != AR_NONE) {
		struct ar_target *t = ar_paybook_target(&p->book, i);

		t->refused = true;
		i = t->sibling;
	}
}

static void
refuse(struct ar_payments *p, const struct ar_booked *b, enum ar_msg msg,
    const char *column, struct ar_slice value, struct ar_where other)
{
	struct ar_quoted quoted, invoice;
	const char *file = other.file == 0 ? "" :
	    ar_diag_file_name(p->diag, other.file);
	char line[24];

	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)other.line);
	ar_diag_refuse(p->diag, &(struct ar_say){msg, b->row.at,
	    ar_slice_of(column), {ar_quote(&quoted, value),
	    msg == AR_M_AMBIGUOUS_INVOICE ? file :
	    ar_quote(&invoice, b->p.invoice_id), line}});
}

static void
refuse_unmatched(struct ar_payments *p, const struct ar_target *t,
    const struct ar_booked *b)
{
	static const struct ar_where nowhere;

	if (t->other_customer)
		refuse(p, b, AR_M_OTHER_CUSTOMER, "customer_id",
		    b->p.customer_id, nowhere);
	else if (t->other_currency)
		refuse(p, b, AR_M_OTHER_CURRENCY, "currency",
		    ar_slice_of(b->p.ccy.code), nowhere);
	else if (!p->skip_unknown)
		refuse(p, b, AR_M_UNKNOWN_INVOICE, "invoice_id",
		    b->p.invoice_id, nowhere);
}

static bool
has_part(const struct ar_target *t, uint16_t instalment)
{
	for (size_t i = 0; i < t->nparts; i++)
		if (t->part[i].instalment == instalment)
			return true;
	return false;
}

/* A payment of one instalment whose document has no such row. */
static void
check_instalments(struct ar_payments *p, const struct ar_target *t)
{
	for (const struct ar_booked *b = ar_target_first(&p->book, t); b != NULL;
	    b = ar_booked_next(&p->book, b)) {
		char text[8];
		int n = snprintf(text, sizeof text, "%u", b->p.instalment);

		if (b->p.instalment != 0 && !has_part(t, b->p.instalment))
			refuse(p, b, AR_M_OTHER_INSTALMENT, "instalment",
			    ar_slice(text, (size_t)n), (struct ar_where){0});
	}
}

static void
settle_target(struct ar_payments *p, struct ar_target *t)
{
	const struct ar_booked *b = ar_target_first(&p->book, t);

	if (t->clash.line != 0)
		refuse(p, b, t->mixed ? AR_M_MIXED_INSTALMENTS :
		    AR_M_AMBIGUOUS_INVOICE, "invoice_id", b->p.invoice_id,
		    t->clash);
	else if (t->nparts == 0 && !t->refused)
		for (; b != NULL; b = ar_booked_next(&p->book, b))
			refuse_unmatched(p, t, b);
	else if (t->nparts > 0 && !t->refused) {
		check_instalments(p, t);
		if (t->has_whole && t->part[0].instalment != 0)
			ar_spread(&p->book, t);
	}
}

/* Amounts that no document gave a currency. */
static void
read_rest(struct ar_payments *p, bool currencies)
{
	static const struct ar_ccy unnamed = {"", 2};

	for (size_t i = 0; i < p->book.n; i++) {
		struct ar_booked *b = &p->book.booked[i];

		if (b->read)
			continue;
		if (b->target == AR_NONE && currencies)
			refuse(p, b, AR_M_NEEDS_CURRENCY, "currency",
			    AR_S(""), (struct ar_where){0});
		else
			(void)!ar_booked_read(b, &unnamed, p->diag);
	}
}

int
ar_payments_settle(struct ar_payments *p, bool currencies)
{
	uint64_t refused = ar_diag_refused(p->diag);

	for (size_t i = 0; i < p->book.targets.n; i++)
		settle_target(p, ar_paybook_target(&p->book, (ptrdiff_t)i));
	read_rest(p, currencies);
	return ar_diag_refused(p->diag) == refused ? AR_OK : AR_ESTOP;
}

static void
add_paid(struct ar_payments *p, struct ar_paid paid)
{
	p->paid = ar_grow(p->paid, p->npaid + 1, sizeof *p->paid);
	p->paid[p->npaid++] = paid;
}

static void
add_paid_of(struct ar_payments *p, const struct ar_target *t,
    const struct ar_doc *doc)
{
	for (const struct ar_booked *b = ar_target_first(&p->book, t); b != NULL;
	    b = ar_booked_next(&p->book, b))
		if (b->p.instalment == doc->instalment)
			add_paid(p, (struct ar_paid){
			    b->p.payment_date, b->minor});
	for (size_t i = 0; i < t->nspread; i++)
		if (t->spread[i].instalment == doc->instalment)
			add_paid(p, t->spread[i].paid);
}

struct ar_paid_list
ar_payments_on(struct ar_payments *p, const struct ar_doc *doc)
{
	ptrdiff_t i = ar_paybook_first(&p->book, doc->invoice_id);

	p->npaid = 0;
	while (i != AR_NONE) {
		const struct ar_target *t = ar_paybook_target(&p->book, i);

		if (same_customer(p, t, doc) && same_currency(t, doc))
			add_paid_of(p, t, doc);
		i = t->sibling;
	}
	return (struct ar_paid_list){p->paid, p->npaid};
}

static const struct ar_target *
target_of(const struct ar_payments *p, const struct ar_booked *b)
{
	return b->target == AR_NONE ? NULL :
	    ar_paybook_target(&p->book, b->target);
}

static bool
is_cash(const struct ar_payments *p, const struct ar_booked *b)
{
	const struct ar_target *t = target_of(p, b);

	if (t == NULL)
		return true;
	return t->nparts > 0 && !t->refused &&
	    (t->never_counts || t->counts_from > b->p.payment_date);
}

int
ar_payments_cash(struct ar_payments *p, struct ar_cash *cash)
{
	while (p->at < p->book.n) {
		const struct ar_booked *b = &p->book.booked[p->at++];
		const struct ar_target *t = target_of(p, b);

		if (!is_cash(p, b))
			continue;
		cash->row = &b->row;
		cash->doc = (struct ar_doc){
			.ccy = b->p.ccy, .amount = {-b->minor, true},
			.invoice_id = b->p.payment_id,
			.customer_id = b->p.customer_id,
			.customer_name = AR_S(""), .terms = AR_S(""),
			.invoice_date = b->p.payment_date,
			.due_date = b->p.payment_date,
			.paid_date = t == NULL || t->never_counts ?
			    AR_NO_DAY : t->counts_from,
			.kind = AR_KIND_PAYMENT,
		};
		return AR_ITEM;
	}
	return AR_OK;
}

void
ar_payments_tie(struct ar_payments *p, struct ar_tie *tie, ar_day day)
{
	for (size_t i = 0; i < p->book.n; i++) {
		const struct ar_booked *b = &p->book.booked[i];
		const struct ar_target *t = target_of(p, b);
		struct ar_open open = {0, AR_SETTLED};
		int64_t amount = -b->minor;

		if (is_cash(p, b))
			continue;
		if (t->refused) {
			ar_tie_refuse(tie, &b->p.ccy, &amount);
			continue;
		}
		if (t->nparts == 0 || b->p.payment_date > day)
			open.why = AR_FUTURE;
		ar_tie_add(tie, &b->p.ccy, amount, &open);
	}
}
