/*
 * libar/rates.h
 * Purpose: cells that say what money costs: a share, by the year, and why not.
 */
#ifndef AR_RATES_H
#define AR_RATES_H

#include "libar/cashflow.h"
#include "libar/mem.h"
#include "libar/out.h"

/* What was paid out, for so many days, and what that cost. */
struct ar_costing {
	ar_sum face, paid_out, cost;
	int32_t days;
	const struct ar_flow *flow;     /* as of libar/cashflow.h */
	size_t nflows;
};

/*
 * The cells cost_pct, apr and ear, in per cent:
 *
 *	cost_pct = cost / face
 *	apr      = cost / paid_out x 365 / days
 *	ear      = the effective yearly rate of the flows
 *
 * With nothing paid out the last two are empty, and their words go to the
 * note.
 */
void ar_rates_put(struct ar_out *, const struct ar_costing *,
    unsigned digits, struct ar_buf *note);

/* Add a word to a note of words with blanks between them. */
void ar_note_add(struct ar_buf *note, const char *word);

#endif
