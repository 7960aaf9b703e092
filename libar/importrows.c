/*
 * libar/importrows.c
 * Purpose: the rows of a foreign file, in turn.
 */
#include "libar/importrows.h"

#include "libar/importrule.h"

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

int
ar_import_release_rows(struct ar_import_run *r)
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
		if (ar_import_release_rows(r) != AR_OK)
			return AR_ESTOP;
		ar_import_take_texts(r, row);
	}
	return ar_import_take(r, row, class);
}

int
ar_import_read_rows(struct ar_import_run *r, uint64_t most)
{
	struct ar_row row;
	int result;

	for (uint64_t n = 0; n < most; n++) {
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
	return AR_ITEM;
}
