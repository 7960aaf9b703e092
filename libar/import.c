/*
 * libar/import.c
 * Purpose: foreign files into one canonical stream.
 */
#include "libar/import.h"

#include <stdlib.h>

#include "libar/importnote.h"
#include "libar/importrule.h"
#include "libar/importtake.h"

enum { HELD_MAX = 64 * 1024 * 1024 };

static int
hold(struct ar_import_run *r, const struct ar_row *row, enum ar_row_class class)
{
	struct ar_import_work *f = r->file;

	f->bytes += sizeof *f->held + 2 * row->raw.n +
	    (row->n + 1) * sizeof *row->cut;
	if (f->bytes > HELD_MAX) {
		ar_diag_say(r->diag, &(struct ar_say){AR_M_HELD_TOO_MUCH,
		    row->at, {0}, {0}});
		return AR_ESTOP;
	}
	f->held = ar_grow(f->held, f->nheld + 1, sizeof *f->held);
	f->held[f->nheld++] = (struct ar_import_held){
		ar_row_copy(&f->arena, row), class, f->in.section
	};
	return AR_OK;
}

static int
release(struct ar_import_run *r)
{
	struct ar_import_work *f = r->file;
	struct ar_slice now = f->in.section;

	for (size_t i = 0; i < f->nheld; i++) {
		f->in.section = f->held[i].section;
		ar_import_take_texts(r, &f->held[i].row);
		if (ar_import_take(r, &f->held[i].row, f->held[i].class) != AR_OK)
			return AR_ESTOP;
	}
	f->in.section = now;
	ar_arena_free(&f->arena);
	f->nheld = f->bytes = 0;
	return AR_OK;
}

/* Show the row to what is known about the file's dates and amounts. */
static int
learn(struct ar_import_run *r, const struct ar_row *row,
    enum ar_row_class *class)
{
	struct ar_import_work *f = r->file;
	bool fits = ar_import_row_fits(&f->in, row);

	ar_import_take_texts(r, row);
	*class = ar_import_classify(&f->texts, &f->in, &r->o->map, row,
	    f->after_total);
	ar_import_section(&f->in, row, *class, &f->sections);
	f->after_total = f->after_total || *class == AR_ROW_TOTAL;
	if (*class == AR_ROW_TOTAL || *class == AR_ROW_BALANCE ||
	    (*class == AR_ROW_DOCUMENT && fits))
		return ar_dialect_see(&f->dialect, r->o, &f->texts, row->at,
		    *class != AR_ROW_DOCUMENT, r->diag);
	return AR_OK;
}

static int
take_row(struct ar_import_run *r, const struct ar_row *row)
{
	struct ar_import_work *f = r->file;
	enum ar_row_class class;

	if (ar_row_check_text(f->in.header, row, r->diag) != AR_OK) {
		r->records++;
		ar_import_drop(r, row, NULL);
		return AR_OK;
	}
	if (learn(r, row, &class) != AR_OK)
		return AR_ESTOP;
	r->records += class == AR_ROW_DOCUMENT || class == AR_ROW_STRANGE;
	f->counts.blank += class == AR_ROW_BLANK;
	f->counts.footers += class == AR_ROW_FOOTER;
	f->counts.skipped += class == AR_ROW_SKIPPED;
	f->counts.sections += class == AR_ROW_SECTION;
	if (class == AR_ROW_BLANK || class == AR_ROW_SKIPPED)
		return AR_OK;
	if (ar_dialect_is_open(&f->dialect))
		return hold(r, row, class);
	if (f->nheld > 0) {
		if (release(r) != AR_OK)
			return AR_ESTOP;
		ar_import_take_texts(r, row);
	}
	return ar_import_take(r, row, class);
}

static int
read_rows(struct ar_import_run *r)
{
	struct ar_row row;
	int result;

	for (;;) {
		if (ar_table_may_wait(r->file->in.table))
			(void)ar_out_flush(r->out.out);
		result = ar_table_next(r->file->in.table, &row);
		if (result == AR_OK || result == AR_ESTOP)
			return result;
		if (result == AR_EDATA) {
			r->records++;
			ar_import_drop(r, &row, NULL);
		} else if (take_row(r, &row) != AR_OK)
			return AR_ESTOP;
	}
}

