/*
 * libar/owncells.c
 * Purpose: cells of documents that one tool reads beside what all of them do.
 */
#include "libar/owncells.h"

#include <stdlib.h>

#include "libar/columns.h"

struct ar_own_operand {
	uint32_t file;
	struct ar_bind bind;
};

void
ar_own_cells_release(struct ar_own_cells *cells)
{
	free(cells->operand);
}

int
ar_own_cells_header(struct ar_own_cells *cells,
    const struct ar_header *header, struct ar_diag *diag)
{
	const struct ar_stream *stream = cells->stream;
	struct ar_own_operand *o;

	cells->operand = ar_grow(cells->operand, cells->noperands + 1,
	    sizeof *cells->operand);
	o = &cells->operand[cells->noperands++];
	o->file = header->at.file;
	if (ar_bind_make(&o->bind, stream, AR_BIT(stream->n) - 1, 0, header,
	    diag) != AR_OK)
		return AR_ESTOP;
	ar_bind_hint(&o->bind, &ar_invoices_stream, diag);
	return AR_OK;
}

bool
ar_own_cells_has(const struct ar_own_cells *cells, size_t number)
{
	return ar_bind_has(&cells->operand[cells->noperands - 1].bind,
	    number);
}

static const struct ar_bind *
bind_of(struct ar_own_cells *cells, const struct ar_row *row)
{
	if (cells->operand[cells->last].file != row->at.file) {
		cells->last = cells->noperands;
		while (--cells->last > 0 &&
		    cells->operand[cells->last].file != row->at.file)
			continue;
	}
	return &cells->operand[cells->last].bind;
}

int
ar_own_cells_row(struct ar_own_cells *cells, const struct ar_row *row,
    void *record, size_t size, struct ar_diag *diag)
{
	ar_record_clear(cells->stream, record, size);
	return ar_bind_row(bind_of(cells, row), row, record, diag);
}
