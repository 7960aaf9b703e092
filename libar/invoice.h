/*
 * libar/invoice.h
 * Purpose: an invoice or credit note as values: its lines and what they make.
 */
#ifndef AR_INVOICE_H
#define AR_INVOICE_H

#include "libar/bill.h"
#include "libar/goods.h"
#include "libar/termsbook.h"

struct ar_invoice_line {
	struct ar_goods goods;
	int64_t net;
	size_t group;           /* of the bill, from ar_invoice_total() */
	int64_t credits_line;   /* of a credit note: which line it credits */
};

/* Slices and terms are the maker's; line and bill are the invoice's. */
struct ar_invoice {
	int64_t number;
	struct ar_slice id, credits_id;
	uint8_t kind;           /* AR_KIND_INVOICE or AR_KIND_CREDIT_NOTE */
	ar_day date;
	const struct ar_terms_entry *terms;     /* NULL: none */
	bool base_is_net;       /* discounts are on the net amount */
	struct ar_invoice_line *line;
	size_t nlines;
	struct ar_bill bill;
};

/* Add a line; it stays where it is until the next one is added. */
struct ar_invoice_line *ar_invoice_add(struct ar_invoice *,
    const struct ar_goods *, int64_t net);

/* Groups, taxes and totals.  AR_EDATA if one does not fit. */
AR_MUST int ar_invoice_total(struct ar_invoice *);

/*
 * The cell that all lines have in common, else empty; offset: of a slice in
 * struct ar_goods.
 */
struct ar_slice ar_invoice_common(const struct ar_invoice *, size_t offset);

#define AR_COMMON(invoice, column) \
	ar_invoice_common(invoice, offsetof(struct ar_goods, column))

/* Of all lines, the earliest and the latest. */
ar_day ar_invoice_shipped_first(const struct ar_invoice *);
ar_day ar_invoice_shipped_last(const struct ar_invoice *);

/*
 * A copy of it, with its totals, and of all cells that it views, but for the
 * terms' own.
 */
void ar_invoice_copy(struct ar_invoice *copy, struct ar_arena *,
    const struct ar_invoice *);

/* No lines, all else zero, and usable again. */
void ar_invoice_clear(struct ar_invoice *);
void ar_invoice_free(struct ar_invoice *);

#endif
