/*
 * libar/money.h
 * Purpose: amounts, currencies, rates, rounding, ratios.
 *
 * An amount is an integer of minor units (cents, or what the currency has);
 * a sum is the same in 128 bits.  Nothing here is floating point, nothing
 * depends on a locale, and nothing wraps around: what does not fit is an
 * error.  Functions are pure, own no memory, and print no message: they say
 * what is wrong through their result, and the caller knows the place.
 */
#ifndef AR_MONEY_H
#define AR_MONEY_H

#include <stdint.h>

#include "libar/err.h"
#include "libar/slice.h"

__extension__ typedef __int128 ar_sum;

/* A share: 1 per cent is 1,000,000, so six decimals of a per cent fit. */
typedef int64_t ar_rate;
#define AR_RATE_ONE INT64_C(100000000)

enum {
	AR_MONEY_MAX = 64,      /* bytes that hold any formatted sum or ratio */
	AR_RATIO_DIGITS = 9     /* most decimals of a ratio */
};

/* code is NUL-terminated, "" for the unnamed currency (2 digits). */
struct ar_ccy {
	char code[4];
	uint8_t digits;
};

/* Initializer of the unnamed currency. */
#define AR_CCY_UNNAMED {"", 2}

enum ar_money_err {
	AR_MONEY_OK,
	AR_MONEY_EMPTY,
	AR_MONEY_FORM,          /* not -?[0-9]+(\.[0-9]+)? */
	AR_MONEY_COMMA,         /* would be an amount with '.' for its one ',' */
	AR_MONEY_DECIMALS,      /* more decimals than asked for */
	AR_MONEY_RANGE          /* beyond 9223372036854775807 minor units */
};

enum ar_round {
	AR_HALF_AWAY,           /* 0.5 becomes 1, -0.5 becomes -1 */
	AR_HALF_EVEN            /* 0.5 becomes 0, 1.5 becomes 2 */
};

/*
 * The active ISO 4217 code (three capitals) with its number of decimals;
 * an empty text is the unnamed currency.  AR_EDATA for anything else.
 */
AR_MUST int ar_ccy_parse(struct ar_ccy *, struct ar_slice text);

/*
 * Read text as an amount with at most `digits` decimals, 0 to 9; missing
 * decimals are zeros.  *minor is set only with AR_MONEY_OK.
 */
AR_MUST enum ar_money_err ar_money_parse(int64_t *minor, struct ar_slice text,
    unsigned digits);

/*
 * The same at once for what most amounts are: all decimals are there, 1 to 4
 * of them, with at most 16 bytes beside the sign.  room: the bytes from text.p
 * on that may be looked at, 16 beside the sign.  false: it is another one, or
 * none at all.
 */
bool ar_money_parse_wide(int64_t *minor, struct ar_slice text,
    unsigned digits, size_t room);

/*
 * Write the sum with exactly `digits` decimals and no grouping; the bytes
 * written, without a NUL.  Any ar_sum fits.
 */
size_t ar_money_format(char buf[AR_MONEY_MAX], ar_sum minor, unsigned digits);

/*
 * Read back a sum that was written with so many decimals.  AR_EDATA if the
 * text is not of the form or does not fit.
 */
AR_MUST int ar_sum_parse(ar_sum *, struct ar_slice text, unsigned digits);

/* *into += add; AR_EDATA and *into untouched if it does not fit. */
AR_MUST int ar_sum_add(ar_sum *into, ar_sum add);

/* Below, at or above 0: a before b, the same, behind. */
int ar_sum_cmp(ar_sum a, ar_sum b);

/*
 * *amount = sum, if it can be written and read back; else AR_EDATA, and
 * *amount untouched.
 */
AR_MUST int ar_sum_narrow(int64_t *amount, ar_sum sum);

/* num / den, rounded once; den > 0.  AR_EDATA if it does not fit. */
AR_MUST int ar_sum_divide(ar_sum *quotient, ar_sum num, ar_sum den,
    enum ar_round);

/* amount x rate, rounded once.  AR_EDATA if it does not fit. */
AR_MUST int ar_sum_share(ar_sum *part, ar_sum amount, ar_rate, enum ar_round);

/*
 * Split total into n parts in proportion to weight[i] >= 0, whose sum is
 * above 0.  Each part is rounded half away from zero but never takes more
 * than is left; the last takes the rest, so that the parts add up to total.
 * AR_EDATA if a product does not fit or the weights are unusable.
 */
AR_MUST int ar_money_split(int64_t *part, int64_t total,
    const int64_t *weight, size_t n);

/*
 * Read a percentage of 0 to 100 with up to six decimals.
 * AR_EDATA for anything else.
 */
AR_MUST int ar_rate_parse(ar_rate *, struct ar_slice text);

/* Write the rate in per cent, without trailing zeros; the bytes, no NUL. */
size_t ar_rate_format(char buf[AR_MONEY_MAX], ar_rate);

/*
 * Write num / den with `digits` decimals (0 to 9), rounded once half away
 * from zero; the bytes written, without a NUL.  den must not be 0.
 */
size_t ar_ratio_format(char buf[AR_MONEY_MAX], ar_sum num, ar_sum den,
    unsigned digits);

/*
 * Compare two decimal numbers as text of the form of an amount, with any
 * number of digits: below, at or above 0.  Neither is checked.
 */
int ar_decimal_cmp(struct ar_slice, struct ar_slice);

/* Whether text has the form -?[0-9]+(\.[0-9]+)?. */
bool ar_decimal_is(struct ar_slice text);

#endif
