/*
 * libar/letter.c
 * Purpose: the text of a document, and the names of its files.
 */
#include "libar/letter.h"

#include "libar/escape.h"
#include "libar/safename.h"

/* Where the pieces of one text go. */
struct target {
	struct ar_letter *letter;
	enum ar_escape escape;
	struct ar_buf *to;
	const struct ar_sheet *sheet;   /* of a name */
	unsigned without;
};

void
ar_letter_init(struct ar_letter *l, struct ar_letters *letters, bool mbox,
    struct ar_slice ts)
{
	*l = (struct ar_letter){.mbox = mbox, .ts = ts};
	ar_letterdata_init(&l->data, letters);
}

void
ar_letter_release(struct ar_letter *l)
{
	ar_letterdata_release(&l->data);
	ar_mail_release(&l->mail);
}

static int
expand(struct ar_letter *l, const struct ar_sheet *sheet,
    struct ar_letter_doc *doc, const struct ar_pieces *pieces)
{
	const struct ar_expansion e = {
		&l->data.model, &sheet->partials, pieces
	};
	struct ar_value root = ar_letterdata_begin(&l->data, doc,
	    &sheet->style);

	if (ar_expand(&e, &sheet->part->template, root) == AR_OK)
		return l->data.refused ? AR_EDATA : AR_OK;
	ar_template_say(l->data.letters->diag, AR_M_BAD_TEMPLATE,
	    sheet->part->file, (struct ar_spot){0}, (const char *[3]){
	    "sections and partials nest too deep"});
	return AR_ESTOP;
}

static void
put_text(void *to, struct ar_slice text)
{
	const struct target *t = to;

	ar_buf_add(t->to, text);
}

static void
put_value(void *to, const struct ar_node *node, struct ar_slice value)
{
	const struct target *t = to;

	if (node->kind == AR_NODE_RAW)
		ar_buf_add(t->to, value);
	else
		ar_escape_add(t->to, t->escape, value);
}

static void
put_mail_text(void *to, struct ar_slice text)
{
	const struct target *t = to;

	ar_mail_text(&t->letter->mail, text);
}

static void
put_mail_value(void *to, const struct ar_node *node, struct ar_slice value)
{
	const struct target *t = to;

	ar_mail_value(&t->letter->mail, node->text, value,
	    node->kind == AR_NODE_RAW);
}

/* A fault of a cell is of the document; one of the head, of the template. */
static int
refuse_mail(struct ar_letter *l, const struct ar_sheet *sheet,
    struct ar_letter_doc *doc)
{
	static const struct {
		enum ar_msg msg;
		const char *text;
	} faults[] = {
		[AR_MAIL_FINE] = {AR_M_LINE_BREAK, NULL},
		[AR_MAIL_BREAK] = {AR_M_LINE_BREAK, NULL},
		[AR_MAIL_ADDRESS] = {AR_M_BAD_ADDRESS, NULL},
		[AR_MAIL_NOBODY] = {AR_M_BAD_ADDRESS, NULL},
		[AR_MAIL_HEAD] = {AR_M_BAD_TEMPLATE,
		    "the head of a mail has fields as 'To: {{to}}', and an "
		    "empty line behind them, not"},
		[AR_MAIL_OURS] = {AR_M_BAD_TEMPLATE,
		    "this field of the head is not the template's to write:"},
		[AR_MAIL_LACKS] = {AR_M_BAD_TEMPLATE,
		    "the head of the mail lacks the field"},
	};
	const struct ar_mail *m = &l->mail;
	struct ar_diag *diag = l->data.letters->diag;
	struct ar_buf text = {0};
	struct ar_quoted q;

	(void)ar_quote(&q, ar_buf_slice(&m->about));
	if (faults[m->fault].text == NULL) {
		ar_buf_add(&text, ar_buf_slice(&m->name));
		ar_buf_add(&text, AR_S("\0"));
		ar_diag_refuse(diag, &(struct ar_say){faults[m->fault].msg,
		    doc->first->row.at, m->fault == AR_MAIL_BREAK ?
		    ar_buf_slice(&m->name) : AR_S(""), {q.s, text.p}});
		ar_letters_refuse(l->data.letters, doc, doc->first);
		ar_buf_free(&text);
		return AR_EDATA;
	}
	ar_buf_addf(&text, "%s %s", faults[m->fault].text, q.s);
	ar_buf_add(&text, AR_S("\0"));
	ar_template_say(diag, AR_M_BAD_TEMPLATE, sheet->part->file,
	    (struct ar_spot){0}, (const char *[3]){text.p});
	ar_buf_free(&text);
	return AR_ESTOP;
}

