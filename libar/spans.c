/*
 * libar/spans.c
 * Purpose: which periods a report speaks of.
 */
#include "libar/spans.h"

#include "libar/mem.h"

/* The end before this one, which need not end a unit itself. */
static ar_day
end_before(const struct ar_span_options *o, ar_day end)
{
	return o->series ? ar_unit_previous(end, o->every) : AR_NO_DAY;
}

static struct ar_span
span_to(const struct ar_span_options *o, ar_day end)
{
	ar_day before;

	before = o->window != 0 ? ar_day_add(end, -(int64_t)o->window) :
	    end_before(o, end);
	return (struct ar_span){before + 1, end, end - before};
}

struct ar_spans
ar_spans_make(const struct ar_span_options *o, ar_day first)
{
	struct ar_spans s = {0};
	size_t n = 0;

	if (first == AR_NO_DAY)
		return s;
	for (ar_day end = o->last; end >= first &&
	    (o->newest == 0 || n < o->newest); end = end_before(o, end))
		n++;
	s.span = ar_alloc(n * sizeof *s.span);
	s.n = n;
	for (ar_day end = o->last; n > 0; end = end_before(o, end))
		s.span[--n] = span_to(o, end);
	return s;
}

int32_t
ar_span_months(const struct ar_span *s)
{
	if (s->start == AR_NO_DAY || ar_day_ymd(s->start).day != 1 ||
	    s->end != ar_month_end(s->end))
		return 0;
	return ar_month_of(s->end) - ar_month_of(s->start) + 1;
}
