/*
 * libar/months.h
 * Purpose: sums by group and calendar month, for any number of periods.
 *
 * What happens is added on its day; what had happened by the end of a month,
 * or of the last day, is read back as a running sum.  Memory grows with the
 * groups and the months in which something happened, never with records.
 *
 * A window of days begins inside a month.  For it each amount is added once
 * more, a window's length later: what had happened before a window is then
 * the running sum of these at the window's end.
 */
#ifndef AR_MONTHS_H
#define AR_MONTHS_H

#include "libar/date.h"
#include "libar/group.h"

struct ar_months_options {
	ar_day last;            /* what happens later is left out */
	int32_t window;         /* days; 0: periods of whole months */
	size_t nkeys, nsums;
};

struct ar_months;

/* options are copied.  The caller frees. */
struct ar_months *ar_months_new(const struct ar_months_options *);
void ar_months_free(struct ar_months *);

/* The group's number, from 0 on; a new one is the next. */
size_t ar_months_group(struct ar_months *, const struct ar_slice *key,
    const struct ar_ccy *);

void ar_months_add(struct ar_months *, size_t group, size_t sum, ar_day,
    ar_sum amount);

/*
 * Add all that the other has, before either is finished; the order of merging
 * cannot show.  The number here of each of its groups, by its own; free(3) it.
 */
AR_MUST size_t *ar_months_merge(struct ar_months *,
    const struct ar_months *from);

/* Nothing more is added; sums can be read. */
void ar_months_finish(struct ar_months *);

/* The groups with their numbers, in the order of reports; release it. */
struct ar_group_list ar_months_groups(const struct ar_months *);

/* Of the group, to the end of a day that ends a month, or the last day. */
ar_sum ar_months_until(const struct ar_months *, size_t group, size_t sum,
    ar_day end);

/*
 * The same before the first day of the period from start to end: a window,
 * or whole months to a day as above.
 */
ar_sum ar_months_before(const struct ar_months *, size_t group, size_t sum,
    ar_day start, ar_day end);

/*
 * The newest month not after *month in which something of the group was
 * added, which may be the copy for a window: its number goes to *month, its
 * own amount to *amount.  AR_ITEM, or AR_OK if there is none.
 */
int ar_months_newest(const struct ar_months *, size_t group, size_t sum,
    int32_t *month, ar_sum *amount);

#endif
