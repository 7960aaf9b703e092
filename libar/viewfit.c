/*
 * libar/viewfit.c
 * Purpose: whether the sheets of a workbook can hold a page.
 */
#include "libar/viewfit.h"

#include <stdio.h>

#include "libar/viewcell.h"

enum { ROWS_MAX = 1048576 };    /* of a sheet */

/* Every sheet must hold its rows, with a heading and a sum. */
static int
check_size(const struct ar_view_page *p, struct ar_diag *diag)
{
	char rows[24];

	for (size_t i = 0; i < p->blocks->n; i++) {
		size_t n = ar_view_lines(&p->blocks->block[i]) + 2;

		if (n <= ROWS_MAX)
			continue;
		(void)snprintf(rows, sizeof rows, "%zu", n);
		ar_diag_say(diag, &(struct ar_say){AR_M_MANY_ROWS, {0}, {0},
		    {rows}});
		return AR_ESTOP;
	}
	return AR_OK;
}

static int
check_header(const struct ar_header *h, struct ar_diag *diag)
{
	struct ar_quoted q;

	for (size_t i = 0; i < h->n; i++) {
		if (ar_cell_length(h->name[i]) <= AR_CELL_MAX)
			continue;
		ar_diag_say(diag, &(struct ar_say){AR_M_LONG_CELL, h->at, {0},
		    {ar_quote(&q, h->name[i])}});
		return AR_ESTOP;
	}
	return AR_OK;
}

static int
check_cell(const struct ar_view_line *line, size_t column,
    struct ar_slice text, struct ar_diag *diag)
{
	struct ar_quoted q;

	if (ar_cell_length(text) <= AR_CELL_MAX)
		return AR_OK;
	ar_diag_refuse(diag, &(struct ar_say){AR_M_LONG_CELL,
	    line->block->row[line->row]->at,
	    line->page->view->column[column].name, {ar_quote(&q, text)}});
	return AR_EDATA;
}

/* The same of every cell. */
static int
check_cells(const struct ar_view_page *p, struct ar_diag *diag)
{
	struct ar_buf text = {0};
	int result = AR_OK;

	for (size_t i = 0; i < p->blocks->n; i++) {
		const struct ar_view_block *block = &p->blocks->block[i];

		for (size_t j = 0; j < ar_view_lines(block); j++) {
			struct ar_view_line line = ar_view_line(p, block, j);

			for (size_t k = 0; k < p->view->header.n; k++) {
				text.n = 0;
				ar_view_line_raw(&text, &line, k);
				if (check_cell(&line, k, ar_buf_slice(&text),
				    diag) != AR_OK)
					result = AR_EDATA;
			}
		}
	}
	ar_buf_free(&text);
	return result;
}

int
ar_view_fits(const struct ar_view_page *p, struct ar_diag *diag)
{
	int result = check_size(p, diag);

	if (result == AR_OK)
		result = check_header(&p->view->header, diag);
	return result == AR_OK ? check_cells(p, diag) : result;
}
