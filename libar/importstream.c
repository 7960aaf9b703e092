/*
 * libar/importstream.c
 * Purpose: the streams as import sees them.
 */
#include "libar/importstream.h"

static const char *const invoices_first[] = {
	"invoice_id", "customer_id", "invoice_date", "due_date", "amount",
	"currency", "balance", "paid_date", "kind", "status", "instalment",
	"terms", "discount_date", "discount_amount", NULL
};

static const char *const payments_first[] = {
	"payment_id", "payment_date", "customer_id", "amount", "invoice_id",
	"instalment", "currency", "kind", NULL
};

static const char *const customers_first[] = {"customer_id", NULL};

static const struct ar_import_stream streams[] = {
	{&ar_invoices_stream, invoices_first, AR_INV_INVOICE_ID,
	    AR_INV_CUSTOMER_ID, AR_INV_INVOICE_DATE, AR_INV_AMOUNT,
	    AR_INV_CURRENCY, AR_INV_DUE_DATE, AR_INV_KIND, AR_INV_STATUS,
	    AR_INV_TERMS, AR_INV_BALANCE, AR_INV_INSTALMENT,
	    AR_BIT(AR_INV_INVOICE_ID) | AR_BIT(AR_INV_CUSTOMER_ID) |
	    AR_BIT(AR_INV_INVOICE_DATE) | AR_BIT(AR_INV_AMOUNT)},
	{&ar_payments_stream, payments_first, AR_PAY_PAYMENT_ID,
	    AR_PAY_CUSTOMER_ID, AR_PAY_PAYMENT_DATE, AR_PAY_AMOUNT,
	    AR_PAY_CURRENCY, -1, AR_PAY_KIND, -1, -1, -1,
	    AR_PAY_INSTALMENT, AR_BIT(AR_PAY_CUSTOMER_ID) |
	    AR_BIT(AR_PAY_PAYMENT_DATE) | AR_BIT(AR_PAY_AMOUNT)},
	{&ar_customers_stream, customers_first, -1, 0, -1, -1, -1, -1, -1,
	    -1, -1, -1, -1, AR_BIT(0)},
};

const struct ar_import_stream *
ar_import_stream_of(struct ar_slice name)
{
	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
		if (ar_slice_eq(name, ar_slice_of(streams[i].stream->name)))
			return &streams[i];
	return NULL;
}

ptrdiff_t
ar_import_column(const struct ar_import_stream *s, struct ar_slice name)
{
	for (size_t i = 0; i < s->stream->n; i++)
		if (ar_name_eq(name, ar_slice_of(s->stream->column[i].name)))
			return (ptrdiff_t)i;
	return -1;
}

struct ar_slice
ar_import_near(const struct ar_import_stream *s, struct ar_slice name)
{
	struct ar_slice columns[AR_COLUMNS_KNOWN];
	struct ar_header h = {.n = s->stream->n, .name = columns};

	for (size_t i = 0; i < h.n; i++)
		columns[i] = ar_slice_of(s->stream->column[i].name);
	return ar_header_near(&h, name);
}
