/*
 * libar/importhead.h
 * Purpose: where the header of a foreign file is, and what splits its fields.
 *
 * The header is the first line that holds all required columns under their
 * mapped names; what stands before it is free text.  Only the first 64 lines
 * that are not blank are looked at.  A first line `sep=;`, as spreadsheets
 * write it, names the delimiter.
 */
#ifndef AR_IMPORTHEAD_H
#define AR_IMPORTHEAD_H

#include "libar/importmap.h"
#include "libar/row.h"

struct ar_import_head {
	enum { AR_HEAD_FOUND, AR_HEAD_NONE, AR_HEAD_SEVERAL } result;
	char delimiter;
	size_t offset;          /* of the header among the bytes */
	uint64_t lines;         /* physical, before it */
	uint64_t texts;         /* of them not blank */
	struct ar_header header; /* where none was found: the likeliest */
};

/*
 * delimiter: 0 to try comma, semicolon, tab and bar.  whole: the bytes end
 * where the input ends, and so does their last line.  Names are copied into
 * the arena.
 */
struct ar_import_head ar_import_head_find(struct ar_slice bytes,
    char delimiter, bool whole, const struct ar_import_map *,
    struct ar_arena *);

/* Bits of the required columns that the header lacks. */
uint64_t ar_import_head_lacks(const struct ar_import_map *,
    const struct ar_header *);

#endif
