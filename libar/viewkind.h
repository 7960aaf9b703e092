/*
 * libar/viewkind.h
 * Purpose: what the columns of a table hold, by its header.
 *
 * The name of a column says what it holds, as libar/cellkind.h has it, but
 * for a few tables that use a name otherwise or repeat an amount in several
 * rows: their headers are known.
 */
#ifndef AR_VIEWKIND_H
#define AR_VIEWKIND_H

#include "libar/row.h"

enum ar_view_kind {
	AR_VIEW_TEXT,
	AR_VIEW_ID,
	AR_VIEW_DATE,
	AR_VIEW_CURRENCY,
	AR_VIEW_NUMBER,         /* days, ratios, per cent: as written */
	AR_VIEW_COUNT,          /* whole number that may be added up */
	AR_VIEW_MONEY           /* of the row's currency */
};

struct ar_view_column {
	struct ar_slice name;           /* as in the input */
	enum ar_view_kind kind;
	bool known;                     /* a column of the family */
	bool adds;                      /* a total of it has a meaning */
};

/* The columns of a header, n of them; names are borrowed from it. */
void ar_view_kinds(struct ar_view_column *, const struct ar_header *);

/* Append what people read above the column, not yet escaped. */
void ar_view_heading(struct ar_buf *into, const struct ar_view_column *);

#endif
