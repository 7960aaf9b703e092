/*
 * libar/csvin.h
 * Purpose: bytes into records: strict RFC 4180 with true line numbers.
 *
 * Quotes are read as by libcsv in strict mode with blanks kept, and by itself
 * wherever a record is not plain.  A record is a view into a window that this
 * module owns; nothing is NUL-terminated.
 *
 * The line end of the first record (LF, CRLF or a bare CR) is the file's.
 * Blank lines are no records.  A byte order mark at the start of a record is
 * set aside.  A record that cannot be split is refused with the line on which
 * it begins, and reading goes on at the physical line after that one, so that
 * a stray quote never swallows what follows.  A record is at most 1 MiB and
 * has at most 4,096 fields; memory is bounded by that, whatever the input.
 */
#ifndef AR_CSVIN_H
#define AR_CSVIN_H

#include "libar/masks.h"
#include "libar/row.h"

struct ar_csvin;

struct ar_csvin_options {
	char delimiter;         /* 0: a comma */
	const char *encoding;   /* an iconv name, NULL: UTF-8 as it is */
};

/* "-" is stdin.  options may be NULL.  The caller closes. */
AR_MUST int ar_csvin_open(struct ar_csvin **, const char *path,
    uint32_t file, const struct ar_csvin_options *, struct ar_diag *);

/* The first bytes, so many, behind a descriptor, which is taken over. */
struct ar_csvin *ar_csvin_over(int fd, uint32_t file, uint64_t limit,
    struct ar_diag *);

/*
 * The next record, good until the next call.  AR_EDATA: it cannot be split
 * and was refused; row->raw is its first line, row->at its place, row->n 0.
 */
AR_MUST int ar_csvin_next(struct ar_csvin *, struct ar_row *);

/*
 * The same, and as many more, up to `most` in all, as are there at once; all
 * are good until the next call.  AR_ITEM: *n of them; else *n is 0, and
 * row[0] what ar_csvin_next() gives.
 */
AR_MUST int ar_csvin_rows(struct ar_csvin *, struct ar_row *row, size_t most,
    size_t *n);

/*
 * Whether the next record may have to be waited for: hand on what is done
 * before asking for it.
 */
bool ar_csvin_may_wait(const struct ar_csvin *);

/*
 * Whether a line is there, or there are bytes or the end to read within so
 * many milliseconds; at once for a file.  A signal ends the waiting with
 * false.  The next record may still be waited for where its line, or the
 * quote that it opens, does not end yet.
 */
bool ar_csvin_ready(const struct ar_csvin *, int ms);

/* Whether a part of the next record has been read. */
bool ar_csvin_is_amid(const struct ar_csvin *);

/* Column names for messages; borrowed as long as the reader is open. */
void ar_csvin_name_columns(struct ar_csvin *, const struct ar_header *);

/*
 * The first bytes, at least `want` (at most 1 MiB) unless the input is shorter;
 * before the first ar_csvin_next() only.  AR_ESTOP after a message.
 */
AR_MUST int ar_csvin_peek(struct ar_csvin *, size_t want, struct ar_slice *);

/* Another delimiter; before the first ar_csvin_next() only. */
void ar_csvin_delimit(struct ar_csvin *, char delimiter);
char ar_csvin_delimiter(struct ar_csvin *);

/*
 * Find plain records by these masks; NULL: read all by libcsv.  The same
 * records come out; before the first ar_csvin_next() only.
 */
void ar_csvin_use(struct ar_csvin *, ar_masks);

/*
 * For a reader that looks before it reads, in this order: another encoding
 * than the bytes as they are; refuse what is no text, by name; pass over so
 * many of the peeked bytes, which hold so many lines.  All before the first
 * ar_csvin_next().  AR_ESTOP after a message.
 */
AR_MUST int ar_csvin_recode(struct ar_csvin *, const char *encoding);
AR_MUST int ar_csvin_begin(struct ar_csvin *);
void ar_csvin_skip(struct ar_csvin *, size_t bytes, uint64_t lines);

/* The bytes of a file that are not read yet, and the line of the first. */
struct ar_csvin_rest {
	int fd;
	uint64_t from, to, line;
};

/*
 * Whether the rest can be read by others, at any place of it: a regular file,
 * plain, in UTF-8, with LF at the ends of lines.
 */
bool ar_csvin_rest(struct ar_csvin *, struct ar_csvin_rest *);

/* Others have read the bytes before this one, which is the first of a line. */
void ar_csvin_skip_rest(struct ar_csvin *, uint64_t to, uint64_t line);

/*
 * A reader of bytes in memory, once for each time that it is fed: they end
 * as a file ends, with LF at the ends of lines.  line: of the first one.
 */
struct ar_csvin *ar_csvin_of_memory(uint32_t file, struct ar_diag *);
void ar_csvin_feed(struct ar_csvin *, struct ar_slice bytes, uint64_t line);

/* The physical line of the first unread byte. */
uint64_t ar_csvin_line(const struct ar_csvin *);

/* As ar_bytes_ahead(). */
void ar_csvin_ahead(struct ar_csvin *);

/* Whether all of the input has been read into memory. */
bool ar_csvin_at_end(const struct ar_csvin *);

void ar_csvin_close(struct ar_csvin *);

#endif
