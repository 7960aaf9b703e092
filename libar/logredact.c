/*
 * libar/logredact.c
 * Purpose: personal data out of old rows of the log.
 *
 * The rows wait in a spool until all were read: only then, and only if one of
 * them changes, is anything written beside the log.
 */
#include "libar/logredact.h"

#include <stdio.h>

#include "libar/holdback.h"
#include "libar/logfile.h"
#include "libar/loghistory.h"

enum { TO = 13, TEXT = 19 };            /* columns */

struct redacting {
	const struct ar_log_redaction *wish;
	struct ar_out *rows;
	struct ar_spool *spool;
	uint64_t seen, changed;
	uint64_t bytes;                 /* of the rows that were read */
	int result;
};

static bool
is_meant(const struct redacting *r, const struct ar_log_row *row)
{
	struct ar_slice customer = r->wish->customer;

	return row->run_date < r->wish->before &&
	    (row->to.n > 0 || row->text.n > 0) &&
	    (customer.n == 0 || ar_log_is_of(row, customer));
}

static void
put_redacted(struct ar_out *o, struct ar_slice raw)
{
	for (size_t i = 0; i < AR_LOG_COLUMNS; i++) {
		struct ar_slice cell = ar_raw_take(&raw, ',');

		ar_out_raw(o, i == TO || i == TEXT ? AR_S("") : cell);
	}
}

static int
take(void *to, const struct ar_row *row, const struct ar_log_row *record)
{
	struct redacting *r = to;

	r->seen++;
	r->bytes += row->raw.n + 1;
	if (is_meant(r, record)) {
		r->changed++;
		put_redacted(r->rows, row->raw);
	} else
		ar_out_raw(r->rows, row->raw);
	(void)ar_out_end_row(r->rows);
	if (r->result == AR_OK)
		r->result = ar_rows_spool(r->rows, r->spool, AR_ROWS_MANY);
	return AR_OK;
}

static int
replace(struct redacting *r, const char *path, struct ar_diag *diag)
{
	struct ar_out *out;

	if (ar_rows_spool(r->rows, r->spool, 0) != AR_OK ||
	    ar_out_open(&out, path, diag) != AR_OK)
		return AR_ESTOP;
	if (ar_rows_replay(r->spool, out) == AR_OK)
		return ar_out_close(out, true);
	ar_out_drop(out);
	return AR_ESTOP;
}

/* What the rows do not account for would be lost. */
static int
check_bytes(const struct redacting *r, const struct ar_logfile *log,
    struct ar_diag *diag)
{
	if (r->bytes == ar_logfile_size(log))
		return AR_OK;
	ar_diag_say(diag, &(struct ar_say){AR_M_LOG_ROW,
	    {ar_logfile_file(log), 0}, {0},
	    {"there are empty lines, or other line ends"}});
	return AR_ESTOP;
}

static void
finish(struct redacting *r, const struct ar_cli *cli, const char *path,
    const struct ar_logfile *log)
{
	char note[80];

	if (r->result != AR_OK || (r->changed > 0 &&
	    (check_bytes(r, log, cli->diag) != AR_OK ||
	    replace(r, path, cli->diag) != AR_OK)) || !cli->common.verbose)
		return;
	(void)snprintf(note, sizeof note, "%llu of %llu rows redacted",
	    (unsigned long long)r->changed, (unsigned long long)r->seen);
	ar_diag_note(cli->diag, note);
}

void
ar_log_redact(struct ar_cli *cli, const char *path,
    const struct ar_log_redaction *wish)
{
	struct redacting r = {.wish = wish, .rows = ar_out_memory(),
	    .spool = ar_spool_new(cli->diag)};
	const struct ar_logfile_wish how = {.mode = AR_STATEFILE_WRITE,
	    .wait = wish->wait, .each = take, .to = &r};
	struct ar_logfile *log;

	ar_log_header(r.rows);
	r.bytes = ar_out_rows(r.rows).n;
	if (ar_logfile_open(&log, path, &how, cli->diag) == AR_OK) {
		finish(&r, cli, path, log);
		ar_logfile_close(log);
	}
	ar_spool_free(r.spool);
	ar_out_drop(r.rows);
}
