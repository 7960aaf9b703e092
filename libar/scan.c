/*
 * libar/scan.c
 * Purpose: every document of the operands, once, to a calculation.
 */
#include "libar/scan.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/docin.h"
#include "libar/operands.h"
#include "libar/payments.h"
#include "libar/refusal.h"
#include "libar/rejects.h"
#include "libar/unique.h"
#include "libar/watch.h"

/* One operand: what its columns are, also after it is closed. */
struct operand {
	struct ar_header header;
	struct ar_docin in;
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
	const struct ar_customers *customers;
	struct ar_customers *own;       /* the same, if read here */
	struct ar_payments *payments;
	struct ar_rejects *rejects;
	struct ar_unique *unique;
	struct ar_watch watch;
	struct ar_termsbook terms;
	struct ar_table *first;
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

	if (ar_operands_check(c, NULL, r->diag) != AR_OK)
		return AR_ESTOP;
	if (r->customers == NULL && c->customers != NULL) {
		if (ar_customers_load(&r->own, c->customers, r->diag) !=
		    AR_OK)
			return AR_ESTOP;
		r->customers = r->own;
	}
	if (c->payments != NULL && ar_payments_load(&r->payments,
	    c->payments, c->skip_unknown, r->diag) != AR_OK)
		return AR_ESTOP;
	if (c->rejects != NULL &&
	    ar_rejects_open(&r->rejects, c->rejects, r->diag) != AR_OK)
		return AR_ESTOP;
	if (c->unique)
		r->unique = ar_unique_new(r->diag);
	return AR_OK;
}

