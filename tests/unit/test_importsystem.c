/*
 * tests/unit/test_importsystem.c
 * Purpose: the maps of known systems, and which of them knows a header.
 */
#include "libar/importsystem.h"

#include "libar/importmapread.h"
#include "libar/systems.h"
#include "tests/unit/scratch.h"

#define INVOICELY "Details,Client,Date,Due,Total,Status\n"

static const struct ar_import_stream *
stream_of(const char *name)
{
	return ar_import_stream_of(ar_slice_of(name));
}

/* Each is read without a word, and known by headers if it has any. */
static void
test_maps(void **state)
{
	const char *last = "";

	(void)state;
	assert_non_null(ar_systems[0].name);
	for (const struct ar_system *s = ar_systems; s->name != NULL; s++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_import_map map;

		scratch_listen();
		ar_import_map_init(&map, ar_import_stream_of(
		    ar_import_map_stream(ar_slice_of(s->text))));
		if (map.stream == NULL || ar_import_map_text(&map,
		    ar_slice_of(s->text), s->name, diag) != AR_OK ||
		    scratch_heard()[0] != '\0')
			fail_msg("%s: %s", s->name, scratch_heard());
		if ((map.nknown == 0) != map.headless)
			fail_msg("%s: not known by anything", s->name);
		if (strcmp(last, s->name) >= 0 || s->text[0] != '#')
			fail_msg("%s: order, or no comment", s->name);
		(void)scratch_stop(NULL);
		last = s->name;
		ar_import_map_release(&map);
		ar_diag_free(diag);
	}
}

static void
test_names(void **state)
{
	struct ar_buf maps = {0};

	(void)state;
	assert_true(ar_import_system_is(AR_S("xero")));
	assert_true(ar_import_system_is(AR_S("xero.invoices")));
	assert_false(ar_import_system_is(AR_S("xero.")));
	assert_false(ar_import_system_is(AR_S("xer")));
	assert_false(ar_import_system_is(AR_S("")));
	assert_int_equal(ar_import_system_text(AR_S("xero")).n, 0);
	assert_int_equal(ar_import_system_text(AR_S("")).n, 0);
	assert_true(ar_import_system_text(AR_S("xero.invoices")).n > 100);
	ar_import_system_names(&maps);
	ar_buf_add(&maps, AR_S("\0"));
	assert_non_null(strstr(maps.p, "\ninvoicely\n"));
	assert_non_null(strstr(maps.p,
	    "\nquickbooks-online.open\nquickbooks-online.received\n"));
	ar_buf_free(&maps);
}

static const struct choice {
	const char *name, *stream, *from, *in;
	const char *want;       /* the map, NULL: the plain one */
	const char *code;       /* "": chosen */
} choices[] = {
	{"by its header", "invoices", NULL, INVOICELY, "invoicely", ""},
	{"lines before", "invoices", NULL, "List\n\n" INVOICELY, "invoicely",
	    ""},
	{"one key is not there", "invoices", NULL,
	    "Client,Date,Due,Total,Status\n", NULL, ""},
	{"nobody's", "invoices", NULL, "a,b,c\n", NULL, ""},
	{"plain", "invoices", NULL, "invoice_id,customer_id,invoice_date,"
	    "amount\n", NULL, ""},
	{"plain, and a system's", "invoices", NULL, "invoice_id,customer_id,"
	    "invoice_date,amount," INVOICELY, NULL, ""},
	{"two", "invoices", NULL, "DocumentNumber,Name,DocumentDate,"
	    "TotalAmount,BalanceDueAmount," INVOICELY, NULL, "bad-system"},
	{"two, one is named", "invoices", "invoice2go", "DocumentNumber,Name,"
	    "DocumentDate,TotalAmount,BalanceDueAmount," INVOICELY,
	    "invoice2go", ""},
	{"named", "invoices", "invoicely", INVOICELY, "invoicely", ""},
	{"named with its report", "invoices", "xero.invoices",
	    "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,"
	    "InvoiceAmountDue\n", "xero.invoices", ""},
	{"a report by its system", "invoices", "xero",
	    "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,"
	    "InvoiceAmountDue\n", "xero.invoices", ""},
	{"another is named", "invoices", "invoice2go", INVOICELY, NULL,
	    "bad-system"},
	{"named, but plain", "invoices", "invoice2go", "invoice_id,"
	    "customer_id,invoice_date,amount\n", NULL, "bad-system"},
	{"of another stream", "payments", NULL, INVOICELY, NULL, ""},
	{"named of another stream", "payments", "invoicely", INVOICELY, NULL,
	    "bad-system"},
	{"payments", "payments", NULL, "Invoice Number,Client,Date,Amount\n",
	    "invoice-ninja.payments", ""},
};

static void
check(const struct choice *row)
{
	struct ar_import_options o = {.terms = "30"};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_begun begun;
	const char *name = "";
	int result;

	ar_import_map_init(&o.map, stream_of(row->stream));
	assert_int_equal(ar_import_begin_file(&begun, scratch_write("in",
	    ar_slice_of(row->in)), NULL, diag), AR_OK);
	scratch_listen();
	result = ar_import_system_choose(&o.map, &begun, &o, row->from, &name,
	    diag);
	if (result != (row->code[0] == '\0' ? AR_OK : AR_ESTOP) ||
	    strcmp(scratch_code(), row->code) != 0 ||
	    (name == NULL) != (row->want == NULL) ||
	    (name != NULL && strcmp(name, row->want) != 0) ||
	    (o.map.nknown > 0) != (row->want != NULL))
		fail_msg("%s: %d %s %s", row->name, result,
		    name == NULL ? "none" : name, scratch_heard());
	(void)scratch_stop(NULL);
	ar_csvin_close(begun.csv);
	ar_import_map_release(&o.map);
	ar_diag_free(diag);
}

static void
test_choose(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(choices); i++)
		check(&choices[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_maps, scratch_stop),
		cmocka_unit_test(test_names),
		cmocka_unit_test_teardown(test_choose, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
