/*
 * tests/unit/test_customers.c
 * Purpose: cells of a customer by customer_id.
 */
#include "libar/customers.h"

#include "tests/unit/scratch.h"

static const char good[] = "Customer ID,customer_name,Region,region\n"
    "c1,\"Acme, \"\"Inc\"\"\",north,n\nC1,Other,,s\n\"c 2\",\"\",south,s\n";

static const struct {
	const char *id, *column, *want;
} cells[] = {
	{"c1", "customer_name", "Acme, \"Inc\""},
	{"c1", "CUSTOMER-NAME", "Acme, \"Inc\""},
	{"c1", "customer_id", "c1"}, {"c1", "region", "north"},
	{"C1", "customer_name", "Other"}, {"C1", "region", ""},
	{"c 2", "customer_name", ""}, {"c 2", "region", "south"},
	{"c3", "customer_name", ""}, {"", "customer_name", ""},
	{"c1", "country", ""}, {"c1", "", ""},
};

static void
test_cells(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_customers *c;

	(void)state;
	assert_int_equal(ar_customers_load(&c, scratch_write("in",
	    ar_slice_of(good)), diag), AR_OK);
	for (size_t i = 0; i < ROWS(cells); i++) {
		ptrdiff_t column = ar_customers_column(c,
		    ar_slice_of(cells[i].column));
		struct ar_slice got = ar_customers_cell(c,
		    ar_slice_of(cells[i].id), column);

		if (!ar_slice_eq(got, ar_slice_of(cells[i].want)))
			fail_msg("%s, %s: '%.*s'", cells[i].id,
			    cells[i].column, (int)got.n, got.p);
	}
	ar_customers_free(c);
	ar_diag_free(diag);
}

static void
test_find(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_customers *c;
	ptrdiff_t column;

	(void)state;
	assert_int_equal(ar_customers_load(&c, scratch_write("in",
	    ar_slice_of(good)), diag), AR_OK);
	assert_int_equal(ar_customers_find(&column, c, AR_S("customer_name")),
	    AR_OK);
	assert_int_equal(column, 1);
	assert_int_equal(ar_customers_find(&column, c, AR_S("country")),
	    AR_OK);
	assert_int_equal(column, -1);
	scratch_listen();
	assert_int_equal(ar_customers_find(&column, c, AR_S("region")),
	    AR_ESTOP);
	assert_string_equal(scratch_code(), "repeated-column");
	ar_customers_free(c);
	ar_diag_free(diag);
}

static void
test_none(void **state)
{
	ptrdiff_t column = 7;

	(void)state;
	assert_int_equal(ar_customers_column(NULL, AR_S("terms")), -1);
	assert_int_equal(ar_customers_find(&column, NULL, AR_S("terms")),
	    AR_OK);
	assert_int_equal(column, -1);
	ar_customers_free(NULL);
}

static const struct {
	const char *name, *in, *said;
} faults[] = {
	{"customer_id twice", "customer_id\nc\nd\nc\n",
	    "customer_id: 'c' was seen before, in "},
	{"its line", "customer_id\nc\nd\nc\n", " line 2; remove one"},
	{"customer_id empty", "customer_id,terms\n,30\n", "[empty]"},
	{"customer_id padded", "customer_id\n c\n", "[padded]"},
	{"ragged", "customer_id,terms\nc\n", "[field-count]"},
	{"no customer_id", "id\nc\n", "[no-column]"},
	{"a known column twice", "customer_id,terms,Terms\n",
	    "[repeated-column]"},
	{"not UTF-8", "customer_id,terms\nc,\xfc\n", "[not-utf8]"},
	{"empty", "", "[no-header]"},
};

static void
test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(faults); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_customers *c;

		scratch_listen();
		assert_int_equal(ar_customers_load(&c, scratch_write("in",
		    ar_slice_of(faults[i].in)), diag), AR_ESTOP);
		if (strstr(scratch_heard(), faults[i].said) == NULL)
			fail_msg("%s: %s", faults[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_cells), TEST(test_find), TEST(test_none),
		TEST(test_faults),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
