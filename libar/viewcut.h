/*
 * libar/viewcut.h
 * Purpose: a view's rows by currency, in order, the first of them, and sums.
 *
 * A block is all rows of one currency.  Its first rows are shown one by one,
 * the others together; sums are exact, and the total is of all rows.
 */
#ifndef AR_VIEWCUT_H
#define AR_VIEWCUT_H

#include "libar/view.h"

struct ar_view_order {
	ptrdiff_t column;               /* -1: as they came */
	bool descending;
	size_t top;                     /* rows shown; 0: all */
};

struct ar_view_sum {
	ar_sum sum;
	bool filled;                    /* a cell was */
};

struct ar_view_block {
	struct ar_ccy ccy;
	const struct ar_view_row **row; /* n of them, in order */
	size_t n, shown;
	struct ar_view_sum *total, *rest;       /* for each column */
};

/* A view without rows is one block of no currency. */
struct ar_view_blocks {
	struct ar_view_block *block;    /* by the bytes of the currency */
	size_t n;
	struct ar_arena arena;          /* owns all of it */
};

/* AR_ESTOP after a message: a sum is out of range. */
AR_MUST int ar_view_cut(struct ar_view_blocks *, const struct ar_view *,
    const struct ar_view_order *, struct ar_diag *);

void ar_view_blocks_free(struct ar_view_blocks *);

#endif