static int
write_mail(struct ar_letter *l, const struct ar_sheet *sheet,
    struct ar_letter_doc *doc, struct ar_buf *to)
{
	struct target t = {.letter = l, .to = to};
	const struct ar_pieces pieces = {put_mail_text, put_mail_value, &t};
	struct ar_slice id = AR_S("");
	int result;

	ar_mail_clear(&l->mail);
	result = expand(l, sheet, doc, &pieces);
	if (result != AR_OK)
		return result;
	(void)ar_letters_cell(l->data.letters, doc->first,
	    AR_S("action_id"), &id);
	if (ar_mail_write(&l->mail, id, l->ts, l->mbox, to) == AR_OK)
		return AR_OK;
	return refuse_mail(l, sheet, doc);
}

int
ar_letter_write(struct ar_letter *l, const struct ar_sheet *sheet,
    struct ar_letter_doc *doc, struct ar_buf *to)
{
	static const enum ar_escape escapes[] = {
		[AR_FORM_BY_NAME] = AR_ESCAPE_NONE,
		[AR_FORM_NONE] = AR_ESCAPE_NONE,
		[AR_FORM_HTML] = AR_ESCAPE_HTML,
		[AR_FORM_XML] = AR_ESCAPE_XML,
		[AR_FORM_ROFF] = AR_ESCAPE_ROFF,
		[AR_FORM_MAIL] = AR_ESCAPE_NONE,
	};
	struct target t = {.letter = l, .escape = escapes[sheet->form],
	    .to = to};
	const struct ar_pieces pieces = {put_text, put_value, &t};

	return sheet->form == AR_FORM_MAIL ? write_mail(l, sheet, doc, to) :
	    expand(l, sheet, doc, &pieces);
}

static void
put_safe_value(void *to, const struct ar_node *node, struct ar_slice value)
{
	const struct target *t = to;

	(void)node;
	ar_safename_add(t->to, value);
}

int
ar_letter_name(struct ar_letter *l, const struct ar_sheet *sheet,
    struct ar_letter_doc *doc, struct ar_buf *to)
{
	struct target t = {.letter = l, .to = to};

	return expand(l, sheet, doc, &(struct ar_pieces){put_text,
	    put_safe_value, &t});
}

static bool
is_mark(char c)
{
	return c == '.' || c == '-' || c == '_';
}

/* Whether the node is a value that a name may lack. */
static bool
is_optional(const struct ar_template *t, const struct ar_node *node)
{
	const struct ar_node *before = node - 1;

	return node > t->node && before->kind == AR_NODE_TEXT &&
	    node->kind == AR_NODE_VALUE &&
	    is_mark(before->text.p[before->text.n - 1]);
}

unsigned
ar_letter_optional(const struct ar_sheet *sheet)
{
	const struct ar_template *t = &sheet->part->template;
	unsigned n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += is_optional(t, &t->node[i]);
	return n < AR_LETTER_OPTIONAL ? n : AR_LETTER_OPTIONAL;
}

/* The number of an optional value, from behind. */
static unsigned
number_of(const struct ar_template *t, const struct ar_node *node)
{
	unsigned n = 0;

	while (++node < t->node + t->n)
		n += is_optional(t, node);
	return n;
}

static void
put_optional_value(void *to, const struct ar_node *node,
    struct ar_slice value)
{
	const struct target *t = to;
	const struct ar_template *in = &t->sheet->part->template;

	if (is_optional(in, node) && (value.n == 0 ||
	    (t->without >> number_of(in, node) & 1) != 0))
		t->to->n--;
	else
		ar_safename_add(t->to, value);
}

int
ar_letter_name_without(struct ar_letter *l, const struct ar_sheet *sheet,
    struct ar_letter_doc *doc, unsigned without, struct ar_buf *to)
{
	struct target t = {.letter = l, .to = to, .sheet = sheet,
	    .without = without};

	return expand(l, sheet, doc, &(struct ar_pieces){put_text,
	    put_optional_value, &t});
}
