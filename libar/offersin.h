/*
 * libar/offersin.h
 * Purpose: a file of offers, or options, become offers.
 */
#ifndef AR_OFFERSIN_H
#define AR_OFFERSIN_H

#include "libar/diag.h"
#include "libar/mem.h"
#include "libar/offer.h"

/* An offer and the text that it was read from. */
struct ar_offer_source {
	struct ar_offer_text text;
	struct ar_where at;             /* line 0: options */
};

/* {0} is empty. */
struct ar_offers {
	struct ar_offer *offer;
	struct ar_offer_source *source; /* of each */
	size_t n;
	struct ar_arena arena;
};

void ar_offers_release(struct ar_offers *);

/*
 * Read a file, and keep the offer of this name alone; NULL: all.  priced:
 * each must have a fee or a rate.  AR_ESTOP after messages.
 */
AR_MUST int ar_offers_load(struct ar_offers *, const char *path,
    const char *name, bool priced, struct ar_diag *);

/* One offer from the texts of options, empty where one was not given. */
AR_MUST int ar_offers_make(struct ar_offers *, const struct ar_offer_text *,
    bool priced, struct ar_diag *);

/* Say what is wrong with the number-th offer. */
void ar_offers_refuse(const struct ar_offers *, size_t number,
    const struct ar_offer_fault *, struct ar_diag *);

#endif
