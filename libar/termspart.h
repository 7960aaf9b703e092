/*
 * libar/termspart.h
 * Purpose: one part of payment terms: discounts, net, what they count from.
 */
#ifndef AR_TERMSPART_H
#define AR_TERMSPART_H

#include "libar/cut.h"
#include "libar/terms.h"

/*
 * Read a part off the front.  False: it is none, or it has several readings,
 * which are then in the remedy; what was cut off is not defined.
 */
bool ar_terms_part(struct ar_cut *, struct ar_terms_part *);

#endif
