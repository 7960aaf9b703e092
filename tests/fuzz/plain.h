/*
 * tests/fuzz/plain.h
 * Purpose: for targets: numbers and days read once more, in the plainest way.
 *
 * Nothing of libar is used, so that both have to be wrong to agree.
 */
#ifndef AR_PLAIN_H
#define AR_PLAIN_H

#include "libar/slice.h"

__extension__ typedef unsigned __int128 plain_value;
__extension__ typedef __int128 plain_sum;

/* A number of the form -?[0-9]+(\.[0-9]+)?, without its point. */
struct plain {
	bool form, negative;
	bool over;              /* beyond 128 bits: value means nothing */
	plain_value value;
	size_t decimals;
};

static inline struct plain
plain_read(struct ar_slice s)
{
	struct plain p = {.negative = s.n > 0 && s.p[0] == '-'};
	size_t digits[2] = {0, 0}, points = 0;

	for (size_t i = p.negative; i < s.n; i++) {
		unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';

		if (s.p[i] == '.' && points++ == 0)
			continue;
		if (digit > 9)
			return p;
		digits[points]++;
		p.over = p.over || p.value > ((plain_value)-1 - digit) / 10;
		p.value = p.value * 10 + digit;
	}
	p.form = digits[0] > 0 && points < 2 && (points == 0) ==
	    (digits[1] == 0);
	p.decimals = digits[1];
	return p;
}

/* 10 to the n-th, up to 38. */
static inline plain_value
plain_power(size_t n)
{
	plain_value power = 1;

	while (n-- > 0)
		power *= 10;
	return power;
}

/* *units: the number in units of 10 to the -digits.  false: beyond most. */
static inline bool
plain_units(plain_value *units, const struct plain *p, size_t digits,
    plain_value most)
{
	plain_value unit = plain_power(digits - p->decimals);

	*units = p->value * unit;
	return !p->over && p->value <= most / unit;
}

static inline bool
plain_is_leap(int year)
{
	return year % 4 == 0 && (year % 25 != 0 || year % 16 == 0);
}

/* Days of a month, 0 if there is none of the number. */
static inline int
plain_month_days(int year, int month)
{
	switch (month) {
	case 2:
		return plain_is_leap(year) ? 29 : 28;
	case 4:
	case 6:
	case 9:
	case 11:
		return 30;
	default:
		return month >= 1 && month <= 12 ? 31 : 0;
	}
}

/* The number of a day, 0001-01-01 being 1; 0: the calendar lacks it. */
static inline int
plain_day(int year, int month, int day)
{
	int n = 0;

	if (year < 1 || year > 9999 || day < 1 ||
	    day > plain_month_days(year, month))
		return 0;
	/* Years that begin in March end with the day that may be missing. */
	year -= month < 3;
	month += month < 3 ? 9 : -3;
	n = 365 * year + year / 4 - year / 100 + year / 400;
	return n + (153 * month + 2) / 5 + day - 306;
}

#endif
