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

/* Whether the document's row is one more of those that were met. */
static bool
is_next_part(const struct ar_target *t, const struct ar_doc *doc)
{
	return t->nparts == 0 || (doc->instalment != 0 &&
	    t->part[0].instalment != 0 &&
	    ar_target_part(t, doc->instalment) == NULL);
}

static void
take_part(struct ar_target *t, const struct ar_doc *doc, struct ar_where at)
{
	if (!is_next_part(t, doc)) {
		t->clash = at;
		t->mixed = (t->part[0].instalment == 0) !=
		    (doc->instalment == 0);
		return;
	}
	t->part = ar_grow(t->part, t->nparts + 1, sizeof *t->part);
	t->part[t->nparts++] = (struct ar_part){
		doc->instalment, doc->amount.minor,
		ar_doc_is_void(doc) ? AR_NO_DAY : doc->invoice_date, false
	};
}

static bool
may_be_for(const struct ar_booked *b, const struct ar_target *t)
{
	return ar_slice_eq(b->p.customer_id, t->customer_id) &&
	    (b->any_ccy || strcmp(b->p.ccy.code, t->ccy.code) == 0);
}

/* Give the target those payments of the claim that fit it. */
static void
take_payments(struct ar_payments *p, const struct ar_target *t,
    struct ar_where at)
{
	ptrdiff_t number = t - p->book.target;

	for (struct ar_booked *b = ar_paybook_at(&p->book, t->first);
	    b != NULL; b = ar_paybook_at(&p->book, b->next)) {
		if (!may_be_for(b, t))
			continue;
		if (b->target != AR_NONE && b->target != number)
			b->clash = at;
		b->target = number;
		if (b->any_ccy)
			ar_booked_price(b, &t->ccy);
	}
}

void
ar_payments_meet(struct ar_payments *p, const struct ar_doc *doc,
    struct ar_where at, bool *waits)
{
	struct ar_claim *claim = ar_paybook_claim(&p->book, doc->invoice_id);
	struct ar_target *t;

	*waits = false;
	if (claim == NULL)
		return;
	t = ar_paybook_target(&p->book, claim, doc);
	take_part(t, doc, at);
	if (t->nparts == 1)
		take_payments(p, t, at);
	*waits = doc->instalment != 0 && claim->has_whole;
}

void
ar_payments_meet_refused(struct ar_payments *p, const struct ar_doc *doc)
{
	struct ar_claim *claim = ar_paybook_claim(&p->book, doc->invoice_id);

	if (claim == NULL)
		return;
	claim->refused = true;
	claim->ccy = doc->ccy;
	for (ptrdiff_t i = claim->target; i != AR_NONE;
	    i = p->book.target[i].sibling)
		p->book.target[i].refused = true;
}

void
ar_payments_refuse(struct ar_payments *p, const struct ar_doc *doc)
{
	struct ar_claim *claim = ar_paybook_claim(&p->book, doc->invoice_id);
	struct ar_target *t = claim == NULL ? NULL :
	    ar_paybook_find(&p->book, claim, doc);
	struct ar_part *part = t == NULL ? NULL :
	    ar_target_part(t, doc->instalment);

	if (part != NULL)
		part->refused = t->refused = true;
}

static const struct ar_claim *
claim_of(const struct ar_payments *p, const struct ar_booked *b)
{
	return b->claim == AR_NONE ? NULL :
	    ar_map_value(&p->book.claims, (size_t)b->claim);
}

static const struct ar_target *
target_of(const struct ar_payments *p, const struct ar_booked *b)
{
	return b->target == AR_NONE ? NULL : &p->book.target[b->target];
}

/* Whether the payment goes the way of a refused document. */
static bool
is_refused(const struct ar_payments *p, const struct ar_booked *b)
{
	const struct ar_target *t = target_of(p, b);
	const struct ar_part *part;

	if (b->claim == AR_NONE)
		return false;
	if (t == NULL)
		return claim_of(p, b)->refused;
	part = ar_target_part(t, b->p.instalment);
	return part != NULL ? part->refused : t->refused;
}

static int
refuse(struct ar_payments *p, const struct ar_booked *b, enum ar_msg msg,
    const char *column, struct ar_slice value)
{
	struct ar_quoted quoted, invoice;

	ar_diag_refuse(p->diag, &(struct ar_say){msg, b->row.at,
	    ar_slice_of(column), {ar_quote(&quoted, value),
	    ar_quote(&invoice, b->p.invoice_id)}});
	return AR_EDATA;
}

