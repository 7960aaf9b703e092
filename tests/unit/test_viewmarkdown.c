/*
 * tests/unit/test_viewmarkdown.c
 * Purpose: no cell is more than text.
 */
#include "libar/viewmarkdown.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *name, *in, *want;
} rows[] = {
	{"plain", "a,b\nx,1\n", "| a | b |\n| --- | ---: |\n| x | 1 |\n"},
	{"a bar", "a\nx|y\n", "| a |\n| --- |\n| x\\|y |\n"},
	{"a backslash", "a\nx\\|y\n", "| a |\n| --- |\n| x\\\\\\|y |\n"},
	{"marks", "a\n\"*_`[x](y)<b>~&#!$@:{}\"\n",
	    "| a |\n| --- |\n| \\*\\_\\`\\[x\\](y)\\<b\\>\\~\\&\\#\\!\\$\\@"
	    "\\:\\{\\} |\n"},
	{"links", "a\nWWW.e.example www.x\n",
	    "| a |\n| --- |\n| WWW\\.e.example www\\.x |\n"},
	{"line breaks", "a\n\"x\ny\"\n", "| a |\n| --- |\n| x y |\n"},
	{"a heading", "*a*\nx\n", "| \\*a\\* |\n| --- |\n| x |\n"},
	{"numbers", "total\n-1234.5\n",
	    "| total |\n| ---: |\n| -1,234.50 |\n| **total** |\n"},
};

static void
test_cells(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct sample s;
		struct ar_slice head;

		sample_page(&s, ar_slice_of(rows[i].in), 0);
		ar_view_markdown(&got, &s.page);
		head = ar_buf_slice(&got);
		(void)ar_slice_cut(&head, '\n');
		(void)ar_slice_cut(&head, '\n');
		memmove(got.p, head.p, head.n);
		got.n = head.n;
		check_text(rows[i].name, &got, rows[i].want);
		sample_free(&s);
	}
	ar_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_cells)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
