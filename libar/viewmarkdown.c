/*
 * libar/viewmarkdown.c
 * Purpose: a page as tables of Markdown, in the dialect of GitHub.
 */
#include "libar/viewmarkdown.h"

#include "libar/viewgrid.h"

/* Whether the dot is one that makes a link of what follows. */
static bool
makes_link(struct ar_slice text, size_t dot)
{
	return dot >= 3 && ar_lower(text.p[dot - 1]) == 'w' &&
	    ar_lower(text.p[dot - 2]) == 'w' &&
	    ar_lower(text.p[dot - 3]) == 'w';
}

/* What would be markup, a link or a reference stands as it is. */
static void
add_text(struct ar_buf *into, struct ar_slice text)
{
	static const char marks[] = "\\`*_{}[]<>#|~&@:$!";

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (memchr(marks, c, sizeof marks - 1) != NULL ||
		    (c == '.' && makes_link(text, i)))
			ar_buf_add(into, AR_S("\\"));
		ar_buf_add(into, ar_slice(&text.p[i], 1));
	}
}

static void
add_cell(struct ar_buf *into, struct ar_slice text, bool bold)
{
	ar_buf_add(into, AR_S(" "));
	bold = bold && text.n > 0;
	if (bold)
		ar_buf_add(into, AR_S("**"));
	add_text(into, text);
	if (bold)
		ar_buf_add(into, AR_S("**"));
	ar_buf_add(into, AR_S(" |"));
}

static void
add_grid(struct ar_buf *into, const struct ar_grid *g)
{
	ar_buf_add(into, AR_S("|"));
	for (size_t i = 0; i < g->n; i++)
		add_cell(into, g->column[i].heading, false);
	ar_buf_add(into, AR_S("\n|"));
	for (size_t i = 0; i < g->n; i++)
		ar_buf_add(into, g->column[i].right ? AR_S(" ---: |") :
		    AR_S(" --- |"));
	ar_buf_add(into, AR_S("\n"));
	for (size_t j = 0; j < g->lines; j++) {
		ar_buf_add(into, AR_S("|"));
		for (size_t i = 0; i < g->n; i++)
			add_cell(into, ar_grid_cell(g, j, i), j == g->body);
		ar_buf_add(into, AR_S("\n"));
	}
}

void
ar_view_markdown(struct ar_buf *into, const struct ar_view_page *p)
{
	struct ar_buf caption = {0};

	for (size_t i = 0; i < p->blocks->n; i++) {
		const struct ar_view_block *b = &p->blocks->block[i];
		struct ar_grid grid;

		ar_grid_init(&grid, p, b, &ar_grid_unicode);
		caption.n = 0;
		ar_view_caption(&caption, p, b);
		ar_buf_add(into, i == 0 ? AR_S("## ") : AR_S("\n## "));
		add_text(into, ar_buf_slice(&caption));
		ar_buf_add(into, AR_S("\n\n"));
		add_grid(into, &grid);
		ar_grid_free(&grid);
	}
	if (p->nbuckets > 0) {
		ar_buf_add(into, AR_S("\n"));
		ar_grid_legend(into, p, &ar_grid_unicode);
	}
	ar_buf_free(&caption);
}
