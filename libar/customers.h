/*
 * libar/customers.h
 * Purpose: the customers file, looked up by customer_id.
 */
#ifndef AR_CUSTOMERS_H
#define AR_CUSTOMERS_H

#include "libar/row.h"

struct ar_customers;

/*
 * Read the whole file.  A record that cannot be read, or a customer_id that
 * stands twice, ends the run: AR_ESTOP after a message.  Caller frees.
 */
AR_MUST int ar_customers_load(struct ar_customers **, const char *path,
    struct ar_diag *);
void ar_customers_free(struct ar_customers *);

/* Number of a column by name, -1 if there is none (or no customers). */
ptrdiff_t ar_customers_column(const struct ar_customers *,
    struct ar_slice name);

/* The same; AR_ESTOP after a message if the file has the column twice. */
AR_MUST int ar_customers_find(ptrdiff_t *column, const struct ar_customers *,
    struct ar_slice name);

/* The customer's cell, empty if unknown; lives as long as the customers. */
struct ar_slice ar_customers_cell(const struct ar_customers *,
    struct ar_slice customer_id, ptrdiff_t column);

#endif
