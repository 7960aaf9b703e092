/*
 * libar/cells.h
 * Purpose: the cells of one column in many rows, read at once.
 */
#ifndef AR_CELLS_H
#define AR_CELLS_H

#include "libar/cell.h"

/* Records stand side by side, so many bytes each. */
struct ar_cells {
	const struct ar_column *column;
	const struct ar_row *row;
	uint32_t field;
	char *record;           /* that of the first row */
	size_t value, ccy;      /* offsets in it; ccy: where it has amounts */
	size_t size;
};

/* Those of n rows: how many at the front are good. */
size_t ar_cells_read(const struct ar_cells *, size_t n);

/* Say what is wrong with that of the first row, which is not good. */
void ar_cells_refuse(const struct ar_cells *, struct ar_diag *);

#endif
