/*
 * libar/doc.h
 * Purpose: the records of the streams as plain values.
 *
 * Slices view bytes of whoever made the record.  Amounts are minor units of
 * the record's currency.  Empty cells: n == 0, AR_NO_DAY, not filled, word 0.
 */
#ifndef AR_DOC_H
#define AR_DOC_H

#include "libar/date.h"
#include "libar/money.h"

enum { AR_KEYS_MAX = 16, AR_INSTALMENT_MAX = 999 };

struct ar_amount {
	int64_t minor;
	bool filled;
};

/* Words of the stream, numbered as in their tables; 0 is the empty cell. */
enum ar_kind {
	AR_KIND_NONE,           /* an invoice */
	AR_KIND_INVOICE, AR_KIND_CREDIT_NOTE, AR_KIND_PAYMENT,
	AR_KIND_FINANCE_CHARGE, AR_KIND_DEPOSIT
};

enum ar_status {
	AR_STATUS_NONE,         /* open */
	AR_STATUS_OPEN, AR_STATUS_PAID, AR_STATUS_VOID, AR_STATUS_DRAFT,
	AR_STATUS_WRITTEN_OFF
};

enum ar_payment_kind {
	AR_PAYMENT_NONE,        /* a receipt */
	AR_PAYMENT_RECEIPT, AR_PAYMENT_CREDIT, AR_PAYMENT_DISCOUNT,
	AR_PAYMENT_WRITE_OFF, AR_PAYMENT_ADJUSTMENT, AR_PAYMENT_REFUND
};

/* A document of the receivables ledger. */
struct ar_doc {
	struct ar_ccy ccy;
	struct ar_amount amount, balance;
	struct ar_slice invoice_id, customer_id, customer_name, terms;
	ar_day invoice_date, due_date, paid_date;
	uint16_t instalment;
	uint8_t kind, status;
	struct ar_slice key[AR_KEYS_MAX];       /* the group-by columns */
};

struct ar_payment {
	struct ar_ccy ccy;
	struct ar_slice amount;         /* read when the currency is known */
	struct ar_slice payment_id, invoice_id, customer_id;
	ar_day payment_date;
	uint16_t instalment;
	uint8_t kind;
};

struct ar_customer {
	struct ar_slice customer_id;
};

/* A period of one group, as ar-dso(1) prints it. */
struct ar_period_row {
	struct ar_ccy ccy;
	struct ar_amount credit_sales, receivables, beginning_receivables,
	    current;
	ar_day period_start, period_end;
	struct ar_slice days;
	struct ar_slice key[AR_KEYS_MAX];       /* the group-by columns */
};

/*
 * What was paid on one document, in no order.  kind: AR_PAYMENT_NONE is what
 * came in elsewhere and was moved here: from open cash, or from another
 * instalment.
 */
struct ar_paid {
	ar_day day;
	ar_sum amount;
	uint8_t kind;
};

struct ar_paid_list {
	const struct ar_paid *paid;
	size_t n;
	ar_day written_off;     /* the first day of a write-off on it, or on */
};                              /* its invoice as a whole; or AR_NO_DAY */

/* What contradicts itself in a document, whatever the day. */
enum ar_fault {
	AR_FINE,
	AR_FAULT_SIGN,                  /* credit note or payment above 0 */
	AR_FAULT_OPEN_BUT_PAID_DATE,    /* status open, and a paid_date */
	AR_FAULT_SETTLED_BUT_BALANCE,   /* status says settled, balance not 0 */
	AR_FAULT_PAID_DATE_BUT_BALANCE,
	AR_FAULT_BALANCE_BEYOND,        /* other sign than amount, or above */
	AR_FAULT_NO_PAID_DATE,          /* settled, but on which day? */
	AR_FAULT_PAID_BUT_OPEN,         /* paid_date, but payments leave some */
	AR_FAULT_RANGE,                 /* the balance does not fit 64 bits */
	AR_FAULT_TOLD                   /* it was said already */
};

/*
 * The last day of a block as its two cells say: AR_DAY_MAX for ever, AR_NO_DAY
 * if there is none, whatever `until` says.
 */
ar_day ar_block_last_day(struct ar_slice block, ar_day until);

/* What kind a payment is: a receipt where the cell is empty. */
uint8_t ar_payment_kind_of(const struct ar_payment *);

/* Void and draft documents are only held to their sign. */
enum ar_fault ar_doc_check(const struct ar_doc *);

/* Void or draft: never counts. */
static inline bool
ar_doc_is_void(const struct ar_doc *doc)
{
	return doc->status == AR_STATUS_VOID ||
	    doc->status == AR_STATUS_DRAFT;
}

/* Says paid or written off. */
static inline bool
ar_doc_is_settled(const struct ar_doc *doc)
{
	return doc->status == AR_STATUS_PAID ||
	    doc->status == AR_STATUS_WRITTEN_OFF;
}

/* Something is paid, and the document does not say when. */
static inline bool
ar_doc_is_undated(const struct ar_doc *doc)
{
	if (doc->paid_date != AR_NO_DAY)
		return false;
	return ar_doc_is_settled(doc) || (doc->balance.filled &&
	    doc->balance.minor != doc->amount.minor);
}

#endif
