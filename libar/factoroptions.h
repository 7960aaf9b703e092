/*
 * libar/factoroptions.h
 * Purpose: the options of ar-factor, as values.
 */
#ifndef AR_FACTOROPTIONS_H
#define AR_FACTOROPTIONS_H

#include "libar/eligibility.h"
#include "libar/offer.h"
#include "libar/stated.h"

enum ar_factor_table {
	AR_FACTOR_LISTING, AR_FACTOR_RAISE, AR_FACTOR_CERTIFICATE,
	AR_FACTOR_SUMMARY
};

/* What dilution is a share of. */
enum ar_dilution_base {
	AR_DILUTION_GIVEN, AR_DILUTION_SALES, AR_DILUTION_COLLECTIONS
};

/* Amounts that are stated once for each currency. */
struct ar_stated_list {
	struct ar_stated *stated;
	size_t n;
};

/* So much less for paying within so many days; rate 0: none is offered. */
struct ar_early {
	ar_rate rate;
	int32_t days;
};

struct ar_factor_options {
	const char *offers, *offer, *sold, *detail;     /* NULL: not given */
	struct ar_offer_text made;      /* an offer by options */
	struct ar_criteria criteria;
	int32_t min_days, delay;
	enum ar_factor_table table;
	struct ar_stated raise;
	struct ar_stated_list reserves, line, loan;
	enum ar_dilution_base dilution_base;
	ar_rate dilution;               /* AR_DILUTION_GIVEN; 0: none */
	struct ar_early discount;
	struct ar_yearly line_rate, own_rate;   /* year 0: not given */
};

#endif
