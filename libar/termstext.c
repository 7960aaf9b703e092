/*
 * libar/termstext.c
 * Purpose: payment terms as canonical text.
 */
#include "libar/terms.h"

static void
add_rate(struct ar_buf *t, ar_rate rate)
{
	char text[AR_MONEY_MAX];

	ar_buf_addf(t, "%.*s", (int)ar_rate_format(text, rate), text);
}

/* net: the word before days that are counted. */
static void
add_when(struct ar_buf *t, const struct ar_when *w, const char *net)
{
	switch (w->kind) {
	case AR_WHEN_DAYS:
		ar_buf_addf(t, "%s%d", net, w->days);
		break;
	case AR_WHEN_PREPAY:
		ar_buf_addf(t, "prepay");
		break;
	case AR_WHEN_COD:
		ar_buf_addf(t, "cod");
		break;
	case AR_WHEN_EOM:
		ar_buf_addf(t, "eom");
		if (w->days != 0)
			ar_buf_addf(t, "+%d", w->days);
		break;
	case AR_WHEN_EOM_MONTHS:
		ar_buf_addf(t, "eom +%dm", w->months);
		break;
	case AR_WHEN_DAY_MONTHS:
		ar_buf_addf(t, "day %d +%dm", w->day, w->months);
		break;
	case AR_WHEN_NEXT_MONTH:
		ar_buf_addf(t, "%s%d from next month", net, w->days);
		break;
	case AR_WHEN_DAYS_EOM:
		ar_buf_addf(t, "%s%d then eom", net, w->days);
		break;
	case AR_WHEN_DAYS_DAY:
		ar_buf_addf(t, "%s%d then day %d", net, w->days, w->day);
		break;
	case AR_WHEN_DAYS_DAY_MONTHS:
		ar_buf_addf(t, "%s%d then day %d +%dm", net, w->days, w->day,
		    w->months);
		break;
	}
}

static void
add_part(struct ar_buf *t, const struct ar_terms_part *part)
{
	for (size_t i = 0; i < part->ndiscounts; i++) {
		add_rate(t, part->discount[i].rate);
		ar_buf_addf(t, "/");
		add_when(t, &part->discount[i].until, "");
		ar_buf_addf(t, " ");
	}
	add_when(t, &part->due, "net ");
	if (part->ndiscounts > 0 && part->due.kind == AR_WHEN_EOM &&
	    part->due.days == 0)
		ar_buf_addf(t, "+0");
	if (part->rog)
		ar_buf_addf(t, " rog");
	if (part->as_of != AR_NO_DAY) {
		char day[AR_DAY_TEXT];

		ar_day_format(day, part->as_of);
		ar_buf_addf(t, " as of %.*s", AR_DAY_TEXT, day);
	}
	if (part->cutoff != 0)
		ar_buf_addf(t, " cutoff %d", part->cutoff);
}

void
ar_terms_format(struct ar_buf *t, const struct ar_terms *terms)
{
	for (size_t i = 0; i < terms->nparts; i++) {
		if (i > 0)
			ar_buf_addf(t, ", ");
		if (terms->nparts > 1) {
			add_rate(t, terms->part[i].share);
			ar_buf_addf(t, "%% ");
		}
		add_part(t, &terms->part[i]);
	}
	if (terms->late != 0) {
		ar_buf_addf(t, " late ");
		add_rate(t, terms->late);
		ar_buf_addf(t, "%s", terms->late_yearly ? "%/yr" : "%/mo");
	}
	if (terms->late_grace != 0)
		ar_buf_addf(t, " grace %d", terms->late_grace);
}
