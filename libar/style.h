/*
 * libar/style.h
 * Purpose: how a letter writes numbers and dates.
 *
 * The canonical forms, 1234.50 and 2026-06-30, into those that people of a
 * country are used to.  A style says nothing at first, and then all is left
 * as it is.  Only marks come and go: no digit is ever changed or rounded.
 */
#ifndef AR_STYLE_H
#define AR_STYLE_H

#include "libar/date.h"
#include "libar/mem.h"

struct ar_style {
	char point;                     /* before decimals; 0: leave all */
	struct ar_slice group;          /* between thousands, perhaps n 0 */
	struct ar_slice dates;          /* the form; n 0: leave all */
};

/* What a style is said by: for messages. */
#define AR_STYLE_NUMBERS "1234.50 as it is to look: 1,234.50 or 1.234,50 " \
    "or the like"
#define AR_STYLE_DATES "iso, dmy, mdy, ymd, or d, m (mon, month) and y " \
    "with marks between them"

/* AR_EDATA if it is no such form.  Both view the text. */
AR_MUST int ar_style_numbers(struct ar_style *, struct ar_slice example);
AR_MUST int ar_style_dates(struct ar_style *, struct ar_slice form);

/* Append a number, -?[0-9]+(\.[0-9]+)?, or a day. */
void ar_style_number(struct ar_buf *, const struct ar_style *,
    struct ar_slice number);
void ar_style_day(struct ar_buf *, const struct ar_style *, ar_day);

#endif
