/*
 * libar/unbilled.c
 * Purpose: lines that were shipped and not billed, with how long they wait.
 */
#include "libar/unbilled.h"

#include "libar/publish.h"

enum { LINE_NET, DAYS_WAITING, REASON, ADDED };

static const struct ar_heading added[ADDED] = {
	{"line_net", AR_ROLE_PART}, {"days_waiting", AR_ROLE_NUMBER},
	{"reason", AR_ROLE_TEXT},
};

int
ar_unbilled_begin(struct ar_unbilled *u, struct ar_cli *cli,
    struct ar_tie *tie)
{
	u->cli = cli;
	u->tie = tie;
	ar_pass_init(&u->pass, added, ADDED);
	if (ar_holdback_open(&u->rows, cli->common.output, cli->diag) !=
	    AR_OK)
		return AR_ESTOP;
	u->report = ar_report_new(u->rows.rows, tie);
	return AR_OK;
}

int
ar_unbilled_header(struct ar_unbilled *u, const struct ar_header *header)
{
	bool first = u->pass.header.name == NULL;

	if (ar_pass_header(&u->pass, u->report, header, u->cli->diag) !=
	    AR_OK)
		return AR_ESTOP;
	if (first)
		ar_report_header(u->report, header->raw, header->n);
	return AR_OK;
}

int
ar_unbilled_row(struct ar_unbilled *u, const struct ar_gathered *l,
    bool held)
{
	char net[AR_MONEY_MAX], days[AR_MONEY_MAX];
	size_t n = ar_money_format(net, l->line.net,
	    l->line.goods.ccy.digits);
	size_t d = ar_money_format(days,
	    u->cli->common.as_of - l->line.goods.ship_date, 0);
	const struct ar_slice cell[ADDED] = {
		[LINE_NET] = ar_slice(net, n),
		[DAYS_WAITING] = ar_slice(days, d),
		[REASON] = held ? AR_S("held") : AR_S("not_billed"),
	};

	ar_pass_row(&u->pass, u->rows.rows, &l->row, cell);
	ar_report_end_row(u->report, true);
	return ar_holdback_settle(&u->rows);
}

static int
finish(struct ar_unbilled *u)
{
	if (ar_tie_check(u->tie, u->cli->diag) != AR_OK ||
	    ar_holdback_release(&u->rows) != AR_OK ||
	    ar_holdback_close(&u->rows, true) != AR_OK)
		return AR_ESTOP;
	return ar_publish_beside(u->cli, u->tie, u->report);
}

int
ar_unbilled_end(struct ar_unbilled *u, bool complete)
{
	int result = complete ? finish(u) : AR_OK;

	if (ar_holdback_close(&u->rows, false) != AR_OK)
		result = AR_ESTOP;
	if (u->report != NULL)
		ar_report_free(u->report);
	ar_pass_release(&u->pass);
	return result;
}
