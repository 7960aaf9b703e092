/*
 * libar/interest.h
 * Purpose: interest on what is paid late, and the fixed sum beside it.
 *
 * Exact until it is rounded once, half away from zero, to minor units.
 * Sources: Directive 2011/7/EU articles 3 and 6; the UK's Late Payment of
 * Commercial Debts (Interest) Act 1998 and SI 2002/1675; 5 CFR 1315.10 and
 * 1315.17 of the US.
 */
#ifndef AR_INTEREST_H
#define AR_INTEREST_H

#include "libar/laterate.h"
#include "libar/steps.h"

/*
 * What was owed, evening by evening: amount, and the changes of the steps up
 * to that day, less disputed, but not below 0.
 */
struct ar_arrears {
	struct ar_ccy ccy;
	ar_day due;
	int64_t amount;                 /* minor units, before all steps */
	const struct ar_step *step;     /* rising days; views */
	size_t nsteps;
	int64_t disputed;               /* minor units, 0 or more */
};

enum ar_interest_fault {
	AR_INTEREST_FINE,
	AR_INTEREST_NO_RATE,    /* on *lacks */
	AR_INTEREST_DECIMALS,   /* minimum or fixed sum: no amount of ccy */
	AR_INTEREST_RANGE       /* does not fit 64 bits */
};

/*
 * Interest by the rule for the days after due date and grace, up to and with
 * `until`, in minor units; below the rule's minimum it is 0.
 * *lacks: the first day for which the rule has no rate.  With a fault
 * *interest is 0.
 */
AR_MUST enum ar_interest_fault ar_interest(int64_t *interest, ar_day *lacks,
    const struct ar_late_rates *, struct ar_slice rule,
    const struct ar_arrears *, ar_day until);

/*
 * The sum that the rule gives for an invoice paid late: the rate's own where
 * it has one on the day after the due date; else 40 euros by eu and de, and
 * by uk, in pounds, 40 on less than 1,000 owed when it fell due, 70 on less
 * than 10,000, and 100; else 0.  Never AR_INTEREST_NO_RATE;
 * with a fault *sum is 0.
 */
AR_MUST enum ar_interest_fault ar_late_sum(int64_t *sum,
    const struct ar_late_rates *, struct ar_slice rule,
    const struct ar_arrears *);

#endif
