/*
 * libar/logfile.c
 * Purpose: the log of reminders and contacts on disk.
 */
#include "libar/logfile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "libar/spool.h"
#include "libar/table.h"

static const char header[] =
    "ts,run_date,action_id,event,customer_id,invoice_id,instalment,currency,"
    "phase,policy,step,channel,audience,to,amount,fee,interest,ref_date,by,"
    "text";

enum {
	HEADER = sizeof header - 1,
	EVENT = 3, BY = 18,             /* columns */
	LEAST = 64 * 1024,              /* read at once, at the end */
	MOST = 2 * AR_RECORD_MAX
};

struct ar_logfile {
	struct ar_diag *diag;
	struct ar_statefile *file;
	uint64_t read;                  /* bytes of the rows that are read */
	struct ar_out *rows;            /* to be appended */
	struct ar_spool *spool;
};

static struct ar_slice
header_text(void)
{
	return ar_slice(header, HEADER);
}

/* Lines are looked at from the end of the file backwards. */
struct tail {
	const struct ar_statefile *file;
	char *bytes;
	size_t room;
	uint64_t from;          /* where bytes begin in the file */
	uint64_t end;           /* of the line that is looked at */
};

/* Let the bytes be the n before `end`, or all. */
static int
load(struct tail *t, size_t n)
{
	if (n > t->end)
		n = (size_t)t->end;
	if (n > t->room) {
		free(t->bytes);
		t->bytes = ar_alloc(n);
		t->room = n;
	}
	t->from = t->end - n;
	return ar_statefile_get(t->file, t->bytes, n, t->from);
}

/* Where the line that ends at t->end begins in the bytes, or -1. */
static ptrdiff_t
begin_of_line(const struct tail *t)
{
	size_t n = (size_t)(t->end - t->from) - 1;
	const char *before = memrchr(t->bytes, '\n', n);

	if (before != NULL)
		return before + 1 - t->bytes;
	return t->from == 0 ? 0 : -1;
}

/*
 * The whole line that ends at t->end, without its line end; one that is
 * longer than any row is empty.
 */
static int
line_before(struct tail *t, struct ar_slice *line)
{
	ptrdiff_t begin = t->end > t->from ? begin_of_line(t) : -1;
	int result = AR_OK;

	for (size_t n = LEAST; begin < 0 && result == AR_OK && n <= MOST;
	    n *= 2) {
		result = load(t, n);
		if (result == AR_OK)
			begin = begin_of_line(t);
	}
	*line = begin < 0 ? AR_S("") : ar_slice(t->bytes + begin,
	    (size_t)(t->end - t->from) - 1 - (size_t)begin);
	return result;
}

static bool
cell_is(struct ar_slice cell, struct ar_slice word)
{
	if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"')
		cell = ar_slice(cell.p + 1, cell.n - 2);
	return ar_slice_eq(cell, word);
}

/* Whether the line is a row of a run of ar-remind, and not its end. */
static bool
is_of_a_run(struct ar_slice line)
{
	bool ends = false, ours = false;
	size_t n = 0;

	for (; line.n > 0 && n < AR_LOG_COLUMNS; n++) {
		struct ar_slice cell = ar_raw_take(&line, ',');

		if (n == EVENT)
			ends = cell_is(cell, ar_word(ar_event_words,
			    AR_EVENT_RUN));
		else if (n == BY)
			ours = cell_is(cell, AR_S(AR_LOG_BY));
	}
	return ours && !ends;
}

/* AR_ITEM: bytes were cut off meanwhile. */
static int
look_at_tail(struct tail *t)
{
	struct ar_slice line;
	int result;

	while (t->end > HEADER + 1) {
		result = line_before(t, &line);
		if (result != AR_OK)
			return result;
		if (!is_of_a_run(line))
			break;
		t->end -= line.n + 1;
	}
	return AR_OK;
}

