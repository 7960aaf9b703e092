/*
 * libar/watch.c
 * Purpose: whether a list of open items may be asked about a past day.
 */
#include "libar/watch.h"

/* Something is paid, and the row does not say when. */
static bool
is_partly_paid(const struct ar_doc *doc)
{
	if (doc->paid_date != AR_NO_DAY)
		return false;
	return ar_doc_is_settled(doc) || (doc->balance.filled &&
	    doc->balance.minor != doc->amount.minor);
}

void
ar_watch_see(struct ar_watch *w, const struct ar_doc *doc,
    struct ar_where at)
{
	if (ar_doc_is_void(doc))
		return;
	w->paid_date = w->paid_date || doc->paid_date != AR_NO_DAY;
	if (!w->later && doc->invoice_date > w->day) {
		w->later = true;
		w->later_day = doc->invoice_date;
		w->later_at = at;
	}
	if (!w->partly && is_partly_paid(doc)) {
		w->partly = true;
		w->partly_at = at;
	}
}

int
ar_watch_check(const struct ar_watch *w, struct ar_diag *diag)
{
	char later[AR_DAY_TEXT + 1] = "", day[AR_DAY_TEXT + 1] = "";

	if (!w->later || (w->paid_date && !w->partly))
		return AR_OK;
	ar_day_format(later, w->later_day);
	ar_day_format(day, w->day);
	ar_diag_say(diag, &(struct ar_say){AR_M_PAST_AS_OF,
	    w->paid_date ? w->partly_at : w->later_at, {0},
	    {later, day, w->paid_date ?
	    "what this row owes on that day is not known" :
	    "no record has a paid_date"}});
	return AR_ESTOP;
}
