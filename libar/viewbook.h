/*
 * libar/viewbook.h
 * Purpose: what a workbook has beside its sheets and their texts.
 *
 * A workbook is an archive of documents in XML: what there is, how the parts
 * belong together, and the styles, by whose numbers cells say how they look.
 */
#ifndef AR_VIEWBOOK_H
#define AR_VIEWBOOK_H

#include "libar/viewcell.h"
#include "libar/viewpage.h"
#include "libar/zip.h"

/* What documents begin with, and the name space of sheets. */
#define AR_BOOK_XML \
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define AR_BOOK_MAIN \
	"\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define AR_BOOK_TEXTS "xl/sharedStrings.xml"

/* The last three are of no decimals, and are followed by those of more. */
enum ar_view_book_style {
	AR_BOOK_PLAIN, AR_BOOK_HEAD, AR_BOOK_TEXT, AR_BOOK_BOLD, AR_BOOK_DATE,
	AR_BOOK_NUMBER,
	AR_BOOK_SUM = AR_BOOK_NUMBER + AR_CELL_PLACES,
	AR_BOOK_YEAR = AR_BOOK_SUM + AR_CELL_PLACES     /* without groups */
};

/* Append the name of the part that is the sheet of a block. */
void ar_view_book_sheet(struct ar_buf *into, size_t block);

/* A part of what is in the buffer, which is left empty. */
void ar_view_book_part(struct ar_zip *, const char *name, struct ar_buf *);

/* The parts that are no sheets and not AR_BOOK_TEXTS. */
void ar_view_book_frame(struct ar_zip *, const struct ar_view_page *);

#endif
