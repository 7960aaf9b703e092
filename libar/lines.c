/*
 * libar/lines.c
 * Purpose: a window over the input in which physical lines are found.
 */
#include "libar/lines.h"

#include <stdlib.h>

enum {
	CHUNK = 256 * 1024,
	WINDOW_MAX = AR_RECORD_MAX + 2 * CHUNK,
	SNIFF = 8, ROOM_MIN = 64
};

void
ar_lines_over(struct ar_lines *in, struct ar_bytes *bytes, uint32_t file,
    struct ar_diag *diag)
{
	*in = (struct ar_lines){.diag = diag, .file = file, .line = 1,
	    .bytes = bytes, .size = CHUNK, .own = ar_alloc(CHUNK)};
	in->window = in->own;
}

int
ar_lines_open(struct ar_lines *in, const char *path, const char *encoding,
    uint32_t file, struct ar_diag *diag)
{
	struct ar_bytes *bytes;

	if (ar_bytes_open(&bytes, path, file, diag) != AR_OK)
		return AR_ESTOP;
	ar_lines_over(in, bytes, file, diag);
	if (encoding == NULL || ar_recode_open(&in->recode, bytes, encoding,
	    file, diag) == AR_OK)
		return AR_OK;
	ar_lines_close(in);
	return AR_ESTOP;
}

void
ar_lines_of_memory(struct ar_lines *in, uint32_t file, struct ar_diag *diag)
{
	*in = (struct ar_lines){.diag = diag, .file = file, .line = 1,
	    .eof = true, .ends = AR_ENDS_LF};
}

void
ar_lines_feed(struct ar_lines *in, struct ar_slice s, uint64_t line)
{
	in->window = s.p;
	in->start = 0;
	in->end = s.n;
	in->line = line;
}

void
ar_lines_close(struct ar_lines *in)
{
	ar_recode_close(in->recode);
	ar_bytes_close(in->bytes);
	free(in->own);
}

int
ar_lines_recode(struct ar_lines *in, const char *encoding)
{
	if (ar_recode_open(&in->recode, in->bytes, encoding, in->file,
	    in->diag) != AR_OK)
		return AR_ESTOP;
	ar_recode_push(in->recode, ar_lines_unread(in));
	in->start = in->end = 0;
	in->eof = false;
	return AR_OK;
}

static void
make_room(struct ar_lines *in)
{
	if (in->start > 0) {
		memmove(in->own, in->own + in->start,
		    in->end - in->start);
		in->end -= in->start;
		in->start = 0;
	}
	if (in->size - in->end < ROOM_MIN) {
		size_t size = 2 * in->size < WINDOW_MAX ? 2 * in->size :
		    WINDOW_MAX;
		char *own = ar_alloc(size);

		memcpy(own, in->own, in->end);
		free(in->own);
		in->window = in->own = own;
		in->size = size;
	}
}

int
ar_lines_fill(struct ar_lines *in)
{
	ssize_t n;

	if (in->size - in->end < ROOM_MIN || in->end - in->start < in->start)
		make_room(in);
	n = in->recode != NULL ?
	    ar_recode_read(in->recode, in->own + in->end,
	    in->size - in->end) :
	    ar_bytes_read(in->bytes, in->own + in->end,
	    in->size - in->end);
	if (n < 0)
		return AR_ESTOP;
	in->eof = n == 0;
	in->end += (size_t)n;
	return AR_OK;
}

/* Where the first line end of the file's kind begins, or NULL. */
static const char *
line_end(const struct ar_lines *in, struct ar_slice s)
{
	const char *lf, *cr;

	if (in->ends == AR_ENDS_LF)
		return memchr(s.p, '\n', s.n);
	cr = memchr(s.p, '\r', s.n);
	lf = memchr(s.p, '\n', cr == NULL ? s.n : (size_t)(cr - s.p));
	return lf != NULL ? lf : cr;
}

bool
ar_lines_find(const struct ar_lines *in, size_t at, struct ar_line *line)
{
	struct ar_slice s = ar_slice(in->window + in->start + at,
	    in->end - in->start - at);
	const char *end = line_end(in, s);
	size_t text;

	*line = (struct ar_line){.text = s.n, .whole = s.n};
	if (end == NULL)
		return in->eof;
	text = (size_t)(end - s.p);
	if (*end == '\r' && text + 1 == s.n && !in->eof)
		return false;
	line->ended = true;
	line->text = text;
	line->whole = text + 1;
	if (*end == '\r') {
		line->bare_cr = text + 1 == s.n || s.p[text + 1] != '\n';
		line->whole += line->bare_cr ? 0 : 1;
	} else if (text > 0 && s.p[text - 1] == '\r')
		line->text--;
	return true;
}

