/*
 * tests/fuzz/mustache.c
 * Purpose: templates are walked to their end, and values stay what they are.
 *
 * The text up to a line "---" is a template, and also that of its partials;
 * the text behind it is the value of its names.  It is expanded with a fixed
 * model for each kind of document, in which no value may do anything; and
 * into a mail, whose fields are those that the template has without values.
 */
#include "libar/escape.h"
#include "libar/expand.h"
#include "libar/mail.h"
#include "libar/utf8.h"
#include "tests/fuzz/target.h"

enum { LIST = 3, MOST = 256 * 1024 };

const char *const fuzz_words[] = {
	"{{", "}}", "v", "{{v}}", "{{{v}}}", "{{&v}}", "{{#list}}", "{{/list}}",
	"{{^no}}", "{{/no}}", "{{#map}}", "{{/map}}", "{{map.v}}", "{{.}}",
	"{{>p}}", "{{!", "{{=<% %>=}}", "<%v%>", "{{= {{ }} =}}", "\n", "\r\n",
	"\n---\n", " ", "\t", "<", "&", "\"", "'", "\\", ".", "T}", "\x1b[31m",
	"\xe2\x80\xae", "\xef\xbf\xbf", "\xc3\xa4", "From: a@b.cc\n", "To: ",
	"{{v}} <{{v}}>", "Subject: {{v}}\n", "\nBcc: x@y.zz", "\n\n", "From ",
	"{{! ar-render: form=html }}", "{{yes}}", "{{#yes}}", "{{/yes}}", "=",
	"Content-Type: text/html\n", "a@b.cc", NULL
};

const size_t fuzz_most = 2000;

/* A template as it is expanded into one kind of document. */
struct run {
	struct ar_slice template, value;
	enum ar_escape escape;
	struct ar_template parsed;
	struct ar_mail *mail;           /* NULL: a document */
	size_t out;             /* bytes so far */
};

/* Members: v is the value, list holds it, map has it. */
static struct ar_value
get(void *with, const struct ar_value *of, struct ar_slice name)
{
	const struct run *r = with;

	(void)of;
	if (ar_slice_eq(name, AR_S("v")))
		return ar_value_text(r->value);
	if (ar_slice_eq(name, AR_S("list")))
		return (struct ar_value){AR_VALUE_LIST, AR_S(""), NULL, LIST};
	if (ar_slice_eq(name, AR_S("map")))
		return (struct ar_value){AR_VALUE_MAP, AR_S(""), NULL, 0};
	return ar_slice_eq(name, AR_S("yes")) ? ar_value_truth(true) :
	    ar_value_none();
}

static struct ar_value
item(void *with, const struct ar_value *list, size_t number)
{
	const struct run *r = with;

	need(list->kind == AR_VALUE_LIST && number < LIST, "an item is there");
	return ar_value_text(r->value);
}

/* Each partial is the template itself. */
static const struct ar_template *
find(void *with, const struct ar_template *in, const struct ar_node *node)
{
	const struct run *r = with;

	need(node->kind == AR_NODE_PARTIAL && in->n > 0, "a partial is one");
	return r->out < MOST ? &r->parsed : NULL;
}

/* What must not stand in a value of the kind. */
static void
check_escaped(enum ar_escape escape, struct ar_slice s)
{
	static const char *const never[] = {
		[AR_ESCAPE_NONE] = "", [AR_ESCAPE_HTML] = "<>\"'",
		[AR_ESCAPE_XML] = "<>\"'", [AR_ESCAPE_ROFF] = "\n\r\t\"'`^~"
	};

	need(ar_utf8_valid(s), "text stays text");
	need(escape != AR_ESCAPE_ROFF || s.n == 0 || (s.p[0] != '.' &&
	    s.p[0] != 'T'), "a value is no request");
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		need(c >= ' ' || c == '\n' || c == '\r' || c == '\t',
		    "no control stays");
		need(c != 0x7f && (c == '\0' ||
		    strchr(never[escape], s.p[i]) == NULL),
		    "no mark of the document stays");
		if (c == '&' && escape != AR_ESCAPE_NONE &&
		    escape != AR_ESCAPE_ROFF)
			need(memchr(s.p + i, ';', s.n - i) != NULL,
			    "an ampersand is an entity");
		if (c == '\\' && escape == AR_ESCAPE_ROFF)
			need(i + 1 < s.n && (s.p[i + 1] == '&' ||
			    s.p[i + 1] == '['), "a backslash is a name");
	}
}

static void
take_text(void *to, struct ar_slice text)
{
	struct run *r = to;

	need(text.n > 0 && text.p >= r->template.p && text.p + text.n <=
	    r->template.p + r->template.n, "text is of the template");
	r->out += text.n;
	if (r->mail != NULL)
		ar_mail_text(r->mail, text);
}

static void
take_value(void *to, const struct ar_node *node, struct ar_slice value)
{
	struct run *r = to;
	struct ar_buf safe = {0};

	need(node->kind == AR_NODE_VALUE || node->kind == AR_NODE_RAW,
	    "a value has its node");
	need(ar_slice_eq(value, r->value), "a value is the model's");
	r->out += value.n + 1;
	if (r->mail != NULL) {
		ar_mail_value(r->mail, node->text, value,
		    node->kind == AR_NODE_RAW);
		return;
	}
	ar_escape_add(&safe, r->escape, value);
	check_escaped(r->escape, ar_buf_slice(&safe));
	ar_buf_free(&safe);
}

