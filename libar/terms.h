/*
 * libar/terms.h
 * Purpose: the due date that follows from terms of payment.
 *
 * Terms are read without regard to case, and blanks between their words and
 * numbers do not matter.  N is a number of one to four digits, D a day of the
 * month, 1 to 31, which is the last of the month where that is shorter.
 *
 *   N, N days, net N, net N days, n N, n/N
 *                      N days after the invoice
 *   P/N ... net N      the same: steps of discount, P per cent (with or
 *                      without decimals and '%') within N days, each with or
 *                      without a comma after it, change nothing about the
 *                      due date; any form with net, n or n/ may follow
 *   due on receipt, cod
 *                      the day of the invoice
 *   eom                the last day of the month of the invoice
 *   eom + N, N eom, net N eom, n N eom, n/N eom
 *                      N days after that day
 *   D prox, Dth prox, D mfi
 *                      day D of the month after that of the invoice
 *   day D + N m        day D of the N-th month after it, N at least 1
 *   net monthly        the last day of the month after that of the invoice
 *   eom + N m          the last day of the N-th month after it, N at least 1
 *
 * Everything else has no due date here.  Of note are "N days eom", which some
 * count from the invoice to the end of the month then reached and others from
 * the end of the month of the invoice, "P/N" without net terms, and payment
 * in advance.  Functions are pure and print no message.
 */
#ifndef AR_TERMS_H
#define AR_TERMS_H

#include "libar/date.h"
#include "libar/err.h"
#include "libar/slice.h"

/*
 * The day an invoice of these terms is due.  AR_EDATA, and *due untouched, if
 * text is none of the above or the calendar has no such day.
 */
AR_MUST int ar_terms_due(ar_day *due, struct ar_slice text,
    ar_day invoice_date);

#endif
