/*
 * libar/farewell.h
 * Purpose: thanks for what was paid, and the end of credit holds.
 */
#ifndef AR_FAREWELL_H
#define AR_FAREWELL_H

#include "libar/action.h"

/*
 * Thank the account for documents that were settled lately after a reminder
 * on or after their due date; once each.
 */
void ar_farewell_thank(struct ar_dunning *, struct ar_actions *,
    const struct ar_account_items *);

/*
 * Release the accounts that are on hold by an earlier run, and of which no
 * open item has reached a step that holds credit.
 */
void ar_farewell_release(struct ar_dunning *, struct ar_actions *);

#endif
