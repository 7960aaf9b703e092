/*
 * libar/columns.c
 * Purpose: the columns of every stream; ar-csv(5) says what they mean.
 */
#include "libar/columns.h"

const char *const ar_kind_words[] = {
	"invoice", "credit_note", "payment", "finance_charge", "deposit", NULL
};

const char *const ar_status_words[] = {
	"open", "paid", "void", "draft", "written_off", NULL
};

const char *const ar_payment_kind_words[] = {
	"receipt", "credit", "discount", "write_off", "adjustment", "refund",
	NULL
};

const char *const ar_tax_words[] = {
	"S", "Z", "E", "AE", "K", "G", "O", "L", "M", NULL
};

const char *const ar_base_words[] = {
	"gross", "net", NULL
};

#define COLUMN(record, name, type, filled) \
	{#name, type, filled, offsetof(struct record, name), NULL}
#define WORDS(record, name, words) \
	{#name, AR_WORD, false, offsetof(struct record, name), words}
#define PASSED(name) {#name, AR_PASSED, false, 0, NULL}

static const struct ar_column invoices[] = {
	{"currency", AR_CURRENCY, false, offsetof(struct ar_doc, ccy), NULL},
	COLUMN(ar_doc, amount, AR_AMOUNT, true),
	COLUMN(ar_doc, balance, AR_AMOUNT, false),
	COLUMN(ar_doc, invoice_id, AR_ID, true),
	COLUMN(ar_doc, customer_id, AR_ID, true),
	COLUMN(ar_doc, invoice_date, AR_DATE, true),
	COLUMN(ar_doc, due_date, AR_DATE, false),
	COLUMN(ar_doc, paid_date, AR_DATE, false),
	WORDS(ar_doc, kind, ar_kind_words),
	WORDS(ar_doc, status, ar_status_words),
	COLUMN(ar_doc, instalment, AR_COUNT, false),
	COLUMN(ar_doc, terms, AR_TEXT, false),
	COLUMN(ar_doc, customer_name, AR_TEXT, false),
	PASSED(discount_date), PASSED(discount_amount), PASSED(collector),
	PASSED(sales_rep), PASSED(email), PASSED(phone), PASSED(order_id),
	PASSED(po_number), PASSED(shipment_id), PASSED(ship_date),
	PASSED(net), PASSED(tax), PASSED(days_to_invoice),
	PASSED(credits_invoice_id), PASSED(exclude),
	PASSED(disputed_amount), PASSED(dispute_reason), PASSED(policy),
	PASSED(block), PASSED(block_until),
};

static const struct ar_column payments[] = {
	{"currency", AR_CURRENCY, false, offsetof(struct ar_payment, ccy),
	    NULL},
	COLUMN(ar_payment, amount, AR_DECIMAL, true),
	COLUMN(ar_payment, payment_id, AR_ID, true),
	COLUMN(ar_payment, payment_date, AR_DATE, true),
	COLUMN(ar_payment, customer_id, AR_ID, true),
	COLUMN(ar_payment, invoice_id, AR_ID, false),
	COLUMN(ar_payment, instalment, AR_COUNT, false),
	WORDS(ar_payment, kind, ar_payment_kind_words),
};

static const struct ar_column customers[] = {
	COLUMN(ar_customer, customer_id, AR_ID, true),
	PASSED(customer_name), PASSED(parent_id), PASSED(terms),
	PASSED(currency), PASSED(credit_limit), PASSED(collector),
	PASSED(sales_rep), PASSED(contact), PASSED(email), PASSED(phone),
	PASSED(owner_contact), PASSED(owner_email), PASSED(billing_contact),
	PASSED(language), PASSED(country), PASSED(template), PASSED(policy),
	PASSED(credit_approved), PASSED(block), PASSED(block_until),
	PASSED(late_rule), PASSED(natural_person), PASSED(billing_email),
	PASSED(ap_contact), PASSED(ap_email), PASSED(ap_phone),
	PASSED(owner_phone), PASSED(address), PASSED(calendar),
	PASSED(contact_gap), PASSED(consolidate), PASSED(risk),
	PASSED(exclude), PASSED(contra),
};

static const struct ar_column periods[] = {
	{"currency", AR_CURRENCY, false,
	    offsetof(struct ar_period_row, ccy), NULL},
	COLUMN(ar_period_row, credit_sales, AR_AMOUNT, true),
	COLUMN(ar_period_row, receivables, AR_AMOUNT, true),
	COLUMN(ar_period_row, beginning_receivables, AR_AMOUNT, false),
	COLUMN(ar_period_row, current, AR_AMOUNT, false),
	COLUMN(ar_period_row, period_start, AR_DATE, false),
	COLUMN(ar_period_row, period_end, AR_DATE, true),
	COLUMN(ar_period_row, days, AR_ID, false),
};

static const struct ar_column shipments[] = {
	{"currency", AR_CURRENCY, false, offsetof(struct ar_goods, ccy),
	    NULL},
	COLUMN(ar_goods, shipment_id, AR_ID, true),
	COLUMN(ar_goods, customer_id, AR_ID, true),
	COLUMN(ar_goods, ship_date, AR_DATE, true),
	COLUMN(ar_goods, quantity, AR_NUMBER, true),
	COLUMN(ar_goods, unit_price, AR_NUMBER, true),
	COLUMN(ar_goods, line, AR_ID, false),
	COLUMN(ar_goods, order_id, AR_ID, false),
	COLUMN(ar_goods, terms, AR_TEXT, false),
	COLUMN(ar_goods, collector, AR_TEXT, false),
	COLUMN(ar_goods, customer_name, AR_TEXT, false),
	COLUMN(ar_goods, po_number, AR_TEXT, false),
	COLUMN(ar_goods, item, AR_TEXT, false),
	COLUMN(ar_goods, description, AR_TEXT, false),
	COLUMN(ar_goods, unit, AR_TEXT, false),
	COLUMN(ar_goods, price_per, AR_NUMBER, false),
	COLUMN(ar_goods, discount_pct, AR_PERCENT, false),
	COLUMN(ar_goods, tax_rate, AR_PERCENT, false),
	WORDS(ar_goods, tax_category, ar_tax_words),
	COLUMN(ar_goods, receipt_date, AR_DATE, false),
};

#define GOODS(name, column, type, filled) \
	{name, type, filled, offsetof(struct ar_journal_row, goods) + \
	    offsetof(struct ar_goods, column), NULL}

static const struct ar_column journal[] = {
	GOODS("currency", ccy, AR_CURRENCY, false),
	COLUMN(ar_journal_row, number, AR_WHOLE, true),
	COLUMN(ar_journal_row, invoice_id, AR_ID, true),
	COLUMN(ar_journal_row, line, AR_WHOLE, true),
	COLUMN(ar_journal_row, lines, AR_WHOLE, true),
	{"kind", AR_WORD, true, offsetof(struct ar_journal_row, kind),
	    ar_kind_words},
	GOODS("customer_id", customer_id, AR_ID, true),
	COLUMN(ar_journal_row, invoice_date, AR_DATE, true),
	GOODS("shipment_id", shipment_id, AR_ID, true),
	GOODS("shipment_line", line, AR_ID, true),
	GOODS("quantity", quantity, AR_NUMBER, true),
	GOODS("unit_price", unit_price, AR_NUMBER, true),
	GOODS("discount_pct", discount_pct, AR_PERCENT, false),
	COLUMN(ar_journal_row, line_net, AR_AMOUNT, true),
	COLUMN(ar_journal_row, net, AR_AMOUNT, true),
	COLUMN(ar_journal_row, tax, AR_AMOUNT, true),
	COLUMN(ar_journal_row, amount, AR_AMOUNT, true),
	GOODS("terms", terms, AR_TEXT, false),
	COLUMN(ar_journal_row, credits_invoice_id, AR_ID, false),
	COLUMN(ar_journal_row, credits_line, AR_WHOLE, false),
	GOODS("ship_date", ship_date, AR_DATE, true),
	{"tax_category", AR_WORD, false,
	    offsetof(struct ar_journal_row, goods) +
	    offsetof(struct ar_goods, tax_category), ar_tax_words},
	GOODS("tax_rate", tax_rate, AR_PERCENT, false),
	GOODS("receipt_date", receipt_date, AR_DATE, false),
	WORDS(ar_journal_row, discount_base, ar_base_words),
	GOODS("customer_name", customer_name, AR_TEXT, false),
	GOODS("order_id", order_id, AR_ID, false),
	GOODS("po_number", po_number, AR_TEXT, false),
	GOODS("collector", collector, AR_TEXT, false),
	GOODS("item", item, AR_TEXT, false),
	GOODS("description", description, AR_TEXT, false),
	GOODS("unit", unit, AR_TEXT, false),
	GOODS("price_per", price_per, AR_NUMBER, false),
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

const struct ar_stream ar_invoices_stream = {
	"invoices", invoices, COUNT(invoices),
	AR_BIT(AR_INV_AMOUNT) | AR_BIT(AR_INV_INVOICE_ID) |
	    AR_BIT(AR_INV_CUSTOMER_ID) | AR_BIT(AR_INV_INVOICE_DATE), true,
	{{"shipment_line", "line_net"}, {"action_id", "item_step"}},
};

const struct ar_stream ar_payments_stream = {
	"payments", payments, COUNT(payments),
	AR_BIT(AR_PAY_AMOUNT) | AR_BIT(AR_PAY_PAYMENT_ID) |
	    AR_BIT(AR_PAY_PAYMENT_DATE) | AR_BIT(AR_PAY_CUSTOMER_ID), true, {{NULL}},
};

const struct ar_stream ar_customers_stream = {
	"customers", customers, COUNT(customers), AR_BIT(0), true, {{NULL}},
};

const struct ar_stream ar_periods_stream = {
	"periods", periods, COUNT(periods),
	AR_BIT(AR_PER_CREDIT_SALES) | AR_BIT(AR_PER_RECEIVABLES) |
	    AR_BIT(AR_PER_END), false, {{NULL}},
};

const struct ar_stream ar_shipments_stream = {
	"shipments", shipments, COUNT(shipments),
	AR_BIT(AR_SHIP_SHIPMENT_ID) | AR_BIT(AR_SHIP_CUSTOMER_ID) |
	    AR_BIT(AR_SHIP_SHIP_DATE) | AR_BIT(AR_SHIP_QUANTITY) |
	    AR_BIT(AR_SHIP_UNIT_PRICE), false, {{NULL}},
};

const struct ar_stream ar_journal_stream = {
	"journal", journal, COUNT(journal), AR_BIT(COUNT(journal)) - 1,
	false, {{NULL}},
};

enum ar_type
ar_stream_type(const struct ar_stream *stream, size_t column)
{
	static const struct {
		const char *name;
		enum ar_type type;
	} passed[] = {
		{"discount_date", AR_DATE}, {"ship_date", AR_DATE},
		{"block_until", AR_DATE}, {"discount_amount", AR_AMOUNT},
		{"net", AR_AMOUNT}, {"tax", AR_AMOUNT},
		{"disputed_amount", AR_AMOUNT}, {"credit_limit", AR_AMOUNT},
		{"currency", AR_CURRENCY}, {"order_id", AR_ID},
		{"shipment_id", AR_ID}, {"credits_invoice_id", AR_ID},
		{"parent_id", AR_ID},
	};
	const struct ar_column *c = &stream->column[column];

	if (c->type == AR_DECIMAL)
		return AR_AMOUNT;
	for (size_t i = 0; c->type == AR_PASSED && i < COUNT(passed); i++)
		if (strcmp(c->name, passed[i].name) == 0)
			return passed[i].type;
	return c->type == AR_PASSED ? AR_TEXT : c->type;
}
