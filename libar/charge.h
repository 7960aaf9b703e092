/*
 * libar/charge.h
 * Purpose: what being late costs: fee and interest of one item.
 */
#ifndef AR_CHARGE_H
#define AR_CHARGE_H

#include "libar/dunning.h"

/*
 * The fee of the step that the item reaches today, once; 0 where the step is
 * repeated, or its sum by law was borne before.  Minor units.  AR_ESTOP after
 * a message.
 */
AR_MUST int ar_charge_fee(struct ar_dunning *, const struct ar_debt *,
    const struct ar_policy_step *, int64_t *fee);

/*
 * Interest up to today by the rule of the step, else of the last one that the
 * item has taken.  Minor units.  AR_ESTOP after a message.
 */
AR_MUST int ar_charge_interest(struct ar_dunning *, const struct ar_debt *,
    const struct ar_policy_step *, int64_t *interest);

/*
 * An amount of a column of the step's policy, in the debt's currency.
 * AR_ESTOP after a message.
 */
AR_MUST int ar_charge_amount(struct ar_dunning *, const struct ar_debt *,
    const struct ar_policy_step *, const char *column, struct ar_decimal,
    int64_t *minor);

#endif
