/*
 * libar/importcheck.h
 * Purpose: whether a row that looks like a document is whole.
 */
#ifndef AR_IMPORTCHECK_H
#define AR_IMPORTCHECK_H

#include "libar/importcell.h"

/* A row, and by what it is judged. */
struct ar_import_check {
	const struct ar_import_file *file;
	const struct ar_import_map *map;
	const struct ar_row *row;
	struct ar_diag *diag;
};

/*
 * It has all fields, none has swallowed other records, and no rule refuses
 * it.  AR_EDATA: it was refused.
 */
AR_MUST int ar_import_check_shape(const struct ar_import_check *);

/*
 * No cell is empty that the system always fills.  AR_EDATA: the row was
 * refused.
 */
AR_MUST int ar_import_check_filled(const struct ar_import_check *,
    const struct ar_import_texts *, const struct ar_import_record *);

#endif
