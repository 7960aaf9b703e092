/*
 * libar/importtexts.c
 * Purpose: the cells of a row of a foreign file as clean text.
 */
#include "libar/importtexts.h"

#include "libar/importrule.h"

void
ar_import_texts_init(struct ar_import_texts *t)
{
	*t = (struct ar_import_texts){0};
	for (size_t i = 0; i < AR_COLUMNS_KNOWN; i++)
		t->text[i] = AR_S("");
}

static struct ar_slice
without_breaks(struct ar_slice s, struct ar_arena *arena)
{
	struct ar_slice copy = ar_arena_copy(arena, s);
	char *p = ar_arena_alloc(arena, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < copy.n; i++) {
		char c = copy.p[i];

		if (c == '\r' && i + 1 < copy.n && copy.p[i + 1] == '\n')
			continue;
		p[n++] = c == '\r' || c == '\n' ? ' ' : c;
	}
	return ar_slice(p, n);
}

/* `123.0` of a spreadsheet, where the map says that an id may be so. */
static struct ar_slice
without_point_zero(struct ar_slice s)
{
	struct ar_slice whole;

	if (s.n < 3 || s.p[s.n - 2] != '.' || s.p[s.n - 1] != '0')
		return s;
	whole = ar_slice(s.p, s.n - 2);
	return ar_slice_is_digits(whole) ? whole : s;
}

/* The field's cell; empty where the row or the header has none. */
static struct ar_slice
cell_of(struct ar_import_texts *t, const struct ar_row *row, ptrdiff_t field,
    struct ar_arena *arena)
{
	struct ar_slice raw, text;

	if (field < 0 || field >= (ptrdiff_t)row->n)
		return AR_S("");
	raw = ar_row_get(row, (uint32_t)field);
	if (row->many_lines && ar_slice_has_break(raw)) {
		raw = without_breaks(raw, arena);
		t->broken++;
	}
	text = ar_slice_trim(raw);
	t->trimmed += text.n != raw.n;
	return text;
}

/* "Euro - EUR": what stands behind the last of one of these marks. */
static struct ar_slice
behind(struct ar_slice text, const struct ar_alternatives *marks)
{
	for (size_t i = 0; i < marks->n; i++) {
		struct ar_slice mark = marks->text[i];

		for (size_t k = text.n; k >= mark.n && mark.n > 0; k--)
			if (memcmp(text.p + k - mark.n, mark.p, mark.n) == 0)
				return ar_slice(text.p + k, text.n - k);
	}
	return text;
}

/* What the map says of a column's cells beside their header. */
static struct ar_slice
mended(const struct ar_import_map *map, size_t column, struct ar_slice text)
{
	const struct ar_import_stream *s = map->stream;

	if (map->guarded && text.n > 1 && text.p[0] == '\'' &&
	    strchr("=+-@", text.p[1]) != NULL)
		text = ar_slice(text.p + 1, text.n - 1);
	if ((map->strip & AR_BIT(column)) != 0)
		text = without_point_zero(text);
	if ((ptrdiff_t)column == s->currency)
		text = ar_slice_trim(behind(text, &map->currency_after));
	if (map->type[column] == AR_DATE &&
	    ar_alternatives_fit(&map->no_date, text))
		text = AR_S("");
	return text;
}

static void
take_parts(struct ar_import_texts *t, const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row,
    struct ar_arena *arena)
{
	for (size_t i = 0; i < map->nparts; i++) {
		size_t column = map->part[i].column;

		t->part[i] = mended(map, column, cell_of(t, row, f->part[i],
		    arena));
		if (map->part[i].above > 0)
			t->part[i] = ar_import_above_field(&f->above,
			    map->part[i].above);
		if (map->part[i].use == AR_MAP_ELSE && t->text[column].n == 0)
			ar_import_texts_set(t, column, t->part[i]);
	}
}

/* The row as its customer's account has it, on whichever side that stands. */
static void
take_account(struct ar_import_texts *t, const struct ar_import_file *f,
    const struct ar_import_map *map)
{
	size_t customer = (size_t)map->stream->customer, contra = 0;
	struct ar_slice own = t->text[customer], other;

	while (contra < map->nparts &&
	    map->part[contra].use != AR_MAP_CONTRA)
		contra++;
	other = contra < map->nparts ? t->part[contra] : AR_S("");
	t->account = ar_import_account_side(f->accounts, own,
	    contra < map->nparts ? &other : NULL);
	if (t->account != AR_ACCOUNT_OTHER)
		return;
	for (size_t i = 0; i < map->stream->stream->n; i++)
		if (f->field[i] == f->part[contra])
			ar_import_texts_set(t, i, own);
		else if (f->field[i] == f->field[customer])
			ar_import_texts_set(t, i, other);
	t->negative = !t->negative;
}

/* Whether the first word of the map that the text fits means nothing. */
static bool
is_unsaid(const struct ar_import_map *map, size_t column,
    struct ar_slice text)
{
	for (size_t i = 0; i < map->nwords; i++)
		if (map->word[i].column == column &&
		    ar_pattern_fits(map->word[i].text, text))
			return map->word[i].word == 0;
	return false;
}

/* A word that the map takes for nothing is an empty cell. */
static void
drop_unsaid(struct ar_import_texts *t, const struct ar_import_map *map)
{
	for (uint64_t left = map->unsaid & t->filled; left != 0;) {
		size_t i = ar_bit_take(&left);

		if (is_unsaid(map, i, t->text[i]))
			ar_import_texts_set(t, i, AR_S(""));
	}
}

void
ar_import_texts_take(struct ar_import_texts *t,
    const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, struct ar_arena *arena)
{
	t->trimmed = t->broken = 0;
	for (size_t k = 0; k < f->nbound; k++) {
		size_t i = f->bound[k];

		ar_import_texts_set(t, i, mended(map, i,
		    cell_of(t, row, f->field[i], arena)));
	}
	take_parts(t, f, map, row, arena);
	for (size_t i = 0; i < map->ncells; i++)
		t->cell[i] = cell_of(t, row, f->cell[i].field, arena);
	if (map->section >= 0 && t->text[map->section].n == 0)
		ar_import_texts_set(t, (size_t)map->section, f->section);
	t->negative = ar_import_rule_tells(f, map, row, AR_MAP_NEGATIVE);
	t->account = AR_ACCOUNT_FIRST;
	if (f->accounts != NULL)
		take_account(t, f, map);
	drop_unsaid(t, map);
}

struct ar_slice
ar_import_label(const struct ar_row *row, bool *alone)
{
	struct ar_slice label = AR_S("");

	*alone = true;
	for (uint32_t i = 0; i < row->n; i++) {
		struct ar_slice cell = ar_slice_trim(ar_row_get(row, i));

		if (label.n > 0 && cell.n > 0)
			*alone = false;
		else if (cell.n > 0)
			label = cell;
	}
	return label;
}
