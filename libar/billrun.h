/*
 * libar/billrun.h
 * Purpose: lines of shipments to invoices, from the operands to the output.
 *
 * A line is read and checked, left out if it was billed before or is shipped
 * later, and gathered with the others of its invoice.  When these are all
 * there, the invoice is made, held against the customer's limit, and issued.
 * A refused line takes its invoice along.
 */
#ifndef AR_BILLRUN_H
#define AR_BILLRUN_H

#include "libar/billed.h"
#include "libar/gather.h"
#include "libar/issue.h"
#include "libar/limits.h"
#include "libar/rejects.h"
#include "libar/unbilled.h"

struct ar_billrun {
	struct ar_cli *cli;
	const struct ar_invoice_options *options;
	struct ar_customers *customers;
	struct ar_limits *limits;       /* NULL: nobody is limited */
	struct ar_termsbook book;
	struct ar_billed billed;
	struct ar_map seen;             /* shipment and line -> ar_where */
	struct ar_gather gather;
	struct ar_rejects *rejects;
	struct ar_tie tie;
	struct ar_issue issue;
	struct ar_unbilled unbilled;    /* instead of issue, if wanted */
	struct ar_shipin in;            /* the present operand's */
	struct ar_arena sides;          /* headers */
	struct ar_arena lines[2];       /* gathered rows; one is in use */
	size_t turn, bytes;             /* which, and what lies in it */
	struct ar_invoice invoice;
	struct ar_buf key;
	uint64_t records, before, later, held;
	bool streams;                   /* invoices go out as they close */
	bool failed;                    /* nothing more goes out */
};

/* A whole run of billing; messages were said. */
void ar_billrun(struct ar_cli *, const struct ar_invoice_options *);

/*
 * A row of the operand; a group may close.  AR_ESTOP after a message: the run
 * is over.
 */
AR_MUST int ar_billrun_take(struct ar_billrun *, const struct ar_row *);

/* A record that cannot even be split was refused just now. */
void ar_billrun_lose(struct ar_billrun *, const struct ar_row *);

/* All lines of an invoice are there.  As ar_billrun_take(). */
AR_MUST int ar_billrun_close(struct ar_billrun *, struct ar_gather_group);

/*
 * The line that was refused just now is kept and tied; nothing more goes out
 * unless --rejects takes it.
 */
void ar_billrun_drop(struct ar_billrun *, const struct ar_row *,
    const struct ar_ship_line *);

#endif
