/*
 * libar/scan.h
 * Purpose: every document of the operands, once, to a calculation.
 *
 * The frame opens the operands, reads and binds records, joins customers and
 * payments, refuses what is wrong, ties amounts, and keeps the order.  A tool
 * declares which columns it wants and what to do with one document; it never
 * sees a file.  Payments that no document takes up follow at the end as
 * documents of their own.
 */
#ifndef AR_SCAN_H
#define AR_SCAN_H

#include "libar/common.h"
#include "libar/openbal.h"
#include "libar/table.h"

/* A good document. */
struct ar_item {
	const struct ar_doc *doc;
	const struct ar_paid_list *paid;        /* NULL: no payments */
	const struct ar_row *row;               /* NULL: open cash */
	uint8_t cash;           /* the payment's kind, NONE: no open cash */
	/*
	 * What is open on the as-of date; the calculation may set it to
	 * what it shows instead, and with a fault to what was open then.
	 */
	struct ar_open *open;
};

struct ar_scan {
	const struct ar_common *common;
	bool by_due;            /* due_date is needed, or terms that give it */
	bool names;             /* customer_name is wanted where there is one */
	bool history;           /* more than one day is asked about */

	/* The customers where they are read already, else NULL. */
	const struct ar_customers *customers;

	/* The first operand where it is open already; taken over. */
	struct ar_table *first;

	/*
	 * When all documents have gone by: the first day asked about, if
	 * any is.  NULL: the as-of date.
	 */
	ar_day (*oldest)(void *state);

	/*
	 * For several threads: another state in which nothing is yet; all
	 * that one has, moved to another; its end.  What came of documents
	 * must not depend on their order.  fresh NULL: only one thread.
	 */
	void *(*fresh)(const void *state);
	void (*merge)(void *into, void *from);
	void (*drop)(void *state);

	/* Rows of a tool that passes them on; NULL for a report. */
	struct ar_out *rows;

	/* An operand's header, before its columns are looked for. */
	int (*header)(void *state, const struct ar_header *);

	/*
	 * Documents that will likely come, in this order, so that what is
	 * known of them can be fetched from memory.  NULL: no need.
	 */
	void (*soon)(void *state, const struct ar_doc *, size_t n);

	/* A document.  A fault refuses it; then nothing may have changed. */
	enum ar_fault (*each)(void *state, const struct ar_item *);
};

struct ar_scanned {
	bool has_names;         /* customer_name stood somewhere */
};

/*
 * AR_OK: all is read, and the figures may be shown.  AR_EDATA: records were
 * refused without --rejects.  AR_ESTOP: the run is over.  Messages were said.
 */
AR_MUST int ar_scan_run(const struct ar_scan *, void *state,
    struct ar_tie *, struct ar_scanned *, struct ar_diag *);

#endif
