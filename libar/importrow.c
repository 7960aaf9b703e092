/*
 * libar/importrow.c
 * Purpose: what a row of a foreign file is, and its cells as clean text.
 */
#include "libar/importrow.h"

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
	if (s.n < 3 || s.p[s.n - 2] != '.' || s.p[s.n - 1] != '0')
		return s;
	for (size_t i = 0; i < s.n - 2; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return s;
	return ar_slice(s.p, s.n - 2);
}

static struct ar_slice
clean(struct ar_import_texts *t, struct ar_slice raw, struct ar_arena *arena)
{
	struct ar_slice text = raw;

	if (ar_slice_has_break(text)) {
		text = without_breaks(text, arena);
		t->broken++;
	}
	raw = text;
	text = ar_slice_trim(raw);
	t->trimmed += text.n != raw.n;
	return text;
}

/* The field's cell; empty where the row or the header has none. */
static struct ar_slice
cell_of(struct ar_import_texts *t, const struct ar_row *row, ptrdiff_t field,
    struct ar_arena *arena)
{
	if (field < 0 || field >= (ptrdiff_t)row->n)
		return AR_S("");
	return clean(t, ar_row_get(row, (uint32_t)field), arena);
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
		if (map->part[i].use == AR_MAP_ELSE && t->text[column].n == 0)
			t->text[column] = t->part[i];
	}
}

static struct ar_slice
rule_cell(const struct ar_import_file *f, const struct ar_row *row,
    size_t rule)
{
	return ar_slice_trim(ar_row_get(row, (uint32_t)f->rule[rule]));
}

static bool
fits_rule(const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, size_t rule)
{
	return ar_alternatives_fit(&map->rule[rule].pattern,
	    rule_cell(f, row, rule));
}

bool
ar_import_rule_lacks(const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row, size_t rule)
{
	return rule_cell(f, row, rule).n == 0 &&
	    !fits_rule(f, map, row, rule);
}

/*
 * Whether a rule of this kind has something to say of the row.  One that lost
 * a field has its cells under other headers, or that lost the cell to be chosen
 * by, is left to be refused.
 */
static bool
is_told(const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, enum ar_map_test test)
{
	for (size_t i = 0; i < map->nrules; i++)
		if (map->rule[i].test == test && ar_import_row_fits(f, row) &&
		    fits_rule(f, map, row, i) != (test == AR_MAP_ONLY) &&
		    (test != AR_MAP_ONLY ||
		    !ar_import_rule_lacks(f, map, row, i)))
			return true;
	return false;
}

void
ar_import_texts_take(struct ar_import_texts *t,
    const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, struct ar_arena *arena)
{
	t->trimmed = t->broken = 0;
	for (size_t i = 0; i < map->stream->stream->n; i++)
		t->text[i] = mended(map, i, cell_of(t, row, f->field[i],
		    arena));
	take_parts(t, f, map, row, arena);
	for (size_t i = 0; i < map->ncells; i++)
		t->cell[i] = cell_of(t, row, f->cell[i].field, arena);
	if (map->section >= 0 && t->text[map->section].n == 0)
		t->text[map->section] = f->section;
	t->negative = is_told(f, map, row, AR_MAP_NEGATIVE);
}

uint8_t
ar_import_word(const struct ar_import_map *map, size_t column,
    struct ar_slice text)
{
	const char *const *words = map->stream->stream->column[column].words;

	for (size_t i = 0; i < map->nwords; i++)
		if (map->word[i].column == column &&
		    ar_pattern_fits(map->word[i].text, text))
			return map->word[i].word;
	for (uint8_t i = 0; words[i] != NULL; i++)
		if (ar_name_eq(text, ar_slice_of(words[i])))
			return (uint8_t)(i + 1);
	return 0;
}

bool
ar_import_row_fits(const struct ar_import_file *f, const struct ar_row *row)
{
	for (uint32_t i = (uint32_t)f->header->n; i < row->n; i++)
		if (ar_slice_trim(ar_row_get(row, i)).n > 0)
			return false;
	return row->n >= f->header->n;
}

ptrdiff_t
ar_import_row_breaks(const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row)
{
	for (size_t i = 0; i < map->nrules; i++)
		if (map->rule[i].test == AR_MAP_MUST &&
		    !fits_rule(f, map, row, i))
			return (ptrdiff_t)i;
	return -1;
}

static bool
is_filled(const struct ar_import_texts *t, ptrdiff_t column)
{
	return column >= 0 && t->text[column].n > 0;
}

