/*
 * libar/importfile.c
 * Purpose: one foreign file, open at the record behind its header.
 */
#include "libar/importfile.h"

#include "libar/encoding.h"
#include "libar/importcells.h"
#include "libar/importtitle.h"

enum { PEEK = 64 * 1024 };

/* A file while it is opened. */
struct opening {
	const struct ar_import_options *o;
	struct ar_import_file *to;
	struct ar_import_begun begun;
	struct ar_import_head head;
	struct ar_arena arena;
	struct ar_diag *diag;
};

/*
 * At least `want` first bytes, and never more than PEEK, so that what is
 * found does not depend on how a pipe delivers.  *whole: that is all.
 */
static int
peek(struct ar_csvin *csv, size_t want, struct ar_slice *bytes, bool *whole)
{
	if (ar_csvin_peek(csv, want, bytes) != AR_OK)
		return AR_ESTOP;
	*whole = ar_csvin_at_end(csv) && bytes->n <= PEEK;
	if (bytes->n > PEEK)
		bytes->n = PEEK;
	return AR_OK;
}

static int
find_encoding(struct ar_import_begun *b, const char *given)
{
	struct ar_slice bytes;
	bool whole;

	b->encoding = given;
	if (given == NULL) {
		if (peek(b->csv, PEEK, &bytes, &whole) != AR_OK)
			return AR_ESTOP;
		b->encoding = ar_encoding_guess(bytes, whole);
		/* Of letters any bytes may be: look for other kinds first. */
		if (b->encoding != NULL && b->encoding[0] == 'W' &&
		    ar_csvin_begin(b->csv) != AR_OK)
			return AR_ESTOP;
	}
	if (b->encoding != NULL &&
	    ar_csvin_recode(b->csv, b->encoding) != AR_OK)
		return AR_ESTOP;
	return ar_csvin_begin(b->csv);
}

int
ar_import_begin_file(struct ar_import_begun *b, const char *path,
    const char *encoding, struct ar_diag *diag)
{
	*b = (struct ar_import_begun){.file = ar_diag_file(diag, path)};
	if (ar_csvin_open(&b->csv, path, b->file, NULL, diag) != AR_OK)
		return AR_ESTOP;
	if (find_encoding(b, encoding) == AR_OK)
		return AR_OK;
	ar_csvin_close(b->csv);
	b->csv = NULL;
	return AR_ESTOP;
}

/* The numbers that customers' accounts have in this file. */
static int
find_accounts(struct opening *f)
{
	const struct ar_import_map *map = &f->o->map;
	struct ar_import_above *above = &f->to->above;
	bool contra = false;

	for (size_t i = 0; i < map->nparts; i++)
		contra = contra || map->part[i].use == AR_MAP_CONTRA;
	f->to->accounts = ar_import_account_range(map, above);
	if (f->to->accounts != NULL || (map->nranges == 0 && !contra))
		return AR_OK;
	ar_diag_say(f->diag, &(struct ar_say){AR_M_ABOVE_HEADER, above->at,
	    {0}, {"no accounts of the map hold for a file with this line; "
	    "name the numbers that customers have with accounts"}});
	return AR_ESTOP;
}

/* What stands above the header: the day of the report, and fields. */
static int
read_above(struct opening *f)
{
	struct ar_slice bytes;
	bool whole;

	if (peek(f->begun.csv, f->head.offset, &bytes, &whole) != AR_OK)
		return AR_ESTOP;
	bytes = ar_slice(bytes.p, f->head.offset);
	if (ar_import_above_read(&f->to->above, bytes, &f->head, &f->o->map,
	    &f->to->arena, f->diag) != AR_OK || find_accounts(f) != AR_OK)
		return AR_ESTOP;
	return f->o->map.ncells == 0 ? AR_OK : ar_import_title_day(
	    &f->to->day, bytes, &f->head, &f->o->map, f->diag);
}

/* Where the encoding is given, no more is waited for than is needed. */
int
ar_import_look(const struct ar_import_begun *b, const char *encoding,
    char delimiter, const struct ar_import_map *map,
    struct ar_import_head *head, struct ar_arena *arena)
{
	size_t want = encoding == NULL ? PEEK : 1;
	struct ar_slice bytes;
	bool whole;

	do {
		if (peek(b->csv, want, &bytes, &whole) != AR_OK)
			return AR_ESTOP;
		*head = ar_import_head_find(bytes, delimiter, whole, map,
		    arena);
		want = bytes.n + 1;
	} while (head->result != AR_HEAD_FOUND && !whole && want <= PEEK);
	head->header.at.file = b->file;
	return AR_OK;
}

