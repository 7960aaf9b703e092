/*
 * tests/unit/test_template.c
 * Purpose: templates into nodes, and what is no template.
 */
#include "libar/template.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* Nodes as letters: text as it is, the others as the tags that they are. */
static const struct {
	const char *name, *text, *nodes;
} good[] = {
	{"nothing", "", ""},
	{"text", "a\nb", "a\nb"},
	{"value", "a {{b}} c", "a <v b> c"},
	{"blanks in a tag", "{{ b }}{{{ c }}}{{& d }}", "<v b><r c><r d>"},
	{"a name with a blank", "{{Invoice ID}}", "<v Invoice ID>"},
	{"a line of its own goes", "a\n {{#b}} \nc\n{{/b}}\nd",
	    "a\n<# b 3>c\nd"},
	{"beside text it stays", "a {{#b}}\nc\n{{/b}} d", "a <# b 3>\nc\n d"},
	{"a value alone keeps its line", " {{b}}\n", " <v b>\n"},
	{"CRLF", "a\r\n{{! c }}\r\nb", "a\r\nb"},
	{"inverted", "{{^b}}x{{/b}}", "<^ b 2>x"},
	{"partial with its indent", "a\n  {{>p}}\n", "a\n<> p '  '>"},
	{"partial in a line", "a {{>p}}", "a <> p ''>"},
	{"delimiters", "{{=| |=}}|a| {{a}} |={{ }}=|{{b}}",
	    "<v a> {{a}} <v b>"},
	{"triple with its braces", "{{{a}}}}", "<r a>}"},
	{"comment over lines", "a{{! b\n c }}d", "ad"},
	{"nested", "{{#a}}{{#b}}x{{/b}}{{/a}}", "<# a 3><# b 3>x"},
	{"settings", "{{! ar-render: numbers=1,234.50 }}\nx",
	    "x[numbers=1,234.50]"},
};

static void
put_node(struct ar_buf *b, const struct ar_node *n)
{
	static const char *const kinds[] = {
		[AR_NODE_VALUE] = "v", [AR_NODE_RAW] = "r",
		[AR_NODE_SECTION] = "#", [AR_NODE_INVERTED] = "^",
		[AR_NODE_PARTIAL] = ">"
	};

	if (n->kind == AR_NODE_TEXT) {
		ar_buf_add(b, n->text);
		return;
	}
	ar_buf_addf(b, "<%s %.*s", kinds[n->kind], (int)n->text.n, n->text.p);
	if (n->kind == AR_NODE_SECTION || n->kind == AR_NODE_INVERTED)
		ar_buf_addf(b, " %zu", n->end);
	if (n->kind == AR_NODE_PARTIAL)
		ar_buf_addf(b, " '%.*s'", (int)n->indent.n, n->indent.p);
	ar_buf_add(b, AR_S(">"));
}

static void
test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(good); i++) {
		struct ar_arena arena = {0};
		struct ar_template_fault fault;
		struct ar_template t;
		struct ar_buf b = {0};
		int result = ar_template_parse(&t, &arena,
		    ar_slice_of(good[i].text), &fault);

		for (size_t k = 0; k < t.n; k++)
			put_node(&b, &t.node[k]);
		if (t.settings.n > 0)
			ar_buf_addf(&b, "[%.*s]", (int)t.settings.n,
			    t.settings.p);
		check(good[i].name, result == AR_OK && ar_slice_eq(
		    ar_buf_slice(&b), ar_slice_of(good[i].nodes)));
		ar_buf_free(&b);
		ar_arena_free(&arena);
	}
}

static const struct {
	const char *name, *text, *what;
	uint32_t line, column;
} bad[] = {
	{"open tag", "a\nb {{c", "a tag is not closed", 2, 3},
	{"open triple", "{{{a}}", "a tag with '{' does not end in '}'", 1, 1},
	{"no name", "{{ }}", "a tag has no name", 1, 1},
	{"open section", "a\n\n {{#b}}x", "this section is not closed:", 3, 2},
	{"the inner one", "{{#a}}{{#b}}{{/a}}",
	    "another section is open than", 1, 13},
	{"nothing open", "x{{/a}}", "nothing is open to be closed by", 1, 2},
	{"one delimiter", "{{=<%=}}", "delimiters are two words without '=',"
	    " and these are not:", 1, 1},
	{"three delimiters", "{{=< > |=}}", "delimiters are two words without "
	    "'=', and these are not:", 1, 1},
	{"delimiters without end", "{{=< >}}",
	    "a tag with '=' does not end in '='", 1, 1},
	{"inheritance", "{{<a}}{{/a}}", "there is no inheritance, as of", 1, 1},
};

static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad); i++) {
		struct ar_arena arena = {0};
		struct ar_template_fault fault = {.what = ""};
		struct ar_template t;

		check(bad[i].name, ar_template_parse(&t, &arena,
		    ar_slice_of(bad[i].text), &fault) == AR_EDATA &&
		    strcmp(fault.what, bad[i].what) == 0 &&
		    fault.at.line == bad[i].line &&
		    fault.at.column == bad[i].column);
		ar_arena_free(&arena);
	}
}

/* So many sections inside one another. */
static int
parse_nest(size_t depth)
{
	struct ar_arena arena = {0};
	struct ar_template_fault fault;
	struct ar_template t;
	struct ar_buf b = {0};
	int result;

	for (size_t i = 0; i < depth; i++)
		ar_buf_add(&b, AR_S("{{#a}}"));
	for (size_t i = 0; i < depth; i++)
		ar_buf_add(&b, AR_S("{{/a}}"));
	result = ar_template_parse(&t, &arena, ar_buf_slice(&b), &fault);
	ar_buf_free(&b);
	ar_arena_free(&arena);
	return result;
}

static void
test_depth(void **state)
{
	(void)state;
	assert_int_equal(parse_nest(AR_TEMPLATE_DEPTH), AR_OK);
	assert_int_equal(parse_nest(AR_TEMPLATE_DEPTH + 1), AR_EDATA);
}

static void
test_indent(void **state)
{
	struct ar_arena arena = {0};

	(void)state;
	assert_true(ar_slice_eq(ar_template_indent(&arena, AR_S("a\n\nb\n"),
	    AR_S("  ")), AR_S("  a\n  \n  b\n")));
	assert_int_equal(ar_template_indent(&arena, AR_S(""), AR_S(" ")).n, 0);
	ar_arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good), cmocka_unit_test(test_bad),
		cmocka_unit_test(test_depth), cmocka_unit_test(test_indent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
