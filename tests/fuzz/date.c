/*
 * tests/fuzz/date.c
 * Purpose: dates are days of the calendar, the same ones in every spelling.
 *
 * A text is read as an ISO date, as a foreign one, as digits alone and as a
 * pattern of strptime(3); what it is read as must be what its parts say.  Its
 * first bytes are also the number of a day, which is then spelled in all ways
 * that import reads.
 */
#include <time.h>

#include "libar/bareday.h"
#include "libar/dateformat.h"
#include "tests/fuzz/plain.h"
#include "tests/fuzz/target.h"

enum { PARTS = 3, PIVOT = 69, TEXT = 80 };

const char *const fuzz_words[] = {
	"1", "0", "2", "9", "-", "/", ".", " ", ", ", "2026", "31", "29", "02",
	"2026-02-28", "0001-01-01", "9999-12-31", "May", "sept", "february",
	"T12:30:59Z", " 11:59 PM", "+05:30", "%d", "%m", "%Y", "%y", "%b",
	"%e", "%j", "%F", "%H:%M", "%C", "%U", "%a", "%s", "%E", "%O", NULL
};

const size_t fuzz_most = 200;

static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

/* A date's number, or the month of its word, and how many digits it has. */
struct part {
	int value, digits;
};

/* The first three runs of digits or letters. */
static void
take_parts(struct ar_slice s, struct part part[PARTS])
{
	for (int i = 0; i < PARTS; i++) {
		size_t n = 0;

		part[i] = (struct part){0};
		while (s.n > 0 && !ar_is_digit(s.p[0]) && !ar_is_letter(s.p[0]))
			s = ar_slice(s.p + 1, s.n - 1);
		for (; n < s.n && ar_is_digit(s.p[n]) && n < 5; n++) {
			part[i].value = part[i].value * 10 + s.p[n] - '0';
			part[i].digits++;
		}
		while (n < s.n && n < 3 && part[i].digits == 0 &&
		    ar_is_letter(s.p[n]))
			n++;
		for (int m = 0; n == 3 && part[i].digits == 0 && m < 12; m++)
			if (ar_slice_eq_nocase(ar_slice(s.p, 3),
			    ar_slice(months + (size_t)(3 * m), 3)))
				part[i].value = m + 1;
		while (n < s.n && part[i].digits == 0 && ar_is_letter(s.p[n]))
			n++;
		s = ar_slice(s.p + n, s.n - n);
	}
}

static bool
is_year(const struct part *p, int year)
{
	return p->digits == 4 ? p->value == year : p->digits == 2 &&
	    p->value + (p->value < PIVOT ? 2000 : 1900) == year;
}

/* Whether the parts in these places are those of the day. */
static bool
are_of(const struct part *part, const int place[PARTS], ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	return is_year(&part[place[0]], at.year) &&
	    part[place[1]].value == at.month && part[place[2]].value == at.day;
}

static void
check_days(const struct part *part, const struct ar_foreign_day *f)
{
	/* Where the orders have year, month and day. */
	static const int places[AR_DATE_ORDERS][PARTS] = {
		[AR_DMY] = {2, 1, 0}, [AR_MDY] = {2, 0, 1},
		[AR_YMD] = {0, 1, 2}
	};
	/* Where parts read themselves, by which one is the month. */
	static const int own[PARTS][PARTS] = {
		{2, 0, 1}, {2, 1, 0}, {0, 1, 2}
	};
	bool year_first = part[0].digits == 4;
	int named = part[0].digits == 0 ? 0 : part[1].digits == 0 ? 1 : -1;

	for (int i = 0; i < AR_DATE_ORDERS; i++) {
		const int *place = year_first ? places[AR_YMD] :
		    named >= 0 ? own[named] : places[i];

		need(f->day[i] == AR_NO_DAY || are_of(part, place, f->day[i]),
		    "a foreign date is what its parts say");
	}
}

static void
read_foreign(struct ar_slice text)
{
	struct ar_foreign_day f;
	struct part part[PARTS];
	enum ar_day_err err = ar_foreign_day(&f, text);
	unsigned orders = ar_foreign_day_orders(&f);

	need((err == AR_DAY_OK) == (orders != 0), "a date has an order");
	need((err == AR_DAY_EMPTY) == (text.n == 0), "nothing is empty");
	if (err != AR_DAY_OK)
		return;
	take_parts(text, part);
	check_days(part, &f);
	for (unsigned some = 1; some <= AR_ANY_ORDER; some++) {
		ar_day day = ar_foreign_day_under(&f, some);

		for (int i = 0; i < AR_DATE_ORDERS; i++)
			need(day == AR_NO_DAY || (some & 1U << i) == 0 ||
			    f.day[i] == AR_NO_DAY || f.day[i] == day,
			    "orders that agree have one day");
	}
}

/* A number of some bytes of the text, all of them digits. */
static int
number(struct ar_slice text, size_t at, size_t n)
{
	int value = 0;

	for (; n > 0; n--, at++)
		value = value * 10 + text.p[at] - '0';
	return value;
}

