/*
 * libar/invoiceoptions.h
 * Purpose: what the options of ar-invoice say, as values.
 */
#ifndef AR_INVOICEOPTIONS_H
#define AR_INVOICEOPTIONS_H

#include "libar/date.h"
#include "libar/numbering.h"

/* What lines have in common that stand on one invoice. */
enum ar_by { AR_BY_SHIPMENT, AR_BY_ORDER, AR_BY_CUSTOMER };

struct ar_invoice_options {
	const char *journal, *lines, *open;     /* files, NULL: not given */
	struct ar_slice terms;                  /* where there are no others */
	struct ar_numbering numbering;
	int64_t first;                          /* number */
	ar_day date;                            /* AR_NO_DAY: the as-of date */
	bool date_is_shipped;
	enum ar_by by;
	int linger;                             /* milliseconds, -1: never */
	bool create, hold, back_date, base_is_net, dry_run, unbilled, reprint;
	const char **credit;
	size_t ncredits;
};

#endif
