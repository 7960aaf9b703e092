/*
 * libar/bill.c
 * Purpose: what the lines of an invoice add up to, with their taxes.
 */
#include "libar/bill.h"

#include <stdlib.h>

bool
ar_tax_fits(uint8_t category, ar_rate rate)
{
	switch ((enum ar_tax)category) {
	case AR_TAX_STANDARD:
		return rate > 0;
	case AR_TAX_ZERO:
	case AR_TAX_EXEMPT:
	case AR_TAX_REVERSE:
	case AR_TAX_INTRA:
	case AR_TAX_EXPORT:
	case AR_TAX_OUTSIDE:
		return rate == 0;
	case AR_TAX_NONE:
	case AR_TAX_CANARIES:
	case AR_TAX_CEUTA:
		break;
	}
	return true;
}

/* The group of this category and rate; ngroups if there is none yet. */
static size_t
find(const struct ar_bill *bill, uint8_t category, ar_rate rate)
{
	size_t i;

	for (i = 0; i < bill->ngroups; i++) {
		if (bill->group[i].category == category &&
		    bill->group[i].rate == rate)
			break;
	}
	return i;
}

int
ar_bill_add(struct ar_bill *bill, uint8_t category, ar_rate rate,
    int64_t net, size_t *group)
{
	size_t i = find(bill, category, rate);

	if (i == bill->ngroups) {
		bill->group = ar_grow(bill->group, i + 1,
		    sizeof *bill->group);
		bill->group[i] = (struct ar_bill_group){
			.category = category,
			.rate = rate
		};
		bill->ngroups++;
	}
	*group = i;
	return ar_sum_narrow(&bill->group[i].base, (ar_sum)bill->group[i].base + net);
}

int
ar_bill_total(struct ar_bill *bill)
{
	ar_sum net = 0;
	ar_sum tax = 0;

	for (size_t i = 0; i < bill->ngroups; i++) {
		struct ar_bill_group *group = &bill->group[i];
		ar_sum share;

		if (ar_sum_share(&share, group->base, group->rate,
		    AR_HALF_AWAY) != AR_OK ||
		    ar_sum_narrow(&group->tax, share) != AR_OK)
			return AR_EDATA;
		net += group->base;
		tax += group->tax;
	}
	if (ar_sum_narrow(&bill->net, net) != AR_OK ||
	    ar_sum_narrow(&bill->tax, tax) != AR_OK)
		return AR_EDATA;
	return ar_sum_narrow(&bill->amount, net + tax);
}

void
ar_bill_clear(struct ar_bill *bill)
{
	*bill = (struct ar_bill){.group = bill->group};
}

void
ar_bill_free(struct ar_bill *bill)
{
	free(bill->group);
	*bill = (struct ar_bill){0};
}
