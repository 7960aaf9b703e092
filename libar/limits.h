/*
 * libar/limits.h
 * Purpose: whether a customer may be given more credit.
 *
 * Columns of customers: block (not empty or n) holds through block_until, for
 * ever where that is empty; credit_limit blank is none, 0 allows nothing.  A
 * limit is compared in the customer's currency, where he has one, and in that
 * of the invoice where not.
 */
#ifndef AR_LIMITS_H
#define AR_LIMITS_H

#include "libar/customers.h"

struct ar_limits;

struct ar_limits_wish {
	const struct ar_customers *customers;
	const char *open;       /* invoices that are open, NULL: none */
	ar_day as_of;
};

/*
 * Read what is open, and check the customers' cells.  AR_ESTOP after a
 * message.  The caller frees.
 */
AR_MUST int ar_limits_load(struct ar_limits **,
    const struct ar_limits_wish *, struct ar_diag *);
void ar_limits_free(struct ar_limits *);

/*
 * Whether the customer, who must be known, is blocked or would be over his
 * limit with this amount more; it is said, with the consequence, unless that
 * is NULL.
 */
bool ar_limits_exceeded(struct ar_limits *, struct ar_slice customer_id,
    const struct ar_ccy *, int64_t amount, const char *consequence);

/* The amount is owed from now on. */
void ar_limits_add(struct ar_limits *, struct ar_slice customer_id,
    const struct ar_ccy *, int64_t amount);

#endif
