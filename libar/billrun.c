/*
 * libar/billrun.c
 * Purpose: lines of shipments to invoices, from the operands to the output.
 */
#include "libar/billrun.h"

#include "libar/inorder.h"
#include "libar/operands.h"
#include "libar/table.h"

static int
remember_billed(void *to, const struct ar_journal_item *item)
{
	return item->invoice->kind == AR_KIND_CREDIT_NOTE ? AR_OK :
	    ar_billed_add(to, item->invoice);
}

static int
load_sides(struct ar_billrun *r)
{
	const struct ar_common *c = &r->cli->common;
	const struct ar_invoice_options *o = r->options;
	struct ar_limits_wish wish = {.open = o->open, .as_of = c->as_of};

	if (c->customers != NULL && ar_customers_load(&r->customers,
	    c->customers, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	wish.customers = r->customers;
	if (r->customers != NULL &&
	    ar_limits_load(&r->limits, &wish, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	return c->rejects == NULL ? AR_OK :
	    ar_rejects_open(&r->rejects, c->rejects, r->cli->diag);
}

static int
begin(struct ar_billrun *r)
{
	const struct ar_invoice_options *o = r->options;
	const struct ar_journal_reader reader = {true, &r->book,
	    remember_billed, &r->billed};
	const struct ar_more_files more = {{o->journal, o->open}, {o->lines}};

	if (ar_operands_check(&r->cli->common, &more, r->cli->diag) !=
	    AR_OK || ar_issue_begin(&r->issue, r->cli, o, &r->tie,
	    &reader) != AR_OK || load_sides(r) != AR_OK ||
	    (!o->unbilled && ar_issue_check_date(&r->issue) != AR_OK))
		return AR_ESTOP;
	return o->unbilled ?
	    ar_unbilled_begin(&r->unbilled, r->cli, &r->tie) :
	    ar_issue_open(&r->issue);
}

static int
bind_operand(struct ar_billrun *r, const struct ar_header *header)
{
	const struct ar_invoice_options *o = r->options;
	const struct ar_shipin_wish wish = {
		.customers = r->customers, .book = &r->book,
		.terms = o->terms, .by_terms = !o->unbilled,
		.need = (o->journal != NULL ? AR_BIT(AR_SHIP_LINE) : 0) |
		    (o->by == AR_BY_ORDER ? AR_BIT(AR_SHIP_ORDER_ID) : 0),
	};
	struct ar_header *kept = ar_arena_alloc(&r->sides, sizeof *kept);

	*kept = ar_header_clone(&r->sides, header);
	if (ar_shipin_bind(&r->in, &wish, kept, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	ar_rejects_header(r->rejects, kept);
	return o->unbilled ? ar_unbilled_header(&r->unbilled, kept) : AR_OK;
}

static int
close_open(struct ar_billrun *r)
{
	struct ar_gather_group group = r->gather.open;

	r->gather.open = (struct ar_gather_group){0};
	return ar_billrun_close(r, group);
}

/* The input makes us wait: what is done goes out, and then perhaps more. */
static int
pause_for(struct ar_billrun *r, struct ar_table *table)
{
	int linger = r->options->linger;

	if (ar_table_ready(table, 0) && !ar_issue_is_heavy(&r->issue))
		return AR_OK;
	if (ar_issue_release(&r->issue, false) != AR_OK)
		return AR_ESTOP;
	if (linger < 0 || r->gather.open.first == NULL ||
	    ar_table_is_amid(table) || ar_table_ready(table, linger))
		return AR_OK;
	return close_open(r) != AR_OK ? AR_ESTOP :
	    ar_issue_release(&r->issue, false);
}

static int
read_rows(struct ar_billrun *r, struct ar_table *table)
{
	struct ar_row row;
	int result;

	for (;;) {
		if (r->streams && r->failed)
			return AR_OK;
		if (r->streams && ar_table_may_wait(table) &&
		    pause_for(r, table) != AR_OK)
			return AR_ESTOP;
		result = ar_table_next(table, &row);
		if (result == AR_OK || result == AR_ESTOP)
			return result;
		r->records++;
		if (result == AR_EDATA)
			ar_billrun_lose(r, &row);
		else if (ar_billrun_take(r, &row) != AR_OK)
			return AR_ESTOP;
	}
}

static int
read_operand(struct ar_billrun *r, const char *path)
{
	struct ar_table *table;
	int result;

	if (ar_table_open(&table, path, ar_diag_file(r->cli->diag, path),
	    r->cli->diag) != AR_OK)
		return AR_ESTOP;
	result = bind_operand(r, ar_table_header(table));
	if (result == AR_OK)
		result = read_rows(r, table);
	ar_table_close(table);
	return result;
}

/* Shipments that stand together, or come one by one, close one by one. */
static void
choose_way(struct ar_billrun *r)
{
	const struct ar_common *c = &r->cli->common;
	bool files = ar_operands_are_files(c);
	bool shipments = r->options->by == AR_BY_SHIPMENT;

	r->streams = shipments && !files && !r->options->unbilled;
	ar_gather_init(&r->gather, r->options->by, shipments &&
	    (!files || ar_in_order(c, AR_S("shipment_id"))));
}

/* A pipe cannot be read again: what was refused is kept, what is out stands. */
static void
say_verdict(const struct ar_billrun *r)
{
	const char *rejects = r->cli->common.rejects;

	if (r->failed && r->streams && rejects == NULL &&
	    r->issue.invoices > 0)
		ar_diag_verdict_with(r->cli->diag, r->records,
		    "the invoices that are out stand");
	else
		ar_diag_verdict(r->cli->diag, r->records, r->failed &&
		    rejects != NULL && !r->streams ? "" : rejects);
}

static int
read_all(struct ar_billrun *r)
{
	const struct ar_common *c = &r->cli->common;
	size_t groups;

	if (begin(r) != AR_OK)
		return AR_ESTOP;
	choose_way(r);
	for (size_t i = 0; i < c->noperands; i++)
		if (read_operand(r, c->operand[i]) != AR_OK)
			return AR_ESTOP;
	groups = ar_gather_count(&r->gather);
	for (size_t i = 0; i < groups; i++)
		if (ar_billrun_close(r, ar_gather_group(&r->gather, i)) !=
		    AR_OK)
			return AR_ESTOP;
	say_verdict(r);
	return r->failed ? AR_EDATA : AR_OK;
}

static void
explain(const struct ar_billrun *r)
{
	struct ar_buf text = {0};

	ar_buf_addf(&text, "%llu lines read, %llu invoices; lines left out: "
	    "%llu billed before, %llu shipped later, %llu held; %llu refused",
	    (unsigned long long)r->records,
	    (unsigned long long)r->issue.invoices,
	    (unsigned long long)r->before, (unsigned long long)r->later,
	    (unsigned long long)r->held,
	    (unsigned long long)ar_diag_refused(r->cli->diag));
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_note(r->cli->diag, text.p);
	ar_buf_free(&text);
}

static void
release(struct ar_billrun *r)
{
	ar_gather_release(&r->gather);
	ar_invoice_free(&r->invoice);
	ar_map_release(&r->seen);
	ar_billed_release(&r->billed);
	ar_termsbook_release(&r->book);
	ar_limits_free(r->limits);
	ar_customers_free(r->customers);
	ar_tie_release(&r->tie);
	ar_arena_free(&r->sides);
	ar_arena_free(&r->lines[0]);
	ar_arena_free(&r->lines[1]);
	ar_buf_free(&r->key);
}

void
ar_billrun(struct ar_cli *cli, const struct ar_invoice_options *options)
{
	struct ar_billrun r = {.cli = cli, .options = options};
	int result;

	ar_tie_init(&r.tie);
	ar_termsbook_init(&r.book);
	ar_billed_init(&r.billed);
	ar_map_init(&r.seen, sizeof(struct ar_where));
	result = read_all(&r);
	if (result != AR_OK && r.streams && r.issue.invoices > 0)
		(void)!ar_issue_release(&r.issue, true);
	if (result == AR_OK && cli->common.verbose)
		explain(&r);
	if (ar_rejects_close(r.rejects, result == AR_OK ||
	    (r.streams && r.records > 0)) != AR_OK)
		result = AR_ESTOP;
	if (options->unbilled)
		(void)!ar_unbilled_end(&r.unbilled, result == AR_OK);
	(void)!ar_issue_end(&r.issue, result == AR_OK && !options->unbilled);
	release(&r);
}
