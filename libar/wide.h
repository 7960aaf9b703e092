/*
 * libar/wide.h
 * Purpose: whole numbers too wide for the machine, for exact fractions.
 *
 * 0 and above, up to 1,024 bits.  What goes beyond marks the number as over,
 * and so all that is made of it, so that one look at the end is enough.
 * Functions are pure and print no message.
 */
#ifndef AR_WIDE_H
#define AR_WIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "libar/err.h"

enum { AR_WIDE_LIMBS = 16 };

/* {0} is zero. */
struct ar_wide {
	uint64_t limb[AR_WIDE_LIMBS];   /* the lowest first; zeros from n on */
	unsigned n;
	bool over;                      /* the limbs mean nothing */
};

struct ar_wide ar_wide_of(uint64_t);

/* *into += add, *into *= by. */
void ar_wide_add(struct ar_wide *into, const struct ar_wide *add);
void ar_wide_multiply(struct ar_wide *into, uint64_t by);

/* *into /= by, which is not 0, rounded down; the remainder. */
uint64_t ar_wide_divide(struct ar_wide *into, uint64_t by);

/* AR_EDATA, and *value untouched, if it is over or above INT64_MAX. */
AR_MUST int ar_wide_int64(int64_t *value, const struct ar_wide *);

#endif