static bool
is_draft(const struct ar_import_texts *t, const struct ar_import_map *map)
{
	ptrdiff_t status = map->stream->status;

	return is_filled(t, status) && ar_import_word(map, (size_t)status,
	    t->text[status]) == AR_STATUS_DRAFT;
}

/* How many of id, customer and date are filled. */
static int
count_keys(const struct ar_import_texts *t, const struct ar_import_stream *s)
{
	return is_filled(t, s->id) + is_filled(t, s->customer) +
	    is_filled(t, s->date);
}

static bool
is_document(const struct ar_import_texts *t, const struct ar_import_map *map)
{
	return map->stream->date < 0 ? is_filled(t, map->stream->customer) :
	    count_keys(t, map->stream) > 1 || is_draft(t, map);
}

/* Whether a cell says that this is a total: it begins with one of these. */
static bool
is_total_label(struct ar_slice s)
{
	static const struct {
		const char *word;
		bool whole;             /* no letter may follow */
	} labels[] = {
		{"total", true}, {"totals", true}, {"grand total", true},
		{"sum", true}, {"summe", true}, {"gesamt", false},
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		size_t n = strlen(labels[i].word);
		bool letter = s.n > n && ar_is_letter(s.p[n]);

		if (s.n >= n && !(labels[i].whole && letter) &&
		    ar_slice_eq_nocase(ar_slice(s.p, n),
		    ar_slice_of(labels[i].word)))
			return true;
	}
	return false;
}

/* What the filled cells of a row say of it. */
struct look {
	unsigned filled;
	uint32_t last;          /* the last filled field */
	bool total, footer, skip, balance;
};

/* The label of a total stands first; a pattern of the map, anywhere. */
static struct look
look_at(const struct ar_import_map *map, const struct ar_row *row)
{
	struct look l = {0};

	for (uint32_t i = 0; i < row->n; i++) {
		struct ar_slice cell = ar_slice_trim(ar_row_get(row, i));

		if (cell.n == 0)
			continue;
		l.total = l.total || ar_alternatives_fit(&map->total, cell) ||
		    (l.filled == 0 && is_total_label(cell));
		l.balance = l.balance ||
		    ar_alternatives_fit(&map->balance_row, cell);
		l.skip = l.skip || ar_alternatives_fit(&map->skip, cell);
		l.footer = l.footer ||
		    ar_alternatives_fit(&map->footer, cell);
		l.filled++;
		l.last = i;
	}
	return l;
}

static bool
is_cell(const struct ar_import_file *f, const struct ar_import_map *map,
    uint32_t field)
{
	for (size_t i = 0; i < map->ncells; i++)
		if (f->cell[i].field == (ptrdiff_t)field)
			return true;
	return false;
}

static bool
is_mapped(const struct ar_import_file *f, const struct ar_import_map *map,
    uint32_t field)
{
	for (size_t i = 0; i < map->stream->stream->n; i++)
		if (f->field[i] == (ptrdiff_t)field)
			return true;
	return is_cell(f, map, field);
}

/* "Printed on 1 July": at least three words, and a digit among them. */
static bool
is_sentence(struct ar_slice s)
{
	unsigned blanks = 0, digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		blanks += s.p[i] == ' ';
		digits += ar_is_digit(s.p[i]);
	}
	return blanks >= 2 && digits > 0;
}

/*
 * Text behind a total: such a line, or a cell that no column takes.  A lone
 * name, number or amount is what is left of a document.
 */
static bool
is_closing_text(const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row,
    const struct look *l)
{
	if (l->filled != 1)
		return false;
	return !is_mapped(f, map, l->last) || (l->last == 0 &&
	    is_sentence(ar_slice_trim(ar_row_get(row, 0))));
}

/* A total has no due date and no other day. */
static bool
has_day(const struct ar_import_texts *t, const struct ar_import_map *map)
{
	for (size_t i = 0; i < map->stream->stream->n; i++)
		if (map->type[i] == AR_DATE &&
		    (ptrdiff_t)i != map->stream->date && t->text[i].n > 0)
			return true;
	return false;
}

/* Whether a column of amounts, or a part of one, takes the field. */
static bool
is_amount(const struct ar_import_file *f, const struct ar_import_map *map,
    uint32_t field)
{
	const struct ar_stream *s = map->stream->stream;

	for (size_t i = 0; i < s->n; i++)
		if (f->field[i] == (ptrdiff_t)field &&
		    map->type[i] == AR_AMOUNT)
			return true;
	for (size_t i = 0; i < map->nparts; i++)
		if (f->part[i] == (ptrdiff_t)field &&
		    map->type[map->part[i].column] == AR_AMOUNT)
			return true;
	return is_cell(f, map, field);
}

