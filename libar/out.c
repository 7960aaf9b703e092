/*
 * libar/out.c
 * Purpose: rows out, as CSV that every tool of the family reads.
 */
#include "libar/out.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "libar/fd.h"

enum { PIECE = 256 * 1024 };

struct ar_out {
	struct ar_sink *sink;   /* NULL: memory */
	struct ar_buf rows;
	size_t whole;           /* bytes of rows that end with a row */
	bool begun, in_row, failed;
	bool cut;               /* what went out last is a part of a row */
	bool sent, broken;      /* some went out; some could not */
};

struct ar_out *
ar_out_memory(void)
{
	return ar_alloc(sizeof(struct ar_out));
}

int
ar_out_open(struct ar_out **out, const char *path, struct ar_diag *diag)
{
	struct ar_sink *sink;

	if (ar_sink_open(&sink, path, diag) != AR_OK)
		return AR_ESTOP;
	*out = ar_out_memory();
	(*out)->sink = sink;
	return AR_OK;
}

static void
next_cell(struct ar_out *o)
{
	if (o->in_row)
		ar_buf_add(&o->rows, AR_S(","));
	else if (o->whole >= PIECE)
		(void)ar_out_flush(o);
	o->in_row = true;
}

#define MARK "#ar-error: incomplete"

/*
 * Rows went to stdout, and nobody has said yet that they are all.  What
 * exit(3) calls, as where memory is out, reaches nothing but what is global.
 */
static bool more_to_come;

/* It may stand behind a piece of a row; an empty line does no harm. */
static void
mark_stdout(void)
{
	int result = ar_fd_write(STDOUT_FILENO, AR_S("\n" MARK "\n"));

	(void)result;           /* the program has failed already */
}

static void
mark_at_exit(void)
{
	if (more_to_come)
		mark_stdout();
}

static void
expect_more(void)
{
	static bool watched;

	if (!watched)
		watched = atexit(mark_at_exit) == 0;
	more_to_come = true;
}

/* What a row must not begin with bare: it would be read as something else. */
static bool
misleads(struct ar_slice s)
{
	static const char byte_order[] = "\xef\xbb\xbf";
	size_t n = sizeof byte_order - 1;

	return (s.n >= n && memcmp(s.p, byte_order, n) == 0) ||
	    ar_slice_eq(s, AR_S(MARK));
}

static bool
needs_quotes(const struct ar_out *o, struct ar_slice s)
{
	static const bool special[UCHAR_MAX + 1] = {
		[','] = true, ['"'] = true, ['\n'] = true, ['\r'] = true,
	};

	if (!o->in_row && misleads(s))
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (special[(unsigned char)s.p[i]])
			return true;
	return false;
}

void
ar_out_quoted(struct ar_out *o, struct ar_slice s)
{
	next_cell(o);
	ar_buf_add(&o->rows, AR_S("\""));
	while (s.n > 0) {
		size_t before = s.n;
		struct ar_slice piece = ar_slice_cut(&s, '"');

		ar_buf_add(&o->rows, piece);
		if (piece.n < before)
			ar_buf_add(&o->rows, AR_S("\"\""));
	}
	ar_buf_add(&o->rows, AR_S("\""));
}

void
ar_out_raw(struct ar_out *o, struct ar_slice s)
{
	next_cell(o);
	ar_buf_add(&o->rows, s);
}

void
ar_out_text(struct ar_out *o, struct ar_slice s)
{
	if (needs_quotes(o, s))
		ar_out_quoted(o, s);
	else
		ar_out_raw(o, s);
}

void
ar_out_empty(struct ar_out *o, unsigned cells)
{
	while (cells-- > 0)
		ar_out_raw(o, AR_S(""));
}

void
ar_out_count(struct ar_out *o, uint64_t n)
{
	char text[AR_MONEY_MAX];

	ar_out_raw(o, ar_slice(text, ar_money_format(text, n, 0)));
}

void
ar_out_filled(struct ar_out *o, uint64_t n)
{
	if (n > 0)
		ar_out_count(o, n);
	else
		ar_out_raw(o, AR_S(""));
}

void
ar_out_whole(struct ar_out *o, int64_t n)
{
	char text[AR_MONEY_MAX];

	ar_out_raw(o, ar_slice(text, ar_money_format(text, n, 0)));
}

void
ar_out_decimal(struct ar_out *o, struct ar_decimal d)
{
	char text[AR_MONEY_MAX];

	ar_out_raw(o, ar_slice(text, ar_decimal_format(text, d)));
}

