/*
 * libar/publish.h
 * Purpose: the end of a report: the proof first, then the rows go out.
 *
 * A report is made in memory.  Only when its rows tie out are they written;
 * what was asked for beside them follows: control totals, -v, alerts.
 */
#ifndef AR_PUBLISH_H
#define AR_PUBLISH_H

#include "libar/cli.h"

/*
 * Prove and write the rows of a memory out, which is taken over.  AR_ESTOP
 * after a message: nothing was written, or writing failed.
 */
AR_MUST int ar_publish(struct ar_cli *, struct ar_tie *,
    const struct ar_report *, struct ar_out *rows);

/*
 * That all ties out, and what the ledger's own figures say to it.  AR_ESTOP
 * after a message: nothing may be written.
 */
AR_MUST int ar_publish_prove(struct ar_cli *, struct ar_tie *);

/* What was asked for beside the rows, which are out and closed. */
AR_MUST int ar_publish_beside(struct ar_cli *, const struct ar_tie *,
    const struct ar_report *);

/* The rows are out already: close, and do what was asked for beside them. */
AR_MUST int ar_publish_close(struct ar_cli *, const struct ar_tie *,
    const struct ar_report *, struct ar_out *);

#endif
