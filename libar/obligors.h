/*
 * libar/obligors.h
 * Purpose: what is known of those who owe: how late they pay, and more.
 */
#ifndef AR_OBLIGORS_H
#define AR_OBLIGORS_H

#include "libar/customers.h"
#include "libar/lateness.h"
#include "libar/receivable.h"

/*
 * Days late of each obligor: the average over what he settled in the span,
 * weighted by amount, from three documents on; else that of all in his
 * currency; else 0.
 */
void ar_obligors_late(struct ar_portfolio *, const struct ar_lateness *,
    const struct ar_span *);

/*
 * That the cells exclude and contra of the customers, NULL: none, can be
 * read.  AR_ESTOP after messages.
 */
AR_MUST int ar_obligors_check(const struct ar_customers *,
    struct ar_diag *);

/*
 * Give them to the obligors.  AR_ESTOP after a message: what we owe to a
 * customer who owes in several currencies must say its own.
 */
AR_MUST int ar_obligors_join(struct ar_portfolio *,
    const struct ar_customers *, struct ar_diag *);

#endif
