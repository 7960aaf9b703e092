/*
 * libar/customers.c
 * Purpose: the customers file, looked up by customer_id.
 */
#include "libar/customers.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/map.h"
#include "libar/side.h"

struct ar_customers {
	struct ar_map map;              /* customer_id -> struct ar_row */
	struct ar_header header;
	struct ar_arena arena;
	struct ar_diag *diag;
};

static int
refuse_second(struct ar_customers *c, const struct ar_side_record *item,
    struct ar_slice id, const struct ar_row *first)
{
	struct ar_quoted q;
	char line[24];

	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)first->at.line);
	ar_diag_refuse(c->diag, &(struct ar_say){AR_M_DUPLICATE,
	    item->row->at, AR_S("customer_id"), {ar_quote(&q, id),
	    ar_diag_file_name(c->diag, first->at.file), line}});
	return AR_EDATA;
}

static int
keep(void *to, const struct ar_side_record *item)
{
	const struct ar_customer *record = item->record;
	struct ar_customers *c = to;
	bool fresh;
	struct ar_row *row = ar_map_value(&c->map,
	    ar_map_put(&c->map, record->customer_id, &fresh));

	if (!fresh)
		return refuse_second(c, item, record->customer_id, row);
	*row = ar_row_copy(&c->arena, item->row);
	return AR_OK;
}

int
ar_customers_load(struct ar_customers **customers, const char *path,
    struct ar_diag *diag)
{
	struct ar_customers *c = ar_alloc(sizeof *c);
	const struct ar_side side = {&ar_customers_stream,
	    sizeof(struct ar_customer), keep, c};

	c->diag = diag;
	ar_map_init(&c->map, sizeof(struct ar_row));
	if (ar_side_read(path, &side, &c->header, &c->arena, diag) !=
	    AR_OK) {
		ar_customers_free(c);
		return AR_ESTOP;
	}
	*customers = c;
	return AR_OK;
}

void
ar_customers_free(struct ar_customers *c)
{
	if (c == NULL)
		return;
	ar_map_release(&c->map);
	ar_arena_free(&c->arena);
	free(c);
}

ptrdiff_t
ar_customers_column(const struct ar_customers *c, struct ar_slice name)
{
	return c == NULL ? -1 : ar_header_find(&c->header, name, NULL);
}

int
ar_customers_find(ptrdiff_t *column, const struct ar_customers *c,
    struct ar_slice name)
{
	*column = -1;
	return c == NULL ? AR_OK :
	    ar_column_find(column, &c->header, name, c->diag);
}

int
ar_customers_join(ptrdiff_t *column, const struct ar_customers *c,
    const struct ar_bind *bind, size_t number)
{
	*column = -1;
	return ar_bind_has(bind, number) ? AR_OK : ar_customers_find(column,
	    c, ar_slice_of(bind->column[number].name));
}

size_t
ar_customers_count(const struct ar_customers *c)
{
	return c->map.n;
}

struct ar_slice
ar_customers_id(const struct ar_customers *c, size_t number)
{
	return ar_map_key(&c->map, number);
}

struct ar_where
ar_customers_at(const struct ar_customers *c, size_t number)
{
	const struct ar_row *row = ar_map_value(&c->map, number);

	return row->at;
}

const struct ar_header *
ar_customers_header(const struct ar_customers *c)
{
	return &c->header;
}

const struct ar_row *
ar_customers_row(const struct ar_customers *c, size_t number)
{
	return ar_map_value(&c->map, number);
}

ptrdiff_t
ar_customers_number(const struct ar_customers *c, struct ar_slice id)
{
	return ar_map_find(&c->map, id);
}

struct ar_slice
ar_customers_get(const struct ar_customers *c, size_t number,
    ptrdiff_t column)
{
	return column < 0 ? AR_S("") : ar_row_get(
	    ar_map_value(&c->map, number), (uint32_t)column);
}

struct ar_slice
ar_customers_cell(const struct ar_customers *c, struct ar_slice id,
    ptrdiff_t column)
{
	ptrdiff_t i = column < 0 ? -1 : ar_map_find(&c->map, id);

	return i < 0 ? AR_S("") : ar_customers_get(c, (size_t)i, column);
}
