/*
 * libar/issue.h
 * Purpose: invoices get their numbers, are journaled, and are printed.
 *
 * In this order, so that a crash never leaves a printed invoice whose number
 * could be given again: the journal is synced before anything is seen.
 */
#ifndef AR_ISSUE_H
#define AR_ISSUE_H

#include "libar/cli.h"
#include "libar/holdback.h"
#include "libar/invoiceoptions.h"
#include "libar/invoicerows.h"
#include "libar/journal.h"

struct ar_issue {
	struct ar_cli *cli;
	const struct ar_invoice_options *options;
	struct ar_tie *tie;
	struct ar_journal journal;      /* unused without one */
	struct ar_map foreign;          /* ids of another number format */
	struct ar_buf id;
	struct ar_report *report;
	struct ar_holdback rows;
	struct ar_out *lines;           /* NULL: not wanted */
	uint64_t invoices;
	bool journaled;                 /* some of them are in the journal */
	bool broken;                    /* a file could not be written */
};

/*
 * Read the journal, of which each invoice is also shown to `each` (which may
 * be NULL).  AR_ESTOP after a message.  {0}-filled before; ended with
 * ar_issue_end() in any case.
 */
AR_MUST int ar_issue_begin(struct ar_issue *, struct ar_cli *,
    const struct ar_invoice_options *, struct ar_tie *,
    const struct ar_journal_reader *each);

/*
 * AR_ESTOP after a message if the options give every invoice a date before
 * the latest in the journal.
 */
AR_MUST int ar_issue_check_date(const struct ar_issue *);

/* Open the outputs and write their headers.  AR_ESTOP after a message. */
AR_MUST int ar_issue_open(struct ar_issue *);

/* The day that the options give an invoice. */
ar_day ar_issue_date(const struct ar_issue *, const struct ar_invoice *);

/* Whether its date is not before the latest, or may be. */
bool ar_issue_date_fits(const struct ar_issue *, const struct ar_invoice *);

/*
 * Its days by its terms and its goods' receipt; without terms it is due on
 * its date.
 */
AR_MUST enum ar_schedule_fault ar_issue_schedule(struct ar_schedule *,
    const struct ar_invoice *);

/*
 * Give it the next number, and keep its rows for the next release; its lines
 * are tied as they come out.  AR_ESTOP after a message.
 */
AR_MUST int ar_issue_invoice(struct ar_issue *, struct ar_invoice *,
    const struct ar_schedule *);

/* The same of an invoice that has its number, without the journal. */
AR_MUST int ar_issue_rows(struct ar_issue *, const struct ar_invoice *,
    const struct ar_schedule *);

/* Whether so much waits that it should be released. */
bool ar_issue_is_heavy(const struct ar_issue *);

/*
 * Journal and print what was issued so far, if anything; ends: it was the
 * last.  AR_ESTOP after a message, also for every later call.
 */
AR_MUST int ar_issue_release(struct ar_issue *, bool ends);

/*
 * complete: prove the amounts, release, and put the files in place.  Else
 * what is not released is forgotten.  Frees.  AR_ESTOP after a message.
 */
AR_MUST int ar_issue_end(struct ar_issue *, bool complete);

#endif
