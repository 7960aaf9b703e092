/*
 * libar/csvin.c
 * Purpose: bytes into records: strict RFC 4180 with true line numbers.
 *
 * Plain records come from the lane, at speed.  All others are read by libcsv,
 * from their first byte on, which is fed one physical line at a time: that
 * gives at most one record a call and so turns its callbacks into a reader
 * that can be pulled.
 */
#include "libar/csvin.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#include "libar/lane.h"
#include "libar/lines.h"

enum { FIELD_STEP = 64 * 1024 };        /* libcsv's own is 128 bytes */

struct ar_csvin {
	struct ar_lines in;
	struct ar_lane *lane;
	bool all_by_libcsv;
	const struct ar_header *names;
	bool begun, skipping;

	struct csv_parser parser;
	struct ar_buf fields;           /* decoded, a NUL after each */
	uint32_t cut[AR_COLUMNS_MAX + 1];
	uint32_t n;
	bool done, too_many;
};

/* A record on its way through libcsv. */
struct progress {
	struct ar_line first;
	size_t used;            /* bytes of its lines so far */
	uint64_t lines, quote_line;
	bool inner_cr;
};

static void
on_field(void *field, size_t n, void *reader)
{
	struct ar_csvin *csv = reader;

	if (csv->n == AR_COLUMNS_MAX) {
		csv->too_many = true;
		return;
	}
	ar_buf_add(&csv->fields, ar_slice(field == NULL ? "" : field, n));
	ar_buf_add(&csv->fields, AR_S("\0"));
	csv->cut[++csv->n] = (uint32_t)csv->fields.n;
}

static void
on_record(int end, void *reader)
{
	struct ar_csvin *csv = reader;

	(void)end;
	csv->done = true;
}

static int
never_blank(unsigned char c)
{
	(void)c;
	return 0;
}

/* After an error or an open quote only a new parser is known to be clean. */
static void
reset_parser(struct ar_csvin *csv)
{
	unsigned char delimiter = csv_get_delim(&csv->parser);

	csv_free(&csv->parser);
	(void)csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_space_func(&csv->parser, never_blank);
	csv_set_blk_size(&csv->parser, FIELD_STEP);
	csv_set_delim(&csv->parser, delimiter);
}

static struct ar_csvin *
new_reader(void)
{
	struct ar_csvin *csv = ar_alloc(sizeof *csv);

	(void)csv_init(&csv->parser, 0);
	reset_parser(csv);
	csv->lane = ar_lane_new();
	return csv;
}

int
ar_csvin_open(struct ar_csvin **reader, const char *path, uint32_t file,
    const struct ar_csvin_options *options, struct ar_diag *diag)
{
	struct ar_lines in;
	struct ar_csvin *csv;

	if (ar_lines_open(&in, path,
	    options == NULL ? NULL : options->encoding, file, diag) != AR_OK)
		return AR_ESTOP;
	csv = new_reader();
	csv->in = in;
	if (options != NULL && options->delimiter != '\0')
		ar_csvin_delimit(csv, options->delimiter);
	*reader = csv;
	return AR_OK;
}

struct ar_csvin *
ar_csvin_over(int fd, uint32_t file, uint64_t limit, struct ar_diag *diag)
{
	struct ar_csvin *csv = new_reader();
	struct ar_bytes *bytes = ar_bytes_over(fd, file, diag);

	ar_bytes_limit(bytes, limit);
	ar_lines_over(&csv->in, bytes, file, diag);
	return csv;
}

struct ar_csvin *
ar_csvin_of_memory(uint32_t file, struct ar_diag *diag)
{
	struct ar_csvin *csv = new_reader();

	ar_lines_of_memory(&csv->in, file, diag);
	return csv;
}

void
ar_csvin_feed(struct ar_csvin *csv, struct ar_slice bytes, uint64_t line)
{
	ar_lines_feed(&csv->in, bytes, line);
	ar_lane_clear(csv->lane);
	csv->begun = true;
	csv->skipping = false;
}

void
ar_csvin_ahead(struct ar_csvin *csv)
{
	ar_bytes_ahead(csv->in.bytes);
}

uint64_t
ar_csvin_line(const struct ar_csvin *csv)
{
	return csv->in.line;
}

