/*
 * libar/viewgrid.h
 * Purpose: a block as texts in lines and columns.
 *
 * For formats that are text: the page's columns, then the shares of the total
 * and the bars where there are any; the lines of the block, then the total
 * and the shares of the buckets.
 */
#ifndef AR_VIEWGRID_H
#define AR_VIEWGRID_H

#include "libar/viewpage.h"

enum { AR_GRID_BAR = 10 };      /* characters of a bar */

struct ar_grid_column {
	struct ar_slice heading;
	bool right;             /* its cells stand at the right */
	bool cuts;              /* a text, which may be cut */
};

struct ar_grid {
	struct ar_grid_column *column;
	size_t n;
	struct ar_slice *cell;  /* n of each line, line by line */
	size_t lines;
	size_t rows;            /* lines that are a row of their own */
	size_t body;            /* lines before the total */
	size_t label;           /* column of "total", "n more" */
	size_t extra;           /* columns of shares and bars, at the end */
	struct ar_arena arena;  /* owns all of it */
};

/* The last one of AR_VIEW_SHADES is for the oldest bucket. */
enum { AR_VIEW_SHADES = 5 };

struct ar_grid_marks {
	const char *shade[AR_VIEW_SHADES];
	const char *more;       /* behind a text that was cut */
	const char *rule;       /* what lines are drawn with */
};

extern const struct ar_grid_marks ar_grid_unicode, ar_grid_ascii;

/* Marks in a bar are those of the shades. */
void ar_grid_init(struct ar_grid *, const struct ar_view_page *,
    const struct ar_view_block *, const struct ar_grid_marks *);
void ar_grid_free(struct ar_grid *);

struct ar_slice ar_grid_cell(const struct ar_grid *, size_t line,
    size_t column);

/* Append which shade is which bucket; nothing if there are no bars. */
void ar_grid_legend(struct ar_buf *into, const struct ar_view_page *,
    const struct ar_grid_marks *);

#endif
