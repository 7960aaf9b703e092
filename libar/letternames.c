/*
 * libar/letternames.c
 * Purpose: what the names of a template are: columns, customers, constants.
 */
#include "libar/letterrows.h"

#include <stdio.h>

#include "libar/table.h"

static int
refuse_count(struct ar_letters *l, uint32_t file, uint64_t rows)
{
	char count[24];

	(void)snprintf(count, sizeof count, "%llu", (unsigned long long)rows);
	ar_diag_say(l->diag, &(struct ar_say){AR_M_ONE_ROW, {file, 0}, {0},
	    {count}});
	return AR_ESTOP;
}

/* The one row of the file becomes names and texts. */
static int
take_constants(struct ar_letters *l, struct ar_table *table, uint32_t file)
{
	const struct ar_header *header = ar_table_header(table);
	uint64_t rows = 0;
	struct ar_row row;
	int result;

	while ((result = ar_table_next(table, &row)) == AR_ITEM &&
	    rows++ == 0) {
		if (row.n != header->n) {
			ar_row_refuse_count(&row, header->n, l->diag);
			return AR_ESTOP;
		}
		if (ar_row_check_text(header, &row, l->diag) != AR_OK)
			return AR_ESTOP;
		for (uint32_t i = 0; i < row.n; i++)
			l->constant[i] = ar_arena_copy(&l->arena,
			    ar_row_get(&row, i));
	}
	if (result == AR_EDATA || result == AR_ESTOP)
		return AR_ESTOP;
	return rows == 1 ? AR_OK : refuse_count(l, file, rows);
}

/* Those of the command line replace those of the file. */
static void
add_defined(struct ar_letters *l)
{
	for (size_t i = 0; i < l->o->ndefine; i++) {
		ptrdiff_t at = ar_header_find(&l->constants,
		    l->o->define[i].name, NULL);

		if (at < 0)
			at = (ptrdiff_t)l->constants.n++;
		l->constants.name[at] = l->o->define[i].name;
		l->constant[at] = l->o->define[i].text;
	}
}

static int
load_constants(struct ar_letters *l)
{
	const char *path = l->o->with;
	struct ar_table *table = NULL;
	uint32_t file = path == NULL ? 0 : ar_diag_file(l->diag, path);
	size_t n = 0, most;
	int result = AR_OK;

	if (path != NULL && ar_table_open(&table, path, file, l->diag) !=
	    AR_OK)
		return AR_ESTOP;
	if (table != NULL)
		n = ar_table_header(table)->n;
	most = n + l->o->ndefine + 1;
	l->constants.name = ar_arena_alloc(&l->arena,
	    most * sizeof *l->constants.name);
	l->constant = ar_arena_alloc(&l->arena, most * sizeof *l->constant);
	for (size_t i = 0; i < n; i++)
		l->constants.name[i] = ar_arena_copy(&l->arena,
		    ar_table_header(table)->name[i]);
	l->constants.n = n;
	if (table != NULL)
		result = take_constants(l, table, file);
	ar_table_close(table);
	add_defined(l);
	return result;
}

int
ar_letters_load(struct ar_letters *l)
{
	const char *customers = l->common->customers;

	if (customers != NULL &&
	    ar_customers_load(&l->customers, customers, l->diag) != AR_OK)
		return AR_ESTOP;
	return load_constants(l);
}

enum ar_letter_name
ar_letters_knows(const struct ar_letters *l, const struct ar_header *header,
    struct ar_slice name)
{
	bool column = ar_header_find(header, name, NULL) >= 0 ||
	    ar_customers_column(l->customers, name) >= 0;
	bool constant = ar_header_find(&l->constants, name, NULL) >= 0;

	return column && constant ? AR_LETTER_TWO :
	    column || constant ? AR_LETTER_ONE : AR_LETTER_UNKNOWN;
}

/* The number of a name, which is looked up when it is first met. */
static size_t
number_of(struct ar_letters *l, struct ar_slice name)
{
	bool fresh;
	size_t number = ar_map_put(&l->names, name, &fresh);
	struct ar_letter_column *c = ar_map_value(&l->names, number);

	if (fresh)
		*c = (struct ar_letter_column){ar_cell_kind(name),
		    ar_customers_column(l->customers, name),
		    ar_header_find(&l->constants, name, NULL)};
	return number;
}

static ptrdiff_t
field_of(struct ar_letters *l, struct ar_letter_header *h, size_t number)
{
	for (; h->nfields <= number; h->nfields++) {
		h->field = ar_grow(h->field, h->nfields + 1,
		    sizeof *h->field);
		h->field[h->nfields] = ar_header_find(&h->header,
		    ar_map_key(&l->names, h->nfields), NULL);
	}
	return h->field[number];
}

bool
ar_letters_cell(struct ar_letters *l, const struct ar_letter_row *row,
    struct ar_slice name, struct ar_slice *cell)
{
	size_t number = number_of(l, name);
	ptrdiff_t field = field_of(l, row->in, number);
	const struct ar_letter_column *c = ar_map_value(&l->names, number);

	if (field >= 0) {
		*cell = ar_row_get(&row->row, (uint32_t)field);
		return true;
	}
	if (c->customer < 0)
		return false;
	*cell = row->customer < 0 ? AR_S("") : ar_customers_get(l->customers,
	    (size_t)row->customer, c->customer);
	return true;
}

bool
ar_letters_constant(struct ar_letters *l, struct ar_slice name,
    struct ar_slice *text)
{
	size_t number = number_of(l, name);
	const struct ar_letter_column *c = ar_map_value(&l->names, number);

	if (c->constant >= 0)
		*text = l->constant[c->constant];
	return c->constant >= 0;
}

enum ar_cell_kind
ar_letters_kind(struct ar_letters *l, struct ar_slice name)
{
	size_t number = number_of(l, name);
	const struct ar_letter_column *c = ar_map_value(&l->names, number);

	return c->kind;
}
