/*
 * libar/soldbook.c
 * Purpose: what was sold before, so that nothing is sold twice.
 */
#include "libar/soldbook.h"

#include <stdlib.h>

#include "libar/factorcolumns.h"
#include "libar/map.h"
#include "libar/side.h"

/* Rows of one invoice make a list. */
struct row {
	struct ar_sold_row sold;
	size_t next;                    /* number + 1, 0: none */
	bool met;
};

struct ar_soldbook {
	struct row *row;
	size_t n;
	struct ar_map map;              /* invoice_id -> its last row + 1 */
	struct ar_arena arena;
};

static int
keep(void *to, const struct ar_side_record *item)
{
	const struct ar_sold_row *sold = item->record;
	struct ar_soldbook *b = to;
	size_t *last = ar_map_value(&b->map, ar_map_put(&b->map,
	    sold->invoice_id, NULL));

	b->row = ar_grow(b->row, b->n + 1, sizeof *b->row);
	b->row[b->n] = (struct row){.sold = *sold, .next = *last};
	b->row[b->n].sold.customer_id = ar_arena_copy(&b->arena,
	    sold->customer_id);
	*last = ++b->n;
	return AR_OK;
}

int
ar_soldbook_load(struct ar_soldbook **book, const char *path,
    struct ar_diag *diag)
{
	struct ar_soldbook *b = ar_alloc(sizeof *b);
	const struct ar_side side = {&ar_sold_stream,
	    sizeof(struct ar_sold_row), keep, b};
	struct ar_header header;

	ar_map_init(&b->map, sizeof(size_t));
	*book = b;
	return ar_side_read(path, &side, &header, &b->arena, diag);
}

void
ar_soldbook_free(struct ar_soldbook *b)
{
	if (b == NULL)
		return;
	ar_map_release(&b->map);
	ar_arena_free(&b->arena);
	free(b->row);
	free(b);
}

static bool
is_about(const struct ar_sold_row *sold, const struct ar_doc *doc)
{
	return (sold->instalment == 0 ||
	    sold->instalment == doc->instalment) &&
	    (sold->customer_id.n == 0 ||
	    ar_slice_eq(sold->customer_id, doc->customer_id)) &&
	    (sold->ccy.code[0] == '\0' ||
	    strcmp(sold->ccy.code, doc->ccy.code) == 0);
}

bool
ar_soldbook_meet(struct ar_soldbook *b, const struct ar_doc *doc)
{
	ptrdiff_t found = b == NULL ? -1 :
	    ar_map_find(&b->map, doc->invoice_id);
	size_t i = found < 0 ? 0 :
	    *(const size_t *)ar_map_value(&b->map, (size_t)found);
	bool any = false;

	for (; i != 0; i = b->row[i - 1].next)
		if (is_about(&b->row[i - 1].sold, doc))
			any = b->row[i - 1].met = true;
	return any;
}

size_t
ar_soldbook_rows(const struct ar_soldbook *b)
{
	return b->n;
}

size_t
ar_soldbook_met(const struct ar_soldbook *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->row[i].met;
	return n;
}
