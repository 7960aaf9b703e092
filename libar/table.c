/*
 * libar/table.c
 * Purpose: one CSV file with its header, record by record.
 */
#include "libar/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/utf8.h"

struct ar_table {
	struct ar_csvin *csv;
	struct ar_header header;
	struct ar_arena arena;
};

static int
refuse_file(struct ar_diag *diag, enum ar_msg msg, struct ar_where at,
    struct ar_slice value)
{
	struct ar_quoted q;

	ar_diag_say(diag, &(struct ar_say){msg, at, {0},
	    {ar_quote(&q, value)}});
	return AR_ESTOP;
}

static int
read_header(struct ar_table *t, uint32_t file, struct ar_diag *diag)
{
	struct ar_row row;
	int result = ar_csvin_next(t->csv, &row);

	if (result == AR_OK)
		return refuse_file(diag, AR_M_NO_HEADER,
		    (struct ar_where){file, 0}, AR_S(""));
	if (result != AR_ITEM)
		return AR_ESTOP;
	if (memchr(row.raw.p, '\0', row.raw.n) != NULL)
		return refuse_file(diag, AR_M_NUL_BYTE, row.at, row.raw);
	if (!ar_utf8_valid(row.raw))
		return refuse_file(diag, AR_M_NOT_UTF8, row.at, row.raw);
	t->header = ar_header_copy(&t->arena, &row);
	ar_csvin_name_columns(t->csv, &t->header);
	return AR_OK;
}

int
ar_table_open(struct ar_table **table, const char *path, uint32_t file,
    struct ar_diag *diag)
{
	struct ar_csvin *csv;

	return ar_csvin_open(&csv, path, file, NULL, diag) == AR_OK ?
	    ar_table_start(table, csv, file, diag) : AR_ESTOP;
}

int
ar_table_take(struct ar_table **table, struct ar_table **first,
    const char *path, struct ar_diag *diag)
{
	*table = *first;
	*first = NULL;
	return *table != NULL ? AR_OK : ar_table_open(table, path,
	    ar_diag_file(diag, path), diag);
}

int
ar_table_start(struct ar_table **table, struct ar_csvin *csv, uint32_t file,
    struct ar_diag *diag)
{
	*table = ar_alloc(sizeof **table);
	(*table)->csv = csv;
	if (read_header(*table, file, diag) == AR_OK)
		return AR_OK;
	ar_table_close(*table);
	return AR_ESTOP;
}

struct ar_header
ar_header_bare(struct ar_arena *arena, size_t columns)
{
	struct ar_header h = {.n = columns, .raw = AR_S("")};

	h.name = ar_arena_alloc(arena, columns * sizeof *h.name);
	for (size_t i = 0; i < columns; i++) {
		char name[24];
		int n = snprintf(name, sizeof name, "#%zu", i + 1);

		h.name[i] = ar_arena_copy(arena, ar_slice(name, (size_t)n));
	}
	return h;
}

struct ar_table *
ar_table_start_bare(struct ar_csvin *csv, size_t columns, uint32_t file)
{
	struct ar_table *t = ar_alloc(sizeof *t);

	t->csv = csv;
	t->header = ar_header_bare(&t->arena, columns);
	t->header.at.file = file;
	ar_csvin_name_columns(csv, &t->header);
	return t;
}

const struct ar_header *
ar_table_header(const struct ar_table *t)
{
	return &t->header;
}

/* Rows that do not repeat the header, moved together; how many they are. */
static size_t
leave_headers_out(const struct ar_header *header, struct ar_row *row, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (ar_header_repeats(header, &row[i]))
			continue;
		if (kept < i)
			row[kept] = row[i];
		kept++;
	}
	return kept;
}

int
ar_table_rows(struct ar_table *t, struct ar_row *row, size_t most, size_t *n)
{
	int result;

	do {
		result = ar_csvin_rows(t->csv, row, most, n);
		*n = leave_headers_out(&t->header, row, *n);
	} while (result == AR_ITEM && *n == 0);
	return result;
}

int
ar_table_next(struct ar_table *t, struct ar_row *row)
{
	size_t n;

	return ar_table_rows(t, row, 1, &n);
}

bool
ar_table_rest(const struct ar_table *t, struct ar_csvin_rest *rest)
{
	return ar_csvin_rest(t->csv, rest);
}

void
ar_table_skip_rest(struct ar_table *t, uint64_t to, uint64_t line)
{
	ar_csvin_skip_rest(t->csv, to, line);
}

struct ar_table *
ar_table_part(const struct ar_table *of, struct ar_diag *diag)
{
	struct ar_table *t = ar_alloc(sizeof *t);

	t->csv = ar_csvin_of_memory(of->header.at.file, diag);
	ar_csvin_delimit(t->csv, ar_csvin_delimiter(of->csv));
	t->header = ar_header_clone(&t->arena, &of->header);
	return t;
}

void
ar_table_feed(struct ar_table *t, struct ar_slice bytes, uint64_t line)
{
	ar_csvin_feed(t->csv, bytes, line);
}

void
ar_table_ahead(struct ar_table *t)
{
	ar_csvin_ahead(t->csv);
}

uint64_t
ar_table_line(const struct ar_table *t)
{
	return ar_csvin_line(t->csv);
}

bool
ar_table_may_wait(const struct ar_table *t)
{
	return ar_csvin_may_wait(t->csv);
}

bool
ar_table_is_amid(const struct ar_table *t)
{
	return ar_csvin_is_amid(t->csv);
}

bool
ar_table_ready(const struct ar_table *t, int ms)
{
	return ar_csvin_ready(t->csv, ms);
}

void
ar_table_close(struct ar_table *t)
{
	if (t == NULL)
		return;
	ar_csvin_close(t->csv);
	ar_arena_free(&t->arena);
	free(t);
}
