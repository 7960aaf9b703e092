/*
 * tests/unit/test_importstream.c
 * Purpose: streams by their names, and columns by theirs.
 */
#include "libar/importstream.h"

#include "tests/unit/scratch.h"

static const struct {
	const char *name;
	const struct ar_stream *want;
} streams[] = {
	{"invoices", &ar_invoices_stream}, {"payments", &ar_payments_stream},
	{"customers", &ar_customers_stream}, {"", NULL}, {"Invoices", NULL},
	{"invoice", NULL}, {"invoicesx", NULL},
};

static void
test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(streams); i++) {
		const struct ar_import_stream *s =
		    ar_import_stream_of(ar_slice_of(streams[i].name));

		if ((s == NULL ? NULL : s->stream) != streams[i].want)
			fail_msg("'%s'", streams[i].name);
	}
}

static const struct {
	const char *stream, *name;
	ptrdiff_t want;
	const char *near;
} columns[] = {
	{"invoices", "amount", AR_INV_AMOUNT, NULL},
	{"invoices", "Due Date", AR_INV_DUE_DATE, NULL},
	{"invoices", "customer-name", AR_INV_CUSTOMER_NAME, NULL},
	{"invoices", "amout", -1, "amount"},
	{"invoices", "payment_date", -1, NULL},
	{"invoices", "xyzzy", -1, ""}, {"invoices", "", -1, ""},
	{"payments", "payment_id", AR_PAY_PAYMENT_ID, NULL},
	{"payments", "due_date", -1, NULL},
	{"customers", "CUSTOMER_ID", 0, NULL},
	{"customers", "costumer_id", -1, "customer_id"},
};

static void
test_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(columns); i++) {
		const struct ar_import_stream *s =
		    ar_import_stream_of(ar_slice_of(columns[i].stream));
		struct ar_slice name = ar_slice_of(columns[i].name);

		assert_non_null(s);
		if (ar_import_column(s, name) != columns[i].want)
			fail_msg("column '%s'", columns[i].name);
		if (columns[i].near != NULL && !ar_slice_eq(
		    ar_import_near(s, name), ar_slice_of(columns[i].near)))
			fail_msg("near '%s'", columns[i].name);
	}
}

static void
check_number(const struct ar_import_stream *s, ptrdiff_t number,
    enum ar_type type)
{
	assert_true(number >= -1 && number < (ptrdiff_t)s->stream->n);
	if (number >= 0)
		assert_int_equal(ar_stream_type(s->stream, (size_t)number),
		    type);
}

/* What rules speak of is of its type; leading columns are columns. */
static void
test_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct ar_import_stream *s =
		    ar_import_stream_of(ar_slice_of(streams[i].name));

		assert_non_null(s);
		check_number(s, s->id, AR_ID);
		check_number(s, s->customer, AR_ID);
		check_number(s, s->date, AR_DATE);
		check_number(s, s->due, AR_DATE);
		check_number(s, s->amount, AR_AMOUNT);
		check_number(s, s->balance, AR_AMOUNT);
		check_number(s, s->currency, AR_CURRENCY);
		check_number(s, s->kind, AR_WORD);
		check_number(s, s->status, AR_WORD);
		check_number(s, s->instalment, AR_COUNT);
		assert_true(s->stream->n <= AR_COLUMNS_KNOWN);
		for (size_t k = 0; s->first[k] != NULL; k++)
			if (ar_import_column(s, ar_slice_of(s->first[k])) < 0)
				fail_msg("no column %s", s->first[k]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
