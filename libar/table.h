/*
 * libar/table.h
 * Purpose: one CSV file with its header, record by record.
 *
 * Every file that a tool of the family reads goes through here: the header
 * is read and checked as text when the file is opened, and a later record
 * that repeats it (from `cat a.csv b.csv`) is skipped.
 */
#ifndef AR_TABLE_H
#define AR_TABLE_H

#include "libar/csvin.h"

struct ar_table;

/* "-" is stdin.  AR_ESTOP after a message.  The caller closes. */
AR_MUST int ar_table_open(struct ar_table **, const char *path,
    uint32_t file, struct ar_diag *);

/*
 * The same over a reader that stands before the header; the table takes it
 * over, also where this fails.
 */
AR_MUST int ar_table_start(struct ar_table **, struct ar_csvin *,
    uint32_t file, struct ar_diag *);

/* The same of a file without a header: its columns are #1, #2, ... */
struct ar_table *ar_table_start_bare(struct ar_csvin *, size_t columns,
    uint32_t file);

/* A header of so many columns #1, #2, ..., in the arena. */
struct ar_header ar_header_bare(struct ar_arena *, size_t columns);

/*
 * An operand: *first, which was opened to look at its header, is taken over
 * and set to NULL; where it is NULL the file is opened.
 */
AR_MUST int ar_table_take(struct ar_table **, struct ar_table **first,
    const char *path, struct ar_diag *);

/* Owned by the table. */
const struct ar_header *ar_table_header(const struct ar_table *);

/* As ar_csvin_next(). */
AR_MUST int ar_table_next(struct ar_table *, struct ar_row *);

/* As ar_csvin_rows(). */
AR_MUST int ar_table_rows(struct ar_table *, struct ar_row *row, size_t most,
    size_t *n);

/*
 * What ar_csvin_rest() and ar_csvin_skip_rest() say of its file; and a table
 * of the same header over bytes that it is fed, as ar_csvin_feed() says.
 */
bool ar_table_rest(const struct ar_table *, struct ar_csvin_rest *);
void ar_table_skip_rest(struct ar_table *, uint64_t to, uint64_t line);
struct ar_table *ar_table_part(const struct ar_table *, struct ar_diag *);
void ar_table_feed(struct ar_table *, struct ar_slice, uint64_t line);

/* As ar_bytes_ahead(). */
void ar_table_ahead(struct ar_table *);

/* As ar_csvin_line(). */
uint64_t ar_table_line(const struct ar_table *);

/* As ar_csvin_may_wait(). */
bool ar_table_may_wait(const struct ar_table *);

/* As ar_csvin_ready(). */
bool ar_table_ready(const struct ar_table *, int ms);

/* As ar_csvin_is_amid(). */
bool ar_table_is_amid(const struct ar_table *);

void ar_table_close(struct ar_table *);

#endif
