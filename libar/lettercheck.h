/*
 * libar/lettercheck.h
 * Purpose: whether all that a template names is there, before any is written.
 */
#ifndef AR_LETTERCHECK_H
#define AR_LETTERCHECK_H

#include "libar/letterrows.h"
#include "libar/templates.h"

/*
 * That every name of the sheet, also in sections that no row enters, is known
 * at rows of this header; looked at once.  AR_ESTOP after a message.
 */
AR_MUST int ar_lettercheck(const struct ar_letters *, struct ar_sheet *,
    const struct ar_header *);

#endif
