/*
 * libar/eligibility.h
 * Purpose: which receivables a buyer takes, and why not the others.
 *
 * The tests run in the order of enum ar_reason, each on what the former ones
 * left, so that no cent is taken twice: open = left + what was taken.  A test
 * takes debits, the amounts above 0.  Credits stay on the buyer's side at any
 * age and lower what he takes; only where a test takes a customer's documents
 * as a whole do credits go with them, as far as the debits reach.
 *
 * Sources: the usual definitions of an eligible account in contracts, and
 * the handbook "Asset-Based Lending" of the US Comptroller of the Currency.
 */
#ifndef AR_ELIGIBILITY_H
#define AR_ELIGIBILITY_H

#include "libar/receivable.h"

enum ar_reason {
	AR_REASON_SOLD, AR_REASON_OVER_AGE, AR_REASON_PAST_DUE,
	AR_REASON_CROSS_AGE, AR_REASON_DISPUTED,
	AR_REASON_EXCLUDED,     /* the first of the words, in their order */
	AR_REASON_FINANCE_CHARGE = AR_REASON_EXCLUDED + AR_EXCLUDE_PREBILLED,
	AR_REASON_DEPOSIT, AR_REASON_CONTRA, AR_REASON_BELOW_MINIMUM,
	AR_REASON_CONCENTRATION,
	AR_REASONS
};

/* The reason as it is printed. */
const char *ar_reason_word(enum ar_reason);

enum { AR_NO_LIMIT = -1 };

struct ar_criteria {
	ar_day as_of;
	int32_t max_age;                /* days from invoice_date */
	int32_t max_past_due;           /* days from due_date */
	ar_rate cross_age;              /* aged part of a customer's debits */
	bool cross_age_above;           /* else at or above */
	ar_rate concentration;          /* a customer's part of what is left */
};

/* What a test took of a document, signed as the document. */
struct ar_exclusion {
	size_t item;                    /* of the portfolio */
	enum ar_reason reason;
	int64_t amount;
};

/* What the tests made of a portfolio.  {0} before. */
struct ar_eligibility {
	int64_t *left;                  /* of each item */
	uint32_t *reasons;              /* of each item, a bit for each */
	struct ar_exclusion *exclusion; /* by item, then reason */
	size_t nexclusions;
};

void ar_eligibility_release(struct ar_eligibility *);

/*
 * Run all tests but concentration.  Limits may be AR_NO_LIMIT.  min_invoice:
 * for each currency of the portfolio, in minor units.
 */
void ar_eligibility_test(struct ar_eligibility *,
    const struct ar_portfolio *, const struct ar_criteria *,
    const int64_t *min_invoice);

/*
 * The most that one customer may have of what is left in a currency, by the
 * criteria's concentration; AR_NO_LIMIT without.
 */
ar_sum ar_eligibility_limit(const struct ar_eligibility *,
    const struct ar_portfolio *, const struct ar_criteria *, size_t ccy);

/*
 * Run the last test: take what is above the limit of each currency, of which
 * AR_NO_LIMIT is none.
 */
void ar_eligibility_concentrate(struct ar_eligibility *,
    const struct ar_portfolio *, const ar_sum *limit);

/* What is left of an obligor, debits and credits. */
ar_sum ar_eligibility_left(const struct ar_eligibility *,
    const struct ar_obligor *);

#endif
