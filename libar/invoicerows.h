/*
 * libar/invoicerows.h
 * Purpose: an invoice as rows: documents, lines for a letter, the journal.
 */
#ifndef AR_INVOICEROWS_H
#define AR_INVOICEROWS_H

#include "libar/invoice.h"
#include "libar/report.h"
#include "libar/schedule.h"

/* The columns of documents become those of the report. */
void ar_invoice_columns(struct ar_report *);

/*
 * A row for each part that falls due, to the out of the report.  The schedule
 * is that of the invoice's terms, of one part where it has none.
 */
void ar_invoice_rows(struct ar_report *, struct ar_out *,
    const struct ar_invoice *, const struct ar_schedule *);

/* Lines, with what is the whole invoice's on each; the header first. */
void ar_invoice_lines_header(struct ar_out *);
void ar_invoice_lines(struct ar_out *, const struct ar_invoice *,
    const struct ar_schedule *);

/* The header of the journal, without its line end, and rows for it. */
struct ar_slice ar_journal_header(void);
void ar_invoice_journal_rows(struct ar_out *, const struct ar_invoice *);

#endif
