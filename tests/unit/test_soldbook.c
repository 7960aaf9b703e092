/*
 * tests/unit/test_soldbook.c
 * Purpose: which documents a file of sold ones is about; what is refused.
 */
#include "libar/soldbook.h"

#include "tests/unit/scratch.h"

#define ALL "invoice_id,instalment,customer_id,currency\n"

static const struct row {
	const char *name, *in;
	const char *invoice_id;
	uint16_t instalment;
	const char *customer_id, *ccy;
	bool sold;
} rows[] = {
	{"a header alone", "invoice_id\n", "1", 0, "a", "", false},
	{"its id", "invoice_id\n1\n", "1", 0, "a", "", true},
	{"its id, whatever else", "invoice_id\n1\n", "1", 9, "a", "EUR",
	    true},
	{"another id", "invoice_id\n1\n", "2", 0, "a", "", false},
	{"an id that begins it", "invoice_id\n1\n", "11", 0, "a", "", false},
	{"an id that it begins", "invoice_id\n11\n", "1", 0, "a", "", false},
	{"an id in other letters", "invoice_id\na1\n", "A1", 0, "a", "",
	    false},
	{"no id", "invoice_id\n1\n", "", 0, "a", "", false},
	{"all cells empty", ALL "1,,,\n", "1", 3, "a", "EUR", true},
	{"all cells", ALL "1,3,a,EUR\n", "1", 3, "a", "EUR", true},
	{"another instalment", ALL "1,3,a,EUR\n", "1", 4, "a", "EUR", false},
	{"no instalment", ALL "1,3,a,EUR\n", "1", 0, "a", "EUR", false},
	{"another customer", ALL "1,3,a,EUR\n", "1", 3, "b", "EUR", false},
	{"a longer customer", ALL "1,3,a,EUR\n", "1", 3, "ab", "EUR", false},
	{"another currency", ALL "1,3,a,EUR\n", "1", 3, "a", "USD", false},
	{"no currency", ALL "1,3,a,EUR\n", "1", 3, "a", "", false},
	{"an instalment alone", "instalment,invoice_id\n999,1\n", "1", 999,
	    "a", "", true},
	{"an instalment alone, another", "instalment,invoice_id\n2,1\n", "1",
	    1, "a", "", false},
	{"a customer alone", "customer_id,invoice_id\nb,1\n", "1", 0, "b",
	    "JPY", true},
	{"a customer alone, another", "customer_id,invoice_id\nb,1\n", "1",
	    0, "a", "", false},
	{"a currency alone", "currency,invoice_id\nJPY,1\n", "1", 4, "b",
	    "JPY", true},
	{"a currency alone, another", "currency,invoice_id\nJPY,1\n", "1", 0,
	    "b", "EUR", false},
	{"the first of its rows", ALL "1,1,,\n2,,,\n1,2,,\n1,3,,\n", "1", 1,
	    "a", "", true},
	{"one amid its rows", ALL "1,1,,\n2,,,\n1,2,,\n1,3,,\n", "1", 2, "a",
	    "", true},
	{"the last of its rows", ALL "1,1,,\n2,,,\n1,2,,\n1,3,,\n", "1", 3,
	    "a", "", true},
	{"none of its rows", ALL "1,1,,\n2,,,\n1,2,,\n1,3,,\n", "1", 4, "a",
	    "", false},
	{"no two rows together", ALL "1,1,a,\n1,2,b,\n", "1", 2, "a", "",
	    false},
	{"twice the same", "invoice_id\n1\n1\n", "1", 0, "a", "", true},
	{"other columns", "price,Invoice ID,amount\nx,1,y\n", "1", 0, "a",
	    "", true},
	{"quotes", "invoice_id,customer_id\n\"1,\"\"2\",\"a,b\"\n", "1,\"2",
	    0, "a,b", "", true},
};

