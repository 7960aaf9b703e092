/*
 * libar/foreignproduct.h
 * Purpose: a quantity times a price, as the world writes them, exactly.
 *
 * Functions are pure and print no message.
 */
#ifndef AR_FOREIGNPRODUCT_H
#define AR_FOREIGNPRODUCT_H

#include "libar/foreignamount.h"

/*
 * The product in minor units, each factor under the first of these marks that
 * reads it.  Decimals beyond the currency's are rounded half away from zero if
 * that is said, else AR_MONEY_DECIMALS.  AR_MONEY_RANGE: a factor of more than
 * 18 digits, zeros at the ends aside, or a product beyond all amounts.
 */
AR_MUST enum ar_money_err ar_foreign_product(int64_t *minor,
    const struct ar_foreign_amount *, const struct ar_foreign_amount *,
    unsigned marks, unsigned digits, bool round);

#endif
