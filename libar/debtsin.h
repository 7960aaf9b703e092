/*
 * libar/debtsin.h
 * Purpose: the documents of the operands become open items.
 */
#ifndef AR_DEBTSIN_H
#define AR_DEBTSIN_H

#include "libar/common.h"
#include "libar/dunning.h"

/*
 * Read the operands into d->debts, sorted by account, currency and item; let
 * the agreements meet them, and settle these.  Policies, debtors, log and
 * agreements are there.  An open item is tied as what comes out; credits are
 * tied as filtered.  AR_ESTOP or AR_EDATA after messages, as ar_scan_run().
 */
AR_MUST int ar_debts_read(struct ar_dunning *d, const struct ar_common *,
    const struct ar_customers *, struct ar_tie *);

#endif
