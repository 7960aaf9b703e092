/*
 * libar/importrow.c
 * Purpose: what a row of a foreign file is.
 */
#include "libar/importrow.h"

#include "libar/importrule.h"

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
		struct ar_slice word;
		bool whole;             /* no letter may follow */
	} labels[] = {
		{{"total", 5}, true}, {{"totals", 6}, true},
		{{"grand total", 11}, true}, {{"sum", 3}, true},
		{{"summe", 5}, true}, {{"gesamt", 6}, false},
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		struct ar_slice word = labels[i].word;
		bool letter = s.n > word.n && ar_is_letter(s.p[word.n]);

		if (s.n >= word.n && !(labels[i].whole && letter) &&
		    ar_lower(s.p[0]) == word.p[0] &&
		    ar_slice_eq_nocase(ar_slice(s.p, word.n), word))
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
	for (uint64_t left = t->filled; left != 0;) {
		size_t i = ar_bit_take(&left);

		if (map->type[i] == AR_DATE &&
		    (ptrdiff_t)i != map->stream->date)
			return true;
	}
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
	uint64_t section = map->section < 0 ? 0 : AR_BIT(map->section);

	if ((t->filled & ~section) != 0)
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

/* An entry of other accounts than customers'. */
static bool
is_of_others(const struct ar_import_texts *t, const struct ar_import_file *f,
    const struct ar_row *row)
{
	return t->account == AR_ACCOUNT_NEITHER && ar_import_row_fits(f, row);
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
	if (l.skip || ar_import_rule_tells(f, map, row, AR_MAP_SKIP))
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
		return ar_import_rule_tells(f, map, row, AR_MAP_ONLY) ||
		    is_of_others(t, f, row) ? AR_ROW_SKIPPED :
		    AR_ROW_DOCUMENT;
	if (l.footer)
		return AR_ROW_FOOTER;
	if (row->n >= f->header->n && ((l.total && !has_day(t, map)) ||
	    is_unlabelled(f, map, row)))
		return AR_ROW_TOTAL;
	if (ar_import_rule_tells(f, map, row, AR_MAP_ONLY))
		return AR_ROW_SKIPPED;
	if (after_total && is_closing_text(f, map, row, &l))
		return AR_ROW_FOOTER;
	return count_keys(t, s) > 0 && has_amount(t, map) ?
	    AR_ROW_DOCUMENT : AR_ROW_STRANGE;
}
