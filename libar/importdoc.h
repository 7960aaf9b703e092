/*
 * libar/importdoc.h
 * Purpose: what a row leaves unsaid: sign, kind, due date, number.
 */
#ifndef AR_IMPORTDOC_H
#define AR_IMPORTDOC_H

#include "libar/importcell.h"
#include "libar/map.h"
#include "libar/unique.h"

/* Numbers given and documents met so far; {0} is not usable. */
struct ar_import_docs {
	const struct ar_import_options *options;
	struct ar_unique *unique;
	struct ar_map numbers;          /* customer and day -> uint64_t */
	struct ar_buf scratch;
	struct ar_arena arena;          /* of the numbers given to one row */
	struct ar_diag *diag;
};

void ar_import_docs_init(struct ar_import_docs *,
    const struct ar_import_options *, struct ar_diag *);
/* Those of a part that is read by another thread, as ar_unique_part() says. */
void ar_import_docs_part(struct ar_import_docs *,
    const struct ar_import_docs *whole, struct ar_diag *);
void ar_import_docs_release(struct ar_import_docs *);

/*
 * A record that was read: its signs by its kind.  AR_ITEM: it is a document,
 * or a line of one.  AR_OK: it is a draft, or money that went out, to be left
 * out.
 */
AR_MUST int ar_import_begin(const struct ar_import_docs *,
    struct ar_import_record *, struct ar_import_counts *);

/*
 * A whole document: fill in what it leaves unsaid, and see that it is good
 * and none that was met before.  AR_EDATA: it was refused.
 */
AR_MUST int ar_import_finish(struct ar_import_docs *,
    struct ar_import_record *, const struct ar_import_file *,
    struct ar_import_counts *);

#endif
