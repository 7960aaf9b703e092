/*
 * libar/importrunning.h
 * Purpose: the balance that a statement says after its lines.
 *
 * A balance is the one before it and what moved in between.  A statement has
 * its oldest line first or its newest, and which it is its balances tell: as
 * long as either order agrees with all of them, it is good.  Functions are
 * pure and print no message.
 */
#ifndef AR_IMPORTRUNNING_H
#define AR_IMPORTRUNNING_H

#include <stdbool.h>

#include "libar/money.h"

/* {0}: no line yet. */
struct ar_running {
	bool begun;             /* a balance is known */
	bool rises, falls;      /* oldest first, newest first: possible */
	ar_sum balance;         /* the last that was said */
	ar_sum since;           /* what moved behind its line */
	ar_sum from;            /* the same and what moved in its line */
};

/* A line that says no balance. */
void ar_running_move(struct ar_running *, int64_t amount);

/*
 * A line that moves an amount, or 0, and says a balance.  False: it is another
 * than that of the lines before it; *want is what it should be, oldest first
 * if that was still possible.
 */
bool ar_running_says(struct ar_running *, int64_t amount, int64_t balance,
    ar_sum *want);

#endif
