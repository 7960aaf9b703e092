/*
 * libar/watch.c
 * Purpose: whether a list of open items may be asked about a past day.
 */
#include "libar/watch.h"

void
ar_watch_see(struct ar_watch *w, const struct ar_doc *doc,
    struct ar_where at)
{
	if (ar_doc_is_void(doc))
		return;
	w->paid_date = w->paid_date || doc->paid_date != AR_NO_DAY;
	if (doc->invoice_date > w->latest) {
		w->latest = doc->invoice_date;
		w->latest_at = at;
	}
	if (!w->undated && ar_doc_is_undated(doc)) {
		w->undated = true;
		w->undated_at = at;
	}
}

static bool
is_before(struct ar_where a, struct ar_where b)
{
	return a.file != b.file ? a.file < b.file : a.line < b.line;
}

void
ar_watch_merge(struct ar_watch *w, const struct ar_watch *from)
{
	w->paid_date = w->paid_date || from->paid_date;
	if (from->latest > w->latest || (from->latest == w->latest &&
	    is_before(from->latest_at, w->latest_at))) {
		w->latest = from->latest;
		w->latest_at = from->latest_at;
	}
	if (from->undated && (!w->undated ||
	    is_before(from->undated_at, w->undated_at)))
		w->undated_at = from->undated_at;
	w->undated = w->undated || from->undated;
}

int
ar_watch_check(const struct ar_watch *w, ar_day day, struct ar_diag *diag)
{
	char latest[AR_DAY_TEXT + 1] = "", asked[AR_DAY_TEXT + 1] = "";

	if (w->latest <= day || (w->paid_date && !w->undated))
		return AR_OK;
	ar_day_format(latest, w->latest);
	ar_day_format(asked, day);
	ar_diag_say(diag, &(struct ar_say){AR_M_PAST_AS_OF,
	    w->paid_date ? w->undated_at : w->latest_at, {0},
	    {latest, asked, w->paid_date ?
	    "what this row owes on that day is not known" :
	    "no record has a paid_date"}});
	return AR_ESTOP;
}
