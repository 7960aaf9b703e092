/*
 * libar/notice.h
 * Purpose: the judged items of a day become actions, and the rest is held.
 *
 * One action an item, and one an account, currency, phase and day.
 */
#ifndef AR_NOTICE_H
#define AR_NOTICE_H

#include "libar/action.h"

/*
 * Plan the actions of d->today in the order of their ids; items that are in
 * none are left with the reason in their `hold`.  AR_ESTOP after a message.
 */
AR_MUST int ar_notice_all(struct ar_dunning *, struct ar_actions *);

#endif
