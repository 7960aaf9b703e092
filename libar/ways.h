/*
 * libar/ways.h
 * Purpose: offers side by side, and beside other ways to the same cash.
 *
 * An offer for all that is eligible pays out P for, on average, so many days.
 * The same P could come from
 *
 *	discount        customers who pay earlier for a discount d: of a face
 *	                of P / (1 - d) it costs d, for the days gained
 *	credit_line     a bank: P x rate x days / 360
 *	wait            nobody: what doing without costs, by a rate of one's
 *	                own, P x rate x days / 365
 */
#ifndef AR_WAYS_H
#define AR_WAYS_H

#include "libar/factorrows.h"

void ar_ways_columns(struct ar_report *);

/* The portfolio is tested.  AR_ESTOP after a message. */
AR_MUST int ar_ways_rows(const struct ar_factor_rows *);

#endif
