/*
 * libar/judge.h
 * Purpose: what holds an open item, or the step that it has reached.
 */
#ifndef AR_JUDGE_H
#define AR_JUDGE_H

#include "libar/dunning.h"

/*
 * Judge every item of d->debts by itself: blocks, disputes, promises and
 * plans, then the ladder of its policy and the leave that a step needs.  Of
 * the settled ones nothing is judged.
 */
void ar_judge_all(struct ar_dunning *);

/* Whether a step of this debt needs somebody's leave. */
bool ar_judge_needs_leave(const struct ar_dunning *, const struct ar_debt *,
    const struct ar_policy_step *);

/* Last day of a block of the customer or his account, AR_NO_DAY: none. */
ar_day ar_judge_customer_block(struct ar_dunning *, const struct ar_debt *);

/* Last day of a block of the document, AR_NO_DAY: none. */
ar_day ar_judge_document_block(struct ar_dunning *, const struct ar_debt *);

/* Whether the account does no business on the day. */
bool ar_judge_is_free(struct ar_dunning *, size_t account);

#endif
