/*
 * tests/unit/test_viewterm.c
 * Purpose: what becomes narrower, what is left out, and what never is cut.
 */
#include "libar/viewterm.h"

#include "libar/ruler.h"

#include "tests/unit/viewtext.h"

static const char aging[] =
    "customer_id,customer_name,current,d1_plus,total\n"
    "0001001,Donaudampfschifffahrtsgesellschaft,100.00,2000.00,2100.00\n"
    "0001002,株式会社青空商事東京本社,1.00,0.00,1.00\n";

static const struct {
	const char *name;
	size_t width;
	const char *has, *lacks;
} rows[] = {
	{"all", SIZE_MAX, "Donaudampfschifffahrtsgesellschaft", "…"},
	{"as wide as it is", 94, "gesellschaft   100.00", "…"},
	{"one less", 93, "gesellscha…   100.00", "gesellschaft"},
	{"the name is as short as it gets", 72, "Donaudampfs…   100.00",
	    "Donaudampfsc"},
	{"without bars", 71, "100.0\n", "█"},
	{"without bars, and short", 60, "Donaudampfs…   100.00", "█"},
	{"without shares", 59, "2,100.00\n", "100.0\n"},
	{"without shares, and short", 53, "Donaudampfs…   100.00", "%\n"},
	{"paragraphs", 52, "0001001", "----"},
	{"narrow", 20, "2,000.00\n", "----"},
};

static bool
has(struct ar_slice text, const char *what)
{
	return memmem(text.p, text.n, what, strlen(what)) != NULL;
}

static void
test_fit(void **state)
{
	struct ar_buf got = {0};
	struct ar_ruler ruler;
	struct sample s;

	(void)state;
	sample_page(&s, ar_slice_of(aging), 0);
	ar_ruler_begin(&ruler);
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct ar_view_terminal to = {rows[i].width, false,
		    false};
		struct ar_slice rest;

		got.n = 0;
		ar_view_table(&got, &s.page, &to);
		rest = ar_buf_slice(&got);
		if (!has(rest, rows[i].has) || has(rest, rows[i].lacks))
			fail_msg("failing row: %s: %.*s", rows[i].name,
			    (int)rest.n, rest.p);
		assert_true(has(rest, "2,100.00") && has(rest, "0001002"));
		while (rows[i].width >= 40 && rest.n > 0 &&
		    !has(rest, "leave credits"))
			if (ar_ruler_width(ar_slice_cut(&rest, '\n')) >
			    rows[i].width)
				fail_msg("too wide: %s", rows[i].name);
	}
	ar_ruler_end(&ruler);
	sample_free(&s);
	ar_buf_free(&got);
}

static void
test_colour(void **state)
{
	const struct ar_view_terminal to = {SIZE_MAX, true, true};
	struct ar_buf got = {0};
	struct sample s;

	(void)state;
	sample_page(&s, AR_S("customer_id,current,d1_plus,total\n"
	    "A,1.00,1.00,2.00\n"), 0);
	ar_view_table(&got, &s.page, &to);
	assert_true(has(ar_buf_slice(&got), "A              1.00  1.00   2.00"
	    "  100.0  \x1b[38;5;117m.....\x1b[38;5;160m@@@@@\x1b[0m\n"));
	assert_true(has(ar_buf_slice(&got), "\x1b[1mtotal "));
	sample_free(&s);
	ar_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
