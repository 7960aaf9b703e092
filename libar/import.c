/*
 * libar/import.c
 * Purpose: foreign files into one canonical stream.
 */
#include "libar/import.h"

#include <stdlib.h>

#include "libar/importnote.h"
#include "libar/importrows.h"
#include "libar/importteam.h"

enum { FIRST_ROWS = 1000 };     /* by which a file's dialect is mostly known */

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
	if (ar_import_release_rows(r) != AR_OK)
		return AR_ESTOP;
	ar_import_take_groups(r);
	if (r->o->map.total_required && !f->totals.closed)
		return say_cut(r, AR_M_TOTAL_MISSING);
	return f->totals.refused || ar_import_balance_ends(&f->balance,
	    r->o->map.balance_required) ? AR_OK :
	    say_cut(r, AR_M_BALANCE_MISSING);
}

/* By several threads, as soon as these can know how. */
static int
read_rows(struct ar_import_run *r)
{
	int result = ar_import_read_rows(r, FIRST_ROWS);

	if (result != AR_ITEM)
		return result;
	ar_import_team(r);
	return ar_import_read_rows(r, UINT64_MAX);
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
