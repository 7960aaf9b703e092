/*
 * libar/steps.h
 * Purpose: how a document's open amount moves, day by day.
 *
 * The rules of libar/openbal.h told as steps: between two steps nothing
 * moves.  What was paid before the document's own day counts from that day.
 */
#ifndef AR_STEPS_H
#define AR_STEPS_H

#include "libar/doc.h"

struct ar_step {
	ar_day day;
	ar_sum change;          /* in minor units */
};

/* Rising days, each once; {0} is empty. */
struct ar_steps {
	struct ar_step *step;
	size_t n;
};

/* Replace what was there; no steps for a void document. */
void ar_steps_of(struct ar_steps *, const struct ar_doc *,
    const struct ar_paid_list *paid);

void ar_steps_free(struct ar_steps *);

#endif
