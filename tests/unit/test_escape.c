/*
 * tests/unit/test_escape.c
 * Purpose: values that stay values in every kind of document.
 */
#include "libar/escape.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *name;
	enum ar_escape escape;
	const char *in, *out;
} rows[] = {
	{"plain", AR_ESCAPE_NONE, "M\xc3\xbc & <b>", "M\xc3\xbc & <b>"},
	{"lines stay", AR_ESCAPE_NONE, "a\n\tb\r", "a\n\tb\r"},
	{"terminal", AR_ESCAPE_NONE, "\x1b[31mRED\x1b]0;x\a\x7f",
	    "?[31mRED?]0;x??"},
	{"C1", AR_ESCAPE_NONE, "a\xc2\x9b" "31m", "a?31m"},
	{"turned text", AR_ESCAPE_NONE,
	    "a\xe2\x80\xae" "b\xe2\x81\xa6", "a?b?"},
	{"line separator", AR_ESCAPE_NONE, "a\xe2\x80\xa8" "b", "a?b"},
	{"right to left and joined letters stay", AR_ESCAPE_NONE,
	    "\xd7\x90\xe2\x80\x8f\xe2\x80\x8d",
	    "\xd7\x90\xe2\x80\x8f\xe2\x80\x8d"},
	{"no character", AR_ESCAPE_XML, "\xef\xbf\xbe", "?"},
	{"html", AR_ESCAPE_HTML, "<script>\"onx='&", "&lt;script&gt;&quot;onx"
	    "=&#39;&amp;"},
	{"html, controls", AR_ESCAPE_HTML, "\x01<", "?&lt;"},
	{"xml", AR_ESCAPE_XML, "]]>", "]]&gt;"},
	{"roff escapes", AR_ESCAPE_ROFF, "\\X'x' ^~`\"", "\\[rs]X\\[aq]x\\[aq]"
	    " \\[ha]\\[ti]\\[ga]\\[dq]"},
	{"roff request", AR_ESCAPE_ROFF, ".so x", "\\&.so x"},
	{"roff request in a line", AR_ESCAPE_ROFF, "'so x", "\\[aq]so x"},
	{"roff lines", AR_ESCAPE_ROFF, "a\n.so x\tb", "a .so x b"},
	{"roff table", AR_ESCAPE_ROFF, "T}", "\\&T}"},
	{"roff minus stays", AR_ESCAPE_ROFF, "-1.00", "-1.00"},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf b = {0};

		ar_escape_add(&b, rows[i].escape, ar_slice_of(rows[i].in));
		check(rows[i].name, ar_slice_eq(ar_buf_slice(&b),
		    ar_slice_of(rows[i].out)));
		ar_buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