/* Where what is torn begins, or the end of the file. */
static int
find_tail(struct ar_logfile *l, uint64_t *from)
{
	enum { TRIES = 100 };
	struct tail t = {.file = l->file};
	int result = AR_ITEM;

	for (int i = 0; i < TRIES && result == AR_ITEM; i++) {
		t.end = t.from = ar_statefile_size(l->file);
		result = look_at_tail(&t);
		if (result == AR_ITEM &&
		    ar_statefile_measure(l->file) != AR_OK)
			result = AR_ESTOP;
	}
	free(t.bytes);
	*from = t.end;
	if (result == AR_ITEM)
		ar_diag_say(l->diag, &(struct ar_say){AR_M_CANNOT_READ,
		    {ar_logfile_file(l), 0}, {0}, {strerror(EIO)}});
	return result == AR_OK ? AR_OK : AR_ESTOP;
}

/* The line on which the byte at this place stands. */
static int
line_at(const struct ar_logfile *l, uint64_t place, uint64_t *line)
{
	char piece[16 * 1024];

	*line = 1;
	for (uint64_t at = 0; at < place; at += sizeof piece) {
		size_t n = place - at < sizeof piece ? (size_t)(place - at) :
		    sizeof piece;
		int result = ar_statefile_get(l->file, piece, n, at);

		if (result != AR_OK)
			return result;
		for (size_t i = 0; i < n; i++)
			*line += piece[i] == '\n';
	}
	return AR_OK;
}

static int
say_torn(const struct ar_logfile *l, uint64_t from, uint64_t bytes,
    const char *what)
{
	char number[24];
	uint64_t line;

	if (line_at(l, from, &line) == AR_ESTOP)
		return AR_ESTOP;
	(void)snprintf(number, sizeof number, "%llu",
	    (unsigned long long)bytes);
	ar_diag_say(l->diag, &(struct ar_say){AR_M_TORN_LOG,
	    {ar_logfile_file(l), line}, {0}, {number, what}});
	return AR_OK;
}

static int
move_away(struct ar_logfile *l, const char *path, uint64_t from)
{
	uint64_t bytes = ar_statefile_end(l->file) - from;
	struct ar_buf name = {0}, what = {0};
	int result;

	ar_buf_addf(&name, "%s.torn", path);
	ar_buf_add(&name, AR_S("\0"));
	ar_buf_addf(&what, "moved to %s",
	    ar_diag_file_name(l->diag, ar_diag_file(l->diag, name.p)));
	ar_buf_add(&what, AR_S("\0"));
	result = ar_statefile_set_aside(l->file, from, name.p);
	if (result == AR_OK)
		result = say_torn(l, from, bytes, what.p);
	ar_buf_free(&name);
	ar_buf_free(&what);
	return result;
}

static int
say_bad(const struct ar_logfile *l)
{
	ar_diag_say(l->diag, &(struct ar_say){AR_M_BAD_LOG,
	    {ar_logfile_file(l), 1}, {0}, {0}});
	return AR_ESTOP;
}

/* Who takes the rows. */
struct reader {
	int (*each)(void *to, const struct ar_row *,
	    const struct ar_log_row *);
	void *to;
};

static int
read_rows(const struct ar_logfile *l, struct ar_table *table,
    const struct ar_bind *bind, const struct reader *to)
{
	uint64_t refused = ar_diag_refused(l->diag), rows = 0;
	struct ar_row row;
	int result;

	while ((result = ar_table_next(table, &row)) != AR_OK &&
	    result != AR_ESTOP) {
		struct ar_log_row record;

		rows++;
		if (result == AR_EDATA)
			continue;
		ar_record_clear(&ar_log_stream, &record, sizeof record);
		if (ar_bind_row(bind, &row, &record, l->diag) == AR_OK)
			(void)to->each(to->to, &row, &record);
	}
	if (ar_diag_refused(l->diag) == refused)
		return result;
	if (result == AR_OK)
		ar_diag_verdict_with(l->diag, rows, "nothing was done");
	return AR_ESTOP;
}

static int
read_table(const struct ar_logfile *l, struct ar_table *table,
    const struct reader *to)
{
	struct ar_bind bind;
	uint64_t all = ar_log_stream.required;

	return ar_bind_make(&bind, &ar_log_stream, all, all,
	    ar_table_header(table), l->diag) == AR_OK ?
	    read_rows(l, table, &bind, to) : AR_ESTOP;
}

