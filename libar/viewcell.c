/*
 * libar/viewcell.c
 * Purpose: what a cell of a workbook can hold as it is.
 */
#include "libar/viewcell.h"

#include "libar/money.h"
#include "libar/shown.h"
#include "libar/utf8.h"

int
ar_cell_places(struct ar_slice text, bool maybe_id)
{
	enum { DIGITS_MAX = 15 };
	size_t digits = 0, places = 0, sign = text.n > 0 && text.p[0] == '-';
	bool point = false;

	if (!ar_decimal_is(text))
		return -1;
	for (size_t i = 0; i < text.n; i++) {
		bool digit = ar_is_digit(text.p[i]);

		point = point || text.p[i] == '.';
		places += digit && point;
		digits += digit && (digits > 0 || text.p[i] != '0');
	}
	if (maybe_id && text.n > sign + 1 && text.p[sign] == '0' &&
	    text.p[sign + 1] != '.')
		return -1;
	return digits > DIGITS_MAX || places >= AR_CELL_PLACES ? -1 :
	    (int)places;
}

bool
ar_cell_day(struct ar_ymd *ymd, struct ar_slice text)
{
	enum { FIRST_YEAR = 1900, FIRST_MONTH = 3 };
	ar_day day;

	if (ar_day_parse(&day, text) != AR_DAY_OK)
		return false;
	*ymd = ar_day_ymd(day);
	/* in sheets 1900 has a 29 February, so that days before are off */
	return ymd->year > FIRST_YEAR ||
	    (ymd->year == FIRST_YEAR && ymd->month >= FIRST_MONTH);
}

void
ar_cell_text(struct ar_buf *into, struct ar_slice text)
{
	while (text.n > 0) {
		const char *from = text.p;
		int32_t c = ar_utf8_take(&text);

		if (c == '_' && text.n > 0 && text.p[0] == 'x')
			ar_buf_add(into, AR_S("_x005F_"));
		else if (ar_shown_never(c))
			ar_buf_add(into, AR_S("?"));
		else
			ar_buf_add(into, ar_slice(from,
			    (size_t)(text.p - from)));
	}
	ar_buf_add(into, AR_S("\0"));
}

size_t
ar_cell_length(struct ar_slice text)
{
	enum { LAST_OF_ONE = 0xffff };
	size_t n = 0;

	while (text.n > 0)
		n += ar_utf8_take(&text) > LAST_OF_ONE ? 2 : 1;
	return n;
}
