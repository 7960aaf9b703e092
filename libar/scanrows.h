/*
 * libar/scanrows.h
 * Purpose: rows of an operand become documents and go to the calculation.
 *
 * What a scan knows while it runs, and what is done with each row.  Only the
 * modules of the scan include this.
 */
#ifndef AR_SCANROWS_H
#define AR_SCANROWS_H

#include "libar/docin.h"
#include "libar/payments.h"
#include "libar/rejects.h"
#include "libar/scan.h"
#include "libar/unique.h"
#include "libar/watch.h"

/* One operand: what its columns are, also after it is closed. */
struct ar_scan_operand {
	struct ar_header header;        /* views what the scan keeps */
	struct ar_docin in;
};

/* A row whose document waits for the payments to be spread. */
struct ar_scan_held {
	struct ar_row row;
	const struct ar_scan_operand *operand;
};

enum { AR_SCAN_TOGETHER = 32 };         /* rows that are read at once */

struct ar_scan_rows {
	const struct ar_scan *scan;
	void *state;
	struct ar_tie *tie;
	struct ar_diag *diag;
	struct ar_diag *quiet;          /* for what is said again, in turn */
	const struct ar_customers *customers;
	struct ar_customers *own;       /* the same, if read here */
	struct ar_payments *payments;   /* NULL: none */
	struct ar_rejects *rejects;     /* NULL: none are kept */
	struct ar_unique *unique;       /* NULL: not asked */
	struct ar_watch watch;
	struct ar_termsbook terms;
	struct ar_table *first;         /* the first operand, if it is open */
	struct ar_scan_operand *operand;        /* the present one */
	struct ar_scan_held *held;
	size_t nheld;
	struct ar_doc doc[AR_SCAN_TOGETHER];    /* of the rows at hand */
	uint64_t records, many_lines;
	bool has_names;                 /* customer_name stood somewhere */
	bool currencies;                /* some document has one */
	struct ar_arena arena;
};

/* What it reads by and into is set before, what it reads beside is later. */
void ar_scan_rows_init(struct ar_scan_rows *);
void ar_scan_rows_release(struct ar_scan_rows *);

/*
 * Its columns from here on are this header's, which stays where it is.
 * AR_ESTOP after a message.
 */
AR_MUST int ar_scan_rows_bind(struct ar_scan_rows *,
    const struct ar_header *);

/* All rows of a table, in turn.  AR_OK at the end, else AR_ESTOP. */
AR_MUST int ar_scan_read(struct ar_scan_rows *, struct ar_table *);

/*
 * The document counts: open balance, calculation, tie-out.  cash: the kind of
 * the payment that it stands for.
 */
void ar_scan_finish(struct ar_scan_rows *, const struct ar_row *,
    const struct ar_doc *, uint8_t cash);

#endif
