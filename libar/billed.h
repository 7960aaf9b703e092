/*
 * libar/billed.h
 * Purpose: which lines of shipments were billed before, and as what.
 */
#ifndef AR_BILLED_H
#define AR_BILLED_H

#include "libar/invoice.h"
#include "libar/map.h"

struct ar_billed_line {
	struct ar_slice invoice_id, customer_id;
	struct ar_decimal quantity, unit_price;
	ar_rate discount_pct;
	int64_t net;
	struct ar_ccy ccy;
};

struct ar_billed {
	struct ar_map map;      /* shipment and line -> struct ar_billed_line */
	struct ar_arena arena;
	struct ar_buf key;
	struct ar_slice customer;       /* the copy that was made last */
};

/* What names a line: append its shipment and its number there. */
void ar_billed_key(struct ar_buf *, const struct ar_goods *);

void ar_billed_init(struct ar_billed *);
void ar_billed_release(struct ar_billed *);

/*
 * Remember the lines of an invoice, all in copies.  AR_EDATA if one of them
 * was billed before.
 */
AR_MUST int ar_billed_add(struct ar_billed *, const struct ar_invoice *);

/* NULL: not billed.  Good until the next add. */
const struct ar_billed_line *ar_billed_find(struct ar_billed *,
    const struct ar_goods *);

/*
 * In which column the goods differ from what was billed, with its value then
 * put into value: one of customer_id, currency, quantity, unit_price,
 * discount_pct, or line_net where they agree; NULL: in none.
 */
const char *ar_billed_differs(const struct ar_billed_line *,
    const struct ar_goods *, int64_t net, struct ar_buf *value);

#endif
