/*
 * libar/importabove.h
 * Purpose: what the line above the header says of all rows.
 *
 * Some systems write a line of fields above the header, with the period of
 * the rows, their currency, or how long the numbers of accounts are.  A map
 * calls the fields #1, #2 and so on.
 */
#ifndef AR_IMPORTABOVE_H
#define AR_IMPORTABOVE_H

#include "libar/importhead.h"

struct ar_import_above {
	struct ar_slice *field;         /* in the arena, without quotes */
	size_t n;
	struct ar_where at;
	struct ar_period period;        /* in which days without a year are */
};

/*
 * Read the last line before the header that is not blank; texts are copied
 * into the arena.  AR_ESTOP after a message: what the map names is not there,
 * or is none.
 */
AR_MUST int ar_import_above_read(struct ar_import_above *,
    struct ar_slice before, const struct ar_import_head *,
    const struct ar_import_map *, struct ar_arena *, struct ar_diag *);

/* The field's text, "" where there is none; numbers begin with 1. */
struct ar_slice ar_import_above_field(const struct ar_import_above *,
    size_t number);

#endif