static void
read_iso(struct ar_slice text)
{
	ar_day day = -77;
	enum ar_day_err err = ar_day_parse(&day, text);
	bool form = text.n == AR_DAY_TEXT;
	char again[AR_DAY_TEXT];
	int want;

	for (size_t i = 0; form && i < text.n; i++)
		form = i == 4 || i == 7 ? text.p[i] == '-' :
		    ar_is_digit(text.p[i]);
	want = form ? plain_day(number(text, 0, 4), number(text, 5, 2),
	    number(text, 8, 2)) : 0;
	need(err == (text.n == 0 ? AR_DAY_EMPTY : !form ? AR_DAY_FORM :
	    want == 0 ? AR_DAY_NONE : AR_DAY_OK), "a day is a day");
	need(day == (want == 0 ? -77 : want), "a day has its number");
	if (want == 0)
		return;
	ar_day_format(again, day);
	need(ar_slice_eq(ar_slice(again, AR_DAY_TEXT), text),
	    "a day is written as it was");
}

/* DDMM, DDMMYY, DDMMYYYY and YYYYMMDD */
static void
read_bare(struct ar_slice text)
{
	const struct ar_period none = {AR_NO_DAY, AR_NO_DAY};
	const struct ar_period year = {plain_day(2025, 3, 1),
	    plain_day(2026, 2, 28)};
	bool digits = text.n >= 4 && text.n <= 8 && ar_slice_is_digits(text);
	int y = !digits ? 0 : text.n == 8 ? number(text, 4, 4) :
	    text.n == 6 ? number(text, 4, 2) : 0;
	int want;
	ar_day day = AR_NO_DAY;

	if (digits && text.n == 6)
		y += y < PIVOT ? 2000 : 1900;
	if (digits && text.n == 4)
		y = number(text, 2, 2) < 3 ? 2026 : 2025;
	want = y == 0 || text.n % 2 != 0 ? 0 : plain_day(y,
	    number(text, 2, 2), number(text, 0, 2));
	need((ar_bare_day(&day, text, &year) == AR_DAY_OK) == (want != 0) &&
	    day == want, "digits alone are a day");
	day = AR_NO_DAY;
	if (text.n == 4)
		want = 0;
	need((ar_bare_day(&day, text, &none) == AR_DAY_OK) == (want != 0) &&
	    day == want, "without a period a day needs its year");
	want = digits && text.n == 8 ? plain_day(number(text, 0, 4),
	    number(text, 4, 2), number(text, 6, 2)) : 0;
	day = AR_NO_DAY;
	need((ar_bare_ymd(&day, text) == AR_DAY_OK) == (want != 0) &&
	    day == want, "eight digits are a day");
}

static struct tm
tm_of(struct ar_ymd at)
{
	struct tm tm = {.tm_year = at.year - 1900, .tm_mon = at.month - 1,
	    .tm_mday = at.day};
	ar_day day = plain_day(at.year, at.month, at.day);

	tm.tm_wday = day % 7;
	tm.tm_yday = day - plain_day(at.year, 1, 1);
	return tm;
}

/* A pattern that is taken reads a day as that day, or refuses it. */
static void
read_pattern(struct ar_slice text, ar_day day)
{
	struct ar_date_format f;
	struct tm tm = tm_of(ar_day_ymd(day));
	char pattern[TEXT], spelled[TEXT];
	ar_day again = AR_NO_DAY;
	size_t n;

	if (text.n >= sizeof pattern)
		return;
	memcpy(pattern, text.p, text.n);
	pattern[text.n] = '\0';
	if (ar_date_format_parse(&f, pattern) != AR_OK || f.pattern == NULL)
		return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	n = strftime(spelled, sizeof spelled, pattern, &tm);
#pragma GCC diagnostic pop
	need(n == 0 || ar_date_format_read(&again, &f, ar_slice(spelled,
	    n)) != AR_DAY_OK || again == day, "a pattern reads what it says");
}

/* Day 1 to 31, month, year of two and of four digits, name of the month. */
static void
spell(ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);
	struct tm tm = tm_of(at);
	char text[TEXT];
	bool near = at.year >= 1900 + PIVOT && at.year < 2000 + PIVOT;
	const struct {
		unsigned order;
		const char *format;
	} all[] = {
		{AR_DMY, "%-d.%-m.%04Y"}, {AR_MDY, "%m/%-d/%04Y"},
		{AR_YMD, "%04Y-%-m-%-d"}, {AR_DMY, "%-d %b %04Y"},
		{AR_MDY, "%b %-d, %04Y"}, {AR_DMY, "%-d-%b-%04Y"},
		{AR_YMD, "%04Y/%m/%d 23:59:59"}, {AR_DMY, "%d/%m/%y"},
		{AR_MDY, "%-m.%-d.%y 1:05 pm"}, {AR_YMD, "%y-%m-%d"},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct ar_foreign_day f;
		size_t length;

		if (!near && strstr(all[i].format, "%y") != NULL)
			continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		length = strftime(text, sizeof text, all[i].format, &tm);
#pragma GCC diagnostic pop
		need(ar_foreign_day(&f, ar_slice(text, length)) == AR_DAY_OK &&
		    f.day[all[i].order] == day, "each spelling is read");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_slice text = fuzz_text(bytes, n);
	unsigned number = 0;
	ar_day day;

	for (size_t i = 0; i < 4 && i < n; i++)
		number = number << 8 | bytes[i];
	day = (ar_day)(number % AR_DAY_MAX) + 1;
	read_iso(text);
	read_foreign(text);
	read_bare(text);
	spell(day);
	read_pattern(text, plain_day(1970, 1, 1) +
	    (ar_day)(number % (98 * 365)));
	return 0;
}
