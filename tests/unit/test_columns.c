/*
 * tests/unit/test_columns.c
 * Purpose: that the tables of the streams hold what their readers rely on.
 */
#include "libar/columns.h"

#include "libar/bill.h"
#include "tests/unit/scratch.h"

static const struct ar_stream *const streams[] = {
	&ar_invoices_stream, &ar_payments_stream, &ar_customers_stream,
	&ar_periods_stream, &ar_shipments_stream, &ar_journal_stream,
};

static void
check(const struct ar_stream *s, size_t column, bool good)
{
	if (good)
		return;
	print_error("failing row: %s, %s\n", s->name, s->column[column].name);
	fail();
}

static void
test_each_column(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(streams); i++) {
		const struct ar_stream *s = streams[i];

		assert_in_range(s->n, 1, AR_COLUMNS_KNOWN);
		assert_true(s->n == 64 || s->required >> s->n == 0);
		for (size_t c = 0; c < s->n; c++) {
			const struct ar_column *column = &s->column[c];
			bool required = (s->required & AR_BIT(c)) != 0;

			check(s, c, !required || column->filled ||
			    s == &ar_journal_stream);
			check(s, c, (column->words != NULL) ==
			    (column->type == AR_WORD));
			check(s, c, column->type != AR_PASSED ||
			    !column->filled);
		}
	}
}

static void
test_pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(streams); i++) {
		const struct ar_stream *s = streams[i];

		for (size_t c = 0; c < s->n; c++)
			for (size_t d = 0; d < c; d++) {
				const struct ar_column *x = &s->column[c],
				    *y = &s->column[d];

				check(s, c, !ar_name_eq(ar_slice_of(x->name),
				    ar_slice_of(y->name)));
				check(s, c, x->type == AR_PASSED ||
				    x->offset != y->offset ||
				    y->type == AR_PASSED);
				check(s, c, x->type != AR_CURRENCY ||
				    (y->type != AR_AMOUNT &&
				    y->type != AR_CURRENCY));
			}
	}
}

static const struct {
	const struct ar_stream *stream;
	size_t column;
	const char *name;
} numbers[] = {
	{&ar_invoices_stream, AR_INV_CURRENCY, "currency"},
	{&ar_invoices_stream, AR_INV_AMOUNT, "amount"},
	{&ar_invoices_stream, AR_INV_BALANCE, "balance"},
	{&ar_invoices_stream, AR_INV_INVOICE_ID, "invoice_id"},
	{&ar_invoices_stream, AR_INV_CUSTOMER_ID, "customer_id"},
	{&ar_invoices_stream, AR_INV_INVOICE_DATE, "invoice_date"},
	{&ar_invoices_stream, AR_INV_DUE_DATE, "due_date"},
	{&ar_invoices_stream, AR_INV_PAID_DATE, "paid_date"},
	{&ar_invoices_stream, AR_INV_KIND, "kind"},
	{&ar_invoices_stream, AR_INV_STATUS, "status"},
	{&ar_invoices_stream, AR_INV_INSTALMENT, "instalment"},
	{&ar_invoices_stream, AR_INV_TERMS, "terms"},
	{&ar_invoices_stream, AR_INV_CUSTOMER_NAME, "customer_name"},
	{&ar_payments_stream, AR_PAY_CURRENCY, "currency"},
	{&ar_payments_stream, AR_PAY_AMOUNT, "amount"},
	{&ar_payments_stream, AR_PAY_PAYMENT_ID, "payment_id"},
	{&ar_payments_stream, AR_PAY_PAYMENT_DATE, "payment_date"},
	{&ar_payments_stream, AR_PAY_CUSTOMER_ID, "customer_id"},
	{&ar_payments_stream, AR_PAY_INVOICE_ID, "invoice_id"},
	{&ar_payments_stream, AR_PAY_INSTALMENT, "instalment"},
	{&ar_payments_stream, AR_PAY_KIND, "kind"},
	{&ar_shipments_stream, AR_SHIP_CURRENCY, "currency"},
	{&ar_shipments_stream, AR_SHIP_SHIPMENT_ID, "shipment_id"},
	{&ar_shipments_stream, AR_SHIP_CUSTOMER_ID, "customer_id"},
	{&ar_shipments_stream, AR_SHIP_SHIP_DATE, "ship_date"},
	{&ar_shipments_stream, AR_SHIP_QUANTITY, "quantity"},
	{&ar_shipments_stream, AR_SHIP_UNIT_PRICE, "unit_price"},
	{&ar_shipments_stream, AR_SHIP_LINE, "line"},
	{&ar_shipments_stream, AR_SHIP_ORDER_ID, "order_id"},
	{&ar_shipments_stream, AR_SHIP_TERMS, "terms"},
	{&ar_shipments_stream, AR_SHIP_COLLECTOR, "collector"},
	{&ar_shipments_stream, AR_SHIP_CUSTOMER_NAME, "customer_name"},
	{&ar_journal_stream, AR_JOURNAL_KEYS - 1, "net"},
};

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(numbers); i++)
		assert_string_equal(numbers[i].name,
		    numbers[i].stream->column[numbers[i].column].name);
	for (size_t c = 0; c < ar_invoices_stream.n; c++)
		check(&ar_invoices_stream, c, (c >= AR_INV_READ) ==
		    (ar_invoices_stream.column[c].type == AR_PASSED));
	assert_int_equal(ar_payments_stream.n, AR_PAY_COLUMNS);
}

