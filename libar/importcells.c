/*
 * libar/importcells.c
 * Purpose: rows whose cells are documents, as in a summary by age.
 */
#include "libar/importcells.h"

/* The youngest day that is past due by an age on the day of the report. */
static ar_day
day_before(ar_day day, const struct ar_map_cell *age)
{
	day = ar_day_add_months(day, -age->months);
	return day == AR_NO_DAY ? day : ar_day_add(day, -age->days);
}

static int
lacks(const struct ar_import_file *f, const struct ar_map_cell *cell,
    struct ar_diag *diag)
{
	ar_column_missing(f->header, cell->header.text[0], NULL, diag);
	return AR_ESTOP;
}

/* What would stand under a header that is not there is under the next one. */
int
ar_import_cells_bind(struct ar_import_file *f,
    const struct ar_import_map *map, struct ar_diag *diag)
{
	const struct ar_import_stream *s = map->stream;
	const struct ar_map_cell *youngest = NULL;

	for (size_t i = 0; i < map->ncells; i++) {
		const struct ar_map_cell *cell = &map->cell[i];

		f->cell[i].field = ar_alternatives_field(&cell->header,
		    f->header);
		if (f->cell[i].field < 0 && !cell->may_lack)
			return lacks(f, cell, diag);
		if (youngest == NULL)
			youngest = cell;
		f->cell[i].day = day_before(f->day, youngest);
		if (f->cell[i].field >= 0)
			youngest = NULL;
	}
	if (map->ncells > 0)
		f->has |= AR_BIT(s->id) | AR_BIT(s->date) | AR_BIT(s->due);
	return AR_OK;
}

void
ar_import_cells_texts(struct ar_import_texts *of,
    const struct ar_import_texts *row, const struct ar_import_map *map,
    size_t cell)
{
	*of = *row;
	for (size_t i = 0; i < map->nparts; i++)
		of->part[i] = AR_S("");
	for (size_t i = 0; i < map->stream->stream->n; i++)
		if (map->type[i] == AR_AMOUNT)
			ar_import_texts_set(of, i, AR_S(""));
	ar_import_texts_set(of, (size_t)map->stream->amount, row->cell[cell]);
}

struct ar_import_reading
ar_import_cells_reading(const struct ar_import_reading *row,
    const struct ar_import_file *f, size_t cell)
{
	struct ar_import_reading r = *row;

	r.header = f->header->name[f->cell[cell].field];
	return r;
}

/* CUSTOMER/HEADER */
static struct ar_slice
name_of(const struct ar_import_texts *t, const struct ar_import_file *f,
    const struct ar_import_stream *s, size_t cell, struct ar_arena *arena)
{
	struct ar_slice header = f->header->name[f->cell[cell].field];
	struct ar_slice customer = t->text[s->customer], name;
	struct ar_buf text = {0};

	ar_buf_add(&text, customer);
	ar_buf_add(&text, AR_S("/"));
	ar_buf_add(&text, ar_slice_trim(header));
	name = ar_arena_copy(arena, ar_buf_slice(&text));
	ar_buf_free(&text);
	return name;
}

static void
set_day(struct ar_import_record *rec, ptrdiff_t column, ar_day day)
{
	rec->day[column] = day;
	rec->filled |= AR_BIT(column);
}

/* *rec: the document of a cell.  AR_OK: its amount is 0. */
static int
read_cell(struct ar_import_record *rec, const struct ar_import_reading *row,
    const struct ar_import_file *f, const struct ar_import_texts *t,
    size_t cell, struct ar_arena *arena)
{
	const struct ar_import_map *map = &row->options->map;
	const struct ar_import_stream *s = map->stream;
	struct ar_import_reading r = ar_import_cells_reading(row, f, cell);
	struct ar_import_texts of;

	ar_import_cells_texts(&of, t, map, cell);
	ar_import_texts_set(&of, (size_t)s->id, name_of(t, f, s, cell, arena));
	ar_import_texts_set(&of, (size_t)s->date, AR_S(""));
	ar_import_texts_set(&of, (size_t)s->due, AR_S(""));
	if (ar_import_record_read(rec, &r, &of) != AR_OK)
		return AR_EDATA;
	set_day(rec, s->date, f->cell[cell].day);
	set_day(rec, s->due, f->cell[cell].day);
	return rec->minor[s->amount] == 0 ? AR_OK : AR_ITEM;
}

/* The row says what its cells add up to. */
static int
check_sum(const struct ar_import_cells *c, const struct ar_import_reading *r,
    const struct ar_import_texts *t)
{
	size_t amount = (size_t)r->options->map.stream->amount;
	char text[AR_MONEY_MAX + 1] = "";
	struct ar_quoted q;
	ar_sum sum = 0;

	for (size_t i = 0; i < c->n; i++)
		sum += c->record[i].minor[amount];
	if (sum == c->whole.minor[amount])
		return AR_OK;
	text[ar_money_format(text, sum, c->whole.ccy.digits)] = '\0';
	ar_diag_refuse(r->diag, &(struct ar_say){AR_M_CELLS_DIFFER, r->at,
	    ar_import_called(r, amount),
	    {ar_quote(&q, t->text[amount]), text}});
	return AR_EDATA;
}

int
ar_import_cells_read(struct ar_import_cells *c,
    const struct ar_import_reading *r, const struct ar_import_file *f,
    const struct ar_import_texts *t, struct ar_arena *arena)
{
	c->n = 0;
	if (ar_import_record_read(&c->whole, r, t) != AR_OK)
		return AR_EDATA;
	for (size_t i = 0; i < r->options->map.ncells; i++) {
		int result;

		if (t->cell[i].n == 0)
			continue;
		result = read_cell(&c->record[c->n], r, f, t, i, arena);
		if (result == AR_EDATA)
			return AR_EDATA;
		c->from[c->n] = i;
		c->n += result == AR_ITEM;
	}
	return check_sum(c, r, t);
}
