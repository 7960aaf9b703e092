/*
 * libar/spool.h
 * Purpose: bytes that wait: in memory, and beyond some MiB in a file.
 *
 * The file has no name, so that nothing is left of it however the program
 * ends.  It lies in $TMPDIR, else in /tmp; messages name that folder.
 */
#ifndef AR_SPOOL_H
#define AR_SPOOL_H

#include "libar/diag.h"
#include "libar/mem.h"

enum { AR_SPOOL_MEMORY = 16 * 1024 * 1024 };

struct ar_spool;

struct ar_spool *ar_spool_new(struct ar_diag *);
void ar_spool_free(struct ar_spool *);          /* NULL is allowed */

/* AR_ESTOP after a message; then every later call fails, and says nothing. */
AR_MUST int ar_spool_add(struct ar_spool *, struct ar_slice);

uint64_t ar_spool_size(const struct ar_spool *);

/*
 * Hand all bytes, in order, to take() in pieces of at most AR_SPOOL_MEMORY;
 * whatever take() returns but AR_OK ends this and is returned.  What has never
 * left memory is one piece, and nothing is none.  AR_ESTOP after a message if
 * the file cannot be read.
 */
AR_MUST int ar_spool_replay(struct ar_spool *,
    int (*take)(void *to, struct ar_slice piece), void *to);

/* Forget what was added; what comes next begins anew. */
AR_MUST int ar_spool_clear(struct ar_spool *);

#endif
