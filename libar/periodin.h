/*
 * libar/periodin.h
 * Purpose: a row of a period table becomes a period.
 *
 * Of period_start and days, the one that is there gives the other; where both
 * are, they have to agree.
 */
#ifndef AR_PERIODIN_H
#define AR_PERIODIN_H

#include "libar/columns.h"
#include "libar/keys.h"

/* Bound to one operand's header, which stays the caller's. */
struct ar_periodin {
	struct ar_bind bind;
	struct ar_key_bind keys;
};

/* Whether the header is that of a period table, not of documents. */
bool ar_periodin_is(const struct ar_header *);

/* AR_ESTOP after a message: a column is missing or stands twice. */
AR_MUST int ar_periodin_bind(struct ar_periodin *, const struct ar_keys *,
    const struct ar_header *, struct ar_diag *);

/*
 * AR_EDATA after the row was refused.  period_start is AR_NO_DAY where
 * nothing tells it.  The keys view the row.
 */
AR_MUST int ar_periodin_row(const struct ar_periodin *,
    const struct ar_row *, struct ar_period_row *, struct ar_diag *);

#endif
