/*
 * tests/unit/test_escape.c
 * Purpose: text as HTML takes it.
 */
#include "libar/escape.h"

#include "tests/unit/viewtext.h"

static const struct {
	const char *name, *in, *want;
} rows[] = {
	{"nothing", "", ""},
	{"plain", "Z\xc3\xbcrich 1-30", "Z\xc3\xbcrich 1-30"},
	{"an element", "<b>", "&lt;b&gt;"},
	{"both quotes", "\"'", "&quot;&#39;"},
	{"an entity", "&amp;", "&amp;amp;"},
	{"all at once", "<a b='c'>&\"", "&lt;a b=&#39;c&#39;&gt;&amp;&quot;"},
};

static void
test_escape(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		ar_escape_html(&got, ar_slice_of(rows[i].in));
		check_text(rows[i].name, &got, rows[i].want);
	}
	ar_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_escape)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
