/*
 * libar/cellkind.h
 * Purpose: what the cells of a column hold, known by the column's name.
 *
 * A column has one name and one type in the whole family, so that rows of any
 * stream or report can be shown without knowing which it is.
 */
#ifndef AR_CELLKIND_H
#define AR_CELLKIND_H

#include "libar/slice.h"

enum ar_cell_kind {
	AR_CELL_TEXT,           /* any text, of a column that nobody knows */
	AR_CELL_LINE,           /* ids, words, names: no line ends in them */
	AR_CELL_DATE,
	AR_CELL_MONEY,          /* of the row's currency */
	AR_CELL_DECIMAL         /* quantities, prices, rates, days */
};

/* AR_CELL_TEXT for a name that no stream has. */
enum ar_cell_kind ar_cell_kind(struct ar_slice name);

#endif
