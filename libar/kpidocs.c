/*
 * libar/kpidocs.c
 * Purpose: rows of ar-dso and ar-cei from documents.
 */
#include <stdlib.h>

#include "libar/kpirows.h"
#include "libar/lateness.h"
#include "libar/periodin.h"
#include "libar/scan.h"
#include "libar/series.h"

struct run {
	const struct ar_kpi_rows *rows;
	struct ar_series *series;       /* NULL with --late */
	struct ar_lateness *lateness;   /* NULL without */
	struct ar_span latest;          /* the last period */
	struct ar_where header;         /* of a file without paid_date */
	bool history;                   /* what was paid when is known */
	struct seen {
		bool any, settled;
	} all, latest_only;             /* documents, of the last period */
};

static const struct ar_common *
common(const struct run *r)
{
	return &r->rows->cli->common;
}

/* Past days, and days to pay, can be answered only by dates of payment. */
static int
on_header(void *run, const struct ar_header *header)
{
	struct run *r = run;
	const struct ar_kpi_options *o = r->rows->opts;

	if (ar_periodin_is(header))
		return ar_kpi_refuse_mixture(r->rows, header);
	if (common(r)->payments != NULL ||
	    ar_header_find(header, AR_S("paid_date"), NULL) >= 0)
		return AR_OK;
	r->history = false;
	r->header = header->at;
	if (!o->spans.series && !o->late)
		return AR_OK;
	ar_diag_say(r->rows->cli->diag, &(struct ar_say){AR_M_NO_HISTORY,
	    header->at, {0}, {o->late ? "--late" : "--every"}});
	return AR_ESTOP;
}

static void
see(struct seen *seen, const struct seen *more)
{
	seen->any = seen->any || more->any;
	seen->settled = seen->settled || more->settled;
}

/* Whether the list has more than open items. */
static void
look_for_settled(struct run *r, const struct ar_item *item)
{
	const struct ar_doc *doc = item->doc;
	const struct seen one = {true, item->open->minor == 0};

	if (item->open->why == AR_VOID || item->open->why == AR_FUTURE ||
	    doc->kind == AR_KIND_PAYMENT)
		return;
	see(&r->all, &one);
	if (doc->invoice_date >= r->latest.start)
		see(&r->latest_only, &one);
}

static enum ar_fault
on_document(void *run, const struct ar_item *item)
{
	struct run *r = run;
	enum ar_fault fault = ar_series_add(r->series, item->doc, item->paid,
	    item->cash, &item->open->minor);

	if (fault == AR_FINE)
		look_for_settled(r, item);
	return fault;
}

/* Shown is what was settled in the last period; all else is left out. */
static enum ar_fault
on_settled(void *run, const struct ar_item *item)
{
	struct run *r = run;
	ar_day day = ar_lateness_add(r->lateness, item->doc, item->paid);

	if (item->open->why == AR_VOID)
		return AR_FINE;
	*item->open = (struct ar_open){0, AR_FUTURE};
	if (day != AR_NO_DAY && day >= r->latest.start)
		*item->open = (struct ar_open){item->doc->amount.minor,
		    AR_OPEN};
	return AR_FINE;
}

static void
begin(struct run *r)
{
	const struct ar_kpi_options *o = r->rows->opts;
	size_t nkeys = common(r)->keys.n;

	if (o->late) {
		r->lateness = ar_lateness_new(&(struct ar_lateness_options){
		    &o->spans, nkeys, o->clamp});
		return;
	}
	r->series = ar_series_new(&(struct ar_series_options){
	    .spans = &o->spans, .nkeys = nkeys, .month_days = o->month_days,
	    .gross_sales = o->gross_sales, .cash = o->cash,
	    .quarters = o->rolling || o->quarterly,
	    .as_exported = common(r)->as_exported});
}

static void
release(struct run *r)
{
	ar_series_free(r->series);
	ar_lateness_free(r->lateness);
}

/* For a thread of its own: no document is seen yet. */
static void *
fresh(const void *run)
{
	const struct run *all = run;
	struct run *r = ar_alloc(sizeof *r);

	*r = (struct run){.rows = all->rows, .latest = all->latest};
	begin(r);
	return r;
}

static void
merge(void *run, void *from)
{
	struct run *r = run;
	const struct run *part = from;

	see(&r->all, &part->all);
	see(&r->latest_only, &part->latest_only);
	if (r->series != NULL)
		ar_series_merge(r->series, part->series);
	else
		ar_lateness_merge(r->lateness, part->lateness);
}

static void
drop(void *run)
{
	release(run);
	free(run);
}

