/*
 * libar/logpromises.h
 * Purpose: how promises were kept, from the log.
 */
#ifndef AR_LOGPROMISES_H
#define AR_LOGPROMISES_H

#include "libar/cli.h"

/*
 * Print how many promises were kept, partly kept and broken, and their
 * amounts, a row for each currency, or for each customer and currency;
 * messages were said.
 */
void ar_log_promises(struct ar_cli *, const char *path, bool by_customer);

#endif
