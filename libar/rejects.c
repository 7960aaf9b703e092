/*
 * libar/rejects.c
 * Purpose: refused records, kept with the reason.
 */
#include "libar/rejects.h"

#include <stdlib.h>

struct ar_rejects {
	struct ar_out *out;
	struct ar_arena arena;
	struct ar_slice header;         /* of the first file, as it came */
	size_t columns;
	bool apart;                     /* records are not split by commas */
	bool same;                      /* the present file has that header */
};

int
ar_rejects_open(struct ar_rejects **rejects, const char *path,
    struct ar_diag *diag)
{
	struct ar_out *out;

	if (ar_out_open(&out, path, diag) != AR_OK)
		return AR_ESTOP;
	*rejects = ar_alloc(sizeof **rejects);
	(*rejects)->out = out;
	return AR_OK;
}

void
ar_rejects_delimiter(struct ar_rejects *r, char delimiter)
{
	if (r != NULL)
		r->apart = delimiter != ',';
}

void
ar_rejects_header(struct ar_rejects *r, const struct ar_header *header)
{
	static const char *const reason[] = {
		"_file", "_line", "_column", "_error", "_record",
	};

	if (r == NULL)
		return;
	r->same = r->columns == 0 || ar_slice_eq(r->header, header->raw);
	if (r->columns != 0)
		return;
	r->header = ar_arena_copy(&r->arena, header->raw);
	r->columns = header->n;
	if (!r->apart)
		ar_out_raw(r->out, header->raw);
	for (size_t i = 0; i < header->n && r->apart; i++)
		ar_out_text(r->out, header->name[i]);
	for (size_t i = 0; i < sizeof reason / sizeof *reason; i++)
		ar_out_text(r->out, ar_slice_of(reason[i]));
	(void)ar_out_end_row(r->out);
}

void
ar_rejects_add(struct ar_rejects *r, const struct ar_row *row,
    const struct ar_diag *diag)
{
	const struct ar_say *why = ar_diag_last(diag);
	bool fits = r != NULL && r->same && row->n == r->columns;

	if (r == NULL)
		return;
	if (fits && !r->apart)
		ar_out_raw(r->out, row->raw);
	for (uint32_t i = 0; i < r->columns && (!fits || r->apart); i++)
		ar_out_text(r->out, fits ? ar_row_get(row, i) : AR_S(""));
	ar_out_text(r->out,
	    ar_slice_of(ar_diag_file_name(diag, row->at.file)));
	ar_out_count(r->out, row->at.line);
	ar_out_text(r->out, why->column.n == 0 ? AR_S("") : why->column);
	ar_out_text(r->out, ar_slice_of(ar_msg_code(why->msg)));
	if (fits)
		ar_out_raw(r->out, AR_S(""));
	else
		ar_out_quoted(r->out, row->raw);
	(void)ar_out_end_row(r->out);
}

int
ar_rejects_close(struct ar_rejects *r, bool keep)
{
	int result = AR_OK;

	if (r == NULL)
		return AR_OK;
	if (keep)
		result = ar_out_close(r->out, true);
	else
		ar_out_drop(r->out);
	ar_arena_free(&r->arena);
	free(r);
	return result;
}
