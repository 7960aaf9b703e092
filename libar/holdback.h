/*
 * libar/holdback.h
 * Purpose: rows that wait until it is sure that they may be seen.
 */
#ifndef AR_HOLDBACK_H
#define AR_HOLDBACK_H

#include "libar/out.h"
#include "libar/spool.h"

enum { AR_ROWS_MANY = 1024 * 1024 };    /* bytes */

/*
 * Move the rows of a memory out to the spool, if they are at least so many
 * bytes.  AR_ESTOP after a message.
 */
AR_MUST int ar_rows_spool(struct ar_out *rows, struct ar_spool *,
    size_t least);

/*
 * Hand on all rows of the spool, which keeps them.  AR_ESTOP after a message.
 */
AR_MUST int ar_rows_replay(struct ar_spool *, struct ar_out *);

/* Rows are added to `rows`, and go to `out` when they are released. */
struct ar_holdback {
	struct ar_out *rows, *out;
	struct ar_spool *spool;
};

/* path NULL is stdout.  AR_ESTOP after a message. */
AR_MUST int ar_holdback_open(struct ar_holdback *, const char *path,
    struct ar_diag *);

/* After a row: many go to the spool.  AR_ESTOP after a message. */
AR_MUST int ar_holdback_settle(struct ar_holdback *);

/* Hand on all rows so far.  AR_ESTOP after a message. */
AR_MUST int ar_holdback_release(struct ar_holdback *);

/*
 * Rows that wait are forgotten.  complete: put the file in place; else as
 * ar_out_close().  AR_ESTOP after a message.
 */
AR_MUST int ar_holdback_close(struct ar_holdback *, bool complete);

#endif
