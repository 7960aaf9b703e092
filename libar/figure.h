/*
 * libar/figure.h
 * Purpose: a number of a report, or why there is none.
 *
 * A figure is the fraction num / den; an amount or a count has the
 * denominator 1.  den 0 is a figure that is not known or not defined.  The
 * word says why a figure is empty, or doubtful beside its value.
 */
#ifndef AR_FIGURE_H
#define AR_FIGURE_H

#include "libar/money.h"

enum ar_word {
	AR_WORD_NONE, AR_WORD_ZERO_SALES, AR_WORD_ZERO_ACTIVITY,
	AR_WORD_NEGATIVE_SALES, AR_WORD_CREDIT_BALANCE,
	AR_WORD_NOTHING_COLLECTIBLE, AR_WORD_HISTORY_EXHAUSTED,
	AR_WORD_HISTORY_START, AR_WORD_NO_HISTORY, AR_WORD_PAST_DUE_CREDIT,
	AR_WORD_NO_CLOSED_ITEMS, AR_WORD_INCONSISTENT,
	AR_WORD_NO_RECEIVABLES
};

struct ar_figure {
	ar_sum num, den;
	enum ar_word word;
};

/* As it stands in the column note; "" for AR_WORD_NONE. */
const char *ar_word_text(enum ar_word);

static inline struct ar_figure
ar_figure_of(ar_sum number)
{
	return (struct ar_figure){number, 1, AR_WORD_NONE};
}

static inline struct ar_figure
ar_figure_none(enum ar_word why)
{
	return (struct ar_figure){0, 0, why};
}

static inline bool
ar_figure_known(struct ar_figure f)
{
	return f.den != 0;
}

/* a + b of whole numbers; not known if either is not, with its word. */
struct ar_figure ar_figure_add(struct ar_figure a, struct ar_figure b);
struct ar_figure ar_figure_less(struct ar_figure a, struct ar_figure b);

#endif
