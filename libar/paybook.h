/*
 * libar/paybook.h
 * Purpose: the payments file in memory; what libar/payments.h works on.
 *
 * Payments that name the same invoice_id are a claim.  The documents of that
 * id that go by are its targets, one for each customer and currency.
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
	int64_t minor;                  /* once the currency is known */
	enum ar_money_err err;          /* why minor is 0 instead */
	bool priced;                    /* minor and err are set */
	bool any_ccy;                   /* the currency cell is empty */
	struct ar_row row;
	ptrdiff_t claim;                /* AR_NONE: unapplied */
	ptrdiff_t next;                 /* next payment of the claim */
	ptrdiff_t target;               /* AR_NONE: no document fits so far */
	struct ar_where clash;          /* a second one that fits, if line */
};

/* All payments of one invoice_id, and its documents that were met. */
struct ar_claim {
	ptrdiff_t first, last;          /* payments, as they came */
	ptrdiff_t target;               /* the first of its targets */
	bool has_whole;                 /* a payment without instalment */
	bool refused;                   /* a row of the id was refused */
	struct ar_ccy ccy;              /* of that row */
};

/* One row of a target. */
struct ar_part {
	uint16_t instalment;
	int64_t amount;
	ar_day counts_from;             /* AR_NO_DAY: void or draft */
	bool refused;
};

/* A share of the payments without instalment, from its day on. */
struct ar_share {
	uint16_t instalment;
	struct ar_paid paid;
};

/* A document that a claim is about. */
struct ar_target {
	ptrdiff_t first;                /* first payment of the claim */
	ptrdiff_t sibling;              /* next target of the claim */
	struct ar_slice customer_id;
	struct ar_ccy ccy;
	struct ar_part *part;
	size_t nparts;
	struct ar_share *share;
	size_t nshares;
	struct ar_where clash;          /* a second such row, if line != 0 */
	bool mixed;                     /* rows with and without instalment */
	bool refused;                   /* a row of it was refused */
};

struct ar_paybook {
	struct ar_booked *booked;
	size_t n;
	struct ar_map claims;           /* invoice_id -> struct ar_claim */
	struct ar_target *target;
	size_t ntargets;
	struct ar_header header;
	struct ar_arena arena;
};

AR_MUST int ar_paybook_load(struct ar_paybook *, const char *path,
    struct ar_diag *);
void ar_paybook_release(struct ar_paybook *);

/* The claim on an invoice_id, NULL if there is none. */
struct ar_claim *ar_paybook_claim(const struct ar_paybook *,
    struct ar_slice invoice_id);

/* The target of the claim with the document's customer and currency. */
struct ar_target *ar_paybook_find(const struct ar_paybook *,
    const struct ar_claim *, const struct ar_doc *);

/* The same, made if it is new; good until the next one is made. */
struct ar_target *ar_paybook_target(struct ar_paybook *, struct ar_claim *,
    const struct ar_doc *);

/* Payment number i, or NULL for AR_NONE. */
struct ar_booked *ar_paybook_at(const struct ar_paybook *, ptrdiff_t i);

/* The first payment that fits the target, and the next one, or NULL. */
struct ar_booked *ar_target_first(const struct ar_paybook *,
    const struct ar_target *);
struct ar_booked *ar_target_next(const struct ar_paybook *,
    const struct ar_target *, const struct ar_booked *);

/* The row of the target with this number, 0 for none; or NULL. */
struct ar_part *ar_target_part(const struct ar_target *, uint16_t instalment);

/* Read the amount now that the currency is known. */
void ar_booked_price(struct ar_booked *, const struct ar_ccy *);

/* AR_EDATA after an amount that cannot be read, or its sign, was refused. */
AR_MUST int ar_booked_check(const struct ar_booked *, struct ar_diag *);

#endif
