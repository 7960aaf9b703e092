/*
 * libar/importcells.h
 * Purpose: rows whose cells are documents, as in a summary by age.
 *
 * Such a row has a customer, an amount under each age, and their sum.  Each
 * amount that is not 0 is a document, called by the customer and the header of
 * its cell.  All that is known of its day is that it is past due by the age at
 * least, on the day of the report; so it is dated, and falls due, on the
 * youngest day that it may have.
 */
#ifndef AR_IMPORTCELLS_H
#define AR_IMPORTCELLS_H

#include "libar/importcell.h"

/* The documents of a row, and the row with their sum. */
struct ar_import_cells {
	struct ar_import_record whole;
	struct ar_import_record record[AR_MAP_CELLS];
	size_t from[AR_MAP_CELLS];      /* number of the record's cell */
	size_t n;
};

/*
 * The fields of the cells, and the days that their documents have.  AR_ESTOP
 * after a message: a header is missing.
 */
AR_MUST int ar_import_cells_bind(struct ar_import_file *,
    const struct ar_import_map *, struct ar_diag *);

/* The texts of a row as they are of the document in a cell. */
void ar_import_cells_texts(struct ar_import_texts *of,
    const struct ar_import_texts *row, const struct ar_import_map *,
    size_t cell);

/* The reading of a cell: messages call the amount by the cell's header. */
struct ar_import_reading ar_import_cells_reading(
    const struct ar_import_reading *, const struct ar_import_file *,
    size_t cell);

/*
 * Read a row; ids are copied into the arena.  AR_EDATA: it was refused, and
 * what of the whole could be read stands there.
 */
AR_MUST int ar_import_cells_read(struct ar_import_cells *,
    const struct ar_import_reading *, const struct ar_import_file *,
    const struct ar_import_texts *, struct ar_arena *);

#endif
