/*
 * libar/templates.c
 * Purpose: files of templates, each read once with all its partials.
 */
#include "libar/templates.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "libar/bytes.h"
#include "libar/map.h"
#include "libar/path.h"
#include "libar/utf8.h"

enum { TEXT_MAX = 1024 * 1024 };

struct ar_templates {
	const struct ar_render_options *o;
	struct ar_map sheets;           /* path -> struct ar_sheet * */
	struct ar_arena arena;
	struct ar_diag *diag;
};

/* A sheet that is being read. */
struct loading {
	struct ar_templates *t;
	struct ar_sheet *sheet;
	struct ar_slice path;
	struct ar_sheet_part **end;
	size_t parts;
};

struct ar_templates *
ar_templates_new(const struct ar_render_options *o, struct ar_diag *diag)
{
	struct ar_templates *t = ar_alloc(sizeof *t);

	t->o = o;
	t->diag = diag;
	ar_map_init(&t->sheets, sizeof(struct ar_sheet *));
	return t;
}

void
ar_templates_free(struct ar_templates *t)
{
	if (t == NULL)
		return;
	ar_map_release(&t->sheets);
	ar_arena_free(&t->arena);
	free(t);
}

void
ar_template_say(struct ar_diag *diag, enum ar_msg msg, uint32_t file,
    struct ar_spot at, const char *const arg[3])
{
	char column[16];
	int n = snprintf(column, sizeof column, "%u", at.column);

	ar_diag_say(diag, &(struct ar_say){msg, {file, at.line},
	    ar_slice(column, at.line == 0 ? 0 : (size_t)n),
	    {arg[0], arg[1], arg[2]}});
}

static int
refuse(const struct loading *l, uint32_t file, struct ar_spot at,
    const char *what, struct ar_slice about)
{
	struct ar_buf text = {0};
	struct ar_quoted q;

	ar_buf_addf(&text, "%s", what);
	if (about.n > 0)
		ar_buf_addf(&text, " %s", ar_quote(&q, about));
	ar_buf_add(&text, AR_S("\0"));
	ar_template_say(l->t->diag, AR_M_BAD_TEMPLATE, file, at,
	    (const char *[3]){text.p});
	ar_buf_free(&text);
	return AR_ESTOP;
}

static int
read_bytes(struct loading *l, struct ar_bytes *in, uint32_t file,
    struct ar_buf *all)
{
	enum { PIECE = 16 * 1024 };
	ssize_t n;

	do {
		ar_buf_room(all, PIECE);
		n = ar_bytes_read(in, all->p + all->n, PIECE);
		all->n += n > 0 ? (size_t)n : 0;
		if (all->n > TEXT_MAX)
			return refuse(l, file, (struct ar_spot){0},
			    "it is longer than 1 MiB", AR_S(""));
	} while (n > 0);
	return n < 0 ? AR_ESTOP : AR_OK;
}

/* The text of a file, in the arena, without a byte order mark. */
static int
read_text(struct loading *l, const char *path, uint32_t file,
    struct ar_slice *text)
{
	const struct ar_slice mark = AR_S("\xef\xbb\xbf");
	struct ar_buf all = {0};
	struct ar_bytes *in;
	int result;

	if (ar_bytes_open(&in, path, file, l->t->diag) != AR_OK)
		return AR_ESTOP;
	result = read_bytes(l, in, file, &all);
	ar_bytes_close(in);
	*text = ar_arena_copy(&l->t->arena, ar_buf_slice(&all));
	ar_buf_free(&all);
	if (text->n >= mark.n && memcmp(text->p, mark.p, mark.n) == 0)
		*text = ar_slice(text->p + mark.n, text->n - mark.n);
	if (result == AR_OK && (!ar_utf8_valid(*text) ||
	    memchr(text->p, '\0', text->n) != NULL))
		return refuse(l, file, (struct ar_spot){0},
		    "it is not UTF-8 text", AR_S(""));
	return result;
}

