/*
 * tests/unit/test_unique.c
 * Purpose: which two rows are the same document.
 */
#include "libar/unique.h"

#include "tests/unit/scratch.h"

#define ID(literal) {literal, sizeof(literal) - 1}
#define DOC(id, who, code, number, what) {.invoice_id = ID(id), \
	.customer_id = ID(who), .ccy = {code, 2}, .instalment = (number), \
	.kind = (what)}

/* Against DOC("ab", "c", "EUR", 1, AR_KIND_NONE). */
static const struct row {
	const char *name;
	struct ar_doc doc;
	bool same;
} rows[] = {
	{"the same", DOC("ab", "c", "EUR", 1, AR_KIND_NONE), true},
	{"no kind", DOC("ab", "c", "EUR", 1, AR_KIND_INVOICE), true},
	{"kind", DOC("ab", "c", "EUR", 1, AR_KIND_CREDIT_NOTE), false},
	{"payment", DOC("ab", "c", "EUR", 1, AR_KIND_PAYMENT), false},
	{"invoice_id", DOC("aB", "c", "EUR", 1, AR_KIND_NONE), false},
	{"a moved letter", DOC("a", "bc", "EUR", 1, AR_KIND_NONE), false},
	{"a NUL", DOC("ab\0", "c", "EUR", 1, AR_KIND_NONE), false},
	{"customer_id", DOC("ab", "d", "EUR", 1, AR_KIND_NONE), false},
	{"currency", DOC("ab", "c", "USD", 1, AR_KIND_NONE), false},
	{"no currency", DOC("ab", "c", "", 1, AR_KIND_NONE), false},
	{"instalment", DOC("ab", "c", "EUR", 11, AR_KIND_NONE), false},
	{"no instalment", DOC("ab", "c", "EUR", 0, AR_KIND_NONE), false},
};

static void
check_row(const struct row *row)
{
	static const struct ar_doc first = DOC("ab", "c", "EUR", 1,
	    AR_KIND_NONE);
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_unique *u = ar_unique_new(diag);
	uint32_t a = ar_diag_file(diag, "a.csv");
	uint32_t b = ar_diag_file(diag, "b.csv");
	int result;

	scratch_listen();
	assert_int_equal(ar_unique_check(u, &first,
	    (struct ar_where){a, 7}), AR_OK);
	result = ar_unique_check(u, &row->doc, (struct ar_where){b, 9});
	if (result != (row->same ? AR_EDATA : AR_OK))
		fail_msg("%s: %d", row->name, result);
	if (row->same)
		assert_string_equal(scratch_heard(),
		    "t: b.csv:9:invoice_id: 'ab' was seen before, in a.csv "
		    "line 7; remove one of the two [duplicate]\n");
	else
		assert_string_equal(scratch_heard(), "");
	assert_int_equal(ar_diag_refused(diag), row->same ? 1 : 0);
	(void)scratch_stop(NULL);
	ar_unique_free(u);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

static void
test_payments_are_exempt(void **state)
{
	static const struct ar_doc doc = DOC("1", "c", "", 0,
	    AR_KIND_PAYMENT);
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_unique *u = ar_unique_new(diag);

	(void)state;
	for (uint64_t line = 2; line < 5; line++)
		assert_int_equal(ar_unique_check(u, &doc,
		    (struct ar_where){0, line}), AR_OK);
	ar_unique_free(u);
	ar_diag_free(diag);
}

/* The documents of two parts; what was met before is found in either. */
static void
test_parts(void **state)
{
	static const struct ar_doc a = DOC("1", "c", "", 0, AR_KIND_INVOICE);
	static const struct ar_doc b = DOC("2", "c", "", 0, AR_KIND_INVOICE);
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_unique *u = ar_unique_new(diag), *part = ar_unique_part(u);
	struct ar_where at = {ar_diag_file(diag, "a.csv"), 0};

	(void)state;
	assert_int_equal(ar_unique_check(part, &a, at), AR_OK);
	assert_int_equal(ar_unique_join(u, part, 10), AR_OK);
	assert_int_equal(ar_unique_join(u, part, 20), AR_OK);
	assert_int_equal(ar_unique_check(part, &b, at), AR_OK);
	at.line = 1;
	assert_int_equal(ar_unique_check(part, &a, at), AR_OK);
	assert_int_equal(ar_unique_join(u, part, 30), AR_EDATA);
	at.line = 30;           /* the same rows, in turn */
	assert_int_equal(ar_unique_check(u, &b, at), AR_OK);
	scratch_listen();
	at.line = 31;
	assert_int_equal(ar_unique_check(u, &a, at), AR_EDATA);
	assert_non_null(strstr(scratch_heard(),
	    "a.csv:31:invoice_id: '1' was seen before, in a.csv line 10;"));
	(void)scratch_stop(NULL);
	ar_unique_free(part);
	ar_unique_free(u);
	ar_diag_free(diag);
}

static void
test_id(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_unique *u = ar_unique_new(diag);
	struct ar_where at = {ar_diag_file(diag, "a.csv"), 2};

	(void)state;
	assert_int_equal(ar_unique_check_id(u, AR_S("run"), AR_S("x"), at),
	    AR_OK);
	at.line = 3;
	assert_int_equal(ar_unique_check_id(u, AR_S("run"), AR_S(""), at),
	    AR_OK);
	scratch_listen();
	at.line = 4;
	assert_int_equal(ar_unique_check_id(u, AR_S("run"), AR_S("x"), at),
	    AR_EDATA);
	assert_non_null(strstr(scratch_heard(),
	    "a.csv:4:run: 'x' was seen before, in a.csv line 2;"));
	(void)scratch_stop(NULL);
	ar_unique_free(u);
	ar_unique_free(NULL);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_payments_are_exempt),
		TEST(test_parts), TEST(test_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
