/*
 * libar/raise.h
 * Purpose: which documents to sell to raise a sum at the least cost.
 *
 * Whole documents that pass every test but the last, which limits how much of
 * one customer is sold: it is a limit on the choice.  Each offer is tried
 * alone; the cheapest choice is the answer.
 */
#ifndef AR_RAISE_H
#define AR_RAISE_H

#include "libar/factorrows.h"

/*
 * The portfolio is tested, but for concentration.  AR_ESTOP after a message:
 * the amount cannot be raised, or is none of the currency.  *shown: which
 * documents have a row; the caller frees it.
 */
AR_MUST int ar_raise_rows(const struct ar_factor_rows *, bool **shown);

#endif
