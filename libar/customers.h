/*
 * libar/customers.h
 * Purpose: the customers file, looked up by customer_id.
 */
#ifndef AR_CUSTOMERS_H
#define AR_CUSTOMERS_H

#include "libar/schema.h"

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

/*
 * The same for a column of a stream that a header lacks; -1 where it has it.
 */
AR_MUST int ar_customers_join(ptrdiff_t *column, const struct ar_customers *,
    const struct ar_bind *, size_t number);

/* How many there are, and where the number-th, in file order, stands. */
size_t ar_customers_count(const struct ar_customers *);
struct ar_slice ar_customers_id(const struct ar_customers *, size_t number);
struct ar_where ar_customers_at(const struct ar_customers *, size_t number);

/* Their columns, and the row of that number; they live as long as they do. */
const struct ar_header *ar_customers_header(const struct ar_customers *);
const struct ar_row *ar_customers_row(const struct ar_customers *,
    size_t number);

/* Number of the customer, -1 if unknown. */
ptrdiff_t ar_customers_number(const struct ar_customers *,
    struct ar_slice customer_id);

/* The cell of the customer of that number; column -1: empty. */
struct ar_slice ar_customers_get(const struct ar_customers *, size_t number,
    ptrdiff_t column);

/* The customer's cell, empty if unknown; lives as long as the customers. */
struct ar_slice ar_customers_cell(const struct ar_customers *,
    struct ar_slice customer_id, ptrdiff_t column);

#endif
