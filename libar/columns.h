/*
 * libar/columns.h
 * Purpose: the columns of every stream; ar-csv(5) says what they mean.
 */
#ifndef AR_COLUMNS_H
#define AR_COLUMNS_H

#include "libar/goods.h"
#include "libar/schema.h"

/* Numbers of the columns of invoices that code asks for by name. */
enum ar_invoice_column {
	AR_INV_CURRENCY, AR_INV_AMOUNT, AR_INV_BALANCE, AR_INV_INVOICE_ID,
	AR_INV_CUSTOMER_ID, AR_INV_INVOICE_DATE, AR_INV_DUE_DATE,
	AR_INV_PAID_DATE, AR_INV_KIND, AR_INV_STATUS, AR_INV_INSTALMENT,
	AR_INV_TERMS, AR_INV_CUSTOMER_NAME,
	AR_INV_READ             /* the columns from here on are passed on */
};

enum ar_payment_column {
	AR_PAY_CURRENCY, AR_PAY_AMOUNT, AR_PAY_PAYMENT_ID,
	AR_PAY_PAYMENT_DATE, AR_PAY_CUSTOMER_ID, AR_PAY_INVOICE_ID,
	AR_PAY_INSTALMENT, AR_PAY_KIND, AR_PAY_COLUMNS
};

/* Numbers of the columns of shipments that code asks for by name. */
enum ar_shipment_column {
	AR_SHIP_CURRENCY, AR_SHIP_SHIPMENT_ID, AR_SHIP_CUSTOMER_ID,
	AR_SHIP_SHIP_DATE, AR_SHIP_QUANTITY, AR_SHIP_UNIT_PRICE,
	AR_SHIP_LINE, AR_SHIP_ORDER_ID, AR_SHIP_TERMS, AR_SHIP_COLLECTOR,
	AR_SHIP_CUSTOMER_NAME
};

/* Those of the journal up to here say what was billed, and as what. */
enum { AR_JOURNAL_KEYS = 15 };

enum ar_period_column {
	AR_PER_CURRENCY, AR_PER_CREDIT_SALES, AR_PER_RECEIVABLES,
	AR_PER_BEGINNING, AR_PER_CURRENT, AR_PER_START, AR_PER_END,
	AR_PER_DAYS, AR_PER_COLUMNS
};

/*
 * What the cells of a column hold, also of one that no record reads: money
 * is AR_AMOUNT whatever its currency.
 */
enum ar_type ar_stream_type(const struct ar_stream *, size_t column);

extern const struct ar_stream ar_invoices_stream, ar_payments_stream,
    ar_customers_stream, ar_periods_stream, ar_shipments_stream,
    ar_journal_stream;

/* The words of kind and status, NULL-terminated, in the order of doc.h. */
extern const char *const ar_kind_words[], *const ar_status_words[],
    *const ar_payment_kind_words[], *const ar_tax_words[],
    *const ar_base_words[];

#endif
