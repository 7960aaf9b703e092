/*
 * libar/offer.h
 * Purpose: an offer to buy receivables, and what it makes of one of them.
 *
 * Of a face value the factor pays an advance at once and the reserve, what is
 * left after fee and interest, when the debtor has paid:
 *
 *	advance   = face x advance rate
 *	fee       = base x share for the days, at least the minimum
 *	interest  = advance x rate x days / days of the year
 *	paid_out  = advance - the part of the fee taken at once - charges
 *	reserve   = face - paid_out - fee - interest - charges
 *	cost      = fee + interest + charges
 *
 * so that face = paid_out + reserve + fee + interest + charges.  Advance, fee
 * and interest are rounded once each, half away from zero.  Functions are
 * pure; amounts are minor units.
 */
#ifndef AR_OFFER_H
#define AR_OFFER_H

#include "libar/date.h"
#include "libar/decimal.h"
#include "libar/fee.h"

enum ar_recourse { AR_RECOURSE, AR_NON_RECOURSE, AR_SPOT };

enum ar_upfront { AR_UPFRONT_NONE, AR_UPFRONT_FIRST, AR_UPFRONT_ALL };

/* A yearly rate and the days of its year; {0}: no rate was named. */
struct ar_yearly {
	ar_rate rate;
	int32_t year;           /* 360 or 365 */
};

/*
 * The cells of an offer as text, in the order of the columns of a file of
 * offers; those that options give have the same places.
 */
enum ar_offer_cell {
	AR_OFFER_NAME, AR_OFFER_RECOURSE, AR_OFFER_RECOURSE_DAYS,
	AR_OFFER_CURRENCY, AR_OFFER_ADVANCE, AR_OFFER_FEE, AR_OFFER_FEE_BASE,
	AR_OFFER_MIN_FEE, AR_OFFER_UPFRONT, AR_OFFER_RATE,
	AR_OFFER_RESERVE_LAG, AR_OFFER_PER_INVOICE, AR_OFFER_PER_FUNDING,
	AR_OFFER_MONTHLY_MIN, AR_OFFER_MIN_INVOICE, AR_OFFER_MAX_DEBTOR,
	AR_OFFER_CELLS
};

struct ar_offer_text {
	struct ar_slice cell[AR_OFFER_CELLS];
};

/* Amounts of money of an offer, in enum order. */
enum ar_offer_money {
	AR_OFFER_M_MIN_FEE, AR_OFFER_M_PER_INVOICE, AR_OFFER_M_PER_FUNDING,
	AR_OFFER_M_MONTHLY_MIN, AR_OFFER_M_MIN_INVOICE, AR_OFFER_MONEYS
};

struct ar_offer {
	struct ar_slice name;           /* views its text */
	enum ar_recourse recourse;
	int32_t recourse_days;          /* 0: none */
	struct ar_ccy ccy;
	bool any_ccy;                   /* no currency was named */
	ar_rate advance;
	struct ar_fee fee;
	bool fee_on_advance;            /* else on the face */
	enum ar_upfront upfront;
	struct ar_yearly rate;
	int32_t reserve_lag;            /* days */
	struct ar_decimal money[AR_OFFER_MONEYS];
	ar_rate max_debtor;             /* 0: not said, below 0: no limit */
};

/* What is wrong with an offer: a cell, and what would be right in it. */
struct ar_offer_fault {
	enum ar_offer_cell cell;
	const char *want;
};

/*
 * Read the cells, empty ones as their defaults; the offer views the text of
 * its name.  AR_EDATA: *fault says which cell and what is wanted.
 */
AR_MUST int ar_offer_read(struct ar_offer *, const struct ar_offer_text *,
    struct ar_offer_fault *);

/*
 * That the cells go together.  priced: a fee or a rate must be there.
 * AR_EDATA: *fault names the cell to change, and says why.
 */
AR_MUST int ar_offer_check(const struct ar_offer *, bool priced,
    struct ar_offer_fault *);

/* "PCT" or "PCT/360" or "PCT/365"; the year is 360 or 365. */
AR_MUST int ar_yearly_parse(struct ar_yearly *, struct ar_slice text,
    int32_t year);

/* A percentage of 0 to 100, with or without the sign. */
AR_MUST int ar_percent_parse(ar_rate *, struct ar_slice text);

/* amount x rate x days / year, rounded once; AR_EDATA: beyond 64 bits. */
AR_MUST int ar_yearly_interest(int64_t *interest, struct ar_yearly,
    int64_t amount, int32_t days);

bool ar_offer_applies(const struct ar_offer *, const struct ar_ccy *);

/* The offer's amounts in minor units of one currency. */
struct ar_offer_sums {
	int64_t minor[AR_OFFER_MONEYS];
};

/* AR_EDATA: *fault names the cell with too many decimals, or too much. */
AR_MUST int ar_offer_in(struct ar_offer_sums *, const struct ar_offer *,
    const struct ar_ccy *, struct ar_offer_fault *);

/* What one receivable brings. */
struct ar_price {
	int64_t face, advance, fee, interest, charges, paid_out, reserve,
	    cost;
	int32_t days, lag;
};

/* face > 0, days >= 1.  AR_EDATA: something does not fit 64 bits. */
AR_MUST int ar_offer_price(struct ar_price *, const struct ar_offer *,
    const struct ar_offer_sums *, int64_t face, int32_t days);

#endif
