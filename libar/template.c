/*
 * libar/template.c
 * Purpose: the text of a mustache template as a list of nodes.
 */
#include "libar/template.h"

#include <stdlib.h>

/* A section that is not closed yet. */
struct open_section {
	size_t node;
	struct ar_slice name;
};

struct parser {
	struct ar_slice text;
	size_t at;                      /* what is before is done */
	struct ar_spot spot;            /* of counted */
	size_t counted;
	struct ar_slice open, close;    /* delimiters */
	struct ar_node *node;
	size_t n;
	struct open_section section[AR_TEMPLATE_DEPTH];
	size_t depth;
	struct ar_slice settings;
	struct ar_spot settings_at;
	struct ar_template_fault *fault;
};

/* A tag: its bytes, what it holds, and which kind it is. */
struct tag {
	size_t begin, end;
	char kind;              /* 0: a value */
	struct ar_slice inside;
	bool alone;             /* nothing else is on its line */
	size_t line, next;      /* if so: where its line begins and ends */
	struct ar_spot at;
};

/* The spot of a byte that is not before the one asked for last. */
static struct ar_spot
spot_of(struct parser *p, size_t byte)
{
	for (; p->counted < byte; p->counted++) {
		p->spot.column++;
		if (p->text.p[p->counted] != '\n')
			continue;
		p->spot.line++;
		p->spot.column = 1;
	}
	return p->spot;
}

static int
refuse(struct parser *p, struct ar_spot at, const char *what,
    struct ar_slice about)
{
	*p->fault = (struct ar_template_fault){what, about, at};
	return AR_EDATA;
}

static struct ar_node *
add_node(struct parser *p, enum ar_node_kind kind, struct ar_slice text,
    struct ar_spot at)
{
	p->node = ar_grow(p->node, p->n + 1, sizeof *p->node);
	p->node[p->n] = (struct ar_node){
		.kind = kind, .text = text, .indent = AR_S(""), .at = at
	};
	return &p->node[p->n++];
}

static void
add_text(struct parser *p, size_t begin, size_t end)
{
	if (end > begin)
		(void)add_node(p, AR_NODE_TEXT, ar_slice(p->text.p + begin,
		    end - begin), (struct ar_spot){0});
}

/* Where the bytes stand from `from` on; the length of the text if nowhere. */
static size_t
find(struct ar_slice text, struct ar_slice what, size_t from)
{
	for (; from + what.n <= text.n; from++)
		if (memcmp(text.p + from, what.p, what.n) == 0)
			return from;
	return text.n;
}

