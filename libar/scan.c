/*
 * libar/scan.c
 * Purpose: every document of the operands, once, to a calculation.
 */
#include "libar/scan.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/columns.h"
#include "libar/operands.h"
#include "libar/payments.h"
#include "libar/refusal.h"
#include "libar/rejects.h"
#include "libar/table.h"
#include "libar/terms.h"
#include "libar/unique.h"
#include "libar/watch.h"

/* One operand: what its columns are, also after it is closed. */
struct operand {
	struct ar_header header;
	struct ar_bind bind;
	struct ar_key_bind keys;
	ptrdiff_t name_column, terms_column;    /* of the customers */
};

/* A row whose document waits for the payments to be spread. */
struct held {
	struct ar_row row;
	const struct operand *operand;
};

struct run {
	const struct ar_scan *scan;
	void *state;
	struct ar_tie *tie;
	struct ar_diag *diag;
	struct ar_customers *customers;
	struct ar_payments *payments;
	struct ar_rejects *rejects;
	struct ar_unique *unique;
	struct ar_watch watch;
	struct operand *operand;        /* the present one */
	struct held *held;
	size_t nheld;
	uint64_t records, many_lines;
	bool has_names, currencies;
	struct ar_arena arena;
};

static int
load_sides(struct run *r)
{
	const struct ar_common *c = r->scan->common;
	const char *const side[] = {c->payments, c->customers};

	if (ar_operands_check(c->operand, c->noperands, side,
	    sizeof side / sizeof *side, r->diag) != AR_OK)
		return AR_ESTOP;
	if (c->customers != NULL && ar_customers_load(&r->customers,
	    c->customers, r->diag) != AR_OK)
		return AR_ESTOP;
	if (c->payments != NULL && ar_payments_load(&r->payments,
	    c->payments, c->skip_unknown, r->diag) != AR_OK)
		return AR_ESTOP;
	if (c->rejects != NULL &&
	    ar_rejects_open(&r->rejects, c->rejects, r->diag) != AR_OK)
		return AR_ESTOP;
	if (c->unique)
		r->unique = ar_unique_new(r->diag);
	r->watch.day = r->scan->oldest;
	return AR_OK;
}

/* due_date must exist unless terms can give it. */
static uint64_t
needed_columns(const struct run *r, const struct ar_header *header)
{
	uint64_t need = ar_invoices_stream.required;
	struct ar_slice terms = AR_S("terms");

	if (r->scan->by_due && ar_header_find(header, terms, NULL) < 0 &&
	    ar_customers_column(r->customers, terms) < 0)
		need |= AR_BIT(AR_INV_DUE_DATE);
	return need;
}

static uint64_t
wanted_columns(const struct run *r)
{
	uint64_t want = AR_BIT(AR_INV_READ) - 1;

	if (!r->scan->by_due)
		want &= ~(AR_BIT(AR_INV_DUE_DATE) | AR_BIT(AR_INV_TERMS));
	if (!r->scan->names)
		want &= ~AR_BIT(AR_INV_CUSTOMER_NAME);
	return want;
}

static ptrdiff_t
joined(const struct run *r, const struct operand *o, size_t column)
{
	return ar_bind_has(&o->bind, column) ? -1 : ar_customers_column(
	    r->customers, ar_slice_of(o->bind.column[column].name));
}

static int
bind_operand(struct run *r, const struct ar_header *header)
{
	struct operand *o = ar_arena_alloc(&r->arena, sizeof *o);

	r->operand = o;
	o->header = ar_header_clone(&r->arena, header);
	if (ar_bind_make(&o->bind, ar_invoices_stream.column,
	    ar_invoices_stream.n, wanted_columns(r),
	    needed_columns(r, header), &o->header, r->diag) != AR_OK ||
	    ar_keys_bind(&o->keys, &r->scan->common->keys, &o->header,
	    r->customers, true, r->diag) != AR_OK)
		return AR_ESTOP;
	o->name_column = joined(r, o, AR_INV_CUSTOMER_NAME);
	o->terms_column = joined(r, o, AR_INV_TERMS);
	r->has_names = r->has_names || o->name_column >= 0 ||
	    ar_bind_has(&o->bind, AR_INV_CUSTOMER_NAME);
	ar_rejects_header(r->rejects, &o->header);
	return r->scan->header == NULL ? AR_OK :
	    r->scan->header(r->state, &o->header);
}

static int
refuse_due(const struct run *r, const struct ar_row *row, enum ar_msg msg,
    const char *column, struct ar_slice value)
{
	struct ar_quoted q;

	ar_diag_refuse(r->diag, &(struct ar_say){msg, row->at,
	    ar_slice_of(column), {ar_quote(&q, value)}});
	return AR_EDATA;
}

/* An empty due date: from the terms, or for credits the document's own. */
static int
complete_due(const struct run *r, const struct ar_row *row,
    struct ar_doc *doc)
{
	bool is_invoice = doc->kind == AR_KIND_NONE ||
	    doc->kind == AR_KIND_INVOICE;

