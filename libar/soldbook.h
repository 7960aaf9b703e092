/*
 * libar/soldbook.h
 * Purpose: what was sold before, so that nothing is sold twice.
 */
#ifndef AR_SOLDBOOK_H
#define AR_SOLDBOOK_H

#include "libar/diag.h"
#include "libar/doc.h"

struct ar_soldbook;

/* Read the whole file; AR_ESTOP after messages.  The caller frees. */
AR_MUST int ar_soldbook_load(struct ar_soldbook **, const char *path,
    struct ar_diag *);
void ar_soldbook_free(struct ar_soldbook *);

/*
 * Whether a row is about the document, and was met so: one with its
 * invoice_id, and its instalment, customer and currency where the row has
 * one.  NULL: no.
 */
bool ar_soldbook_meet(struct ar_soldbook *, const struct ar_doc *);

/* How many rows there are, and how many of them were met. */
size_t ar_soldbook_rows(const struct ar_soldbook *);
size_t ar_soldbook_met(const struct ar_soldbook *);

#endif
