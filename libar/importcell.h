/*
 * libar/importcell.h
 * Purpose: the clean cells of a row as dates, amounts and words.
 *
 * A dialect is what is known about how the present file writes dates and
 * amounts; cells are first shown to it, and read when it has no doubt left.
 */
#ifndef AR_IMPORTCELL_H
#define AR_IMPORTCELL_H

#include "libar/clue.h"
#include "libar/foreignamount.h"
#include "libar/importrow.h"

struct ar_dialect {
	struct ar_date_format format;
	struct ar_clue dates, marks;
	struct ar_arena arena;
};

void ar_dialect_init(struct ar_dialect *, const struct ar_import_map *);
void ar_dialect_release(struct ar_dialect *);

/*
 * Show it the cells of a row.  totals: only amounts.  AR_ESTOP after a
 * message: the row contradicts an earlier one.
 */
AR_MUST int ar_dialect_see(struct ar_dialect *,
    const struct ar_import_options *, const struct ar_import_texts *,
    struct ar_where, bool totals, struct ar_diag *);

/* Rows that were shown cannot be read yet. */
bool ar_dialect_is_open(const struct ar_dialect *);

/* Say what could not be decided. */
void ar_dialect_refuse(const struct ar_dialect *, struct ar_diag *);

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

/*
 * Read all cells; texts are viewed.  AR_EDATA: the row was refused; what was
 * read before stands in the record.
 */
AR_MUST int ar_import_record_read(struct ar_import_record *,
    const struct ar_import_reading *, const struct ar_import_texts *);

/* Another sign for an amount. */
void ar_import_record_turn(struct ar_import_record *, size_t column);

/* The currency of a row; AR_EDATA without a message if it is none. */
AR_MUST int ar_import_currency(struct ar_ccy *,
    const struct ar_import_options *, const struct ar_import_texts *);

/* One amount; AR_EDATA after the row was refused. */
AR_MUST int ar_import_amount(int64_t *minor, bool *noise,
    const struct ar_import_reading *, size_t column, struct ar_slice text,
    const struct ar_ccy *);

#endif
