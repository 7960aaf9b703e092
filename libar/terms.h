/*
 * libar/terms.h
 * Purpose: payment terms: due dates, discounts, instalments.
 *
 * Terms are one part, or several that are instalments.  A part is due on a
 * day that follows from the day it counts from: that of the invoice, of the
 * receipt of goods (rog), or a stated one (as of).  Before it there may be
 * steps of discount, each until a day of its own, that day included.  The
 * manual ar-terms(1) has the grammar and what each spelling means.
 *
 * Plain values; functions print no message.
 */
#ifndef AR_TERMS_H
#define AR_TERMS_H

#include "libar/date.h"
#include "libar/mem.h"
#include "libar/money.h"

enum {
	AR_TERMS_PARTS = 99, AR_TERMS_DISCOUNTS = 6
};

enum ar_when_kind {
	AR_WHEN_DAYS,           /* net 30: days later */
	AR_WHEN_PREPAY,         /* prepay, cod: the day itself */
	AR_WHEN_COD,
	AR_WHEN_EOM,            /* eom+10: days after the month's end */
	AR_WHEN_EOM_MONTHS,     /* eom +1m: the end of a later month */
	AR_WHEN_DAY_MONTHS,     /* day 10 +1m; +0m: the next such day */
	AR_WHEN_NEXT_MONTH,     /* days from the first of the next month */
	AR_WHEN_DAYS_EOM,       /* net 45 then eom */
	AR_WHEN_DAYS_DAY,       /* net 30 then day 10: the first from then on */
	AR_WHEN_DAYS_DAY_MONTHS /* net 30 then day 10 +1m */
};

/* day: of the month, 1 to 31, the last one where it is shorter. */
struct ar_when {
	enum ar_when_kind kind;
	int days, day, months;
};

struct ar_terms_discount {
	ar_rate rate;
	struct ar_when until;
};

struct ar_terms_part {
	ar_rate share;          /* of the whole */
	struct ar_terms_discount discount[AR_TERMS_DISCOUNTS];
	size_t ndiscounts;
	struct ar_when due;
	bool rog;
	ar_day as_of;           /* AR_NO_DAY: none */
	int cutoff;             /* later days of a month count as the next's */
};

struct ar_terms {
	struct ar_terms_part part[AR_TERMS_PARTS];
	size_t nparts;
	ar_rate late;           /* charge on what is late, 0: none */
	bool late_yearly;       /* of a year, else of a month */
	int late_grace;         /* days */
};

/*
 * Read text.  AR_EDATA: these are no terms, or they can be read in several
 * ways; what to do is then appended to remedy, in words.
 */
AR_MUST int ar_terms_parse(struct ar_terms *, struct ar_slice text,
    struct ar_buf *remedy);

/* Append the canonical text, which reads back as the same. */
void ar_terms_format(struct ar_buf *, const struct ar_terms *);

/*
 * The day of a part, or of a discount of it; receipt: that of the goods.
 * AR_NO_DAY beyond the calendar, and where the receipt is needed and is
 * AR_NO_DAY.
 */
ar_day ar_terms_day(const struct ar_terms_part *, const struct ar_when *,
    ar_day invoice_date, ar_day receipt);

/*
 * The day on which an invoice is due that these terms do not split; AR_NO_DAY
 * if they do, count from a receipt, or go beyond the calendar.
 */
ar_day ar_terms_whole_day(const struct ar_terms *, ar_day invoice_date);

/*
 * The same by the text of the terms.
 * AR_EDATA, and *due untouched, if the text does not say.
 */
AR_MUST int ar_terms_due(ar_day *due, struct ar_slice text,
    ar_day invoice_date);

#endif
