/*
 * libar/salein.c
 * Purpose: documents, customers and what was sold become a portfolio.
 */
#include "libar/salein.h"

#include <stdlib.h>

#include "libar/factorcolumns.h"
#include "libar/lateness.h"
#include "libar/obligors.h"
#include "libar/owncells.h"
#include "libar/scan.h"
#include "libar/soldbook.h"

enum { YEAR = 365 };

struct reading {
	struct ar_sale *sale;
	ar_day start;                   /* of the year that ends today */
	struct ar_customers *customers;
	struct ar_soldbook *sold;
	struct ar_own_cells cells;
	struct ar_lateness *lateness;
};

static int
on_header(void *state, const struct ar_header *header)
{
	struct reading *r = state;

	return ar_own_cells_header(&r->cells, header, r->sale->diag);
}

static int
read_cells(struct reading *r, const struct ar_row *row,
    struct ar_sale_cells *cells)
{
	*cells = (struct ar_sale_cells){0};
	if (row == NULL)
		return AR_OK;
	if (ar_own_cells_row(&r->cells, row, cells, sizeof *cells,
	    r->sale->diag) != AR_OK)
		return AR_EDATA;
	if (cells->disputed_amount.minor >= 0)
		return AR_OK;
	ar_number_refuse(r->sale->diag, row->at, "disputed_amount",
	    (struct ar_decimal){cells->disputed_amount.minor,
	    cells->ccy.digits, true}, "an amount of 0 or more");
	return AR_EDATA;
}

static bool
is_in_year(const struct reading *r, ar_day day)
{
	return day >= r->start && day <= r->sale->today;
}

/* A payment of a kind that brings no cash dilutes. */
static void
add_payment(const struct reading *r, struct ar_dilution *d, ar_day day,
    ar_sum amount, uint8_t kind)
{
	if (!is_in_year(r, day) || kind == AR_PAYMENT_NONE)
		return;
	if (kind == AR_PAYMENT_RECEIPT || kind == AR_PAYMENT_REFUND)
		d->collections += amount;
	else
		d->credits += amount;
}

static void
add_dilution(struct reading *r, const struct ar_item *item)
{
	const struct ar_doc *doc = item->doc;
	const struct ar_paid_list *paid = item->paid;
	struct ar_map *all = &r->sale->dilution;
	struct ar_dilution *d = ar_map_value(all, ar_map_put(all,
	    ar_slice_of(doc->ccy.code), NULL));

	if (item->row == NULL)
		add_payment(r, d, doc->invoice_date, -doc->amount.minor,
		    item->cash);
	for (size_t i = 0; paid != NULL && i < paid->n; i++)
		add_payment(r, d, paid->paid[i].day, paid->paid[i].amount,
		    paid->paid[i].kind);
	if (!is_in_year(r, doc->invoice_date) ||
	    doc->kind == AR_KIND_PAYMENT)
		return;
	if (doc->amount.minor < 0)
		d->credits -= doc->amount.minor;
	else
		d->sales += doc->amount.minor;
}

static enum ar_fault
on_document(void *state, const struct ar_item *item)
{
	const struct ar_doc *doc = item->doc;
	struct reading *r = state;
	struct ar_sale_cells cells;

	if (read_cells(r, item->row, &cells) != AR_OK)
		return AR_FAULT_TOLD;
	if (item->open->why == AR_VOID || item->open->why == AR_FUTURE)
		return AR_FINE;
	(void)ar_lateness_add(r->lateness, doc, item->paid);
	add_dilution(r, item);
	if (item->open->minor == 0)
		return AR_FINE;
	ar_portfolio_add(&r->sale->portfolio, &(struct ar_receivable){
	    .invoice_id = doc->invoice_id, .customer_id = doc->customer_id,
	    .customer_name = doc->customer_name, .ccy = doc->ccy,
	    .kind = item->row == NULL ? AR_KIND_PAYMENT :
	    doc->kind == AR_KIND_NONE ? AR_KIND_INVOICE : doc->kind,
	    .exclude = cells.exclude, .instalment = doc->instalment,
	    .sold = item->open->minor > 0 && ar_soldbook_meet(r->sold, doc),
	    .invoice_date = doc->invoice_date, .due_date = doc->due_date,
	    .open = item->open->minor,
	    .disputed = cells.disputed_amount.minor});
	return AR_FINE;
}

static int
read_files(struct reading *r, struct ar_common *common)
{
	const struct ar_factor_options *o = r->sale->options;

	if (common->customers != NULL && (ar_customers_load(&r->customers,
	    common->customers, r->sale->diag) != AR_OK ||
	    ar_obligors_check(r->customers, r->sale->diag) != AR_OK))
		return AR_ESTOP;
	return o->sold == NULL ? AR_OK :
	    ar_soldbook_load(&r->sold, o->sold, r->sale->diag);
}

/* A row of --sold that is about no open document may be misspelt. */
static void
explain(const struct reading *r)
{
	struct ar_buf text = {0};

	ar_buf_addf(&text, "%zu rows of --sold, %zu about open documents%c",
	    ar_soldbook_rows(r->sold), ar_soldbook_met(r->sold), '\0');
	ar_diag_note(r->sale->diag, text.p);
	ar_buf_free(&text);
}

static int
scan(struct reading *r, struct ar_common *common, struct ar_tie *tie)
{
	const struct ar_scan scan = {
		.common = common, .by_due = true, .names = true,
		.customers = r->customers, .header = on_header,
		.each = on_document
	};
	struct ar_portfolio *p = &r->sale->portfolio;
	const struct ar_span year = {r->start, r->sale->today, YEAR};
	struct ar_scanned scanned;
	int result = ar_scan_run(&scan, r, tie, &scanned, r->sale->diag);

	if (result != AR_OK)
		return result;
	if (r->sold != NULL && common->verbose)
		explain(r);
	ar_portfolio_sort(p);
	ar_lateness_finish(r->lateness);
	ar_obligors_late(p, r->lateness, &year);
	return ar_obligors_join(p, r->customers, r->sale->diag);
}

int
ar_sale_read(struct ar_sale *s, struct ar_common *common, struct ar_tie *tie)
{
	const struct ar_span_options spans = {.last = common->as_of,
	    .window = YEAR};
	struct reading r = {.sale = s, .start = common->as_of - YEAR + 1,
	    .cells = {.stream = &ar_sale_cells_stream}};
	int result;

	common->keys = (struct ar_keys){1, {AR_S("customer_id")}};
	common->unique = true;
	ar_map_init(&s->dilution, sizeof(struct ar_dilution));
	r.lateness = ar_lateness_new(&(struct ar_lateness_options){
	    .spans = &spans, .nkeys = 1});
	result = read_files(&r, common);
	if (result == AR_OK)
		result = scan(&r, common, tie);
	ar_lateness_free(r.lateness);
	ar_own_cells_release(&r.cells);
	ar_soldbook_free(r.sold);
	ar_customers_free(r.customers);
	return result;
}
