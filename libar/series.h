/*
 * libar/series.h
 * Purpose: documents, once each, into sales and receivables of any period.
 *
 * A document adds to sales on its day; what is open of it moves in steps,
 * and what is current ends on the day after its due date.  All is added up
 * by libar/months.h.
 */
#ifndef AR_SERIES_H
#define AR_SERIES_H

#include "libar/doc.h"
#include "libar/group.h"
#include "libar/kpi.h"
#include "libar/spans.h"

struct ar_series_options {
	const struct ar_span_options *spans;
	size_t nkeys;
	int32_t month_days;     /* what a whole month counts, 0: its days */
	bool gross_sales;       /* credits do not lower sales */
	bool cash;              /* figures of cash are wanted */
	bool quarters;          /* and those of three months */
	bool as_exported;       /* a balance holds for earlier days too */
};

struct ar_series;

/* options are copied.  The caller frees. */
struct ar_series *ar_series_new(const struct ar_series_options *);
void ar_series_free(struct ar_series *);

/*
 * Take a document in.  cash: the kind of the payment that it stands for,
 * AR_PAYMENT_NONE for a document of the ledger.  A fault takes nothing in;
 * *left is then what was open on the day of the fault.
 */
AR_MUST enum ar_fault ar_series_add(struct ar_series *,
    const struct ar_doc *, const struct ar_paid_list *paid, uint8_t cash,
    int64_t *left);

/*
 * Add all that the other has, before either is finished; the order of merging
 * cannot show.
 */
void ar_series_merge(struct ar_series *, const struct ar_series *from);

/* No more is added. */
void ar_series_finish(struct ar_series *);

/* The day of the first document of all, AR_NO_DAY if there is none. */
ar_day ar_series_first(const struct ar_series *);

/* All groups; release the list before the series. */
struct ar_group_list ar_series_groups(const struct ar_series *);

/*
 * The figures of the group and the span.  AR_ITEM, or AR_OK if the group
 * begins later.  history: what was paid when is known.  The stretches are
 * good until the next call.
 */
int ar_series_period(struct ar_series *, size_t group,
    const struct ar_span *, bool history, struct ar_period *);

#endif
