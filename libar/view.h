/*
 * libar/view.h
 * Purpose: a table to look at: its columns and all of its rows.
 *
 * Rows are kept as texts, each checked when it is added: every amount can be
 * read in the currency of its row.  Whoever adds a row that breaks a rule is
 * told through the diag, with line and column.
 */
#ifndef AR_VIEW_H
#define AR_VIEW_H

#include "libar/money.h"
#include "libar/viewkind.h"

struct ar_view_row {
	struct ar_slice *cell;          /* one for each column */
	struct ar_ccy ccy;
	struct ar_where at;
};

/* {0} is empty.  The arena owns names and cells. */
struct ar_view {
	struct ar_header header;        /* of the first file */
	struct ar_view_column *column;
	ptrdiff_t currency;             /* a column, or -1 */
	struct ar_view_row *row;
	size_t n;
	struct ar_arena arena;
};

/*
 * The header of a file: of the first one it gives the columns, others must
 * name the same.  AR_ESTOP after a message.
 */
AR_MUST int ar_view_header(struct ar_view *, const struct ar_header *,
    struct ar_diag *);

/* A copy of the row is added.  AR_EDATA: it was refused. */
AR_MUST int ar_view_add(struct ar_view *, const struct ar_row *,
    struct ar_diag *);

/* After the last row: unknown columns of numbers become AR_VIEW_NUMBER. */
void ar_view_settle(struct ar_view *);

void ar_view_free(struct ar_view *);

/* Column of this name, -1 if there is none. */
ptrdiff_t ar_view_find(const struct ar_view *, const char *name);

/* Whether all rows have the same text in the column; false without rows. */
bool ar_view_same(const struct ar_view *, size_t column);

/*
 * The amount or count of a cell, in the currency's minor units or as it is;
 * false where it is empty or no such number.
 */
bool ar_view_number(ar_sum *, const struct ar_view *,
    const struct ar_view_row *, size_t column);

#endif
