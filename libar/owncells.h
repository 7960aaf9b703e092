/*
 * libar/owncells.h
 * Purpose: cells of documents that one tool reads beside what all of them do.
 *
 * Each operand has its own header, and rows may come back after it is closed;
 * so the columns are bound for each operand, and a row finds its own.
 */
#ifndef AR_OWNCELLS_H
#define AR_OWNCELLS_H

#include "libar/schema.h"

struct ar_own_cells {
	const struct ar_stream *stream;
	struct ar_own_operand *operand;
	size_t noperands, last;         /* last: of the row before */
};

/* {0} but for the stream; frees with ar_own_cells_release(). */
void ar_own_cells_release(struct ar_own_cells *);

/*
 * An operand's header, which stays the caller's: its columns are bound, and
 * misspelt ones named.  AR_ESTOP after a message.
 */
AR_MUST int ar_own_cells_header(struct ar_own_cells *,
    const struct ar_header *, struct ar_diag *);

/* Whether the last operand's header has the column. */
bool ar_own_cells_has(const struct ar_own_cells *, size_t number);

/* Read the row's cells; AR_EDATA after it was refused. */
AR_MUST int ar_own_cells_row(struct ar_own_cells *, const struct ar_row *,
    void *record, size_t size, struct ar_diag *);

#endif
