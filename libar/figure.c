/*
 * libar/figure.c
 * Purpose: a number of a report, or why there is none.
 */
#include "libar/figure.h"

const char *
ar_word_text(enum ar_word word)
{
	static const char *const text[] = {
		"", "zero_sales", "zero_activity", "negative_sales",
		"credit_balance", "nothing_collectible", "history_exhausted",
		"history_start", "no_history", "past_due_credit",
		"no_closed_items", "inconsistent", "no_receivables",
	};

	return text[word];
}

struct ar_figure
ar_figure_add(struct ar_figure a, struct ar_figure b)
{
	if (!ar_figure_known(a))
		return a;
	return ar_figure_known(b) ? ar_figure_of(a.num + b.num) : b;
}

struct ar_figure
ar_figure_less(struct ar_figure a, struct ar_figure b)
{
	b.num = -b.num;
	return ar_figure_add(a, b);
}
