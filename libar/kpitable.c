/*
 * libar/kpitable.c
 * Purpose: rows of ar-dso and ar-cei from a period table.
 */
#include <stdio.h>
#include <stdlib.h>

#include "libar/kpirows.h"
#include "libar/operands.h"
#include "libar/periodbook.h"
#include "libar/periodin.h"
#include "libar/rejects.h"

/* A row's receivables, which count if its period is the last one. */
struct counted {
	struct ar_ccy ccy;
	int64_t minor;
	ar_day end;
};

struct run {
	const struct ar_kpi_rows *rows;
	struct ar_diag *diag;
	struct ar_table *first;
	struct ar_periodin in;
	struct ar_periodbook *book;
	struct ar_rejects *rejects;
	struct counted *counted;
	size_t ncounted;
	uint64_t records;
	ar_day last;                    /* of all periods */
	struct ar_map last_of;          /* currency -> its last period */
};

static void
drop(struct run *r, const struct ar_row *row, const struct ar_period_row *p)
{
	static const struct ar_ccy unnamed = AR_CCY_UNNAMED;
	bool known = p != NULL && p->receivables.filled;

	ar_rejects_add(r->rejects, row, r->diag);
	ar_tie_refuse(r->rows->tie, p != NULL ? &p->ccy : &unnamed,
	    known ? &p->receivables.minor : NULL);
}

static ar_day *
last_of(struct run *r, const struct ar_ccy *ccy)
{
	return ar_map_value(&r->last_of,
	    ar_map_put(&r->last_of, ar_slice_of(ccy->code), NULL));
}

static void
see_end(struct run *r, const struct ar_ccy *ccy, ar_day end)
{
	ar_day *last = last_of(r, ccy);

	if (end > *last)
		*last = end;
	if (end > r->last)
		r->last = end;
}

static void
take_row(struct run *r, const struct ar_row *row)
{
	struct ar_period_row p;

	if (ar_periodin_row(&r->in, row, &p, r->diag) != AR_OK) {
		drop(r, row, &p);
		return;
	}
	ar_periodbook_add(r->book, &p, row->at);
	r->counted = ar_grow(r->counted, r->ncounted + 1,
	    sizeof *r->counted);
	r->counted[r->ncounted++] = (struct counted){
		p.ccy, p.receivables.minor, p.period_end
	};
	see_end(r, &p.ccy, p.period_end);
}

static int
read_rows(struct run *r, struct ar_table *table)
{
	struct ar_row row;
	int result;

	while ((result = ar_table_next(table, &row)) != AR_OK) {
		if (result == AR_ESTOP)
			return result;
		r->records++;
		if (result == AR_ITEM)
			take_row(r, &row);
		else
			drop(r, &row, NULL);
	}
	return AR_OK;
}

static int
bind_operand(struct run *r, const struct ar_header *header)
{
	if (!ar_periodin_is(header))
		return ar_kpi_refuse_mixture(r->rows, header);
	ar_rejects_header(r->rejects, header);
	return ar_periodin_bind(&r->in, &r->rows->cli->common.keys, header,
	    r->diag);
}

static int
read_operand(struct run *r, const char *path)
{
	struct ar_table *table;
	int result;

	if (ar_table_take(&table, &r->first, path, r->diag) != AR_OK)
		return AR_ESTOP;
	result = bind_operand(r, ar_table_header(table));
	if (result == AR_OK)
		result = read_rows(r, table);
	ar_table_close(table);
	return result;
}

static bool
is_before(struct ar_where a, struct ar_where b)
{
	return a.file < b.file || (a.file == b.file && a.line < b.line);
}

/* Of two periods that overlap, the one that came later is to blame. */
static int
join(struct run *r)
{
	struct ar_where clash[2];
	char line[24];
	bool later;

	if (ar_periodbook_finish(r->book, clash) == AR_OK)
		return AR_OK;
	later = is_before(clash[0], clash[1]);
	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)clash[!later].line);
	ar_diag_say(r->diag, &(struct ar_say){AR_M_OVERLAP, clash[later],
	    {0}, {ar_diag_file_name(r->diag, clash[!later].file), line}});
	return AR_ESTOP;
}

static int
read_all(struct run *r)
{
	const struct ar_common *c = &r->rows->cli->common;

	if (ar_kpi_check_table(r->rows->cli) != AR_OK ||
	    ar_operands_check(c, NULL, r->diag) != AR_OK)
		return AR_ESTOP;
	if (c->rejects != NULL &&
	    ar_rejects_open(&r->rejects, c->rejects, r->diag) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < c->noperands; i++)
		if (read_operand(r, c->operand[i]) != AR_OK)
			return AR_ESTOP;
	ar_diag_verdict(r->diag, r->records, c->rejects);
	return ar_diag_refused(r->diag) > 0 && c->rejects == NULL ?
	    AR_EDATA : join(r);
}

/* The total of a currency is that of its last period. */
static void
tie(struct run *r)
{
	for (size_t i = 0; i < r->ncounted; i++) {
		const struct counted *c = &r->counted[i];
		bool last = c->end == *last_of(r, &c->ccy);

		ar_tie_add(r->rows->tie, &c->ccy, c->minor,
		    &(struct ar_open){last ? c->minor : 0,
		    last ? AR_OPEN : AR_FUTURE});
	}
}

/* The months of the period, where the index wants them. */
static int
set_months(const struct run *r, struct ar_period *p, struct ar_where at)
{
	const struct ar_kpi_options *o = r->rows->opts;

	p->months = o->months;
	if (!o->crf || o->months != 0)
		return AR_OK;
	p->months = ar_span_months(&(struct ar_span){p->start, p->end, 0});
	if (p->months != 0)
		return AR_OK;
	ar_diag_say(r->diag, &(struct ar_say){.msg = AR_M_CUT_MONTH,
	    .at = at});
	return AR_ESTOP;
}

static int
report(struct run *r)
{
	for (size_t i = 0; i < ar_periodbook_count(r->book); i++) {
		struct ar_period p;
		struct ar_where at;
		const struct ar_group *g = ar_periodbook_period(r->book, i,
		    &p, &at);

		if (set_months(r, &p, at) != AR_OK)
			return AR_ESTOP;
		ar_kpi_report_row(r->rows->report, g, &p,
		    p.end == *last_of(r, &g->ccy));
	}
	return AR_OK;
}

static void
note(const struct run *r)
{
	char text[96];

	(void)snprintf(text, sizeof text,
	    "%llu rows of a period table read from %zu file%s",
	    (unsigned long long)r->records, r->rows->cli->common.noperands,
	    r->rows->cli->common.noperands == 1 ? "" : "s");
	ar_diag_note(r->diag, text);
}

int
ar_kpi_table(const struct ar_kpi_rows *rows, struct ar_table *first)
{
	struct run r = {.rows = rows, .diag = rows->cli->diag,
	    .first = first, .book = ar_periodbook_new(
	    rows->cli->common.keys.n, rows->opts->month_days)};
	int result;

	ar_map_init(&r.last_of, sizeof(ar_day));
	result = read_all(&r);
	if (result == AR_OK && rows->cli->common.verbose)
		note(&r);
	if (result == AR_OK) {
		tie(&r);
		if (r.last != AR_NO_DAY)
			rows->cli->common.as_of = r.last;
		result = report(&r);
	}
	if (ar_rejects_close(r.rejects, result == AR_OK) != AR_OK)
		result = AR_ESTOP;
	ar_table_close(r.first);
	ar_periodbook_free(r.book);
	ar_map_release(&r.last_of);
	free(r.counted);
	return result;
}
