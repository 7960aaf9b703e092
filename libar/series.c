/*
 * libar/series.c
 * Purpose: documents, once each, into sales and receivables of any period.
 */
#include "libar/series.h"

#include <stdlib.h>

#include "libar/mem.h"
#include "libar/months.h"
#include "libar/openbal.h"
#include "libar/steps.h"

enum sum { SALES, RECEIVABLES, CURRENT, CASH, REFUNDS, SUMS };

/* First days of a group: of any document, of one that is partly paid. */
struct begin {
	ar_day any, undated;
};

struct ar_series {
	struct ar_series_options opts;
	struct ar_span_options spans;
	struct ar_months *months;
	struct begin *begin;            /* by group */
	size_t ngroups;
	ar_day first;
	struct ar_steps steps;
	struct ar_stretches history;
};

struct ar_series *
ar_series_new(const struct ar_series_options *opts)
{
	struct ar_series *s = ar_alloc(sizeof *s);

	s->opts = *opts;
	s->spans = *opts->spans;
	s->months = ar_months_new(&(struct ar_months_options){
	    s->spans.last, s->spans.window, opts->nkeys,
	    opts->cash ? SUMS : CASH});
	return s;
}

void
ar_series_free(struct ar_series *s)
{
	if (s == NULL)
		return;
	ar_months_free(s->months);
	ar_steps_free(&s->steps);
	ar_stretches_free(&s->history);
	free(s->begin);
	free(s);
}

/* What the days are of the group, which may be the next. */
static void
begin_group(struct ar_series *s, size_t group, const struct begin *days)
{
	struct begin *begin;

	if (group == s->ngroups) {
		s->begin = ar_grow(s->begin, group + 1, sizeof *s->begin);
		s->begin[s->ngroups++] = (struct begin){0};
	}
	begin = &s->begin[group];
	begin->any = ar_day_earlier(begin->any, days->any);
	begin->undated = ar_day_earlier(begin->undated, days->undated);
}

static size_t
group_of(struct ar_series *s, const struct ar_doc *doc,
    const struct ar_paid_list *paid)
{
	size_t group = ar_months_group(s->months, doc->key, &doc->ccy);
	bool undated = paid == NULL && ar_doc_is_undated(doc);

	s->first = ar_day_earlier(s->first, doc->invoice_date);
	begin_group(s, group, &(struct begin){doc->invoice_date,
	    undated ? doc->invoice_date : AR_NO_DAY});
	return group;
}

/* Whether something was paid after the day on which all was. */
static bool
is_paid_later(const struct ar_doc *doc, const struct ar_paid_list *paid)
{
	if (paid == NULL || doc->paid_date == AR_NO_DAY)
		return false;
	for (size_t i = 0; i < paid->n; i++)
		if (paid->paid[i].day > doc->paid_date)
			return true;
	return false;
}

/*
 * At the end of every period that is reported the payments have to agree
 * with the paid_date, as they have on the last day.
 */
static enum ar_fault
check_ends(const struct ar_series *s, const struct ar_doc *doc,
    const struct ar_paid_list *paid, int64_t *left)
{
	enum ar_fault fault = AR_FINE;
	ar_day end = s->spans.last;
	size_t n = 0;

	if (!s->spans.series || !is_paid_later(doc, paid))
		return AR_FINE;
	while (end >= doc->paid_date && end >= doc->invoice_date &&
	    fault == AR_FINE && (n == 0 || n != s->spans.newest)) {
		struct ar_open open;

		fault = ar_open_on(&open, doc, paid, end, true);
		*left = open.minor;
		end = ar_unit_previous(end, s->spans.every);
		n++;
	}
	return fault;
}

static void
add(struct ar_series *s, size_t group, enum sum sum, ar_day day,
    ar_sum amount)
{
	ar_months_add(s->months, group, sum, day, amount);
}

/* A payment as sales or cash, where it is one of these. */
static void
add_payment(struct ar_series *s, size_t group, ar_day day, ar_sum amount,
    uint8_t kind)
{
	if (kind == AR_PAYMENT_CREDIT && !s->opts.gross_sales)
		add(s, group, SALES, day, -amount);
	if (s->opts.cash && (kind == AR_PAYMENT_RECEIPT ||
	    kind == AR_PAYMENT_REFUND))
		add(s, group, CASH, day, amount);
	if (s->opts.cash && kind == AR_PAYMENT_REFUND)
		add(s, group, REFUNDS, day, -amount);
}

static void
add_sales(struct ar_series *s, size_t group, const struct ar_doc *doc,
    const struct ar_paid_list *paid, uint8_t cash)
{
	bool is_credit = doc->kind == AR_KIND_CREDIT_NOTE;

	if (doc->kind != AR_KIND_PAYMENT &&
	    !(is_credit && s->opts.gross_sales))
		add(s, group, SALES, doc->invoice_date, doc->amount.minor);
	if (cash != AR_PAYMENT_NONE)
		add_payment(s, group, doc->invoice_date, -doc->amount.minor,
		    cash);
	for (size_t i = 0; paid != NULL && i < paid->n; i++)
		add_payment(s, group, paid->paid[i].day,
		    paid->paid[i].amount, paid->paid[i].kind);
}

