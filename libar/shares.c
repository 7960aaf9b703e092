/*
 * libar/shares.c
 * Purpose: parts of a whole in so many units, which add up.
 */
#include "libar/shares.h"

#include <stdlib.h>

#include "libar/mem.h"

struct part {
	ar_sum remainder;
	size_t at;
};

static int
larger_first(const void *a, const void *b)
{
	const struct part *p = a, *q = b;
	int order = ar_sum_cmp(q->remainder, p->remainder);

	if (order != 0)
		return order;
	return p->at < q->at ? -1 : p->at > q->at;
}

/* Whole units below the share, also below 0, and the remainder. */
static int
floor_share(int64_t *share, ar_sum *remainder, ar_sum scaled, ar_sum whole)
{
	ar_sum quotient = scaled / whole;

	*remainder = scaled % whole;
	if (*remainder < 0) {
		*remainder += whole;
		quotient--;
	}
	return ar_sum_narrow(share, quotient);
}

static int
scale(ar_sum *scaled, ar_sum part, int64_t units)
{
	return __builtin_mul_overflow(part, (ar_sum)units, scaled) ?
	    AR_EDATA : AR_OK;
}

static int
floors(int64_t *share, struct part *rest, const ar_sum *part, size_t n,
    int64_t units)
{
	ar_sum whole = 0, scaled;

	for (size_t i = 0; i < n; i++)
		if (ar_sum_add(&whole, part[i]) != AR_OK ||
		    scale(&scaled, part[i], units) != AR_OK)
			return AR_EDATA;
	if (whole <= 0)
		return AR_EDATA;
	for (size_t i = 0; i < n; i++) {
		rest[i].at = i;
		if (scale(&scaled, part[i], units) != AR_OK ||
		    floor_share(&share[i], &rest[i].remainder, scaled,
		    whole) != AR_OK)
			return AR_EDATA;
	}
	return AR_OK;
}

int
ar_shares(int64_t *share, const ar_sum *part, size_t n, int64_t units)
{
	struct part *rest = ar_alloc((n + 1) * sizeof *rest);
	int result = floors(share, rest, part, n, units);
	ar_sum left = units;

	for (size_t i = 0; result == AR_OK && i < n; i++)
		left -= share[i];
	if (result == AR_OK)
		qsort(rest, n, sizeof *rest, larger_first);
	for (size_t i = 0; result == AR_OK && left > 0; i++, left--)
		share[rest[i].at]++;
	free(rest);
	return result;
}

int
ar_shares_seen(int64_t *share, const ar_sum *part, size_t n, int64_t units)
{
	if (ar_shares(share, part, n, units) != AR_OK)
		return AR_EDATA;
	for (size_t i = 0; i < n; i++) {
		size_t most = 0;

		if (part[i] <= 0 || share[i] > 0)
			continue;
		for (size_t j = 1; j < n; j++)
			if (share[j] > share[most])
				most = j;
		if (share[most] <= 1)
			break;
		share[most]--;
		share[i]++;
	}
	return AR_OK;
}
