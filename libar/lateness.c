/*
 * libar/lateness.c
 * Purpose: documents, once each, into payment behaviour of any period.
 */
#include "libar/lateness.h"

#include <stdlib.h>

#include "libar/mem.h"
#include "libar/months.h"

enum sum {
	ITEMS, AMOUNT, LATE_ITEMS, TO_PAY, LATE, WEIGHTED_TO_PAY,
	WEIGHTED_LATE, SUMS
};

struct ar_lateness {
	struct ar_span_options spans;
	struct ar_months *months;
	bool clamp;
	ar_day first;
	struct ar_paid *paid;           /* of one document, by day */
};

struct ar_lateness *
ar_lateness_new(const struct ar_lateness_options *opts)
{
	struct ar_lateness *l = ar_alloc(sizeof *l);

	l->spans = *opts->spans;
	l->clamp = opts->clamp;
	l->months = ar_months_new(&(struct ar_months_options){
	    l->spans.last, l->spans.window, opts->nkeys, SUMS});
	return l;
}

void
ar_lateness_free(struct ar_lateness *l)
{
	if (l == NULL)
		return;
	ar_months_free(l->months);
	free(l->paid);
	free(l);
}

static int
by_day(const void *a, const void *b)
{
	const struct ar_paid *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

/* Payments to the last day, in order; how many. */
static size_t
sort_paid(struct ar_lateness *l, const struct ar_paid_list *paid)
{
	size_t n = 0;

	for (size_t i = 0; i < paid->n; i++) {
		if (paid->paid[i].day > l->spans.last)
			continue;
		l->paid = ar_grow(l->paid, n + 1, sizeof *l->paid);
		l->paid[n++] = paid->paid[i];
	}
	if (n > 1)
		qsort(l->paid, n, sizeof *l->paid, by_day);
	return n;
}

/* The payment after which nothing is open for good; AR_NO_DAY: some is. */
static ar_day
settled_by_payments(struct ar_lateness *l, const struct ar_doc *doc,
    const struct ar_paid_list *paid)
{
	size_t n = sort_paid(l, paid);
	ar_sum open = doc->amount.minor;
	ar_day settled = AR_NO_DAY;

	for (size_t i = 0; i < n; i++) {
		open -= l->paid[i].amount;
		if (i + 1 < n && l->paid[i + 1].day == l->paid[i].day)
			continue;
		if (open != 0)
			settled = AR_NO_DAY;
		else if (settled == AR_NO_DAY)
			settled = l->paid[i].day;
	}
	return settled;
}

static bool
counts(const struct ar_lateness *l, const struct ar_doc *doc)
{
	return !ar_doc_is_void(doc) && doc->invoice_date <= l->spans.last &&
	    doc->amount.minor > 0 && doc->kind != AR_KIND_CREDIT_NOTE &&
	    doc->kind != AR_KIND_PAYMENT;
}

static ar_day
settled_on(struct ar_lateness *l, const struct ar_doc *doc,
    const struct ar_paid_list *paid)
{
	if (!counts(l, doc))
		return AR_NO_DAY;
	if (paid != NULL)
		return settled_by_payments(l, doc, paid);
	return doc->paid_date <= l->spans.last ? doc->paid_date : AR_NO_DAY;
}

ar_day
ar_lateness_add(struct ar_lateness *l, const struct ar_doc *doc,
    const struct ar_paid_list *paid)
{
	ar_day day = settled_on(l, doc, paid);
	int32_t to_pay = day - doc->invoice_date, late = day - doc->due_date;
	ar_sum amount = doc->amount.minor;
	ar_sum sums[SUMS] = {1, amount, late > 0};
	size_t group;

	if (!ar_doc_is_void(doc) && doc->invoice_date <= l->spans.last)
		l->first = ar_day_earlier(l->first, doc->invoice_date);
	if (day == AR_NO_DAY)
		return day;
	l->first = ar_day_earlier(l->first, day);
	if (l->clamp && late < 0)
		late = 0;
	sums[TO_PAY] = to_pay;
	sums[LATE] = late;
	sums[WEIGHTED_TO_PAY] = amount * to_pay;
	sums[WEIGHTED_LATE] = amount * late;
	group = ar_months_group(l->months, doc->key, &doc->ccy);
	for (size_t i = 0; i < SUMS; i++)
		ar_months_add(l->months, group, i, day, sums[i]);
	return day;
}

void
ar_lateness_merge(struct ar_lateness *l, const struct ar_lateness *from)
{
	free(ar_months_merge(l->months, from->months));
	l->first = ar_day_earlier(l->first, from->first);
}

void
ar_lateness_finish(struct ar_lateness *l)
{
	ar_months_finish(l->months);
}

ar_day
ar_lateness_first(const struct ar_lateness *l)
{
	return l->first;
}

struct ar_group_list
ar_lateness_groups(const struct ar_lateness *l)
{
	return ar_months_groups(l->months);
}

int
ar_lateness_period(const struct ar_lateness *l, size_t group,
    const struct ar_span *span, struct ar_period *p)
{
	ar_sum sums[SUMS];

	for (size_t i = 0; i < SUMS; i++) {
		sums[i] = ar_months_until(l->months, group, i, span->end) -
		    ar_months_before(l->months, group, i, span->start,
		    span->end);
		if (sums[ITEMS] == 0)
			return AR_OK;
	}
	*p = (struct ar_period){.start = span->start, .end = span->end,
	    .days = ar_figure_of(span->days), .settled = {
	    .items = sums[ITEMS], .amount = sums[AMOUNT],
	    .late_items = sums[LATE_ITEMS], .days_to_pay = sums[TO_PAY],
	    .days_late = sums[LATE],
	    .weighted_days_to_pay = sums[WEIGHTED_TO_PAY],
	    .weighted_days_late = sums[WEIGHTED_LATE]}};
	return AR_ITEM;
}
