/*
 * libar/lines.h
 * Purpose: a window over the input in which physical lines are found.
 *
 * The line end of the first record (LF, CRLF or a bare CR) is the file's;
 * until ar_lines_settle() any of them ends a line.  Offsets count from the
 * first unread byte, text[0], and stay true when more is read; pointers do
 * not.  The window grows to a little over one record of 1 MiB and no more.
 */
#ifndef AR_LINES_H
#define AR_LINES_H

#include "libar/bytes.h"
#include "libar/recode.h"
#include "libar/row.h"

struct ar_lines {
	struct ar_diag *diag;
	uint32_t file;
	struct ar_bytes *bytes;         /* NULL: the window is the caller's */
	struct ar_recode *recode;       /* NULL: the bytes are UTF-8 */
	const char *window;
	char *own;                      /* the same where it is written to */
	size_t size, start, end;
	uint64_t line;                  /* physical, of the first unread byte */
	bool eof;
	enum { AR_ENDS_UNKNOWN, AR_ENDS_LF, AR_ENDS_CR } ends;
};

/* A physical line at some offset. */
struct ar_line {
	size_t text, whole;     /* bytes without and with the line end */
	bool ended, bare_cr;
};

/* encoding: an iconv name, NULL for UTF-8 as it is. */
AR_MUST int ar_lines_open(struct ar_lines *, const char *path,
    const char *encoding, uint32_t file, struct ar_diag *);

/* The same over bytes that are open, and are taken over, in UTF-8. */
void ar_lines_over(struct ar_lines *, struct ar_bytes *, uint32_t file,
    struct ar_diag *);

/*
 * Over memory that is the caller's: it is fed, once or often, with bytes that
 * end as a file does, and the line of the first one.
 */
void ar_lines_of_memory(struct ar_lines *, uint32_t file, struct ar_diag *);
void ar_lines_feed(struct ar_lines *, struct ar_slice, uint64_t line);

void ar_lines_close(struct ar_lines *);

/* From the first byte on the input is in this encoding; nothing is consumed. */
AR_MUST int ar_lines_recode(struct ar_lines *, const char *encoding);

/* The unread bytes in the window. */
static inline struct ar_slice
ar_lines_unread(const struct ar_lines *in)
{
	return ar_slice(in->window + in->start, in->end - in->start);
}

/* Read once more behind what is there; sets eof at the end. */
AR_MUST int ar_lines_fill(struct ar_lines *);

/* The line at this offset; false if its end has not been read yet. */
bool ar_lines_find(const struct ar_lines *, size_t at, struct ar_line *);

/* This line end is the file's. */
void ar_lines_settle(struct ar_lines *, const struct ar_line *);

/* So many bytes and lines are done with. */
void ar_lines_consume(struct ar_lines *, size_t bytes, uint64_t lines);

/* Forget what is left of the line, in bounded memory. */
AR_MUST int ar_lines_skip_rest(struct ar_lines *);

/*
 * Past blank lines and a byte order mark: AR_ITEM at the first byte of a
 * record, AR_OK at the end.
 */
AR_MUST int ar_lines_to_record(struct ar_lines *);

/* Refuse what is a known format but no text in UTF-8, by name. */
AR_MUST int ar_lines_refuse_foreign(struct ar_lines *);

#endif
