/*
 * libar/pending.h
 * Purpose: actions that were planned, and of which nothing was heard since.
 */
#ifndef AR_PENDING_H
#define AR_PENDING_H

#include "libar/action.h"

/*
 * Read the log once more, and make again the actions that are neither sent,
 * failed, cancelled nor answered, of any day, with the values that they had,
 * less items that are settled or held now.  The debts are judged.  AR_ESTOP
 * after a message.
 */
AR_MUST int ar_pending_all(struct ar_dunning *, struct ar_logfile *,
    struct ar_actions *);

#endif
