/*
 * libar/shown.c
 * Purpose: a cell as people may see it.
 */
#include "libar/shown.h"

#include "libar/utf8.h"

enum {
	ESCAPE = 0x1b, DELETE = 0x7f, NBSP = 0xa0, OGHAM = 0x1680,
	FIRST_QUAD = 0x2000, HAIR = 0x200a, NON_JOINER = 0x200c,
	JOINER = 0x200d, LINES = 0x2028, PARAGRAPHS = 0x2029,
	NARROW = 0x202f, MATHS = 0x205f, WIDE = 0x3000
};

static bool
is_blank(int32_t c)
{
	return (c >= '\t' && c <= '\r') || c == NBSP || c == OGHAM ||
	    (c >= FIRST_QUAD && c <= HAIR) || c == LINES ||
	    c == PARAGRAPHS || c == NARROW || c == MATHS;
}

static bool
stays(int32_t c)
{
	return c == NON_JOINER || c == JOINER || c == WIDE ||
	    !(ar_utf8_deceives(c) || ar_shown_never(c));
}

bool
ar_shown_never(int32_t c)
{
	return (c < ' ' && c != '\t' && c != '\n' && c != '\r') ||
	    (c >= DELETE && c < NBSP) ||
	    (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

void
ar_shown(struct ar_buf *into, struct ar_slice text)
{
	while (text.n > 0) {
		const char *from = text.p;
		int32_t c = ar_utf8_take(&text);

		if (c == '\r' && text.n > 0 && text.p[0] == '\n')
			continue;
		if (is_blank(c))
			ar_buf_add(into, AR_S(" "));
		else if (c == ESCAPE)
			ar_buf_add(into, AR_S("^["));
		else if (c < 0 || !stays(c))
			ar_buf_add(into, AR_S("?"));
		else
			ar_buf_add(into, ar_slice(from,
			    (size_t)(text.p - from)));
	}
}

void
ar_shown_digits(struct ar_buf *into, struct ar_slice digits,
    struct ar_slice mark)
{
	enum { GROUP = 3 };
	size_t first = digits.n % GROUP;

	ar_buf_add(into, ar_slice(digits.p, first));
	for (size_t i = first; i < digits.n; i += GROUP) {
		if (i > 0)
			ar_buf_add(into, mark);
		ar_buf_add(into, ar_slice(digits.p + i, GROUP));
	}
}

void
ar_shown_grouped(struct ar_buf *into, struct ar_slice number)
{
	struct ar_slice rest = number, whole = ar_slice_cut(&rest, '.');
	size_t sign = whole.n > 0 && whole.p[0] == '-' ? 1 : 0;

	ar_buf_add(into, ar_slice(whole.p, sign));
	ar_shown_digits(into, ar_slice(whole.p + sign, whole.n - sign),
	    AR_S(","));
	ar_buf_add(into, ar_slice(whole.p + whole.n, number.n - whole.n));
}
