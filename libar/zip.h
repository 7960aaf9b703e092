/*
 * libar/zip.h
 * Purpose: parts packed into one archive, in memory.
 *
 * A part is packed as it comes, so that what is kept is never more than the
 * archive.  All of them are of the first day that archives know: the same
 * parts are the same bytes.  This is the form without numbers of 64 bits, in
 * which no part, packed or not, and no archive reaches 4 GiB.
 */
#ifndef AR_ZIP_H
#define AR_ZIP_H

#include <stdint.h>
#include <zlib.h>

#include "libar/mem.h"

/* Not to be copied. */
struct ar_zip {
	struct ar_buf *into;
	size_t from;            /* where the archive begins, */
	size_t header, body;    /* the part at hand, and what it holds */
	struct ar_buf directory;
	size_t parts;
	z_stream packer;
	uint64_t plain;         /* bytes of the part at hand, */
	uint32_t crc;           /* and their checksum */
	bool large;
};

/* The archive is appended to a buffer, which outlives it. */
void ar_zip_open(struct ar_zip *, struct ar_buf *into);

/* A part of this name: what is added until its end, each below 4 GiB. */
void ar_zip_begin(struct ar_zip *, struct ar_slice name);
void ar_zip_add(struct ar_zip *, struct ar_slice);
void ar_zip_end(struct ar_zip *);

/* AR_EDATA, without a message: it is too large. */
AR_MUST int ar_zip_close(struct ar_zip *);

#endif
