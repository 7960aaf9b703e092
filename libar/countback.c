/*
 * libar/countback.c
 * Purpose: DSO by countback: receivables used up by sales, newest first.
 */
#include "libar/countback.h"

#include <stdlib.h>

#include "libar/mem.h"

static int32_t
flat_days(ar_day from, ar_day to, int32_t month_days)
{
	int32_t months = ar_month_of(to) - ar_month_of(from);

	return months * month_days + (to == ar_month_end(to) ? month_days :
	    ar_day_ymd(to).day);
}

void
ar_stretches_add(struct ar_stretches *s, ar_day from, ar_day to,
    ar_sum sales, int32_t month_days)
{
	s->stretch = ar_grow(s->stretch, s->n + 1, sizeof *s->stretch);
	s->stretch[s->n++] = (struct ar_stretch){from, to, month_days == 0 ?
	    to - from + 1 : flat_days(from, to, month_days), sales};
}

void
ar_stretches_free(struct ar_stretches *s)
{
	free(s->stretch);
	*s = (struct ar_stretches){0};
}

struct ar_figure
ar_countback(ar_sum receivables, const struct ar_stretches *s)
{
	enum ar_word word = AR_WORD_NONE;
	ar_sum left = receivables, days = 0;

	if (receivables < 0)
		return ar_figure_none(AR_WORD_CREDIT_BALANCE);
	for (size_t i = 0; i < s->n && left > 0; i++) {
		const struct ar_stretch *month = &s->stretch[i];

		if (month->sales > left)
			return (struct ar_figure){days * month->sales +
			    left * month->days, month->sales, word};
		if (month->sales < 0)
			word = AR_WORD_NEGATIVE_SALES;
		else
			left -= month->sales;
		days += month->days;
	}
	return (struct ar_figure){days, 1,
	    left > 0 ? AR_WORD_HISTORY_EXHAUSTED : word};
}
