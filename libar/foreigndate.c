/*
 * libar/foreigndate.c
 * Purpose: dates as the world writes them, in every order they may have.
 */
#include "libar/foreigndate.h"

enum {
	PARTS = 3,
	DIGITS_MAX = 4,
	MONTHS = 12,
	SHORT_MONTH = 3,
	PIVOT = 69,             /* the first two-digit year of 19.. */
	TEN = 10
};

/* A number of the date, or the name of a month. */
struct part {
	int value;
	unsigned digits;        /* 0: a name */
};

static void
drop(struct ar_slice *rest, size_t n)
{
	rest->p += n;
	rest->n -= n;
}

/* Take the byte off the front if it is there. */
static bool
take(struct ar_slice *rest, char c)
{
	if (rest->n == 0 || rest->p[0] != c)
		return false;
	drop(rest, 1);
	return true;
}

/* Take a number of at most `most` digits; false if there is none or more. */
static bool
take_number(struct ar_slice *rest, unsigned most, struct part *part)
{
	*part = (struct part){0};
	while (rest->n > 0 && ar_is_digit(rest->p[0])) {
		if (part->digits++ == most)
			return false;
		part->value = part->value * TEN + (rest->p[0] - '0');
		drop(rest, 1);
	}
	return part->digits > 0;
}

/* 1 to 12; 0 if the word names no month, whole or by three letters. */
static int
month_of(struct ar_slice word)
{
	static const char *const name[MONTHS] = {
		"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november",
		"december",
	};

	for (int i = 0; i < MONTHS; i++) {
		struct ar_slice whole = ar_slice_of(name[i]);

		if (ar_slice_eq_nocase(word, whole) || ar_slice_eq_nocase(
		    word, ar_slice(whole.p, SHORT_MONTH)))
			return i + 1;
	}
	return ar_slice_eq_nocase(word, AR_S("sept")) ? 9 : 0;
}

static bool
take_part(struct ar_slice *rest, struct part *part)
{
	size_t n = 0;

	while (n < rest->n && ar_is_letter(rest->p[n]))
		n++;
	if (n == 0)
		return take_number(rest, DIGITS_MAX, part);
	*part = (struct part){.value = month_of(ar_slice(rest->p, n))};
	drop(rest, n);
	return part->value != 0;
}

/* Between two parts: one separator; a '.' or ',' may stand before blanks. */
static char
take_separator(struct ar_slice *rest)
{
	char c = rest->n > 0 ? rest->p[0] : '\0';

	if (c != '.' && c != ',' && c != '/' && c != '-' && c != ' ')
		return '\0';
	drop(rest, 1);
	if ((c == '.' || c == ',') && rest->n > 0 && rest->p[0] == ' ')
		c = ' ';
	while (c == ' ' && take(rest, ' '))
		continue;
	return c;
}

/* Two digits that are at most `most`; more may follow. */
static bool
take_two(struct ar_slice *rest, int most)
{
	int value;

	if (rest->n < 2 || !ar_is_digit(rest->p[0]) || !ar_is_digit(rest->p[1]))
		return false;
	value = (rest->p[0] - '0') * TEN + (rest->p[1] - '0');
	drop(rest, 2);
	return value <= most;
}

static bool
take_zone(struct ar_slice *rest)
{
	struct ar_slice text = *rest;

	if (text.n == 0 || ar_slice_eq(text, AR_S("Z")) ||
	    ar_slice_eq(text, AR_S("UTC")) || ar_slice_eq(text, AR_S("GMT")))
		return true;
	if (!take(&text, '+') && !take(&text, '-'))
		return false;
	if (!take_two(&text, 14))
		return false;
	if (text.n == 0)
		return true;
	(void)take(&text, ':');
	return take_two(&text, 59) && text.n == 0;
}

/* Whether text is a time of the day, perhaps with fraction and zone. */
static bool
is_time(struct ar_slice text)
{
	enum { HOUR_MAX = 24, MINUTE_MAX = 59, SECOND_MAX = 60 };
	struct part part;

	if (!take_number(&text, 2, &part) || part.value > HOUR_MAX ||
	    !take(&text, ':') || !take_two(&text, MINUTE_MAX))
		return false;
	if (take(&text, ':') && !take_two(&text, SECOND_MAX))
		return false;
	if (take(&text, '.') && !take_number(&text, 9, &part))
		return false;
	text = ar_slice_trim(text);
	if (text.n >= 2 && (ar_slice_eq_nocase(ar_slice(text.p, 2),
	    AR_S("am")) || ar_slice_eq_nocase(ar_slice(text.p, 2),
	    AR_S("pm")))) {
		drop(&text, 2);
		text = ar_slice_trim(text);
	}
	return take_zone(&text);
}

