/*
 * libar/periodbook.c
 * Purpose: the rows of a period table, joined up by group and time.
 */
#include "libar/periodbook.h"

#include <stdlib.h>

#include "libar/spans.h"

struct row {
	size_t group;           /* at first its number, then its rank */
	ar_day start, end;
	struct ar_figure beginning, sales, receivables, current;
	struct ar_where at;
};

struct ar_periodbook {
	struct ar_groups groups;
	struct ar_group_list list;
	int32_t month_days;
	struct row *row;                /* by group and time */
	size_t n;
	size_t *order;                  /* by end and group */
	struct ar_stretches history;
};

struct ar_periodbook *
ar_periodbook_new(size_t nkeys, int32_t month_days)
{
	struct ar_periodbook *b = ar_alloc(sizeof *b);

	ar_groups_init(&b->groups, nkeys, 0, 0);
	b->month_days = month_days;
	return b;
}

void
ar_periodbook_free(struct ar_periodbook *b)
{
	if (b == NULL)
		return;
	ar_group_list_release(&b->list);
	ar_groups_release(&b->groups);
	ar_stretches_free(&b->history);
	free(b->row);
	free(b->order);
	free(b);
}

void
ar_periodbook_add(struct ar_periodbook *b, const struct ar_period_row *p,
    struct ar_where at)
{
	b->row = ar_grow(b->row, b->n + 1, sizeof *b->row);
	b->row[b->n++] = (struct row){
		.group = ar_groups_number(&b->groups, p->key, &p->ccy),
		.start = p->period_start, .end = p->period_end,
		.beginning = ar_kpi_given(&p->beginning_receivables),
		.sales = ar_kpi_given(&p->credit_sales),
		.receivables = ar_kpi_given(&p->receivables),
		.current = ar_kpi_given(&p->current), .at = at,
	};
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Rows of the same period stand in the order in which they came. */
static int
by_group_and_time(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = compare((int64_t)x->group, (int64_t)y->group);

	if (c == 0)
		c = compare(x->end, y->end);
	if (c == 0)
		c = compare(x->start, y->start);
	if (c == 0)
		c = compare(x->at.file, y->at.file);
	return c != 0 ? c : compare((int64_t)x->at.line,
	    (int64_t)y->at.line);
}

/* Groups by their rank in reports, rows by group and time. */
static void
sort_rows(struct ar_periodbook *b)
{
	size_t *rank = ar_alloc((b->groups.map.n + 1) * sizeof *rank);

	b->list = ar_groups_sorted(&b->groups);
	for (size_t i = 0; i < b->list.n; i++)
		rank[b->list.group[i].number] = i;
	for (size_t i = 0; i < b->n; i++)
		b->row[i].group = rank[b->row[i].group];
	if (b->n > 1)
		qsort(b->row, b->n, sizeof *b->row, by_group_and_time);
	free(rank);
}

static void
add_up(struct row *into, const struct row *row)
{
	into->beginning = ar_figure_add(into->beginning, row->beginning);
	into->sales = ar_figure_add(into->sales, row->sales);
	into->receivables = ar_figure_add(into->receivables,
	    row->receivables);
	into->current = ar_figure_add(into->current, row->current);
}

/* Whether the row before is of the same group and ends the day before. */
static bool
joins(const struct row *before, const struct row *row)
{
	return before->group == row->group && before->end == row->start - 1;
}

static bool
is_same_period(const struct row *row, const struct row *next)
{
	return next->group == row->group && next->end == row->end &&
	    (next->start == row->start || next->start == AR_NO_DAY);
}

/* The row before gives the beginning; NULL: there is none. */
static void
set_beginning(struct row *row, const struct row *before)
{
	if (!ar_figure_known(row->beginning))
		row->beginning = before != NULL && joins(before, row) ?
		    before->receivables : ar_figure_none(AR_WORD_NO_HISTORY);
}

static int
join_rows(struct ar_periodbook *b, struct ar_where clash[2])
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++) {
		struct row *row = &b->row[i];
		struct row *before = n > 0 &&
		    b->row[n - 1].group == row->group ? &b->row[n - 1] : NULL;

		if (row->start == AR_NO_DAY && before != NULL)
			row->start = before->end + 1;
		if (before != NULL && before->end >= row->start) {
			clash[0] = before->at;
			clash[1] = row->at;
			return AR_EDATA;
		}
		while (i + 1 < b->n && is_same_period(row, &b->row[i + 1]))
			add_up(row, &b->row[++i]);
		set_beginning(row, before);
		b->row[n++] = *row;
	}
	b->n = n;
	return AR_OK;
}

