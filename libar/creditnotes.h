/*
 * libar/creditnotes.h
 * Purpose: credit notes for what the journal has billed.
 */
#ifndef AR_CREDITNOTES_H
#define AR_CREDITNOTES_H

#include "libar/cli.h"
#include "libar/invoiceoptions.h"

/* Issue the credit notes that the options ask for; messages were said. */
void ar_creditnotes(struct ar_cli *, const struct ar_invoice_options *);

#endif