	if (!r->scan->by_due || doc->due_date != AR_NO_DAY)
		return AR_OK;
	if (!is_invoice || ar_doc_is_void(doc)) {
		doc->due_date = doc->invoice_date;
		return AR_OK;
	}
	if (doc->terms.n == 0)
		return refuse_due(r, row, AR_M_EMPTY, "due_date", AR_S(""));
	if (ar_terms_due(&doc->due_date, doc->terms, doc->invoice_date) !=
	    AR_OK)
		return refuse_due(r, row, AR_M_BAD_TERMS, "terms",
		    doc->terms);
	return AR_OK;
}

static int
make_doc(const struct run *r, const struct operand *o,
    const struct ar_row *row, struct ar_doc *doc)
{
	*doc = (struct ar_doc){.invoice_id = AR_S(""),
	    .customer_id = AR_S(""), .customer_name = AR_S(""),
	    .terms = AR_S("")};
	if (ar_bind_row(&o->bind, row, doc, r->diag) != AR_OK)
		return AR_EDATA;
	if (o->name_column >= 0 && r->scan->names)
		doc->customer_name = ar_customers_cell(r->customers,
		    doc->customer_id, o->name_column);
	if (o->terms_column >= 0)
		doc->terms = ar_customers_cell(r->customers,
		    doc->customer_id, o->terms_column);
	ar_keys_fill(&o->keys, row, doc->customer_id, doc->key);
	return complete_due(r, row, doc);
}

static int
check_doc(struct run *r, const struct ar_row *row, const struct ar_doc *doc)
{
	enum ar_fault fault = ar_doc_check(doc);

	if (fault != AR_FINE) {
		ar_refuse_fault(r->diag, row->at, doc, fault, 0);
		return AR_EDATA;
	}
	if (r->payments != NULL && doc->kind == AR_KIND_PAYMENT &&
	    !ar_doc_is_void(doc)) {
		ar_diag_refuse(r->diag, &(struct ar_say){
		    AR_M_PAYMENT_TWICE, row->at, AR_S("kind"), {0}});
		return AR_EDATA;
	}
	return r->unique == NULL ? AR_OK :
	    ar_unique_check(r->unique, doc, row->at);
}

/* A refused row: kept, tied, and the end of rows that are passed on. */
static void
drop(struct run *r, const struct ar_row *row, const struct ar_doc *doc)
{
	static const struct ar_ccy unnamed = {"", 2};
	bool known = doc != NULL && doc->amount.filled;

	ar_rejects_add(r->rejects, row, r->diag);
	ar_tie_refuse(r->tie, known ? &doc->ccy : &unnamed,
	    known ? &doc->amount.minor : NULL);
	if (r->payments != NULL && doc != NULL && doc->invoice_id.n > 0)
		ar_payments_meet_refused(r->payments, doc->invoice_id);
	if (r->scan->rows != NULL && r->rejects == NULL)
		ar_out_fail(r->scan->rows);
}

/* The document counts: open balance, calculation, tie-out. */
static void
finish(struct run *r, const struct ar_row *row, const struct ar_doc *doc,
    bool is_cash)
{
	const struct ar_scan *scan = r->scan;
	struct ar_paid_list paid;
	struct ar_item item = {doc, NULL, is_cash ? NULL : row};
	struct ar_open open;
	enum ar_fault fault;

	if (r->payments != NULL && !is_cash) {
		paid = ar_payments_on(r->payments, doc);
		item.paid = &paid;
	}
	fault = ar_open_on(&open, doc, item.paid, scan->common->as_of,
	    scan->history);
	if (fault == AR_FINE)
		fault = scan->each(r->state, &item);
	if (fault != AR_FINE) {
		ar_refuse_fault(r->diag, row->at, doc, fault, open.minor);
		drop(r, row, doc);
		return;
	}
	ar_tie_add(r->tie, &doc->ccy, doc->amount.minor, &open);
}

/* Rows that are passed on wait for those before them. */
static bool
must_hold(struct run *r, const struct ar_row *row, const struct ar_doc *doc)
{
	bool waits = false;

	if (r->payments != NULL)
		ar_payments_meet(r->payments, doc, row->at, &waits);
	return waits || (r->nheld > 0 && r->scan->rows != NULL);
}

static void
hold(struct run *r, const struct ar_row *row)
{
	r->held = ar_grow(r->held, r->nheld + 1, sizeof *r->held);
	r->held[r->nheld++] = (struct held){
		ar_row_copy(&r->arena, row), r->operand
	};
}

static void
take_row(struct run *r, const struct ar_row *row)
{
	struct ar_doc doc;

	r->many_lines += row->many_lines;
	if (make_doc(r, r->operand, row, &doc) != AR_OK ||
	    check_doc(r, row, &doc) != AR_OK) {
		drop(r, row, &doc);
		return;
	}
	r->currencies = r->currencies || doc.ccy.code[0] != '\0';
	ar_watch_see(&r->watch, &doc, row->at);
	if (must_hold(r, row, &doc))
		hold(r, row);
	else
		finish(r, row, &doc, false);
}