static void
check_row(const struct row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_doc doc = {.invoice_id = ar_slice_of(row->invoice_id),
	    .customer_id = ar_slice_of(row->customer_id),
	    .instalment = row->instalment};
	struct ar_soldbook *book = NULL;

	assert_int_equal(ar_ccy_parse(&doc.ccy, ar_slice_of(row->ccy)),
	    AR_OK);
	scratch_listen();
	if (ar_soldbook_load(&book, scratch_write("in",
	    ar_slice_of(row->in)), diag) != AR_OK ||
	    scratch_heard()[0] != '\0' ||
	    ar_soldbook_meet(book, &doc) != row->sold)
		fail_msg("%s: %s", row->name, scratch_heard());
	(void)scratch_stop(NULL);
	ar_soldbook_free(book);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

static const struct bad_row {
	const char *name, *in, *said;
	enum ar_exit status;
} bads[] = {
	{"empty", "", "[no-header]", AR_EXIT_DATA},
	{"no column", "invoice,customer_id\n1,a\n", "no column 'invoice_id'",
	    AR_EXIT_USAGE},
	{"a column twice", "invoice_id,invoice_id\n1,1\n",
	    "[repeated-column]", AR_EXIT_DATA},
	{"no id", ALL ",1,a,EUR\n", "in:2:invoice_id: the value is empty",
	    AR_EXIT_DATA},
	{"a padded id", "invoice_id\n1 \n", "in:2:invoice_id: '1 '",
	    AR_EXIT_DATA},
	{"instalment", ALL "1,,,\n1,0,a,EUR\n", "in:3:instalment: '0'",
	    AR_EXIT_DATA},
	{"currency", ALL "1,,,eur\n", "in:2:currency: 'eur'", AR_EXIT_DATA},
	{"fields", ALL "1\n", "[field-count]", AR_EXIT_DATA},
	{"the last row", "invoice_id\n1\n2\n\"\"\n", "in:4:invoice_id:",
	    AR_EXIT_DATA},
};

static void
check_bad(const struct bad_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_soldbook *book = NULL;
	int result;

	scratch_listen();
	result = ar_soldbook_load(&book, scratch_write("in",
	    ar_slice_of(row->in)), diag);
	if (result != AR_ESTOP || ar_diag_status(diag) != row->status ||
	    strstr(scratch_heard(), row->said) == NULL)
		fail_msg("%s: %d %d %s", row->name, result,
		    (int)ar_diag_status(diag), scratch_heard());
	(void)scratch_stop(NULL);
	ar_soldbook_free(book);
	ar_diag_free(diag);
}

static void
test_bads(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bads); i++)
		check_bad(&bads[i]);
}

static void
test_absent(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_soldbook *book = NULL;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_soldbook_load(&book, scratch_path("absent"),
	    diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	ar_soldbook_free(book);
	ar_diag_free(diag);
}

static void
test_none(void **state)
{
	const struct ar_doc doc = {.invoice_id = AR_S("1"),
	    .customer_id = AR_S("a")};

	(void)state;
	assert_false(ar_soldbook_meet(NULL, &doc));
	ar_soldbook_free(NULL);
}

/* So many that all tables grow; each row is about its own document. */
static void
test_many(void **state)
{
	enum { INVOICES = 100, INSTALMENTS = 30 };
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_buf in = {0};
	struct ar_soldbook *book;
	char id[8];

	(void)state;
	ar_buf_add(&in, AR_S("instalment,invoice_id,customer_id\n"));
	for (int i = 0; i < INVOICES * INSTALMENTS; i++)
		ar_buf_addf(&in, "%d,%d,customer %d\n", i / INVOICES * 2 + 1,
		    i % INVOICES, i / INVOICES);
	assert_int_equal(ar_soldbook_load(&book, scratch_write("in",
	    ar_buf_slice(&in)), diag), AR_OK);
	for (int i = 0; i < INVOICES * INSTALMENTS * 2; i++) {
		struct ar_buf customer = {0};
		struct ar_doc doc = {.instalment = (uint16_t)(i / INVOICES +
		    1)};

		(void)snprintf(id, sizeof id, "%d", i % INVOICES);
		ar_buf_addf(&customer, "customer %d", i / INVOICES / 2);
		doc.invoice_id = ar_slice_of(id);
		doc.customer_id = ar_buf_slice(&customer);
		assert_int_equal(ar_soldbook_meet(book, &doc),
		    i / INVOICES % 2 == 0);
		ar_buf_free(&customer);
	}
	ar_soldbook_free(book);
	ar_buf_free(&in);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_bads), TEST(test_absent),
		TEST(test_none), TEST(test_many),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
