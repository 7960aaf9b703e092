/*
 * tests/unit/test_viewexcel.c
 * Purpose: what a spreadsheet would compute, and what it is given instead.
 */
#include "libar/viewexcel.h"

#include "tests/unit/viewtext.h"

static void
test_formulas(void **state)
{
	static const char *const yes[] = {
		"=1", "+1", "-x", "@a", "\t1", "\r1", " =1", "\xc2\xa0=1",
		"\xef\xbc\x9d" "1", "\xef\xbc\x8b", "\xef\xbc\x8d",
		"\xef\xbc\xa0", "-", "--1", "-1.2.3", "\n=1", "-1e3",
	};
	static const char *const no[] = {
		"", " ", "a=1", "1+1", "-1", "-100.00", "0", "'=1", "Łódź",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(yes); i++)
		if (!ar_view_is_formula(ar_slice_of(yes[i])))
			fail_msg("failing row: %s", yes[i]);
	for (size_t i = 0; i < ROWS(no); i++)
		if (ar_view_is_formula(ar_slice_of(no[i])))
			fail_msg("failing row: %s", no[i]);
}

static const struct {
	const char *name, *in;
	enum ar_view_locale locale;
	const char *want;
	uint64_t guarded;
} rows[] = {
	{"quotes", "id,x\n\"a\"\"b\",\"c,d\"\n", AR_LOCALE_US,
	    "id,x\r\n\"a\"\"b\",\"c,d\"\r\n", 0},
	{"either separator", "id,x\na;b,c\n", AR_LOCALE_US,
	    "id,x\r\n\"a;b\",c\r\n", 0},
	{"decimals of numbers only", "id,total,y\n1.5,1.50,2.25\n",
	    AR_LOCALE_EU, "id;total;y\r\n1,5;1,50;2,25\r\n", 0},
	{"ids stay", "invoice_id,total\n1.5,1.50\n", AR_LOCALE_EU,
	    "invoice_id;total\r\n1.5;1,50\r\n", 0},
	{"guards", "=h,x\n=1,-1\n", AR_LOCALE_US, "'=h,x\r\n'=1,-1\r\n", 2},
	{"controls", "id,x\n\x1b" "a,\x01\n", AR_LOCALE_US,
	    "id,x\r\n?a,?\r\n", 0},
	{"currencies stand together", "id,currency\na,USD\nb,EUR\nc,USD\n",
	    AR_LOCALE_US, "id,currency\r\nb,EUR\r\na,USD\r\nc,USD\r\n", 0},
};

static void
test_rows(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct sample s;
		uint64_t guarded;

		sample_page(&s, ar_slice_of(rows[i].in), 0);
		ar_view_excel(&got, &guarded, &s.page, rows[i].locale);
		assert_memory_equal(got.p, "\xef\xbb\xbf", 3);
		memmove(got.p, got.p + 3, got.n -= 3);
		check_text(rows[i].name, &got, rows[i].want);
		assert_int_equal(guarded, rows[i].guarded);
		sample_free(&s);
	}
	ar_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formulas),
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
