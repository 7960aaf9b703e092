/*
 * libar/payments.h
 * Purpose: the payments file, matched to the documents of the stream.
 *
 * A payment belongs to the one document of its invoice_id, customer_id and
 * currency; without an instalment it settles the document's instalments by
 * number, and what is above them all stays on the last.  A payment without
 * an invoice_id, or while its document does not count, is open cash: a
 * document of its own with the opposite sign.
 *
 * Use: load; meet every document once; settle; ask for what was paid on each;
 * then take what is left.
 */
#ifndef AR_PAYMENTS_H
#define AR_PAYMENTS_H

#include "libar/doc.h"
#include "libar/row.h"
#include "libar/tie.h"

struct ar_payments;

/* AR_ESTOP after messages.  The caller frees. */
AR_MUST int ar_payments_load(struct ar_payments **, const char *path,
    bool skip_unknown, struct ar_diag *);
void ar_payments_free(struct ar_payments *);

/* Columns of the payments file, for grouping. */
const struct ar_header *ar_payments_header(const struct ar_payments *);

/*
 * A good document goes by.  *waits: what was paid on it is known only after
 * ar_payments_settle(), because payments are spread over its instalments.
 */
void ar_payments_meet(struct ar_payments *, const struct ar_doc *,
    struct ar_where, bool *waits);

/* A refused document goes by: its payments are refused with it. */
void ar_payments_meet_refused(struct ar_payments *, const struct ar_doc *);

/* The same for a document that was met as a good one. */
void ar_payments_refuse(struct ar_payments *, const struct ar_doc *);

/* What the documents say of currencies, for payments that none takes up. */
enum ar_currencies {
	AR_CURRENCIES_NONE,             /* no document had one */
	AR_CURRENCIES_SOME,             /* some document had one */
	AR_CURRENCIES_NO_COLUMN         /* rows are listed that have no place */
};

/*
 * All documents have gone by.  Spreads what waits; a payment that fits no
 * document, or several, is refused: AR_ESTOP after messages.
 */
AR_MUST int ar_payments_settle(struct ar_payments *, enum ar_currencies);

/* What was paid on a document; good until the next call. */
struct ar_paid_list ar_payments_on(struct ar_payments *,
    const struct ar_doc *);

/* Open cash as a document. */
struct ar_cash {
	struct ar_doc doc;
	const struct ar_row *row;       /* of the payments file */
	uint8_t kind;                   /* enum ar_payment_kind, not NONE */
};

/*
 * After ar_payments_settle(): AR_ITEM for the next one, AR_OK at the end.
 * paid_date is the day from which its document takes it up, if one does.
 */
int ar_payments_cash(struct ar_payments *, struct ar_cash *);

/*
 * Tie the payments that are no open cash: those applied on the day are
 * settled, later ones and unknown ones filtered.
 */
void ar_payments_tie(struct ar_payments *, struct ar_tie *, ar_day);

uint64_t ar_payments_count(const struct ar_payments *);

#endif
