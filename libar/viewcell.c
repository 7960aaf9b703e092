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

void
ar_cell_number(struct ar_buf *into, struct ar_slice text)
{
	bool negative = text.p[0] == '-';

	if (memchr(text.p, '.', text.n) != NULL) {
		while (text.p[text.n - 1] == '0')
			text.n--;
		text.n -= text.p[text.n - 1] == '.';
	}
	text = ar_slice(text.p + negative, text.n - negative);
	while (text.n > 1 && text.p[0] == '0' && text.p[1] != '.')
		text = ar_slice(text.p + 1, text.n - 1);
	if (negative && !ar_slice_eq(text, AR_S("0")))
		ar_buf_add(into, AR_S("-"));
	ar_buf_add(into, text);
}

bool
ar_cell_day(int32_t *number, struct ar_slice text)
{
	/* in sheets 1900 has a 29 February, so that days before are off */
	enum { DAY_ZERO = 693594, MARCH_1900 = 61 };
	ar_day day;

	if (ar_day_parse(&day, text) != AR_DAY_OK ||
	    day - DAY_ZERO < MARCH_1900)
		return false;
	*number = day - DAY_ZERO;
	return true;
}

/* Of a character that an element cannot hold as it is, else NULL. */
static const char *
text_of(int32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "_x000D_";
	default:
		return ar_shown_never(c) ? "?" : NULL;
	}
}

void
ar_cell_text(struct ar_buf *into, struct ar_slice text)
{
	while (text.n > 0) {
		const char *from = text.p, *other;
		int32_t c = ar_utf8_take(&text);

		other = c == '_' && text.n > 0 && text.p[0] == 'x' ?
		    "_x005F_" : text_of(c);
		ar_buf_add(into, other != NULL ? ar_slice_of(other) :
		    ar_slice(from, (size_t)(text.p - from)));
	}
}

void
ar_cell_letters(struct ar_buf *into, size_t column)
{
	enum { LETTERS = 26 };
	char name[16], *at = name + sizeof name;

	for (size_t n = column + 1; n > 0; n = (n - 1) / LETTERS)
		*--at = (char)('A' + (n - 1) % LETTERS);
	ar_buf_add(into, ar_slice(at, (size_t)(name + sizeof name - at)));
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