/* Amounts and nothing else, but perhaps their currency. */
static bool
is_unlabelled(const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row)
{
	ptrdiff_t currency = map->stream->currency;
	unsigned amounts = 0;

	for (uint32_t i = 0; i < row->n; i++) {
		if (ar_slice_trim(ar_row_get(row, i)).n == 0 ||
		    (currency >= 0 && f->field[currency] == (ptrdiff_t)i))
			continue;
		if (!is_amount(f, map, i))
			return false;
		amounts++;
	}
	return map->total_unlabelled && amounts > 0;
}

/* The amount, or a part of it. */
static bool
has_amount(const struct ar_import_texts *t, const struct ar_import_map *map)
{
	ptrdiff_t amount = map->stream->amount;
	bool filled = is_filled(t, amount);

	for (size_t i = 0; i < map->nparts; i++)
		filled = filled || (t->part[i].n > 0 &&
		    ar_map_part_makes(&map->part[i], (size_t)amount));
	return filled;
}

/* Whether any column takes a cell of the row. */
static bool
is_any(const struct ar_import_texts *t, const struct ar_import_map *map)
{
	for (size_t i = 0; i < map->stream->stream->n; i++)
		if (t->text[i].n > 0 && (ptrdiff_t)i != map->section)
			return true;
	for (size_t i = 0; i < map->nparts; i++)
		if (t->part[i].n > 0)
			return true;
	return false;
}

/* Whether only columns without a name stand before the field. */
static bool
is_leading(const struct ar_import_file *f, uint32_t field)
{
	for (uint32_t i = 0; i <= field && field > 0; i++)
		if (i >= f->header->n || f->header->name[i].n > 0)
			return false;
	return true;
}

/*
 * The first cell alone, or one of several for names below names, and not what
 * a cut left of a row.  A label of totals is a name there, unless a section is
 * open that it may close.
 */
static bool
is_section(const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, const struct look *l)
{
	return map->section >= 0 && l->filled == 1 &&
	    is_leading(f, l->last) && row->n >= f->header->n &&
	    (!l->total || f->section.n == 0);
}

/*
 * A total of a section, of which the section alone makes a document: its label
 * stands where others have their id or date.
 */
static bool
closes_section(const struct ar_import_texts *t,
    const struct ar_import_file *f, const struct ar_import_map *map,
    const struct look *l)
{
	const struct ar_import_stream *s = map->stream;

	return l->total && map->section >= 0 && f->section.n > 0 &&
	    t->text[map->section].p == f->section.p && !has_day(t, map) &&
	    count_keys(t, s) - (map->section == s->customer) < 2;
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

void
ar_import_section(struct ar_import_file *f, const struct ar_row *row,
    enum ar_row_class class, struct ar_arena *arena)
{
	bool alone;

	if (class == AR_ROW_SECTION)
		f->section = ar_arena_copy(arena,
		    ar_import_label(row, &alone));
	else if (class == AR_ROW_TOTAL)
		f->section = AR_S("");
}

enum ar_row_class
ar_import_classify(const struct ar_import_texts *t,
    const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, bool after_total)
{
	const struct ar_import_stream *s = map->stream;
	const struct look l = look_at(map, row);

	if (l.filled == 0)
		return AR_ROW_BLANK;
	if (l.skip || is_told(f, map, row, AR_MAP_SKIP))
		return AR_ROW_SKIPPED;
	if (l.balance && row->n >= f->header->n)
		return AR_ROW_BALANCE;
	if (l.footer && l.filled == 1)
		return AR_ROW_FOOTER;
	if (is_section(f, map, row, &l))
		return AR_ROW_SECTION;
	if (map->continued && !is_any(t, map) && row->n >= f->header->n)
		return AR_ROW_SKIPPED;
	if (is_document(t, map) && !closes_section(t, f, map, &l))
		return is_told(f, map, row, AR_MAP_ONLY) ? AR_ROW_SKIPPED :
		    AR_ROW_DOCUMENT;
	if (l.footer)
		return AR_ROW_FOOTER;
	if (row->n >= f->header->n && ((l.total && !has_day(t, map)) ||
	    is_unlabelled(f, map, row)))
		return AR_ROW_TOTAL;
	if (is_told(f, map, row, AR_MAP_ONLY))
		return AR_ROW_SKIPPED;
	if (after_total && is_closing_text(f, map, row, &l))
		return AR_ROW_FOOTER;
	return count_keys(t, s) > 0 && has_amount(t, map) ?
	    AR_ROW_DOCUMENT : AR_ROW_STRANGE;
}
