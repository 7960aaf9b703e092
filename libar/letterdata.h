/*
 * libar/letterdata.h
 * Purpose: one document as the data of a template.
 *
 * A document has the cells of its first row, its customer's and the constants,
 * and the list of its rows; each row has its own.  What else may be asked of
 * cells and rows is in the tables below and in ar-template(5).  Cells are read
 * strictly when they are asked for: a date that is none, an amount that its
 * currency cannot have, a sum over two currencies refuse the document.
 *
 * Values live until the next document begins.
 */
#ifndef AR_LETTERDATA_H
#define AR_LETTERDATA_H

#include "libar/letterrows.h"
#include "libar/model.h"
#include "libar/ruler.h"
#include "libar/style.h"

/* What a cell can be asked, after its name and a dot. */
enum ar_cell_member {
	AR_CELL_ABS, AR_CELL_IS, AR_CELL_LEFT, AR_CELL_LINES,
	AR_CELL_NEGATIVE, AR_CELL_POSITIVE, AR_CELL_RAW, AR_CELL_RIGHT,
	AR_CELL_ZERO, AR_CELL_MEMBERS
};

enum { AR_CELL_WIDEST = 200 };          /* of left and right, in columns */

/* What is there beside columns and constants. */
enum ar_letter_special {
	AR_LETTER_AS_OF, AR_LETTER_FIRST, AR_LETTER_LAST, AR_LETTER_NUMBER,
	AR_LETTER_ROWS, AR_LETTER_SPECIALS
};

/* What the list of rows can be asked. */
enum ar_rows_member {
	AR_ROWS_BY, AR_ROWS_COUNT, AR_ROWS_SUM, AR_ROWS_MEMBERS
};

extern const char *const ar_cell_members[AR_CELL_MEMBERS],
    *const ar_letter_specials[AR_LETTER_SPECIALS],
    *const ar_rows_members[AR_ROWS_MEMBERS];

/* Number of a name in such a table of n, or n. */
size_t ar_member_of(const char *const *names, size_t n, struct ar_slice);

struct ar_letterdata {
	struct ar_letters *letters;
	struct ar_letter_doc *doc;
	const struct ar_style *style;
	struct ar_model model;
	struct ar_ruler ruler;  /* for cells in columns */
	struct ar_arena arena;
	bool refused;           /* and what was wrong is said */
};

/* Both by the same thread, whose ruler it is in between. */
void ar_letterdata_init(struct ar_letterdata *, struct ar_letters *);
void ar_letterdata_release(struct ar_letterdata *);

/* The document as a value, and the style in which it is written. */
struct ar_value ar_letterdata_begin(struct ar_letterdata *,
    struct ar_letter_doc *, const struct ar_style *);

#endif