int
ar_logfile_read(const struct ar_logfile *l, int (*each)(void *to,
    const struct ar_row *, const struct ar_log_row *), void *to)
{
	const struct reader reader = {each, to};
	struct ar_csvin *csv;
	struct ar_table *table;
	int result;

	if (l->read == 0)
		return AR_OK;
	if (ar_statefile_csv(l->file, &csv, l->read) != AR_OK ||
	    ar_table_start(&table, csv, ar_logfile_file(l), l->diag) != AR_OK)
		return AR_ESTOP;
	result = read_table(l, table, &reader);
	ar_table_close(table);
	return result;
}

/* The first line is to be our header, byte by byte. */
static int
check_header(const struct ar_logfile *l)
{
	char line[HEADER + 1];

	if (ar_statefile_size(l->file) < sizeof line)
		return say_bad(l);
	switch (ar_statefile_get(l->file, line, sizeof line, 0)) {
	case AR_OK:
		return memcmp(line, header, HEADER) == 0 &&
		    line[HEADER] == '\n' ? AR_OK : say_bad(l);
	case AR_ITEM:
		return say_bad(l);
	default:
		return AR_ESTOP;
	}
}

static int
read_all(struct ar_logfile *l, const char *path,
    const struct ar_logfile_wish *wish)
{
	uint64_t from;

	if (check_header(l) != AR_OK || find_tail(l, &l->read) != AR_OK ||
	    (wish->each != NULL &&
	    ar_logfile_read(l, wish->each, wish->to) != AR_OK))
		return AR_ESTOP;
	from = l->read;
	if (from == ar_statefile_end(l->file))
		return AR_OK;
	return wish->mode != AR_STATEFILE_READ ? move_away(l, path, from) :
	    say_torn(l, from, ar_statefile_end(l->file) - from, "ignored");
}

static int
open_file(struct ar_logfile *l, const char *path,
    const struct ar_logfile_wish *wish)
{
	const struct ar_statefile_wish file = {.mode =
	    wish->mode == AR_STATEFILE_READ ? AR_STATEFILE_LOOK : wish->mode,
	    .wait = wish->wait, .bits = 0600};
	bool begins;

	if (ar_statefile_open(&l->file, path, &file, l->diag) != AR_OK)
		return AR_ESTOP;
	if (ar_statefile_is_new(l->file))
		ar_diag_say(l->diag, &(struct ar_say){AR_M_NEW_LOG,
		    {ar_logfile_file(l), 0}, {0}, {0}});
	if (ar_statefile_size(l->file) > 0)
		return read_all(l, path, wish);
	if (ar_statefile_tears(l->file, header_text(), &begins) != AR_OK)
		return AR_ESTOP;
	return begins ? AR_OK : say_bad(l);
}

int
ar_logfile_open(struct ar_logfile **log, const char *path,
    const struct ar_logfile_wish *wish, struct ar_diag *diag)
{
	struct ar_logfile *l = ar_alloc(sizeof *l);

	l->diag = diag;
	l->rows = ar_out_memory();
	l->spool = ar_spool_new(diag);
	if (open_file(l, path, wish) != AR_OK) {
		ar_logfile_close(l);
		return AR_ESTOP;
	}
	*log = l;
	return AR_OK;
}

uint32_t
ar_logfile_file(const struct ar_logfile *l)
{
	return ar_statefile_file(l->file);
}

uint64_t
ar_logfile_size(const struct ar_logfile *l)
{
	return ar_statefile_size(l->file);
}

void
ar_logfile_add(struct ar_logfile *l, const struct ar_log_row *row)
{
	if (ar_statefile_size(l->file) == 0 && ar_out_rows(l->rows).n == 0)
		ar_log_header(l->rows);
	ar_log_put(l->rows, row);
}

int
ar_logfile_append(struct ar_logfile *l)
{
	struct ar_slice rows = ar_out_rows(l->rows);

	if (rows.n == 0)
		return AR_OK;
	if (ar_spool_add(l->spool, rows) != AR_OK ||
	    ar_statefile_append(l->file, l->spool) != AR_OK)
		return AR_ESTOP;
	ar_out_clear(l->rows);
	return ar_spool_clear(l->spool);
}

