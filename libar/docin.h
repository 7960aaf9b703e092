/*
 * libar/docin.h
 * Purpose: a row of invoices becomes a document, customers joined.
 *
 * An empty due date is taken from the terms, of the row or of the customer;
 * that of a credit, a payment or another kind is the document's own date.
 */
#ifndef AR_DOCIN_H
#define AR_DOCIN_H

#include "libar/columns.h"
#include "libar/keys.h"
#include "libar/termsbook.h"

/* What a tool wants to know of a document. */
struct ar_docin_wish {
	const struct ar_keys *keys;
	const struct ar_customers *customers;   /* NULL: none */
	bool by_due;            /* due_date, or terms that give it */
	bool names;             /* customer_name where there is one */
	struct ar_termsbook *book;      /* of the terms that were read */
};

/* The wish bound to one operand's header, which stays the caller's. */
struct ar_docin {
	struct ar_docin_wish wish;
	struct ar_bind bind;
	struct ar_key_bind keys;
	ptrdiff_t name_column, terms_column;    /* of the customers */
};

/* AR_ESTOP after a message: a column is missing or stands twice. */
AR_MUST int ar_docin_bind(struct ar_docin *, const struct ar_docin_wish *,
    const struct ar_header *, struct ar_diag *);

/* Whether customer_name comes from somewhere. */
bool ar_docin_has_names(const struct ar_docin *);

/*
 * AR_EDATA after the row was refused; what was read before the fault stands
 * in the document, whose slices view the row and the customers.
 */
AR_MUST int ar_docin_row(const struct ar_docin *, const struct ar_row *,
    struct ar_doc *, struct ar_diag *);

/*
 * The same for rows at once, without a word: how many at the front are good.
 * The row behind them is to be read by itself.  quiet: a hushed one.
 */
size_t ar_docin_rows(const struct ar_docin *, const struct ar_row *,
    size_t n, struct ar_doc *, struct ar_diag *quiet);

#endif