static int
bind_operand(struct run *r, const struct ar_header *header)
{
	const struct ar_docin_wish wish = {&r->scan->common->keys,
	    r->customers, r->scan->by_due, r->scan->names, &r->terms};
	struct operand *o = ar_arena_alloc(&r->arena, sizeof *o);

	r->operand = o;
	o->header = ar_header_clone(&r->arena, header);
	if ((r->scan->header != NULL && r->scan->header(r->state,
	    &o->header) != AR_OK) || ar_docin_bind(&o->in, &wish,
	    &o->header, r->diag) != AR_OK)
		return AR_ESTOP;
	r->has_names = r->has_names || ar_docin_has_names(&o->in);
	ar_rejects_header(r->rejects, &o->header);
	return AR_OK;
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

/*
 * A refused row: kept, tied, and the end of rows that are passed on.  met:
 * its document had been good until its payments were known.
 */
static void
drop(struct run *r, const struct ar_row *row, const struct ar_doc *doc,
    bool met)
{
	static const struct ar_ccy unnamed = AR_CCY_UNNAMED;
	bool known = doc != NULL && doc->amount.filled;

	ar_rejects_add(r->rejects, row, r->diag);
	ar_tie_refuse(r->tie, doc != NULL ? &doc->ccy : &unnamed,
	    known ? &doc->amount.minor : NULL);
	if (r->payments != NULL && met)
		ar_payments_refuse(r->payments, doc);
	else if (r->payments != NULL && doc != NULL)
		ar_payments_meet_refused(r->payments, doc);
	if (r->scan->rows != NULL && r->rejects == NULL)
		ar_out_fail(r->scan->rows);
}

/*
 * The document counts: open balance, calculation, tie-out.  cash: the kind of
 * the payment that it stands for.
 */
static void
finish(struct run *r, const struct ar_row *row, const struct ar_doc *doc,
    uint8_t cash)
{
	const struct ar_scan *scan = r->scan;
	struct ar_paid_list paid;
	bool is_cash = cash != AR_PAYMENT_NONE;
	struct ar_open open;
	struct ar_item item = {doc, NULL, is_cash ? NULL : row, cash, &open};
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
		drop(r, row, doc, true);
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
	if (ar_docin_row(&r->operand->in, row, &doc, r->diag) != AR_OK ||
	    check_doc(r, row, &doc) != AR_OK) {
		drop(r, row, &doc, false);
		return;
	}
	r->currencies = r->currencies || doc.ccy.code[0] != '\0';
	ar_watch_see(&r->watch, &doc, row->at);
	if (must_hold(r, row, &doc))
		hold(r, row);
	else
		finish(r, row, &doc, AR_PAYMENT_NONE);
}

static int
read_rows(struct run *r, struct ar_table *table)
{
	struct ar_row row;
	int result;

	for (;;) {
		if (r->scan->rows != NULL && ar_table_may_wait(table))
			(void)ar_out_flush(r->scan->rows);
		result = ar_table_next(table, &row);
		if (result == AR_OK || result == AR_ESTOP)
			return result;
		r->records++;
		if (result == AR_ITEM)
			take_row(r, &row);
		else
			drop(r, &row, NULL, false);
	}
}

static int
read_operand(struct run *r, const char *path)
{
	struct ar_table *table;
	int result;

	if (ar_table_take(&table, &r->first, path, r->diag) != AR_OK)
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

		if (ar_docin_row(&h->operand->in, &h->row, &doc,
		    r->diag) != AR_OK)
			return AR_ESTOP;
		finish(r, &h->row, &doc, AR_PAYMENT_NONE);
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
	if (ar_bind_has(&r->operand->in.bind, AR_INV_CUSTOMER_NAME))
		name = -1;
	while (ar_payments_cash(r->payments, &cash) == AR_ITEM) {
		ar_keys_fill(&keys, cash.row, cash.doc.customer_id,
		    cash.doc.key);
		cash.doc.customer_name = ar_customers_cell(r->customers,
		    cash.doc.customer_id, name);
		finish(r, cash.row, &cash.doc, cash.kind);
	}
	return AR_OK;
}

static enum ar_currencies
currencies_of(const struct run *r)
{
	if (r->currencies)
		return AR_CURRENCIES_SOME;
	return r->scan->rows != NULL && !ar_bind_has(&r->operand->in.bind,
	    AR_INV_CURRENCY) ? AR_CURRENCIES_NO_COLUMN : AR_CURRENCIES_NONE;
}

static int
settle(struct run *r)
{
	if (r->payments == NULL)
		return AR_OK;
	if (ar_payments_settle(r->payments, currencies_of(r)) != AR_OK ||
	    finish_held(r) != AR_OK || finish_cash(r) != AR_OK) {
		ar_diag_verdict(r->diag,
		    r->records + ar_payments_count(r->payments), "");
		return AR_ESTOP;
	}
	ar_payments_tie(r->payments, r->tie, r->scan->common->as_of);
	return AR_OK;
}

static int
check_day(const struct run *r)
{
	const struct ar_common *c = r->scan->common;
	ar_day oldest = r->scan->oldest == NULL ? c->as_of :
	    r->scan->oldest(r->state);

	if (r->payments != NULL || c->as_exported || oldest == AR_NO_DAY ||
	    oldest >= c->today)
		return AR_OK;
	return ar_watch_check(&r->watch, oldest, r->diag);
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
	if (settle(r) != AR_OK)
		return AR_ESTOP;
	if (ar_diag_refused(r->diag) > 0 && c->rejects == NULL) {
		ar_diag_verdict(r->diag, r->records, NULL);
		return AR_EDATA;
	}
	if (check_day(r) != AR_OK)
		return AR_ESTOP;
	ar_diag_verdict(r->diag, r->records, c->rejects);
	return AR_OK;
}

static void
explain(const struct run *r)
{
	struct ar_buf text = {0};

	ar_buf_addf(&text, "%llu records read from %zu file%s, "
	    "%llu of several lines, %llu refused",
	    (unsigned long long)r->records, r->scan->common->noperands,
	    r->scan->common->noperands == 1 ? "" : "s",
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
	    .diag = diag, .first = scan->first,
	    .customers = scan->customers};
	int result;

	ar_termsbook_init(&r.terms);
	result = run(&r);

	if (result == AR_OK && scan->common->verbose)
		explain(&r);
	if (ar_rejects_close(r.rejects, result == AR_OK) != AR_OK)
		result = AR_ESTOP;
	scanned->has_names = r.has_names;
	ar_table_close(r.first);
	ar_customers_free(r.own);
	ar_payments_free(r.payments);
	ar_unique_free(r.unique);
	ar_termsbook_release(&r.terms);
	ar_arena_free(&r.arena);
	free(r.held);
	return result;
}
