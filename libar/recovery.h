/*
 * libar/recovery.h
 * Purpose: what is lost by waiting, for the order of a worklist.
 *
 * A table of ages in days and of the share still collectable then, linear
 * between its rows; beyond the last one the share stays.  The built-in table
 * is a survey of the Commercial Law League's agencies.
 */
#ifndef AR_RECOVERY_H
#define AR_RECOVERY_H

#include "libar/dun.h"
#include "libar/mem.h"

enum { AR_RECOVERY_ONE = 1000000000, AR_RECOVERY_WAIT = 30 };

struct ar_recovery_point {
	int32_t days;
	int64_t share;                  /* of AR_RECOVERY_ONE */
};

struct ar_recovery {
	struct ar_recovery_point *point;        /* free(3) it */
	size_t n;
};

/* The built-in table, in a copy. */
void ar_recovery_default(struct ar_recovery *);

/* AR_EDATA: days do not rise from 0, or the share rises. */
AR_MUST int ar_recovery_add(struct ar_recovery *, struct ar_recovery_point);

/* The share at an age of 0 days or more, rounded half away from zero. */
int64_t ar_recovery_at(const struct ar_recovery *, int32_t age);

/*
 * What of the amount is lost by waiting AR_RECOVERY_WAIT days from this age
 * on, in minor units times AR_RECOVERY_ONE.
 */
ar_sum ar_recovery_loss(const struct ar_recovery *, int64_t amount,
    int32_t age);

#endif
