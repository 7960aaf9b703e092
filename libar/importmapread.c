/*
 * libar/importmapread.c
 * Purpose: maps out of files and texts, line by line.
 */
#include "libar/importmapread.h"

#include "libar/importmapset.h"
#include "libar/lines.h"
#include "libar/utf8.h"

enum { AGE_DIGITS = 4 };

/* "COLUMN.WORD = A | B" */
static int
set_word(struct ar_map_line *l, struct ar_slice column, struct ar_slice word)
{
	struct ar_import_map *map = l->map;
	ptrdiff_t c = ar_import_column(map->stream, column);
	uint8_t n = ar_map_line_word(l, c, word);

	if (c < 0 || map->stream->stream->column[c].words == NULL)
		return ar_map_refuse(l, "no words are in column", column);
	if (ar_slice_eq(word, AR_S("-")))
		map->unsaid |= AR_BIT(c);
	else if (n == 0)
		return ar_map_refuse(l, "there is no such word:", l->key);
	while (l->value.n > 0) {
		map->word = ar_grow(map->word, map->nwords + 1,
		    sizeof *map->word);
		map->word[map->nwords++] = (struct ar_map_word){(size_t)c,
		    n, ar_arena_copy(&map->arena,
		    ar_alternative_take(&l->value))};
	}
	return AR_OK;
}

/* "only.HEADER = A | B"; *is: it is such a line. */
static int
set_rule(struct ar_map_line *l, struct ar_slice test, struct ar_slice header,
    bool *is)
{
	static const char *const names[] = {
		[AR_MAP_ONLY] = "only", [AR_MAP_SKIP] = "skip",
		[AR_MAP_NEGATIVE] = "negative", [AR_MAP_MUST] = "must"
	};
	struct ar_import_map *map = l->map;
	struct ar_map_rule *rule;
	size_t i;

	*is = ar_map_line_name(&i, names, sizeof names / sizeof *names, test);
	if (!*is)
		return AR_OK;
	if (l->value.n == 0)
		return ar_map_refuse(l, "no pattern is given for", l->key);
	if (map->nrules == AR_MAP_RULES)
		return ar_map_refuse(l, "too many lines of", test);
	rule = &map->rule[map->nrules++];
	rule->test = (enum ar_map_test)i;
	ar_map_line_list(l, &rule->header, header);
	rule->may_lack = ar_alternatives_take_none(&rule->header);
	ar_map_line_list(l, &rule->pattern, l->value);
	return AR_OK;
}

/* "amount.plus = A | B"; *is: it is such a line. */
static int
set_part(struct ar_map_line *l, struct ar_slice column, struct ar_slice use,
    bool *is)
{
	struct ar_import_map *map = l->map;
	ptrdiff_t c = ar_import_column(map->stream, column);
	bool money = c >= 0 && ar_stream_type(map->stream->stream,
	    (size_t)c) == AR_AMOUNT;
	struct ar_map_part *part;
	size_t i;

	*is = ar_map_line_name(&i, ar_map_uses, AR_MAP_USES, use) && c >= 0;
	if (!*is)
		return AR_OK;
	if (i == AR_MAP_CONTRA && c != map->stream->customer)
		return ar_map_refuse(l, "no accounts are in", column);
	if (!money && i != AR_MAP_ELSE && i != AR_MAP_CONTRA)
		return ar_map_refuse(l, "no amounts are in", column);
	if (map->nparts == AR_MAP_PARTS)
		return ar_map_refuse(l, "too many lines of", use);
	part = &map->part[map->nparts++];
	part->use = (enum ar_map_use)i;
	part->column = (size_t)c;
	ar_map_line_list(l, &part->header, l->value);
	part->may_lack = ar_alternatives_take_none(&part->header);
	if (i == AR_MAP_ELSE && part->header.n == 1)
		(void)ar_map_line_field(&part->above, part->header.text[0]);
	return AR_OK;
}

