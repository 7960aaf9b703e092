/*
 * libar/logredact.h
 * Purpose: personal data out of old rows of the log.
 */
#ifndef AR_LOGREDACT_H
#define AR_LOGREDACT_H

#include "libar/cli.h"

/* What is to be emptied. */
struct ar_log_redaction {
	struct ar_slice customer;       /* n 0: of all */
	ar_day before;                  /* run_date of the first that stays */
	int wait;                       /* seconds for the lock */
};

/*
 * Empty `to` and `text` in older rows; no other byte changes.  The new log
 * takes the place of the old by rename, under its lock, with its mode;
 * messages were said.
 */
void ar_log_redact(struct ar_cli *, const char *path,
    const struct ar_log_redaction *);

#endif
