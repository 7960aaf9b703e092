/*
 * libar/allowance.h
 * Purpose: loss rates per aging bucket.
 *
 * The required allowance of a row is the sum, over the buckets, of bucket x
 * rate, each rounded to the currency half away from zero; a bucket below 0
 * adds nothing.  A bucket without a rate has rate 0.
 */
#ifndef AR_ALLOWANCE_H
#define AR_ALLOWANCE_H

#include "libar/age.h"
#include "libar/diag.h"

struct ar_allowance {
	ar_rate rate[AR_BUCKETS_MAX];
};

/*
 * text: "BUCKET=PERCENT,..." if it has a '=', else the name of a CSV file
 * with the columns bucket and rate.  AR_ESTOP after a message.
 */
AR_MUST int ar_allowance_parse(struct ar_allowance *, const char *text,
    const struct ar_age_options *, struct ar_diag *);

/* AR_EDATA if a product does not fit. */
AR_MUST int ar_allowance_of(ar_sum *, const struct ar_allowance *,
    const ar_sum *bucket, size_t nbuckets);

#endif
