/*
 * libar/importmap.c
 * Purpose: what stands where in a foreign file, and what its words mean.
 */
#include "libar/importmap.h"

#include <stdlib.h>

#include "libar/lines.h"
#include "libar/utf8.h"

/* One line of a map file. */
struct line {
	struct ar_import_map *map;
	struct ar_slice key, value;
	struct ar_where at;
	struct ar_diag *diag;
};

void
ar_import_map_init(struct ar_import_map *map,
    const struct ar_import_stream *stream)
{
	*map = (struct ar_import_map){.stream = stream, .section = -1};
	for (size_t i = 0; i < stream->stream->n; i++)
		map->type[i] = ar_stream_type(stream->stream, i);
}

void
ar_import_map_release(struct ar_import_map *map)
{
	free(map->word);
	ar_arena_free(&map->arena);
}

int
ar_import_sign_parse(bool *by_kind, struct ar_slice text)
{
	*by_kind = ar_slice_eq(text, AR_S("by-kind"));
	return *by_kind || ar_slice_eq(text, AR_S("as-is")) ? AR_OK :
	    AR_EDATA;
}

int
ar_import_decimal_parse(char *decimal, struct ar_slice text)
{
	if (text.n != 1 || (text.p[0] != '.' && text.p[0] != ','))
		return AR_EDATA;
	*decimal = text.p[0];
	return AR_OK;
}

static int
refuse(const struct line *l, const char *why, struct ar_slice what,
    struct ar_slice near)
{
	struct ar_buf text = {0};
	struct ar_quoted q;

	ar_buf_addf(&text, "%s %s", why, ar_quote(&q, what));
	if (near.n > 0)
		ar_buf_addf(&text, "; near: %s", ar_quote(&q, near));
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_say(l->diag, &(struct ar_say){AR_M_BAD_MAP, l->at, {0},
	    {text.p}});
	ar_buf_free(&text);
	return AR_ESTOP;
}

/* The next of "A | B"; one in quotes keeps its blanks and bars. */
static struct ar_slice
take_alternative(struct ar_slice *rest)
{
	struct ar_slice one = ar_slice_trim(ar_raw_take(rest, '|'));

	if (one.n >= 2 && one.p[0] == '"' && one.p[one.n - 1] == '"')
		one = ar_slice(one.p + 1, one.n - 2);
	*rest = ar_slice_trim(*rest);
	return one;
}

static void
add_alternatives(struct ar_import_map *map, struct ar_alternatives *to,
    struct ar_slice value)
{
	size_t room = to->n + 1;
	struct ar_slice *text;

	for (size_t i = 0; i < value.n; i++)
		room += value.p[i] == '|';
	text = ar_arena_alloc(&map->arena, room * sizeof *text);
	if (to->n > 0)
		memcpy(text, to->text, to->n * sizeof *text);
	to->text = text;
	while (value.n > 0)
		to->text[to->n++] = ar_arena_copy(&map->arena,
		    take_alternative(&value));
}

/* "A | B | -": the header may have none of them. */
static bool
take_none(struct ar_alternatives *a)
{
	bool none = a->n > 1 && ar_slice_eq(a->text[a->n - 1], AR_S("-"));

	a->n -= none;
	return none;
}

static int
set_total(struct line *l)
{
	struct ar_alternatives all = {0};
	struct ar_alternatives *to = &l->map->total;

	add_alternatives(l->map, &all, l->value);
	to->text = all.text;
	to->n = 0;
	for (size_t i = 0; i < all.n; i++)
		if (ar_slice_eq(all.text[i], AR_S("required")))
			l->map->total_required = true;
		else if (ar_slice_eq(all.text[i], AR_S("unlabelled")))
			l->map->total_unlabelled = true;
		else
			to->text[to->n++] = all.text[i];
	return AR_OK;
}

static int
set_footer(struct line *l)
{
	add_alternatives(l->map, &l->map->footer, l->value);
	return AR_OK;
}

static int
set_skip(struct line *l)
{
	add_alternatives(l->map, &l->map->skip, l->value);
	return AR_OK;
}

static int
set_no_date(struct line *l)
{
	add_alternatives(l->map, &l->map->no_date, l->value);
	return AR_OK;
}

static int
set_currency_after(struct line *l)
{
	add_alternatives(l->map, &l->map->currency_after, l->value);
	return AR_OK;
}

/* Each line adds a list, of which a header must have one. */
static int
set_known(struct line *l)
{
	if (l->map->nknown == AR_MAP_KNOWN)
		return refuse(l, "too many lines of", l->key, AR_S(""));
	add_alternatives(l->map, &l->map->known[l->map->nknown++], l->value);
	return AR_OK;
}

