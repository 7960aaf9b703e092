/*
 * libar/importdoc.c
 * Purpose: what a row leaves unsaid: sign, kind, due date, number.
 */
#include "libar/importdoc.h"

#include "libar/refusal.h"

/* A record on its way. */
struct making {
	struct ar_import_docs *docs;
	struct ar_import_record *rec;
	const struct ar_import_stream *s;
};

static void
begin(struct ar_import_docs *d, const struct ar_import_options *o,
    struct ar_unique *unique, struct ar_diag *diag)
{
	*d = (struct ar_import_docs){.options = o, .unique = unique,
	    .diag = diag};
	ar_map_init(&d->numbers, sizeof(uint64_t));
}

void
ar_import_docs_init(struct ar_import_docs *d,
    const struct ar_import_options *o, struct ar_diag *diag)
{
	begin(d, o, ar_unique_new(diag), diag);
}

void
ar_import_docs_part(struct ar_import_docs *d,
    const struct ar_import_docs *whole, struct ar_diag *diag)
{
	begin(d, whole->options, ar_unique_part(whole->unique), diag);
}

void
ar_import_docs_release(struct ar_import_docs *d)
{
	ar_unique_free(d->unique);
	ar_map_release(&d->numbers);
	ar_buf_free(&d->scratch);
	ar_arena_free(&d->arena);
}

static bool
has(const struct making *m, ptrdiff_t column)
{
	return column >= 0 && (m->rec->filled & AR_BIT(column)) != 0;
}

static int
refuse_empty(const struct making *m, ptrdiff_t column)
{
	ar_diag_refuse(m->docs->diag, &(struct ar_say){AR_M_EMPTY,
	    m->rec->at, ar_slice_of(m->s->stream->column[column].name),
	    {0}});
	return AR_EDATA;
}

static void
set_text(struct making *m, ptrdiff_t column, struct ar_slice text)
{
	m->rec->text[column] = text;
	m->rec->filled |= AR_BIT(column);
}

/* Kinds whose amounts are negative. */
static bool
is_credit(const struct making *m)
{
	uint8_t kind = m->s->kind < 0 ? 0 : m->rec->word[m->s->kind];

	if (m->s->due < 0)
		return kind == AR_PAYMENT_REFUND;
	return kind == AR_KIND_CREDIT_NOTE || kind == AR_KIND_PAYMENT;
}

/* What lowers the debt is negative, however it is written. */
static bool
turn(const struct making *m)
{
	bool turned = false;

	for (size_t i = 0; i < m->s->stream->n; i++)
		if (m->rec->minor[i] > 0) {
			ar_import_record_turn(m->rec, i);
			turned = true;
		}
	return turned;
}

static bool
is_negative(const struct making *m)
{
	for (size_t i = 0; i < m->s->stream->n; i++)
		if (m->rec->minor[i] < 0)
			return true;
	return false;
}

/* A negative document without a kind is a credit note. */
static void
name_kind(struct making *m)
{
	ptrdiff_t kind = m->s->kind;

	if (m->s->due >= 0 && !has(m, kind) &&
	    m->rec->minor[m->s->amount] < 0) {
		m->rec->word[kind] = AR_KIND_CREDIT_NOTE;
		m->rec->filled |= AR_BIT(kind);
	}
}

static bool
is_settled(const struct making *m)
{
	uint8_t status = m->rec->word[m->s->status];

	return status == AR_STATUS_PAID || status == AR_STATUS_WRITTEN_OFF;
}

/* Whether the due date was empty and is now that of the document. */
static bool
fill_columns(struct making *m, const struct ar_import_file *f)
{
	const struct ar_import_options *o = m->docs->options;

	if (m->s->currency >= 0)
		set_text(m, m->s->currency,
		    ar_slice_of(m->rec->ccy.code));
	if (m->s->due < 0)
		return false;
	if (o->terms != NULL && !has(m, m->s->terms))
		set_text(m, m->s->terms, ar_slice_of(o->terms));
	if (o->map.blank_balance && !has(m, m->s->balance) &&
	    (f->has & AR_BIT(m->s->balance)) != 0) {
		m->rec->minor[m->s->balance] = 0;
		m->rec->filled |= AR_BIT(m->s->balance);
	}
	if (o->map.settled_balance && has(m, m->s->balance) && is_settled(m))
		m->rec->minor[m->s->balance] = 0;
	if (has(m, m->s->due) || has(m, m->s->terms) ||
	    (f->has & AR_BIT(m->s->due)) == 0)
		return false;
	m->rec->day[m->s->due] = m->rec->day[m->s->date];
	m->rec->filled |= AR_BIT(m->s->due);
	return true;
}

/* The next number of this key, from 1. */
static uint64_t
next_number(struct ar_import_docs *d)
{
	uint64_t *n = ar_map_value(&d->numbers, ar_map_put(&d->numbers,
	    ar_buf_slice(&d->scratch), NULL));

	return ++*n;
}

