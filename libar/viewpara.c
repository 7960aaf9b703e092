/*
 * libar/viewpara.c
 * Purpose: a grid whose lines are paragraphs, for a narrow terminal.
 */
#include "libar/viewpara.h"

#include "libar/ruler.h"

enum { GAP = 2, LEAST = 6 };

/* Widths of the headings and of the cells at the right. */
struct widths {
	size_t heading, number, all;
};

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static struct widths
measure(const struct ar_grid *g, size_t columns, size_t width)
{
	struct widths w = {0, 0, width};

	for (size_t i = 0; i < columns; i++) {
		w.heading = larger(w.heading,
		    ar_ruler_width(g->column[i].heading));
		for (size_t j = 0; g->column[i].right && j < g->lines; j++)
			w.number = larger(w.number,
			    ar_ruler_width(ar_grid_cell(g, j, i)));
	}
	if (w.heading + GAP + w.number > width)
		w.heading = larger(LEAST, width > GAP + w.number + LEAST ?
		    width - GAP - w.number : LEAST);
	return w;
}

static void
add_blanks(struct ar_buf *into, size_t n)
{
	while (n-- > 0)
		ar_buf_add(into, AR_S(" "));
}

static void
add_cell(struct ar_buf *into, const struct ar_grid_column *c,
    struct ar_slice cell, const struct widths *w, struct ar_slice more)
{
	size_t begin = into->n, used, room;

	ar_ruler_cut(into, c->heading, w->heading, more);
	used = ar_ruler_width(ar_slice(into->p + begin, into->n - begin));
	add_blanks(into, w->heading - used + GAP);
	room = w->all > w->heading + GAP ? w->all - w->heading - GAP : 1;
	if (c->right) {
		used = ar_ruler_width(cell);
		add_blanks(into, w->number - used);
		ar_buf_add(into, cell);
	} else
		ar_ruler_cut(into, cell, c->cuts ? room : SIZE_MAX, more);
	ar_buf_add(into, AR_S("\n"));
}

void
ar_view_paragraphs(struct ar_buf *into, const struct ar_grid *g,
    const struct ar_grid_marks *marks, size_t width)
{
	size_t columns = g->n - g->extra;
	struct widths w = measure(g, columns, width);

	for (size_t j = 0; j < g->lines; j++) {
		bool labelled = j >= g->rows;

		ar_buf_add(into, AR_S("\n"));
		if (labelled) {
			ar_buf_add(into, ar_grid_cell(g, j, g->label));
			ar_buf_add(into, AR_S("\n"));
		}
		for (size_t i = 0; i < columns; i++) {
			struct ar_slice cell = ar_grid_cell(g, j, i);

			if (cell.n > 0 && !(labelled && i == g->label))
				add_cell(into, &g->column[i], cell, &w,
				    ar_slice_of(marks->more));
		}
	}
}
