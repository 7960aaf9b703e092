/*
 * libar/spread.h
 * Purpose: payments without instalment, spread over a document's instalments.
 */
#ifndef AR_SPREAD_H
#define AR_SPREAD_H

#include "libar/paybook.h"

/*
 * On any day, what was paid without instalment up to that day fills the
 * instalments that count on it by number, after what was paid on each by its
 * number; what is left, and what is below 0, stands on the last of them.
 * Later payments never change an earlier day: the target's shares are dated
 * steps, of which those up to a day add up to what each has on it.
 * All amounts have been read.
 */
void ar_spread(const struct ar_paybook *, struct ar_target *);

#endif
