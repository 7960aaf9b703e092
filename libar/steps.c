/*
 * libar/steps.c
 * Purpose: how a document's open amount moves, day by day.
 */
#include "libar/steps.h"

#include <stdlib.h>

#include "libar/mem.h"

void
ar_steps_free(struct ar_steps *s)
{
	free(s->step);
	*s = (struct ar_steps){0};
}

/* The first step is the document's own. */
static void
add(struct ar_steps *s, ar_day day, ar_sum change)
{
	if (s->n > 0 && day < s->step[0].day)
		day = s->step[0].day;
	s->step = ar_grow(s->step, s->n + 1, sizeof *s->step);
	s->step[s->n++] = (struct ar_step){day, change};
}

static int
by_day(const void *a, const void *b)
{
	const struct ar_step *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

static void
join_days(struct ar_steps *s)
{
	size_t n = 0;

	if (s->n < 2)
		return;
	qsort(s->step, s->n, sizeof *s->step, by_day);
	for (size_t i = 0; i < s->n; i++)
		if (n > 0 && s->step[n - 1].day == s->step[i].day)
			s->step[n - 1].change += s->step[i].change;
		else
			s->step[n++] = s->step[i];
	s->n = n;
}

void
ar_steps_of(struct ar_steps *s, const struct ar_doc *doc,
    const struct ar_paid_list *paid)
{
	s->n = 0;
	if (ar_doc_is_void(doc))
		return;
	if (paid != NULL) {
		add(s, doc->invoice_date, doc->amount.minor);
		for (size_t i = 0; i < paid->n; i++)
			add(s, paid->paid[i].day, -paid->paid[i].amount);
	} else if (doc->paid_date != AR_NO_DAY) {
		add(s, doc->invoice_date, doc->amount.minor);
		add(s, doc->paid_date, -doc->amount.minor);
	} else if (!ar_doc_is_settled(doc))
		add(s, doc->invoice_date, doc->balance.filled ?
		    doc->balance.minor : doc->amount.minor);
	join_days(s);
}
