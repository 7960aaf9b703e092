/*
 * libar/publish.c
 * Purpose: the end of a report: the proof first, then the rows go out.
 */
#include "libar/publish.h"

int
ar_publish_beside(struct ar_cli *cli, const struct ar_tie *tie,
    const struct ar_report *report)
{
	const struct ar_common *c = &cli->common;

	if (c->control != NULL && ar_tie_control(tie, c->control, c->tool,
	    c->as_of, cli->diag) != AR_OK)
		return AR_ESTOP;
	if (c->verbose)
		ar_tie_explain(tie, cli->diag);
	ar_report_alarm(report, cli->diag);
	return AR_OK;
}

int
ar_publish_close(struct ar_cli *cli, const struct ar_tie *tie,
    const struct ar_report *report, struct ar_out *out)
{
	return ar_out_close(out, true) != AR_OK ? AR_ESTOP :
	    ar_publish_beside(cli, tie, report);
}

int
ar_publish_prove(struct ar_cli *cli, struct ar_tie *tie)
{
	if (ar_tie_check(tie, cli->diag) != AR_OK)
		return AR_ESTOP;
	return ar_tie_expect(tie, cli->common.expect, cli->common.nexpect,
	    cli->diag);
}

int
ar_publish(struct ar_cli *cli, struct ar_tie *tie,
    const struct ar_report *report, struct ar_out *rows)
{
	struct ar_out *out;

	if (ar_publish_prove(cli, tie) != AR_OK ||
	    ar_out_open(&out, cli->common.output, cli->diag) != AR_OK) {
		ar_out_drop(rows);
		return AR_ESTOP;
	}
	ar_out_splice(out, rows);
	return ar_publish_close(cli, tie, report, out);
}
