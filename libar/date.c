/*
 * libar/date.c
 * Purpose: days of the calendar, 0001-01-01 to 9999-12-31.
 */
#include "libar/date.h"

enum {
	YEAR_MIN = 1,
	YEAR_MAX = 9999,
	MONTHS = 12,
	FEBRUARY = 2,
	FIRST_MONTH = YEAR_MIN * MONTHS,
	LAST_MONTH = YEAR_MAX * MONTHS + MONTHS - 1,
	MORE_THAN_A_MONTH = 32,
	WEEK_DAYS = 7,
	CYCLE_YEARS = 400,      /* after which the calendar repeats */
	CYCLE_DAYS = 146097,
	TEN = 10
};

/* Days of a common year before each month, and before the next year. */
static const uint16_t before_month[] = {
	0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
};

static bool
is_day(ar_day day)
{
	return day >= AR_DAY_MIN && day <= AR_DAY_MAX;
}

/*
 * Of what 4 divides, 25 divides the centuries, and 16 each fourth of them.
 * As all years are as likely, no branch depends on one.
 */
static inline bool
is_leap(unsigned year)
{
	return (year % 4 == 0) & ((year % 25 != 0) | (year % 16 == 0));
}

static int
days_before_year(unsigned year)
{
	unsigned past = year - 1;

	return (int)(past * 365 + past / 4 - past / 100 + past / CYCLE_YEARS);
}

/* months: how many of the year are over, 0 to 12. */
static int
days_before_month(unsigned year, unsigned months)
{
	return before_month[months] + ((months >= FEBRUARY) & is_leap(year));
}

/*
 * AR_NO_DAY if there is none; any number may be asked about.  The leap days up
 * to the year's end less that of the year itself, where it is still to come.
 */
static inline ar_day
number_of(unsigned year, unsigned month, unsigned day)
{
	unsigned century = year / 100, before, length;
	bool leap;

	if (year - YEAR_MIN > YEAR_MAX - YEAR_MIN || month - 1 >= MONTHS)
		return AR_NO_DAY;
	leap = is_leap(year);
	before = before_month[month - 1];
	length = before_month[month] - before + (leap & (month == FEBRUARY));
	if (day - 1 >= length)
		return AR_NO_DAY;
	return (ar_day)((year - 1) * 365 + year / 4 - century + century / 4 +
	    before + day - (leap & (month <= FEBRUARY)));
}

int
ar_month_days(int year, int month)
{
	if (month < 1 || month > MONTHS)
		return 0;
	return days_before_month((unsigned)year, (unsigned)month) -
	    days_before_month((unsigned)year, (unsigned)month - 1);
}

ar_day
ar_day_of(struct ar_ymd at)
{
	return number_of((unsigned)at.year, (unsigned)at.month,
	    (unsigned)at.day);
}

/* The mean length of a year leads to the right one or to the one before. */
static unsigned
year_of(ar_day day)
{
	unsigned past = (unsigned)(day - 1) * CYCLE_YEARS / CYCLE_DAYS;

	return days_before_year(past + 2) < day ? past + 2 : past + 1;
}

struct ar_ymd
ar_day_ymd(ar_day day)
{
	unsigned year, month;
	int rest;

	if (!is_day(day))
		return (struct ar_ymd){0};
	year = year_of(day);
	rest = day - days_before_year(year);
	month = 1 + (unsigned)(rest - 1) / MORE_THAN_A_MONTH;
	while (month < MONTHS && days_before_month(year, month) < rest)
		month++;
	return (struct ar_ymd){(int)year, (int)month,
	    rest - days_before_month(year, month - 1)};
}

/* Byte i of the word, which is that of a text's first bytes. */
static unsigned
byte_at(uint64_t word, unsigned i)
{
	return (unsigned)(word >> (8 * i) & 0xff);
}

/* The two digits of a number meet in the byte of the first one. */
static uint64_t
join_pairs(uint64_t word)
{
	return word * TEN + (word >> 8);
}

/*
 * Eight bytes at once, less what they should be: each is a digit's value, or
 * 0 for a dash.
 */
