/*
 * libar/age.h
 * Purpose: aging: open amounts by days past due, or by age.
 *
 * Day 30 is in the bucket whose upper edge is 30; due today is current.  By
 * due date the first bucket is all that is not past due; by invoice date it
 * begins at age 0.  Every open amount is in exactly one bucket, or, when
 * credits stand apart and it is below 0, in `unapplied`.
 */
#ifndef AR_AGE_H
#define AR_AGE_H

#include "libar/doc.h"
#include "libar/group.h"
#include "libar/openbal.h"

enum { AR_EDGES_MAX = 64, AR_BUCKETS_MAX = AR_EDGES_MAX + 2 };
enum { AR_EDGE_LAST = 3652058, AR_BUCKET_NAME = 24 };

enum ar_basis { AR_BASIS_DUE, AR_BASIS_INVOICE };

struct ar_age_options {
	enum ar_basis basis;
	int32_t edge[AR_EDGES_MAX];     /* rising, 1 to AR_EDGE_LAST */
	size_t nedges;
	bool credits_apart;
	bool labels;                    /* keep the first key's latest name */
	bool history;                   /* more than one day is asked about */
	const ar_day *day;              /* the as-of days, rising; borrowed */
	size_t ndays, nkeys;
};

struct ar_age;

/* options are copied.  The caller frees. */
struct ar_age *ar_age_new(const struct ar_age_options *);
void ar_age_free(struct ar_age *);

/* Buckets of these options, without `unapplied`. */
size_t ar_age_buckets(const struct ar_age_options *);

/* current, d1_30, d31_60, ..., d91_plus; or d0_30 first. */
void ar_age_bucket_name(char name[AR_BUCKET_NAME],
    const struct ar_age_options *, size_t bucket);

/* D less the due date, or less the invoice date. */
int32_t ar_age_days(const struct ar_age_options *, const struct ar_doc *,
    ar_day);

/* The bucket of so many days; the number of buckets if it stands apart. */
size_t ar_age_bucket(const struct ar_age_options *, int32_t days,
    int64_t open);

/*
 * Take a document in, on all days.  *last: what is open on the last of them.
 * A fault takes nothing in; *last is then what was open on its day.
 */
AR_MUST enum ar_fault ar_age_add(struct ar_age *, const struct ar_doc *,
    const struct ar_paid_list *paid, struct ar_open *last);

/* Documents that are added soon: their groups are fetched from memory. */
void ar_age_soon(struct ar_age *, const struct ar_doc *, size_t n);

/* Take all that the other has; the order of merging cannot show. */
void ar_age_merge(struct ar_age *, struct ar_age *from);

/* One row of the report. */
struct ar_age_row {
	ar_day as_of;
	const struct ar_slice *key;
	struct ar_slice label;
	struct ar_ccy ccy;
	uint64_t items;
	const ar_sum *bucket;
	ar_sum unapplied, total;
};

/* Rows by day, key, currency; groups whose amounts are all 0 left out. */
void ar_age_rows(const struct ar_age *,
    void (*row)(void *, const struct ar_age_row *), void *);

#endif
