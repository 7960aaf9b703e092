/*
 * libar/out.h
 * Purpose: rows out, as CSV that every tool of the family reads.
 *
 * Comma, LF, quotes only where needed.  Cells are added one by one and a row
 * ends with ar_out_end_row().  Rows are kept in a buffer and handed to the
 * sink in large pieces, always whole.  Errors are said by the sink and come
 * to light in ar_out_close(), whose result is the one that counts.
 */
#ifndef AR_OUT_H
#define AR_OUT_H

#include "libar/date.h"
#include "libar/decimal.h"
#include "libar/mem.h"
#include "libar/money.h"
#include "libar/sink.h"

struct ar_out;

/* path NULL is stdout.  AR_ESTOP after a message. */
AR_MUST int ar_out_open(struct ar_out **, const char *path,
    struct ar_diag *);

/* Rows that stay in memory until they are spliced. */
struct ar_out *ar_out_memory(void);

/* Append the rows of a memory out, and free that one. */
void ar_out_splice(struct ar_out *, struct ar_out *memory);

void ar_out_text(struct ar_out *, struct ar_slice);
void ar_out_empty(struct ar_out *, unsigned cells);
void ar_out_count(struct ar_out *, uint64_t);
void ar_out_filled(struct ar_out *, uint64_t);  /* the same; 0: empty */
void ar_out_whole(struct ar_out *, int64_t);
void ar_out_decimal(struct ar_out *, struct ar_decimal);
void ar_out_day(struct ar_out *, ar_day);       /* AR_NO_DAY: empty */

/* The text that was written, good until the next call. */
struct ar_slice ar_out_amount(struct ar_out *, ar_sum minor,
    const struct ar_ccy *);

/* num / den with so many decimals; den 0: empty. */
struct ar_slice ar_out_ratio(struct ar_out *, ar_sum num, ar_sum den,
    unsigned digits);

/* Bytes that are CSV already: a field or a run of fields as it came. */
void ar_out_raw(struct ar_out *, struct ar_slice);

/* A field in quotes whether it needs them or not. */
void ar_out_quoted(struct ar_out *, struct ar_slice);

/* The row as it was written, good until the next call. */
struct ar_slice ar_out_end_row(struct ar_out *);

/* All rows that are still here: of a memory out, all. */
struct ar_slice ar_out_rows(const struct ar_out *);

/*
 * Hand on rows that another out made, behind those that are here; pieces of
 * rows too, if what follows ends them.  AR_ESTOP if they could not be written.
 */
int ar_out_pass(struct ar_out *, struct ar_slice rows);

/* Forget the rows of a memory out. */
void ar_out_clear(struct ar_out *);

/* Hand on all whole rows now; AR_ESTOP if one could not be written. */
int ar_out_flush(struct ar_out *);

/* From now on nothing more goes out, and the close is incomplete. */
void ar_out_fail(struct ar_out *);

/*
 * complete: put the file in place.  Else leave no file; on stdout, if rows
 * were given, end with the mark of failure that every tool refuses, as
 * exit(3) does where nobody came to this; it is tried where rows could not be
 * written, too.  Frees.
 */
AR_MUST int ar_out_close(struct ar_out *, bool complete);

/* Write nothing more, leave no file, and free; NULL is allowed. */
void ar_out_drop(struct ar_out *);

#endif
