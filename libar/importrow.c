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

void
ar_import_texts_take(struct ar_import_texts *t,
    const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, struct ar_arena *arena)
{
	t->trimmed = t->broken = 0;
	for (size_t i = 0; i < map->stream->stream->n; i++) {
		t->text[i] = AR_S("");
		if (f->field[i] < 0 || f->field[i] >= (ptrdiff_t)row->n)
			continue;
		t->text[i] = clean(t, ar_row_get(row, (uint32_t)f->field[i]),
		    arena);
		if ((map->strip & AR_BIT(i)) != 0)
			t->text[i] = without_point_zero(t->text[i]);
		if (ar_stream_type(map->stream->stream, i) == AR_DATE &&
		    ar_alternatives_fit(&map->no_date, t->text[i]))
			t->text[i] = AR_S("");
	}
}

uint8_t
ar_import_word(const struct ar_import_map *map, size_t column,
    struct ar_slice text)
{
	const char *const *words = map->stream->stream->column[column].words;

	for (size_t i = 0; i < map->nwords; i++)
		if (map->word[i].column == column &&
		    ar_slice_eq_nocase(map->word[i].text, text))
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
	bool total, footer, skip;
};

/* The label of a total stands first; a pattern of the map may stand anywhere. */
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
		l.skip = l.skip || ar_alternatives_fit(&map->skip, cell);
		l.footer = l.footer ||
		    ar_alternatives_fit(&map->footer, cell);
		l.filled++;
		l.last = i;
	}
	return l;
}

static bool
is_mapped(const struct ar_import_file *f, const struct ar_import_map *map,
    uint32_t field)
{
	for (size_t i = 0; i < map->stream->stream->n; i++)
		if (f->field[i] == (ptrdiff_t)field)
			return true;
	return false;
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
has_day(const struct ar_import_texts *t, const struct ar_import_stream *s)
{
	for (size_t i = 0; i < s->stream->n; i++)
		if (ar_stream_type(s->stream, i) == AR_DATE &&
		    (ptrdiff_t)i != s->date && t->text[i].n > 0)
			return true;
	return false;
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
	if (l.skip)
		return AR_ROW_SKIPPED;
	if (is_document(t, map))
		return AR_ROW_DOCUMENT;
	if (l.footer)
		return AR_ROW_FOOTER;
	if (l.total && !has_day(t, s))
		return AR_ROW_TOTAL;
	if (after_total && is_closing_text(f, map, row, &l))
		return AR_ROW_FOOTER;
	return count_keys(t, s) > 0 && is_filled(t, s->amount) ?
	    AR_ROW_DOCUMENT : AR_ROW_STRANGE;
}
