/*
 * tests/unit/test_view.c
 * Purpose: rows that are kept, and rows that are refused.
 */
#include "libar/view.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *name;
	struct ar_slice in;
	size_t rows;
	const char *code;       /* of the last refusal; "": none */
} rows[] = {
#define IN(literal) {literal, sizeof(literal) - 1}
	{"good", IN("id,total\na,1.00\nb,\n"), 2, ""},
	{"no amount", IN("id,total\na,x\nb,1\n"), 1, "bad-amount"},
	{"decimals of the currency", IN("currency,total\nJPY,1\nJPY,1.5\n"
	    "KWD,1.555\n"), 2, "decimals"},
	{"of none", IN("total\n1.555\n"), 0, "decimals"},
	{"a sum beyond 64 bits", IN("total\n99999999999999999999999.00\n"),
	    1, ""},
	{"a sum beyond 128", IN("total\n99999999999999999999999999999999999"
	    "9999999999.00\n"), 0, "out-of-range"},
	{"currency", IN("currency,x\nEUR,1\neur,1\n,1\n"), 2,
	    "bad-currency"},
	{"ragged", IN("a,b\n1\n1,2\n1,2,3\n"), 1, "field-count"},
	{"NUL", IN("a,b\n1,x\0y\n"), 0, "nul-byte"},
	{"not UTF-8", IN("a,b\n1,\xff\n"), 0, "not-utf8"},
	{"line break in a known column", IN("customer_id,b\n\"1\n2\",b\n"),
	    0, "line-break"},
	{"in another", IN("customer_id,b\n1,\"b\nc\"\n"), 1, ""},
	{"one that swallows", IN("a,b,c,d\n1,\"Boston,10,x\n2,Paris,20,x\n"
	    "3,Rome\",30,x\n"), 0,
	    "line-break"},
	{"a column twice that nobody adds", IN("a,a\n1,2\n"), 1, ""},
	{"a known one twice", IN("total,total\n1,2\n"), 0,
	    "repeated-column"},
#undef IN
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct sample s;
		char code[64];
		size_t n;

		scratch_listen();
		sample_read(&s, rows[i].in);
		(void)snprintf(code, sizeof code, "%s", scratch_code());
		(void)scratch_stop(NULL);
		n = s.view.n;
		sample_free(&s);
		if (strcmp(code, rows[i].code) != 0)
			fail_msg("failing row: %s: [%s]", rows[i].name, code);
		if (rows[i].rows != n && strcmp(code, "repeated-column") != 0)
			fail_msg("failing row: %s: %zu", rows[i].name, n);
	}
}

static void
test_numbers(void **state)
{
	struct sample s;
	ar_sum number;

	(void)state;
	sample_read(&s, AR_S("currency,total,items,x,y,z\n"
	    "JPY,5,3,1.5,007,\nEUR,0.5,x,-2,1,\nEUR,,,,n/a,\n"));
	assert_true(ar_view_number(&number, &s.view, &s.view.row[0], 1));
	assert_int_equal(number, 5);
	assert_true(ar_view_number(&number, &s.view, &s.view.row[1], 1));
	assert_int_equal(number, 50);
	assert_false(ar_view_number(&number, &s.view, &s.view.row[2], 1));
	assert_true(ar_view_number(&number, &s.view, &s.view.row[0], 2));
	assert_false(ar_view_number(&number, &s.view, &s.view.row[1], 2));
	assert_false(ar_view_number(&number, &s.view, &s.view.row[0], 3));
	/* numbers alone make a column of numbers */
	assert_int_equal(s.view.column[3].kind, AR_VIEW_NUMBER);
	assert_int_equal(s.view.column[4].kind, AR_VIEW_TEXT);
	assert_int_equal(s.view.column[5].kind, AR_VIEW_TEXT);
	assert_false(ar_view_same(&s.view, 0));
	assert_true(ar_view_same(&s.view, 5));
	sample_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