/* Columns without which the same amounts would mean something else. */
static bool
is_telling(const struct ar_import_stream *s, size_t column)
{
	static const char *const names[] = {
		"balance", "currency", "kind", "paid_date", "status"
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(s->stream->column[column].name, names[i]) == 0)
			return true;
	return false;
}

/* Whether the header must have the column that --map or a map names. */
static bool
is_promised(const struct ar_import_map *map, size_t column)
{
	return map->header[column].n > 0 && (map->from[column] ==
	    AR_MAP_OPTION || (map->from[column] == AR_MAP_FILE &&
	    is_telling(map->stream, column) &&
	    (map->may_lack & AR_BIT(column)) == 0));
}

/* A column that was promised and the header lacks. */
static int
missing_mapped(const struct opening *f, const struct ar_header *header,
    size_t column)
{
	struct ar_buf found = {0}, hint = {0};
	struct ar_quoted q;

	ar_names_add(&found, header);
	ar_buf_addf(&hint, "%s says that it is %s%c",
	    f->o->map.from[column] == AR_MAP_OPTION ? "--map" : "the map",
	    f->o->map.stream->stream->column[column].name, '\0');
	ar_diag_say(f->diag, &(struct ar_say){AR_M_NO_COLUMN, header->at,
	    {0}, {ar_unquoted(&q, f->o->map.header[column].text[0]),
	    found.p, hint.p}});
	ar_buf_free(&found);
	ar_buf_free(&hint);
	return AR_ESTOP;
}

static int
missing(const struct opening *f, const struct ar_header *header,
    size_t column)
{
	const struct ar_import_map *map = &f->o->map;

	if (is_promised(map, column))
		return missing_mapped(f, header, column);
	ar_column_missing(header, ar_slice_of(
	    map->stream->stream->column[column].name),
	    map->stream->stream, f->diag);
	return AR_ESTOP;
}

static int
say(const struct opening *f, enum ar_msg msg, uint64_t line)
{
	ar_diag_say(f->diag, &(struct ar_say){msg, {f->begun.file, line}, {0},
	    {0}});
	return AR_ESTOP;
}

/*
 * Why the first bytes, though no header is among them, are no text, or so wide
 * that it was not looked for.  AR_EDATA: neither.
 */
static int
refuse_bytes(const struct opening *f)
{
	size_t columns = 1;
	struct ar_quoted q;
	struct ar_slice bytes, line;
	bool whole;

	if (peek(f->begun.csv, 1, &bytes, &whole) != AR_OK)
		return AR_ESTOP;
	line = ar_slice_cut(&bytes, '\n');
	if (memchr(line.p, '\0', line.n) != NULL) {
		ar_diag_say(f->diag, &(struct ar_say){AR_M_NUL_BYTE,
		    {f->begun.file, 1}, {0}, {ar_quote(&q, line)}});
		return AR_ESTOP;
	}
	for (size_t i = 0; i < line.n; i++)
		columns += line.p[i] == f->head.delimiter ||
		    line.p[i] == ',';
	return columns <= AR_COLUMNS_MAX ? AR_EDATA :
	    say(f, AR_M_TOO_MANY_COLUMNS, 1);
}

static int
refuse_header(const struct opening *f)
{
	const struct ar_header *h = &f->head.header;
	uint64_t lacks = h->n == 0 ? 0 :
	    ar_import_head_lacks(&f->o->map, h);
	int result;

	if (f->head.result == AR_HEAD_SEVERAL)
		return say(f, AR_M_NO_DELIMITER, h->at.line);
	result = refuse_bytes(f);
	if (result != AR_EDATA)
		return result;
	if (h->n == 0)
		return say(f, AR_M_NO_HEADER, 0);
	if (ar_slice_eq(h->raw, AR_S("#ar-error: incomplete")))
		return say(f, AR_M_UPSTREAM_FAILED, h->at.line);
	for (size_t i = 0; i < f->o->map.stream->stream->n; i++)
		if ((lacks & AR_BIT(i)) != 0)
			(void)missing(f, h, i);
	return AR_ESTOP;
}

static int
bind_column(struct opening *f, size_t i)
{
	const struct ar_import_map *map = &f->o->map;
	const struct ar_header *h = f->to->header;
	ptrdiff_t field = ar_import_field(map, i, h), again;

	f->to->field[i] = field;
	if (field < 0)
		return is_promised(map, i) ? missing(f, h, i) : AR_OK;
	f->to->has |= AR_BIT(i);
	return ar_column_find(&again, h, h->name[field], f->diag);
}

static int
lacks(const struct opening *f, const struct ar_alternatives *header)
{
	ar_column_missing(f->to->header, header->text[0], NULL, f->diag);
	return AR_ESTOP;
}

