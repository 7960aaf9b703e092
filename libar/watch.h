/*
 * libar/watch.h
 * Purpose: whether a list of open items may be asked about a past day.
 *
 * A balance is true on the day of the export.  Documents dated after the day
 * that is asked about show that the list was exported later; then only dates
 * of payment can say what was open, and a partly paid row has none.
 */
#ifndef AR_WATCH_H
#define AR_WATCH_H

#include "libar/diag.h"
#include "libar/doc.h"

struct ar_watch {
	bool paid_date, undated;
	ar_day latest;          /* of all documents */
	struct ar_where latest_at, undated_at;
};

void ar_watch_see(struct ar_watch *, const struct ar_doc *,
    struct ar_where);

/* What another one saw in the same files, the earlier place of two. */
void ar_watch_merge(struct ar_watch *, const struct ar_watch *from);

/*
 * AR_ESTOP after a message if the day, the oldest that is asked about,
 * cannot be answered.
 */
AR_MUST int ar_watch_check(const struct ar_watch *, ar_day,
    struct ar_diag *);

#endif