static int
refuse_clash(struct ar_payments *p, const struct ar_booked *b,
    const struct ar_target *t)
{
	struct ar_where at = b->clash.line != 0 ? b->clash : t->clash;
	struct ar_quoted q;
	char line[24];

	if (b->clash.line == 0 && t->mixed)
		return refuse(p, b, AR_M_MIXED_INSTALMENTS, "invoice_id",
		    b->p.invoice_id);
	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)at.line);
	ar_diag_refuse(p->diag, &(struct ar_say){AR_M_AMBIGUOUS_INVOICE,
	    b->row.at, AR_S("invoice_id"), {ar_quote(&q, b->p.invoice_id),
	    ar_diag_file_name(p->diag, at.file), line}});
	return AR_EDATA;
}

/* No document fits; i is the first of the same invoice_id. */
static int
refuse_unmatched(struct ar_payments *p, const struct ar_booked *b,
    ptrdiff_t i)
{
	if (i == AR_NONE && p->skip_unknown)
		return AR_OK;
	if (i == AR_NONE)
		return refuse(p, b, AR_M_UNKNOWN_INVOICE, "invoice_id",
		    b->p.invoice_id);
	for (; i != AR_NONE; i = p->book.target[i].sibling)
		if (ar_slice_eq(p->book.target[i].customer_id,
		    b->p.customer_id))
			return refuse(p, b, AR_M_OTHER_CURRENCY, "currency",
			    ar_slice_of(b->p.ccy.code));
	return refuse(p, b, AR_M_OTHER_CUSTOMER, "customer_id",
	    b->p.customer_id);
}

static int
refuse_instalment(struct ar_payments *p, const struct ar_booked *b)
{
	char text[8];
	int n = snprintf(text, sizeof text, "%u", b->p.instalment);

	return refuse(p, b, AR_M_OTHER_INSTALMENT, "instalment",
	    ar_slice(text, (size_t)n));
}

/* The currency of a payment that no document gave one. */
static int
price(struct ar_payments *p, struct ar_booked *b, enum ar_currencies currencies)
{
	static const struct ar_ccy unnamed = AR_CCY_UNNAMED;

	if (b->priced && b->claim == AR_NONE &&
	    currencies == AR_CURRENCIES_NO_COLUMN)
		return refuse(p, b, AR_M_UNLISTED_CURRENCY, "currency",
		    ar_slice_of(b->p.ccy.code));
	if (b->priced)
		return AR_OK;
	if (b->claim == AR_NONE && currencies == AR_CURRENCIES_SOME)
		return refuse(p, b, AR_M_NEEDS_CURRENCY, "currency",
		    AR_S(""));
	ar_booked_price(b, is_refused(p, b) ? &claim_of(p, b)->ccy :
	    &unnamed);
	return AR_OK;
}

/* Whether the payment fits one document, or none where that is right. */
static int
check(struct ar_payments *p, struct ar_booked *b, enum ar_currencies currencies)
{
	const struct ar_claim *claim = claim_of(p, b);
	const struct ar_target *t = target_of(p, b);

	if (price(p, b, currencies) != AR_OK ||
	    ar_booked_check(b, p->diag) != AR_OK)
		return AR_EDATA;
	if (claim == NULL || is_refused(p, b))
		return AR_OK;
	if (t == NULL)
		return refuse_unmatched(p, b, claim->target);
	if (b->clash.line != 0 || t->clash.line != 0)
		return refuse_clash(p, b, t);
	if (b->p.instalment != 0 &&
	    ar_target_part(t, b->p.instalment) == NULL)
		return refuse_instalment(p, b);
	return AR_OK;
}

int
ar_payments_settle(struct ar_payments *p, enum ar_currencies currencies)
{
	int result = AR_OK;

	for (size_t i = 0; i < p->book.n; i++)
		if (check(p, &p->book.booked[i], currencies) != AR_OK)
			result = AR_ESTOP;
	for (size_t i = 0; i < p->book.ntargets && result == AR_OK; i++) {
		struct ar_target *t = &p->book.target[i];

		if (!t->refused && t->nparts > 0 &&
		    t->part[0].instalment != 0)
			ar_spread(&p->book, t);
	}
	return result;
}

