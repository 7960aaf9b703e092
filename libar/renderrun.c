/*
 * libar/renderrun.c
 * Purpose: a run of ar-render: rows and templates in, documents out.
 */
#include "libar/renderrun.h"

#include <stdio.h>

#include "libar/lettercheck.h"
#include "libar/letterfiles.h"
#include "libar/operands.h"
#include "libar/sink.h"

struct run {
	struct ar_cli *cli;
	const struct ar_render_options *o;
	struct ar_letters letters;
	struct ar_letter letter;
	struct ar_templates *templates;
	struct ar_sheet *fixed;         /* the one template, or NULL */
	struct ar_sheet *pattern;       /* of templates, or NULL */
	struct ar_letterfiles files;
	struct ar_buf name, text;
	uint64_t documents, written;
};

/* At every header of the document, and once for a run. */
static int
check_names(struct run *r, struct ar_sheet *sheet,
    const struct ar_letter_doc *doc)
{
	const struct ar_letter_row *row = doc->first;
	int result = AR_OK;

	for (; row != NULL && result == AR_OK; row = row->next)
		result = ar_lettercheck(&r->letters, sheet, &row->in->header);
	return result;
}

static int
no_template(struct run *r, struct ar_letter_doc *doc)
{
	struct ar_quoted q;

	ar_diag_refuse(r->cli->diag, &(struct ar_say){AR_M_NO_TEMPLATE,
	    doc->first->row.at, {0},
	    {ar_quote(&q, ar_buf_slice(&r->name))}});
	ar_letters_refuse(&r->letters, doc, doc->first);
	return AR_EDATA;
}

/* The template of a document, by its most special name that is there. */
static int
choose(struct run *r, struct ar_letter_doc *doc, struct ar_sheet **sheet)
{
	unsigned all = r->pattern == NULL ? 0 :
	    1U << ar_letter_optional(r->pattern);
	int result = AR_OK;

	*sheet = r->fixed;
	for (unsigned without = all; without-- > 0 && *sheet == NULL;) {
		r->name.n = 0;
		result = ar_letter_name_without(&r->letter, r->pattern, doc,
		    all - 1 - without, &r->name);
		if (result == AR_OK)
			result = ar_templates_get(r->templates,
			    ar_buf_slice(&r->name), false, sheet);
		if (result != AR_OK)
			return result;
	}
	if (*sheet != NULL)
		return check_names(r, *sheet, doc);
	r->name.n = 0;
	result = ar_letter_name_without(&r->letter, r->pattern, doc, 0,
	    &r->name);
	return result == AR_OK ? no_template(r, doc) : result;
}

/* See whether the document can be written; AR_EDATA: it is refused. */
static int
try_document(struct run *r, struct ar_letter_doc *doc)
{
	struct ar_sheet *sheet = NULL;
	int result = r->pattern == NULL ? AR_OK :
	    check_names(r, r->pattern, doc);

	if (result == AR_OK)
		result = choose(r, doc, &sheet);
	if (result == AR_OK && r->files.pattern != NULL)
		result = check_names(r, r->files.pattern, doc);
	if (result == AR_OK && r->files.pattern != NULL)
		result = ar_letterfiles_check(&r->files, doc);
	r->text.n = 0;
	return result != AR_OK ? result :
	    ar_letter_write(&r->letter, sheet, doc, &r->text);
}

static int
try_all(struct run *r)
{
	for (size_t i = 0; i < r->letters.docs.n; i++) {
		struct ar_letter_doc *doc = ar_map_value(&r->letters.docs, i);

		if (doc->rows == 0)
			continue;
		if (doc->refused)
			ar_letters_refuse(&r->letters, doc, NULL);
		else if (try_document(r, doc) == AR_ESTOP)
			return AR_ESTOP;
		r->documents += !doc->refused;
	}
	return AR_OK;
}

static int
write_document(struct run *r, struct ar_letter_doc *doc,
    struct ar_sink *sink)
{
	struct ar_sheet *sheet = NULL;
	int result = choose(r, doc, &sheet);

	r->text.n = 0;
	if (result == AR_OK)
		result = ar_letter_write(&r->letter, sheet, doc, &r->text);
	if (result == AR_OK)
		result = sink == NULL ? ar_letterfiles_write(&r->files, doc,
		    ar_buf_slice(&r->text)) : ar_sink_write(sink,
		    ar_buf_slice(&r->text));
	r->written += result == AR_OK;
	return result;
}

static int
write_documents(struct run *r, struct ar_sink *sink, struct ar_buf *last)
{
	for (size_t i = 0; i < r->letters.docs.n; i++) {
		struct ar_letter_doc *doc = ar_map_value(&r->letters.docs, i);

		if (doc->rows == 0 || doc->refused)
			continue;
		if (write_document(r, doc, sink) != AR_OK)
			return AR_ESTOP;
		last->n = 0;
		ar_buf_add(last, ar_buf_slice(&r->files.name));
	}
	return AR_OK;
}

/* How far it came, since a part of a mailing is out. */
static void
say_written(struct run *r, struct ar_slice last)
{
	char written[24], all[24];
	struct ar_quoted q;

	if (r->written == 0)
		return;
	(void)snprintf(written, sizeof written, "%llu",
	    (unsigned long long)r->written);
	(void)snprintf(all, sizeof all, "%llu",
	    (unsigned long long)r->documents);
	ar_diag_say(r->cli->diag, &(struct ar_say){AR_M_PART_WRITTEN, {0},
	    {0}, {written, all, ar_quote(&q, last)}});
}

