/*
 * libar/viewpage.h
 * Purpose: what every format shows: headings, lines, shares, bars.
 *
 * A page is the blocks of a view with what follows from its columns.  A
 * block's lines are its rows that are shown, then, if there are more, those
 * together, then the total where one has a meaning.  Texts are what people
 * read, through libar/shown.h, and not yet escaped for any format.
 */
#ifndef AR_VIEWPAGE_H
#define AR_VIEWPAGE_H

#include "libar/viewcut.h"

enum { AR_VIEW_BUCKETS = 80 };

/* Borrows the view and the blocks, which it does not change. */
struct ar_view_page {
	const struct ar_view *view;
	const struct ar_view_blocks *blocks;
	struct ar_slice title;          /* what the user said, or n 0 */
	size_t bucket[AR_VIEW_BUCKETS]; /* columns, the youngest first */
	size_t nbuckets;                /* 0: this is no aging */
	ptrdiff_t total;                /* a column, or -1 */
	ptrdiff_t day;                  /* as_of or period_end, or -1 */
	bool series;                    /* of several days: no totals */
	bool has_totals;
	size_t label;                   /* column of "total", "n more" */
	size_t *column;                 /* those not in the heading */
	size_t n;
};

void ar_view_page_init(struct ar_view_page *, const struct ar_view *,
    const struct ar_view_blocks *, const char *title);
void ar_view_page_free(struct ar_view_page *);

/* A line of a block. */
struct ar_view_line {
	const struct ar_view_page *page;
	const struct ar_view_block *block;
	enum { AR_LINE_ROW, AR_LINE_REST, AR_LINE_TOTAL } what;
	size_t row;                     /* place in block->row */
};

/* How many lines the block has, without the total. */
size_t ar_view_lines(const struct ar_view_block *);

/* Of this number; that of ar_view_lines() is the total. */
struct ar_view_line ar_view_line(const struct ar_view_page *,
    const struct ar_view_block *, size_t number);

/* The amount or count in a column of the input; false: none. */
bool ar_view_line_number(ar_sum *, const struct ar_view_line *,
    size_t column);

/* Append what people read there. */
void ar_view_line_text(struct ar_buf *into, const struct ar_view_line *,
    size_t column);

/*
 * The same as data: cells as they came, amounts without groups, the row of
 * the others with its currency and day.
 */
void ar_view_line_raw(struct ar_buf *into, const struct ar_view_line *,
    size_t column);

/* Append an amount as people read it: grouped, zero as -. */
void ar_view_money(struct ar_buf *into, ar_sum, const struct ar_ccy *);

/*
 * Shares of the line's buckets in so many units, credits left out; false if
 * nothing is in them.  seen: each with an amount has one at least.
 */
bool ar_view_line_bar(int64_t share[AR_VIEW_BUCKETS],
    const struct ar_view_line *, int64_t units, bool seen);

/* How far the bucket is from the youngest, 0, to the oldest, 4. */
size_t ar_view_shade(const struct ar_view_page *, size_t bucket);

/*
 * Tenths of a per cent of the total for each line but the total, by number;
 * free(3) it.  NULL: there are none.
 */
int64_t *ar_view_percents(const struct ar_view_page *,
    const struct ar_view_block *);

/* Append tenths of a per cent as 12.3. */
void ar_view_percent(struct ar_buf *into, int64_t tenths);

/* Append the title, the day, and the block's currency (NULL: without). */
void ar_view_caption(struct ar_buf *into, const struct ar_view_page *,
    const struct ar_view_block *);

/* Whether a column's cells stand at the right. */
bool ar_view_is_right(const struct ar_view_column *);

#endif
