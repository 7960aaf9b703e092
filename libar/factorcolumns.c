/*
 * libar/factorcolumns.c
 * Purpose: the columns of the streams of ar-factor; ar-factor(1).
 */
#include "libar/factorcolumns.h"

#include "libar/receivable.h"

#define COLUMN(record, name, type, filled) \
	{#name, type, filled, offsetof(struct record, name), NULL}
#define WORDS(record, name, words) \
	{#name, AR_WORD, false, offsetof(struct record, name), words}
#define CURRENCY(record) \
	{"currency", AR_CURRENCY, false, offsetof(struct record, ccy), NULL}
#define CELL(name, type, filled, which) \
	{name, type, filled, offsetof(struct ar_offer_text, cell) + \
	    (which) * sizeof(struct ar_slice), NULL}

/* Their texts are read by libar/offer.h, where options are read too. */
static const struct ar_column offers[] = {
	CELL("offer", AR_ID, true, AR_OFFER_NAME),
	CELL("recourse", AR_TEXT, false, AR_OFFER_RECOURSE),
	CELL("recourse_days", AR_TEXT, false, AR_OFFER_RECOURSE_DAYS),
	CELL("currency", AR_TEXT, false, AR_OFFER_CURRENCY),
	CELL("advance_pct", AR_TEXT, false, AR_OFFER_ADVANCE),
	CELL("fee", AR_TEXT, false, AR_OFFER_FEE),
	CELL("fee_base", AR_TEXT, false, AR_OFFER_FEE_BASE),
	CELL("min_fee", AR_TEXT, false, AR_OFFER_MIN_FEE),
	CELL("upfront", AR_TEXT, false, AR_OFFER_UPFRONT),
	CELL("rate", AR_TEXT, false, AR_OFFER_RATE),
	CELL("reserve_lag", AR_TEXT, false, AR_OFFER_RESERVE_LAG),
	CELL("per_invoice", AR_TEXT, false, AR_OFFER_PER_INVOICE),
	CELL("per_funding", AR_TEXT, false, AR_OFFER_PER_FUNDING),
	CELL("monthly_min", AR_TEXT, false, AR_OFFER_MONTHLY_MIN),
	CELL("min_invoice", AR_TEXT, false, AR_OFFER_MIN_INVOICE),
	CELL("max_debtor_pct", AR_TEXT, false, AR_OFFER_MAX_DEBTOR),
};

static const struct ar_column sold[] = {
	CURRENCY(ar_sold_row),
	COLUMN(ar_sold_row, invoice_id, AR_ID, true),
	COLUMN(ar_sold_row, customer_id, AR_ID, false),
	COLUMN(ar_sold_row, instalment, AR_COUNT, false),
};

static const struct ar_column cells[] = {
	CURRENCY(ar_sale_cells),
	COLUMN(ar_sale_cells, disputed_amount, AR_AMOUNT, false),
	WORDS(ar_sale_cells, exclude, ar_exclude_words),
};

static const struct ar_column customers[] = {
	CURRENCY(ar_sale_customer),
	COLUMN(ar_sale_customer, customer_id, AR_ID, true),
	COLUMN(ar_sale_customer, contra, AR_NUMBER, false),
	WORDS(ar_sale_customer, exclude, ar_exclude_words),
};

#define STREAM(name, columns, required) \
	{name, columns, sizeof(columns) / sizeof *(columns), required, \
	    false, {{NULL}}}

const struct ar_stream ar_offers_stream = STREAM("offers", offers,
    AR_BIT(AR_OFFER_NAME) | AR_BIT(AR_OFFER_ADVANCE));
const struct ar_stream ar_sold_stream = STREAM("sold", sold, AR_BIT(1));
const struct ar_stream ar_sale_cells_stream = STREAM("invoices", cells, 0);
const struct ar_stream ar_sale_customers_stream = STREAM("customers",
    customers, AR_BIT(1));
