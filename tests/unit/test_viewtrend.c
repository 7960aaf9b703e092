/*
 * tests/unit/test_viewtrend.c
 * Purpose: a line over the days of a block, or none.
 */
#include "libar/viewtrend.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *name, *in;
	const char *words, *points;     /* NULL: no line */
} rows[] = {
	{"one day", "as_of,total\n2026-06-30,1\n2026-06-30,2\n", NULL, NULL},
	{"sums of days, in order", "as_of,c,total\n2026-06-30,a,1\n"
	    "2026-05-31,a,3\n2026-06-30,b,1\n",
	    "total from 2026-05-31 to 2026-06-30: 3.00 to 2.00, highest 3.00",
	    "8,8 712,42"},
	{"ratios", "period_end,dso,receivables\n2026-05-31,40.50,9\n"
	    "2026-06-30,,8\n2026-07-31,81.00,7\n",
	    "dso from 2026-05-31 to 2026-07-31: 40.5 to 81, highest 81",
	    "8,60 712,8"},
	{"of several rows a day none", "period_end,dso,c,receivables\n"
	    "2026-05-31,40.50,a,1\n2026-05-31,40.50,b,1\n"
	    "2026-06-30,40.50,a,4\n", "receivables from 2026-05-31 to "
	    "2026-06-30: 2.00 to 4.00, highest 4.00", "8,60 712,8"},
	{"below 0", "as_of,total\n2026-05-31,-1\n2026-06-30,1\n",
	    "total from 2026-05-31 to 2026-06-30: -1.00 to 1.00, highest "
	    "1.00", "8,112 712,8"},
	{"nothing ever", "as_of,total\n2026-05-31,0\n2026-06-30,0\n", NULL,
	    NULL},
	{"one figure", "as_of,total\n2026-05-31,\n2026-06-30,4\n", NULL,
	    NULL},
	{"large", "as_of,total\n2026-05-31,500000000000000000000000000000.00"
	    "\n2026-06-30,1000000000000000000000000000000.00\n",
	    "total from 2026-05-31 to 2026-06-30: "
	    "500,000,000,000,000,000,000,000,000,000.00 to "
	    "1,000,000,000,000,000,000,000,000,000,000.00, highest "
	    "1,000,000,000,000,000,000,000,000,000,000.00", "8,60 712,8"},
	{"no figure", "as_of,x\n2026-05-31,1\n2026-06-30,2\n", NULL, NULL},
};

/* What stands between two marks. */
static void
check_between(const char *name, struct ar_slice text, const char *begin,
    const char *end, const char *want)
{
	const char *from = memmem(text.p, text.n, begin, strlen(begin));
	struct ar_buf got = {0};

	assert_non_null(from);
	from += strlen(begin);
	ar_buf_add(&got, ar_slice(from, (size_t)((const char *)memmem(from,
	    text.n - (size_t)(from - text.p), end, strlen(end)) - from)));
	check_text(name, &got, want);
	ar_buf_free(&got);
}

static void
test_trends(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct sample s;

		sample_page(&s, ar_slice_of(rows[i].in), 0);
		got.n = 0;
		ar_view_trend(&got, &s.page, &s.blocks.block[0]);
		if (rows[i].points == NULL)
			check_text(rows[i].name, &got, "");
		else {
			check_between(rows[i].name, ar_buf_slice(&got),
			    "<figcaption>", "</figcaption>", rows[i].words);
			check_between(rows[i].name, ar_buf_slice(&got),
			    "points=\"", "\"", rows[i].points);
		}
		sample_free(&s);
	}
	ar_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_trends)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
