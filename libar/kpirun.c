/*
 * libar/kpirun.c
 * Purpose: a run of ar-dso or ar-cei, from its options to its report.
 */
#include "libar/kpirun.h"

#include "libar/kpirows.h"
#include "libar/periodin.h"
#include "libar/publish.h"

struct run {
	struct ar_cli cli;
	struct ar_kpi_options opts;
	struct ar_kpi_layout layout;
	struct ar_tie tie;
	struct ar_report *report;
};

static int
prepare(struct run *r)
{
	const struct ar_common *c = &r->cli.common;

	if (ar_kpi_check(&r->cli, &r->opts) != AR_OK ||
	    ar_keys_check(&c->keys, ar_kpi_report_has, &r->layout,
	    r->cli.diag) != AR_OK)
		return AR_ESTOP;
	return c->control == NULL ? AR_OK :
	    ar_tie_control_check(c->control, r->cli.diag);
}

static int
report_figures(const struct run *r, const struct ar_kpi_report *report)
{
	struct ar_period p = ar_kpi_figures(&r->opts);
	struct ar_group group = {0};

	if (ar_ccy_parse(&group.ccy, AR_S("")) != AR_OK)
		return AR_ESTOP;
	ar_kpi_report_row(report, &group, &p, false);
	return AR_OK;
}

/* The first header tells what the input is. */
static int
report_files(struct run *r, const struct ar_kpi_report *report)
{
	const struct ar_kpi_rows rows = {&r->cli, &r->opts, report, &r->tie};
	const char *path = r->cli.common.operand[0];
	struct ar_table *table;

	if (ar_table_open(&table, path, ar_diag_file(r->cli.diag, path),
	    r->cli.diag) != AR_OK)
		return AR_ESTOP;
	return ar_periodin_is(ar_table_header(table)) ?
	    ar_kpi_table(&rows, table) : ar_kpi_documents(&rows, table);
}

static int
make_rows(struct run *r, struct ar_out *out)
{
	const struct ar_common *c = &r->cli.common;
	const struct ar_kpi_report report = {&r->layout, r->report, out,
	    r->cli.diag};

	ar_kpi_report_columns(&r->layout, r->report);
	if (ar_report_watch(r->report, c->alert, c->nalert, r->cli.diag) !=
	    AR_OK)
		return AR_ESTOP;
	ar_report_header(r->report, AR_S(""), 0);
	return ar_kpi_computes(&r->opts) ? report_figures(r, &report) :
	    report_files(r, &report);
}

static void
run(struct run *r)
{
	struct ar_out *rows;

	if (prepare(r) != AR_OK)
		return;
	rows = ar_out_memory();
	r->report = ar_report_new(rows, &r->tie);
	if (make_rows(r, rows) == AR_OK)
		(void)!ar_publish(&r->cli, &r->tie, r->report, rows);
	else
		ar_out_drop(rows);
	ar_report_free(r->report);
}

int
ar_kpi_main(int argc, char **argv, const struct ar_tool *tool,
    void (*choose)(struct ar_kpi_layout *, const struct ar_kpi_options *))
{
	struct run r = {0};

	ar_cli_begin(&r.cli, tool);
	ar_tie_init(&r.tie);
	if (ar_cli_parse(&r.cli, argc, argv, &r.opts) == AR_OK) {
		r.layout.keys = &r.cli.common.keys;
		r.layout.digits = r.cli.common.digits;
		r.layout.explain = r.opts.explain;
		choose(&r.layout, &r.opts);
		run(&r);
	}
	ar_tie_release(&r.tie);
	return ar_cli_end(&r.cli);
}
