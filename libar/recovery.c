/*
 * libar/recovery.c
 * Purpose: what is lost by waiting, for the order of a worklist.
 */
#include "libar/recovery.h"

static void
append(struct ar_recovery *r, struct ar_recovery_point point)
{
	r->point = ar_grow(r->point, r->n + 1, sizeof *r->point);
	r->point[r->n++] = point;
}

void
ar_recovery_default(struct ar_recovery *r)
{
	static const struct ar_recovery_point survey[] = {
		{0, 1000000000}, {90, 730000000}, {180, 500000000},
		{365, 250000000}, {730, 100000000},
	};

	*r = (struct ar_recovery){0};
	for (size_t i = 0; i < sizeof survey / sizeof *survey; i++)
		append(r, survey[i]);
}

int
ar_recovery_add(struct ar_recovery *r, struct ar_recovery_point point)
{
	const struct ar_recovery_point *before =
	    r->n == 0 ? NULL : &r->point[r->n - 1];

	if (point.share < 0 || point.share > AR_RECOVERY_ONE)
		return AR_EDATA;
	if (before == NULL ? point.days != 0 :
	    point.days <= before->days || point.share > before->share)
		return AR_EDATA;
	append(r, point);
	return AR_OK;
}

int64_t
ar_recovery_at(const struct ar_recovery *r, int32_t age)
{
	const struct ar_recovery_point *a, *b;
	int64_t days, twice;
	size_t i = 0;

	while (i < r->n && r->point[i].days <= age)
		i++;
	if (i == 0 || i == r->n)
		return i == 0 ? AR_RECOVERY_ONE : r->point[i - 1].share;
	a = &r->point[i - 1];
	b = &r->point[i];
	/* At most 2^31 days of 10^9: twice that fits. */
	days = b->days - a->days;
	twice = 2 * (a->share * (b->days - age) + b->share * (age - a->days));
	return (twice + days) / (2 * days);
}

ar_sum
ar_recovery_loss(const struct ar_recovery *r, int64_t amount, int32_t age)
{
	return (ar_sum)amount * (ar_recovery_at(r, age) -
	    ar_recovery_at(r, age + AR_RECOVERY_WAIT));
}
