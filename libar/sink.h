/*
 * libar/sink.h
 * Purpose: bytes to stdout, or to a file that appears whole or not at all.
 *
 * A file is written beside its target under a name of its own, synced, and
 * renamed at the end; until then, and on any failure or deadly signal, what
 * stood there before stands.  A target that exists and is no regular file (a
 * terminal, a pipe) is written directly.  A symbolic link is followed.  A
 * name that ends in .gz is compressed.  Only write(2) is used: short writes,
 * EINTR and EAGAIN are carried on, the first error is said once and kept.
 */
#ifndef AR_SINK_H
#define AR_SINK_H

#include "libar/diag.h"

struct ar_sink;

/* path NULL is stdout.  AR_ESTOP after a message. */
AR_MUST int ar_sink_open(struct ar_sink **, const char *path,
    struct ar_diag *);

/* AR_ESTOP after a message, which only the first failure gets. */
int ar_sink_write(struct ar_sink *, struct ar_slice);

/* Put the file in its place; frees the sink in any case. */
AR_MUST int ar_sink_commit(struct ar_sink *);

/* Leave no trace; frees the sink.  What went to stdout is out. */
void ar_sink_abort(struct ar_sink *);

bool ar_sink_is_stdout(const struct ar_sink *);

/*
 * To be called first of all by a program: a missing descriptor 0, 1 or 2 is
 * filled so that no file opened later can land there and use of it fails.
 */
void ar_sink_guard_descriptors(void);

#endif
