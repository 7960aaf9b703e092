/*
 * libar/unique.h
 * Purpose: that no document stands twice.
 *
 * Two rows are the same document if kind, invoice_id, instalment,
 * customer_id and currency agree; payments are exempt.  Memory grows with
 * the documents.
 */
#ifndef AR_UNIQUE_H
#define AR_UNIQUE_H

#include "libar/diag.h"
#include "libar/doc.h"

struct ar_unique;

struct ar_unique *ar_unique_new(struct ar_diag *);
void ar_unique_free(struct ar_unique *);

/*
 * The document is likely to be checked next: what that needs of the memory is
 * asked for, to be there by then.
 */
void ar_unique_expect(struct ar_unique *, const struct ar_doc *);

/*
 * Documents of a part that is read by another thread: none is looked for, all
 * are kept, to be joined.  That adds so many lines to their places, and leaves
 * the part empty.  AR_EDATA without a message: one was met before; if those of
 * the part are then read again, in turn, only that one is refused.
 */
struct ar_unique *ar_unique_part(const struct ar_unique *);
AR_MUST int ar_unique_join(struct ar_unique *, struct ar_unique *part,
    uint64_t lines);

/* AR_EDATA after the second one was refused, naming both places. */
AR_MUST int ar_unique_check(struct ar_unique *, const struct ar_doc *,
    struct ar_where);

/* The same for anything that the column alone names. */
AR_MUST int ar_unique_check_id(struct ar_unique *, struct ar_slice column,
    struct ar_slice id, struct ar_where);

#endif
