/*
 * tests/unit/test_viewbook.c
 * Purpose: a workbook that is whole, and many that are not.
 */
#include "libar/viewbook.h"

#include "libar/viewxlsx.h"

#include "tests/unit/viewtext.h"

static struct ar_buf book;

/* Headers, rows and totals: sheets of 3 + 5 + 2 and of 3 + 3 + 2 cells. */
static int
make_book(void **state)
{
	struct sample s;

	(void)state;
	if (!ar_view_xlsx_is_there())
		return 0;
	sample_page(&s, AR_S("customer_id,currency,total\n"
	    "A,EUR,1.00\nB,EUR,\nC,USD,3.00\n"), 0);
	assert_int_equal(ar_view_xlsx(&book, &s.page, s.diag), AR_OK);
	sample_free(&s);
	return 0;
}

static int
free_book(void **state)
{
	(void)state;
	ar_buf_free(&book);
	return 0;
}

static const size_t cells[] = {10, 8};

static void
need_book(void)
{
	if (book.n == 0)
		skip();
}

static void
test_whole(void **state)
{
	static const size_t more[] = {10, 9};

	(void)state;
	need_book();
	assert_int_equal(ar_view_book_check(ar_buf_slice(&book), cells, 2),
	    AR_OK);
	assert_int_equal(ar_view_book_check(ar_buf_slice(&book), more, 2),
	    AR_EDATA);
	assert_int_equal(ar_view_book_check(ar_buf_slice(&book), cells, 3),
	    AR_EDATA);
}

static void
test_cut(void **state)
{
	(void)state;
	need_book();
	for (size_t n = 0; n < book.n; n++)
		assert_int_equal(ar_view_book_check(ar_slice(book.p, n),
		    cells, 2), AR_EDATA);
}

/* A byte that differs is found where it is part of a document. */
static void
test_changed(void **state)
{
	size_t found = 0;

	(void)state;
	need_book();
	for (size_t i = 0; i < book.n; i++) {
		book.p[i] ^= 0x55;
		found += ar_view_book_check(ar_buf_slice(&book), cells, 2) ==
		    AR_EDATA;
		book.p[i] ^= 0x55;
	}
	assert_true(found > book.n / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_changed),
	};

	return cmocka_run_group_tests(tests, make_book, free_book);
}