/* What came in before the document did came in as open cash. */
static void
add_paid(struct ar_payments *p, const struct ar_doc *doc,
    struct ar_paid paid)
{
	if (paid.day < doc->invoice_date)
		paid.kind = AR_PAYMENT_NONE;
	p->paid = ar_grow(p->paid, p->npaid + 1, sizeof *p->paid);
	p->paid[p->npaid++] = paid;
}

static bool
is_written_off(const struct ar_booked *b, const struct ar_doc *doc)
{
	return b->p.kind == AR_PAYMENT_WRITE_OFF && (b->p.instalment == 0 ||
	    b->p.instalment == doc->instalment);
}

struct ar_paid_list
ar_payments_on(struct ar_payments *p, const struct ar_doc *doc)
{
	const struct ar_claim *claim = ar_paybook_claim(&p->book,
	    doc->invoice_id);
	const struct ar_target *t = claim == NULL ? NULL :
	    ar_paybook_find(&p->book, claim, doc);

	ar_day written_off = AR_NO_DAY;

	p->npaid = 0;
	if (t == NULL)
		return (struct ar_paid_list){p->paid, 0, AR_NO_DAY};
	for (const struct ar_booked *b = ar_target_first(&p->book, t);
	    b != NULL; b = ar_target_next(&p->book, t, b)) {
		if (b->p.instalment == doc->instalment)
			add_paid(p, doc, (struct ar_paid){
			    b->p.payment_date, b->minor,
			    ar_payment_kind_of(&b->p)});
		if (is_written_off(b, doc) && (written_off == AR_NO_DAY ||
		    b->p.payment_date < written_off))
			written_off = b->p.payment_date;
	}
	for (size_t i = 0; i < t->nshares; i++)
		if (t->share[i].instalment == doc->instalment)
			add_paid(p, doc, t->share[i].paid);
	return (struct ar_paid_list){p->paid, p->npaid, written_off};
}

/* The day from which the payment's document counts; AR_NO_DAY: never. */
static ar_day
counts_from(const struct ar_target *t, const struct ar_booked *b)
{
	ar_day from = AR_NO_DAY;

	for (size_t i = 0; i < t->nparts; i++) {
		const struct ar_part *part = &t->part[i];

		if (b->p.instalment != 0 &&
		    b->p.instalment != part->instalment)
			continue;
		if (part->counts_from != AR_NO_DAY &&
		    (from == AR_NO_DAY || part->counts_from < from))
			from = part->counts_from;
	}
	return from;
}

/* *until: the day on which its document takes it up; AR_NO_DAY: never. */
static bool
is_cash(const struct ar_payments *p, const struct ar_booked *b, ar_day *until)
{
	const struct ar_target *t = target_of(p, b);

	*until = AR_NO_DAY;
	if (b->claim == AR_NONE)
		return true;
	if (t == NULL || is_refused(p, b))
		return false;
	*until = counts_from(t, b);
	return *until == AR_NO_DAY || *until > b->p.payment_date;
}

int
ar_payments_cash(struct ar_payments *p, struct ar_cash *cash)
{
	while (p->at < p->book.n) {
		const struct ar_booked *b = &p->book.booked[p->at++];
		ar_day until;

		if (!is_cash(p, b, &until))
			continue;
		cash->row = &b->row;
		cash->kind = ar_payment_kind_of(&b->p);
		cash->doc = (struct ar_doc){
			.ccy = b->p.ccy, .amount = {-b->minor, true},
			.invoice_id = b->p.payment_id,
			.customer_id = b->p.customer_id,
			.customer_name = AR_S(""), .terms = AR_S(""),
			.invoice_date = b->p.payment_date,
			.due_date = b->p.payment_date,
			.paid_date = until, .kind = AR_KIND_PAYMENT,
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
		struct ar_open open = {0, AR_SETTLED};
		int64_t amount = -b->minor;
		ar_day until;

		if (is_cash(p, b, &until))
			continue;
		if (is_refused(p, b)) {
			ar_tie_refuse(tie, &b->p.ccy, &amount);
			continue;
		}
		if (b->target == AR_NONE || b->p.payment_date > day)
			open.why = AR_FUTURE;
		ar_tie_add(tie, &b->p.ccy, amount, &open);
	}
}