/*
 * KIND/DATE/N, N counted within customer and day; of payments DATE/N, N
 * counted within the day.
 */
static void
give_number(struct making *m)
{
	struct ar_import_docs *d = m->docs;
	const char *kind = m->rec->word[m->s->kind] == 0 ? "invoice" :
	    ar_kind_words[m->rec->word[m->s->kind] - 1];
	bool payment = m->s->due < 0;
	char day[AR_DAY_TEXT];
	uint64_t n;

	ar_day_format(day, m->rec->day[m->s->date]);
	d->scratch.n = 0;
	if (!payment)
		ar_key_add(&d->scratch, m->rec->text[m->s->customer]);
	ar_key_add(&d->scratch, ar_slice(day, sizeof day));
	n = next_number(d);
	d->scratch.n = 0;
	ar_buf_addf(&d->scratch, "%s%s%.*s/%llu", payment ? "" : kind,
	    payment ? "" : "/", (int)sizeof day, day,
	    (unsigned long long)n);
	set_text(m, m->s->id, ar_arena_copy(&d->arena,
	    ar_buf_slice(&d->scratch)));
	m->rec->numbered = true;
}

static bool
is_unfinished_draft(const struct making *m)
{
	return m->s->status >= 0 &&
	    m->rec->word[m->s->status] == AR_STATUS_DRAFT &&
	    (!has(m, m->s->id) || !has(m, m->s->date));
}

/* Money that went out, and is not said to be a refund. */
static bool
is_outgoing(const struct making *m)
{
	return m->s->amount >= 0 && m->rec->minor[m->s->amount] < 0 &&
	    !is_credit(m);
}

static struct ar_doc
doc_of(const struct ar_import_record *rec)
{
	uint64_t filled = rec->filled;
	struct ar_doc doc = {
		.ccy = rec->ccy,
		.amount = {rec->minor[AR_INV_AMOUNT], true},
		.balance = {rec->minor[AR_INV_BALANCE],
		    (filled & AR_BIT(AR_INV_BALANCE)) != 0},
		.invoice_id = rec->text[AR_INV_INVOICE_ID],
		.customer_id = rec->text[AR_INV_CUSTOMER_ID],
		.customer_name = AR_S(""), .terms = AR_S(""),
		.paid_date = rec->day[AR_INV_PAID_DATE],
		.kind = rec->word[AR_INV_KIND],
		.status = rec->word[AR_INV_STATUS],
	};

	for (size_t i = 0; i < rec->text[AR_INV_INSTALMENT].n; i++)
		doc.instalment = (uint16_t)(doc.instalment * 10 +
		    (rec->text[AR_INV_INSTALMENT].p[i] - '0'));
	return doc;
}

int
ar_import_begin(const struct ar_import_docs *d, struct ar_import_record *rec,
    struct ar_import_counts *counts)
{
	const struct making m = {NULL, rec, d->options->map.stream};
	const struct ar_doc doc = doc_of(rec);

	if (m.s->due >= 0)
		ar_unique_expect(d->unique, &doc);
	rec->signed_credit = is_credit(&m) && is_negative(&m);
	counts->turned += d->options->map.by_kind && is_credit(&m) &&
	    turn(&m);
	counts->noise += rec->noise;
	if (d->options->map.outgoing && is_outgoing(&m)) {
		counts->outgoing++;
		return AR_OK;
	}
	if (!is_unfinished_draft(&m))
		return AR_ITEM;
	counts->drafts++;
	return AR_OK;
}

static int
check(struct ar_import_docs *d, const struct ar_import_record *rec)
{
	const struct ar_import_stream *s = d->options->map.stream;
	struct ar_doc doc;
	enum ar_fault fault;

	if (s->date < 0)
		return ar_unique_check_id(d->unique, AR_S("customer_id"),
		    rec->text[s->customer], rec->at);
	if (s->due < 0)
		return AR_OK;
	doc = doc_of(rec);
	fault = ar_doc_check(&doc);
	if (fault != AR_FINE) {
		ar_refuse_fault(d->diag, rec->at, &doc, fault, 0);
		return AR_EDATA;
	}
	return rec->numbered ? AR_OK :
	    ar_unique_check(d->unique, &doc, rec->at);
}

int
ar_import_finish(struct ar_import_docs *d, struct ar_import_record *rec,
    const struct ar_import_file *f, struct ar_import_counts *counts)
{
	struct making m = {d, rec, d->options->map.stream};
	const ptrdiff_t needed[] = {m.s->customer, m.s->date, m.s->amount};

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (needed[i] >= 0 && !has(&m, needed[i]))
			return refuse_empty(&m, needed[i]);
	name_kind(&m);
	counts->due_filled += fill_columns(&m, f);
	if (m.s->id >= 0 && !has(&m, m.s->id)) {
		give_number(&m);
		counts->numbered++;
	}
	return check(d, rec);
}
