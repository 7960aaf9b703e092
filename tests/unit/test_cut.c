/*
 * tests/unit/test_cut.c
 * Purpose: words, numbers and signs off the front of a text.
 */
#include "libar/cut.h"

#include "tests/unit/scratch.h"

/* What is left behind the thing, or "-" if it is not there. */
static const struct row {
	const char *what, *text, *left;
} rows[] = {
	{"sign", " + 1", " 1"}, {"sign", "1+", "-"}, {"sign", "", "-"},
	{"separator", " ; x", " x"}, {"separator", ",,", ","},
	{"separator", ".", "-"},
	{"words", "As  OF 1", " 1"}, {"words", "as of", ""},
	{"words", "as off", "-"}, {"words", "as", "-"},
	{"words", "A.S. of.x", ".x"}, {"words", "asof", "-"},
	{"any", "eom+1", "+1"}, {"any", "E.O.M. x", " x"},
	{"any", "end  of month", ""}, {"any", "end of months", "-"},
	{"any", "eomx", "-"}, {"clause", ", as of", ""},
	{"clause", "as of", ""}, {"clause", ",, as of", "-"},
	{"any clause", "; eom", ""}, {"any clause", "; x", "-"},
	{"number", " 30x", "x"}, {"number", "0", ""}, {"number", "9999", ""},
	{"number", "10000", "-"}, {"number", "x", "-"},
	{"small", "1", ""}, {"small", "31", ""}, {"small", "0", "-"},
	{"small", "32", "-"}, {"is number", " 7", " 7"},
	{"is number", "x7", "-"}, {"percent", "2/10", "/10"},
	{"percent", "0.000001%", "%"}, {"percent", "100", ""},
	{"percent", "0", "-"}, {"percent", "100.1", "-"},
	{"percent", "1.2.3", "-"}, {"percent", ".5", "-"},
	{"date", " 2026-02-28x", "x"}, {"date", "2026-02-29", "-"},
	{"date", "2026-2-28", "-"}, {"end", " .  ", ""}, {"end", "", ""},
	{"end", "..", "-"}, {"end", "x", "-"},
};

static bool
take(const char *what, struct ar_cut *c)
{
	ar_rate rate;
	ar_day day;
	int n;

	if (strcmp(what, "sign") == 0)
		return ar_cut_sign(c, '+');
	if (strcmp(what, "separator") == 0)
		return ar_cut_separator(c);
	if (strcmp(what, "words") == 0)
		return ar_cut_words(c, "as of");
	if (strcmp(what, "any") == 0)
		return ar_cut_any_of(c, "eom|end of month");
	if (strcmp(what, "clause") == 0)
		return ar_cut_clause(c, "as of");
	if (strcmp(what, "any clause") == 0)
		return ar_cut_any_clause(c, "eom|end of month");
	if (strcmp(what, "number") == 0)
		return ar_cut_number(c, &n);
	if (strcmp(what, "small") == 0)
		return ar_cut_small_number(c, &n, 31);
	if (strcmp(what, "is number") == 0)
		return ar_cut_is_number(c);
	if (strcmp(what, "percent") == 0)
		return ar_cut_percent(c, &rate);
	return strcmp(what, "date") == 0 ? ar_cut_date(c, &day) :
	    ar_cut_at_end(c);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_cut c = {ar_slice_of(rows[i].text), NULL};
		bool want = strcmp(rows[i].left, "-") != 0;
		bool got = take(rows[i].what, &c);

		if (strcmp(rows[i].what, "end") == 0 ? got != want :
		    got != want || !ar_slice_eq(c.rest, ar_slice_of(want ?
		    rows[i].left : rows[i].text)))
			fail_msg("%s, '%s': %d, '%.*s'", rows[i].what,
			    rows[i].text, got, (int)c.rest.n, c.rest.p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
