/*
 * libar/dateformat.c
 * Purpose: how the dates of a file are said to be written.
 */
#include "libar/dateformat.h"

#include <time.h>

enum { TEXT_MAX = 64, TM_YEAR = 1900, YEAR_LEAST = 1000 };

/* strptime(3) takes February 30 and leaves trailing text; neither is good. */
enum ar_day_err
ar_date_format_read(ar_day *day, const struct ar_date_format *f,
    struct ar_slice text)
{
	struct tm tm = {.tm_mday = 0, .tm_mon = -1, .tm_year = -TM_YEAR};
	char copy[TEXT_MAX];
	struct ar_ymd at;
	const char *end;

	if (text.n == 0)
		return AR_DAY_EMPTY;
	if (text.n >= sizeof copy)
		return AR_DAY_FORM;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	end = strptime(copy, f->pattern, &tm);
	if (end != copy + text.n)
		return AR_DAY_FORM;
	at = (struct ar_ymd){tm.tm_year + TM_YEAR, tm.tm_mon + 1,
	    tm.tm_mday};
	if (at.year < YEAR_LEAST)
		return AR_DAY_FORM;
	*day = ar_day_of(at);
	return *day == AR_NO_DAY ? AR_DAY_NONE : AR_DAY_OK;
}

/* A width behind its flags would be written, and not be read. */
static bool
has_width(const char *pattern)
{
	while ((pattern = strchr(pattern, '%')) != NULL) {
		pattern += 1 + strspn(pattern + 1, "-_0^#");
		if (ar_is_digit(*pattern))
			return true;
		pattern += *pattern != '\0';
	}
	return false;
}

/* Whether the day written by the pattern is read back from it. */
static bool
determines(const struct ar_date_format *f, ar_day want)
{
	struct ar_ymd at = ar_day_ymd(want);
	struct tm tm = {.tm_mday = at.day, .tm_mon = at.month - 1,
	    .tm_year = at.year - TM_YEAR,
	    .tm_yday = want - ar_day_of((struct ar_ymd){at.year, 1, 1}),
	    .tm_wday = (ar_weekday(want) + 1) % 7};
	char text[TEXT_MAX];
	ar_day day;
	size_t n;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	n = strftime(text, sizeof text, f->pattern, &tm);
#pragma GCC diagnostic pop
	return n > 0 && ar_date_format_read(&day, f, ar_slice(text, n)) ==
	    AR_DAY_OK && day == want;
}

/*
 * Whether all days are, of the years that two digits can mean: each day of each
 * month comes up in one year or another.
 */
static bool
determines_days(const struct ar_date_format *f)
{
	enum { FIRST = 1970, LAST = 2068, STEP = 11 };
	ar_day last = ar_day_of((struct ar_ymd){LAST, 12, 31});

	for (ar_day day = ar_day_of((struct ar_ymd){FIRST, 1, 1}); day <= last;
	    day += STEP)
		if (!determines(f, day))
			return false;
	return true;
}

int
ar_date_format_parse(struct ar_date_format *f, const char *text)
{
	static const char *const orders[] = {"dmy", "mdy", "ymd"};

	*f = (struct ar_date_format){0};
	for (int i = 0; i < AR_DATE_ORDERS; i++)
		if (strcmp(text, orders[i]) == 0)
			f->orders = 1U << i;
	f->iso = strcmp(text, "iso") == 0;
	if (f->orders != 0 || f->iso)
		return AR_OK;
	f->pattern = text;
	return strchr(text, '%') != NULL && !has_width(text) &&
	    determines_days(f) ? AR_OK : AR_EDATA;
}