/* "10000 - 69999"; low.n == 0: it is no range. */
static struct ar_map_range
read_range(struct ar_map_line *l)
{
	struct ar_slice high = l->value;
	struct ar_slice low = ar_slice_trim(ar_slice_cut(&high, '-'));
	struct ar_map_range r = {low, ar_slice_trim(high), 0, AR_S("")};

	for (size_t i = 0; i < r.low.n + r.high.n; i++)
		if (!ar_is_digit(i < r.low.n ? r.low.p[i] :
		    r.high.p[i - r.low.n]))
			r.low.n = r.high.n = 0;
	if (r.low.n != r.high.n || memcmp(r.low.p, r.high.p, r.low.n) > 0)
		r.low.n = 0;
	r.low = ar_arena_copy(&l->map->arena, r.low);
	r.high = ar_arena_copy(&l->map->arena, r.high);
	return r;
}

/* "accounts = RANGE", "accounts.#14.5 = RANGE"; *is: it is such a line. */
static int
set_accounts(struct ar_map_line *l, struct ar_slice name,
    struct ar_slice where, bool *is)
{
	struct ar_import_map *map = l->map;
	struct ar_map_range *r = &map->range[map->nranges];

	*is = ar_slice_eq(name, AR_S("accounts"));
	if (!*is)
		return AR_OK;
	if (map->nranges == AR_MAP_RANGES)
		return ar_map_refuse(l, "too many lines of", name);
	*r = read_range(l);
	if (r->low.n == 0)
		return ar_map_refuse(l, "want two numbers of as many digits, "
		    "as in 10000 - 69999, not", l->value);
	if (where.n > 0) {
		struct ar_slice field = ar_slice_cut(&where, '.');

		if (!ar_map_line_field(&r->field, field))
			return ar_map_refuse(l, "want a field, as in #14, "
			    "not", field);
		r->value = ar_arena_copy(&map->arena, where);
	}
	map->nranges++;
	return AR_OK;
}

/* "N days" or "N months" */
static bool
read_age(struct ar_map_cell *cell, struct ar_slice text)
{
	size_t digits = 0;
	struct ar_slice unit;
	int n = 0;

	while (digits < text.n && ar_is_digit(text.p[digits]))
		digits++;
	if (digits == 0 || digits > AGE_DIGITS)
		return false;
	for (size_t i = 0; i < digits; i++)
		n = n * 10 + text.p[i] - '0';
	unit = ar_slice_trim(ar_slice(text.p + digits, text.n - digits));
	if (ar_slice_eq(unit, AR_S("months")) ||
	    ar_slice_eq(unit, AR_S("month"))) {
		cell->months = n;
		return true;
	}
	cell->days = n;
	return ar_slice_eq(unit, AR_S("days")) ||
	    ar_slice_eq(unit, AR_S("day"));
}

/* "cell.HEADER = AGE"; *is: it is such a line. */
static int
set_cell(struct ar_map_line *l, struct ar_slice name, struct ar_slice header,
    bool *is)
{
	struct ar_import_map *map = l->map;
	struct ar_map_cell *cell = &map->cell[map->ncells];

	*is = ar_slice_eq(name, AR_S("cell"));
	if (!*is)
		return AR_OK;
	if (map->stream->due < 0)
		return ar_map_refuse(l, "nothing falls due in a stream of",
		    ar_slice_of(map->stream->stream->name));
	if (map->ncells == AR_MAP_CELLS)
		return ar_map_refuse(l, "too many lines of", name);
	if (!read_age(cell, l->value))
		return ar_map_refuse(l, "want N days or N months, not",
		    l->value);
	map->ncells++;
	ar_map_line_list(l, &cell->header, header);
	cell->may_lack = ar_alternatives_take_none(&cell->header);
	return AR_OK;
}