void
ar_lines_settle(struct ar_lines *in, const struct ar_line *line)
{
	if (in->ends == AR_ENDS_UNKNOWN && line->ended)
		in->ends = line->bare_cr ? AR_ENDS_CR : AR_ENDS_LF;
}

void
ar_lines_consume(struct ar_lines *in, size_t bytes, uint64_t lines)
{
	in->start += bytes;
	in->line += lines;
}

int
ar_lines_skip_rest(struct ar_lines *in)
{
	struct ar_line line;

	while (!ar_lines_find(in, 0, &line)) {
		if (in->end > in->start)        /* a last CR may end the line */
			in->start = in->end - (in->window[in->end - 1] == '\r');
		if (ar_lines_fill(in) != AR_OK)
			return AR_ESTOP;
	}
	ar_lines_consume(in, line.whole, 0);
	return AR_OK;
}

/* 1: a mark was there and is skipped, 0: none, AR_ESTOP. */
static int
skip_mark(struct ar_lines *in)
{
	static const char mark[3] = "\xef\xbb\xbf";

	while (in->start < in->end && in->window[in->start] == mark[0] &&
	    in->end - in->start < sizeof mark && !in->eof)
		if (ar_lines_fill(in) != AR_OK)
			return AR_ESTOP;
	if (in->end - in->start < sizeof mark ||
	    memcmp(in->window + in->start, mark, sizeof mark) != 0)
		return 0;
	in->start += sizeof mark;
	return 1;
}

/* AR_ITEM: a blank line is at start. */
static int
at_blank_line(struct ar_lines *in, struct ar_line *line)
{
	char first = in->window[in->start];

	while (first == '\r' && in->end - in->start == 1 && !in->eof)
		if (ar_lines_fill(in) != AR_OK)
			return AR_ESTOP;
	if (first != '\n' && first != '\r')
		return AR_OK;
	return ar_lines_find(in, 0, line) && line->text == 0 && line->ended ?
	    AR_ITEM : AR_OK;
}

int
ar_lines_to_record(struct ar_lines *in)
{
	struct ar_line line;
	int result;

	for (;;) {
		result = skip_mark(in);
		if (result == AR_ESTOP)
			return AR_ESTOP;
		if (result != 0)
			continue;
		if (in->start == in->end) {
			if (in->eof)
				return AR_OK;
			if (ar_lines_fill(in) != AR_OK)
				return AR_ESTOP;
			continue;
		}
		result = at_blank_line(in, &line);
		if (result != AR_ITEM)
			return result == AR_OK ? AR_ITEM : AR_ESTOP;
		ar_lines_consume(in, line.whole, 1);
	}
}

struct magic {
	struct ar_slice bytes;
	const char *what, *remedy;
};

static const struct magic *
foreign(struct ar_slice head)
{
	static const char utf16[] = "iconv -f UTF-16 -t UTF-8 converts it, "
	    "and ar-import reads it";
	static const struct magic known[] = {
		{{"\xff\xfe", 2}, "UTF-16 text", utf16},
		{{"\xfe\xff", 2}, "UTF-16 text", utf16},
		{{"PK\x03\x04", 4}, "a zip or xlsx file",
		    "unzip it, or save the sheet as CSV"},
		{{"\xd0\xcf\x11\xe0", 4}, "an old Excel file",
		    "save the sheet as CSV"},
		{{"BZh", 3}, "a bzip2 file", "bzip2 -dc unpacks it"},
		{{"\xfd" "7zXZ", 5}, "an xz file", "xz -dc unpacks it"},
		{{"\x28\xb5\x2f\xfd", 4}, "a zstd file",
		    "zstd -dc unpacks it"},
		{{"%PDF-", 5}, "a PDF file", "export the list as CSV"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (head.n >= known[i].bytes.n && memcmp(head.p,
		    known[i].bytes.p, known[i].bytes.n) == 0)
			return &known[i];
	return NULL;
}

int
ar_lines_refuse_foreign(struct ar_lines *in)
{
	const struct magic *kind;

	while (in->end - in->start < SNIFF && !in->eof)
		if (ar_lines_fill(in) != AR_OK)
			return AR_ESTOP;
	kind = foreign(ar_lines_unread(in));
	if (kind == NULL)
		return AR_OK;
	ar_diag_say(in->diag, &(struct ar_say){AR_M_WRONG_FORMAT,
	    {in->file, 0}, {0}, {kind->what, kind->remedy}});
	return AR_ESTOP;
}
