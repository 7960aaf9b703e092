/*
 * libar/rejects.h
 * Purpose: refused records, kept with the reason.
 *
 * The columns of the first file, then _file,_line,_column,_error,_record.  A
 * record that could not be split, is ragged or has another header stands
 * whole in _record, its columns empty.
 */
#ifndef AR_REJECTS_H
#define AR_REJECTS_H

#include "libar/out.h"
#include "libar/row.h"

struct ar_rejects;

/* AR_ESTOP after a message. */
AR_MUST int ar_rejects_open(struct ar_rejects **, const char *path,
    struct ar_diag *);

/* The first header is that of the file; later ones are compared with it. */
void ar_rejects_header(struct ar_rejects *, const struct ar_header *);

/* Records to come are split by this; only a comma lets them go raw. */
void ar_rejects_delimiter(struct ar_rejects *, char delimiter);

/* The record that the diag refused last; rejects may be NULL. */
void ar_rejects_add(struct ar_rejects *, const struct ar_row *,
    const struct ar_diag *);

/* keep: put the file in place, also if it is empty.  Frees. */
AR_MUST int ar_rejects_close(struct ar_rejects *, bool keep);

#endif
