/*
 * libar/countback.h
 * Purpose: DSO by countback: receivables used up by sales, newest first.
 *
 * The receivables are taken to be the newest sales.  Going back month by
 * month, a month whose sales are at most what is left gives all its days; the
 * last one gives its share of days.  The month of the end counts its elapsed
 * days and its sales to date.  A month without sales, or with more credits
 * than sales, uses up nothing and gives its days.
 */
#ifndef AR_COUNTBACK_H
#define AR_COUNTBACK_H

#include "libar/date.h"
#include "libar/figure.h"

/* A calendar month to date, or several whole ones without sales. */
struct ar_stretch {
	ar_day from, to;
	int32_t days;
	ar_sum sales;
};

/* Newest first; {0} is empty. */
struct ar_stretches {
	struct ar_stretch *stretch;
	size_t n;
};

/*
 * Append the stretch of these days.  month_days: what a whole month counts,
 * 0 for its days of the calendar; a month that `to` cuts counts as it is.
 */
void ar_stretches_add(struct ar_stretches *, ar_day from, ar_day to,
    ar_sum sales, int32_t month_days);

void ar_stretches_free(struct ar_stretches *);

/*
 * Days of sales in the receivables.  Beside the days found stands
 * AR_WORD_HISTORY_EXHAUSTED where receivables are left at the end of the
 * history, else AR_WORD_NEGATIVE_SALES where a month of net credits was
 * passed.  Not defined below 0: AR_WORD_CREDIT_BALANCE.
 */
struct ar_figure ar_countback(ar_sum receivables,
    const struct ar_stretches *);

#endif
