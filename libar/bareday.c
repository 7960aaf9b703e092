/*
 * libar/bareday.c
 * Purpose: dates of digits alone, day and month first, perhaps without year.
 */
#include "libar/bareday.h"

enum { YEAR = 12, DAY_MONTH = 4, SHORT = 6, LONG = 8 };

/* The first four digits and a year, as a date with separators. */
static ar_day
day_in(struct ar_slice text, struct ar_slice year)
{
	char dotted[] = "31.05.2026";
	struct ar_foreign_day f;

	memcpy(dotted, text.p, 2);
	memcpy(dotted + 3, text.p + 2, 2);
	memcpy(dotted + 6, year.p, year.n);
	return ar_foreign_day(&f, ar_slice(dotted, 6 + year.n)) ==
	    AR_DAY_OK ? f.day[AR_DMY] : AR_NO_DAY;
}

static ar_day
day_within(struct ar_slice text, const struct ar_period *p)
{
	const ar_day end[] = {p->first, p->last};

	for (size_t i = 0; i < 2; i++) {
		char year[AR_DAY_TEXT];
		ar_day day;

		ar_day_format(year, end[i]);
		day = day_in(text, ar_slice(year, 4));
		if (day >= p->first && day <= p->last)
			return day;
	}
	return AR_NO_DAY;
}

bool
ar_period_tells(const struct ar_period *p)
{
	ar_day next = p->first == AR_NO_DAY ? AR_NO_DAY :
	    ar_day_add_months(p->first, YEAR);

	return next != AR_NO_DAY && p->first <= p->last && p->last < next;
}

enum ar_day_err
ar_bare_day(ar_day *day, struct ar_slice text, const struct ar_period *p)
{
	bool year = text.n == SHORT || text.n == LONG;
	ar_day found;

	if (text.n == 0)
		return AR_DAY_EMPTY;
	if (!ar_slice_is_digits(text) || (!year && (text.n != DAY_MONTH ||
	    !ar_period_tells(p))))
		return AR_DAY_FORM;
	found = year ? day_in(text, ar_slice(text.p + DAY_MONTH,
	    text.n - DAY_MONTH)) : day_within(text, p);
	if (found == AR_NO_DAY)
		return AR_DAY_NONE;
	*day = found;
	return AR_DAY_OK;
}

enum ar_day_err
ar_bare_ymd(ar_day *day, struct ar_slice text)
{
	char iso[] = "2026-05-31";

	if (text.n != LONG)
		return AR_DAY_FORM;
	memcpy(iso, text.p, 4);
	memcpy(iso + 5, text.p + 4, 2);
	memcpy(iso + 8, text.p + 6, 2);
	return ar_day_parse(day, ar_slice(iso, AR_DAY_TEXT));
}
