/*
 * libar/importrow.h
 * Purpose: what a row of a foreign file is, and its cells as clean text.
 *
 * A cell is clean without blanks at its ends and with blanks for its line
 * breaks.  A row is a document if it has two of id, customer and date, or is
 * a draft.  A row without them and without a due date whose first cell says so
 * is a total, and behind a total a line of text is a footer.  What is none of
 * these is strange, or, with an amount, a document that lacks cells.  Where the
 * map has sections, a row of its first cell alone opens one, which the next
 * total row closes.
 */
#ifndef AR_IMPORTROW_H
#define AR_IMPORTROW_H

#include "libar/importfile.h"

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

/* The clean cells of a row by column; empty where there is none. */
struct ar_import_texts {
	struct ar_slice text[AR_COLUMNS_KNOWN];
	struct ar_slice part[AR_MAP_PARTS];     /* of the map's parts */
	struct ar_slice cell[AR_MAP_CELLS];     /* that are documents */
	bool negative;          /* a rule says that its amounts are turned */
	unsigned trimmed, broken;
};

/* Cells whose line breaks were replaced are copied into the arena. */
void ar_import_texts_take(struct ar_import_texts *,
    const struct ar_import_file *, const struct ar_import_map *,
    const struct ar_row *, struct ar_arena *);

enum ar_row_class ar_import_classify(const struct ar_import_texts *,
    const struct ar_import_file *, const struct ar_import_map *,
    const struct ar_row *, bool after_total);

/* Whether the cell that a rule looks at is empty, and may not be. */
bool ar_import_rule_lacks(const struct ar_import_file *,
    const struct ar_import_map *, const struct ar_row *, size_t rule);

/* The first cell that is filled, without blanks; alone: no other one is. */
struct ar_slice ar_import_label(const struct ar_row *, bool *alone);

/*
 * A row that was classified: the section that it opens, which is copied into
 * the arena, or closes.
 */
void ar_import_section(struct ar_import_file *, const struct ar_row *,
    enum ar_row_class, struct ar_arena *);

/*
 * Number of the word that the text is in a column of words, canonical or by
 * the map, without regard to case; 0 if it is none.
 */
uint8_t ar_import_word(const struct ar_import_map *, size_t column,
    struct ar_slice text);

/* Number of the first rule that refuses the row, -1 if none does. */
ptrdiff_t ar_import_row_breaks(const struct ar_import_file *,
    const struct ar_import_map *, const struct ar_row *);

/* More fields than the header are good if they are empty; fewer never are. */
bool ar_import_row_fits(const struct ar_import_file *,
    const struct ar_row *);

#endif