static void
test_words(void **state)
{
	(void)state;
	assert_string_equal(ar_kind_words[AR_KIND_INVOICE - 1], "invoice");
	assert_string_equal(ar_kind_words[AR_KIND_DEPOSIT - 1], "deposit");
	assert_null(ar_kind_words[AR_KIND_DEPOSIT]);
	assert_string_equal(ar_status_words[AR_STATUS_VOID - 1], "void");
	assert_null(ar_status_words[AR_STATUS_WRITTEN_OFF]);
	assert_string_equal(ar_payment_kind_words[AR_PAYMENT_REFUND - 1],
	    "refund");
	assert_null(ar_payment_kind_words[AR_PAYMENT_REFUND]);
	assert_string_equal(ar_tax_words[AR_TAX_STANDARD - 1], "S");
	assert_string_equal(ar_tax_words[AR_TAX_REVERSE - 1], "AE");
	assert_string_equal(ar_tax_words[AR_TAX_CEUTA - 1], "M");
	assert_null(ar_tax_words[AR_TAX_CEUTA]);
	assert_string_equal(ar_base_words[0], "gross");
	assert_string_equal(ar_base_words[1], "net");
	assert_null(ar_base_words[2]);
}

/* Without one of its columns the journal is none. */
static void
test_journal(void **state)
{
	static const char *const filled[] = {
		"number", "invoice_id", "line", "lines", "kind",
		"customer_id", "invoice_date", "shipment_id",
		"shipment_line", "ship_date", "quantity", "unit_price",
		"line_net", "net", "tax", "amount",
	};
	const struct ar_stream *s = &ar_journal_stream;
	size_t n = 0;

	(void)state;
	assert_int_equal(s->required, AR_BIT(s->n) - 1);
	assert_false(s->imported || ar_shipments_stream.imported);
	for (size_t c = 0; c < s->n; c++) {
		bool named = false;

		for (size_t i = 0; i < ROWS(filled); i++)
			named = named ||
			    strcmp(s->column[c].name, filled[i]) == 0;
		check(s, c, s->column[c].filled == named);
		n += named;
	}
	assert_int_equal(n, ROWS(filled));
}

static const struct {
	const struct ar_stream *stream;
	const char *name;
	enum ar_type type;
} types[] = {
	{&ar_invoices_stream, "amount", AR_AMOUNT},
	{&ar_invoices_stream, "tax", AR_AMOUNT},
	{&ar_invoices_stream, "ship_date", AR_DATE},
	{&ar_invoices_stream, "collector", AR_TEXT},
	{&ar_payments_stream, "amount", AR_AMOUNT},
	{&ar_payments_stream, "invoice_id", AR_ID},
	{&ar_customers_stream, "currency", AR_CURRENCY},
	{&ar_customers_stream, "credit_limit", AR_AMOUNT},
	{&ar_customers_stream, "parent_id", AR_ID},
	{&ar_customers_stream, "block_until", AR_DATE},
	{&ar_shipments_stream, "quantity", AR_NUMBER},
	{&ar_shipments_stream, "price_per", AR_NUMBER},
	{&ar_shipments_stream, "tax_rate", AR_PERCENT},
	{&ar_shipments_stream, "tax_category", AR_WORD},
	{&ar_journal_stream, "number", AR_WHOLE},
	{&ar_journal_stream, "credits_line", AR_WHOLE},
	{&ar_journal_stream, "line_net", AR_AMOUNT},
	{&ar_journal_stream, "discount_pct", AR_PERCENT},
	{&ar_journal_stream, "shipment_line", AR_ID},
	{&ar_journal_stream, "discount_base", AR_WORD},
};

static void
test_types(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(types); i++) {
		const struct ar_stream *s = types[i].stream;
		size_t c = 0;

		while (c < s->n && strcmp(s->column[c].name,
		    types[i].name) != 0)
			c++;
		assert_true(c < s->n);
		check(s, c, ar_stream_type(s, c) == types[i].type);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_column),
		cmocka_unit_test(test_pairs), cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_words), cmocka_unit_test(test_journal),
		cmocka_unit_test(test_types),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