void
ar_out_day(struct ar_out *o, ar_day day)
{
	char text[AR_DAY_TEXT];

	if (day == AR_NO_DAY) {
		ar_out_raw(o, AR_S(""));
		return;
	}
	ar_day_format(text, day);
	ar_out_raw(o, ar_slice(text, sizeof text));
}

/* The cell that was added last. */
static struct ar_slice
written(const struct ar_out *o, size_t n)
{
	return ar_slice(o->rows.p + o->rows.n - n, n);
}

struct ar_slice
ar_out_amount(struct ar_out *o, ar_sum minor, const struct ar_ccy *ccy)
{
	char text[AR_MONEY_MAX];
	size_t n = ar_money_format(text, minor, ccy->digits);

	ar_out_raw(o, ar_slice(text, n));
	return written(o, n);
}

struct ar_slice
ar_out_ratio(struct ar_out *o, ar_sum num, ar_sum den, unsigned digits)
{
	char text[AR_MONEY_MAX];
	size_t n = den == 0 ? 0 : ar_ratio_format(text, num, den, digits);

	ar_out_raw(o, ar_slice(text, n));
	return written(o, n);
}

struct ar_slice
ar_out_end_row(struct ar_out *o)
{
	size_t start = o->whole, n;

	o->in_row = false;
	if (o->failed) {
		o->rows.n = start;
		return AR_S("");
	}
	if (o->rows.n == start)         /* bare it would be a blank line */
		ar_buf_add(&o->rows, AR_S("\"\""));
	n = o->rows.n - start;
	ar_buf_add(&o->rows, AR_S("\n"));
	o->whole = o->rows.n;
	o->begun = true;
	return ar_slice(o->rows.p + start, n);
}

struct ar_slice
ar_out_rows(const struct ar_out *o)
{
	return ar_buf_slice(&o->rows);
}

static int
send(struct ar_out *o, struct ar_slice rows)
{
	int result;

	if (ar_sink_is_stdout(o->sink))
		expect_more();
	o->cut = rows.p[rows.n - 1] != '\n';
	result = ar_sink_write(o->sink, rows);
	o->sent = o->sent || result == AR_OK;
	o->broken = o->broken || result != AR_OK;
	return result;
}

int
ar_out_flush(struct ar_out *o)
{
	int result;

	if (o->sink == NULL || o->whole == 0)
		return AR_OK;
	result = send(o, ar_slice(o->rows.p, o->whole));
	memmove(o->rows.p, o->rows.p + o->whole, o->rows.n - o->whole);
	o->rows.n -= o->whole;
	o->whole = 0;
	return result;
}

int
ar_out_pass(struct ar_out *o, struct ar_slice rows)
{
	if (o->failed || rows.n == 0)
		return AR_OK;
	if (ar_out_flush(o) != AR_OK)
		return AR_ESTOP;
	o->begun = true;
	return send(o, rows);
}

void
ar_out_clear(struct ar_out *memory)
{
	memory->rows.n = memory->whole = 0;
}

/* No copy is made where none is needed: memory may be out. */
void
ar_out_splice(struct ar_out *o, struct ar_out *memory)
{
	struct ar_buf rows = memory->rows;

	if (o->rows.n == 0 && !o->failed) {
		memory->rows = o->rows;
		o->rows = rows;
	} else if (!o->failed)
		ar_buf_add(&o->rows, ar_buf_slice(&rows));
	o->whole = o->rows.n;
	o->begun = o->begun || rows.n > 0;
	ar_out_drop(memory);
}

void
ar_out_fail(struct ar_out *o)
{
	o->failed = true;
}

void
ar_out_drop(struct ar_out *o)
{
	if (o == NULL)
		return;
	ar_sink_abort(o->sink);
	ar_buf_free(&o->rows);
	free(o);
}

int
ar_out_close(struct ar_out *o, bool complete)
{
	struct ar_sink *sink = o->sink;

	complete = complete && !o->failed;
	if (!complete && !ar_sink_is_stdout(sink)) {
		ar_out_drop(o);
		return AR_OK;
	}
	o->rows.n = o->whole;
	if (!complete && o->begun)
		ar_buf_addf(&o->rows, "%s%s\n", o->cut ? "\n" : "", MARK);
	o->whole = o->rows.n;
	(void)ar_out_flush(o);
	if (ar_sink_is_stdout(sink)) {
		if (o->sent && o->broken)
			mark_stdout();
		more_to_come = false;
	}
	o->sink = NULL;
	ar_out_drop(o);
	return ar_sink_commit(sink);
}
