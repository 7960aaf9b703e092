/*
 * libar/yield.h
 * Purpose: what a discount for early payment is worth a year.
 *
 * With d the discount as a fraction, k the days gained by paying on the
 * discount date rather than when due, Y the days of a year:
 *
 *	simple      d / (1 - d) x Y / k
 *	effective   (1 + d / (1 - d)) ^ (Y / k) - 1
 *
 * both in per cent.  2/10 net 30 is 37.24 and 44.59 over 365 days, 36.73 and
 * 43.86 over 360, as textbooks have it.
 */
#ifndef AR_YIELD_H
#define AR_YIELD_H

#include "libar/money.h"

struct ar_yield {
	ar_rate discount;
	int32_t days, year;     /* k and Y */
};

/*
 * As text with so many decimals, rounded half away from zero; the bytes
 * written, without a NUL.  0: not defined, for days below 1 or a discount
 * of all, or an effective rate of more than 15 digits.
 */
size_t ar_yield_simple(char text[AR_MONEY_MAX], const struct ar_yield *,
    unsigned digits);
size_t ar_yield_effective(char text[AR_MONEY_MAX], const struct ar_yield *,
    unsigned digits);

#endif
