/*
 * libar/fee.h
 * Purpose: what a factor charges for having financed so many days.
 *
 * A fee is a share of a base, and grows with the days until the debtor pays.
 * Its forms, as users write them:
 *
 *	3%                      whatever the days
 *	1.5%/15d                for each started 15 days
 *	3%/30d+1%/10d           3 for the first 30 days, and then 1 for each
 *	                        started 10 days
 *	3.5%/30d+daily          3.5 for the first 30 days, and then a
 *	                        thirtieth of that for each day
 *	2%:10d,3%:20d,4%        by a table of days, each edge in
 *
 * The last day of a step belongs to it.  Functions are pure.
 */
#ifndef AR_FEE_H
#define AR_FEE_H

#include "libar/money.h"

enum { AR_FEE_STEPS = 32, AR_FEE_DAYS = 3650 };

enum ar_fee_form {
	AR_FEE_FLAT,            /* step[0] */
	AR_FEE_EACH,            /* step[0] for each started step[0].days */
	AR_FEE_THEN,            /* step[0], then step[1] for each started */
	AR_FEE_DAILY,           /* step[0], then the same by the day */
	AR_FEE_TABLE            /* the first step that reaches the day */
};

struct ar_fee_step {
	ar_rate rate;
	int32_t days;           /* of the last step of a table: 0 */
};

/* {0} is 0 per cent. */
struct ar_fee {
	enum ar_fee_form form;
	struct ar_fee_step step[AR_FEE_STEPS];
	size_t n;
};

/* A share of the base: num / den, in units of AR_RATE_ONE. */
struct ar_fee_share {
	ar_sum num;
	int32_t den;
};

/*
 * Read one of the forms above: percentages of 0 to 100 with up to six
 * decimals, days of 1 to 3650, a table's edges rising and its percentages not
 * falling.  AR_EDATA for anything else.
 */
AR_MUST int ar_fee_parse(struct ar_fee *, struct ar_slice text);

/* The share that is due after so many days, 1 or more. */
struct ar_fee_share ar_fee_share(const struct ar_fee *, int32_t days);

/* base x share, rounded once, half away from zero; AR_EDATA: beyond 64 bits. */
AR_MUST int ar_fee_amount(int64_t *amount, const struct ar_fee *,
    int64_t base, int32_t days);

#endif
