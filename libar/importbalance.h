/*
 * libar/importbalance.h
 * Purpose: the balances that a statement says, against its lines.
 *
 * Each line may say the balance behind it, and a row may say nothing else.
 * All lines count, also those that are left out.
 */
#ifndef AR_IMPORTBALANCE_H
#define AR_IMPORTBALANCE_H

#include "libar/importcell.h"
#include "libar/importrunning.h"

/* {0}: nothing was read yet. */
struct ar_import_balance {
	struct ar_running running;
	struct ar_ccy ccy;      /* of all lines */
	bool any, mixed;        /* a line was read; its currency is another */
	bool paired;            /* the first row was one of a balance */
	unsigned rows;          /* that are a balance */
	bool closed;            /* the last row was one */
};

/*
 * A line that was read.  AR_ESTOP after a message: its balance is not that of
 * the lines, or cannot be read.
 */
AR_MUST int ar_import_balance_line(struct ar_import_balance *,
    const struct ar_import_reading *, const struct ar_import_file *,
    const struct ar_import_texts *, const struct ar_import_record *);

/* A row of a balance alone; AR_EDATA without a message: it says none. */
AR_MUST int ar_import_balance_row(struct ar_import_balance *,
    const struct ar_import_reading *, const struct ar_import_file *,
    const struct ar_import_texts *);

/*
 * Whether the rows may end here: a file that begins with a balance ends with
 * one too, and so does any where that is required.
 */
bool ar_import_balance_ends(const struct ar_import_balance *, bool required);

#endif
