/*
 * tests/unit/mustache.c
 * Purpose: a template and data in JSON into text, as the suite of the mustache
 * specification wants it.
 *
 *	mustache TEMPLATE DATA.json FOLDER
 *
 * FOLDER holds partials, NAME.mustache.  What is wrong ends it with status 1.
 */
#include "libar/escape.h"
#include "libar/expand.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A value of JSON; a list or an object is a chain of members. */
struct json {
	struct ar_value value;
	struct ar_slice name;           /* in an object */
	struct json *next, *first;
};

struct reader {
	const char *at;
	struct ar_arena arena;
};

struct loaded {
	struct ar_slice name, indent;
	struct ar_template template;
	struct loaded *next;
};

struct run {
	struct ar_arena arena;
	struct ar_buf out;
	const char *folder;
	struct loaded *partials;
};

static void
die(const char *what)
{
	(void)fprintf(stderr, "mustache: %s\n", what);
	exit(1);
}

static void
skip_blanks(struct reader *r)
{
	r->at += strspn(r->at, " \t\r\n,:");
}

static void
add_utf8(struct ar_buf *b, unsigned long c)
{
	char text[3] = {(char)c};
	size_t n = 1;

	if (c >= 0x800) {
		text[0] = (char)(0xe0 | c >> 12);
		text[1] = (char)(0x80 | (c >> 6 & 0x3f));
		text[2] = (char)(0x80 | (c & 0x3f));
		n = 3;
	} else if (c >= 0x80) {
		text[0] = (char)(0xc0 | c >> 6);
		text[1] = (char)(0x80 | (c & 0x3f));
		n = 2;
	}
	ar_buf_add(b, ar_slice(text, n));
}

static void
read_escape(struct reader *r, struct ar_buf *b)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *found = memchr(from, *r->at, sizeof from - 1);
	char hex[5];

	if (*r->at != 'u') {
		ar_buf_add(b, ar_slice(found == NULL ? r->at :
		    to + (found - from), 1));
		r->at++;
		return;
	}
	(void)snprintf(hex, sizeof hex, "%.4s", r->at + 1);
	add_utf8(b, strtoul(hex, NULL, 16));
	r->at += 1 + strlen(hex);
}

static struct ar_slice
read_string(struct reader *r)
{
	struct ar_buf b = {0};
	struct ar_slice copy;

	for (r->at++; *r->at != '"' && *r->at != '\0';) {
		if (*r->at == '\\') {
			r->at++;
			read_escape(r, &b);
		} else
			ar_buf_add(&b, ar_slice(r->at++, 1));
	}
	r->at++;
	copy = ar_arena_copy(&r->arena, ar_buf_slice(&b));
	ar_buf_free(&b);
	return copy;
}

static struct ar_value
read_word(struct reader *r)
{
	struct ar_slice word = ar_slice(r->at, strcspn(r->at, " \t\r\n,:]}"));

	r->at += word.n;
	if (ar_slice_eq(word, AR_S("true")))
		return ar_value_truth(true);
	if (ar_slice_eq(word, AR_S("false")) ||
	    ar_slice_eq(word, AR_S("null")))
		return ar_value_truth(false);
	return ar_value_text(ar_arena_copy(&r->arena, word));
}

/* Objects and lists that are open stand on a stack of their own. */
static struct json *
read_json(struct reader *r)
{
	enum { DEEP = 64 };
	struct json top = {0}, *open[DEEP] = {&top}, **end[DEEP] = {&top.first};
	size_t depth = 0;

	for (skip_blanks(r); *r->at != '\0'; skip_blanks(r)) {
		struct json *j;

		if (*r->at == ']' || *r->at == '}') {
			r->at++;
			depth--;
			continue;
		}
		j = ar_arena_alloc(&r->arena, sizeof *j);
		*end[depth] = j;
		end[depth] = &j->next;
		open[depth]->value.n++;
		if (open[depth]->value.kind == AR_VALUE_MAP) {
			j->name = read_string(r);
			skip_blanks(r);
		}
		j->value.of = j;
		if (*r->at == '{' || *r->at == '[') {
			j->value.kind = *r->at++ == '{' ? AR_VALUE_MAP :
			    AR_VALUE_LIST;
			if (++depth == DEEP)
				die("data nest too deep");
			open[depth] = j;
			end[depth] = &j->first;
		} else
			j->value = *r->at == '"' ?
			    ar_value_text(read_string(r)) : read_word(r);
	}
	return top.first;
}