/* "NAME.WORD = A | B" */
static int
set_dotted(struct ar_map_line *l, struct ar_slice name, struct ar_slice word)
{
	bool is;

	if (set_rule(l, name, word, &is) != AR_OK)
		return AR_ESTOP;
	if (!is && set_cell(l, name, word, &is) != AR_OK)
		return AR_ESTOP;
	if (!is && set_part(l, name, word, &is) != AR_OK)
		return AR_ESTOP;
	return is ? AR_OK : set_word(l, name, word);
}

static int
set_header(struct ar_map_line *l)
{
	struct ar_import_map *map = l->map;
	ptrdiff_t c = ar_import_column(map->stream, l->key);

	if (c < 0)
		return ar_map_refuse_name(l, "there is no column or setting",
		    l->key);
	if (map->from[c] != AR_MAP_NONE)
		return ar_map_refuse(l, "a second line for", l->key);
	map->from[c] = AR_MAP_FILE;
	ar_map_line_list(l, &map->header[c], l->value);
	if (ar_alternatives_take_none(&map->header[c]))
		map->may_lack |= AR_BIT(c);
	return AR_OK;
}

static int
take_line(struct ar_map_line *l, struct ar_slice text)
{
	struct ar_slice name, word;
	int result = ar_map_line_split(l, text);
	bool is;

	if (result == AR_EDATA)
		return ar_map_refuse(l, "want NAME = VALUE, not",
		    l->value);
	if (result == AR_OK)
		return AR_OK;
	if (ar_map_line_set(l, &is) != AR_OK)
		return AR_ESTOP;
	if (is)
		return AR_OK;
	word = l->key;
	name = ar_slice_cut(&word, '.');
	if (set_accounts(l, name, word, &is) != AR_OK)
		return AR_ESTOP;
	if (is)
		return AR_OK;
	return word.n > 0 ? set_dotted(l, name, word) : set_header(l);
}

static int
read_lines(struct ar_map_line *l, struct ar_lines *in)
{
	struct ar_line line;
	int result;

	while ((result = ar_lines_to_record(in)) == AR_ITEM) {
		struct ar_slice text;

		while (!ar_lines_find(in, 0, &line)) {
			if (in->end - in->start > AR_RECORD_MAX)
				return ar_map_refuse(l, "this is no map:",
				    ar_lines_unread(in));
			if (ar_lines_fill(in) != AR_OK)
				return AR_ESTOP;
		}
		ar_lines_settle(in, &line);
		text = ar_slice(in->window + in->start, line.text);
		l->at.line = in->line;
		if (!ar_utf8_valid(text) ||
		    memchr(text.p, '\0', text.n) != NULL)
			return ar_map_refuse(l, "this is no text:", text);
		if (take_line(l, text) != AR_OK)
			return AR_ESTOP;
		ar_lines_consume(in, line.whole, 1);
	}
	return result;
}

int
ar_import_map_read(struct ar_import_map *map, const char *path,
    struct ar_diag *diag)
{
	struct ar_map_line l = {.map = map, .diag = diag,
	    .at = {ar_diag_file(diag, path), 0}};
	struct ar_lines in;
	int result;

	if (ar_lines_open(&in, path, NULL, l.at.file, diag) != AR_OK)
		return AR_ESTOP;
	result = read_lines(&l, &in);
	ar_lines_close(&in);
	return result;
}

int
ar_import_map_text(struct ar_import_map *map, struct ar_slice text,
    const char *name, struct ar_diag *diag)
{
	struct ar_map_line l = {.map = map, .diag = diag,
	    .at = {ar_diag_file(diag, name), 0}};

	while (text.n > 0) {
		l.at.line++;
		if (take_line(&l, ar_slice_cut(&text, '\n')) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

struct ar_slice
ar_import_map_stream(struct ar_slice text)
{
	struct ar_slice name = AR_S("invoices");
	struct ar_map_line l;

	while (text.n > 0)
		if (ar_map_line_split(&l, ar_slice_cut(&text, '\n')) ==
		    AR_ITEM && ar_slice_eq(l.key, AR_S("stream")))
			name = l.value;
	return name;
}
