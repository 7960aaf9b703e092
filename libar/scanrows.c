/*
 * libar/scanrows.c
 * Purpose: rows of an operand become documents and go to the calculation.
 */
#include "libar/scanrows.h"

#include <stdlib.h>

#include "libar/refusal.h"

void
ar_scan_rows_init(struct ar_scan_rows *r)
{
	ar_termsbook_init(&r->terms);
	r->quiet = ar_diag_new("");
	ar_diag_hush(r->quiet);
}

void
ar_scan_rows_release(struct ar_scan_rows *r)
{
	ar_termsbook_release(&r->terms);
	ar_diag_free(r->quiet);
	ar_arena_free(&r->arena);
	free(r->held);
}

int
ar_scan_rows_bind(struct ar_scan_rows *r, const struct ar_header *header)
{
	const struct ar_docin_wish wish = {&r->scan->common->keys,
	    r->customers, r->scan->by_due, r->scan->names, &r->terms};

	r->operand = ar_arena_alloc(&r->arena, sizeof *r->operand);
	r->operand->header = *header;
	return ar_docin_bind(&r->operand->in, &wish, &r->operand->header,
	    r->diag);
}

static int
check_doc(struct ar_scan_rows *r, const struct ar_row *row,
    const struct ar_doc *doc)
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
drop(struct ar_scan_rows *r, const struct ar_row *row, const struct ar_doc *doc,
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

void
ar_scan_finish(struct ar_scan_rows *r, const struct ar_row *row,
    const struct ar_doc *doc, uint8_t cash)
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
must_hold(struct ar_scan_rows *r, const struct ar_row *row,
    const struct ar_doc *doc)
{
	bool waits = false;

	if (r->payments != NULL)
		ar_payments_meet(r->payments, doc, row->at, &waits);
	return waits || (r->nheld > 0 && r->scan->rows != NULL);
}

static void
hold(struct ar_scan_rows *r, const struct ar_row *row)
{
	r->held = ar_grow(r->held, r->nheld + 1, sizeof *r->held);
	r->held[r->nheld++] = (struct ar_scan_held){
		ar_row_copy(&r->arena, row), r->operand
	};
}

/* What could be read of the row stands in the document. */
static void
take(struct ar_scan_rows *r, const struct ar_row *row, struct ar_doc *doc,
    bool is_good)
{
	r->records++;
	r->many_lines += row->many_lines;
	if ((!is_good && ar_docin_row(&r->operand->in, row, doc, r->diag) !=
	    AR_OK) || check_doc(r, row, doc) != AR_OK) {
		drop(r, row, doc, false);
		return;
	}
	r->currencies = r->currencies || doc->ccy.code[0] != '\0';
	ar_watch_see(&r->watch, doc, row->at);
	if (must_hold(r, row, doc))
		hold(r, row);
	else
		ar_scan_finish(r, row, doc, AR_PAYMENT_NONE);
}

/*
 * All are read before the first is looked at, without a word; what is wrong
 * with one is said when it is its turn.
 */
static void
take_rows(struct ar_scan_rows *r, const struct ar_row *row, size_t n)
{
	size_t good = ar_docin_rows(&r->operand->in, row, n, r->doc,
	    r->quiet);

	if (r->scan->soon != NULL)
		r->scan->soon(r->state, r->doc, good);
	for (size_t i = 0; i < n; i++)
		take(r, &row[i], &r->doc[i], i < good);
}

int
ar_scan_read(struct ar_scan_rows *r, struct ar_table *table)
{
	struct ar_row row[AR_SCAN_TOGETHER];
	size_t n;
	int result;

	for (;;) {
		if (r->scan->rows != NULL && ar_table_may_wait(table))
			(void)ar_out_flush(r->scan->rows);
		result = ar_table_rows(table, row, AR_SCAN_TOGETHER, &n);
		if (result == AR_OK || result == AR_ESTOP)
			return result;
		if (result == AR_EDATA) {
			r->records++;
			drop(r, row, NULL, false);
		}
		take_rows(r, row, n);
	}
}
