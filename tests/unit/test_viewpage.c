/*
 * tests/unit/test_viewpage.c
 * Purpose: headings, lines, shares and bars of a page.
 */
#include "libar/viewpage.h"

#include <stdlib.h>

#include "tests/unit/viewtext.h"

static const char aging[] =
    "as_of,customer_id,currency,items,current,d1_30,d31_plus,unapplied,"
    "total\n"
    "2026-06-30,A,EUR,1,10.00,0.00,0.00,0.00,10.00\n"
    "2026-06-30,B,EUR,2,0.00,20.00,5.00,-5.00,20.00\n"
    "2026-06-30,C,EUR,1,0.00,0.00,0.00,-3.00,-3.00\n";

static const struct {
	const char *name, *in, *caption, *columns;
	bool series, totals;
} pages[] = {
	{"aging", aging, "Receivables aging as of 2026-06-30, EUR",
	    "customer_id items current d1_30 d31_plus unapplied total ",
	    false, true},
	{"a series", "as_of,current,d1_30\n2026-05-31,1,2\n2026-06-30,1,2\n",
	    "Receivables aging", "as_of current d1_30 ", true, false},
	{"a period", "period_end,dso\n2026-06-30,45.00\n",
	    "Days sales outstanding as of 2026-06-30", "period_end dso ",
	    false, false},
	{"documents", "invoice_id,amount\n1,2\n", "Receivables",
	    "invoice_id amount ", false, true},
	{"no rows", "as_of,total\n", "Receivables", "as_of total ", false,
	    true},
	{"current alone", "current\n5\n", "Receivables", "current ", false,
	    true},
	{"something else", "city\nBonn\n", "Table", "city ", false, false},
	{"nothing but the heading", "currency\nEUR\n", "Table, EUR",
	    "currency ", false, false},
};

static void
test_pages(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(pages); i++) {
		struct sample s;

		sample_page(&s, ar_slice_of(pages[i].in), 0);
		ar_view_caption(&got, &s.page, &s.blocks.block[0]);
		check_text(pages[i].name, &got, pages[i].caption);
		for (size_t j = 0; j < s.page.n; j++)
			ar_buf_addf(&got, "%s ", s.view.column[
			    s.page.column[j]].name.p);
		check_text(pages[i].name, &got, pages[i].columns);
		assert_int_equal(s.page.series, pages[i].series);
		assert_int_equal(s.page.has_totals, pages[i].totals);
		sample_free(&s);
	}
	ar_buf_free(&got);
}

static void
test_title(void **state)
{
	struct ar_buf got = {0};
	struct sample s;

	(void)state;
	sample_page(&s, ar_slice_of(aging), 0);
	s.page.title = AR_S("A\x1b" "B");
	ar_view_caption(&got, &s.page, NULL);
	check_text("title", &got, "A^[B, 2026-06-30");
	sample_free(&s);
	ar_buf_free(&got);
}

/* All cells of a line, as people see them and as data. */
static const struct {
	size_t line;
	const char *shown, *raw;
} lines[] = {
	{0, "2026-06-30|A|EUR|1|10.00|-|-|-|10.00|",
	    "2026-06-30|A|EUR|1|10.00|0.00|0.00|0.00|10.00|"},
	{1, "|2 more||3|-|20.00|5.00|-8.00|17.00|",
	    "2026-06-30|2 more|EUR|3|0.00|20.00|5.00|-8.00|17.00|"},
	{2, "|total||4|10.00|20.00|5.00|-8.00|27.00|",
	    "|total||4|10.00|20.00|5.00|-8.00|27.00|"},
};

static void
test_lines(void **state)
{
	struct ar_buf shown = {0}, raw = {0};
	struct sample s;

	(void)state;
	sample_page(&s, ar_slice_of(aging), 1);
	assert_int_equal(ar_view_lines(&s.blocks.block[0]), 2);
	for (size_t i = 0; i < ROWS(lines); i++) {
		struct ar_view_line line = ar_view_line(&s.page,
		    &s.blocks.block[0], lines[i].line);

		for (size_t j = 0; j < s.view.header.n; j++) {
			ar_view_line_text(&shown, &line, j);
			ar_buf_add(&shown, AR_S("|"));
			ar_view_line_raw(&raw, &line, j);
			ar_buf_add(&raw, AR_S("|"));
		}
		check_text("shown", &shown, lines[i].shown);
		check_text("raw", &raw, lines[i].raw);
	}
	sample_free(&s);
	ar_buf_free(&shown);
	ar_buf_free(&raw);
}

static void
test_bars(void **state)
{
	int64_t share[AR_VIEW_BUCKETS], *percent;
	struct ar_view_line line;
	static const char minus[] =
	    "2026-06-30,D,EUR,2,-5.00,5.00,0.00,0.00,0.00\n";
	struct ar_buf text = {0};
	struct sample s;

	(void)state;
	ar_buf_addf(&text, "%s%s", aging, minus);
	sample_page(&s, ar_buf_slice(&text), 0);
	ar_buf_free(&text);
	assert_int_equal(s.page.nbuckets, 3);
	line = ar_view_line(&s.page, &s.blocks.block[0], 1);
	assert_true(ar_view_line_bar(share, &line, 10, true));
	assert_int_equal(share[0], 0);
	assert_int_equal(share[1], 8);
	assert_int_equal(share[2], 2);
	line = ar_view_line(&s.page, &s.blocks.block[0], 2);
	assert_false(ar_view_line_bar(share, &line, 10, true));
	line = ar_view_line(&s.page, &s.blocks.block[0], 3);
	assert_true(ar_view_line_bar(share, &line, 10, true));
	assert_int_equal(share[0], 0);
	assert_int_equal(share[1], 10);
	percent = ar_view_percents(&s.page, &s.blocks.block[0]);
	assert_non_null(percent);
	assert_int_equal(percent[0], 370);
	assert_int_equal(percent[1], 741);
	assert_int_equal(percent[2], -111);
	free(percent);
	sample_free(&s);
}

static const struct {
	const char *header;
	size_t want[6];
} shades[] = {
	{"current,d1_30,d31_60,d61_90,d91_plus\n", {0, 1, 2, 3, 4}},
	{"d0_30,d31_60,d61_90,d91_plus\n", {0, 1, 3, 4}},
	{"current,d1_15,d16_45,d46_plus\n", {0, 1, 2, 4}},
	{"current,d1_plus\n", {0, 4}},
	{"current,d1_5,d6_9,d10_20,d21_30,d31_plus\n", {0, 1, 2, 2, 3, 4}},
};

static void
test_shades(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(shades); i++) {
		struct sample s;

		sample_page(&s, ar_slice_of(shades[i].header), 0);
		for (size_t j = 0; j < s.page.nbuckets; j++)
			if (ar_view_shade(&s.page, j) != shades[i].want[j])
				fail_msg("failing row: %s: %zu is %zu",
				    shades[i].header, j,
				    ar_view_shade(&s.page, j));
		sample_free(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_title),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_shades),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
