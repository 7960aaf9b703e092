/*
 * libar/viewcut.c
 * Purpose: a view's rows by currency, in order, the first of them, and sums.
 */
#include "libar/viewcut.h"

#include <stdlib.h>

/* A row with what it is sorted by. */
struct key {
	const struct ar_view_row *row;
	struct ar_slice cell;
	size_t at;
	bool number, descending;
};

static int
compare_cells(const struct key *a, const struct key *b)
{
	bool p = a->number && ar_decimal_is(a->cell);
	bool q = b->number && ar_decimal_is(b->cell);

	if (p != q)
		return p ? -1 : 1;
	return p ? ar_decimal_cmp(a->cell, b->cell) :
	    ar_slice_cmp(a->cell, b->cell);
}

static int
compare(const void *a, const void *b)
{
	const struct key *p = a, *q = b;
	int order = strcmp(p->row->ccy.code, q->row->ccy.code);

	if (order == 0 && (p->cell.n == 0) != (q->cell.n == 0))
		return p->cell.n == 0 ? 1 : -1;
	if (order == 0) {
		order = compare_cells(p, q);
		order = p->descending ? -order : order;
	}
	if (order != 0)
		return order;
	return p->at < q->at ? -1 : p->at > q->at;
}

static struct key *
sorted(const struct ar_view *v, const struct ar_view_order *order)
{
	struct key *key = ar_alloc((v->n + 1) * sizeof *key);

	for (size_t i = 0; i < v->n; i++) {
		key[i] = (struct key){.row = &v->row[i], .cell = AR_S(""),
		    .at = i, .descending = order->descending};
		if (order->column < 0)
			continue;
		key[i].cell = v->row[i].cell[order->column];
		key[i].number = v->column[order->column].kind >=
		    AR_VIEW_NUMBER;
	}
	qsort(key, v->n, sizeof *key, compare);
	return key;
}

/* A sum that nobody could read back is refused. */
static int
add_row(struct ar_view_sum *sum, const struct ar_view *v,
    const struct ar_view_row *row, struct ar_diag *diag)
{
	ar_sum number;

	for (size_t i = 0; i < v->header.n; i++) {
		if (!v->column[i].adds ||
		    !ar_view_number(&number, v, row, i))
			continue;
		sum[i].filled = true;
		if (ar_sum_add(&sum[i].sum, number) == AR_OK)
			continue;
		ar_diag_say(diag, &(struct ar_say){.msg = AR_M_OVERFLOW,
		    .column = v->column[i].name});
		return AR_ESTOP;
	}
	return AR_OK;
}

static int
add_up(struct ar_view_block *b, struct ar_arena *arena,
    const struct ar_view *v, struct ar_diag *diag)
{
	size_t size = v->header.n * sizeof *b->total;

	b->total = ar_arena_alloc(arena, size);
	b->rest = ar_arena_alloc(arena, size);
	for (size_t i = 0; i < b->n; i++)
		if (add_row(b->total, v, b->row[i], diag) != AR_OK ||
		    (i >= b->shown && add_row(b->rest, v, b->row[i], diag) !=
		    AR_OK))
			return AR_ESTOP;
	return AR_OK;
}

/* The rows from the first key on that have its currency. */
static size_t
take_block(struct ar_view_blocks *to, const struct key *key, size_t n,
    size_t top)
{
	struct ar_view_block *b;
	size_t same = 0;

	while (same < n && strcmp(key[same].row->ccy.code,
	    key[0].row->ccy.code) == 0)
		same++;
	to->block = ar_grow(to->block, to->n + 1, sizeof *to->block);
	b = &to->block[to->n++];
	*b = (struct ar_view_block){.n = same, .ccy = AR_CCY_UNNAMED};
	b->shown = top == 0 || top > same ? same : top;
	b->row = ar_arena_alloc(&to->arena, (same + 1) * sizeof(void *));
	if (same > 0)
		b->ccy = key[0].row->ccy;
	for (size_t i = 0; i < same; i++)
		b->row[i] = key[i].row;
	return same;
}

int
ar_view_cut(struct ar_view_blocks *to, const struct ar_view *v,
    const struct ar_view_order *order, struct ar_diag *diag)
{
	struct key *key = sorted(v, order);
	int result = AR_OK;
	size_t i = 0;

	*to = (struct ar_view_blocks){0};
	do
		i += take_block(to, key + i, v->n - i, order->top);
	while (i < v->n);
	for (i = 0; i < to->n && result == AR_OK; i++)
		result = add_up(&to->block[i], &to->arena, v, diag);
	free(key);
	return result;
}

void
ar_view_blocks_free(struct ar_view_blocks *b)
{
	ar_arena_free(&b->arena);
	free(b->block);
	*b = (struct ar_view_blocks){0};
}
