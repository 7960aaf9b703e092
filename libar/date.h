/*
 * libar/date.h
 * Purpose: days of the calendar, 0001-01-01 to 9999-12-31.
 *
 * A day is its number: 0001-01-01 is 1, 9999-12-31 is 3,652,059, in the
 * Gregorian calendar throughout.  There is no time zone and no "now" here.
 * Functions are pure and print no message.
 */
#ifndef AR_DATE_H
#define AR_DATE_H

#include <stdint.h>

#include "libar/err.h"
#include "libar/slice.h"

typedef int32_t ar_day;

enum {
	AR_NO_DAY = 0,
	AR_DAY_MIN = 1,
	AR_DAY_MAX = 3652059,
	AR_DAY_TEXT = 10        /* bytes of YYYY-MM-DD */
};

enum ar_day_err {
	AR_DAY_OK,
	AR_DAY_EMPTY,
	AR_DAY_FORM,            /* not YYYY-MM-DD in ASCII digits */
	AR_DAY_NONE             /* the form is right, the calendar lacks it */
};

struct ar_ymd {
	int year, month, day;   /* 1 to 9999, 1 to 12, 1 to 31 */
};

enum ar_unit { AR_WEEK, AR_MONTH, AR_QUARTER, AR_YEAR };

/* *day is set only with AR_DAY_OK. */
AR_MUST enum ar_day_err ar_day_parse(ar_day *, struct ar_slice text);

/* The ten bytes of YYYY-MM-DD; no NUL. */
void ar_day_format(char buf[AR_DAY_TEXT], ar_day);

/* AR_NO_DAY if the calendar has no such day. */
ar_day ar_day_of(struct ar_ymd);
struct ar_ymd ar_day_ymd(ar_day);

/* 28 to 31. */
int ar_month_days(int year, int month);

/* The last day of the day's month. */
ar_day ar_month_end(ar_day);

/* Months are numbered through the years: 12 x year + month - 1. */
int32_t ar_month_of(ar_day);

/* The first day of the month of this number. */
ar_day ar_month_begin(int32_t month);

/*
 * The same day `months` later (or earlier, if negative), the last of the
 * month where that month is shorter; never rolls into the next month.
 * AR_NO_DAY beyond the domain.
 */
ar_day ar_day_add_months(ar_day, int months);

/* day + days, AR_NO_DAY beyond the domain. */
ar_day ar_day_add(ar_day, int64_t days);

/* The earlier of two days; AR_NO_DAY only if neither is one. */
ar_day ar_day_earlier(ar_day, ar_day);

/* week, month, quarter or year; AR_EDATA for another word. */
AR_MUST int ar_unit_parse(enum ar_unit *, struct ar_slice text);

/* 0 Monday to 6 Sunday. */
int ar_weekday(ar_day);

/*
 * The last end of a unit on or before day: for months, quarters and years
 * their last calendar day, for weeks the day itself (a week ends on the
 * weekday of the day that is asked about).  AR_NO_DAY if none is left.
 */
ar_day ar_unit_end_before(ar_day, enum ar_unit);

/* The end before that end; AR_NO_DAY if none is left. */
ar_day ar_unit_previous(ar_day end, enum ar_unit);

#endif
