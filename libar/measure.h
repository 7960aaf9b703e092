/*
 * libar/measure.h
 * Purpose: the columns of ar-dso and ar-cei: name, formula, function.
 *
 * The formula is written with the names of other measures, so that it can be
 * shown with their numbers put in; a figure that is given has none.
 */
#ifndef AR_MEASURE_H
#define AR_MEASURE_H

#include "libar/kpi.h"

enum ar_measure_id {
	AR_BEGINNING, AR_SALES, AR_RECEIVABLES, AR_CURRENT,
	AR_DSO, AR_BEST_DSO, AR_DAYS_DELINQUENT, AR_COUNTBACK, AR_TURNOVER,
	AR_AVERAGE_DSO, AR_ROLLING_DSO, AR_CRF_DSO,
	AR_COLLECTED, AR_CASH, AR_COLLECTIBLE, AR_CEI, AR_CEI_CRF,
	AR_CEI_CRF_CASH,
	AR_ITEMS, AR_SETTLED_AMOUNT, AR_DAYS_TO_PAY, AR_DAYS_LATE,
	AR_WEIGHTED_TO_PAY, AR_WEIGHTED_LATE, AR_LATE_ITEMS, AR_LATE_SHARE,
	/* Not printed, and part of formulas. */
	AR_DAYS, AR_MONTHS, AR_RECEIPTS, AR_REFUNDS,
	AR_QUARTER_SALES, AR_QUARTER_RECEIVABLES,
	AR_SUM_TO_PAY, AR_SUM_LATE, AR_SUM_WEIGHTED_TO_PAY,
	AR_SUM_WEIGHTED_LATE,
	AR_MEASURES
};

enum ar_shape { AR_SHAPE_COUNT, AR_SHAPE_MONEY, AR_SHAPE_RATIO };

struct ar_measure {
	const char *name;
	enum ar_shape shape;
	struct ar_figure (*of)(const struct ar_period *);
	const char *formula;            /* NULL: given, or countback */
};

const struct ar_measure *ar_measure(enum ar_measure_id);

#endif
