/*
 * libar/salein.h
 * Purpose: documents, customers and what was sold become a portfolio.
 */
#ifndef AR_SALEIN_H
#define AR_SALEIN_H

#include "libar/common.h"
#include "libar/sale.h"

/*
 * Read the operands: open documents become the portfolio, settled ones say
 * how late each customer pays, those of a year how much was diluted.  The common
 * options are made to group by customer_id and to refuse what stands twice.
 * AR_ESTOP or AR_EDATA after messages, as ar_scan_run().
 */
AR_MUST int ar_sale_read(struct ar_sale *, struct ar_common *,
    struct ar_tie *);

#endif
