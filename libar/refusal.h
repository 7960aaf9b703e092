/*
 * libar/refusal.h
 * Purpose: a fault of a document, said with its place.
 */
#ifndef AR_REFUSAL_H
#define AR_REFUSAL_H

#include "libar/diag.h"
#include "libar/doc.h"

/*
 * Nothing is said of AR_FAULT_TOLD.  open: what the payments leave, for
 * AR_FAULT_PAID_BUT_OPEN.
 */
void ar_refuse_fault(struct ar_diag *, struct ar_where,
    const struct ar_doc *, enum ar_fault, int64_t open);

#endif
