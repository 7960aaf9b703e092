/*
 * libar/numbering.h
 * Purpose: numbers of invoices as text, INV-%06d.
 */
#ifndef AR_NUMBERING_H
#define AR_NUMBERING_H

#include <stdint.h>

#include "libar/err.h"
#include "libar/mem.h"

/* The parts around the one number; views of the format. */
struct ar_numbering {
	struct ar_slice before, after;
	unsigned width;         /* zeros in front up to this; 0: none */
};

enum { AR_NUMBERING_MAX = 100 };        /* bytes of a format */

/*
 * Read a format with exactly one %d or %0Nd, N from 1 to 18, and no other
 * percent sign.  AR_EDATA for anything else, for a control character, for text
 * that is not UTF-8, for a blank at either end, and for too many bytes.
 */
AR_MUST int ar_numbering_parse(struct ar_numbering *, const char *format);

/* Append the text of a number, which is above 0. */
void ar_numbering_format(struct ar_buf *, const struct ar_numbering *,
    int64_t number);

#endif
