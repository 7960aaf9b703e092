/*
 * libar/decimal.h
 * Purpose: quantities and prices, exact decimals of up to nine places.
 *
 * A decimal is an integer of units of a power of ten, with as many places as
 * it was written with, so that 10.50 is written back as 10.50.  What is beyond
 * 9223372036854775807 units, above 0 or below, does not fit.  Functions are
 * pure and print no message.
 */
#ifndef AR_DECIMAL_H
#define AR_DECIMAL_H

#include "libar/money.h"

enum { AR_DECIMAL_PLACES = 9 };

/* units / 10^places; {0} is zero, and what an empty cell holds. */
struct ar_decimal {
	int64_t units;
	uint8_t places;
	bool filled;            /* a text was read */
};

/*
 * Read -?[0-9]+(\.[0-9]+)? with at most nine decimals.  The result is as
 * that of ar_money_parse(); *decimal is set only with AR_MONEY_OK.
 */
AR_MUST enum ar_money_err ar_decimal_parse(struct ar_decimal *,
    struct ar_slice text);

/* Write it with its places, "-0" never; the bytes written, without a NUL. */
size_t ar_decimal_format(char buf[AR_MONEY_MAX], struct ar_decimal);

/*
 * Its value in minor units of a currency with so many digits, 0 to 9.
 * AR_EDATA, and *minor untouched, if it has more decimals than that which are
 * not 0, or does not fit.
 */
AR_MUST int ar_decimal_minor(int64_t *minor, struct ar_decimal,
    unsigned digits);

/* A whole number from least to most.  AR_EDATA if it is not. */
AR_MUST int ar_decimal_whole(int32_t *, struct ar_decimal, int32_t least,
    int32_t most);

/* By value, whatever the places: below, at or above 0. */
int ar_decimal_compare(struct ar_decimal, struct ar_decimal);

/*
 * a - b, with the places of the longer one, filled if one of them is.
 * AR_EDATA, and the result untouched, if it does not fit.
 */
AR_MUST int ar_decimal_subtract(struct ar_decimal *, struct ar_decimal a,
    struct ar_decimal b);

struct ar_decimal ar_decimal_negate(struct ar_decimal);

/*
 * What a line of goods comes to, in minor units of a currency with so many
 * digits, 0 to 9: quantity x price / per x (1 - discount), rounded once, half
 * away from zero; nothing is lost on the way to it.  per: the quantity that
 * the price is for.  AR_EDATA, and *net untouched, if it does not fit, per is
 * not above 0, or the discount not 0 to AR_RATE_ONE.
 */
AR_MUST int ar_decimal_net(int64_t *net, struct ar_decimal quantity,
    struct ar_decimal price, struct ar_decimal per, ar_rate discount,
    unsigned digits);

/*
 * total x part / whole, rounded once, half away from zero.  AR_EDATA, and
 * *share untouched, if it does not fit or whole is 0.
 */
AR_MUST int ar_decimal_share(int64_t *share, int64_t total,
    struct ar_decimal part, struct ar_decimal whole);

#endif