enum ar_day_err
ar_day_parse(ar_day *day, struct ar_slice text)
{
	uint64_t front, back;
	ar_day found;

	if (text.n == 0)
		return AR_DAY_EMPTY;
	if (text.n != AR_DAY_TEXT)
		return AR_DAY_FORM;
	front = ar_word_at(text.p) ^ 0x2d30302d30303030;        /* YYYY-MM- */
	back = ar_word_at(text.p + 2) ^ 0x30302d30302d3030;     /* YY-MM-DD */
	if (ar_word_exceeds(front, 0x7f76767f76767676) ||
	    ar_word_exceeds(back, 0x76767f76767f7676))
		return AR_DAY_FORM;
	front = join_pairs(front);
	back = join_pairs(back);
	found = number_of(byte_at(front, 0) * TEN * TEN + byte_at(front, 2),
	    byte_at(front, 5), byte_at(back, 6));
	if (found == AR_NO_DAY)
		return AR_DAY_NONE;
	*day = found;
	return AR_DAY_OK;
}

static void
put_two(char *p, int value)
{
	p[0] = (char)('0' + value / TEN);
	p[1] = (char)('0' + value % TEN);
}

void
ar_day_format(char buf[AR_DAY_TEXT], ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	put_two(buf, at.year / 100);
	put_two(buf + 2, at.year % 100);
	buf[4] = '-';
	put_two(buf + 5, at.month);
	buf[7] = '-';
	put_two(buf + 8, at.day);
}

ar_day
ar_month_end(ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	at.day = ar_month_days(at.year, at.month);
	return ar_day_of(at);
}

ar_day
ar_day_add_months(ar_day day, int months)
{
	struct ar_ymd at = ar_day_ymd(day);
	int64_t month = (int64_t)at.year * MONTHS + at.month - 1 + months;
	int last;

	if (!is_day(day) || month < FIRST_MONTH || month > LAST_MONTH)
		return AR_NO_DAY;
	at.year = (int)(month / MONTHS);
	at.month = (int)(month % MONTHS) + 1;
	last = ar_month_days(at.year, at.month);
	if (at.day > last)
		at.day = last;
	return ar_day_of(at);
}

ar_day
ar_day_add(ar_day day, int64_t days)
{
	if (!is_day(day) || days < AR_DAY_MIN - day || days > AR_DAY_MAX - day)
		return AR_NO_DAY;
	return (ar_day)(day + days);
}

ar_day
ar_day_earlier(ar_day a, ar_day b)
{
	if (a == AR_NO_DAY || (b != AR_NO_DAY && b < a))
		return b;
	return a;
}

int32_t
ar_month_of(ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	return at.year * MONTHS + at.month - 1;
}

ar_day
ar_month_begin(int32_t month)
{
	return ar_day_of((struct ar_ymd){month / MONTHS, month % MONTHS + 1,
	    1});
}

int
ar_weekday(ar_day day)
{
	return (day - 1) % WEEK_DAYS;
}

int
ar_unit_parse(enum ar_unit *unit, struct ar_slice text)
{
	static const char *const names[] = {
		"week", "month", "quarter", "year",
	};

	for (enum ar_unit u = AR_WEEK; u <= AR_YEAR; u++)
		if (ar_slice_eq(text, ar_slice_of(names[u]))) {
			*unit = u;
			return AR_OK;
		}
	return AR_EDATA;
}

static int
unit_months(enum ar_unit unit)
{
	switch (unit) {
	case AR_QUARTER:
		return 3;
	case AR_YEAR:
		return MONTHS;
	case AR_WEEK:
	case AR_MONTH:
		break;
	}
	return 1;
}

ar_day
ar_unit_end_before(ar_day day, enum ar_unit unit)
{
	struct ar_ymd at = ar_day_ymd(day);
	int months = unit_months(unit);

	if (!is_day(day))
		return AR_NO_DAY;
	if (unit == AR_WEEK ||
	    (at.month % months == 0 && day == ar_month_end(day)))
		return day;
	at.month -= (at.month - 1) % months;
	at.day = 1;
	return ar_day_of(at) - 1;
}

ar_day
ar_unit_previous(ar_day end, enum ar_unit unit)
{
	if (unit == AR_WEEK)
		return ar_day_add(end, -WEEK_DAYS);
	return ar_unit_end_before(ar_day_add(end, -1), unit);
}
