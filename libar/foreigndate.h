/*
 * libar/foreigndate.h
 * Purpose: dates as the world writes them, in every order they may have.
 *
 * A date of three numbers, such as 01/02/2026, is read under each order in
 * which it can be one; which order a file uses is not decided here.  A date
 * that begins with a year of four digits, or names its month in English,
 * reads itself: all orders then give the same day.
 *
 * Separators are '.', '/', '-' or a blank, the same twice; numbers need no
 * zero before them; a year has four digits, or two, of which 69 to 99 are
 * 1969 to 1999 and the others 2000 to 2068.  Beside the name of a month the
 * day stands first or second and the year last, or first with four digits.
 * A time of the day behind the date is passed over.
 *
 * Functions are pure and print no message.
 */
#ifndef AR_FOREIGNDATE_H
#define AR_FOREIGNDATE_H

#include "libar/date.h"

enum ar_date_order { AR_DMY, AR_MDY, AR_YMD, AR_DATE_ORDERS };

/* Bits of all orders. */
enum { AR_ANY_ORDER = (1 << AR_DATE_ORDERS) - 1 };

struct ar_foreign_day {
	ar_day day[AR_DATE_ORDERS];     /* AR_NO_DAY: not in this order */
};

/*
 * AR_DAY_OK: a date under some order at least.  AR_DAY_FORM: no date at all.
 * AR_DAY_NONE: the form is right, the calendar lacks the day in any order.
 */
AR_MUST enum ar_day_err ar_foreign_day(struct ar_foreign_day *,
    struct ar_slice text);

/* Bits of the orders in which it is a date. */
unsigned ar_foreign_day_orders(const struct ar_foreign_day *);

/* The day if all orders among these agree about it, else AR_NO_DAY. */
ar_day ar_foreign_day_under(const struct ar_foreign_day *, unsigned orders);

#endif