static int
write_all(struct run *r)
{
	struct ar_sink *sink = NULL;
	struct ar_buf last = {0};
	int result;

	if (r->files.pattern == NULL && ar_sink_open(&sink,
	    r->cli->common.output, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	result = write_documents(r, sink, &last);
	if (result != AR_OK && sink == NULL)
		say_written(r, ar_buf_slice(&last));
	ar_buf_free(&last);
	if (sink == NULL)
		return result;
	if (result == AR_OK)
		return ar_sink_commit(sink);
	ar_sink_abort(sink);
	return AR_ESTOP;
}

static int
load_templates(struct run *r)
{
	struct ar_slice t = ar_slice_of(r->o->template);
	bool patterned = strstr(r->o->template, "{{") != NULL;

	if (patterned ? ar_templates_pattern(r->templates, "TEMPLATE",
	    r->o->template, &r->pattern) != AR_OK :
	    ar_templates_get(r->templates, t, true, &r->fixed) != AR_OK)
		return AR_ESTOP;
	return r->o->files == NULL ? AR_OK : ar_templates_pattern(
	    r->templates, "--files", r->o->files, &r->files.pattern);
}

/* Also where no row is: a wrong template is wrong on a quiet day. */
static int
check_headers(struct run *r)
{
	const struct ar_letter_header *h = r->letters.headers;
	enum { SHEETS = 3 };
	struct ar_sheet *const sheets[SHEETS] = {
		r->fixed, r->pattern, r->files.pattern
	};

	for (; h != NULL; h = h->next)
		for (size_t i = 0; i < SHEETS; i++)
			if (sheets[i] != NULL && ar_lettercheck(&r->letters,
			    sheets[i], &h->header) != AR_OK)
				return AR_ESTOP;
	return AR_OK;
}

static void
say_counts(const struct run *r)
{
	struct ar_buf text = {0};

	if (!r->cli->common.verbose)
		return;
	ar_buf_addf(&text, "%llu rows read, %llu filtered, %llu refused; "
	    "%llu documents written", (unsigned long long)r->letters.read,
	    (unsigned long long)r->letters.filtered,
	    (unsigned long long)r->letters.refused,
	    (unsigned long long)r->written);
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_note(r->cli->diag, text.p);
	ar_buf_free(&text);
}

/* Whether what was refused lets the rest be written. */
static bool
may_write(const struct run *r)
{
	return ar_diag_refused(r->cli->diag) == 0 ||
	    (r->letters.rejects != NULL && r->letters.unplaced.line == 0);
}

static void
say_refused(const struct run *r)
{
	const char *rejects = r->cli->common.rejects;
	struct ar_buf end = {0};

	if (may_write(r)) {
		ar_diag_verdict(r->cli->diag, r->letters.read, rejects);
		return;
	}
	if (rejects != NULL)
		ar_diag_say(r->cli->diag, &(struct ar_say){AR_M_UNPLACED,
		    r->letters.unplaced, {0}, {0}});
	ar_buf_addf(&end, "nothing written%s", rejects != NULL ? "" :
	    ", --rejects=FILE goes on without their documents");
	ar_buf_add(&end, AR_S("\0"));
	ar_diag_verdict_with(r->cli->diag, r->letters.read, end.p);
	ar_buf_free(&end);
}

static int
run(struct run *r)
{
	const struct ar_more_files more = {{
		r->pattern == NULL ? r->o->template : NULL, r->o->with
	}, {NULL}};
	int result = AR_OK;

	if (ar_operands_check(&r->cli->common, &more, r->cli->diag) !=
	    AR_OK || ar_letters_load(&r->letters) != AR_OK)
		return AR_ESTOP;
	if (r->cli->common.rejects != NULL && ar_rejects_open(
	    &r->letters.rejects, r->cli->common.rejects, r->cli->diag) !=
	    AR_OK)
		return AR_ESTOP;
	if (ar_letters_read(&r->letters) != AR_OK ||
	    check_headers(r) != AR_OK || try_all(r) != AR_OK)
		return AR_ESTOP;
	if (may_write(r))
		result = write_all(r);
	say_refused(r);
	say_counts(r);
	return result;
}

/* Now; with --as-of the beginning of that day, which is never to come. */
static void
date_mails(const struct ar_cli *cli, char *ts)
{
	memcpy(ts, cli->common.ts, sizeof cli->common.ts);
	if (!ar_cli_given(cli, AR_OPT_AS_OF))
		return;
	ar_day_format(ts, cli->common.as_of);
	memcpy(ts + AR_DAY_TEXT, "T00:00:00Z", AR_DAY_TEXT);
}

void
ar_renderrun(struct ar_cli *cli, const struct ar_render_options *o)
{
	struct run r = {.cli = cli, .o = o};
	char ts[sizeof cli->common.ts];
	int result;

	date_mails(cli, ts);
	ar_letters_init(&r.letters, o, &cli->common, cli->diag);
	ar_letter_init(&r.letter, &r.letters, o->files == NULL,
	    ar_slice(ts, sizeof ts - 1));
	ar_letterfiles_init(&r.files, &r.letter);
	r.letters.mails = ar_templates_form(o, ar_slice_of(o->template)) ==
	    AR_FORM_MAIL;
	r.templates = ar_templates_new(o, cli->diag);
	result = load_templates(&r) == AR_OK ? run(&r) : AR_ESTOP;
	(void)!ar_rejects_close(r.letters.rejects, result == AR_OK);
	ar_templates_free(r.templates);
	ar_letterfiles_release(&r.files);
	ar_buf_free(&r.name);
	ar_buf_free(&r.text);
	ar_letter_release(&r.letter);
	ar_letters_release(&r.letters);
}
