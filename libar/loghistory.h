/*
 * libar/loghistory.h
 * Purpose: what the log holds of one customer.
 */
#ifndef AR_LOGHISTORY_H
#define AR_LOGHISTORY_H

#include "libar/cli.h"
#include "libar/dun.h"

/*
 * Whether the row is of the customer, or of an action to that account.  An
 * action_id that is the id of a plan tells no account.
 */
bool ar_log_is_of(const struct ar_log_row *, struct ar_slice customer);

/*
 * Print the header and all rows of the customer as they stand, in the order
 * of the log; messages were said.
 */
void ar_log_history(struct ar_cli *, const char *path,
    struct ar_slice customer);

#endif
