/*
 * libar/importgroup.h
 * Purpose: the rows of one document, which many systems write line by line.
 *
 * Rows of the same kind, invoice_id, instalment, customer_id and currency,
 * compared as they stand in the file, are one document; a row without an
 * invoice_id, or of a kind that has no lines, is one by itself.  Of rows of one
 * number and customer all have a kind, or none; so with the others: an empty
 * cell would make a document of its own out of a line.  The columns to be
 * summed are added; any other cell must agree with those before it, or be
 * empty.  A document of which one row is refused is refused whole.  Memory
 * grows with the rows.
 */
#ifndef AR_IMPORTGROUP_H
#define AR_IMPORTGROUP_H

#include "libar/importcell.h"
#include "libar/map.h"

struct ar_import_line {
	struct ar_row row;
	struct ar_import_line *next;
};

struct ar_import_group {
	struct ar_import_record *record;
	struct ar_import_line *first, *last;
	bool broken;            /* a row of it was refused */
};

struct ar_import_groups {
	struct ar_map map;      /* key -> struct ar_import_group */
	struct ar_map alike;    /* number and customer -> which cells it has */
	struct ar_buf key;
	uint64_t single;
	struct ar_arena arena;
};

void ar_import_groups_init(struct ar_import_groups *);
void ar_import_groups_release(struct ar_import_groups *);

/*
 * Add a row to its document.  AR_ITEM: it is the first.  AR_OK: it is a later
 * one.  AR_EDATA: it disagrees, and was refused.
 */
AR_MUST int ar_import_groups_add(struct ar_import_groups *,
    const struct ar_import_reading *, const struct ar_import_texts *,
    const struct ar_import_record *, const struct ar_row *);

/* A row of these texts was refused, and its document with it. */
void ar_import_groups_break(struct ar_import_groups *,
    const struct ar_import_map *, const struct ar_import_texts *);

#endif