static int
read_rows(struct run *r, struct ar_table *table)
{
	struct ar_row row;
	int result;

	for (;;) {
		if (r->scan->rows != NULL && ar_table_may_wait(table))
			ar_out_flush(r->scan->rows);
		result = ar_table_next(table, &row);
		if (result == AR_OK || result == AR_ESTOP)
			return result;
		r->records++;
		if (result == AR_ITEM)
			take_row(r, &row);
		else
			drop(r, &row, NULL);
	}
}

static int
read_operand(struct run *r, const char *path)
{
	struct ar_table *table;
	int result;

	if (ar_table_open(&table, path, ar_diag_file(r->diag, path),
	    r->diag) != AR_OK)
		return AR_ESTOP;
	result = bind_operand(r, ar_table_header(table));
	if (result == AR_OK)
		result = read_rows(r, table);
	ar_table_close(table);
	return result;
}

static int
finish_held(struct run *r)
{
	for (size_t i = 0; i < r->nheld; i++) {
		const struct held *h = &r->held[i];
		struct ar_doc doc;

		if (make_doc(r, h->operand, &h->row, &doc) != AR_OK)
			return AR_ESTOP;
		finish(r, &h->row, &doc, false);
	}
	return AR_OK;
}

static int
finish_cash(struct run *r)
{
	struct ar_key_bind keys;
	struct ar_cash cash;
	ptrdiff_t name = r->scan->names ? ar_customers_column(r->customers,
	    AR_S("customer_name")) : -1;

	if (ar_keys_bind(&keys, &r->scan->common->keys,
	    ar_payments_header(r->payments), r->customers, false, r->diag) !=
	    AR_OK)
		return AR_ESTOP;
	if (ar_bind_has(&r->operand->bind, AR_INV_CUSTOMER_NAME))
		name = -1;
	while (ar_payments_cash(r->payments, &cash) == AR_ITEM) {
		ar_keys_fill(&keys, cash.row, cash.doc.customer_id,
		    cash.doc.key);
		cash.doc.customer_name = ar_customers_cell(r->customers,
		    cash.doc.customer_id, name);
		finish(r, cash.row, &cash.doc, true);
	}
	return AR_OK;
}

static int
settle(struct run *r)
{
	if (r->payments == NULL)
		return AR_OK;
	if (ar_payments_settle(r->payments, r->currencies) != AR_OK ||
	    finish_held(r) != AR_OK || finish_cash(r) != AR_OK) {
		ar_diag_verdict(r->diag,
		    r->records + ar_payments_count(r->payments), NULL);
		return AR_ESTOP;
	}
	ar_payments_tie(r->payments, r->tie, r->scan->common->as_of);
	return AR_OK;
}

static int
check_day(const struct run *r)
{
	const struct ar_common *c = r->scan->common;

	if (r->payments != NULL || c->as_exported ||
	    r->scan->oldest >= c->today)
		return AR_OK;
	return ar_watch_check(&r->watch, r->diag);
}

static int
run(struct run *r)
{
	const struct ar_common *c = r->scan->common;

	if (load_sides(r) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < c->noperands; i++)
		if (read_operand(r, c->operand[i]) != AR_OK)
			return AR_ESTOP;
	if (settle(r) != AR_OK || check_day(r) != AR_OK)
		return AR_ESTOP;
	ar_diag_verdict(r->diag, r->records, c->rejects);
	return ar_diag_refused(r->diag) > 0 && c->rejects == NULL ?
	    AR_EDATA : AR_OK;
}

static void
explain(const struct run *r)
{
	struct ar_buf text = {0};

	ar_buf_addf(&text, "%llu records read from %zu files, "
	    "%llu of several lines, %llu refused",
	    (unsigned long long)r->records, r->scan->common->noperands,
	    (unsigned long long)r->many_lines,
	    (unsigned long long)ar_diag_refused(r->diag));
	if (r->payments != NULL)
		ar_buf_addf(&text, "; %llu payments",
		    (unsigned long long)ar_payments_count(r->payments));
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_note(r->diag, text.p);
	ar_buf_free(&text);
}

int
ar_scan_run(const struct ar_scan *scan, void *state, struct ar_tie *tie,
    struct ar_scanned *scanned, struct ar_diag *diag)
{
	struct run r = {.scan = scan, .state = state, .tie = tie,
	    .diag = diag};
	int result = run(&r);

	if (result == AR_OK && scan->common->verbose)
		explain(&r);
	if (ar_rejects_close(r.rejects, result == AR_OK) != AR_OK)
		result = AR_ESTOP;
	scanned->has_names = r.has_names;
	ar_customers_free(r.customers);
	ar_payments_free(r.payments);
	ar_unique_free(r.unique);
	ar_arena_free(&r.arena);
	free(r.held);
	return result;
}