static struct ar_value
get(void *with, const struct ar_value *of, struct ar_slice name)
{
	const struct json *j = of->kind == AR_VALUE_MAP ? of->of : NULL;

	(void)with;
	for (j = j == NULL ? NULL : j->first; j != NULL; j = j->next)
		if (ar_slice_eq(j->name, name))
			return j->value;
	return ar_value_none();
}

static struct ar_value
item(void *with, const struct ar_value *list, size_t number)
{
	const struct json *j = list->of;

	(void)with;
	for (j = j->first; number > 0; number--)
		j = j->next;
	return j->value;
}

static struct ar_slice
read_file(struct ar_arena *arena, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct ar_buf all = {0};
	struct ar_slice copy;
	char piece[4096];
	size_t n;

	if (f == NULL)
		die(strerror(errno));
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		ar_buf_add(&all, ar_slice(piece, n));
	(void)fclose(f);
	copy = ar_arena_copy(arena, ar_buf_slice(&all));
	ar_buf_free(&all);
	return copy;
}

static void
parse(struct run *r, struct ar_template *t, struct ar_slice text)
{
	struct ar_template_fault fault;

	if (ar_template_parse(t, &r->arena, text, &fault) != AR_OK)
		die(fault.what);
}

static const struct ar_template *
find(void *with, const struct ar_template *in, const struct ar_node *node)
{
	struct run *r = with;
	struct loaded *l;
	char path[512];

	(void)in;
	for (l = r->partials; l != NULL; l = l->next)
		if (ar_slice_eq(l->name, node->text) &&
		    ar_slice_eq(l->indent, node->indent))
			return &l->template;
	(void)snprintf(path, sizeof path, "%s/%.*s.mustache", r->folder,
	    (int)node->text.n, node->text.p);
	l = ar_arena_alloc(&r->arena, sizeof *l);
	*l = (struct loaded){node->text, node->indent, {0}, r->partials};
	r->partials = l;
	if (access(path, F_OK) == 0)
		parse(r, &l->template, ar_template_indent(&r->arena,
		    read_file(&r->arena, path), node->indent));
	return &l->template;
}

static void
put_text(void *to, struct ar_slice text)
{
	ar_buf_add(to, text);
}

static void
put_value(void *to, const struct ar_node *node, struct ar_slice value)
{
	if (node->kind == AR_NODE_RAW)
		ar_buf_add(to, value);
	else
		ar_escape_add(to, AR_ESCAPE_HTML, value);
}

int
main(int argc, char **argv)
{
	struct run r = {0};
	struct reader json = {0};
	const struct ar_model model = {get, item, NULL};
	const struct ar_partials partials = {find, &r};
	const struct ar_pieces pieces = {put_text, put_value, &r.out};
	struct ar_template t;

	if (argc != 4)
		die("want TEMPLATE DATA FOLDER");
	r.folder = argv[3];
	parse(&r, &t, read_file(&r.arena, argv[1]));
	json.at = read_file(&json.arena, argv[2]).p;
	if (ar_expand(&(struct ar_expansion){&model, &partials, &pieces}, &t,
	    read_json(&json)->value) != AR_OK)
		die("nests too deep");
	if (r.out.n > 0)
		(void)fwrite(r.out.p, 1, r.out.n, stdout);
	ar_buf_free(&r.out);
	ar_arena_free(&json.arena);
	ar_arena_free(&r.arena);
	return fflush(stdout) == 0 ? 0 : 1;
}