static int
set_section(struct line *l)
{
	l->map->section = ar_import_column(l->map->stream, l->value);
	return l->map->section >= 0 ? AR_OK :
	    refuse(l, "there is no column", l->value,
	    ar_import_near(l->map->stream, l->value));
}

/* A setting that has one value only. */
static int
set_flag(struct line *l, bool *flag, const char *value, const char *why)
{
	*flag = ar_slice_eq(l->value, ar_slice_of(value));
	return *flag ? AR_OK : refuse(l, why, l->value, AR_S(""));
}

/* A map is for one stream; invoices where it does not say. */
static int
set_stream(struct line *l)
{
	return ar_slice_eq(l->value, ar_slice_of(
	    l->map->stream->stream->name)) ? AR_OK :
	    refuse(l, "the map is for another stream,", l->value, AR_S(""));
}

static int
set_continued(struct line *l)
{
	return set_flag(l, &l->map->continued, "left-out",
	    "continued is left-out, not");
}

static int
set_headless(struct line *l)
{
	return set_flag(l, &l->map->headless, "none", "header is none, not");
}

static int
set_group(struct line *l)
{
	return set_flag(l, &l->map->group, "document",
	    "group is document, not");
}

static int
set_blank_balance(struct line *l)
{
	return set_flag(l, &l->map->blank_balance, "0",
	    "blank-balance is 0, not");
}

static int
set_settled_balance(struct line *l)
{
	return set_flag(l, &l->map->settled_balance, "0",
	    "settled-balance is 0, not");
}

static int
set_guard(struct line *l)
{
	return set_flag(l, &l->map->guarded, "apostrophe",
	    "guard is apostrophe, not");
}

/* Bits of "COLUMN, COLUMN", all of the type. */
static int
set_columns(struct line *l, uint64_t *bits, bool money)
{
	const struct ar_import_stream *s = l->map->stream;
	struct ar_slice rest = l->value;

	while (rest.n > 0) {
		struct ar_slice name = ar_slice_trim(ar_slice_cut(&rest, ','));
		ptrdiff_t c = ar_import_column(s, name);
		enum ar_type type;

		if (c < 0)
			return refuse(l, "there is no column", name,
			    ar_import_near(s, name));
		type = ar_stream_type(s->stream, (size_t)c);
		if ((type == AR_AMOUNT) != money)
			return refuse(l, money ? "no amounts are in" :
			    "no ids are in", name, AR_S(""));
		*bits |= AR_BIT(c);
	}
	return AR_OK;
}

static int
set_sum(struct line *l)
{
	return set_columns(l, &l->map->sum, true);
}

static int
set_strip(struct line *l)
{
	return set_columns(l, &l->map->strip, false);
}

static int
set_decimal(struct line *l)
{
	return ar_import_decimal_parse(&l->map->decimal, l->value) == AR_OK ?
	    AR_OK : refuse(l, "decimal is . or a comma, not", l->value,
	    AR_S(""));
}

static int
set_sign(struct line *l)
{
	return ar_import_sign_parse(&l->map->by_kind, l->value) == AR_OK ?
	    AR_OK : refuse(l, "sign is as-is or by-kind, not", l->value,
	    AR_S(""));
}

static int
set_dates(struct line *l)
{
	return ar_date_format_parse(&l->map->dates,
	    ar_arena_copy(&l->map->arena, l->value).p) == AR_OK ? AR_OK :
	    refuse(l, "no date format is", l->value, AR_S(""));
}

static const struct setting {
	const char *name;
	int (*set)(struct line *);
} settings[] = {
	{"blank-balance", set_blank_balance},
	{"continued", set_continued},
	{"currency-after", set_currency_after},
	{"date-format", set_dates},
	{"decimal", set_decimal},
	{"footer", set_footer},
	{"group", set_group},
	{"guard", set_guard},
	{"header", set_headless},
	{"known-by", set_known},
	{"no-date", set_no_date},
	{"section", set_section},
	{"settled-balance", set_settled_balance},
	{"sign", set_sign},
	{"skip", set_skip},
	{"stream", set_stream},
	{"strip-point-zero", set_strip},
	{"sum", set_sum},
	{"total", set_total},
};

