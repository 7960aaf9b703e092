/*
 * libar/side.c
 * Purpose: a side file read whole: payments, customers, and their like.
 */
#include "libar/side.h"

#include <stdlib.h>

#include "libar/table.h"

static int
take(const struct ar_side *side, const struct ar_bind *bind,
    const struct ar_row *row, void *record, struct ar_diag *diag)
{
	struct ar_side_record item = {row, record};

	ar_record_clear(side->stream, record, side->record_size);
	if (ar_bind_row(bind, row, record, diag) != AR_OK)
		return AR_EDATA;
	return side->each(side->to, &item);
}

static int
read_rows(const struct ar_side *side, const struct ar_bind *bind,
    struct ar_table *table, struct ar_diag *diag)
{
	void *record = ar_alloc(side->record_size);
	uint64_t rows = 0, refused = ar_diag_refused(diag);
	struct ar_row row;
	int result;

	for (;;) {
		result = ar_table_next(table, &row);
		if (result == AR_OK || result == AR_ESTOP)
			break;
		rows++;
		if (result == AR_ITEM)
			(void)take(side, bind, &row, record, diag);
	}
	free(record);
	if (ar_diag_refused(diag) == refused)
		return result;
	if (result == AR_OK)
		ar_diag_verdict(diag, rows, "");
	return AR_ESTOP;
}

int
ar_side_read(const char *path, const struct ar_side *side,
    struct ar_header *header, struct ar_arena *arena, struct ar_diag *diag)
{
	const struct ar_stream *stream = side->stream;
	struct ar_table *table;
	struct ar_bind bind;
	int result;

	if (ar_table_open(&table, path, ar_diag_file(diag, path), diag) !=
	    AR_OK)
		return AR_ESTOP;
	*header = ar_header_clone(arena, ar_table_header(table));
	result = ar_bind_make(&bind, stream,
	    AR_BIT(stream->n) - 1, stream->required, header, diag);
	if (result == AR_OK) {
		ar_bind_hint(&bind, NULL, diag);
		result = read_rows(side, &bind, table, diag);
	}
	ar_table_close(table);
	return result;
}