/* Amounts that are added or taken off, and headers that rules look at. */
static int
bind_rest(struct opening *f)
{
	const struct ar_import_map *map = &f->o->map;
	const struct ar_header *h = f->to->header;

	for (size_t i = 0; i < map->nparts; i++) {
		const struct ar_map_part *part = &map->part[i];

		f->to->part[i] = ar_alternatives_field(&part->header, h);
		if (f->to->part[i] >= 0)
			f->to->has |= AR_BIT(part->column);
		else if (part->use != AR_MAP_ELSE && !part->may_lack)
			return lacks(f, &part->header);
	}
	for (size_t i = 0; i < map->nrules; i++) {
		f->to->rule[i] = ar_alternatives_field(&map->rule[i].header,
		    h);
		if (f->to->rule[i] < 0 && !map->rule[i].may_lack)
			return lacks(f, &map->rule[i].header);
	}
	return AR_OK;
}

/*
 * Lines have an amount of their own: where the one to be summed stands in the
 * same cell as one of the document, the file has no lines.
 */
static bool
has_lines(const struct ar_import_file *f, const struct ar_import_map *map)
{
	for (size_t i = 0; i < map->stream->stream->n; i++)
		for (size_t k = 0; k < map->stream->stream->n; k++)
			if (i != k && (map->sum & AR_BIT(i)) != 0 &&
			    (map->sum & AR_BIT(k)) == 0 && f->field[i] >= 0 &&
			    f->field[i] == f->field[k])
				return false;
	return map->group;
}

static int
bind(struct opening *f)
{
	const struct ar_import_stream *s = f->o->map.stream;

	f->to->header = ar_table_header(f->to->table);
	f->to->section = AR_S("");
	if (f->o->map.section >= 0)
		f->to->has |= AR_BIT(f->o->map.section);
	if (bind_rest(f) != AR_OK ||
	    ar_import_cells_bind(f->to, &f->o->map, f->diag) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < s->stream->n; i++)
		if (bind_column(f, i) != AR_OK)
			return AR_ESTOP;
	for (size_t i = 0; i < s->stream->n; i++)
		if ((f->to->has & AR_BIT(i)) != 0)
			f->to->bound[f->to->nbound++] = i;
	f->to->grouped = has_lines(f->to, &f->o->map);
	if (s->due >= 0 && (f->to->has & (AR_BIT(s->due) |
	    AR_BIT(s->terms))) == 0 && f->o->terms == NULL)
		return missing(f, f->to->header, (size_t)s->due);
	return AR_OK;
}

static int
start(struct opening *f)
{
	struct ar_csvin *csv = f->begun.csv;

	if (ar_import_look(&f->begun, f->o->encoding, f->o->delimiter,
	    &f->o->map, &f->head, &f->arena) != AR_OK ||
	    (f->head.result != AR_HEAD_FOUND && refuse_header(f) != AR_OK) ||
	    read_above(f) != AR_OK) {
		ar_csvin_close(csv);
		return AR_ESTOP;
	}
	f->to->encoding = f->begun.encoding;
	f->to->delimiter = f->head.delimiter;
	f->to->texts = f->head.texts;
	ar_csvin_delimit(csv, f->head.delimiter);
	ar_csvin_skip(csv, f->head.offset, f->head.lines);
	if (f->o->map.headless)
		f->to->table = ar_table_start_bare(csv, f->head.header.n,
		    f->begun.file);
	else if (ar_table_start(&f->to->table, csv, f->begun.file,
	    f->diag) != AR_OK)
		return AR_ESTOP;
	if (bind(f) == AR_OK)
		return AR_OK;
	ar_table_close(f->to->table);
	return AR_ESTOP;
}

/* The first operand may have been begun, to know what it is. */
static int
begin(struct opening *f, const char *path)
{
	struct ar_import_begun *first = f->o->first;

	if (first == NULL || first->csv == NULL)
		return ar_import_begin_file(&f->begun, path, f->o->encoding,
		    f->diag);
	f->begun = *first;
	first->csv = NULL;
	return AR_OK;
}

int
ar_import_file_open(struct ar_import_file *to, const char *path,
    const struct ar_import_options *o, struct ar_diag *diag)
{
	struct opening f = {.o = o, .to = to, .diag = diag};
	int result;

	*to = (struct ar_import_file){0};
	if (begin(&f, path) != AR_OK)
		return AR_ESTOP;
	result = start(&f);
	ar_arena_free(&f.arena);
	if (result != AR_OK)
		ar_arena_free(&to->arena);
	return result;
}

void
ar_import_file_close(struct ar_import_file *f)
{
	ar_table_close(f->table);
	ar_arena_free(&f->arena);
}
