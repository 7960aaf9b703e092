/*
 * libar/wide.c
 * Purpose: whole numbers too wide for the machine, for exact fractions.
 */
#include "libar/wide.h"

__extension__ typedef unsigned __int128 two_limbs;

enum { LIMB_BITS = 64 };

struct ar_wide
ar_wide_of(uint64_t value)
{
	return (struct ar_wide){.limb = {value}, .n = 1};
}

/* One more limb at the top, where there is something to put there. */
static void
carry_out(struct ar_wide *w, uint64_t carry)
{
	if (carry == 0)
		return;
	if (w->n == AR_WIDE_LIMBS)
		w->over = true;
	else
		w->limb[w->n++] = carry;
}

void
ar_wide_add(struct ar_wide *into, const struct ar_wide *add)
{
	two_limbs carry = 0;

	into->over |= add->over;
	if (into->n < add->n)
		into->n = add->n;
	for (unsigned i = 0; i < into->n; i++) {
		carry += (two_limbs)into->limb[i] + add->limb[i];
		into->limb[i] = (uint64_t)carry;
		carry >>= LIMB_BITS;
	}
	carry_out(into, (uint64_t)carry);
}

void
ar_wide_multiply(struct ar_wide *into, uint64_t by)
{
	two_limbs carry = 0;

	for (unsigned i = 0; i < into->n; i++) {
		carry += (two_limbs)into->limb[i] * by;
		into->limb[i] = (uint64_t)carry;
		carry >>= LIMB_BITS;
	}
	carry_out(into, (uint64_t)carry);
}

uint64_t
ar_wide_divide(struct ar_wide *into, uint64_t by)
{
	uint64_t rest = 0;

	for (unsigned i = into->n; i-- > 0; ) {
		two_limbs part = (two_limbs)rest << LIMB_BITS | into->limb[i];
		two_limbs quotient = part / by;

		into->limb[i] = (uint64_t)quotient;
		rest = (uint64_t)(part - quotient * by);
	}
	while (into->n > 0 && into->limb[into->n - 1] == 0)
		into->n--;
	return rest;
}

int
ar_wide_int64(int64_t *value, const struct ar_wide *w)
{
	for (unsigned i = 1; i < w->n; i++)
		if (w->limb[i] != 0)
			return AR_EDATA;
	if (w->over || w->limb[0] > INT64_MAX)
		return AR_EDATA;
	*value = (int64_t)w->limb[0];
	return AR_OK;
}
