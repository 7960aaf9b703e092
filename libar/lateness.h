/*
 * libar/lateness.h
 * Purpose: documents, once each, into payment behaviour of any period.
 *
 * Invoices, finance charges and deposits above 0 count in the period in
 * which they were settled: on their paid_date; with payments, on the day of
 * the payment that brings the open amount to 0 for good, as far as the last
 * day knows.  Days to pay count from the document's day, days late from its
 * due date; early is negative.
 */
#ifndef AR_LATENESS_H
#define AR_LATENESS_H

#include "libar/doc.h"
#include "libar/group.h"
#include "libar/kpi.h"
#include "libar/spans.h"

struct ar_lateness_options {
	const struct ar_span_options *spans;
	size_t nkeys;
	bool clamp;             /* early counts as 0 days late */
};

struct ar_lateness;

/* options are copied.  The caller frees. */
struct ar_lateness *ar_lateness_new(const struct ar_lateness_options *);
void ar_lateness_free(struct ar_lateness *);

/*
 * Take a document in; the day on which it was settled, AR_NO_DAY if it was
 * not, or does not count.
 */
ar_day ar_lateness_add(struct ar_lateness *, const struct ar_doc *,
    const struct ar_paid_list *paid);

/*
 * Add all that the other has, before either is finished; the order of merging
 * cannot show.
 */
void ar_lateness_merge(struct ar_lateness *, const struct ar_lateness *from);

/* No more is added. */
void ar_lateness_finish(struct ar_lateness *);

/*
 * The first day on which there was a document, or one was settled ahead of
 * its day; AR_NO_DAY if there is none.
 */
ar_day ar_lateness_first(const struct ar_lateness *);

/* All groups; release the list before this. */
struct ar_group_list ar_lateness_groups(const struct ar_lateness *);

/* AR_ITEM, or AR_OK if the group settled nothing in the span. */
int ar_lateness_period(const struct ar_lateness *, size_t group,
    const struct ar_span *, struct ar_period *);

#endif
