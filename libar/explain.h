/*
 * libar/explain.h
 * Purpose: each figure of a row with its formula and its numbers, as text.
 */
#ifndef AR_EXPLAIN_H
#define AR_EXPLAIN_H

#include "libar/diag.h"
#include "libar/measure.h"

struct ar_explain {
	const struct ar_diag *diag;
	const struct ar_ccy *ccy;
	unsigned digits;
};

/*
 * One line where there is a figure, or a reason for none, and it was worked
 * out; of a countback one more for each month that it used up.
 */
void ar_explain(const struct ar_explain *, const struct ar_period *,
    enum ar_measure_id);

#endif
