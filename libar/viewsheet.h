/*
 * libar/viewsheet.h
 * Purpose: a block of a page as a sheet of a workbook.
 *
 * A cell is typed: ids are texts, dates are days, amounts are numbers, written
 * with the digits that came in.  The texts of all sheets are kept once and
 * cells name them by number, so that they come behind the sheets.
 */
#ifndef AR_VIEWSHEET_H
#define AR_VIEWSHEET_H

#include "libar/map.h"
#include "libar/viewpage.h"
#include "libar/zip.h"

struct ar_view_texts {
	struct ar_map text;             /* a set */
	uint64_t uses;                  /* cells that hold one */
};

void ar_view_texts_init(struct ar_view_texts *);
void ar_view_texts_release(struct ar_view_texts *);

/* What the part of this block of the page holds. */
void ar_view_sheet_put(struct ar_zip *, struct ar_view_texts *,
    const struct ar_view_page *, size_t block);

/* What the part of all their texts holds. */
void ar_view_texts_put(struct ar_zip *, const struct ar_view_texts *);

#endif
