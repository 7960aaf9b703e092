/*
 * libar/periodbook.h
 * Purpose: the rows of a period table, joined up by group and time.
 *
 * Rows of one group, currency and period are added up.  A row gives the next
 * one its beginning, where that ends the day before and has none of its own.
 */
#ifndef AR_PERIODBOOK_H
#define AR_PERIODBOOK_H

#include "libar/diag.h"
#include "libar/doc.h"
#include "libar/group.h"
#include "libar/kpi.h"

struct ar_periodbook;

/* month_days: what a whole month counts in a countback, 0: its days. */
struct ar_periodbook *ar_periodbook_new(size_t nkeys, int32_t month_days);
void ar_periodbook_free(struct ar_periodbook *);

void ar_periodbook_add(struct ar_periodbook *, const struct ar_period_row *,
    struct ar_where);

/* No more is added.  AR_EDATA, and no message: two periods overlap. */
AR_MUST int ar_periodbook_finish(struct ar_periodbook *,
    struct ar_where clash[2]);

/* Periods, in the order of reports: by end, then by group. */
size_t ar_periodbook_count(const struct ar_periodbook *);

/* One of them, and its group and place; good until the next call. */
const struct ar_group *ar_periodbook_period(struct ar_periodbook *,
    size_t number, struct ar_period *, struct ar_where *);

#endif
