/*
 * libar/importout.h
 * Purpose: documents out in the canonical form.
 */
#ifndef AR_IMPORTOUT_H
#define AR_IMPORTOUT_H

#include "libar/importcell.h"
#include "libar/report.h"

struct ar_import_out {
	const struct ar_import_options *options;
	struct ar_out *out;
	struct ar_report *report;
	size_t column[AR_COLUMNS_KNOWN];        /* numbers, in output order */
	size_t n;
	uint64_t has;
	bool begun;                             /* the header is written */
};

/* Rows go to out and into the tie-out; both stay the caller's. */
void ar_import_out_init(struct ar_import_out *,
    const struct ar_import_options *, struct ar_out *, struct ar_tie *);
void ar_import_out_release(struct ar_import_out *);

/*
 * Another one in memory, whose rows have the same columns and no header; it
 * goes into a tie-out of its own.  Its rows are moved by joining.
 */
void ar_import_out_part(struct ar_import_out *,
    const struct ar_import_out *whole, struct ar_tie *);
void ar_import_out_join(struct ar_import_out *, struct ar_import_out *part);
void ar_import_out_end_part(struct ar_import_out *);

/*
 * What the first file has makes the columns; a later one must give the same,
 * else AR_ESTOP after a message.
 */
AR_MUST int ar_import_out_columns(struct ar_import_out *,
    const struct ar_import_file *, struct ar_diag *);

/* The header, if it is not there yet; every document has it before it. */
void ar_import_out_begin(struct ar_import_out *);
void ar_import_out_row(struct ar_import_out *,
    const struct ar_import_record *);

#endif
