/*
 * libar/billclose.c
 * Purpose: gathered lines become an invoice, which is issued.
 */
#include "libar/billrun.h"

void
ar_billrun_drop(struct ar_billrun *r, const struct ar_row *row,
    const struct ar_ship_line *line)
{
	ar_rejects_header(r->rejects, line->header);
	ar_rejects_add(r->rejects, row, r->cli->diag);
	ar_tie_refuse(&r->tie, &line->goods.ccy,
	    line->has_net ? &line->net : NULL);
	r->failed = r->failed || r->rejects == NULL;
}

/* The first line is refused with what is said, the others with it. */
static void
refuse_group(struct ar_billrun *r, struct ar_gather_group group,
    const struct ar_say *say)
{
	struct ar_quoted q;
	const char *column = ar_gather_column(&r->gather);

	for (const struct ar_gathered *l = group.first; l != NULL;
	    l = l->next) {
		struct ar_say placed = {.msg = AR_M_INCOMPLETE,
		    .column = ar_slice_of(column), .arg = {ar_quote(&q,
		    ar_gather_subject(&r->gather, &l->line.goods))}};

		if (say != NULL && l == group.first)
			placed = *say;
		placed.at = l->row.at;
		ar_diag_refuse(r->cli->diag, &placed);
		ar_billrun_drop(r, &l->row, &l->line);
	}
}

static int
compose(struct ar_billrun *r, struct ar_gather_group group)
{
	struct ar_invoice *inv = &r->invoice;

	ar_invoice_clear(inv);
	for (const struct ar_gathered *l = group.first; l != NULL;
	    l = l->next)
		(void)ar_invoice_add(inv, &l->line.goods, l->line.net);
	inv->kind = AR_KIND_INVOICE;
	inv->terms = group.first->line.terms;
	inv->base_is_net = r->options->base_is_net;
	inv->date = ar_issue_date(&r->issue, inv);
	return ar_invoice_total(inv);
}

/* What comes of it; a list of lines says it in a column. */
static const char *
consequence(const struct ar_invoice_options *o)
{
	if (o->unbilled)
		return NULL;
	return o->hold ? "left unbilled" :
	    "--hold would leave it unbilled";
}

static bool
is_held(struct ar_billrun *r)
{
	const struct ar_invoice *inv = &r->invoice;
	const struct ar_goods *g = &inv->line[0].goods;
	bool hold = r->options->hold;

	if (r->limits == NULL || (r->options->unbilled && !hold))
		return false;
	if (inv->bill.amount > 0 && ar_limits_exceeded(r->limits,
	    g->customer_id, &g->ccy, inv->bill.amount,
	    consequence(r->options)) && hold)
		return true;
	ar_limits_add(r->limits, g->customer_id, &g->ccy, inv->bill.amount);
	return false;
}

static void
tie(struct ar_billrun *r, struct ar_gather_group group, enum ar_why why)
{
	for (const struct ar_gathered *l = group.first; l != NULL;
	    l = l->next) {
		const struct ar_open open = {
			why == AR_OPEN ? l->line.net : 0, why
		};

		ar_tie_add(&r->tie, &l->line.goods.ccy, l->line.net, &open);
		r->held += why != AR_OPEN;
	}
}

static void
refuse_terms(struct ar_billrun *r, struct ar_gather_group group,
    enum ar_schedule_fault fault)
{
	struct ar_quoted q;

	refuse_group(r, group, &(struct ar_say){.msg = AR_M_BAD_TERMS,
	    .column = AR_S("terms"),
	    .arg = {ar_quote(&q, r->invoice.terms->text),
	    ar_schedule_remedy(fault, "fill receipt_date")}});
}

static void
refuse_date(struct ar_billrun *r, struct ar_gather_group group)
{
	char date[AR_DAY_TEXT + 1] = "", latest[AR_DAY_TEXT + 1] = "";

	ar_day_format(date, r->invoice.date);
	ar_day_format(latest, r->issue.journal.latest);
	refuse_group(r, group, &(struct ar_say){
	    .msg = AR_M_BACK_DATED_INVOICE, .column = AR_S("ship_date"),
	    .arg = {date, latest}});
}

static int
issue(struct ar_billrun *r, struct ar_gather_group group)
{
	struct ar_schedule schedule;
	enum ar_schedule_fault fault = ar_issue_schedule(&schedule,
	    &r->invoice);

	if (fault != AR_SCHEDULE_FINE)
		refuse_terms(r, group, fault);
	else if (!ar_issue_date_fits(&r->issue, &r->invoice))
		refuse_date(r, group);
	else if (!r->failed && is_held(r))
		tie(r, group, AR_VOID);
	else if (!r->failed)
		return ar_issue_invoice(&r->issue, &r->invoice, &schedule);
	return AR_OK;
}

static int
list_unbilled(struct ar_billrun *r, struct ar_gather_group group)
{
	bool held = !r->failed && is_held(r);

	tie(r, group, AR_OPEN);
	for (const struct ar_gathered *l = group.first; l != NULL;
	    l = l->next)
		if (ar_unbilled_row(&r->unbilled, l, held) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

int
ar_billrun_close(struct ar_billrun *r, struct ar_gather_group group)
{
	if (group.first == NULL)
		return AR_OK;
	if (ar_gather_is_broken(&r->gather, &group.first->line.goods) ||
	    (r->failed && r->streams && r->rejects != NULL)) {
		refuse_group(r, group, NULL);
		return AR_OK;
	}
	if (compose(r, group) != AR_OK) {
		refuse_group(r, group, &(struct ar_say){.msg = AR_M_OVERFLOW});
		return AR_OK;
	}
	return r->options->unbilled ? list_unbilled(r, group) :
	    issue(r, group);
}
