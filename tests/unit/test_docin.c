/*
 * tests/unit/test_docin.c
 * Purpose: the due date of a document, and what the customers give it.
 */
#include "libar/docin.h"

#include "libar/table.h"
#include "tests/unit/scratch.h"

#define CUSTOMERS "customer_id,customer_name,terms\nc,Acme,net 10\nd,,\n"
#define HEAD "invoice_id,customer_id,amount,invoice_date"
#define CELLS "1,c,5,2026-01-31"

static const struct row {
	const char *name, *columns, *cells;
	bool customers;
	const char *want;       /* due date, blank, name; or [code] */
} rows[] = {
	{"due_date", ",due_date", ",2026-02-01", false, "2026-02-01 "},
	{"due_date before terms", ",due_date,terms", ",2026-02-01,net 5",
	    false, "2026-02-01 "},
	{"terms", ",due_date,terms", ",,net 5", false, "2026-02-05 "},
	{"terms alone", ",terms", ",30", false, "2026-03-02 "},
	{"terms of the customer", "", "", true, "2026-02-10 Acme"},
	{"terms of the row", ",terms", ",net 5", true, "2026-02-05 Acme"},
	{"the row's empty terms", ",terms", ",", true, "[empty]"},
	{"name of the row", ",customer_name", ",Own", true, "2026-02-10 Own"},
	{"bad terms", ",terms", ",soon", false, "[bad-terms]"},
	{"empty due date", ",due_date", ",", false, "[empty]"},
	{"credit note", ",due_date,kind", ",,credit_note", false,
	    "2026-01-31 "},
	{"payment", ",due_date,kind", ",,payment", false, "2026-01-31 "},
	{"invoice", ",due_date,kind", ",,invoice", false, "[empty]"},
	{"void", ",due_date,status", ",,void", false, "2026-01-31 "},
	{"cell", ",due_date,status", ",,gone", false, "[bad-word]"},
	{"no due_date", "", "", false, "[no-column]"},
	{"a column twice", ",due_date,Due Date", ",,", false,
	    "[repeated-column]"},
};

static void
read_one(struct ar_buf *got, struct ar_table *table,
    const struct ar_docin_wish *wish, struct ar_diag *diag)
{
	char due[AR_DAY_TEXT];
	struct ar_docin in;
	struct ar_doc doc;
	struct ar_row row;

	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	if (ar_docin_bind(&in, wish, ar_table_header(table), diag) != AR_OK ||
	    ar_docin_row(&in, &row, &doc, diag) != AR_OK) {
		ar_buf_addf(got, "[%s]", scratch_code());
		return;
	}
	assert_int_equal(doc.amount.minor, 500);
	assert_true(ar_docin_has_names(&in) == (wish->customers != NULL));
	ar_day_format(due, doc.due_date);
	ar_buf_add(got, ar_slice(due, AR_DAY_TEXT));
	ar_buf_add(got, AR_S(" "));
	ar_buf_add(got, doc.customer_name);
}

static void
check_row(const struct row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	const struct ar_keys keys = {0};
	struct ar_termsbook book;
	struct ar_docin_wish wish = {&keys, NULL, true, true, &book};
	struct ar_customers *customers = NULL;
	struct ar_buf in = {0}, got = {0};
	struct ar_table *table;

	ar_termsbook_init(&book);
	if (row->customers)
		assert_int_equal(ar_customers_load(&customers,
		    scratch_write("customers", AR_S(CUSTOMERS)), diag),
		    AR_OK);
	wish.customers = customers;
	ar_buf_addf(&in, HEAD "%s\n" CELLS "%s\n", row->columns, row->cells);
	assert_int_equal(ar_table_open(&table, scratch_write("in",
	    ar_buf_slice(&in)), 0, diag), AR_OK);
	scratch_listen();
	read_one(&got, table, &wish, diag);
	(void)scratch_stop(NULL);
	if (!ar_slice_eq(ar_buf_slice(&got), ar_slice_of(row->want)))
		fail_msg("%s: '%.*s'", row->name, (int)got.n, got.p);
	ar_table_close(table);
	ar_customers_free(customers);
	ar_buf_free(&in);
	ar_buf_free(&got);
	ar_diag_free(diag);
	ar_termsbook_release(&book);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
