/*
 * tests/unit/test_viewgrid.c
 * Purpose: a block as texts: its lines, shares and bars.
 */
#include "libar/viewgrid.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *name, *in;
	size_t top;
	const char *want;       /* headings, then lines; the body ends with = */
} rows[] = {
	{"without totals", "city,n\nBonn,1\n", 0, "city,n;Bonn,1;="},
	{"with totals", "invoice_id,amount\nA,1\nB,2\nC,4\n", 2,
	    "invoice id,amount;A,1.00;B,2.00;1 more,4.00;=total,7.00;"},
	{"shares and bars", "customer_id,current,d1_plus,total\n"
	    "A,1.00,0.00,1.00\nB,0.00,3.00,3.00\n", 0,
	    "customer id,current,1+,total,%,profile;"
	    "A,1.00,-,1.00,25.0,..........;B,-,3.00,3.00,75.0,@@@@@@@@@@;="
	    "total,1.00,3.00,4.00,100.0,...@@@@@@@;% of gross,25.0,75.0,,,;"},
	{"credits only", "customer_id,current,d1_plus,total\n"
	    "A,-1.00,0.00,-1.00\n", 0,
	    "customer id,current,1+,total,profile;A,-1.00,-,-1.00,;="
	    "total,-1.00,-,-1.00,;"},
	{"no rows", "customer_id,total\n", 0, "customer id,total;="},
};

static void
add_grid(struct ar_buf *got, const struct ar_grid *g)
{
	for (size_t i = 0; i < g->n; i++) {
		ar_buf_add(got, i > 0 ? AR_S(",") : AR_S(""));
		ar_buf_add(got, g->column[i].heading);
	}
	ar_buf_add(got, AR_S(";"));
	for (size_t j = 0; j < g->lines; j++) {
		if (j == g->body)
			ar_buf_add(got, AR_S("="));
		for (size_t i = 0; i < g->n; i++) {
			ar_buf_add(got, i > 0 ? AR_S(",") : AR_S(""));
			ar_buf_add(got, ar_grid_cell(g, j, i));
		}
		ar_buf_add(got, AR_S(";"));
	}
	if (g->lines == g->body)
		ar_buf_add(got, AR_S("="));
}

static void
test_grid(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct sample s;
		struct ar_grid g;

		sample_page(&s, ar_slice_of(rows[i].in), rows[i].top);
		ar_grid_init(&g, &s.page, &s.blocks.block[0],
		    &ar_grid_ascii);
		add_grid(&got, &g);
		check_text(rows[i].name, &got, rows[i].want);
		ar_grid_free(&g);
		sample_free(&s);
	}
	ar_buf_free(&got);
}

static void
test_legend(void **state)
{
	struct ar_buf got = {0};
	struct sample s;

	(void)state;
	sample_page(&s, AR_S("current,d1_30,d31_plus\n"), 0);
	ar_grid_legend(&got, &s.page, &ar_grid_unicode);
	check_text("buckets", &got, "· current  ░ 1-30  █ 31+   "
	    "(bars leave credits out)\n");
	sample_free(&s);
	sample_page(&s, AR_S("total\n"), 0);
	ar_grid_legend(&got, &s.page, &ar_grid_unicode);
	check_text("none", &got, "");
	sample_free(&s);
	ar_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_legend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
