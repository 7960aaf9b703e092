/*
 * libar/laterate.h
 * Purpose: the rates of late-payment interest, by rule and day.
 *
 * Four rules are statutory, and a rate of theirs serves only the half-year of
 * its first day (Directive 2011/7/EU article 3; SI 2002/1675 article 4; 5 CFR
 * 1315.10): eu, de, uk, us-federal.  Every other rule is the seller's own.
 */
#ifndef AR_LATERATE_H
#define AR_LATERATE_H

#include "libar/dun.h"
#include "libar/map.h"

/* A rate in force from a day on, with what the rule leaves empty filled in. */
struct ar_late_rate {
	ar_day from, until;             /* the first and last day in force */
	ar_rate percent;                /* of a whole year */
	enum ar_late_method method;     /* never NONE */
	enum ar_late_basis basis;       /* never NONE */
	int32_t grace;                  /* days */
	struct ar_decimal minimum;      /* filled for us-federal */
	struct ar_decimal fixed_sum;
};

struct ar_late_rates {
	struct ar_map rules;            /* name -> list of its rates */
};

void ar_late_rates_init(struct ar_late_rates *);
void ar_late_rates_release(struct ar_late_rates *);

/*
 * Add a row, in any order; it is copied.  AR_EDATA: the rule has a rate from
 * that day already; or, which no reader lets pass, its grace is not a whole
 * number of days, or grace or percent are below 0.
 */
AR_MUST int ar_late_rates_add(struct ar_late_rates *,
    const struct ar_rate_row *);

/*
 * The rate of the rule in force on the day; NULL if there is none.  It stays
 * where it is until the next rate is added.
 */
const struct ar_late_rate *ar_late_rates_on(const struct ar_late_rates *,
    struct ar_slice rule, ar_day);

#endif
