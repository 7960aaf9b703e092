/*
 * libar/importtotals.h
 * Purpose: a file's own totals against the sum of its rows.
 *
 * A total row is right if each of its amounts is the sum of that column, in
 * its currency: where it names a heading, over the rows behind that; else over
 * all rows of the file before it, or over those since the total row before it.
 * Rows are added up as they were read and as they go out, which differ where
 * signs were turned or drafts left out; either will do.  A file in which a
 * record was refused is not compared.
 */
#ifndef AR_IMPORTTOTALS_H
#define AR_IMPORTTOTALS_H

#include "libar/importcell.h"
#include "libar/importheading.h"
#include "libar/map.h"

struct ar_import_totals {
	struct ar_map map;              /* currency -> sums by column */
	size_t number;                  /* of the currency met last */
	struct ar_import_headings headings;
	bool refused, said, turned, signed_credits;
	bool closed;            /* nothing came behind a total of all rows */
};

void ar_import_totals_init(struct ar_import_totals *);
void ar_import_totals_release(struct ar_import_totals *);

/* Add the sums of a part without total rows; and then begin that again. */
void ar_import_totals_join(struct ar_import_totals *,
    const struct ar_import_totals *part);
void ar_import_totals_forget(struct ar_import_totals *part);

/* columns: bits of those to add.  goes_out: it is no draft to be left out. */
void ar_import_totals_add(struct ar_import_totals *,
    const struct ar_import_record *, uint64_t columns, bool goes_out);

/* A document without a balance in a file that has them is open as a whole. */
void ar_import_totals_open(struct ar_import_totals *,
    const struct ar_import_record *, const struct ar_import_stream *);

/* A row that heads those behind it. */
void ar_import_totals_head(struct ar_import_totals *, struct ar_slice name);

/*
 * A total row, its label, or "", and its cells.  AR_ESTOP after a message: it
 * differs, or cannot be read.
 */
AR_MUST int ar_import_totals_check(struct ar_import_totals *,
    const struct ar_import_reading *, struct ar_slice label,
    const struct ar_import_texts *);

#endif
