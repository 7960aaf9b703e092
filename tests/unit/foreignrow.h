/*
 * tests/unit/foreignrow.h
 * Purpose: for tests: rows of a small foreign file, and the file.
 */
#ifndef AR_TEST_FOREIGNROW_H
#define AR_TEST_FOREIGNROW_H

#include "libar/importtexts.h"
#include "tests/unit/maptext.h"

/* The fields: id, customer, date, due date, amount, status, and no column. */
enum { FIELDS = 7 };

static struct ar_slice names[FIELDS] = {{"", 0}, {"", 0}, {"d", 1}};
static const struct ar_header header = {.n = FIELDS, .name = names};
static struct ar_import_file file = {.header = &header};
static struct ar_import_map map;
static uint32_t cuts[16];

static inline struct ar_row
row_of(const char *text)
{
	struct ar_row row = {.base = text, .cut = cuts,
	    .raw = ar_slice_of(text),
	    .many_lines = ar_slice_has_break(ar_slice_of(text))};

	for (uint32_t i = 0; i <= row.raw.n; i++)
		if (i == row.raw.n || text[i] == ';')
			cuts[++row.n] = i + 1;
	return row;
}

/* The map of a text, and the file bound to it. */
static inline void
bind(struct ar_import_file *f, struct ar_import_map *m, const char *text)
{
	*f = file;
	read_text(m, text);
	if (m->from[AR_INV_CURRENCY] != AR_MAP_NONE)
		f->field[AR_INV_CURRENCY] = FIELDS - 1;
	if (m->from[AR_INV_BALANCE] != AR_MAP_NONE)
		f->field[AR_INV_BALANCE] = 4;
	for (size_t i = 0; i < m->nparts; i++)
		f->part[i] = FIELDS - 1;
	for (size_t i = 0; i < m->nrules; i++)
		f->rule[i] = FIELDS - 1;
}

static inline void
begin_file(void)
{
	static const size_t column[] = {AR_INV_INVOICE_ID, AR_INV_CUSTOMER_ID,
	    AR_INV_INVOICE_DATE, AR_INV_DUE_DATE, AR_INV_AMOUNT,
	    AR_INV_STATUS};

	begin(&map);
	for (size_t i = 0; i < AR_COLUMNS_KNOWN; i++) {
		file.field[i] = -1;
		file.bound[i] = i;
	}
	file.nbound = map.stream->stream->n;
	for (size_t i = 0; i < ROWS(column); i++)
		file.field[column[i]] = (ptrdiff_t)i;
}

#endif
