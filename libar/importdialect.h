/*
 * libar/importdialect.h
 * Purpose: how a foreign file writes dates and amounts, told by its cells.
 *
 * A dialect is what is known about the present file; cells are first shown to
 * it, and read when it has no doubt left.
 */
#ifndef AR_IMPORTDIALECT_H
#define AR_IMPORTDIALECT_H

#include "libar/clue.h"
#include "libar/foreignamount.h"
#include "libar/importrow.h"

/* The currency of a row; AR_EDATA without a message if it is none. */
AR_MUST int ar_import_currency(struct ar_ccy *,
    const struct ar_import_options *, const struct ar_import_texts *);

struct ar_dialect {
	struct ar_date_format format;
	struct ar_period period;        /* of days without a year */
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

#endif
