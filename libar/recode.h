/*
 * libar/recode.h
 * Purpose: bytes in another encoding, read as UTF-8.
 *
 * iconv(3) does the work.  A byte that is not valid in the encoding ends the
 * run with its offset; nothing is replaced or left out.
 */
#ifndef AR_RECODE_H
#define AR_RECODE_H

#include "libar/bytes.h"

struct ar_recode;

/* The bytes are borrowed.  AR_ESTOP after a message; the caller closes. */
AR_MUST int ar_recode_open(struct ar_recode **, struct ar_bytes *,
    const char *encoding, uint32_t file, struct ar_diag *);

/* Bytes that were read before the decision; they come first. */
void ar_recode_push(struct ar_recode *, struct ar_slice);

/* As ar_bytes_read(); size is at least 8, room for any character. */
AR_MUST ssize_t ar_recode_read(struct ar_recode *, char *buf, size_t size);

void ar_recode_close(struct ar_recode *);

#endif
