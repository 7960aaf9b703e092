/*
 * libar/spans.h
 * Purpose: which periods a report speaks of.
 */
#ifndef AR_SPANS_H
#define AR_SPANS_H

#include "libar/date.h"

/* Both days in.  The first one begins with the calendar, if need be. */
struct ar_span {
	ar_day start, end;
	int32_t days;
};

struct ar_span_options {
	ar_day last;            /* the last period ends on it */
	int32_t window;         /* days of each; 0: from unit to unit */
	bool series;            /* one for each unit, else one window */
	enum ar_unit every;
	size_t newest;          /* so many are kept; 0: all */
};

/* Rising; n of them. */
struct ar_spans {
	struct ar_span *span;
	size_t n;
};

/*
 * The periods from the one that holds `first` on; none if that is later than
 * the last.  The last one is cut where it does not end a unit.  The caller
 * frees span.
 */
struct ar_spans ar_spans_make(const struct ar_span_options *, ar_day first);

/* The calendar months that the span consists of, 0 if it cuts one. */
int32_t ar_span_months(const struct ar_span *);

#endif