static struct ar_spans
spans_of(const struct run *r)
{
	return ar_spans_make(&r->rows->opts->spans, r->series != NULL ?
	    ar_series_first(r->series) : ar_lateness_first(r->lateness));
}

static ar_day
oldest(void *run)
{
	struct ar_spans s = spans_of(run);
	ar_day day = s.n == 0 ? AR_NO_DAY : s.span[0].end;

	free(s.span);
	return day;
}

/*
 * The sales of a list of open items are the unpaid ones alone.  A period
 * without documents is judged by those before it.
 */
static int
check_open_items(const struct run *r)
{
	const struct seen *seen = r->latest_only.any ? &r->latest_only :
	    &r->all;

	if (r->history || common(r)->as_exported || !seen->any ||
	    seen->settled)
		return AR_OK;
	ar_diag_say(r->rows->cli->diag, &(struct ar_say){
	    .msg = AR_M_OPEN_ITEMS_ONLY, .at = r->header});
	return AR_ESTOP;
}

static int
refuse_span(const struct run *r, const struct ar_span *span, int option,
    const char *remedy)
{
	char start[AR_DAY_TEXT + 1] = "", end[AR_DAY_TEXT + 1] = "";

	ar_day_format(start, span->start);
	ar_day_format(end, span->end);
	ar_diag_say(r->rows->cli->diag, &(struct ar_say){AR_M_BAD_SPAN, {0},
	    {0}, {ar_cli_name(r->rows->cli, option), start, end, remedy}});
	return AR_ESTOP;
}

/* Figures that are defined for whole months only. */
static int
check_span(const struct run *r, const struct ar_span *span)
{
	const struct ar_kpi_options *o = r->rows->opts;

	if ((o->rolling || o->quarterly) &&
	    span->end != ar_month_end(span->end))
		return refuse_span(r, span, AR_KPI_METHOD,
		    "end with a month, as with -a eopm");
	if (o->crf && o->months == 0 && ar_span_months(span) == 0)
		return refuse_span(r, span, AR_KPI_CRF, "say --months");
	return AR_OK;
}

static void
report_span(struct run *r, const struct ar_group_list *groups,
    const struct ar_span *span, bool last)
{
	const struct ar_kpi_options *o = r->rows->opts;
	struct ar_period p;

	for (size_t i = 0; i < groups->n; i++) {
		const struct ar_group *g = &groups->group[i];

		if ((r->series != NULL ? ar_series_period(r->series,
		    g->number, span, r->history, &p) :
		    ar_lateness_period(r->lateness, g->number, span, &p)) !=
		    AR_ITEM)
			continue;
		if (o->crf)
			p.months = o->months != 0 ? o->months :
			    ar_span_months(span);
		ar_kpi_report_row(r->rows->report, g, &p, last);
	}
}

static int
report(struct run *r)
{
	struct ar_spans spans = spans_of(r);
	struct ar_group_list groups;
	int result = AR_OK;

	if (r->series != NULL)
		ar_series_finish(r->series);
	else
		ar_lateness_finish(r->lateness);
	groups = r->series != NULL ? ar_series_groups(r->series) :
	    ar_lateness_groups(r->lateness);
	for (size_t i = 0; i < spans.n && result == AR_OK; i++) {
		result = check_span(r, &spans.span[i]);
		if (result == AR_OK)
			report_span(r, &groups, &spans.span[i],
			    i + 1 == spans.n);
	}
	ar_group_list_release(&groups);
	free(spans.span);
	return result;
}

/* The last period, whatever there is in it. */
static struct ar_span
latest_span(const struct ar_kpi_options *o)
{
	struct ar_span_options one = o->spans;
	struct ar_spans s;
	struct ar_span latest;

	one.newest = 1;
	s = ar_spans_make(&one, AR_DAY_MIN);
	latest = s.span[0];
	free(s.span);
	return latest;
}

int
ar_kpi_documents(const struct ar_kpi_rows *rows, struct ar_table *first)
{
	struct run r = {.rows = rows, .history = true,
	    .latest = latest_span(rows->opts)};
	const struct ar_scan scan = {.common = &rows->cli->common,
	    .by_due = true, .history = true, .first = first,
	    .oldest = oldest, .fresh = fresh, .merge = merge, .drop = drop,
	    .header = on_header,
	    .each = rows->opts->late ? on_settled : on_document};
	struct ar_scanned scanned;
	int result;

	begin(&r);
	result = ar_scan_run(&scan, &r, rows->tie, &scanned,
	    rows->cli->diag);
	if (result == AR_OK)
		result = check_open_items(&r);
	if (result == AR_OK)
		result = report(&r);
	release(&r);
	return result;
}
