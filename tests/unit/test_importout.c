/*
 * tests/unit/test_importout.c
 * Purpose: columns and cells of the canonical form.
 */
#include "libar/importout.h"

#include "tests/unit/scratch.h"

#define FOUR "invoice_id,customer_id,invoice_date,"

static const struct {
	const char *name, *stream, *currency, *terms;
	uint64_t has;
	const char *want;
} heads[] = {
	{"what is required, and kind", "invoices", "", NULL, 0,
	    FOUR "amount,kind\n"},
	{"in their order", "invoices", "", NULL, AR_BIT(AR_INV_TERMS) |
	    AR_BIT(AR_INV_BALANCE) | AR_BIT(AR_INV_DUE_DATE),
	    FOUR "due_date,amount,balance,kind,terms\n"},
	{"by options", "invoices", "EUR", "30", 0,
	    FOUR "amount,currency,kind,terms\n"},
	{"not among the first", "invoices", "", NULL,
	    AR_BIT(AR_INV_CUSTOMER_NAME), FOUR "amount,kind,customer_name\n"},
	{"payments", "payments", "EUR", "30", 0,
	    "payment_id,payment_date,customer_id,amount,currency\n"},
	{"customers", "customers", "EUR", "30", 0, "customer_id\n"},
};

static void
test_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(heads); i++) {
		struct ar_import_options o = {.terms = heads[i].terms};
		const struct ar_header header = {0};
		struct ar_import_file f = {.header = &header,
		    .has = heads[i].has};
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_out *out = ar_out_memory();
		struct ar_import_out to;
		struct ar_tie tie;

		memcpy(o.currency.code, heads[i].currency,
		    strlen(heads[i].currency));
		ar_import_map_init(&o.map,
		    ar_import_stream_of(ar_slice_of(heads[i].stream)));
		ar_tie_init(&tie);
		ar_import_out_init(&to, &o, out, &tie);
		assert_int_equal(ar_import_out_columns(&to, &f, diag), AR_OK);
		assert_int_equal(ar_import_out_columns(&to, &f, diag), AR_OK);
		ar_import_out_begin(&to);
		ar_import_out_begin(&to);
		if (!ar_slice_eq(ar_out_rows(out),
		    ar_slice_of(heads[i].want)))
			fail_msg("%s: %.*s", heads[i].name,
			    (int)ar_out_rows(out).n, ar_out_rows(out).p);
		ar_import_out_release(&to);
		ar_tie_release(&tie);
		ar_import_map_release(&o.map);
		ar_out_drop(out);
		ar_diag_free(diag);
	}
}

static void
test_rows_and_another_file(void **state)
{
	struct ar_import_options o = {.currency = {"EUR", 2}};
	const struct ar_header header = {0};
	struct ar_import_file f = {.header = &header};
	struct ar_import_record rec = {.ccy = {"EUR", 2}};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_out *out = ar_out_memory();
	struct ar_import_out to;
	struct ar_tie tie;

	(void)state;
	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	ar_tie_init(&tie);
	ar_import_out_init(&to, &o, out, &tie);
	assert_int_equal(ar_import_out_columns(&to, &f, diag), AR_OK);
	rec.text[AR_INV_INVOICE_ID] = AR_S("1,a");
	rec.text[AR_INV_CURRENCY] = AR_S("EUR");
	rec.minor[AR_INV_AMOUNT] = -150;
	rec.word[AR_INV_KIND] = AR_KIND_CREDIT_NOTE;
	assert_int_equal(ar_day_parse(&rec.day[AR_INV_INVOICE_DATE],
	    AR_S("2026-01-31")), AR_DAY_OK);
	rec.filled = ~AR_BIT(AR_INV_CUSTOMER_ID);
	ar_import_out_row(&to, &rec);
	assert_slice(ar_out_rows(out), AR_S(FOUR "amount,currency,kind\n"
	    "\"1,a\",,2026-01-31,-1.50,EUR,credit_note\n"));
	assert_int_equal(tie.map.n, 1);
	assert_true(((const struct ar_tie_sums *)
	    ar_map_value(&tie.map, 0))->printed == -150);
	f.has = AR_BIT(AR_INV_DUE_DATE);
	scratch_listen();
	assert_int_equal(ar_import_out_columns(&to, &f, diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "header-differs");
	ar_import_out_release(&to);
	ar_tie_release(&tie);
	ar_import_map_release(&o.map);
	ar_out_drop(out);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test_teardown(test_rows_and_another_file,
		    scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
