/*
 * libar/importtexts.h
 * Purpose: the cells of a row of a foreign file as clean text.
 *
 * A cell is clean without blanks at its ends and with blanks for its line
 * breaks, and after what the map says of the column's cells.
 */
#ifndef AR_IMPORTTEXTS_H
#define AR_IMPORTTEXTS_H

#include "libar/importfile.h"

/* The clean cells of a row by column; empty where there is none. */
struct ar_import_texts {
	struct ar_slice text[AR_COLUMNS_KNOWN];
	uint64_t filled;        /* bits of the columns with a text */
	struct ar_slice part[AR_MAP_PARTS];     /* of the map's parts */
	struct ar_slice cell[AR_MAP_CELLS];     /* that are documents */
	bool negative;          /* its amounts are turned */
	enum ar_account account;        /* where its customer stands */
	unsigned trimmed, broken;
};

/* {0}-filled or used before: no cell has a text. */
void ar_import_texts_init(struct ar_import_texts *);

/*
 * The cells of a row; initialised before, and used for no other file.  Those
 * whose line breaks were replaced are copied into the arena.
 */
void ar_import_texts_take(struct ar_import_texts *,
    const struct ar_import_file *, const struct ar_import_map *,
    const struct ar_row *, struct ar_arena *);

/* Another text for a column. */
static inline void
ar_import_texts_set(struct ar_import_texts *t, size_t column,
    struct ar_slice text)
{
	t->text[column] = text;
	t->filled = (t->filled & ~AR_BIT(column)) |
	    (uint64_t)(text.n > 0) << column;
}

/* The first cell that is filled, without blanks; alone: no other one is. */
struct ar_slice ar_import_label(const struct ar_row *, bool *alone);

#endif
