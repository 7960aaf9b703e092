/*
 * libar/importhead.c
 * Purpose: where the header of a foreign file is, and what splits its fields.
 */
#include "libar/importhead.h"

#include "libar/table.h"

enum { LINES = 64, FIELDS_SHOWN = 256 };

/* A place among the bytes. */
struct cursor {
	struct ar_slice rest;
	uint64_t lines;
};

/* The search under one delimiter. */
struct search {
	const struct ar_import_map *map;
	struct ar_arena *arena;
	struct ar_slice bytes;
	size_t mark;                    /* bytes of a byte order mark */
	bool whole;
	bool joins;                     /* a header of several lines */
	char delimiter;
	struct ar_import_head head;
	size_t matches, fields;         /* of head.header where none is found */
};

/* Take a physical line without its end; false at the end of the bytes. */
static bool
take_line(struct cursor *c, bool whole, struct ar_slice *line)
{
	size_t n = 0, end;

	while (n < c->rest.n && c->rest.p[n] != '\n' && c->rest.p[n] != '\r')
		n++;
	if (c->rest.n == 0 || (n == c->rest.n && !whole))
		return false;
	*line = ar_slice(c->rest.p, n);
	end = n < c->rest.n ? n + 1 : n;
	if (end < c->rest.n && c->rest.p[n] == '\r' && c->rest.p[end] == '\n')
		end++;
	c->rest = ar_slice(c->rest.p + end, c->rest.n - end);
	c->lines++;
	return true;
}

/* A field as it came, without its quotes. */
static struct ar_slice
unquote(struct ar_slice s, struct ar_arena *arena)
{
	struct ar_buf plain = {0};
	struct ar_slice name;

	s = ar_slice_trim(s);
	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return s;
	s = ar_slice(s.p + 1, s.n - 2);
	while (s.n > 0) {
		ar_buf_add(&plain, ar_slice_cut(&s, '"'));
		if (s.n > 0 && s.p[0] == '"') {
			ar_buf_add(&plain, AR_S("\""));
			s = ar_slice(s.p + 1, s.n - 1);
		}
	}
	name = ar_arena_copy(arena, ar_buf_slice(&plain));
	ar_buf_free(&plain);
	return name;
}

/* Split text, a line or several in quotes, as if it were a header. */
static struct ar_header
split(struct ar_slice text, char delimiter, struct ar_arena *arena)
{
	struct ar_header h = {.raw = text};
	const char *end = text.p + text.n;

	h.name = ar_arena_alloc(arena, FIELDS_SHOWN * sizeof *h.name);
	do {
		if (h.n > 0 && (h.n & (h.n - 1)) == 0 && h.n >= FIELDS_SHOWN) {
			struct ar_slice *more = ar_arena_alloc(arena,
			    2 * h.n * sizeof *more);

			memcpy(more, h.name, h.n * sizeof *more);
			h.name = more;
		}
		h.name[h.n++] = unquote(ar_raw_take(&text, delimiter), arena);
	} while (text.p <= end && h.n < AR_COLUMNS_MAX);
	return h;
}

/* A quote that stays open: the record goes on behind the line. */
static bool
is_open(struct ar_slice line)
{
	bool open = false;

	for (size_t i = 0; i < line.n; i++)
		open ^= line.p[i] == '"';
	return open;
}

/* Documents that are cells have their numbers and dates from the header. */
static bool
is_of_cells(const struct ar_import_map *map, size_t column)
{
	const struct ar_import_stream *s = map->stream;

	return map->ncells > 0 && ((ptrdiff_t)column == s->id ||
	    (ptrdiff_t)column == s->date);
}

uint64_t
ar_import_head_lacks(const struct ar_import_map *map,
    const struct ar_header *header)
{
	uint64_t lacks = 0;

	for (size_t i = 0; i < map->stream->stream->n; i++)
		if ((map->stream->required & AR_BIT(i)) != 0 &&
		    (ptrdiff_t)i != map->section && !is_of_cells(map, i) &&
		    ar_import_field(map, i, header) < 0)
			lacks |= AR_BIT(i);
	return lacks;
}

static size_t
count_matches(const struct ar_import_map *map, const struct ar_header *header)
{
	size_t n = 0;

	for (size_t i = 0; i < map->stream->stream->n; i++)
		n += ar_import_field(map, i, header) >= 0;
	return n;
}

