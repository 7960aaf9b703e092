/*
 * libar/numbering.c
 * Purpose: numbers of invoices as text, INV-%06d.
 */
#include "libar/numbering.h"

#include <inttypes.h>

#include "libar/utf8.h"

enum { WIDEST = 18 };

/* Also -1, which is no character. */
static bool
is_control(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

/* Strict UTF-8, no control character, no blank at either end. */
static bool
is_clean(struct ar_slice text)
{
	struct ar_slice rest = text;

	while (rest.n > 0) {
		if (is_control(ar_utf8_take(&rest)))
			return false;
	}
	return ar_slice_trim(text).n == text.n;
}

/* Take d or 0Nd, what follows the percent sign, off the front of *rest. */
static int
take_width(unsigned *width, struct ar_slice *rest)
{
	struct ar_slice digits = ar_slice_cut(rest, 'd');
	unsigned n = 0;

	/* Without a d the cut leaves *rest at the end of digits. */
	if (rest->p == digits.p + digits.n)
		return AR_EDATA;
	*width = 0;
	if (digits.n == 0)
		return AR_OK;
	if (digits.n < 2 || digits.n > 3 || digits.p[0] != '0' ||
	    digits.p[1] == '0')
		return AR_EDATA;
	for (size_t i = 1; i < digits.n; i++) {
		if (!ar_is_digit(digits.p[i]))
			return AR_EDATA;
		n = n * 10 + (unsigned)(digits.p[i] - '0');
	}
	*width = n;
	return n <= WIDEST ? AR_OK : AR_EDATA;
}

int
ar_numbering_parse(struct ar_numbering *numbering, const char *format)
{
	struct ar_slice rest = ar_slice_of(format);
	struct ar_numbering found;

	if (rest.n > AR_NUMBERING_MAX || !is_clean(rest))
		return AR_EDATA;
	found.before = ar_slice_cut(&rest, '%');
	if (take_width(&found.width, &rest) != AR_OK ||
	    memchr(rest.p, '%', rest.n) != NULL)
		return AR_EDATA;
	found.after = rest;
	*numbering = found;
	return AR_OK;
}

void
ar_numbering_format(struct ar_buf *buf, const struct ar_numbering *numbering,
    int64_t number)
{
	ar_buf_add(buf, numbering->before);
	ar_buf_addf(buf, "%0*" PRId64, (int)numbering->width, number);
	ar_buf_add(buf, numbering->after);
}
