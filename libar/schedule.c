/*
 * libar/schedule.c
 * Purpose: terms applied to an invoice: its parts, days and amounts.
 */
#include "libar/schedule.h"

static enum ar_schedule_fault
make_part(struct ar_schedule_part *made, const struct ar_terms_part *part,
    ar_day invoice_date, ar_day receipt)
{
	ar_day before = AR_NO_DAY;

	if (part->rog && receipt == AR_NO_DAY)
		return AR_SCHEDULE_RECEIPT;
	made->due = ar_terms_day(part, &part->due, invoice_date, receipt);
	if (made->due == AR_NO_DAY)
		return AR_SCHEDULE_CALENDAR;
	for (size_t i = 0; i < part->ndiscounts; i++) {
		ar_day until = ar_terms_day(part, &part->discount[i].until,
		    invoice_date, receipt);

		/* Beyond the calendar it is AR_NO_DAY, below any day. */
		if (until <= before || until > made->due)
			return AR_SCHEDULE_DISCOUNTS;
		made->until[i] = until;
		before = until;
	}
	return AR_SCHEDULE_FINE;
}

enum ar_schedule_fault
ar_schedule_make(struct ar_schedule *schedule, const struct ar_terms *terms,
    ar_day invoice_date, ar_day receipt)
{
	*schedule = (struct ar_schedule){0};
	for (size_t i = 0; i < terms->nparts; i++) {
		enum ar_schedule_fault fault = make_part(&schedule->part[i],
		    &terms->part[i], invoice_date, receipt);

		if (fault != AR_SCHEDULE_FINE)
			return fault;
		schedule->nparts++;
	}
	return AR_SCHEDULE_FINE;
}

const char *
ar_schedule_remedy(enum ar_schedule_fault fault, const char *receipt)
{
	switch (fault) {
	case AR_SCHEDULE_RECEIPT:
		return receipt;
	case AR_SCHEDULE_CALENDAR:
		return "it is beyond the calendar";
	case AR_SCHEDULE_DISCOUNTS:
		return "give discounts that end one after the other, and not "
		    "after it";
	case AR_SCHEDULE_FINE:
		break;
	}
	return "";
}

int
ar_schedule_split(int64_t amount[AR_TERMS_PARTS],
    const struct ar_terms *terms, int64_t total)
{
	int64_t weight[AR_TERMS_PARTS];

	for (size_t i = 0; i < terms->nparts; i++)
		weight[i] = terms->part[i].share;
	return ar_money_split(amount, total, weight, terms->nparts);
}

int
ar_schedule_discount(int64_t *discount, const struct ar_terms_part *part,
    size_t k, int64_t base)
{
	ar_sum share = 0;

	if (k < part->ndiscounts && ar_sum_share(&share, base,
	    part->discount[k].rate, AR_HALF_AWAY) != AR_OK)
		return AR_EDATA;
	if (share < INT64_MIN || share > INT64_MAX)
		return AR_EDATA;
	*discount = (int64_t)share;
	return AR_OK;
}
