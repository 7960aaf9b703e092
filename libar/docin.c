/*
 * libar/docin.c
 * Purpose: a row of invoices becomes a document, customers joined.
 */
#include "libar/docin.h"

/* due_date must exist unless terms can give it. */
static uint64_t
needed_columns(const struct ar_docin_wish *wish,
    const struct ar_header *header)
{
	uint64_t need = ar_invoices_stream.required;
	struct ar_slice terms = AR_S("terms");

	if (wish->by_due && ar_header_find(header, terms, NULL) < 0 &&
	    ar_customers_column(wish->customers, terms) < 0)
		need |= AR_BIT(AR_INV_DUE_DATE);
	return need;
}

static uint64_t
wanted_columns(const struct ar_docin_wish *wish)
{
	uint64_t want = AR_BIT(AR_INV_READ) - 1;

	if (!wish->by_due)
		want &= ~(AR_BIT(AR_INV_DUE_DATE) | AR_BIT(AR_INV_TERMS));
	if (!wish->names)
		want &= ~AR_BIT(AR_INV_CUSTOMER_NAME);
	return want;
}

int
ar_docin_bind(struct ar_docin *in, const struct ar_docin_wish *wish,
    const struct ar_header *header, struct ar_diag *diag)
{
	in->wish = *wish;
	if (ar_bind_make(&in->bind, &ar_invoices_stream, wanted_columns(wish),
	    needed_columns(wish, header), header, diag) != AR_OK ||
	    ar_keys_bind(&in->keys, wish->keys, header, wish->customers,
	    true, diag) != AR_OK || ar_customers_join(&in->name_column,
	    wish->customers, &in->bind, AR_INV_CUSTOMER_NAME) != AR_OK)
		return AR_ESTOP;
	return ar_customers_join(&in->terms_column, wish->customers,
	    &in->bind, AR_INV_TERMS);
}

bool
ar_docin_has_names(const struct ar_docin *in)
{
	return in->name_column >= 0 ||
	    ar_bind_has(&in->bind, AR_INV_CUSTOMER_NAME);
}

static int
refuse_due(const struct ar_row *row, enum ar_msg msg, const char *column,
    struct ar_slice value, struct ar_diag *diag)
{
	struct ar_quoted q;

	ar_diag_refuse(diag, &(struct ar_say){msg, row->at,
	    ar_slice_of(column), {ar_quote(&q, value), "fill due_date"}});
	return AR_EDATA;
}

static int
due_by_terms(struct ar_termsbook *book, const struct ar_row *row,
    struct ar_doc *doc, struct ar_diag *diag)
{
	const struct ar_terms_entry *e;

	if (doc->terms.n == 0)
		return refuse_due(row, AR_M_EMPTY, "due_date", AR_S(""), diag);
	e = ar_termsbook_get(book, doc->terms);
	if (e->terms != NULL)
		doc->due_date = ar_terms_whole_day(e->terms,
		    doc->invoice_date);
	return doc->due_date != AR_NO_DAY ? AR_OK :
	    refuse_due(row, AR_M_BAD_TERMS, "terms", doc->terms, diag);
}

/* An empty due date: from the terms, or for credits the document's own. */
static int
complete_due(struct ar_termsbook *book, const struct ar_row *row,
    struct ar_doc *doc, struct ar_diag *diag)
{
	bool is_invoice = doc->kind == AR_KIND_NONE ||
	    doc->kind == AR_KIND_INVOICE;

	if (doc->due_date != AR_NO_DAY)
		return AR_OK;
	if (is_invoice && !ar_doc_is_void(doc))
		return due_by_terms(book, row, doc, diag);
	doc->due_date = doc->invoice_date;
	return AR_OK;
}

/* All but the keys, which are filled anyway. */
static void
clear(struct ar_doc *doc)
{
	static const struct ar_doc empty = {
		.invoice_id = {"", 0}, .customer_id = {"", 0},
		.customer_name = {"", 0}, .terms = {"", 0}
	};

	memcpy(doc, &empty, offsetof(struct ar_doc, key));
}

/* What is not in the row's own columns of the stream. */
static int
complete(const struct ar_docin *in, const struct ar_row *row,
    struct ar_doc *doc, struct ar_diag *diag)
{
	const struct ar_customers *customers = in->wish.customers;

	if (in->name_column >= 0 && in->wish.names)
		doc->customer_name = ar_customers_cell(customers,
		    doc->customer_id, in->name_column);
	if (in->terms_column >= 0)
		doc->terms = ar_customers_cell(customers, doc->customer_id,
		    in->terms_column);
	ar_keys_fill(&in->keys, row, doc->customer_id, doc->key);
	return in->wish.by_due ?
	    complete_due(in->wish.book, row, doc, diag) : AR_OK;
}

int
ar_docin_row(const struct ar_docin *in, const struct ar_row *row,
    struct ar_doc *doc, struct ar_diag *diag)
{
	clear(doc);
	return ar_bind_row(&in->bind, row, doc, diag) == AR_OK ?
	    complete(in, row, doc, diag) : AR_EDATA;
}

size_t
ar_docin_rows(const struct ar_docin *in, const struct ar_row *row, size_t n,
    struct ar_doc *doc, struct ar_diag *quiet)
{
	size_t bound, good = 0;

	for (size_t i = 0; i < n; i++)
		clear(&doc[i]);
	bound = ar_bind_rows(&in->bind, row, n, doc, sizeof *doc);
	while (good < bound &&
	    complete(in, &row[good], &doc[good], quiet) == AR_OK)
		good++;
	return good;
}