/* Behind the date: nothing, or a time. */
static bool
ends_well(struct ar_slice rest)
{
	if (rest.n == 0)
		return true;
	if (!take(&rest, 'T') && !take(&rest, ' '))
		return false;
	return is_time(ar_slice_trim(rest));
}

static bool
take_parts(struct ar_slice text, struct part part[PARTS])
{
	char first, second;

	if (!take_part(&text, &part[0]))
		return false;
	first = take_separator(&text);
	if (first == '\0' || !take_part(&text, &part[1]))
		return false;
	second = take_separator(&text);
	if (second == '\0' || !take_part(&text, &part[2]))
		return false;
	if (part[0].digits != 0 && part[1].digits != 0 && first != second)
		return false;
	return ends_well(text);
}

/* The year that a part may be, 0 if it cannot be one. */
static int
year_of(const struct part *part)
{
	if (part->digits == 4)
		return part->value;
	if (part->digits != 2)
		return 0;
	return part->value + (part->value < PIVOT ? 2000 : 1900);
}

/* The month has at most two digits, as has the day that is one. */
static ar_day
day_of(const struct part *year, const struct part *month,
    const struct part *day)
{
	if (day->digits > 2)
		return AR_NO_DAY;
	return ar_day_of((struct ar_ymd){year_of(year), month->value,
	    day->value});
}

/* One reading for all orders. */
static void
fix(struct ar_foreign_day *f, ar_day day)
{
	*f = (struct ar_foreign_day){{day, day, day}};
}

/* The name of the month stands at this place. */
static bool
read_named(struct ar_foreign_day *f, const struct part part[PARTS],
    int month)
{
	bool year_first = part[0].digits == 4;
	const struct part *year = &part[year_first ? 0 : 2];
	const struct part *day = &part[year_first ? 2 : month == 0];

	if (month == 2 || year->digits == 1 || year->digits == 3 ||
	    day->digits > 2)
		return false;
	fix(f, day_of(year, &part[month], day));
	if (!year_first && year->digits == 2 && day->digits == 2)
		f->day[AR_YMD] = AR_NO_DAY;     /* 26-May-05 has its day first */
	return true;
}

static bool
read_numbers(struct ar_foreign_day *f, const struct part part[PARTS])
{
	bool year_first = part[0].digits == 4;
	unsigned year = year_first ? 4 : part[2].digits;

	if (part[0].digits == 3 || part[1].digits > 2 || part[2].digits == 3 ||
	    (year_first && part[2].digits > 2))
		return false;
	if (year_first)
		fix(f, day_of(&part[0], &part[1], &part[2]));
	else {
		f->day[AR_DMY] = day_of(&part[2], &part[1], &part[0]);
		f->day[AR_MDY] = day_of(&part[2], &part[0], &part[1]);
		f->day[AR_YMD] = day_of(&part[0], &part[1], &part[2]);
	}
	return year >= 2 || part[0].digits == 2;
}

enum ar_day_err
ar_foreign_day(struct ar_foreign_day *f, struct ar_slice text)
{
	struct part part[PARTS];
	int names = 0, month = 0;
	ar_day iso;
	bool good;

	if (ar_day_parse(&iso, text) == AR_DAY_OK) {
		fix(f, iso);
		return AR_DAY_OK;
	}
	*f = (struct ar_foreign_day){{AR_NO_DAY}};
	if (text.n == 0)
		return AR_DAY_EMPTY;
	if (!take_parts(text, part))
		return AR_DAY_FORM;
	for (int i = 0; i < PARTS; i++)
		if (part[i].digits == 0) {
			names++;
			month = i;
		}
	good = names == 0 ? read_numbers(f, part) :
	    names == 1 && read_named(f, part, month);
	if (!good)
		return AR_DAY_FORM;
	return ar_foreign_day_orders(f) != 0 ? AR_DAY_OK : AR_DAY_NONE;
}

unsigned
ar_foreign_day_orders(const struct ar_foreign_day *f)
{
	unsigned orders = 0;

	for (int i = 0; i < AR_DATE_ORDERS; i++)
		if (f->day[i] != AR_NO_DAY)
			orders |= 1U << i;
	return orders;
}

ar_day
ar_foreign_day_under(const struct ar_foreign_day *f, unsigned orders)
{
	ar_day day = AR_NO_DAY;

	for (int i = 0; i < AR_DATE_ORDERS; i++) {
		if ((orders & 1U << i) == 0 || f->day[i] == AR_NO_DAY)
			continue;
		if (day != AR_NO_DAY && f->day[i] != day)
			return AR_NO_DAY;
		day = f->day[i];
	}
	return day;
}
