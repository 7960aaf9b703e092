/*
 * libar/worklist.h
 * Purpose: accounts in the order in which a collector's work pays best.
 *
 * The score is what is lost by waiting (libar/recovery.h), times the
 * account's risk, times 1 + a quarter for each promise that it has broken.
 */
#ifndef AR_WORKLIST_H
#define AR_WORKLIST_H

#include "libar/dunning.h"
#include "libar/report.h"

void ar_worklist_columns(struct ar_report *);

/*
 * The rows, once the day's actions are planned.  AR_ESTOP after a message.
 */
AR_MUST int ar_worklist_rows(struct ar_dunning *, struct ar_report *,
    struct ar_out *);

#endif