static int
expand(struct run *r)
{
	const struct ar_model model = {get, item, r};
	const struct ar_partials partials = {find, r};
	const struct ar_pieces pieces = {take_text, take_value, r};

	r->out = 0;
	return ar_expand(&(struct ar_expansion){&model, &partials, &pieces},
	    &r->parsed, (struct ar_value){AR_VALUE_MAP, AR_S(""), NULL, 0});
}

static void
check_nodes(const struct ar_template *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct ar_node *node = &t->node[i];

		need(node->kind == AR_NODE_TEXT ? node->text.n > 0 :
		    node->text.n > 0 && node->at.line > 0 &&
		    node->at.column > 0, "a node has its text and place");
		if (node->kind == AR_NODE_SECTION ||
		    node->kind == AR_NODE_INVERTED)
			need(node->end > i && node->end <= t->n,
			    "a section has its end");
	}
}

/* The names of a mail's fields, one behind the other. */
static void
add_names(struct ar_buf *to, struct ar_slice mail)
{
	struct ar_slice line = ar_slice_cut(&mail, '\n');

	for (; line.n > 0; line = ar_slice_cut(&mail, '\n')) {
		for (size_t i = 0; i < line.n; i++)
			need((line.p[i] >= ' ' || line.p[i] == '\t') &&
			    (unsigned char)line.p[i] < 0x7f,
			    "a head is plain ASCII");
		if (line.p[0] == ' ' || line.p[0] == '\t')
			continue;
		need(memchr(line.p, ':', line.n) != NULL,
		    "a line of the head is a field");
		ar_buf_add(to, ar_slice_cut(&line, ':'));
		ar_buf_add(to, AR_S("\n"));
	}
}

/* Lines at which a mail begins in an mbox. */
static size_t
count_mails(struct ar_slice mbox)
{
	const struct ar_slice from = AR_S("From ");
	size_t n = 0;

	while (mbox.n > 0) {
		struct ar_slice line = ar_slice_cut(&mbox, '\n');

		n += line.n >= from.n && memcmp(line.p, from.p, from.n) == 0;
	}
	return n;
}

/* The mail of the template with a value, and the names of its fields. */
static bool
write_mail(struct run *r, struct ar_slice value, struct ar_buf *names)
{
	const struct ar_slice ts = AR_S("2026-11-22T12:00:00Z");
	struct ar_mail mail = {.html = false};
	struct ar_buf text = {0}, mbox = {0};
	bool good;

	r->mail = &mail;
	r->value = value;
	good = expand(r) == AR_OK &&
	    ar_mail_write(&mail, AR_S("id"), ts, false, &text) == AR_OK;
	need(good || text.n == 0, "of a mail that fails nothing is written");
	if (good) {
		add_names(names, ar_buf_slice(&text));
		need(ar_mail_write(&mail, AR_S("id"), ts, true, &mbox) ==
		    AR_OK && count_mails(ar_buf_slice(&mbox)) == 1,
		    "a mail is one mail of an mbox");
	}
	ar_buf_free(&text);
	ar_buf_free(&mbox);
	ar_mail_release(&mail);
	r->mail = NULL;
	return good;
}

/* With any value a mail has the fields that it has with a harmless one. */
static void
check_mail(struct run *r)
{
	struct ar_slice value = r->value;
	struct ar_buf names = {0}, plain = {0};

	if (write_mail(r, value, &names) &&
	    write_mail(r, AR_S("a@b.cc"), &plain))
		need(ar_slice_eq(ar_buf_slice(&names), ar_buf_slice(&plain)),
		    "no value adds or takes a field");
	r->value = value;
	ar_buf_free(&names);
	ar_buf_free(&plain);
}

/* Cut the template off at a line "---". */
static struct ar_slice
cut_template(struct ar_slice *rest)
{
	const struct ar_slice mark = AR_S("\n---\n");
	struct ar_slice all = *rest;
	size_t at = 0;

	while (at + mark.n <= all.n &&
	    memcmp(all.p + at, mark.p, mark.n) != 0)
		at++;
	if (at + mark.n > all.n) {
		*rest = AR_S("v");
		return all;
	}
	*rest = ar_slice(all.p + at + mark.n, all.n - at - mark.n);
	return ar_slice(all.p, at + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct run r = {.value = fuzz_text(bytes, n)};
	struct ar_template_fault fault = {.what = NULL};
	struct ar_arena arena = {0};
	uint32_t lines = 1;

	r.template = cut_template(&r.value);
	for (size_t i = 0; i < r.template.n; i++)
		lines += r.template.p[i] == '\n';
	if (ar_template_parse(&r.parsed, &arena, r.template, &fault) != AR_OK)
		need(fault.what != NULL && fault.at.line >= 1 &&
		    fault.at.line <= lines && fault.at.column >= 1,
		    "a fault has its place");
	else {
		check_nodes(&r.parsed);
		for (r.escape = AR_ESCAPE_NONE; r.escape <= AR_ESCAPE_ROFF;
		    r.escape++)
			(void)!expand(&r);
		check_mail(&r);
	}
	ar_arena_free(&arena);
	return 0;
}
