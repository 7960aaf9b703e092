/*
 * libar/importrow.h
 * Purpose: what a row of a foreign file is.
 *
 * A row is a document if it has two of id, customer and date, or is
 * a draft.  A row without them and without a due date whose first cell says so
 * is a total, and behind a total a line of text is a footer.  What is none of
 * these is strange, or, with an amount, a document that lacks cells.  Where the
 * map has sections, a row of its first cell alone opens one, which the next
 * total row closes.
 */
#ifndef AR_IMPORTROW_H
#define AR_IMPORTROW_H

#include "libar/importtexts.h"

enum ar_row_class {
	AR_ROW_BLANK, AR_ROW_DOCUMENT, AR_ROW_TOTAL, AR_ROW_FOOTER,
	AR_ROW_SKIPPED, AR_ROW_SECTION, AR_ROW_BALANCE, AR_ROW_STRANGE
};

/* What was done to the cells, and how often; for -v. */
struct ar_import_counts {
	uint64_t blank, trimmed, broken, footers, skipped, totals, drafts,
	    due_filled, noise, numbered, turned, grouped, sections, cells,
	    outgoing;
};

enum ar_row_class ar_import_classify(const struct ar_import_texts *,
    const struct ar_import_file *, const struct ar_import_map *,
    const struct ar_row *, bool after_total);

/*
 * A row that was classified: the section that it opens, which is copied into
 * the arena, or closes.
 */
void ar_import_section(struct ar_import_file *, const struct ar_row *,
    enum ar_row_class, struct ar_arena *);

#endif
