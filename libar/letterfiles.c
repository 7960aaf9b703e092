/*
 * libar/letterfiles.c
 * Purpose: a file for each document, under a name of its own.
 */
#include "libar/letterfiles.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "libar/sink.h"

void
ar_letterfiles_init(struct ar_letterfiles *f, struct ar_letter *letter)
{
	*f = (struct ar_letterfiles){.letter = letter};
	ar_map_init(&f->taken, sizeof(const struct ar_letter_row *));
}

void
ar_letterfiles_release(struct ar_letterfiles *f)
{
	ar_map_release(&f->taken);
	ar_buf_free(&f->name);
}

static struct ar_letters *
letters_of(const struct ar_letterfiles *f)
{
	return f->letter->data.letters;
}

static int
make_name(struct ar_letterfiles *f, struct ar_letter_doc *doc)
{
	int result;

	f->name.n = 0;
	result = ar_letter_name(f->letter, f->pattern, doc, &f->name);
	ar_buf_add(&f->name, AR_S("\0"));
	f->name.n--;
	return result;
}

static int
refuse_same(struct ar_letterfiles *f, struct ar_letter_doc *doc,
    const struct ar_letter_row *first)
{
	struct ar_diag *diag = letters_of(f)->diag;
	struct ar_quoted q;
	char line[24];

	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)first->row.at.line);
	ar_diag_refuse(diag, &(struct ar_say){AR_M_SAME_NAME,
	    doc->first->row.at, {0}, {ar_quote(&q, ar_buf_slice(&f->name)),
	    ar_diag_file_name(diag, first->row.at.file), line}});
	ar_letters_refuse(letters_of(f), doc, doc->first);
	return AR_EDATA;
}

static int
fail(struct ar_letterfiles *f, enum ar_msg msg, const char *why)
{
	struct ar_diag *diag = letters_of(f)->diag;

	ar_diag_say(diag, &(struct ar_say){msg,
	    {ar_diag_file(diag, f->name.p), 0}, {0}, {why}});
	return AR_ESTOP;
}

static bool
is_same(const char *path, const struct stat *target)
{
	struct stat st;

	return path != NULL && stat(path, &st) == 0 &&
	    st.st_dev == target->st_dev && st.st_ino == target->st_ino;
}

/* Whether the document would be written over what is read. */
static bool
is_read(const struct ar_letterfiles *f, const struct stat *target)
{
	const struct ar_common *c = letters_of(f)->common;
	const struct ar_render_options *o = letters_of(f)->o;

	for (size_t i = 0; i < c->noperands; i++)
		if (is_same(c->operand[i], target))
			return true;
	return is_same(o->template, target) || is_same(o->with, target) ||
	    is_same(c->customers, target) || is_same(c->rejects, target);
}

/*
 * A link or folder planted there would lead elsewhere, and a file of the run
 * itself may be named by a cell.
 */
static int
look_at_target(struct ar_letterfiles *f)
{
	struct stat st;

	if (lstat(f->name.p, &st) != 0)
		return errno == ENOENT ? AR_OK :
		    fail(f, AR_M_CANNOT_OPEN, strerror(errno));
	return S_ISREG(st.st_mode) && !is_read(f, &st) ? AR_OK :
	    fail(f, AR_M_IN_THE_WAY, NULL);
}

int
ar_letterfiles_check(struct ar_letterfiles *f, struct ar_letter_doc *doc)
{
	const struct ar_letter_row **first;
	int result = make_name(f, doc);
	bool fresh;

	if (result != AR_OK)
		return result;
	first = ar_map_value(&f->taken, ar_map_put(&f->taken,
	    ar_buf_slice(&f->name), &fresh));
	if (!fresh)
		return refuse_same(f, doc, *first);
	*first = doc->first;
	return look_at_target(f);
}

int
ar_letterfiles_write(struct ar_letterfiles *f, struct ar_letter_doc *doc,
    struct ar_slice text)
{
	struct ar_sink *sink;

	if (make_name(f, doc) != AR_OK || look_at_target(f) != AR_OK ||
	    ar_sink_open(&sink, f->name.p, letters_of(f)->diag) != AR_OK)
		return AR_ESTOP;
	if (ar_sink_write(sink, text) == AR_OK)
		return ar_sink_commit(sink);
	ar_sink_abort(sink);
	return AR_ESTOP;
}
