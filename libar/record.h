/*
 * libar/record.h
 * Purpose: the day's actions, and what follows from them, as rows of the log.
 */
#ifndef AR_RECORD_H
#define AR_RECORD_H

#include "libar/action.h"

/*
 * Add the batch to the log file: planned rows, the facts that they rest on,
 * and the row that ends the run.  Nothing is added on the seller's free day,
 * and nothing where nothing is new and a run of the day stands there.
 * ts: the time of the clock.  Whether anything was added.
 */
bool ar_record_actions(struct ar_dunning *, const struct ar_actions *,
    struct ar_logfile *, struct ar_slice ts);

#endif
