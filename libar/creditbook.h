/*
 * libar/creditbook.h
 * Purpose: what of invoices was credited, and what is left to credit.
 *
 * A part of a line is credited with its share of the line's net, rounded once,
 * half away from zero, at most what is left; the last part takes what is left.
 * Its tax is the rate of what is credited of the group of that rate, rounded;
 * where nothing of the group is left, it is the tax that is left.  What is
 * left of a tax never gets another sign than what is left of its base.
 */
#ifndef AR_CREDITBOOK_H
#define AR_CREDITBOOK_H

#include "libar/invoice.h"
#include "libar/map.h"

struct ar_creditbook {
	struct ar_map map;      /* invoice_id -> struct ar_creditable * */
	struct ar_arena arena;
};

/* A billed invoice, and what is left of each line and group. */
struct ar_creditable {
	struct ar_invoice invoice;
	struct ar_decimal *quantity;
	int64_t *net, *tax;             /* by line, by group */
};

void ar_creditbook_init(struct ar_creditbook *);
void ar_creditbook_release(struct ar_creditbook *);

/* Invoices of this id are to be kept. */
void ar_creditbook_want(struct ar_creditbook *, struct ar_slice invoice_id);

/*
 * An invoice or credit note of the journal, in its order, with its totals.
 * Those wanted are kept; a credit note of one gets the taxes of its groups,
 * and takes from what is left.  AR_EDATA if there is not so much left.
 */
AR_MUST int ar_creditbook_see(struct ar_creditbook *, struct ar_invoice *);

/* NULL: no such invoice was wanted and seen. */
struct ar_creditable *ar_creditbook_find(const struct ar_creditbook *,
    struct ar_slice invoice_id);

/*
 * Add a part of a line (from 0) to a credit note: so much of its quantity,
 * above 0, or all that is left where it is not filled.  AR_EDATA, and nothing
 * added, if not so much is left, or nothing.
 */
AR_MUST int ar_creditable_add(struct ar_creditable *,
    struct ar_invoice *note, size_t line, struct ar_decimal part);

/*
 * The note's totals, once all parts are in; takes its taxes from what is
 * left.  Once for each note.  AR_EDATA if a total does not fit.
 */
AR_MUST int ar_creditable_total(struct ar_creditable *,
    struct ar_invoice *note);

#endif