/* The end first, then the rank of the group: what reports are sorted by. */
static int
by_end_and_group(const void *a, const void *b, void *rows)
{
	const struct row *row = rows;
	const struct row *x = &row[*(const size_t *)a];
	const struct row *y = &row[*(const size_t *)b];
	int c = compare(x->end, y->end);

	return c != 0 ? c : compare((int64_t)x->group, (int64_t)y->group);
}

int
ar_periodbook_finish(struct ar_periodbook *b, struct ar_where clash[2])
{
	sort_rows(b);
	if (join_rows(b, clash) != AR_OK)
		return AR_EDATA;
	b->order = ar_alloc((b->n + 1) * sizeof *b->order);
	for (size_t i = 0; i < b->n; i++)
		b->order[i] = i;
	qsort_r(b->order, b->n, sizeof *b->order, by_end_and_group, b->row);
	return AR_OK;
}

size_t
ar_periodbook_count(const struct ar_periodbook *b)
{
	return b->n;
}

static int32_t
months_of(const struct row *row)
{
	return ar_span_months(&(struct ar_span){row->start, row->end, 0});
}

/* The row before, if that joins up; else NULL. */
static const struct row *
row_before(const struct ar_periodbook *b, const struct row *row)
{
	return row > b->row && joins(row - 1, row) ? row - 1 : NULL;
}

/* Whole months back to the first that is none, as many as are needed. */
static void
make_history(struct ar_periodbook *b, const struct row *row)
{
	ar_sum left = row->receivables.num;

	b->history.n = 0;
	if (row->start == AR_NO_DAY || ar_day_ymd(row->start).day != 1 ||
	    ar_month_of(row->start) != ar_month_of(row->end))
		return;
	do {
		ar_stretches_add(&b->history, row->start, row->end,
		    row->sales.num, b->month_days);
		left -= row->sales.num > 0 ? row->sales.num : 0;
		row = row_before(b, row);
	} while (left > 0 && row != NULL && months_of(row) == 1);
}

/* Just three whole months; of monthly rows the receivables too. */
static void
make_quarter(const struct ar_periodbook *b, const struct row *row,
    struct ar_period *p)
{
	struct ar_figure none = ar_figure_none(AR_WORD_NO_HISTORY);
	int32_t months = 0, rows = 0;

	p->quarter_sales = p->quarter_receivables = ar_figure_of(0);
	while (months < AR_QUARTER_MONTHS && row != NULL &&
	    months_of(row) > 0) {
		months += months_of(row);
		rows++;
		p->quarter_sales = ar_figure_add(p->quarter_sales,
		    row->sales);
		p->quarter_receivables = ar_figure_add(
		    p->quarter_receivables, row->receivables);
		row = row_before(b, row);
	}
	if (months != AR_QUARTER_MONTHS)
		p->quarter_sales = none;
	if (rows != AR_QUARTER_MONTHS || months != AR_QUARTER_MONTHS)
		p->quarter_receivables = none;
}

const struct ar_group *
ar_periodbook_period(struct ar_periodbook *b, size_t number,
    struct ar_period *p, struct ar_where *at)
{
	const struct row *row = &b->row[b->order[number]];

	*p = (struct ar_period){
		.start = row->start, .end = row->end,
		.days = row->start == AR_NO_DAY ?
		    ar_figure_none(AR_WORD_NO_HISTORY) :
		    ar_figure_of(row->end - row->start + 1),
		.beginning = row->beginning, .sales = row->sales,
		.receivables = row->receivables, .current = row->current,
		.no_months = AR_WORD_NO_HISTORY,
	};
	make_history(b, row);
	p->history = b->history;
	make_quarter(b, row, p);
	*at = row->at;
	return &b->list.group[row->group];
}