bool
ar_csvin_rest(struct ar_csvin *csv, struct ar_csvin_rest *rest)
{
	struct ar_slice unread = ar_lines_unread(&csv->in);

	if (csv->in.recode != NULL || csv->in.ends != AR_ENDS_LF ||
	    csv->skipping || !ar_bytes_rest(csv->in.bytes, &rest->fd,
	    &rest->from, &rest->to))
		return false;
	rest->from -= unread.n;
	rest->line = csv->in.line;
	return true;
}

void
ar_csvin_skip_rest(struct ar_csvin *csv, uint64_t to, uint64_t line)
{
	ar_lines_consume(&csv->in, ar_lines_unread(&csv->in).n,
	    line - csv->in.line);
	ar_lane_clear(csv->lane);
	ar_bytes_skip_to(csv->in.bytes, to);
}

void
ar_csvin_close(struct ar_csvin *csv)
{
	if (csv == NULL)
		return;
	ar_lines_close(&csv->in);
	ar_lane_free(csv->lane);
	csv_free(&csv->parser);
	ar_buf_free(&csv->fields);
	free(csv);
}

void
ar_csvin_name_columns(struct ar_csvin *csv, const struct ar_header *names)
{
	csv->names = names;
}

void
ar_csvin_delimit(struct ar_csvin *csv, char delimiter)
{
	csv_set_delim(&csv->parser, (unsigned char)delimiter);
	ar_lane_delimit(csv->lane, delimiter);
}

char
ar_csvin_delimiter(struct ar_csvin *csv)
{
	return (char)csv_get_delim(&csv->parser);
}

void
ar_csvin_use(struct ar_csvin *csv, ar_masks masks)
{
	csv->all_by_libcsv = masks == NULL;
	ar_lane_use(csv->lane, masks);
}

int
ar_csvin_peek(struct ar_csvin *csv, size_t want, struct ar_slice *bytes)
{
	if (want > AR_RECORD_MAX)
		want = AR_RECORD_MAX;
	while (csv->in.end - csv->in.start < want && !csv->in.eof)
		if (ar_lines_fill(&csv->in) != AR_OK)
			return AR_ESTOP;
	*bytes = ar_lines_unread(&csv->in);
	return AR_OK;
}

int
ar_csvin_recode(struct ar_csvin *csv, const char *encoding)
{
	return ar_lines_recode(&csv->in, encoding);
}

int
ar_csvin_begin(struct ar_csvin *csv)
{
	if (!csv->begun && ar_lines_refuse_foreign(&csv->in) != AR_OK)
		return AR_ESTOP;
	csv->begun = true;
	return AR_OK;
}

void
ar_csvin_skip(struct ar_csvin *csv, size_t bytes, uint64_t lines)
{
	ar_lines_consume(&csv->in, bytes, lines);
}

bool
ar_csvin_at_end(const struct ar_csvin *csv)
{
	return csv->in.eof;
}

bool
ar_csvin_may_wait(const struct ar_csvin *csv)
{
	struct ar_line line;

	return !csv->in.eof && !ar_bytes_end_is_sure(csv->in.bytes) &&
	    !ar_lane_holds(csv->lane) && !ar_lines_find(&csv->in, 0, &line);
}

/* What another encoding holds back is not known: no wait. */
bool
ar_csvin_ready(const struct ar_csvin *csv, int ms)
{
	struct ar_line line;

	return csv->in.eof || csv->in.recode != NULL ||
	    ar_lines_find(&csv->in, 0, &line) ||
	    ar_bytes_ready(csv->in.bytes, ms);
}

bool
ar_csvin_is_amid(const struct ar_csvin *csv)
{
	return ar_lines_unread(&csv->in).n > 0;
}

static struct ar_slice
column_name(const struct ar_csvin *csv)
{
	if (csv->names == NULL || csv->n >= csv->names->n)
		return AR_S("");
	return csv->names->name[csv->n];
}

static int
stop(struct ar_csvin *csv, enum ar_msg msg, const char *a, const char *b)
{
	ar_diag_say(csv->in.diag, &(struct ar_say){
	    msg, {csv->in.file, csv->in.line}, {0}, {a, b}});
	return AR_ESTOP;
}

