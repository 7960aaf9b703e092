/*
 * libar/importcheck.h
 * Purpose: whether a row that looks like a document is whole.
 *
 * Each check gives AR_EDATA after it refused the row.
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

/* All fields are there, and none has swallowed other records. */
AR_MUST int ar_import_check_shape(const struct ar_import_check *);

/* It is an entry of one customer. */
AR_MUST int ar_import_check_account(const struct ar_import_check *,
    const struct ar_import_texts *);

/* No rule refuses it. */
AR_MUST int ar_import_check_rules(const struct ar_import_check *);

/* No cell is empty that the system always fills. */
AR_MUST int ar_import_check_filled(const struct ar_import_check *,
    const struct ar_import_texts *, const struct ar_import_record *);

#endif
