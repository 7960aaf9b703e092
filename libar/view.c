/*
 * libar/view.c
 * Purpose: a table to look at: its columns and all of its rows.
 */
#include "libar/view.h"

#include <stdlib.h>

#include "libar/schema.h"

/* Of two columns with one name no total would be beyond doubt. */
static int
check_once(const struct ar_view *v, struct ar_diag *diag)
{
	for (size_t i = 0; i < v->header.n; i++) {
		ptrdiff_t field;

		if (v->column[i].known && ar_column_find(&field, &v->header,
		    v->column[i].name, diag) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

int
ar_view_header(struct ar_view *v, const struct ar_header *header,
    struct ar_diag *diag)
{
	if (v->column != NULL) {
		if (ar_header_same(&v->header, header))
			return AR_OK;
		ar_diag_say(diag, &(struct ar_say){AR_M_HEADER_DIFFERS,
		    header->at, {0}, {"a table needs the same columns "
		    "everywhere"}});
		return AR_ESTOP;
	}
	v->header = ar_header_clone(&v->arena, header);
	v->column = ar_arena_alloc(&v->arena,
	    header->n * sizeof *v->column);
	ar_view_kinds(v->column, &v->header);
	v->currency = ar_view_find(v, "currency");
	if (v->currency >= 0 &&
	    v->column[v->currency].kind != AR_VIEW_CURRENCY)
		v->currency = -1;
	return check_once(v, diag);
}

static int
refuse(const struct ar_view *v, const struct ar_row *row, uint32_t field,
    enum ar_msg msg, struct ar_diag *diag)
{
	struct ar_quoted q;

	ar_diag_refuse(diag, &(struct ar_say){msg, row->at,
	    v->column[field].name, {ar_quote(&q, ar_row_get(row, field))}});
	return AR_EDATA;
}

/* None in a known column; elsewhere none that swallows records. */
static int
check_line_breaks(const struct ar_view *v, const struct ar_row *row,
    struct ar_diag *diag)
{
	for (uint32_t i = 0; row->many_lines && i < row->n; i++)
		if (ar_slice_has_break(ar_row_get(row, i)) &&
		    (v->column[i].known || ar_row_swallows(row, i, ',')))
			return refuse(v, row, i, AR_M_LINE_BREAK, diag);
	return AR_OK;
}

/* Sums of reports may be beyond what one amount can be. */
static enum ar_money_err
read_money(ar_sum *sum, struct ar_slice text, unsigned digits)
{
	int64_t minor;
	enum ar_money_err err = ar_money_parse(&minor, text, digits);

	if (err == AR_MONEY_RANGE && ar_sum_parse(sum, text, digits) == AR_OK)
		return AR_MONEY_OK;
	if (err == AR_MONEY_OK)
		*sum = minor;
	return err;
}

static int
check_amounts(const struct ar_view *v, const struct ar_row *row,
    const struct ar_ccy *ccy, struct ar_diag *diag)
{
	for (uint32_t i = 0; i < row->n; i++) {
		struct ar_slice text = ar_row_get(row, i);
		enum ar_money_err err;
		ar_sum sum;

		if (v->column[i].kind != AR_VIEW_MONEY || text.n == 0)
			continue;
		err = read_money(&sum, text, ccy->digits);
		if (err == AR_MONEY_OK)
			continue;
		ar_amount_refuse(diag, &(struct ar_say){.at = row->at,
		    .column = v->column[i].name}, text, ccy, err);
		return AR_EDATA;
	}
	return AR_OK;
}

int
ar_view_add(struct ar_view *v, const struct ar_row *row, struct ar_diag *diag)
{
	uint32_t ccy = (uint32_t)v->currency;
	struct ar_view_row *to;

	v->row = ar_grow(v->row, v->n + 1, sizeof *v->row);
	to = &v->row[v->n];
	if (row->n != v->header.n) {
		ar_row_refuse_count(row, v->header.n, diag);
		return AR_EDATA;
	}
	if (ar_row_check_text(&v->header, row, diag) != AR_OK ||
	    check_line_breaks(v, row, diag) != AR_OK)
		return AR_EDATA;
	if (ar_ccy_parse(&to->ccy, v->currency < 0 ? AR_S("") :
	    ar_row_get(row, ccy)) != AR_OK)
		return refuse(v, row, ccy, AR_M_BAD_CURRENCY, diag);
	if (check_amounts(v, row, &to->ccy, diag) != AR_OK)
		return AR_EDATA;
	to->at = row->at;
	to->cell = ar_arena_alloc(&v->arena, row->n * sizeof *to->cell);
	for (uint32_t i = 0; i < row->n; i++)
		to->cell[i] = ar_arena_copy(&v->arena, ar_row_get(row, i));
	v->n++;
	return AR_OK;
}

static bool
holds_numbers(const struct ar_view *v, size_t column)
{
	bool any = false;

	for (size_t i = 0; i < v->n; i++) {
		struct ar_slice cell = v->row[i].cell[column];

		if (cell.n > 0 && !ar_decimal_is(cell))
			return false;
		any = any || cell.n > 0;
	}
	return any;
}

void
ar_view_settle(struct ar_view *v)
{
	for (size_t i = 0; i < v->header.n; i++)
		if (!v->column[i].known && holds_numbers(v, i))
			v->column[i].kind = AR_VIEW_NUMBER;
}

void
ar_view_free(struct ar_view *v)
{
	ar_arena_free(&v->arena);
	free(v->row);
	*v = (struct ar_view){0};
}

ptrdiff_t
ar_view_find(const struct ar_view *v, const char *name)
{
	return ar_header_find(&v->header, ar_slice_of(name), NULL);
}

bool
ar_view_same(const struct ar_view *v, size_t column)
{
	for (size_t i = 1; i < v->n; i++)
		if (!ar_slice_eq(v->row[i].cell[column],
		    v->row[0].cell[column]))
			return false;
	return v->n > 0;
}

bool
ar_view_number(ar_sum *number, const struct ar_view *v,
    const struct ar_view_row *row, size_t column)
{
	enum ar_view_kind kind = v->column[column].kind;

	return (kind == AR_VIEW_MONEY || kind == AR_VIEW_COUNT) &&
	    read_money(number, row->cell[column],
	    kind == AR_VIEW_MONEY ? row->ccy.digits : 0) == AR_MONEY_OK;
}