/* Refuse the record and go on behind its first line. */
static int
refuse(struct ar_csvin *csv, struct ar_row *row, enum ar_msg msg,
    const struct progress *p)
{
	char opened[24];
	bool in_field = msg == AR_M_OPEN_QUOTE || msg == AR_M_BARE_QUOTE ||
	    msg == AR_M_AFTER_QUOTE;

	(void)snprintf(opened, sizeof opened, "%llu",
	    (unsigned long long)p->quote_line);
	*row = (struct ar_row){
		.base = "", .cut = csv->cut,
		.raw = ar_slice(csv->in.window + csv->in.start, p->first.text),
		.at = {csv->in.file, csv->in.line},
	};
	ar_diag_refuse(csv->in.diag, &(struct ar_say){msg, row->at,
	    in_field ? column_name(csv) : AR_S(""), {opened}});
	reset_parser(csv);
	ar_lines_consume(&csv->in, p->first.whole, 1);
	csv->skipping = !p->first.ended;
	return AR_EDATA;
}

/* A first line above the limit: which message tells the cause best? */
static int
refuse_giant(struct ar_csvin *csv, struct ar_row *row, struct progress *p)
{
	const char *s = csv->in.window + csv->in.start;
	bool quoted = false;

	p->first = (struct ar_line){.text = AR_RECORD_MAX,
	    .whole = AR_RECORD_MAX};
	p->quote_line = csv->in.line;
	(void)csv_parse(&csv->parser, s, AR_RECORD_MAX, on_field, on_record,
	    csv);
	for (size_t i = 0; i < AR_RECORD_MAX; i++)
		quoted ^= s[i] == '"';
	return refuse(csv, row, csv->too_many ? AR_M_TOO_MANY_COLUMNS :
	    quoted ? AR_M_OPEN_QUOTE : AR_M_RECORD_SIZE, p);
}

/* Bytes that libcsv took must be all; else which rule they broke. */
static int
feed_bytes(struct ar_csvin *csv, const char *s, size_t n, enum ar_msg *broken)
{
	size_t took = csv_parse(&csv->parser, s, n, on_field, on_record, csv);

	if (took == n)
		return AR_OK;
	*broken = s[took] == '"' ? AR_M_BARE_QUOTE : AR_M_AFTER_QUOTE;
	return AR_EDATA;
}

/* A line with a CR inside, which ends a record for libcsv, not for us. */
static int
feed_around_cr(struct ar_csvin *csv, const char *s, size_t n, size_t text,
    enum ar_msg *broken)
{
	const char *cr;

	while ((cr = memchr(s, '\r', text)) != NULL) {
		size_t piece = (size_t)(cr - s) + 1;

		if (feed_bytes(csv, s, piece, broken) != AR_OK)
			return AR_EDATA;
		if (csv->done) {
			*broken = AR_M_BARE_CR;
			return AR_EDATA;
		}
		s += piece;
		n -= piece;
		text -= piece;
	}
	return feed_bytes(csv, s, n, broken);
}

static int
feed_line(struct ar_csvin *csv, const struct ar_line *line, struct progress *p,
    enum ar_msg *broken)
{
	const char *s = csv->in.window + csv->in.start + p->used;
	int result;

	if (p->used == 0 && line->text > 0 && s[0] == '\r') {
		*broken = AR_M_BARE_CR; /* libcsv would pass over it */
		return AR_EDATA;
	}
	if (memchr(s, '\r', line->text) != NULL) {
		p->inner_cr = true;
		result = feed_around_cr(csv, s, line->whole, line->text,
		    broken);
	} else
		result = feed_bytes(csv, s, line->whole, broken);
	if (result == AR_OK && !line->ended)
		result = feed_bytes(csv, "\n", 1, broken);
	return result;
}

/* The next line of the record, read in if need be; AR_EDATA: too long. */
static int
next_line(struct ar_csvin *csv, const struct progress *p, struct ar_line *line)
{
	while (!ar_lines_find(&csv->in, p->used, line)) {
		if (csv->in.end - csv->in.start > AR_RECORD_MAX + 1)
			return AR_EDATA;        /* 1: a CR before its LF */
		if (ar_lines_fill(&csv->in) != AR_OK)
			return AR_ESTOP;
	}
	return p->used + line->text > AR_RECORD_MAX ? AR_EDATA : AR_OK;
}

/*
 * Physical lines of a record that is done.  Before the file's line end was
 * settled a CR counted as one also inside quotes.
 */
