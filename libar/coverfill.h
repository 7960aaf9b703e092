/*
 * libar/coverfill.h
 * Purpose: the most value within a limit, of whole things.
 *
 * A knapsack by branch and bound, within counted steps.
 */
#ifndef AR_COVERFILL_H
#define AR_COVERFILL_H

#include <stdbool.h>

#include "libar/money.h"

/* value > 0, face > 0; the values together are below 2^126. */
struct ar_fill {
	ar_sum value;
	int64_t face;
	size_t id;              /* unlike the others' */
	bool in;                /* set by the search, as are the rest */
	uint8_t now;
	ar_sum whole;
	int64_t rest;
};

/*
 * What is `in` comes to the result, the others do not; the array is sorted
 * anew.  No choice comes to more than *bound, which is the result where the
 * search ended within the steps; these are taken off *steps.
 */
ar_sum ar_fill_find(ar_sum *bound, struct ar_fill *, size_t n, int64_t room,
    uint64_t *steps);

#endif
