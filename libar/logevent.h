/*
 * libar/logevent.h
 * Purpose: an event that was given by hand, into the log.
 */
#ifndef AR_LOGEVENT_H
#define AR_LOGEVENT_H

#include "libar/cli.h"
#include "libar/logcheck.h"

/*
 * Lock the log, waiting so many seconds, check the entry against it, and
 * append what follows, synced, or nothing; messages were said.
 */
void ar_log_event(struct ar_cli *, const char *path, int wait,
    const struct ar_log_entry *);

#endif
