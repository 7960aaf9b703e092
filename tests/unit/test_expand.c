/*
 * tests/unit/test_expand.c
 * Purpose: how names are found, sections entered, and depth bounded.
 *
 * The specification's own tests are run by tests/suites.bats.
 */
#include "libar/expand.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/*
 * Data: a map "top" with a text a, an empty text e, a truth t, a list l of two
 * maps, whose a is their number, and a map m whose a is "m".
 */
static const char top[] = "top", list[] = "list", map[] = "map";

static struct ar_value
get(void *with, const struct ar_value *of, struct ar_slice name)
{
	(void)with;
	if (of->of == map && ar_slice_eq(name, AR_S("a")))
		return ar_value_text(AR_S("m"));
	if (of->of == list && ar_slice_eq(name, AR_S("a")))
		return ar_value_text(of->n == 0 ? AR_S("0") : AR_S("1"));
	if (of->of != top)
		return ar_value_none();
	if (ar_slice_eq(name, AR_S("a")))
		return ar_value_text(AR_S("A"));
	if (ar_slice_eq(name, AR_S("e")))
		return ar_value_text(AR_S(""));
	if (ar_slice_eq(name, AR_S("t")))
		return ar_value_truth(true);
	if (ar_slice_eq(name, AR_S("l")))
		return (struct ar_value){AR_VALUE_LIST, AR_S(""), list, 2};
	if (ar_slice_eq(name, AR_S("m")))
		return (struct ar_value){AR_VALUE_MAP, AR_S(""), map, 0};
	return ar_value_none();
}

static struct ar_value
item(void *with, const struct ar_value *of, size_t number)
{
	(void)with;
	return (struct ar_value){AR_VALUE_MAP, AR_S(""), of->of, number};
}

static const struct {
	const char *name, *text, *out;
} rows[] = {
	{"value", "{{a}}", "(A)"}, {"raw", "{{{a}}}", "[A]"},
	{"unknown", "{{x}}", ""}, {"a list is no text", "{{l}}", ""},
	{"empty is false", "{{#e}}x{{/e}}{{^e}}y{{/e}}", "y"},
	{"unknown is false", "{{#x}}x{{/x}}{{^x}}y{{/x}}", "y"},
	{"truth has no names of its own", "{{#t}}{{a}}{{/t}}", "(A)"},
	{"list", "{{#l}}{{a}},{{/l}}", "(0),(1),"},
	{"from outside", "{{#l}}{{e}}{{t}}{{m.a}}{{/l}}", "()(m)()(m)"},
	{"inside a map", "{{#m}}{{a}}{{/m}}{{a}}", "(m)(A)"},
	{"member", "{{m.a}}{{m.x}}{{x.a}}", "(m)"},
	{"the text itself", "{{#a}}{{.}}{{/a}}", "(A)"},
	{"list in a list", "{{#l}}{{#l}}{{a}}{{/l}};{{/l}}",
	    "(0)(1);(0)(1);"},
	{"partial", "{{>p}}", "<(A)>"},
	{"partial in a section", "{{#m}}{{>p}}{{/m}}", "<(m)>"},
	{"partial that is not there", "x{{>none}}y", "xy"},
};

static void
put_text(void *to, struct ar_slice text)
{
	ar_buf_add(to, text);
}

static void
put_value(void *to, const struct ar_node *node, struct ar_slice value)
{
	ar_buf_addf(to, node->kind == AR_NODE_RAW ? "[%.*s]" : "(%.*s)",
	    (int)value.n, value.p);
}

struct world {
	struct ar_arena arena;
	struct ar_template p, again;
};

static const struct ar_template *
find(void *with, const struct ar_template *in, const struct ar_node *node)
{
	struct world *w = with;

	(void)in;
	return ar_slice_eq(node->text, AR_S("p")) ? &w->p :
	    ar_slice_eq(node->text, AR_S("again")) ? &w->again : NULL;
}

static int
expand(struct world *w, const char *text, struct ar_buf *out)
{
	const struct ar_model model = {get, item, NULL};
	const struct ar_partials partials = {find, w};
	const struct ar_pieces pieces = {put_text, put_value, out};
	const struct ar_expansion e = {&model, &partials, &pieces};
	struct ar_template_fault fault;
	struct ar_template t;

	assert_int_equal(ar_template_parse(&w->p, &w->arena,
	    AR_S("<{{a}}>"), &fault), AR_OK);
	assert_int_equal(ar_template_parse(&w->again, &w->arena,
	    AR_S("{{#t}}{{>again}}{{/t}}"), &fault), AR_OK);
	assert_int_equal(ar_template_parse(&t, &w->arena, ar_slice_of(text),
	    &fault), AR_OK);
	return ar_expand(&e, &t, (struct ar_value){AR_VALUE_MAP, AR_S(""),
	    top, 0});
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct world w = {0};
		struct ar_buf out = {0};

		check(rows[i].name, expand(&w, rows[i].text, &out) == AR_OK &&
		    ar_slice_eq(ar_buf_slice(&out),
		    ar_slice_of(rows[i].out)));
		ar_buf_free(&out);
		ar_arena_free(&w.arena);
	}
}

static void
test_endless(void **state)
{
	struct world w = {0};
	struct ar_buf out = {0};

	(void)state;
	assert_int_equal(expand(&w, "{{>again}}", &out), AR_EDATA);
	ar_buf_free(&out);
	ar_arena_free(&w.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
