/*
 * libar/bareday.h
 * Purpose: dates of digits alone, day and month first, perhaps without year.
 *
 * "31052026", "310526" and "3105": two digits each for day and month, four,
 * two or none for the year, and no separator.  A day without a year is known
 * only beside a period in which there is one such day; 69 to 99 are 1969 to
 * 1999.  Functions are pure and print no message.
 */
#ifndef AR_BAREDAY_H
#define AR_BAREDAY_H

#include "libar/foreigndate.h"

/* From first to last; AR_NO_DAY: none. */
struct ar_period {
	ar_day first, last;
};

/* Whether there is one, and each day and month is in it once at most. */
bool ar_period_tells(const struct ar_period *);

/*
 * AR_DAY_FORM: it has another form, or no year and there is no period.
 * AR_DAY_NONE: the calendar, or the period, lacks the day.
 */
AR_MUST enum ar_day_err ar_bare_day(ar_day *, struct ar_slice text,
    const struct ar_period *);

/* "20260531" */
AR_MUST enum ar_day_err ar_bare_ymd(ar_day *, struct ar_slice text);

#endif
