/*
 * libar/encoding.h
 * Purpose: which encoding a file's first bytes are in.
 */
#ifndef AR_ENCODING_H
#define AR_ENCODING_H

#include "libar/slice.h"

/*
 * NULL for UTF-8, or what cannot be told; "UTF-16" by its byte order mark;
 * "WINDOWS-1252" for bytes that are not UTF-8, if all of them have a meaning
 * there and none is NUL.  whole: nothing follows the bytes.
 */
const char *ar_encoding_guess(struct ar_slice bytes, bool whole);

#endif
