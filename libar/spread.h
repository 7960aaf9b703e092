/*
 * libar/spread.h
 * Purpose: payments without instalment, spread over a document's instalments.
 */
#ifndef AR_SPREAD_H
#define AR_SPREAD_H

#include "libar/paybook.h"

/*
 * By day of payment, then as they came: a receipt fills the instalments by
 * number, after what was paid on each by its number, and leaves the rest on
 * the last; a refund goes to the last.  All amounts have been read.  The
 * parts are sorted, and part.amount becomes what is still open on each.
 */
void ar_spread(const struct ar_paybook *, struct ar_target *);

#endif
