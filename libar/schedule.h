/*
 * libar/schedule.h
 * Purpose: terms applied to an invoice: its parts, days and amounts.
 *
 * Plain values; functions print no message.
 */
#ifndef AR_SCHEDULE_H
#define AR_SCHEDULE_H

#include "libar/terms.h"

/* Why terms give no schedule for an invoice. */
enum ar_schedule_fault {
	AR_SCHEDULE_FINE,
	AR_SCHEDULE_RECEIPT,    /* they count from a receipt that is unknown */
	AR_SCHEDULE_CALENDAR,   /* a due date is beyond the calendar */
	AR_SCHEDULE_DISCOUNTS   /* not one after the other up to the due date */
};

struct ar_schedule_part {
	ar_day due;
	ar_day until[AR_TERMS_DISCOUNTS];       /* AR_NO_DAY: no discount */
};

struct ar_schedule {
	struct ar_schedule_part part[AR_TERMS_PARTS];
	size_t nparts;
};

/*
 * The days of every part; receipt: of the goods, AR_NO_DAY if unknown.  With
 * a fault nparts counts the parts before the one that has it.
 */
AR_MUST enum ar_schedule_fault ar_schedule_make(struct ar_schedule *,
    const struct ar_terms *, ar_day invoice_date, ar_day receipt);

/*
 * What to do about a fault, in words for the message, "" if there is none.
 * receipt: how the day of receipt is given to this tool, as in
 * "say --receipt=DATE".
 */
const char *ar_schedule_remedy(enum ar_schedule_fault, const char *receipt);

/*
 * What of the total falls on each part: rounded half away from zero, at most
 * what is left; the last takes the rest, so that they add up to the total.
 * AR_EDATA if the shares are unusable; those of terms that were read are not.
 */
AR_MUST int ar_schedule_split(int64_t amount[AR_TERMS_PARTS],
    const struct ar_terms *, int64_t total);

/*
 * The k-th discount of a part on its base, k from 0, rounded half away from
 * zero; 0 if there is none.  AR_EDATA, and *discount untouched, if it does
 * not fit; with a rate of at most 100 per cent it always does.
 */
AR_MUST int ar_schedule_discount(int64_t *discount,
    const struct ar_terms_part *, size_t k, int64_t base);

#endif
