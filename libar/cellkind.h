/*
 * libar/cellkind.h
 * Purpose: what the cells of a column hold, known by the column's name.
 *
 * A column has one name and one type in the whole family, so that rows of any
 * stream or report can be shown without knowing which it is.  Names compare
 * as those of headers do.
 */
#ifndef AR_CELLKIND_H
#define AR_CELLKIND_H

#include "libar/slice.h"

enum ar_holds {
	AR_HOLDS_TEXT,          /* any, perhaps of several lines */
	AR_HOLDS_LINE,          /* names and words */
	AR_HOLDS_ID,
	AR_HOLDS_DATE,
	AR_HOLDS_CURRENCY,
	AR_HOLDS_WHOLE,         /* days, and places in a row: 1, 2, ... */
	AR_HOLDS_COUNT,         /* how many of something */
	AR_HOLDS_DECIMAL,       /* quantities, prices, rates, ratios */
	AR_HOLDS_MONEY          /* of the row's currency */
};

struct ar_cell_column {
	enum ar_holds holds;
	bool known;             /* a column of the family; else any text */
	bool adds;              /* a total of it has a meaning */
};

struct ar_cell_column ar_cell_column(struct ar_slice name);

/*
 * Whether it is the column of a bucket of ar-age, but `current`: dA_B or
 * dA_plus.  The texts of its edges view the name.
 */
bool ar_cell_is_bucket(struct ar_slice name, struct ar_slice *from,
    struct ar_slice *to);

/* The name without the _pct of a column of per cent, if it ends so. */
struct ar_slice ar_cell_without_percent(struct ar_slice name);

/* How the cells are read, and written into a document. */
enum ar_cell_kind {
	AR_CELL_TEXT,           /* as it is, perhaps of several lines */
	AR_CELL_LINE,           /* as it is; no line ends in it */
	AR_CELL_DATE,
	AR_CELL_MONEY,
	AR_CELL_DECIMAL
};

enum ar_cell_kind ar_cell_kind(struct ar_slice name);

#endif
