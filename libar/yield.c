/*
 * libar/yield.c
 * Purpose: what a discount for early payment is worth a year.
 *
 * A power has no exact decimals.  It is the only thing here that is computed
 * in floating point, with more digits than are ever printed.
 */
#include "libar/yield.h"

#include <math.h>

enum { PERCENT = 100 };

static bool
is_defined(const struct ar_yield *y)
{
	return y->days >= 1 && y->discount < AR_RATE_ONE;
}

size_t
ar_yield_simple(char text[AR_MONEY_MAX], const struct ar_yield *y,
    unsigned digits)
{
	if (!is_defined(y))
		return 0;
	return ar_ratio_format(text, (ar_sum)y->discount * y->year * PERCENT,
	    (ar_sum)(AR_RATE_ONE - y->discount) * y->days, digits);
}

size_t
ar_yield_effective(char text[AR_MONEY_MAX], const struct ar_yield *y,
    unsigned digits)
{
	const long double most = 1e15L;
	long double rate;
	int64_t scale = 1;

	if (!is_defined(y))
		return 0;
	for (unsigned i = 0; i < digits; i++)
		scale *= 10;
	rate = expm1l((long double)y->year / y->days *
	    log1pl((long double)y->discount /
	    (long double)(AR_RATE_ONE - y->discount)));
	rate = roundl(rate * PERCENT * (long double)scale);
	if (!(rate < most))
		return 0;
	return ar_ratio_format(text, (ar_sum)rate, scale, digits);
}
