/*
 * libar/chunk.h
 * Purpose: where records begin in a stretch of bytes that is read alone.
 *
 * Whether a line end is in quotes depends on the quotes before it, so a file
 * is cut by counting them.  Where quotes stand as they should the cuts are
 * between records; where they do not, whoever reads the piece behind a wrong
 * cut finds that its first or its last record cannot be split.
 */
#ifndef AR_CHUNK_H
#define AR_CHUNK_H

#include "libar/slice.h"

/* Whether the number of quotes is odd. */
bool ar_chunk_quotes_odd(struct ar_slice);

/*
 * The offset behind the first LF that is not in quotes; SIZE_MAX if there is
 * none.  in_quotes: the first byte is.
 */
size_t ar_chunk_begin(struct ar_slice, bool in_quotes);

#endif
