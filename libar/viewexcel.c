/*
 * libar/viewexcel.c
 * Purpose: a page as CSV that is opened by a double click.
 */
#include "libar/viewexcel.h"

#include "libar/shown.h"
#include "libar/utf8.h"

struct excel {
	struct ar_buf *into;
	uint64_t *guarded;
	enum ar_view_locale locale;
};

bool
ar_view_is_formula(struct ar_slice text)
{
	/* = + - @ and their wide forms of East Asian keyboards */
	static const int32_t begins[] = {
		'=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20
	};
	enum { NBSP = 0xa0 };
	int32_t first = ' ';

	if (ar_decimal_is(text))
		return false;
	if (text.n > 0 && (text.p[0] == '\t' || text.p[0] == '\r'))
		return true;
	while (text.n > 0 && (first == ' ' || first == NBSP ||
	    (first >= '\t' && first <= '\r')))
		first = ar_utf8_take(&text);
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (first == begins[i])
			return true;
	return false;
}

static bool
needs_quotes(struct ar_slice text)
{
	static const char marks[] = ",;\"\r\n\t";

	for (size_t i = 0; i < text.n; i++)
		if (memchr(marks, text.p[i], sizeof marks - 1) != NULL)
			return true;
	return false;
}

/* A character of a cell that takes no part in how cells are told apart. */
static void
add_character(struct excel *e, struct ar_slice bytes, int32_t c, bool decimal)
{
	if (c == '"')
		ar_buf_add(e->into, AR_S("\"\""));
	else if (c == '.' && decimal && e->locale == AR_LOCALE_EU)
		ar_buf_add(e->into, AR_S(","));
	else if (ar_shown_never(c))
		ar_buf_add(e->into, AR_S("?"));
	else
		ar_buf_add(e->into, bytes);
}

static void
add_cell(struct excel *e, struct ar_slice text, bool number)
{
	bool decimal = number && ar_decimal_is(text);
	bool guard = ar_view_is_formula(text);
	bool quotes = needs_quotes(text);

	*e->guarded += guard;
	if (quotes)
		ar_buf_add(e->into, AR_S("\""));
	if (guard)
		ar_buf_add(e->into, AR_S("'"));
	while (text.n > 0) {
		const char *from = text.p;
		int32_t c = ar_utf8_take(&text);

		add_character(e, ar_slice(from, (size_t)(text.p - from)), c,
		    decimal);
	}
	if (quotes)
		ar_buf_add(e->into, AR_S("\""));
}

static void
add_separator(struct excel *e, bool last)
{
	ar_buf_add(e->into, last ? AR_S("\r\n") :
	    e->locale == AR_LOCALE_EU ? AR_S(";") : AR_S(","));
}

static void
add_line(struct excel *e, const struct ar_view_line *line)
{
	const struct ar_view *v = line->page->view;
	struct ar_buf text = {0};

	for (size_t i = 0; i < v->header.n; i++) {
		text.n = 0;
		ar_view_line_raw(&text, line, i);
		add_cell(e, ar_buf_slice(&text),
		    ar_view_is_right(&v->column[i]));
		add_separator(e, i + 1 == v->header.n);
	}
	ar_buf_free(&text);
}

void
ar_view_excel(struct ar_buf *into, uint64_t *guarded,
    const struct ar_view_page *p, enum ar_view_locale locale)
{
	struct excel e = {into, guarded, locale};
	const struct ar_view *v = p->view;

	*guarded = 0;
	ar_buf_add(into, AR_S("\xef\xbb\xbf"));
	for (size_t i = 0; i < v->header.n; i++) {
		add_cell(&e, v->header.name[i], false);
		add_separator(&e, i + 1 == v->header.n);
	}
	for (size_t i = 0; i < p->blocks->n; i++) {
		const struct ar_view_block *b = &p->blocks->block[i];

		for (size_t j = 0; j < ar_view_lines(b); j++) {
			struct ar_view_line line = ar_view_line(p, b, j);

			add_line(&e, &line);
		}
	}
}
