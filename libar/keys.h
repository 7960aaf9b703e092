/*
 * libar/keys.h
 * Purpose: the columns to group by, wherever they come from.
 *
 * A key column is looked for in the stream first, then among the customers.
 * Cells are taken as written.
 */
#ifndef AR_KEYS_H
#define AR_KEYS_H

#include "libar/customers.h"
#include "libar/doc.h"

struct ar_keys {
	size_t n;
	struct ar_slice name[AR_KEYS_MAX];
};

/*
 * "COL,COL"; "" is no column.  The names view the text.  AR_EDATA for an
 * empty name, one that stands twice, or too many.
 */
AR_MUST int ar_keys_parse(struct ar_keys *, const char *text);

/*
 * AR_ESTOP after a message if a report has a column of a key's name itself,
 * as `has` says of its layout.
 */
AR_MUST int ar_keys_check(const struct ar_keys *,
    bool (*has)(const void *layout, struct ar_slice name),
    const void *layout, struct ar_diag *);

/* Where each key comes from, under one header. */
struct ar_key_bind {
	const struct ar_keys *keys;
	const struct ar_customers *customers;
	ptrdiff_t field[AR_KEYS_MAX];
	ptrdiff_t column[AR_KEYS_MAX];          /* of the customers */
};

/* required: a column found nowhere is AR_ESTOP after a message. */
AR_MUST int ar_keys_bind(struct ar_key_bind *, const struct ar_keys *,
    const struct ar_header *, const struct ar_customers *, bool required,
    struct ar_diag *);

/* Views of the row and of the customers. */
void ar_keys_fill(const struct ar_key_bind *, const struct ar_row *,
    struct ar_slice customer_id, struct ar_slice key[AR_KEYS_MAX]);

#endif
