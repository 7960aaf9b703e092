/*
 * tests/unit/days.h
 * Purpose: for tests: days as text.
 */
#ifndef AR_DAYS_H
#define AR_DAYS_H

#include "libar/date.h"

/* The day, or AR_NO_DAY if text is no day. */
static inline ar_day
day_of(const char *text)
{
	ar_day day;

	if (ar_day_parse(&day, ar_slice_of(text)) != AR_DAY_OK)
		return AR_NO_DAY;
	return day;
}

#endif