static int
say_cut(struct ar_import_run *r, enum ar_msg msg)
{
	ar_diag_say(r->diag, &(struct ar_say){msg,
	    {r->file->in.header->at.file, 0}, {0}, {0}});
	return AR_ESTOP;
}

static int
finish_file(struct ar_import_run *r)
{
	struct ar_import_work *f = r->file;

	if (ar_dialect_is_open(&f->dialect)) {
		ar_dialect_refuse(&f->dialect, r->diag);
		return AR_ESTOP;
	}
	if (release(r) != AR_OK)
		return AR_ESTOP;
	ar_import_take_groups(r);
	if (r->o->map.total_required && !f->totals.closed)
		return say_cut(r, AR_M_TOTAL_MISSING);
	return f->totals.refused || ar_import_balance_ends(&f->balance,
	    r->o->map.balance_required) ? AR_OK :
	    say_cut(r, AR_M_BALANCE_MISSING);
}

static int
read_file(struct ar_import_run *r)
{
	ar_rejects_delimiter(r->rejects, r->file->in.delimiter);
	ar_rejects_header(r->rejects, r->file->in.header);
	if (ar_import_out_columns(&r->out, &r->file->in, r->diag) != AR_OK ||
	    read_rows(r) != AR_OK || finish_file(r) != AR_OK)
		return AR_ESTOP;
	if (r->common->verbose)
		ar_import_note(&r->file->in, &r->file->dialect,
		    &r->file->counts, r->diag);
	return AR_OK;
}

static int
read_operand(struct ar_import_run *r, const char *path)
{
	struct ar_import_work f = {0};
	int result;

	if (ar_import_file_open(&f.in, path, r->o, r->diag) != AR_OK)
		return AR_ESTOP;
	ar_dialect_init(&f.dialect, &r->o->map);
	f.dialect.period = f.in.above.period;
	ar_import_totals_init(&f.totals);
	for (size_t i = 0; i < r->o->map.ncells; i++)
		ar_import_totals_init(&f.under[i]);
	ar_import_groups_init(&f.groups);
	ar_import_texts_init(&f.texts);
	r->file = &f;
	result = read_file(r);
	r->file = NULL;
	ar_import_groups_release(&f.groups);
	ar_import_totals_release(&f.totals);
	for (size_t i = 0; i < r->o->map.ncells; i++)
		ar_import_totals_release(&f.under[i]);
	ar_dialect_release(&f.dialect);
	ar_import_file_close(&f.in);
	ar_arena_free(&f.arena);
	ar_arena_free(&f.sections);
	ar_arena_free(&f.scratch);
	free(f.held);
	return result;
}

static int
read_operands(struct ar_import_run *r)
{
	const struct ar_common *c = r->common;

	if (c->rejects != NULL &&
	    ar_rejects_open(&r->rejects, c->rejects, r->diag) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < c->noperands; i++)
		if (read_operand(r, c->operand[i]) != AR_OK)
			return AR_ESTOP;
	ar_diag_verdict(r->diag, r->records, c->rejects);
	if (r->failed)
		return AR_EDATA;
	ar_import_out_begin(&r->out);
	return AR_OK;
}

int
ar_import_run(const struct ar_import_options *o, const struct ar_common *c,
    struct ar_out *out, struct ar_tie *tie, struct ar_diag *diag)
{
	struct ar_import_run r = {.o = o, .common = c, .tie = tie, .diag = diag};
	int result;

	ar_import_docs_init(&r.docs, o, diag);
	ar_import_out_init(&r.out, o, out, tie);
	result = read_operands(&r);
	if (ar_rejects_close(r.rejects, result == AR_OK) != AR_OK)
		result = AR_ESTOP;
	ar_import_out_release(&r.out);
	ar_import_docs_release(&r.docs);
	return result;
}