/* "COLUMN.WORD = A | B" */
static int
set_word(struct line *l, struct ar_slice column, struct ar_slice word)
{
	struct ar_import_map *map = l->map;
	ptrdiff_t c = ar_import_column(map->stream, column);
	const char *const *words = c < 0 ? NULL :
	    map->stream->stream->column[c].words;
	uint8_t n = 0;

	if (words == NULL)
		return refuse(l, "no words are in column", column, AR_S(""));
	while (words[n] != NULL && !ar_slice_eq(word, ar_slice_of(words[n])))
		n++;
	if (words[n] == NULL)
		return refuse(l, "there is no such word:", l->key,
		    AR_S(""));
	while (l->value.n > 0) {
		map->word = ar_grow(map->word, map->nwords + 1,
		    sizeof *map->word);
		map->word[map->nwords++] = (struct ar_map_word){(size_t)c,
		    (uint8_t)(n + 1), ar_arena_copy(&map->arena,
		    take_alternative(&l->value))};
	}
	return AR_OK;
}

/* "only.HEADER = A | B"; *is: it is such a line. */
static int
set_rule(struct line *l, struct ar_slice test, struct ar_slice header,
    bool *is)
{
	static const char *const names[] = {
		[AR_MAP_ONLY] = "only", [AR_MAP_SKIP] = "skip",
		[AR_MAP_NEGATIVE] = "negative"
	};
	struct ar_import_map *map = l->map;
	size_t i = 0, n = sizeof names / sizeof *names;
	struct ar_map_rule *rule;

	while (i < n && !ar_slice_eq(test, ar_slice_of(names[i])))
		i++;
	*is = i < n;
	if (!*is)
		return AR_OK;
	if (l->value.n == 0)
		return refuse(l, "no pattern is given for", l->key, AR_S(""));
	if (map->nrules == AR_MAP_RULES)
		return refuse(l, "too many lines of", test, AR_S(""));
	rule = &map->rule[map->nrules++];
	rule->test = (enum ar_map_test)i;
	add_alternatives(map, &rule->header, header);
	add_alternatives(map, &rule->pattern, l->value);
	return AR_OK;
}

/* "amount.plus = A | B"; *is: it is such a line. */
static int
set_part(struct line *l, struct ar_slice column, struct ar_slice use,
    bool *is)
{
	static const char *const names[] = {
		[AR_MAP_PLUS] = "plus", [AR_MAP_MINUS] = "minus",
		[AR_MAP_ELSE] = "else"
	};
	struct ar_import_map *map = l->map;
	ptrdiff_t c = ar_import_column(map->stream, column);
	size_t i = 0, n = sizeof names / sizeof *names;
	bool money = c >= 0 && ar_stream_type(map->stream->stream,
	    (size_t)c) == AR_AMOUNT;
	struct ar_map_part *part;

	while (i < n && !ar_slice_eq(use, ar_slice_of(names[i])))
		i++;
	*is = i < n && c >= 0;
	if (!*is)
		return AR_OK;
	if (!money && i != AR_MAP_ELSE)
		return refuse(l, "no amounts are in", column, AR_S(""));
	if (map->nparts == AR_MAP_PARTS)
		return refuse(l, "too many lines of", use, AR_S(""));
	part = &map->part[map->nparts++];
	part->use = (enum ar_map_use)i;
	part->column = (size_t)c;
	add_alternatives(map, &part->header, l->value);
	part->may_lack = take_none(&part->header);
	return AR_OK;
}

/* "NAME.WORD = A | B" */
static int
set_dotted(struct line *l, struct ar_slice name, struct ar_slice word)
{
	bool is;

	if (set_rule(l, name, word, &is) != AR_OK)
		return AR_ESTOP;
	if (!is && set_part(l, name, word, &is) != AR_OK)
		return AR_ESTOP;
	return is ? AR_OK : set_word(l, name, word);
}

static int
set_header(struct line *l)
{
	struct ar_import_map *map = l->map;
	ptrdiff_t c = ar_import_column(map->stream, l->key);

	if (c < 0)
		return refuse(l, "there is no column or setting", l->key,
		    ar_import_near(map->stream, l->key));
	if (map->from[c] != AR_MAP_NONE)
		return refuse(l, "a second line for", l->key, AR_S(""));
	map->from[c] = AR_MAP_FILE;
	add_alternatives(map, &map->header[c], l->value);
	if (take_none(&map->header[c]))
		map->may_lack |= AR_BIT(c);
	return AR_OK;
}

