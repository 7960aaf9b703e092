/*
 * libar/logevent.c
 * Purpose: an event that was given by hand, into the log.
 */
#include "libar/logevent.h"

#include <stdio.h>

#include "libar/logfile.h"

static void
append(const struct ar_cli *cli, struct ar_logfile *log,
    struct ar_logcheck *check)
{
	const struct ar_log_row *rows;
	char note[64];
	size_t n;

	if (ar_logcheck_rows(check, &rows, &n) != AR_OK)
		return;
	for (size_t i = 0; i < n; i++)
		ar_logfile_add(log, &rows[i]);
	if (ar_logfile_append(log) != AR_OK || !cli->common.verbose)
		return;
	(void)snprintf(note, sizeof note, "rows appended: %zu", n);
	ar_diag_note(cli->diag, note);
}

void
ar_log_event(struct ar_cli *cli, const char *path, int wait,
    const struct ar_log_entry *entry)
{
	struct ar_logcheck *check = ar_logcheck_new(entry, cli->diag);
	const struct ar_logfile_wish wish = {
		.mode = ar_log_entry_needs_log(entry) ? AR_STATEFILE_WRITE :
		    AR_STATEFILE_CREATE,
		.wait = wait, .each = ar_logcheck_see, .to = check,
	};
	struct ar_logfile *log;

	if (ar_logfile_open(&log, path, &wish, cli->diag) == AR_OK) {
		append(cli, log, check);
		ar_logfile_close(log);
	}
	ar_logcheck_free(check);
}