static uint64_t
lines_of(const struct ar_csvin *csv, const struct progress *p)
{
	const char *s = csv->in.window + csv->in.start, *end = s + p->used;
	uint64_t lines = 0;

	if (p->lines == 1 || csv->in.ends != AR_ENDS_LF)
		return p->lines;
	while ((s = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		lines++;
		s++;
	}
	return lines;
}

static int
hand_out(struct ar_csvin *csv, struct ar_row *row, const struct ar_line *last,
    const struct progress *p)
{
	ar_lines_settle(&csv->in, last);
	*row = (struct ar_row){
		.base = csv->fields.p, .cut = csv->cut, .n = csv->n,
		.many_lines = p->lines > 1 || p->inner_cr,
		.raw = ar_slice(csv->in.window + csv->in.start,
		    p->used - (last->whole - last->text)),
		.at = {csv->in.file, csv->in.line},
	};
	if (ar_slice_eq(row->raw, AR_S(AR_ROW_INCOMPLETE)))
		return stop(csv, AR_M_UPSTREAM_FAILED, NULL, NULL);
	if (!last->ended && csv->in.bytes != NULL &&
	    !ar_bytes_end_is_sure(csv->in.bytes))
		return stop(csv, AR_M_NO_NEWLINE, NULL, NULL);
	ar_lines_consume(&csv->in, p->used, lines_of(csv, p));
	return AR_ITEM;
}

static int
read_record(struct ar_csvin *csv, struct ar_row *row)
{
	struct progress p = {.quote_line = csv->in.line};
	enum ar_msg broken = AR_M_OPEN_QUOTE;
	struct ar_line line;

	csv->done = csv->too_many = false;
	csv->n = 0;
	csv->fields.n = 0;
	while (!csv->done) {
		uint32_t before = csv->n;
		int result = next_line(csv, &p, &line);

		if (result == AR_ESTOP)
			return AR_ESTOP;
		if (result == AR_EDATA)
			return p.lines == 0 ? refuse_giant(csv, row, &p) :
			    refuse(csv, row, AR_M_OPEN_QUOTE, &p);
		if (p.lines == 0)
			p.first = line;
		if (feed_line(csv, &line, &p, &broken) != AR_OK)
			return refuse(csv, row, broken, &p);
		if (p.lines == 0 || csv->n != before)
			p.quote_line = csv->in.line + p.lines;
		p.lines++;
		p.used += line.whole;
		if (!csv->done && !line.ended)
			return refuse(csv, row, AR_M_OPEN_QUOTE, &p);
	}
	if (csv->too_many)
		return refuse(csv, row, AR_M_TOO_MANY_COLUMNS, &p);
	return hand_out(csv, row, &line, &p);
}

/* The next records, as far as they are plain ones that are all here. */
static size_t
take_plain(struct ar_csvin *csv, struct ar_row *row, size_t most)
{
	struct ar_where at = {csv->in.file, csv->in.line};
	size_t used, n;

	if (csv->all_by_libcsv || csv->in.ends != AR_ENDS_LF || csv->skipping)
		return 0;
	if (!ar_lane_holds(csv->lane))
		ar_lane_look(csv->lane, ar_lines_unread(&csv->in));
	used = ar_lane_used(csv->lane);
	n = ar_lane_rows(csv->lane, row, most, &at);
	ar_lines_consume(&csv->in, ar_lane_used(csv->lane) - used,
	    at.line - csv->in.line);
	return n;
}

int
ar_csvin_rows(struct ar_csvin *csv, struct ar_row *row, size_t most, size_t *n)
{
	int result;

	*n = take_plain(csv, row, most);
	if (*n > 0)
		return AR_ITEM;
	if (ar_csvin_begin(csv) != AR_OK)
		return AR_ESTOP;
	if (csv->skipping && ar_lines_skip_rest(&csv->in) != AR_OK)
		return AR_ESTOP;
	csv->skipping = false;
	result = ar_lines_to_record(&csv->in);
	if (result == AR_ITEM)
		result = read_record(csv, row);
	*n = result == AR_ITEM;
	return result;
}

int
ar_csvin_next(struct ar_csvin *csv, struct ar_row *row)
{
	size_t n;

	return ar_csvin_rows(csv, row, 1, &n);
}
