/*
 * libar/openbal.h
 * Purpose: the one answer to "what was open on that day".
 *
 * The rules, in order, for a document on the evening of day D:
 *   1. void, draft, or dated after D: nothing; it does not count.
 *   2. payments are known: the amount less those dated on or before D.
 *   3. a paid_date: the amount while it is after D, else nothing.
 *   4. status paid or written off: nothing.
 *   5. the balance where it is filled, else the amount.
 */
#ifndef AR_OPENBAL_H
#define AR_OPENBAL_H

#include "libar/doc.h"

/* Where a document's amount belongs when in and out are tied. */
enum ar_why {
	AR_OPEN,        /* counts, and something is open */
	AR_SETTLED,     /* counts, and nothing is open */
	AR_FUTURE,      /* dated after the day */
	AR_VOID         /* never counts */
};

struct ar_open {
	int64_t minor;          /* what is open, in minor units */
	enum ar_why why;
};

/*
 * paid: what the payments settled, NULL without payments.
 * day_matters: rule 4 is refused with AR_FAULT_NO_PAID_DATE, because more
 * than one day is asked about.  Returns AR_FINE or the fault.
 */
AR_MUST enum ar_fault ar_open_on(struct ar_open *, const struct ar_doc *,
    const struct ar_paid_list *paid, ar_day day, bool day_matters);

#endif
