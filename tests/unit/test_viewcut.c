/*
 * tests/unit/test_viewcut.c
 * Purpose: rows by currency, in order, the first of them, and sums.
 */
#include "libar/viewcut.h"

#include "tests/unit/viewtext.h"

static const char table[] =
    "id,currency,total,note\n"
    "a,EUR,10.00,x\nb,USD,1.00,\nc,EUR,9.5,y\nd,EUR,,b\ne,EUR,-1.00,a\n"
    "f,EUR,9.50,\ng,JPY,7,z\n";

static const struct {
	const char *name;
	struct ar_view_order order;
	const char *want;       /* ids; | before the rest; sum and its rest */
} rows[] = {
	{"as they came", {-1, false, 0},
	    "EUR acdef =2800+0 JPY g =7+0 USD b =100+0 "},
	{"by value, empty last", {2, false, 0},
	    "EUR ecfad =2800+0 JPY g =7+0 USD b =100+0 "},
	{"down", {2, true, 0},
	    "EUR acfed =2800+0 JPY g =7+0 USD b =100+0 "},
	{"by bytes", {3, false, 0},
	    "EUR edacf =2800+0 JPY g =7+0 USD b =100+0 "},
	{"the first two", {2, true, 2},
	    "EUR ac|fed =2800+850 JPY g =7+0 USD b =100+0 "},
	{"the first", {-1, false, 1},
	    "EUR a|cdef =2800+1800 JPY g =7+0 USD b =100+0 "},
	{"as many as there are", {-1, false, 5},
	    "EUR acdef =2800+0 JPY g =7+0 USD b =100+0 "},
};

static void
add_block(struct ar_buf *got, const struct ar_view_block *b)
{
	ar_buf_addf(got, "%s ", b->ccy.code);
	for (size_t i = 0; i < b->n; i++)
		ar_buf_addf(got, "%s%c", i == b->shown ? "|" : "",
		    b->row[i]->cell[0].p[0]);
	ar_buf_addf(got, " =%d+%d ", (int)b->total[2].sum,
	    (int)b->rest[2].sum);
}

static void
test_blocks(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct sample s;

		sample_read(&s, ar_slice_of(table));
		assert_int_equal(ar_view_cut(&s.blocks, &s.view,
		    &rows[i].order, s.diag), AR_OK);
		for (size_t j = 0; j < s.blocks.n; j++)
			add_block(&got, &s.blocks.block[j]);
		check_text(rows[i].name, &got, rows[i].want);
		sample_free(&s);
	}
	ar_buf_free(&got);
}

static void
test_nothing(void **state)
{
	struct sample s;

	(void)state;
	sample_page(&s, AR_S("id,currency,total\n"), 0);
	assert_int_equal(s.blocks.n, 1);
	assert_int_equal(s.blocks.block[0].n, 0);
	assert_string_equal(s.blocks.block[0].ccy.code, "");
	assert_false(s.blocks.block[0].total[2].filled);
	sample_free(&s);
}

static void
test_overflow(void **state)
{
	static const char large[] = "total\n"
	    "1701411834604692317316873037158841057.00\n"
	    "1701411834604692317316873037158841057.00\n";
	const struct ar_view_order order = {-1, false, 0};
	struct sample s;

	(void)state;
	sample_read(&s, ar_slice_of(large));
	scratch_listen();
	assert_int_equal(ar_view_cut(&s.blocks, &s.view, &order, s.diag),
	    AR_ESTOP);
	assert_string_equal(scratch_code(), "overflow");
	(void)scratch_stop(NULL);
	sample_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
