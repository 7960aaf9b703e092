/*
 * libar/ahead.h
 * Purpose: bytes that a thread reads ahead of whoever uses them.
 *
 * What takes time to read, such as gzip, is read into a few blocks by a
 * thread of its own, in turn, while those before are used.  A block is handed
 * on as soon as there is something in it.
 */
#ifndef AR_AHEAD_H
#define AR_AHEAD_H

#include <sys/types.h>

#include "libar/err.h"

struct ar_ahead;

/* Bytes put into buf, 0 at the end for good, below 0 after a failure. */
typedef ssize_t (*ar_ahead_source)(void *from, char *buf, size_t size);

/*
 * From now on the source belongs to the thread.  NULL: there can be no
 * thread, and nothing has changed.
 */
struct ar_ahead *ar_ahead_new(ar_ahead_source, void *from);

/* As the source; once it is at its end or has failed it is so for good. */
ssize_t ar_ahead_read(struct ar_ahead *, char *buf, size_t size);

/* The source belongs to the caller again; NULL is allowed. */
void ar_ahead_free(struct ar_ahead *);

#endif
