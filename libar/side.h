/*
 * libar/side.h
 * Purpose: a side file read whole: payments, customers, and their like.
 *
 * Every record must be good, with or without --rejects: what a side file
 * lacks would make every figure wrong.
 */
#ifndef AR_SIDE_H
#define AR_SIDE_H

#include "libar/columns.h"

/* One record of a side file; views that are good during the call. */
struct ar_side_record {
	const struct ar_row *row;
	const void *record;     /* the struct of the stream */
};

/* What to do with a side file. */
struct ar_side {
	const struct ar_stream *stream;
	size_t record_size;
	/* Returns AR_EDATA after it refused the record. */
	int (*each)(void *to, const struct ar_side_record *);
	void *to;
};

/*
 * Read the file; its header is copied into the arena.  AR_ESTOP after
 * messages if anything was refused.
 */
AR_MUST int ar_side_read(const char *path, const struct ar_side *,
    struct ar_header *, struct ar_arena *, struct ar_diag *);

#endif