static int
add_part(struct loading *l, struct ar_sheet_part part, struct ar_slice text)
{
	struct ar_template_fault fault;
	struct ar_sheet_part *p = ar_arena_alloc(&l->t->arena, sizeof *p);

	*p = part;
	if (ar_template_parse(&p->template, &l->t->arena, text, &fault) !=
	    AR_OK)
		return refuse(l, part.file, fault.at, fault.what,
		    fault.about);
	*l->end = p;
	l->end = &p->next;
	l->parts++;
	return AR_OK;
}

static const struct ar_sheet_part *
find_part(const struct ar_sheet *sheet, struct ar_slice name,
    struct ar_slice indent)
{
	const struct ar_sheet_part *p = sheet->part->next;

	while (p != NULL && !(ar_slice_eq(p->name, name) &&
	    ar_slice_eq(p->indent, indent)))
		p = p->next;
	return p;
}

static bool
is_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 || errno != ENOENT;
}

/* The file of a partial, by the endings of the sheet from the longest on. */
static bool
find_file(const struct loading *l, struct ar_slice name, struct ar_buf *path)
{
	const char *own = l->path.p;    /* a key of the map: a NUL follows */
	size_t folder = ar_path_folder(own);
	struct ar_slice ending = ar_slice_of(own + folder);

	(void)ar_slice_cut(&ending, '.');
	for (;;) {
		path->n = 0;
		ar_buf_addf(path, "%.*s%.*s%s%.*s", (int)folder, own,
		    (int)name.n, name.p, ending.n > 0 ? "." : "",
		    (int)ending.n, ending.p);
		ar_buf_add(path, AR_S("\0"));
		if (is_there(path->p))
			return true;
		if (ending.n == 0)
			return false;
		(void)ar_slice_cut(&ending, '.');
	}
}

static bool
is_plain_name(struct ar_slice name)
{
	return memchr(name.p, '/', name.n) == NULL && name.p[0] != '.';
}

static int
load_partial(struct loading *l, const struct ar_sheet_part *in,
    const struct ar_node *node)
{
	struct ar_sheet_part part = {.name = node->text,
	    .indent = node->indent, .depth = in->depth + 1};
	struct ar_buf path = {0};
	struct ar_slice text;
	int result;

	if (!is_plain_name(node->text))
		return refuse(l, in->file, node->at,
		    "a partial is a name without a folder, not", node->text);
	if (part.depth > AR_PARTIALS_DEEP || l->parts > AR_PARTIALS_MAX)
		return refuse(l, in->file, node->at,
		    "partials nest too deep, at", node->text);
	if (!find_file(l, node->text, &path)) {
		ar_buf_free(&path);
		return l->t->o->lax ? AR_OK : refuse(l, in->file, node->at,
		    "there is no file for the partial", node->text);
	}
	part.file = ar_diag_file(l->t->diag, path.p);
	result = read_text(l, path.p, part.file, &text);
	ar_buf_free(&path);
	return result != AR_OK ? result : add_part(l, part,
	    ar_template_indent(&l->t->arena, text, node->indent));
}

/* What a part names is behind it, so that all are loaded in the end. */
static int
load_partials(struct loading *l)
{
	const struct ar_sheet_part *p = l->sheet->part;

	for (; p != NULL; p = p->next)
		for (size_t i = 0; i < p->template.n; i++) {
			const struct ar_node *node = &p->template.node[i];

			if (node->kind == AR_NODE_PARTIAL &&
			    find_part(l->sheet, node->text, node->indent) ==
			    NULL && load_partial(l, p, node) != AR_OK)
				return AR_ESTOP;
		}
	return AR_OK;
}

static const struct ar_template *
find_partial(void *with, const struct ar_template *in,
    const struct ar_node *node)
{
	const struct ar_sheet_part *p = find_part(with, node->text,
	    node->indent);

	(void)in;
	return p == NULL ? NULL : &p->template;
}

/* Take NAME=VALUE or NAME='VALUE' off the front. */
static bool
take_setting(struct ar_slice *rest, struct ar_slice *name,
    struct ar_slice *value)
{
	*rest = ar_slice_trim(*rest);
	if (rest->n == 0)
		return false;
	*name = ar_slice_cut(rest, '=');
	if (rest->n > 0 && rest->p[0] == '\'') {
		(void)ar_slice_cut(rest, '\'');
		*value = ar_slice_cut(rest, '\'');
	} else
		*value = ar_slice_cut(rest, ' ');
	return true;
}

