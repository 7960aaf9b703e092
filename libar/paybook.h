/*
 * libar/paybook.h
 * Purpose: the payments file in memory; what libar/payments.h works on.
 */
#ifndef AR_PAYBOOK_H
#define AR_PAYBOOK_H

#include "libar/doc.h"
#include "libar/map.h"
#include "libar/row.h"

enum { AR_NONE = -1 };

/* One payment as it was read. */
struct ar_booked {
	struct ar_payment p;
	int64_t minor;
	bool read;                      /* minor is set */
	struct ar_row row;
	ptrdiff_t target, next;         /* next of the same target */
};

/* One row of the document that the payments of a target are for. */
struct ar_part {
	uint16_t instalment;
	int64_t amount;
	struct ar_where at;
};

/* A share of a payment that was spread over instalments. */
struct ar_spread {
	uint16_t instalment;
	struct ar_paid paid;
};

/* Payments that name the same invoice, customer and currency. */
struct ar_target {
	ptrdiff_t first, last;          /* its payments, as they came */
	ptrdiff_t sibling;              /* next target of the invoice_id */
	struct ar_part *part;           /* the document's rows that were met */
	size_t nparts;
	struct ar_spread *spread;
	size_t nspread;
	struct ar_ccy ccy;
	ar_day counts_from;             /* the document's invoice_date */
	struct ar_where clash;          /* a second document, if line != 0 */
	bool never_counts;              /* the document is void or a draft */
	bool refused;                   /* the document was refused */
	bool mixed;                     /* rows with and without instalment */
	bool has_whole;                 /* a payment without instalment */
	bool other_customer, other_currency;
};

struct ar_paybook {
	struct ar_booked *booked;
	size_t n;
	struct ar_map invoices;         /* invoice_id -> first target */
	struct ar_map targets;          /* struct ar_target */
	struct ar_header header;
	struct ar_arena arena;
};

AR_MUST int ar_paybook_load(struct ar_paybook *, const char *path,
    struct ar_diag *);
void ar_paybook_release(struct ar_paybook *);

/* The target's first payment, and the next one; NULL after the last. */
struct ar_booked *ar_target_first(const struct ar_paybook *,
    const struct ar_target *);
struct ar_booked *ar_booked_next(const struct ar_paybook *,
    const struct ar_booked *);

struct ar_target *ar_paybook_target(const struct ar_paybook *, ptrdiff_t);

/* Number of the first target of an invoice_id, AR_NONE if there is none. */
ptrdiff_t ar_paybook_first(const struct ar_paybook *,
    struct ar_slice invoice_id);

/*
 * Read the amount now that the currency is known, unless it is read.
 * AR_EDATA after it was refused.
 */
AR_MUST int ar_booked_read(struct ar_booked *, const struct ar_ccy *,
    struct ar_diag *);

#endif
