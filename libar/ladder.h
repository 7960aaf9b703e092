/*
 * libar/ladder.h
 * Purpose: the step of a policy that an item has reached today.
 *
 * Steps come one by one and never twice.  One that has become senseless by
 * its age is passed over, one that has no such age never is; so a week that
 * was missed is caught up by one notice.
 */
#ifndef AR_LADDER_H
#define AR_LADDER_H

#include "libar/calendar.h"
#include "libar/policy.h"

/* What was done about an item before today; {0}: nothing. */
struct ar_ladder_past {
	uint16_t last_step;     /* highest of the present policy, 0: none */
	uint32_t times;         /* how often that step was taken */
	ar_day last_notice;     /* by any policy */
	ar_day last_call;       /* about a broken promise or plan */
};

/* Where and when the item stands. */
struct ar_ladder_place {
	const struct ar_policy *policy;
	struct ar_calendar *calendar;
	struct ar_slice own;            /* name of the customer's calendar */
	ar_day due, today;
};

enum ar_ladder_verdict {
	AR_LADDER_STEP,         /* *step is due today */
	AR_LADDER_WAITING,      /* for the day of the next step */
	AR_LADDER_END,          /* no step is left */
	AR_LADDER_GAP           /* *step is due, but the last notice is new */
};

/* *again: the step repeats the last one. */
AR_MUST enum ar_ladder_verdict ar_ladder_next(
    const struct ar_policy_step **step, bool *again,
    const struct ar_ladder_place *, const struct ar_ladder_past *);

#endif
