/*
 * libar/terms.c
 * Purpose: payment terms: due dates, discounts, instalments.
 */
#include "libar/terms.h"

static ar_day
end_of_month(ar_day from, int months)
{
	return ar_month_end(ar_day_add_months(from, months));
}

/* That day of a later month, or the month's last where it is shorter. */
static ar_day
day_of_month(ar_day from, int day, int months)
{
	ar_day end = end_of_month(from, months);
	struct ar_ymd at = ar_day_ymd(end);

	if (end == AR_NO_DAY || day >= at.day)
		return end;
	at.day = day;
	return ar_day_of(at);
}

/* The first such day of a month that is not before `from`. */
static ar_day
next_day_of_month(ar_day from, int day)
{
	ar_day found = day_of_month(from, day, 0);

	return found < from ? day_of_month(from, day, 1) : found;
}

/* Where days after the cutoff count as the next month's, 1 for those. */
static int
months_on(const struct ar_terms_part *part, ar_day from)
{
	return part->cutoff != 0 && ar_day_ymd(from).day > part->cutoff;
}

static ar_day
after_days(const struct ar_when *when, ar_day from)
{
	ar_day then = ar_day_add(from, when->days);

	if (then == AR_NO_DAY || when->kind == AR_WHEN_DAYS)
		return then;
	if (when->kind == AR_WHEN_DAYS_EOM)
		return ar_month_end(then);
	return when->kind == AR_WHEN_DAYS_DAY ?
	    next_day_of_month(then, when->day) :
	    day_of_month(then, when->day, when->months);
}

/* later: 1 where the cutoff is passed, else 0. */
static ar_day
in_month(const struct ar_when *when, ar_day from, int later)
{
	ar_day end;

	if (when->kind == AR_WHEN_EOM_MONTHS)
		return end_of_month(from, when->months + later);
	if (when->kind == AR_WHEN_DAY_MONTHS && when->months + later == 0)
		return next_day_of_month(from, when->day);
	if (when->kind == AR_WHEN_DAY_MONTHS)
		return day_of_month(from, when->day, when->months + later);
	end = end_of_month(from, later);
	if (end == AR_NO_DAY)
		return end;
	return ar_day_add(end, when->kind == AR_WHEN_NEXT_MONTH ?
	    when->days + 1 : when->days);
}

ar_day
ar_terms_day(const struct ar_terms_part *part, const struct ar_when *when,
    ar_day invoice_date, ar_day receipt)
{
	ar_day from = part->rog ? receipt :
	    part->as_of != AR_NO_DAY ? part->as_of : invoice_date;

	if (from == AR_NO_DAY)
		return from;
	switch (when->kind) {
	case AR_WHEN_PREPAY:
	case AR_WHEN_COD:
		return from;
	case AR_WHEN_DAYS:
	case AR_WHEN_DAYS_EOM:
	case AR_WHEN_DAYS_DAY:
	case AR_WHEN_DAYS_DAY_MONTHS:
		return after_days(when, from);
	case AR_WHEN_EOM:
	case AR_WHEN_EOM_MONTHS:
	case AR_WHEN_DAY_MONTHS:
	case AR_WHEN_NEXT_MONTH:
		break;
	}
	return in_month(when, from, months_on(part, from));
}

ar_day
ar_terms_whole_day(const struct ar_terms *t, ar_day invoice_date)
{
	return t->nparts != 1 ? AR_NO_DAY : ar_terms_day(&t->part[0],
	    &t->part[0].due, invoice_date, AR_NO_DAY);
}

int
ar_terms_due(ar_day *due, struct ar_slice text, ar_day invoice_date)
{
	struct ar_buf remedy = {0};
	struct ar_terms terms;
	int result = ar_terms_parse(&terms, text, &remedy);
	ar_day day = result == AR_OK ?
	    ar_terms_whole_day(&terms, invoice_date) : AR_NO_DAY;

	ar_buf_free(&remedy);
	if (day == AR_NO_DAY)
		return AR_EDATA;
	*due = day;
	return AR_OK;
}