static int
take_line(struct line *l, struct ar_slice text)
{
	struct ar_slice rest = ar_slice_trim(text), word;

	if (rest.n == 0 || rest.p[0] == '#')
		return AR_OK;
	if (memchr(rest.p, '=', rest.n) == NULL)
		return refuse(l, "want NAME = VALUE, not", rest, AR_S(""));
	l->key = ar_slice_trim(ar_slice_cut(&rest, '='));
	l->value = ar_slice_trim(rest);
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (ar_slice_eq(l->key, ar_slice_of(settings[i].name)))
			return settings[i].set(l);
	word = l->key;
	rest = ar_slice_cut(&word, '.');
	return word.n > 0 ? set_dotted(l, rest, word) : set_header(l);
}

static int
read_lines(struct line *l, struct ar_lines *in)
{
	struct ar_line line;
	int result;

	while ((result = ar_lines_to_record(in)) == AR_ITEM) {
		struct ar_slice text;

		while (!ar_lines_find(in, 0, &line)) {
			if (in->end - in->start > AR_RECORD_MAX)
				return refuse(l, "this is no map:",
				    ar_lines_unread(in), AR_S(""));
			if (ar_lines_fill(in) != AR_OK)
				return AR_ESTOP;
		}
		ar_lines_settle(in, &line);
		text = ar_slice(in->window + in->start, line.text);
		l->at.line = in->line;
		if (!ar_utf8_valid(text) ||
		    memchr(text.p, '\0', text.n) != NULL)
			return refuse(l, "this is no text:", text, AR_S(""));
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
	struct line l = {.map = map, .diag = diag,
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
	struct line l = {.map = map, .diag = diag,
	    .at = {ar_diag_file(diag, name), 0}};

	while (text.n > 0) {
		l.at.line++;
		if (take_line(&l, ar_slice_cut(&text, '\n')) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

ptrdiff_t
ar_alternatives_field(const struct ar_alternatives *a,
    const struct ar_header *header)
{
	ptrdiff_t field = -1;

	for (size_t i = 0; i < a->n && field < 0; i++)
		field = ar_header_find(header, a->text[i], NULL);
	return field;
}

bool
ar_map_part_is_of(const struct ar_map_part *part, size_t column)
{
	return part->column == column && part->use != AR_MAP_ELSE;
}

bool
ar_import_map_knows(const struct ar_import_map *map,
    const struct ar_header *header)
{
	for (size_t i = 0; i < map->nknown; i++)
		if (ar_alternatives_field(&map->known[i], header) < 0)
			return false;
	return map->nknown > 0;
}

/* The map's other cells of a column go with the header that it had. */
static void
drop_parts(struct ar_import_map *map, size_t column)
{
	size_t n = 0;

	for (size_t i = 0; i < map->nparts; i++)
		if (map->part[i].column != column)
			map->part[n++] = map->part[i];
	map->nparts = n;
}

int
ar_import_map_option(struct ar_import_map *map, const char *text,
    struct ar_diag *diag)
{
	struct ar_slice rest = ar_slice_of(text);
	struct ar_slice name = ar_slice_trim(ar_slice_cut(&rest, '='));
	ptrdiff_t c = ar_import_column(map->stream, name);
	struct ar_slice near = ar_import_near(map->stream, name);
	struct ar_buf want = {0};
	struct ar_quoted q;

	if (c >= 0 && strchr(text, '=') != NULL &&
	    map->from[c] != AR_MAP_OPTION) {
		drop_parts(map, (size_t)c);
		map->from[c] = AR_MAP_OPTION;
		map->header[c] = (struct ar_alternatives){
		    ar_arena_alloc(&map->arena, sizeof rest),
		    ar_slice_trim(rest).n > 0};
		map->header[c].text[0] = rest;
		return AR_OK;
	}
	ar_buf_addf(&want, "NAME=HEADER, each NAME a column of ar-csv(5) "
	    "and named once");
	if (c < 0 && near.n > 0)
		ar_buf_addf(&want, "; near: '%.*s'", (int)near.n, near.p);
	ar_buf_add(&want, AR_S("\0"));
	ar_diag_say(diag, &(struct ar_say){AR_M_BAD_VALUE, {0}, {0},
	    {"--map", ar_quote(&q, ar_slice_of(text)), want.p}});
	ar_buf_free(&want);
	return AR_ESTOP;
}

ptrdiff_t
ar_import_field(const struct ar_import_map *map, size_t column,
    const struct ar_header *header)
{
	const struct ar_alternatives *a = &map->header[column];
	ptrdiff_t field = ar_alternatives_field(a, header);

	if (field < 0 && (map->from[column] == AR_MAP_NONE || (a->n > 0 &&
	    map->from[column] == AR_MAP_FILE)))
		field = ar_header_find(header, ar_slice_of(
		    map->stream->stream->column[column].name), NULL);
	return field;
}
