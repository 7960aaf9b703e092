/*
 * libar/shipin.h
 * Purpose: a row of shipments becomes a line of goods, customers joined.
 */
#ifndef AR_SHIPIN_H
#define AR_SHIPIN_H

#include "libar/columns.h"
#include "libar/customers.h"
#include "libar/termsbook.h"

/* What a run wants of its lines. */
struct ar_shipin_wish {
	const struct ar_customers *customers;   /* NULL: none */
	struct ar_termsbook *book;
	struct ar_slice terms;          /* where there are no others */
	bool by_terms;                  /* terms are needed, and must be good */
	uint64_t need;                  /* columns beside the required */
};

/* The wish bound to one operand's header, which stays the caller's. */
struct ar_shipin {
	struct ar_shipin_wish wish;
	struct ar_bind bind;
	/* of the customers, -1: none */
	ptrdiff_t name_column, terms_column, collector_column;
};

struct ar_ship_line {
	const struct ar_header *header;         /* of its operand */
	struct ar_goods goods;
	const struct ar_terms_entry *terms;     /* NULL: none */
	int64_t net;
	bool has_net;
};

/* AR_ESTOP after a message: a column is missing or stands twice. */
AR_MUST int ar_shipin_bind(struct ar_shipin *, const struct ar_shipin_wish *,
    const struct ar_header *, struct ar_diag *);

/*
 * AR_EDATA after the row was refused; what was read before the fault stands
 * in the line, whose slices view the row and the customers.
 */
AR_MUST int ar_shipin_row(const struct ar_shipin *, const struct ar_row *,
    struct ar_ship_line *, struct ar_diag *);

#endif
