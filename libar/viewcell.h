/*
 * libar/viewcell.h
 * Purpose: what a cell of a workbook can hold as it is.
 *
 * A workbook keeps numbers as binary fractions that are right to 15 digits,
 * days from March 1900 on, and texts as XML.
 */
#ifndef AR_VIEWCELL_H
#define AR_VIEWCELL_H

#include "libar/date.h"
#include "libar/mem.h"

enum {
	AR_CELL_PLACES = 10,    /* decimals are fewer */
	AR_CELL_MAX = 32767     /* of ar_cell_length() */
};

/*
 * Digits behind the point of a number that a workbook does not change; -1 for
 * another text.  maybe_id: a leading zero means something.
 */
int ar_cell_places(struct ar_slice text, bool maybe_id);

/* Append that number, without the zeros that say nothing. */
void ar_cell_number(struct ar_buf *into, struct ar_slice text);

/* Whether the text is a day that workbooks know, and its number there. */
bool ar_cell_day(int32_t *number, struct ar_slice text);

/*
 * Append the text of an element: what XML does not hold is ?, and what would
 * be read as an escape is kept.
 */
void ar_cell_text(struct ar_buf *into, struct ar_slice text);

/* Append the name of a column: A for 0, AA for 26. */
void ar_cell_letters(struct ar_buf *into, size_t column);

/* Units of UTF-16, as spreadsheets count. */
size_t ar_cell_length(struct ar_slice text);

#endif
