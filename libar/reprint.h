/*
 * libar/reprint.h
 * Purpose: the last batch of the journal once more.
 */
#ifndef AR_REPRINT_H
#define AR_REPRINT_H

#include "libar/cli.h"
#include "libar/invoiceoptions.h"

/* Print what the last run that billed printed; messages were said. */
void ar_reprint(struct ar_cli *, const struct ar_invoice_options *);

#endif
