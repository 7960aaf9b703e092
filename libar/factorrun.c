/*
 * libar/factorrun.c
 * Purpose: a run of ar-factor, from its options to its table.
 */
#include "libar/factorrun.h"

#include <stdlib.h>

#include "libar/certificate.h"
#include "libar/operands.h"
#include "libar/publish.h"
#include "libar/raise.h"
#include "libar/salein.h"
#include "libar/ways.h"

struct run {
	struct ar_cli *cli;
	struct ar_factor_options *o;
	struct ar_sale sale;
	struct ar_tie tie;
	struct ar_report *report;
	struct ar_out *rows, *detail;   /* in memory; NULL: none is wanted */
};

static int
check_files(const struct run *r)
{
	const struct ar_common *c = &r->cli->common;
	const struct ar_more_files more = {{r->o->offers, r->o->sold},
	    {r->o->detail}};

	if (ar_operands_check(c, &more, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	return c->control == NULL ? AR_OK :
	    ar_tie_control_check(c->control, r->cli->diag);
}

static int
read_offers(struct run *r)
{
	bool priced = r->o->table != AR_FACTOR_CERTIFICATE;

	return r->o->offers == NULL ? ar_offers_make(&r->sale.offers,
	    &r->o->made, priced, r->cli->diag) :
	    ar_offers_load(&r->sale.offers, r->o->offers, r->o->offer,
	    priced, r->cli->diag);
}

static void
add_columns(struct run *r)
{
	switch (r->o->table) {
	case AR_FACTOR_LISTING:
	case AR_FACTOR_RAISE:
		ar_factor_columns(r->report, r->o->table == AR_FACTOR_RAISE);
		break;
	case AR_FACTOR_CERTIFICATE:
		ar_certificate_columns(r->report);
		break;
	case AR_FACTOR_SUMMARY:
		ar_ways_columns(r->report);
		break;
	}
}

/* The table; what it does not show is tied all the same. */
static int
fill(struct run *r, const struct ar_factor_rows *rows)
{
	bool *shown = NULL;
	int result = AR_ESTOP;

	switch (r->o->table) {
	case AR_FACTOR_LISTING:
		return ar_factor_listing(rows);
	case AR_FACTOR_RAISE:
		result = ar_raise_rows(rows, &shown);
		break;
	case AR_FACTOR_CERTIFICATE:
		result = ar_certificate_rows(rows);
		break;
	case AR_FACTOR_SUMMARY:
		result = ar_ways_rows(rows);
		break;
	}
	if (result == AR_OK)
		ar_factor_tie_unseen(&r->sale, &r->tie, shown);
	free(shown);
	return result;
}

/* The rows of reasons, which add up to nothing: they are parts of others. */
static int
make_detail(struct run *r)
{
	struct ar_tie tie;
	struct ar_factor_rows rows = {.sale = &r->sale,
	    .out = r->detail};
	size_t deal;

	for (size_t i = 0; i < r->sale.portfolio.nccys; i++)
		if (ar_sale_only(&r->sale, i, "--detail", &deal) != AR_OK)
			return AR_ESTOP;
	ar_tie_init(&tie);
	rows.report = ar_report_new(rows.out, &tie);
	ar_factor_detail_columns(rows.report);
	ar_report_header(rows.report, AR_S(""), 0);
	ar_factor_detail(&rows);
	ar_report_free(rows.report);
	ar_tie_release(&tie);
	return AR_OK;
}

/* A currency of which an amount speaks has a certificate, open or not. */
static int
settle_list(struct run *r, struct ar_stated_list *list, const char *option)
{
	for (size_t i = 0; i < list->n; i++) {
		struct ar_stated *s = &list->stated[i];

		if (s->any_ccy && ar_tie_only_currency(s, &r->tie, option,
		    r->cli->diag) != AR_OK)
			return AR_ESTOP;
		ar_portfolio_add_ccy(&r->sale.portfolio, &s->ccy);
	}
	return AR_OK;
}

/* The currencies of amounts that were stated without. */
static int
settle_amounts(struct run *r)
{
	struct ar_factor_options *o = r->o;

	if (o->table == AR_FACTOR_RAISE && o->raise.any_ccy)
		return ar_tie_only_currency(&o->raise, &r->tie, "--raise",
		    r->cli->diag);
	return settle_list(r, &o->line, "--line") != AR_OK ||
	    settle_list(r, &o->reserves, "--reserves") != AR_OK ?
	    AR_ESTOP : settle_list(r, &o->loan, "--loan");
}

/* Files first, in the order in which they are needed. */
static int
read_all(struct run *r)
{
	return read_offers(r) != AR_OK || ar_sale_read(&r->sale,
	    &r->cli->common, &r->tie) != AR_OK || settle_amounts(r) != AR_OK ?
	    AR_ESTOP : ar_sale_match(&r->sale);
}

static int
make_rows(struct run *r)
{
	const struct ar_common *c = &r->cli->common;
	const struct ar_factor_rows rows = {&r->sale, r->report, r->rows};

	add_columns(r);
	if (ar_report_watch(r->report, c->alert, c->nalert, r->cli->diag) !=
	    AR_OK || read_all(r) != AR_OK)
		return AR_ESTOP;
	ar_sale_test(&r->sale, r->o->table != AR_FACTOR_RAISE);
	ar_report_header(r->report, AR_S(""), 0);
	if (fill(r, &rows) != AR_OK)
		return AR_ESTOP;
	return r->detail == NULL ? AR_OK : make_detail(r);
}

/* Both files can be written before one is; stdout has the last word. */
static int
publish(struct run *r)
{
	struct ar_out *out, *beside = NULL;

	if (ar_publish_prove(r->cli, &r->tie) != AR_OK ||
	    ar_out_open(&out, r->cli->common.output, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	if (r->detail != NULL) {
		if (ar_out_open(&beside, r->o->detail, r->cli->diag) !=
		    AR_OK) {
			ar_out_drop(out);
			return AR_ESTOP;
		}
		ar_out_splice(beside, r->detail);
		r->detail = NULL;
		if (ar_out_close(beside, true) != AR_OK) {
			ar_out_drop(out);
			return AR_ESTOP;
		}
	}
	ar_out_splice(out, r->rows);
	r->rows = NULL;
	return ar_publish_close(r->cli, &r->tie, r->report, out);
}

void
ar_factorrun(struct ar_cli *cli, struct ar_factor_options *o)
{
	struct run r = {.cli = cli, .o = o, .sale = {.options = o,
	    .today = cli->common.as_of, .digits = cli->common.digits,
	    .verbose = cli->common.verbose, .diag = cli->diag},
	    .rows = ar_out_memory()};

	ar_tie_init(&r.tie);
	r.report = ar_report_new(r.rows, &r.tie);
	if (o->detail != NULL)
		r.detail = ar_out_memory();
	if (check_files(&r) == AR_OK && make_rows(&r) == AR_OK)
		(void)!publish(&r);
	ar_out_drop(r.rows);
	ar_out_drop(r.detail);
	ar_report_free(r.report);
	ar_sale_release(&r.sale);
	ar_tie_release(&r.tie);
}
