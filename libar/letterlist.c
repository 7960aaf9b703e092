/*
 * libar/letterlist.c
 * Purpose: the rows of a document: counted, added up, in groups.
 */
#include "libar/letterview.h"

static struct ar_letter_view *
view_of(struct ar_letterdata *d, const struct ar_letter_view *from,
    enum ar_view_of what)
{
	struct ar_letter_view *v = ar_letter_view(d, what, from->row);

	v->rows = from->rows;
	return v;
}

struct ar_value
ar_letterlist_member(struct ar_letterdata *d, const struct ar_letter_view *v,
    struct ar_slice name)
{
	switch (ar_member_of(ar_rows_members, AR_ROWS_MEMBERS, name)) {
	case AR_ROWS_BY:
		return ar_letter_value(AR_VALUE_MAP,
		    view_of(d, v, AR_VIEW_BY), 0);
	case AR_ROWS_COUNT:
		return ar_lettercell_text(d, ar_lettercell_amount(d,
		    (ar_sum)v->rows.n, 0));
	case AR_ROWS_SUM:
		return ar_letter_value(AR_VALUE_MAP,
		    view_of(d, v, AR_VIEW_SUM), 0);
	default:
		return ar_value_none();
	}
}

static struct ar_slice
currency_of(const struct ar_letter_row *row)
{
	return row->in->currency < 0 ? AR_S("") :
	    ar_row_get(&row->row, (uint32_t)row->in->currency);
}

/* One amount to be added; false: refused. */
static bool
add(struct ar_letterdata *d, const struct ar_letter_view *v,
    const struct ar_letter_row *row, struct ar_slice column, ar_sum *sum)
{
	struct ar_letter_view cell = {.what = AR_VIEW_CELL, .row = row,
	    .name = column, .kind = AR_CELL_MONEY, .raw = AR_S("")};
	int64_t minor;

	(void)ar_letters_cell(d->letters, row, column, &cell.raw);
	if (!ar_slice_eq(currency_of(row), currency_of(v->rows.row[0]))) {
		ar_letterdata_refuse(d, row, AR_M_MIXED_CURRENCIES,
		    AR_S("currency"), currency_of(row));
		return false;
	}
	if (cell.raw.n == 0) {
		ar_letterdata_refuse(d, row, AR_M_EMPTY, column, cell.raw);
		return false;
	}
	if (!ar_lettercell_money(d, &cell, &minor))
		return false;
	if (ar_sum_add(sum, minor) == AR_OK)
		return true;
	ar_letterdata_refuse(d, row, AR_M_OVERFLOW, column, cell.raw);
	return false;
}

struct ar_value
ar_letterlist_sum(struct ar_letterdata *d, const struct ar_letter_view *v,
    struct ar_slice column)
{
	ar_sum sum = 0;

	for (size_t i = 0; i < v->rows.n; i++)
		if (!add(d, v, v->rows.row[i], column, &sum))
			break;
	return ar_lettercell_text(d, ar_lettercell_amount(d, sum,
	    ar_lettercell_currency(v->rows.row[0]).digits));
}

/* The row's cells of the columns as one key. */
static void
make_key(struct ar_letterdata *d, const struct ar_letter_view *v,
    const struct ar_letter_row *row, struct ar_buf *key)
{
	key->n = 0;
	for (size_t i = 0; i < v->nkeys; i++) {
		struct ar_slice cell = AR_S("");

		(void)ar_letters_cell(d->letters, row, v->key[i], &cell);
		ar_key_add(key, cell);
	}
}

static void
make_groups(struct ar_letterdata *d, struct ar_letter_view *v)
{
	size_t *number = ar_arena_alloc(&d->arena,
	    v->rows.n * sizeof *number);
	struct ar_buf key = {0};
	struct ar_map map;

	ar_map_init(&map, 0);
	for (size_t i = 0; i < v->rows.n; i++) {
		make_key(d, v, v->rows.row[i], &key);
		number[i] = ar_map_put(&map, ar_buf_slice(&key), NULL);
	}
	v->of = map.n;
	v->group = ar_arena_alloc(&d->arena, map.n * sizeof *v->group);
	for (size_t i = 0; i < v->rows.n; i++)
		v->group[number[i]].n++;
	for (size_t g = 0; g < map.n; g++) {
		v->group[g].row = ar_arena_alloc(&d->arena,
		    v->group[g].n * sizeof(void *));
		v->group[g].n = 0;
	}
	for (size_t i = 0; i < v->rows.n; i++) {
		struct ar_letter_set *g = &v->group[number[i]];

		g->row[g->n++] = v->rows.row[i];
	}
	ar_map_release(&map);
	ar_buf_free(&key);
}

struct ar_value
ar_letterlist_by(struct ar_letterdata *d, const struct ar_letter_view *from,
    struct ar_slice column)
{
	struct ar_letter_view *v = view_of(d, from, AR_VIEW_BY);

	v->nkeys = from->nkeys + 1;
	v->key = ar_arena_alloc(&d->arena, v->nkeys * sizeof *v->key);
	if (from->nkeys > 0)
		memcpy(v->key, from->key, from->nkeys * sizeof *v->key);
	v->key[from->nkeys] = column;
	make_groups(d, v);
	return ar_letter_value(AR_VALUE_LIST, v, v->of);
}

struct ar_value
ar_letterlist_item(struct ar_letterdata *d, const struct ar_letter_view *v,
    size_t number)
{
	bool grouped = v->what == AR_VIEW_BY;
	struct ar_letter_view *item = ar_letter_view(d, grouped ?
	    AR_VIEW_GROUP : AR_VIEW_ROW, grouped ?
	    v->group[number].row[0] : v->rows.row[number]);

	if (grouped)
		item->rows = v->group[number];
	item->place = number;
	item->of = grouped ? v->of : v->rows.n;
	return ar_letter_value(AR_VALUE_MAP, item, 0);
}
