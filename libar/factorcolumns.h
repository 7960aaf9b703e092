/*
 * libar/factorcolumns.h
 * Purpose: the columns of the streams of ar-factor; ar-factor(1).
 */
#ifndef AR_FACTORCOLUMNS_H
#define AR_FACTORCOLUMNS_H

#include "libar/offer.h"
#include "libar/schema.h"

/* What is read of a document beside what every tool reads. */
struct ar_sale_cells {
	struct ar_ccy ccy;
	struct ar_amount disputed_amount;
	uint8_t exclude;
};

/* What is read of a customer. */
struct ar_sale_customer {
	struct ar_ccy ccy;
	struct ar_slice customer_id;
	struct ar_decimal contra;
	uint8_t exclude;
};

/* A document that was sold before; what is empty matches any. */
struct ar_sold_row {
	struct ar_ccy ccy;
	struct ar_slice invoice_id, customer_id;
	uint16_t instalment;
};

extern const struct ar_stream ar_offers_stream, ar_sold_stream,
    ar_sale_cells_stream, ar_sale_customers_stream;

#endif
