/*
 * tests/unit/test_customers.c
 * Purpose: cells of a customer by customer_id.
 */
#include "libar/customers.h"

#include "libar/columns.h"
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

/* What a header of shipments lacks is taken from the customers. */
static const struct {
	const char *name;
	size_t number;
	ptrdiff_t want;
} joins[] = {
	{"in neither", AR_SHIP_COLLECTOR, -1},
	{"in the header", AR_SHIP_CUSTOMER_ID, -1},
	{"in both", AR_SHIP_TERMS, -1},
	{"in the customers", AR_SHIP_CUSTOMER_NAME, 1},
};

static void
test_join(void **state)
{
	struct ar_slice name[] = {
		AR_S("shipment_id"), AR_S("customer_id"), AR_S("ship_date"),
		AR_S("quantity"), AR_S("unit_price"), AR_S("Terms"),
	};
	const struct ar_stream *s = &ar_shipments_stream;
	const struct ar_header header = {.n = ROWS(name), .name = name};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_customers *c;
	struct ar_bind bind;

	(void)state;
	assert_int_equal(ar_customers_load(&c, scratch_write("in",
	    AR_S("customer_id,customer_name,terms\n")), diag), AR_OK);
	assert_int_equal(ar_bind_make(&bind, s, AR_BIT(s->n) - 1, 0, &header,
	    diag), AR_OK);
	for (size_t i = 0; i < ROWS(joins); i++) {
		ptrdiff_t with = 7, without = 7;

		assert_int_equal(ar_customers_join(&with, c, &bind,
		    joins[i].number), AR_OK);
		assert_int_equal(ar_customers_join(&without, NULL, &bind,
		    joins[i].number), AR_OK);
		if (with != joins[i].want || without != -1)
			fail_msg("failing row: %s", joins[i].name);
	}
	ar_customers_free(c);
	ar_diag_free(diag);
}

/* A stream with a column that customers may have twice. */
static void
test_join_repeated(void **state)
{
	static const struct ar_column column = {"region", AR_PASSED, false, 0,
	    NULL};
	const struct ar_stream stream = {"s", &column, 1, 0, false,
	    {{NULL}}};
	const struct ar_header header = {.n = 0};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_customers *c;
	struct ar_bind bind;
	ptrdiff_t number;

	(void)state;
	assert_int_equal(ar_customers_load(&c, scratch_write("in",
	    ar_slice_of(good)), diag), AR_OK);
	assert_int_equal(ar_bind_make(&bind, &stream, 1, 0, &header, diag),
	    AR_OK);
	scratch_listen();
	assert_int_equal(ar_customers_join(&number, c, &bind, 0), AR_ESTOP);
	assert_string_equal(scratch_code(), "repeated-column");
	ar_customers_free(c);
	ar_diag_free(diag);
}

/* In the order of the file, each where it stands. */
static void
test_each(void **state)
{
	static const char *const ids[] = {"z", "a", "Z", "m"};
	static const uint64_t lines[] = {2, 4, 5, 7};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_customers *c;

	(void)state;
	assert_int_equal(ar_customers_load(&c, scratch_write("in",
	    AR_S("x,customer_id\n\"1\n2\",z\n,a\n,Z\n\n,m\n")), diag),
	    AR_OK);
	assert_int_equal(ar_customers_count(c), ROWS(ids));
	for (size_t i = 0; i < ROWS(ids); i++) {
		struct ar_where at = ar_customers_at(c, i);

		assert_slice(ar_customers_id(c, i), ar_slice_of(ids[i]));
		assert_int_equal(ar_customers_number(c, ar_slice_of(ids[i])),
		    i);
		assert_int_equal(at.line, lines[i]);
		assert_string_equal(ar_diag_file_name(diag, at.file),
		    scratch_path("in"));
	}
	assert_int_equal(ar_customers_number(c, AR_S("A")), -1);
	assert_int_equal(ar_customers_number(c, AR_S("")), -1);
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
		TEST(test_cells), TEST(test_find), TEST(test_join),
		TEST(test_join_repeated), TEST(test_each), TEST(test_none),
		TEST(test_faults),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
