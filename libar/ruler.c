/*
 * libar/ruler.c
 * Purpose: how many cells of a terminal a text takes.
 */
#include "libar/ruler.h"

#include <wchar.h>

#include "libar/utf8.h"

void
ar_ruler_begin(struct ar_ruler *r)
{
	static const char *const names[] = {"C.UTF-8", "en_US.UTF-8"};

	*r = (struct ar_ruler){0};
	for (size_t i = 0; i < sizeof names / sizeof *names &&
	    r->utf8 == (locale_t)0; i++)
		r->utf8 = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
	if (r->utf8 != (locale_t)0)
		r->before = uselocale(r->utf8);
}

void
ar_ruler_end(struct ar_ruler *r)
{
	if (r->utf8 == (locale_t)0)
		return;
	(void)uselocale(r->before);
	freelocale(r->utf8);
}

/* Of the first character, which is taken; -1: it cannot be shown. */
static int
take_width(struct ar_slice *text)
{
	int32_t c = ar_utf8_take(text);

	return c < 0 ? -1 : wcwidth((wchar_t)c);
}

size_t
ar_ruler_width(struct ar_slice text)
{
	size_t width = 0;

	while (text.n > 0) {
		int w = take_width(&text);

		width += w < 0 ? 1 : (size_t)w;
	}
	return width;
}

/* The longest beginning that takes at most so many cells, with its marks. */
static struct ar_slice
fitting(struct ar_slice text, size_t width)
{
	struct ar_slice rest = text;
	size_t used = 0;

	while (rest.n > 0) {
		struct ar_slice after = rest;
		int w = take_width(&after);

		used += w < 0 ? 1 : (size_t)w;
		if (used > width)
			break;
		rest = after;
	}
	return ar_slice(text.p, text.n - rest.n);
}

static void
add_printable(struct ar_buf *into, struct ar_slice text)
{
	while (text.n > 0) {
		const char *from = text.p;

		if (take_width(&text) < 0)
			ar_buf_add(into, AR_S("?"));
		else
			ar_buf_add(into, ar_slice(from,
			    (size_t)(text.p - from)));
	}
}

void
ar_ruler_cut(struct ar_buf *into, struct ar_slice text, size_t width,
    struct ar_slice more)
{
	if (ar_ruler_width(text) <= width) {
		add_printable(into, text);
		return;
	}
	if (width == 0)
		return;
	add_printable(into, fitting(text, width - 1));
	ar_buf_add(into, more);
}