bool
ar_logfile_is_doubtful(const struct ar_logfile *l)
{
	return ar_statefile_is_torn(l->file);
}

void
ar_logfile_close(struct ar_logfile *l)
{
	if (l == NULL)
		return;
	ar_out_drop(l->rows);
	ar_spool_free(l->spool);
	ar_statefile_close(l->file);
	free(l);
}

void
ar_log_header(struct ar_out *o)
{
	ar_out_raw(o, header_text());
	(void)ar_out_end_row(o);
}

static void
put_number(struct ar_out *o, struct ar_decimal number)
{
	if (number.filled)
		ar_out_decimal(o, number);
	else
		ar_out_raw(o, AR_S(""));
}

void
ar_log_put(struct ar_out *o, const struct ar_log_row *r)
{
	ar_out_text(o, r->ts);
	ar_out_day(o, r->run_date);
	ar_out_text(o, r->action_id);
	ar_out_raw(o, ar_word(ar_event_words, r->event));
	ar_out_text(o, r->customer_id);
	ar_out_text(o, r->invoice_id);
	ar_out_filled(o, r->instalment);
	ar_out_raw(o, ar_slice_of(r->ccy.code));
	ar_out_raw(o, ar_word(ar_phase_words, r->phase));
	ar_out_text(o, r->policy);
	ar_out_filled(o, r->step);
	ar_out_raw(o, ar_word(ar_channel_words, r->channel));
	ar_out_raw(o, ar_word(ar_audience_words, r->audience));
	ar_out_text(o, r->to);
	put_number(o, r->amount);
	put_number(o, r->fee);
	put_number(o, r->interest);
	ar_out_day(o, r->ref_date);
	ar_out_text(o, r->by);
	ar_out_text(o, r->text);
	(void)ar_out_end_row(o);
}

/* Cut the part behind the last '-' off the end; false: there is none. */
static bool
cut_last(struct ar_slice *rest, struct ar_slice *part)
{
	const char *dash = memrchr(rest->p, '-', rest->n);

	if (dash == NULL)
		return false;
	*part = ar_slice(dash + 1,
	    rest->n - (size_t)(dash + 1 - rest->p));
	rest->n = (size_t)(dash - rest->p);
	return true;
}

static bool
parse_day(ar_day *day, struct ar_slice text)
{
	char iso[AR_DAY_TEXT];

	if (text.n != 8)
		return false;
	memcpy(iso, text.p, 4);
	iso[4] = iso[7] = '-';
	memcpy(iso + 5, text.p + 4, 2);
	memcpy(iso + 8, text.p + 6, 2);
	return ar_day_parse(day, ar_slice(iso, sizeof iso)) == AR_DAY_OK;
}

static uint8_t
phase_of(struct ar_slice word)
{
	for (int i = 1; i < AR_PHASES; i++)
		if (ar_slice_eq(word, ar_word(ar_phase_words, (uint8_t)i)))
			return (uint8_t)i;
	return AR_PHASE_NONE;
}

int
ar_action_id_parse(struct ar_action_id *id, struct ar_slice text)
{
	struct ar_slice day, phase;
	struct ar_ccy ccy;

	if (!cut_last(&text, &day) || !parse_day(&id->day, day) ||
	    !cut_last(&text, &phase) || !cut_last(&text, &id->currency))
		return AR_EDATA;
	id->phase = phase_of(phase);
	id->account = text;
	return id->phase != AR_PHASE_NONE && text.n > 0 &&
	    ar_ccy_parse(&ccy, id->currency) == AR_OK ? AR_OK : AR_EDATA;
}

void
ar_action_id_format(struct ar_buf *text, const struct ar_action_id *id)
{
	struct ar_slice phase = ar_word(ar_phase_words, id->phase);
	struct ar_ymd d = ar_day_ymd(id->day);

	ar_buf_add(text, id->account);
	ar_buf_addf(text, "-%.*s-%.*s-%04d%02d%02d", (int)id->currency.n,
	    id->currency.p, (int)phase.n, phase.p, d.year, d.month, d.day);
}