/* Keep the likeliest header for the message that none is there. */
static void
remember(struct search *s, const struct ar_header *h)
{
	size_t matches = count_matches(s->map, h);

	if (s->fields > 0 && (matches < s->matches ||
	    (matches == s->matches && (s->fields > 1 || h->n < 2))))
		return;
	s->matches = matches;
	s->fields = h->n;
	s->head.header = *h;
}

static bool
try_record(struct search *s, struct ar_slice text, uint64_t line)
{
	struct ar_header h = split(text, s->delimiter, s->arena);

	if (s->map->headless)
		h = ar_header_bare(s->arena, h.n);
	h.at.line = line;
	if (ar_import_head_lacks(s->map, &h) != 0) {
		remember(s, &h);
		return false;
	}
	s->head.header = h;
	s->matches = count_matches(s->map, &h);
	s->fields = h.n;
	return true;
}

static bool
try_line(struct search *s, struct ar_slice line, struct cursor after)
{
	uint64_t number = after.lines;
	struct ar_slice more, text = line;

	if (!s->joins)
		return try_record(s, line, number);
	while (is_open(text) && take_line(&after, s->whole, &more) &&
	    after.lines - number < LINES)
		text = ar_slice(line.p, (size_t)(more.p + more.n - line.p));
	return text.n > line.n && !is_open(text) &&
	    try_record(s, text, number);
}

/* The delimiter that a line `sep=;` names, 0 if it is no such line. */
static char
named_delimiter(struct ar_slice line)
{
	if (line.n == 7 && line.p[0] == '"' && line.p[6] == '"')
		line = ar_slice(line.p + 1, 5);
	return line.n == 5 && ar_slice_eq_nocase(ar_slice(line.p, 4),
	    AR_S("sep=")) ? line.p[4] : '\0';
}

static char
first_delimiter(struct ar_slice bytes, bool whole)
{
	struct cursor c = {bytes, 0};
	struct ar_slice line;

	return take_line(&c, whole, &line) ? named_delimiter(line) : '\0';
}

static void
search_lines(struct search *s)
{
	struct cursor c = {s->bytes, 0};
	struct ar_slice line;

	s->head.texts = 0;
	s->head.result = AR_HEAD_NONE;
	while (s->head.texts < LINES && take_line(&c, s->whole, &line)) {
		if (ar_slice_trim(line).n == 0 ||
		    (c.lines == 1 && named_delimiter(line) != '\0'))
			continue;
		if (try_line(s, line, c)) {
			s->head.result = AR_HEAD_FOUND;
			s->head.offset = s->mark +
			    (size_t)(line.p - s->bytes.p);
			s->head.lines = c.lines - 1;
			s->head.delimiter = s->delimiter;
			return;
		}
		s->head.texts++;
		if (s->map->headless)
			return;
	}
}

/*
 * A line by itself first: a lone quote in a title would join it with lines
 * that are the header.
 */
static void
search(struct search *s)
{
	search_lines(s);
	s->joins = true;
	if (s->head.result == AR_HEAD_NONE)
		search_lines(s);
}

/* Whether the second search has the better result, or the likelier header. */
static bool
is_better(const struct search *old, const struct search *new)
{
	if (old->head.result != new->head.result)
		return new->head.result == AR_HEAD_FOUND;
	return new->matches > old->matches ||
	    (new->matches == old->matches && new->fields > old->fields);
}

struct ar_import_head
ar_import_head_find(struct ar_slice bytes, char delimiter, bool whole,
    const struct ar_import_map *map, struct ar_arena *arena)
{
	static const char tried[] = ",;\t|";
	struct search best = {0};
	size_t mark = bytes.n >= 3 &&
	    memcmp(bytes.p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	unsigned found = 0;

	bytes = ar_slice(bytes.p + mark, bytes.n - mark);
	if (delimiter == '\0')
		delimiter = first_delimiter(bytes, whole);
	for (size_t i = 0; i < sizeof tried - 1; i++) {
		struct search s = {.map = map, .arena = arena,
		    .bytes = bytes, .mark = mark, .whole = whole,
		    .delimiter = tried[i]};

		if (delimiter != '\0')
			s.delimiter = delimiter;
		search(&s);
		found += s.head.result == AR_HEAD_FOUND && s.fields > 1;
		if (i == 0 || is_better(&best, &s))
			best = s;
		if (delimiter != '\0')
			break;
	}
	if (found > 1)
		best.head.result = AR_HEAD_SEVERAL;
	return best.head;
}
