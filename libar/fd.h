/*
 * libar/fd.h
 * Purpose: all the bytes of a read or a write, whatever comes between.
 *
 * A signal, a descriptor that would block and a short read or write are
 * carried on from here, and in no other place.  What fails leaves its reason
 * in errno.
 */
#ifndef AR_FD_H
#define AR_FD_H

#include <sys/types.h>

#include "libar/err.h"
#include "libar/slice.h"

/* Some bytes, as they come; 0 at the end, -1 on failure. */
AR_MUST ssize_t ar_fd_read(int fd, char *buf, size_t size);

/* AR_OK: all of them.  AR_ITEM: the file ends before.  AR_ESTOP: errno. */
AR_MUST int ar_fd_read_at(int fd, char *buf, size_t n, off_t at);

/* AR_OK, or AR_ESTOP, and some of them may be written. */
AR_MUST int ar_fd_write(int fd, struct ar_slice);
AR_MUST int ar_fd_write_at(int fd, struct ar_slice, off_t at);

#endif
