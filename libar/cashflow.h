/*
 * libar/cashflow.h
 * Purpose: the yearly rate that a series of payments amounts to.
 *
 * The daily rate i >= 0 at which the flows, discounted to day 0, make nothing:
 *
 *	sum of amount x (1 + i)^-day = 0
 *
 * is printed as (1 + i)^365 - 1, in per cent.  Money comes in on day 0 and
 * goes out later; what comes back at the end is less than what went out.
 */
#ifndef AR_CASHFLOW_H
#define AR_CASHFLOW_H

#include "libar/money.h"

/* In minor units: above 0 comes in, below 0 goes out. */
struct ar_flow {
	int32_t day;            /* 0 and later */
	ar_sum amount;
};

enum ar_flow_fault {
	AR_FLOW_FINE,
	AR_FLOW_NOTHING_PAID,   /* nothing comes in on day 0 */
	AR_FLOW_TOO_HIGH        /* more than 15 digits before the point */
};

/*
 * Write the rate with so many decimals, 0 to 9; *length bytes, no NUL.  The
 * first flow is that of day 0; the others are in any order, later.  If all
 * flows add up to 0 or more the rate is 0.
 */
enum ar_flow_fault ar_flow_effective(char text[AR_MONEY_MAX], size_t *length,
    const struct ar_flow *, size_t n, unsigned digits);

#endif
