/*
 * libar/sale.h
 * Purpose: receivables, offers for them, and what each offer would bring.
 */
#ifndef AR_SALE_H
#define AR_SALE_H

#include "libar/diag.h"
#include "libar/factoroptions.h"
#include "libar/map.h"
#include "libar/offersin.h"

/* What sales, and not cash, made less, and what of; of one currency. */
struct ar_dilution {
	ar_sum credits, sales, collections;
};

/* An offer in one currency; without one, the last place of its currency. */
struct ar_deal {
	bool applies;
	const struct ar_offer *offer;   /* NULL: no offer */
	struct ar_offer_sums sums;
};

struct ar_sale {
	struct ar_factor_options *options;      /* currencies are filled */
	ar_day today;
	unsigned digits;
	bool verbose;
	struct ar_portfolio portfolio;
	struct ar_map dilution;         /* currency -> struct ar_dilution */
	struct ar_offers offers;
	struct ar_deal *deal;           /* of each offer, of each currency */
	struct ar_eligibility *tested;  /* of each offer, and without one */
	struct ar_diag *diag;
};

void ar_sale_release(struct ar_sale *);

/*
 * Which offers apply to which currency: the portfolio and the offers are
 * there.  AR_ESTOP after a message: an offer's amount is none of a currency.
 */
AR_MUST int ar_sale_match(struct ar_sale *);

/* The number-th deal of a currency; the number of the last one is offers.n. */
const struct ar_deal *ar_sale_deal(const struct ar_sale *, size_t number,
    size_t ccy);

/* AR_ESTOP after a message if no offer applies to the currency. */
AR_MUST int ar_sale_check(const struct ar_sale *, size_t ccy);

/*
 * The number of the one deal of a currency.  AR_ESTOP after a message if there
 * is more than one; what: the option that wants one.
 */
AR_MUST int ar_sale_only(const struct ar_sale *, size_t ccy,
    const char *what, size_t *number);

/*
 * Test the whole portfolio for each offer that applies to any currency, and
 * without one where that is needed; concentrate: the last test too.
 */
void ar_sale_test(struct ar_sale *, bool concentrate);

/* What the tests made of a currency by its first deal. */
const struct ar_eligibility *ar_sale_first(const struct ar_sale *,
    size_t ccy);

/* Each exclusion by the first deal of its currency, by item, then reason. */
void ar_sale_exclusions(const struct ar_sale *, void *to,
    void (*each)(void *to, const struct ar_exclusion *));

/* The criteria of the number-th deal. */
struct ar_criteria ar_sale_criteria(const struct ar_sale *, size_t number);

/*
 * The days until a receivable is expected to be paid: to its due date and what
 * its payer is late on average, at least min_days; delay more; at least 1.
 */
int32_t ar_sale_days(const struct ar_sale *, const struct ar_obligor *,
    const struct ar_receivable *);

/* What a face brings; AR_ESTOP after a message: out of range. */
AR_MUST int ar_sale_price(const struct ar_sale *, struct ar_price *,
    const struct ar_deal *, int64_t face, int32_t days);

#endif