/* What the comment "ar-render:" says goes before the options. */
static int
take_settings(struct loading *l)
{
	const struct ar_sheet_part *own = l->sheet->part;
	const struct ar_spot at = own->template.settings_at;
	struct ar_slice rest = own->template.settings, name, value;

	while (take_setting(&rest, &name, &value)) {
		int result = AR_EDATA;

		if (ar_slice_eq(name, AR_S("numbers")))
			result = ar_style_numbers(&l->sheet->style, value);
		else if (ar_slice_eq(name, AR_S("dates")))
			result = ar_style_dates(&l->sheet->style, value);
		else
			return refuse(l, own->file, at,
			    "the settings are numbers and dates, not", name);
		if (result != AR_OK)
			return refuse(l, own->file, at,
			    "this is no form of numbers or dates:", value);
	}
	return AR_OK;
}

enum ar_form
ar_templates_form(const struct ar_render_options *o, struct ar_slice path)
{
	static const struct {
		const char *ending;
		enum ar_form form;
	} known[] = {
		{".html", AR_FORM_HTML}, {".htm", AR_FORM_HTML},
		{".xml", AR_FORM_XML}, {".ms", AR_FORM_ROFF},
		{".roff", AR_FORM_ROFF}, {".eml", AR_FORM_MAIL},
	};

	if (o->form != AR_FORM_BY_NAME)
		return o->form;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct ar_slice e = ar_slice_of(known[i].ending);

		if (path.n > e.n && ar_slice_eq_nocase(ar_slice(
		    path.p + path.n - e.n, e.n), e))
			return known[i].form;
	}
	return AR_FORM_NONE;
}

static struct loading
begin(struct ar_templates *t, struct ar_slice path)
{
	struct loading l = {.t = t, .path = path,
	    .sheet = ar_arena_alloc(&t->arena, sizeof *l.sheet)};

	l.end = &l.sheet->part;
	l.sheet->style = t->o->style;
	l.sheet->form = ar_templates_form(t->o, path);
	l.sheet->partials = (struct ar_partials){find_partial, l.sheet};
	return l;
}

int
ar_templates_get(struct ar_templates *t, struct ar_slice path, bool must,
    struct ar_sheet **sheet)
{
	struct ar_sheet_part own = {.name = AR_S(""), .indent = AR_S("")};
	struct ar_slice text;
	struct loading l;
	bool fresh;
	size_t number = ar_map_put(&t->sheets, path, &fresh);
	struct ar_sheet **known = ar_map_value(&t->sheets, number);
	const char *name = ar_map_key(&t->sheets, number).p;

	*sheet = *known;
	if (!fresh || (!must && !is_there(name)))
		return AR_OK;
	l = begin(t, ar_map_key(&t->sheets, number));
	own.file = ar_diag_file(t->diag, name);
	if (read_text(&l, name, own.file, &text) != AR_OK ||
	    add_part(&l, own, text) != AR_OK ||
	    take_settings(&l) != AR_OK || load_partials(&l) != AR_OK)
		return AR_ESTOP;
	*sheet = *known = l.sheet;
	return AR_OK;
}

int
ar_templates_pattern(struct ar_templates *t, const char *option,
    const char *text, struct ar_sheet **sheet)
{
	struct loading l = begin(t, AR_S(""));
	struct ar_sheet_part own = {.name = AR_S(""), .indent = AR_S(""),
	    .file = ar_diag_file(t->diag, option)};

	l.sheet->style = (struct ar_style){0};  /* names are as cells are */
	if (add_part(&l, own, ar_slice_of(text)) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < l.sheet->part->template.n; i++) {
		const struct ar_node *n = &l.sheet->part->template.node[i];

		if (n->kind == AR_NODE_PARTIAL)
			return refuse(&l, own.file, n->at,
			    "a name of files has no partial", n->text);
	}
	*sheet = l.sheet;
	return AR_OK;
}
