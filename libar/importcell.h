/*
 * libar/importcell.h
 * Purpose: the clean cells of a row as dates, amounts and words.
 *
 * They are read when the file's dialect has no doubt left.
 */
#ifndef AR_IMPORTCELL_H
#define AR_IMPORTCELL_H

#include "libar/importdialect.h"

/* A row read, one value a column; all in minor units of its currency. */
struct ar_import_record {
	struct ar_where at;
	struct ar_ccy ccy;
	uint64_t filled;                /* bits of the cells with a value */
	struct ar_slice text[AR_COLUMNS_KNOWN];
	int64_t minor[AR_COLUMNS_KNOWN], read[AR_COLUMNS_KNOWN];
	int64_t summed[AR_COLUMNS_KNOWN];       /* of minor: what rows add up */
	ar_day day[AR_COLUMNS_KNOWN];
	uint8_t word[AR_COLUMNS_KNOWN];
	unsigned noise;                 /* amounts that binary noise left */
	bool numbered;                  /* its id is ours, not the file's */
	bool signed_credit;             /* a credit that came with its minus */
};

/* Where it is, and how it is read. */
struct ar_import_reading {
	const struct ar_import_options *options;
	const struct ar_dialect *dialect;
	struct ar_where at;
	struct ar_diag *diag;
	struct ar_slice header; /* of the amount; n == 0: the column's name */
};

/* What messages call a column. */
struct ar_slice ar_import_called(const struct ar_import_reading *,
    size_t column);

/* A record with the row's texts, of which none is read yet. */
void ar_import_record_begin(struct ar_import_record *,
    const struct ar_import_reading *, const struct ar_import_texts *);

/*
 * Read all cells; texts are viewed.  AR_EDATA: the row was refused; what was
 * read before stands in the record.
 */
AR_MUST int ar_import_record_read(struct ar_import_record *,
    const struct ar_import_reading *, const struct ar_import_texts *);

/* Another sign for an amount. */
void ar_import_record_turn(struct ar_import_record *, size_t column);

/* One amount; AR_EDATA after the row was refused. */
AR_MUST int ar_import_amount(int64_t *minor, bool *noise,
    const struct ar_import_reading *, size_t column, struct ar_slice text,
    const struct ar_ccy *);

#endif