/* What is above 0 and not past due, to the evening of the due date. */
static void
add_current(struct ar_series *s, size_t group, ar_day due)
{
	ar_sum open = 0, shown = 0;

	for (size_t i = 0; i < s->steps.n && s->steps.step[i].day <= due;
	    i++) {
		ar_sum now;

		open += s->steps.step[i].change;
		now = open > 0 ? open : 0;
		if (now != shown)
			add(s, group, CURRENT, s->steps.step[i].day,
			    now - shown);
		shown = now;
	}
	if (shown != 0)
		add(s, group, CURRENT, ar_day_add(due, 1), -shown);
}

enum ar_fault
ar_series_add(struct ar_series *s, const struct ar_doc *doc,
    const struct ar_paid_list *paid, uint8_t cash, int64_t *left)
{
	enum ar_fault fault;
	size_t group;

	if (ar_doc_is_void(doc) || doc->invoice_date > s->spans.last)
		return AR_FINE;
	fault = check_ends(s, doc, paid, left);
	if (fault != AR_FINE)
		return fault;
	group = group_of(s, doc, paid);
	add_sales(s, group, doc, paid, cash);
	ar_steps_of(&s->steps, doc, paid);
	for (size_t i = 0; i < s->steps.n; i++)
		add(s, group, RECEIVABLES, s->steps.step[i].day,
		    s->steps.step[i].change);
	add_current(s, group, doc->due_date);
	return AR_FINE;
}

void
ar_series_merge(struct ar_series *s, const struct ar_series *from)
{
	size_t *number = ar_months_merge(s->months, from->months);

	for (size_t i = 0; i < from->ngroups; i++)
		begin_group(s, number[i], &from->begin[i]);
	s->first = ar_day_earlier(s->first, from->first);
	free(number);
}

void
ar_series_finish(struct ar_series *s)
{
	ar_months_finish(s->months);
}

ar_day
ar_series_first(const struct ar_series *s)
{
	return s->first;
}

struct ar_group_list
ar_series_groups(const struct ar_series *s)
{
	return ar_months_groups(s->months);
}

/* Months back to the group's first, as many as the receivables need. */
static void
make_history(struct ar_series *s, size_t group, ar_day end, ar_sum left)
{
	int32_t month = ar_month_of(end);
	int32_t oldest = ar_month_of(s->begin[group].any);

	s->history.n = 0;
	do {
		int32_t from = month;
		ar_sum sales = 0;

		if (ar_months_newest(s->months, group, SALES, &from,
		    &sales) != AR_ITEM || from < oldest)
			from = oldest - 1;
		if (from < month) {
			from++;
			sales = 0;
		}
		ar_stretches_add(&s->history, ar_month_begin(from), end,
		    sales, s->opts.month_days);
		left -= sales > 0 ? sales : 0;
		month = from - 1;
		end = ar_day_add(ar_month_begin(from), -1);
	} while (left > 0 && month >= oldest);
}

/* Three calendar months to the span's end, if that ends a month. */
static void
make_quarter(const struct ar_series *s, size_t group, struct ar_period *p)
{
	ar_day end = p->end;            /* at last: the day before them */
	ar_sum receivables = 0;

	for (int i = 0; i < AR_QUARTER_MONTHS; i++) {
		receivables += ar_months_until(s->months, group, RECEIVABLES,
		    end);
		end = ar_day_add(end, -ar_day_ymd(end).day);
	}
	p->quarter_receivables = ar_figure_of(receivables);
	p->quarter_sales = ar_figure_of(
	    ar_months_until(s->months, group, SALES, p->end) -
	    ar_months_until(s->months, group, SALES, end));
	if (end < s->begin[group].any)
		p->quarter_sales.word = AR_WORD_HISTORY_START;
}

static ar_sum
in_period(const struct ar_series *s, size_t group, enum sum sum,
    const struct ar_span *span)
{
	return ar_months_until(s->months, group, sum, span->end) -
	    ar_months_before(s->months, group, sum, span->start, span->end);
}

static struct ar_figure
beginning(const struct ar_series *s, size_t group,
    const struct ar_span *span, bool history)
{
	const struct begin *begin = &s->begin[group];
	struct ar_figure f;

	if (!history || (!s->opts.as_exported &&
	    begin->undated != AR_NO_DAY && begin->undated < span->start))
		return ar_figure_none(AR_WORD_NO_HISTORY);
	f = ar_figure_of(ar_months_before(s->months, group, RECEIVABLES,
	    span->start, span->end));
	if (span->start <= begin->any)
		f.word = AR_WORD_HISTORY_START;
	return f;
}

int
ar_series_period(struct ar_series *s, size_t group,
    const struct ar_span *span, bool history, struct ar_period *p)
{
	if (span->end < s->begin[group].any)
		return AR_OK;
	*p = (struct ar_period){.start = span->start, .end = span->end,
	    .days = ar_figure_of(span->days)};
	p->beginning = beginning(s, group, span, history);
	p->sales = ar_figure_of(in_period(s, group, SALES, span));
	p->receivables = ar_figure_of(ar_months_until(s->months, group,
	    RECEIVABLES, span->end));
	p->current = ar_figure_of(ar_months_until(s->months, group, CURRENT,
	    span->end));
	if (s->opts.cash) {
		p->cash = ar_figure_of(in_period(s, group, CASH, span));
		p->refunds = ar_figure_of(in_period(s, group, REFUNDS,
		    span));
	}
	if (s->opts.quarters)
		make_quarter(s, group, p);
	make_history(s, group, span->end, p->receivables.num);
	p->history = s->history;
	return AR_ITEM;
}
