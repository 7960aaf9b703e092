/*
 * libar/viewgrid.c
 * Purpose: a block as texts in lines and columns.
 */
#include "libar/viewgrid.h"

#include <stdlib.h>

const struct ar_grid_marks ar_grid_unicode = {
	{"·", "░", "▒", "▓", "█"}, "…", "-"
};

const struct ar_grid_marks ar_grid_ascii = {
	{".", ":", "+", "#", "@"}, "~", "-"
};

/* What is put together, and the buffer of the cell at hand. */
struct making {
	struct ar_grid *grid;
	const struct ar_view_page *page;
	const struct ar_view_block *block;
	const struct ar_grid_marks *marks;
	int64_t *percent;       /* of each line, or NULL */
	struct ar_buf text;
};

/* The text so far, as a cell. */
static struct ar_slice
take(struct making *m)
{
	struct ar_slice kept = ar_arena_copy(&m->grid->arena,
	    ar_buf_slice(&m->text));

	m->text.n = 0;
	return kept;
}

static void
add_columns(struct making *m)
{
	struct ar_grid *g = m->grid;
	const struct ar_view_page *p = m->page;

	g->extra = (size_t)(m->percent != NULL) + (size_t)(p->nbuckets > 0);
	g->column = ar_arena_alloc(&g->arena,
	    (p->n + g->extra) * sizeof *g->column);
	for (g->n = 0; g->n < p->n; g->n++) {
		const struct ar_view_column *c =
		    &p->view->column[p->column[g->n]];

		if (p->column[g->n] == p->label)
			g->label = g->n;
		ar_view_heading(&m->text, c);
		g->column[g->n] = (struct ar_grid_column){take(m),
		    ar_view_is_right(c), c->kind == AR_VIEW_TEXT};
	}
	if (m->percent != NULL)
		g->column[g->n++] = (struct ar_grid_column){AR_S("%"), true,
		    false};
	if (p->nbuckets > 0)
		g->column[g->n++] = (struct ar_grid_column){AR_S("profile"),
		    false, false};
}

static struct ar_slice
bar(struct making *m, const struct ar_view_line *line)
{
	int64_t share[AR_VIEW_BUCKETS];

	if (!ar_view_line_bar(share, line, AR_GRID_BAR, true))
		return AR_S("");
	for (size_t i = 0; i < m->page->nbuckets; i++)
		for (; share[i] > 0; share[i]--)
			ar_buf_add(&m->text, ar_slice_of(
			    m->marks->shade[ar_view_shade(m->page, i)]));
	return take(m);
}

static void
add_line(struct making *m, size_t number)
{
	enum { WHOLE = 1000 };
	struct ar_grid *g = m->grid;
	struct ar_slice *cell = &g->cell[number * g->n];
	struct ar_view_line line = ar_view_line(m->page, m->block, number);

	for (size_t i = 0; i < m->page->n; i++) {
		ar_view_line_text(&m->text, &line, m->page->column[i]);
		*cell++ = take(m);
	}
	if (m->percent != NULL) {
		ar_view_percent(&m->text, line.what == AR_LINE_TOTAL ? WHOLE :
		    m->percent[number]);
		*cell++ = take(m);
	}
	if (m->page->nbuckets > 0)
		*cell = bar(m, &line);
}

/* What part of all buckets each of them is, below the total. */
static bool
add_shares(struct making *m)
{
	enum { TENTHS = 1000 };
	struct ar_grid *g = m->grid;
	struct ar_slice *cell = &g->cell[g->lines * g->n];
	struct ar_view_line total = ar_view_line(m->page, m->block,
	    ar_view_lines(m->block));
	int64_t share[AR_VIEW_BUCKETS];

	if (!ar_view_line_bar(share, &total, TENTHS, false))
		return false;
	for (size_t i = 0; i < g->n; i++)
		cell[i] = AR_S("");
	for (size_t i = 0; i < m->page->n; i++) {
		if (m->page->column[i] == m->page->label)
			cell[i] = AR_S("% of gross");
		for (size_t j = 0; j < m->page->nbuckets; j++)
			if (m->page->column[i] == m->page->bucket[j]) {
				ar_view_percent(&m->text, share[j]);
				cell[i] = take(m);
			}
	}
	return true;
}

void
ar_grid_init(struct ar_grid *g, const struct ar_view_page *page,
    const struct ar_view_block *block, const struct ar_grid_marks *marks)
{
	struct making m = {g, page, block, marks, NULL, {0}};

	*g = (struct ar_grid){.rows = block->shown,
	    .body = ar_view_lines(block)};
	m.percent = ar_view_percents(page, block);
	add_columns(&m);
	g->cell = ar_arena_alloc(&g->arena,
	    (g->body + 2) * g->n * sizeof *g->cell);
	for (g->lines = 0; g->lines < g->body; g->lines++)
		add_line(&m, g->lines);
	if (page->has_totals && g->body > 0) {
		add_line(&m, g->lines++);
		g->lines += add_shares(&m) ? 1 : 0;
	}
	free(m.percent);
	ar_buf_free(&m.text);
}

void
ar_grid_free(struct ar_grid *g)
{
	ar_arena_free(&g->arena);
	*g = (struct ar_grid){0};
}

struct ar_slice
ar_grid_cell(const struct ar_grid *g, size_t line, size_t column)
{
	return g->cell[line * g->n + column];
}

void
ar_grid_legend(struct ar_buf *into, const struct ar_view_page *p,
    const struct ar_grid_marks *marks)
{
	for (size_t i = 0; i < p->nbuckets; i++) {
		ar_buf_addf(into, "%s%s ", i == 0 ? "" : "  ",
		    marks->shade[ar_view_shade(p, i)]);
		ar_view_heading(into, &p->view->column[p->bucket[i]]);
	}
	if (p->nbuckets > 0)
		ar_buf_add(into, AR_S("   (bars leave credits out)\n"));
}
