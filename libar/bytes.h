/*
 * libar/bytes.h
 * Purpose: bytes of a file or of stdin, unpacked if they are gzip.
 *
 * gzip is known by its two magic bytes.  Several members are one stream;
 * zero padding after the last is allowed, anything else there, a cut or a
 * damaged member is an error, so that a clean end (0) means the end of what
 * was written.  A read never waits to fill the buffer, so that a slow pipe
 * is handed on as it comes.
 */
#ifndef AR_BYTES_H
#define AR_BYTES_H

#include <sys/types.h>

#include "libar/diag.h"

struct ar_bytes;

/*
 * Open a path, "-" for stdin.  file is the number by which messages name it.
 * AR_ESTOP after a message.  The caller closes.
 */
AR_MUST int ar_bytes_open(struct ar_bytes **, const char *path,
    uint32_t file, struct ar_diag *);

/* The same over a descriptor, which is taken over. */
struct ar_bytes *ar_bytes_over(int fd, uint32_t file, struct ar_diag *);

/* Read so many bytes of a plain file and no more; before the first read. */
void ar_bytes_limit(struct ar_bytes *, uint64_t);

/* Bytes put into buf, 0 at a clean end, AR_ESTOP after a message. */
AR_MUST ssize_t ar_bytes_read(struct ar_bytes *, char *buf, size_t size);

/*
 * Whether the next read finds bytes or the end without waiting, or would
 * within so many milliseconds.  A signal ends the waiting with false.  A
 * cut member of gzip may keep the read waiting all the same.
 */
bool ar_bytes_ready(const struct ar_bytes *, int ms);

/* A last line without a line end is whole: a regular file, or gzip. */
bool ar_bytes_end_is_sure(const struct ar_bytes *);

/* From now on a large file of gzip is unpacked by a thread of its own. */
void ar_bytes_ahead(struct ar_bytes *);

/*
 * For a plain regular file that has been read from: its descriptor, and where
 * what is not read yet begins and ends.  Else false.
 */
bool ar_bytes_rest(const struct ar_bytes *, int *fd, uint64_t *from,
    uint64_t *to);

/* Others have read up to there. */
void ar_bytes_skip_to(struct ar_bytes *, uint64_t to);

void ar_bytes_close(struct ar_bytes *);

#endif
