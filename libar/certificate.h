/*
 * libar/certificate.h
 * Purpose: a borrowing base, line by line, for each currency.
 *
 *	gross - what each test took = eligible
 *	eligible - concentration = net eligible
 *	net eligible x effective advance rate = borrowing base
 *	borrowing base - reserves, at most the line, - loan = availability
 *
 * The effective rate is the offer's less what dilution has above 5 per cent.
 * Dilution is a given rate, or what credits that are no cash took off in the
 * last 365 days over the sales, or the collections, of these days.
 */
#ifndef AR_CERTIFICATE_H
#define AR_CERTIFICATE_H

#include "libar/factorrows.h"

void ar_certificate_columns(struct ar_report *);

/*
 * The portfolio is tested by one deal for each currency.  AR_ESTOP after a
 * message: no offer, or several, or an amount that is none of the currency.
 */
AR_MUST int ar_certificate_rows(const struct ar_factor_rows *);

#endif
