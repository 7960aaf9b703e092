/*
 * libar/factorrows.h
 * Purpose: rows of ar-factor about documents: the listing and its detail.
 */
#ifndef AR_FACTORROWS_H
#define AR_FACTORROWS_H

#include "libar/report.h"
#include "libar/sale.h"

struct ar_factor_rows {
	const struct ar_sale *sale;
	struct ar_report *report;
	struct ar_out *out;
};

/* What a chosen set of documents comes to, on each of its rows. */
struct ar_raised {
	ar_sum paid_out, cost, bound;
};

/* raised: with the columns of a chosen set. */
void ar_factor_columns(struct ar_report *, bool raised);

/* All open documents, each with each deal.  AR_ESTOP after a message. */
AR_MUST int ar_factor_listing(const struct ar_factor_rows *);

/*
 * One row: an item of an obligor by the number-th deal, as the tests left it.
 * raised NULL: none of these columns.  counts: its amounts are part of the
 * run's total.  AR_ESTOP after a message: out of range.
 */
AR_MUST int ar_factor_row(const struct ar_factor_rows *, size_t number,
    const struct ar_obligor *, size_t item, const struct ar_raised *,
    bool counts);

/* A row for each reason of each document, by the one deal of its currency. */
void ar_factor_detail_columns(struct ar_report *);
void ar_factor_detail(struct ar_factor_rows *);

/* Add up in the tie what no row shows, as the tests left and took it. */
void ar_factor_tie_unseen(const struct ar_sale *, struct ar_tie *,
    const bool *shown);

#endif
