/*
 * libar/importfile.c
 * Purpose: one foreign file, open at the record behind its header.
 */
#include "libar/importfile.h"

#include "libar/encoding.h"
#include "libar/importhead.h"

enum { PEEK = 64 * 1024 };

/* A file while it is opened. */
struct opening {
	const struct ar_import_options *o;
	struct ar_import_file *to;
	struct ar_csvin *csv;
	struct ar_import_head head;
	uint32_t file;
	struct ar_arena arena;
	struct ar_diag *diag;
};

/*
 * At least `want` first bytes, and never more than PEEK, so that what is
 * found does not depend on how a pipe delivers.  *whole: that is all.
 */
static int
peek(const struct opening *f, size_t want, struct ar_slice *bytes,
    bool *whole)
{
	if (ar_csvin_peek(f->csv, want, bytes) != AR_OK)
		return AR_ESTOP;
	*whole = ar_csvin_at_end(f->csv) && bytes->n <= PEEK;
	if (bytes->n > PEEK)
		bytes->n = PEEK;
	return AR_OK;
}

static int
find_encoding(struct opening *f)
{
	struct ar_slice bytes;
	bool whole;

	f->to->encoding = f->o->encoding;
	if (f->o->encoding == NULL) {
		if (peek(f, PEEK, &bytes, &whole) != AR_OK)
			return AR_ESTOP;
		f->to->encoding = ar_encoding_guess(bytes, whole);
	}
	if (f->to->encoding != NULL &&
	    ar_csvin_recode(f->csv, f->to->encoding) != AR_OK)
		return AR_ESTOP;
	return ar_csvin_begin(f->csv);
}

/* Where the encoding is given, no more is waited for than is needed. */
static int
find_header(struct opening *f)
{
	size_t want = f->o->encoding == NULL ? PEEK : 1;
	struct ar_slice bytes;
	bool whole;

	do {
		if (peek(f, want, &bytes, &whole) != AR_OK)
			return AR_ESTOP;
		f->head = ar_import_head_find(bytes, f->o->delimiter, whole,
		    &f->o->map, &f->arena);
		want = bytes.n + 1;
	} while (f->head.result != AR_HEAD_FOUND && !whole && want <= PEEK);
	f->head.header.at.file = f->file;
	return AR_OK;
}

/* A column that --map names and the header lacks. */
static int
missing_mapped(const struct opening *f, const struct ar_header *header,
    size_t column)
{
	struct ar_buf found = {0}, hint = {0};
	struct ar_quoted q;

	ar_names_add(&found, header);
	ar_buf_addf(&hint, "--map says that it is %s%c",
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

	if (map->from[column] == AR_MAP_OPTION && map->header[column].n > 0)
		return missing_mapped(f, header, column);
	ar_column_missing(header, ar_slice_of(
	    map->stream->stream->column[column].name),
	    map->stream->stream, f->diag);
	return AR_ESTOP;
}

static int
say(const struct opening *f, enum ar_msg msg, uint64_t line)
{
	ar_diag_say(f->diag, &(struct ar_say){msg, {f->file, line}, {0},
	    {0}});
	return AR_ESTOP;
}

static int
refuse_header(const struct opening *f)
{
	const struct ar_header *h = &f->head.header;
	uint64_t lacks = h->n == 0 ? 0 :
	    ar_import_head_lacks(&f->o->map, h);

	if (f->head.result == AR_HEAD_SEVERAL)
		return say(f, AR_M_NO_DELIMITER, h->at.line);
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
		return map->from[i] == AR_MAP_OPTION && map->header[i].n > 0 ?
		    missing(f, h, i) : AR_OK;
	f->to->has |= AR_BIT(i);
	return ar_column_find(&again, h, h->name[field], f->diag);
}

static int
bind(struct opening *f)
{
	const struct ar_import_stream *s = f->o->map.stream;

	f->to->header = ar_table_header(f->to->table);
	for (size_t i = 0; i < s->stream->n; i++)
		if (bind_column(f, i) != AR_OK)
			return AR_ESTOP;
	if (s->due >= 0 && (f->to->has & (AR_BIT(s->due) |
	    AR_BIT(s->terms))) == 0 && f->o->terms == NULL)
		return missing(f, f->to->header, (size_t)s->due);
	return AR_OK;
}

static int
start(struct opening *f)
{
	if (find_encoding(f) != AR_OK || find_header(f) != AR_OK ||
	    (f->head.result != AR_HEAD_FOUND && refuse_header(f) != AR_OK)) {
		ar_csvin_close(f->csv);
		return AR_ESTOP;
	}
	f->to->delimiter = f->head.delimiter;
	f->to->texts = f->head.texts;
	ar_csvin_delimit(f->csv, f->head.delimiter);
	ar_csvin_skip(f->csv, f->head.offset, f->head.lines);
	if (ar_table_start(&f->to->table, f->csv, f->file, f->diag) != AR_OK)
		return AR_ESTOP;
	if (bind(f) == AR_OK)
		return AR_OK;
	ar_table_close(f->to->table);
	return AR_ESTOP;
}

int
ar_import_file_open(struct ar_import_file *to, const char *path,
    const struct ar_import_options *o, struct ar_diag *diag)
{
	struct opening f = {.o = o, .to = to, .diag = diag,
	    .file = ar_diag_file(diag, path)};
	int result;

	*to = (struct ar_import_file){0};
	if (ar_csvin_open(&f.csv, path, f.file, NULL, diag) != AR_OK)
		return AR_ESTOP;
	result = start(&f);
	ar_arena_free(&f.arena);
	return result;
}

void
ar_import_file_close(struct ar_import_file *f)
{
	ar_table_close(f->table);
}
