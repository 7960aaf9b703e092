/*
 * libar/scan.c
 * Purpose: every document of the operands, once, to a calculation.
 */
#include "libar/scan.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/operands.h"
#include "libar/scanrows.h"
#include "libar/scanteam.h"

static int
load_sides(struct ar_scan_rows *r)
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
bind_operand(struct ar_scan_rows *r, const struct ar_header *header)
{
	/* The tool may keep it until the last document, as the rows do. */
	struct ar_header *kept = ar_arena_alloc(&r->arena, sizeof *kept);

	*kept = ar_header_clone(&r->arena, header);
	if ((r->scan->header != NULL && r->scan->header(r->state, kept) !=
	    AR_OK) || ar_scan_rows_bind(r, kept) != AR_OK)
		return AR_ESTOP;
	r->has_names = r->has_names || ar_docin_has_names(&r->operand->in);
	ar_rejects_header(r->rejects, &r->operand->header);
	return AR_OK;
}

static int
read_operand(struct ar_scan_rows *r, const char *path)
{
	struct ar_table *table;
	int result;

	if (ar_table_take(&table, &r->first, path, r->diag) != AR_OK)
		return AR_ESTOP;
	result = bind_operand(r, ar_table_header(table));
	if (result == AR_OK && ar_scan_team(r, table) == AR_OK)
		result = ar_scan_read(r, table);
	ar_table_close(table);
	return result;
}

static int
finish_held(struct ar_scan_rows *r)
{
	for (size_t i = 0; i < r->nheld; i++) {
		const struct ar_scan_held *h = &r->held[i];
		struct ar_doc doc;

		if (ar_docin_row(&h->operand->in, &h->row, &doc,
		    r->diag) != AR_OK)
			return AR_ESTOP;
		ar_scan_finish(r, &h->row, &doc, AR_PAYMENT_NONE);
	}
	return AR_OK;
}

static int
finish_cash(struct ar_scan_rows *r)
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
		ar_scan_finish(r, cash.row, &cash.doc, cash.kind);
	}
	return AR_OK;
}

static enum ar_currencies
currencies_of(const struct ar_scan_rows *r)
{
	if (r->currencies)
		return AR_CURRENCIES_SOME;
	return r->scan->rows != NULL && !ar_bind_has(&r->operand->in.bind,
	    AR_INV_CURRENCY) ? AR_CURRENCIES_NO_COLUMN : AR_CURRENCIES_NONE;
}

static int
settle(struct ar_scan_rows *r)
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
check_day(const struct ar_scan_rows *r)
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
run(struct ar_scan_rows *r)
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
explain(const struct ar_scan_rows *r)
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
	struct ar_scan_rows r = {.scan = scan, .state = state, .tie = tie,
	    .diag = diag, .first = scan->first,
	    .customers = scan->customers};
	int result;

	ar_scan_rows_init(&r);
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
	ar_scan_rows_release(&r);
	return result;
}
