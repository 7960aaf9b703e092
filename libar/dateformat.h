/*
 * libar/dateformat.h
 * Purpose: how the dates of a file are said to be written.
 */
#ifndef AR_DATEFORMAT_H
#define AR_DATEFORMAT_H

#include "libar/foreigndate.h"

struct ar_date_format {
	unsigned orders;        /* bits of enum ar_date_order, 0: not said */
	bool iso;               /* only dates that read themselves */
	bool bare;              /* digits alone, as in bareday.h */
	const char *pattern;    /* of strptime(3), else NULL; borrowed */
};

/*
 * iso, dmy, mdy, ymd, or a pattern of strptime(3) that determines the day.
 * AR_EDATA for anything else.
 */
AR_MUST int ar_date_format_parse(struct ar_date_format *, const char *text);

/*
 * Read a whole text by the format's pattern.  AR_DAY_FORM: it does not match
 * to its end, or its year has less than four digits.
 */
AR_MUST enum ar_day_err ar_date_format_read(ar_day *,
    const struct ar_date_format *, struct ar_slice text);

#endif
