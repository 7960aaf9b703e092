/*
 * libar/bill.h
 * Purpose: what the lines of an invoice add up to, with their taxes.
 *
 * Lines of one tax category and rate are a group.  Its tax is its rate of the
 * sum of its lines, rounded once, half away from zero; totals are sums of
 * rounded numbers and are not rounded again (EN 16931: BR-CO-10, -13, -14,
 * -15, -17).  All amounts are minor units of one currency.
 */
#ifndef AR_BILL_H
#define AR_BILL_H

#include "libar/mem.h"
#include "libar/money.h"

/*
 * Tax categories of EN 16931 (UNTDID 5305); NONE is the empty cell, which is
 * a category of its own.
 */
enum ar_tax {
	AR_TAX_NONE,
	AR_TAX_STANDARD,        /* S, also reduced rates */
	AR_TAX_ZERO,            /* Z */
	AR_TAX_EXEMPT,          /* E */
	AR_TAX_REVERSE,         /* AE, reverse charge */
	AR_TAX_INTRA,           /* K, within the Community */
	AR_TAX_EXPORT,          /* G */
	AR_TAX_OUTSIDE,         /* O, outside the scope */
	AR_TAX_CANARIES,        /* L */
	AR_TAX_CEUTA            /* M */
};

struct ar_bill_group {
	uint8_t category;       /* enum ar_tax */
	ar_rate rate;
	int64_t base, tax;
};

/* {0} is empty; groups in the order of their first line. */
struct ar_bill {
	struct ar_bill_group *group;
	size_t ngroups;
	int64_t net, tax, amount;
};

/* Whether the rate is possible in the category: S above 0; Z, E, AE, K, G
 * and O at 0; the others any. */
bool ar_tax_fits(uint8_t category, ar_rate);

/* Add a line; its group's number.  AR_EDATA if the sum does not fit. */
AR_MUST int ar_bill_add(struct ar_bill *, uint8_t category, ar_rate,
    int64_t net, size_t *group);

/* Taxes and totals, once all lines are in.  AR_EDATA if one does not fit. */
AR_MUST int ar_bill_total(struct ar_bill *);

/* No lines, and usable again. */
void ar_bill_clear(struct ar_bill *);
void ar_bill_free(struct ar_bill *);

#endif