/* Without blanks and line ends at either end. */
static struct ar_slice
strip(struct ar_slice s)
{
	while (s.n > 0 && (ar_is_blank(s.p[0]) || s.p[0] == '\n' ||
	    s.p[0] == '\r'))
		s = ar_slice(s.p + 1, s.n - 1);
	while (s.n > 0 && (ar_is_blank(s.p[s.n - 1]) || s.p[s.n - 1] == '\n' ||
	    s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}

/* Whether blanks alone stand around the tag on its line. */
static void
look_around(const struct parser *p, struct tag *t)
{
	const struct ar_slice s = p->text;
	size_t line = t->begin, next = t->end;

	while (line > 0 && ar_is_blank(s.p[line - 1]))
		line--;
	while (next < s.n && ar_is_blank(s.p[next]))
		next++;
	if (next + 1 < s.n && s.p[next] == '\r' && s.p[next + 1] == '\n')
		next++;
	t->alone = (line == 0 || s.p[line - 1] == '\n') &&
	    (next == s.n || s.p[next] == '\n');
	t->line = line;
	t->next = next < s.n ? next + 1 : next;
}

/* Read the tag that begins at t->begin. */
static int
take_tag(struct parser *p, struct tag *t)
{
	static const char kinds[] = "#^/>!&{=<$";
	size_t from = t->begin + p->open.n, end;
	char before = '\0';

	while (from < p->text.n && ar_is_blank(p->text.p[from]))
		from++;
	if (from < p->text.n && memchr(kinds, p->text.p[from],
	    sizeof kinds - 1) != NULL)
		t->kind = p->text.p[from++];
	if (t->kind == '{' || t->kind == '=')
		before = t->kind == '{' ? '}' : '=';
	end = find(p->text, p->close, from);
	if (before == '}' && end < p->text.n && end + p->close.n < p->text.n &&
	    p->close.p[0] == '}' && p->text.p[end + p->close.n] == '}')
		end++;          /* of "}}}" the last two close the tag */
	if (end == p->text.n)
		return refuse(p, t->at, "a tag is not closed", AR_S(""));
	t->end = end + p->close.n;
	t->inside = ar_slice(p->text.p + from, end - from);
	if (before == '\0')
		return AR_OK;
	if (t->inside.n == 0 || t->inside.p[t->inside.n - 1] != before)
		return refuse(p, t->at, before == '}' ?
		    "a tag with '{' does not end in '}'" :
		    "a tag with '=' does not end in '='", AR_S(""));
	t->inside.n--;
	return AR_OK;
}

static int
set_delimiters(struct parser *p, const struct tag *t)
{
	struct ar_slice rest = strip(t->inside), open, close;
	size_t n = 0;

	while (n < rest.n && !ar_is_blank(rest.p[n]))
		n++;
	open = ar_slice(rest.p, n);
	close = strip(ar_slice(rest.p + n, rest.n - n));
	if (open.n == 0 || close.n == 0 ||
	    memchr(rest.p, '=', rest.n) != NULL ||
	    memchr(close.p, ' ', close.n) != NULL ||
	    memchr(close.p, '\t', close.n) != NULL ||
	    ar_slice_has_break(rest))
		return refuse(p, t->at, "delimiters are two words without '=',"
		    " and these are not:", rest);
	p->open = open;
	p->close = close;
	return AR_OK;
}

static int
open_section(struct parser *p, const struct tag *t, struct ar_slice name)
{
	if (p->depth == AR_TEMPLATE_DEPTH)
		return refuse(p, t->at, "sections nest too deep, at", name);
	(void)add_node(p, t->kind == '#' ? AR_NODE_SECTION :
	    AR_NODE_INVERTED, name, t->at);
	p->section[p->depth++] = (struct open_section){p->n - 1, name};
	return AR_OK;
}

static int
close_section(struct parser *p, const struct tag *t, struct ar_slice name)
{
	const struct open_section *s;

	if (p->depth == 0)
		return refuse(p, t->at, "nothing is open to be closed by",
		    name);
	s = &p->section[--p->depth];
	if (!ar_slice_eq(s->name, name))
		return refuse(p, t->at, "another section is open than", name);
	p->node[s->node].end = p->n;
	return AR_OK;
}

static void
take_comment(struct parser *p, const struct tag *t)
{
	const struct ar_slice word = AR_S("ar-render:");
	struct ar_slice text = strip(t->inside);

	if (text.n < word.n || memcmp(text.p, word.p, word.n) != 0)
		return;
	p->settings = strip(ar_slice(text.p + word.n, text.n - word.n));
	p->settings_at = t->at;
}

static void
add_partial(struct parser *p, const struct tag *t, struct ar_slice name)
{
	struct ar_node *node = add_node(p, AR_NODE_PARTIAL, name, t->at);

	if (t->alone)
		node->indent = ar_slice(p->text.p + t->line,
		    t->begin - t->line);
}

static int
add_tag(struct parser *p, const struct tag *t)
{
	struct ar_slice name = strip(t->inside);

	if (t->kind == '!') {
		take_comment(p, t);
		return AR_OK;
	}
	if (t->kind == '=')
		return set_delimiters(p, t);
	if (name.n == 0)
		return refuse(p, t->at, "a tag has no name", AR_S(""));
	switch (t->kind) {
	case '#':
	case '^':
		return open_section(p, t, name);
	case '/':
		return close_section(p, t, name);
	case '>':
		add_partial(p, t, name);
		return AR_OK;
	case '<':
	case '$':
		return refuse(p, t->at, "there is no inheritance, as of",
		    name);
	default:
		(void)add_node(p, t->kind == '\0' ? AR_NODE_VALUE :
		    AR_NODE_RAW, name, t->at);
		return AR_OK;
	}
}

static int
parse_text(struct parser *p)
{
	for (;;) {
		struct tag t = {.begin = find(p->text, p->open, p->at)};

		if (t.begin == p->text.n) {
			add_text(p, p->at, p->text.n);
			break;
		}
		t.at = spot_of(p, t.begin);
		if (take_tag(p, &t) != AR_OK)
			return AR_EDATA;
		if (t.kind != '\0' && t.kind != '{' && t.kind != '&')
			look_around(p, &t);
		add_text(p, p->at, t.alone ? t.line : t.begin);
		p->at = t.alone ? t.next : t.end;
		if (add_tag(p, &t) != AR_OK)
			return AR_EDATA;
	}
	if (p->depth == 0)
		return AR_OK;
	p->depth--;
	return refuse(p, p->node[p->section[p->depth].node].at,
	    "this section is not closed:", p->section[p->depth].name);
}

int
ar_template_parse(struct ar_template *t, struct ar_arena *arena,
    struct ar_slice text, struct ar_template_fault *fault)
{
	struct parser p = {.text = text, .spot = {1, 1}, .open = AR_S("{{"),
	    .close = AR_S("}}"), .settings = AR_S(""), .fault = fault};
	int result = parse_text(&p);

	*t = (struct ar_template){
		ar_arena_alloc(arena, (p.n + 1) * sizeof *p.node), p.n,
		p.settings, p.settings_at
	};
	if (p.n > 0)
		memcpy(t->node, p.node, p.n * sizeof *p.node);
	free(p.node);
	return result;
}

struct ar_slice
ar_template_indent(struct ar_arena *arena, struct ar_slice text,
    struct ar_slice indent)
{
	struct ar_buf all = {0};
	struct ar_slice copy;
	bool begins = true;

	for (size_t i = 0; i < text.n; i++) {
		if (begins)
			ar_buf_add(&all, indent);
		ar_buf_add(&all, ar_slice(text.p + i, 1));
		begins = text.p[i] == '\n';
	}
	copy = ar_arena_copy(arena, ar_buf_slice(&all));
	ar_buf_free(&all);
	return copy;
}
