/*
 * libar/spread.c
 * Purpose: payments without instalment, spread over a document's instalments.
 */
#include "libar/spread.h"

#include <stdlib.h>

static int
by_number(const void *a, const void *b)
{
	const struct ar_part *x = a, *y = b;

	return (int)x->instalment - (int)y->instalment;
}

static void
spread_to(struct ar_target *t, size_t part, ar_day day, int64_t amount)
{
	if (amount == 0)
		return;
	t->spread = ar_grow(t->spread, t->nspread + 1, sizeof *t->spread);
	t->spread[t->nspread++] = (struct ar_spread){
		t->part[part].instalment, {day, amount}
	};
	t->part[part].amount -= amount;
}

static void
spread(struct ar_target *t, const struct ar_booked *b)
{
	int64_t left = b->minor;

	for (size_t i = 0; i + 1 < t->nparts && left > 0; i++) {
		int64_t open = t->part[i].amount;
		int64_t take = open <= 0 ? 0 : open < left ? open : left;

		spread_to(t, i, b->p.payment_date, take);
		left -= take;
	}
	spread_to(t, t->nparts - 1, b->p.payment_date, left);
}

static int
by_day(const void *a, const void *b)
{
	const struct ar_booked *x = *(struct ar_booked *const *)a;
	const struct ar_booked *y = *(struct ar_booked *const *)b;

	if (x->p.payment_date != y->p.payment_date)
		return x->p.payment_date < y->p.payment_date ? -1 : 1;
	return x < y ? -1 : x > y;
}

void
ar_spread(const struct ar_paybook *book, struct ar_target *t)
{
	struct ar_booked **whole = NULL;
	size_t n = 0;

	qsort(t->part, t->nparts, sizeof *t->part, by_number);
	for (struct ar_booked *b = ar_target_first(book, t); b != NULL;
	    b = ar_booked_next(book, b)) {
		if (b->p.instalment == 0) {
			whole = ar_grow(whole, n + 1, sizeof *whole);
			whole[n++] = b;
			continue;
		}
		for (size_t i = 0; i < t->nparts; i++)
			if (t->part[i].instalment == b->p.instalment)
				t->part[i].amount -= b->minor;
	}
	qsort(whole, n, sizeof *whole, by_day);
	for (size_t i = 0; i < n; i++)
		spread(t, whole[i]);
	free(whole);
}
