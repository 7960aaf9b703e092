/*
 * libar/offer.c
 * Purpose: an offer to buy receivables, and what it makes of one of them.
 */
#include "libar/offer.h"

enum { BANK_YEAR = 360, YEAR = 365, MOST_DAYS = 3650 };

int
ar_percent_parse(ar_rate *rate, struct ar_slice text)
{
	if (text.n > 0 && text.p[text.n - 1] == '%')
		text.n--;
	return ar_rate_parse(rate, text);
}

int
ar_yearly_parse(struct ar_yearly *yearly, struct ar_slice text, int32_t year)
{
	struct ar_slice rest = text;
	struct ar_slice percent = ar_slice_cut(&rest, '/');

	if (percent.n < text.n) {
		if (ar_slice_eq(rest, AR_S("360")))
			year = BANK_YEAR;
		else if (ar_slice_eq(rest, AR_S("365")))
			year = YEAR;
		else
			return AR_EDATA;
	}
	yearly->year = year;
	return ar_percent_parse(&yearly->rate, percent);
}

/* The place of the word among n; n if it is none of them. */
static size_t
find_word(struct ar_slice text, const char *const *word, size_t n)
{
	size_t i = 0;

	while (i < n && !ar_slice_eq(text, ar_slice_of(word[i])))
		i++;
	return i;
}

static bool
read_name(struct ar_offer *offer, struct ar_slice text)
{
	offer->name = text;
	return true;
}

static bool
read_recourse(struct ar_offer *offer, struct ar_slice text)
{
	static const char *const words[] = {
		[AR_RECOURSE] = "recourse",
		[AR_NON_RECOURSE] = "non-recourse",
		[AR_SPOT] = "spot"
	};
	size_t n = sizeof words / sizeof *words;
	size_t at = find_word(text, words, n);

	offer->recourse = (enum ar_recourse)at;
	return at < n;
}

static bool
read_days(int32_t *days, struct ar_slice text, int32_t least)
{
	int64_t n;

	if (ar_money_parse(&n, text, 0) != AR_MONEY_OK || n < least ||
	    n > MOST_DAYS)
		return false;
	*days = (int32_t)n;
	return true;
}

static bool
read_recourse_days(struct ar_offer *offer, struct ar_slice text)
{
	return read_days(&offer->recourse_days, text, 1);
}

static bool
read_currency(struct ar_offer *offer, struct ar_slice text)
{
	offer->any_ccy = false;
	return ar_ccy_parse(&offer->ccy, text) == AR_OK;
}

static bool
read_advance(struct ar_offer *offer, struct ar_slice text)
{
	return ar_percent_parse(&offer->advance, text) == AR_OK &&
	    offer->advance > 0;
}

static bool
read_fee(struct ar_offer *offer, struct ar_slice text)
{
	return ar_fee_parse(&offer->fee, text) == AR_OK;
}

static bool
read_fee_base(struct ar_offer *offer, struct ar_slice text)
{
	offer->fee_on_advance = ar_slice_eq(text, AR_S("advance"));
	return offer->fee_on_advance || ar_slice_eq(text, AR_S("face"));
}

static bool
read_upfront(struct ar_offer *offer, struct ar_slice text)
{
	static const char *const words[] = {
		[AR_UPFRONT_NONE] = "none",
		[AR_UPFRONT_FIRST] = "first",
		[AR_UPFRONT_ALL] = "all"
	};
	size_t n = sizeof words / sizeof *words;
	size_t at = find_word(text, words, n);

	offer->upfront = (enum ar_upfront)at;
	return at < n;
}

static bool
read_rate(struct ar_offer *offer, struct ar_slice text)
{
	return ar_yearly_parse(&offer->rate, text, BANK_YEAR) == AR_OK;
}

static bool
read_reserve_lag(struct ar_offer *offer, struct ar_slice text)
{
	return read_days(&offer->reserve_lag, text, 0);
}

static bool
read_max_debtor(struct ar_offer *offer, struct ar_slice text)
{
	if (ar_slice_eq(text, AR_S("none"))) {
		offer->max_debtor = -1;
		return true;
	}
	return ar_percent_parse(&offer->max_debtor, text) == AR_OK &&
	    offer->max_debtor > 0;
}

static bool
read_money(struct ar_decimal *money, struct ar_slice text)
{
	return ar_decimal_parse(money, text) == AR_MONEY_OK &&
	    money->units >= 0;
}

/* A cell that is not empty; those without a reader are of money. */
static const struct reader {
	bool (*read)(struct ar_offer *, struct ar_slice text);
	enum ar_offer_money money;
	const char *want;
} readers[AR_OFFER_CELLS] = {
	[AR_OFFER_NAME] = {read_name, 0, "a name"},
	[AR_OFFER_RECOURSE] = {read_recourse, 0,
	    "recourse, non-recourse or spot"},
	[AR_OFFER_RECOURSE_DAYS] = {read_recourse_days, 0,
	    "a whole number of days, 1 to 3650"},
	[AR_OFFER_CURRENCY] = {read_currency, 0,
	    "a currency code of ISO 4217 as USD, or nothing for any"},
	[AR_OFFER_ADVANCE] = {read_advance, 0,
	    "a percentage above 0, to 100"},
	[AR_OFFER_FEE] = {read_fee, 0,
	    "a fee as 3%, 1.5%/15d, 3%/30d+1%/10d, 3%/30d+daily or "
	    "2%:10d,3%:20d,4%"},
	[AR_OFFER_FEE_BASE] = {read_fee_base, 0, "face or advance"},
	[AR_OFFER_MIN_FEE] = {NULL, AR_OFFER_M_MIN_FEE,
	    "an amount of 0 or more"},
	[AR_OFFER_UPFRONT] = {read_upfront, 0, "none, first or all"},
	[AR_OFFER_RATE] = {read_rate, 0,
	    "a percentage of 0 to 100, as 9, 9/360 or 9/365"},
	[AR_OFFER_RESERVE_LAG] = {read_reserve_lag, 0,
	    "a whole number of days, 0 to 3650"},
	[AR_OFFER_PER_INVOICE] = {NULL, AR_OFFER_M_PER_INVOICE,
	    "an amount of 0 or more"},
	[AR_OFFER_PER_FUNDING] = {NULL, AR_OFFER_M_PER_FUNDING,
	    "an amount of 0 or more"},
	[AR_OFFER_MONTHLY_MIN] = {NULL, AR_OFFER_M_MONTHLY_MIN,
	    "an amount of 0 or more"},
	[AR_OFFER_MIN_INVOICE] = {NULL, AR_OFFER_M_MIN_INVOICE,
	    "an amount of 0 or more"},
	[AR_OFFER_MAX_DEBTOR] = {read_max_debtor, 0,
	    "a percentage above 0, to 100, or none"}
};

/* Only the advance has no default. */
static bool
read_cell(struct ar_offer *offer, enum ar_offer_cell cell,
    struct ar_slice text)
{
	const struct reader *reader = &readers[cell];

	if (text.n == 0)
		return cell != AR_OFFER_ADVANCE;
	return reader->read != NULL ? reader->read(offer, text) :
	    read_money(&offer->money[reader->money], text);
}

int
ar_offer_read(struct ar_offer *offer, const struct ar_offer_text *text,
    struct ar_offer_fault *fault)
{
	*offer = (struct ar_offer){
		.name = AR_S(""),
		.ccy = AR_CCY_UNNAMED,
		.any_ccy = true
	};
	for (enum ar_offer_cell i = 0; i < AR_OFFER_CELLS; i++)
		if (!read_cell(offer, i, text->cell[i])) {
			*fault = (struct ar_offer_fault){i, readers[i].want};
			return AR_EDATA;
		}
	return AR_OK;
}

/* Whether the part of the fee that is taken at once is all the advance. */
static bool
eats_advance(const struct ar_offer *offer)
{
	struct ar_fee_share share = ar_fee_share(&offer->fee, 1);
	ar_rate advance = offer->fee_on_advance ? AR_RATE_ONE :
	    offer->advance;

	return offer->upfront != AR_UPFRONT_NONE &&
	    share.num >= (ar_sum)advance * share.den;
}

int
ar_offer_check(const struct ar_offer *offer, bool priced,
    struct ar_offer_fault *fault)
{
	const struct {
		bool is;
		struct ar_offer_fault fault;
	} contradiction[] = {
		{priced && offer->fee.n == 0 && offer->rate.year == 0,
		    {AR_OFFER_FEE, "a fee, as there is no rate"}},
		{offer->recourse != AR_RECOURSE && offer->recourse_days > 0,
		    {AR_OFFER_RECOURSE_DAYS,
		    "nothing here, as only recourse has days"}},
		{offer->recourse == AR_SPOT &&
		    offer->money[AR_OFFER_M_MONTHLY_MIN].units > 0,
		    {AR_OFFER_MONTHLY_MIN,
		    "nothing here, as spot has no months"}},
		{eats_advance(offer), {AR_OFFER_UPFRONT,
		    "none, as the fee of one day is all of the advance"}}
	};

	for (size_t i = 0; i < sizeof contradiction / sizeof *contradiction;
	    i++)
		if (contradiction[i].is) {
			*fault = contradiction[i].fault;
			return AR_EDATA;
		}
	return AR_OK;
}

bool
ar_offer_applies(const struct ar_offer *offer, const struct ar_ccy *ccy)
{
	return offer->any_ccy || strcmp(offer->ccy.code, ccy->code) == 0;
}

/* More decimals than the currency's leave it smaller, so that it fits. */
static struct ar_offer_fault
money_fault(enum ar_offer_money money, struct ar_decimal d, unsigned digits)
{
	enum ar_offer_cell cell = 0;

	while (readers[cell].read != NULL || readers[cell].money != money)
		cell++;
	return (struct ar_offer_fault){cell, d.places > digits ?
	    "no more decimals than the currency has" :
	    "at most 9223372036854775807 minor units"};
}

int
ar_offer_in(struct ar_offer_sums *sums, const struct ar_offer *offer,
    const struct ar_ccy *ccy, struct ar_offer_fault *fault)
{
	for (enum ar_offer_money i = 0; i < AR_OFFER_MONEYS; i++)
		if (ar_decimal_minor(&sums->minor[i], offer->money[i],
		    ccy->digits) != AR_OK) {
			*fault = money_fault(i, offer->money[i], ccy->digits);
			return AR_EDATA;
		}
	return AR_OK;
}

int
ar_yearly_interest(int64_t *interest, struct ar_yearly yearly,
    int64_t amount, int32_t days)
{
	ar_sum part;

	*interest = 0;
	if (yearly.rate == 0)
		return AR_OK;
	if (__builtin_mul_overflow((ar_sum)amount * yearly.rate,
	    (ar_sum)days, &part) ||
	    ar_sum_divide(&part, part, (ar_sum)yearly.year * AR_RATE_ONE,
	    AR_HALF_AWAY) != AR_OK)
		return AR_EDATA;
	return ar_sum_narrow(interest, part);
}

static int
advance_of(int64_t *advance, const struct ar_offer *offer, int64_t face)
{
	ar_sum part;

	if (ar_sum_share(&part, face, offer->advance, AR_HALF_AWAY) != AR_OK)
		return AR_EDATA;
	return ar_sum_narrow(advance, part);
}

/* The fee for so many days, at least the minimum. */
static int
fee_of(int64_t *fee, const struct ar_offer *offer,
    const struct ar_offer_sums *sums, const struct ar_price *price,
    int32_t days)
{
	int64_t least = sums->minor[AR_OFFER_M_MIN_FEE];

	if (ar_fee_amount(fee, &offer->fee, offer->fee_on_advance ?
	    price->advance : price->face, days) != AR_OK)
		return AR_EDATA;
	if (*fee < least)
		*fee = least;
	return AR_OK;
}

/* No fee falls with the days, so that of one day is at most all of it. */
static int
upfront_of(int64_t *upfront, const struct ar_offer *offer,
    const struct ar_offer_sums *sums, const struct ar_price *price)
{
	switch (offer->upfront) {
	case AR_UPFRONT_FIRST:
		return fee_of(upfront, offer, sums, price, 1);
	case AR_UPFRONT_ALL:
		*upfront = price->fee;
		return AR_OK;
	case AR_UPFRONT_NONE:
		break;
	}
	*upfront = 0;
	return AR_OK;
}

int
ar_offer_price(struct ar_price *price, const struct ar_offer *offer,
    const struct ar_offer_sums *sums, int64_t face, int32_t days)
{
	int64_t upfront;

	*price = (struct ar_price){
		.face = face,
		.charges = sums->minor[AR_OFFER_M_PER_INVOICE],
		.days = days,
		.lag = offer->reserve_lag
	};
	if (advance_of(&price->advance, offer, face) != AR_OK ||
	    fee_of(&price->fee, offer, sums, price, days) != AR_OK ||
	    ar_yearly_interest(&price->interest, offer->rate, price->advance,
	    days) != AR_OK ||
	    upfront_of(&upfront, offer, sums, price) != AR_OK ||
	    ar_sum_narrow(&price->paid_out, (ar_sum)price->advance - upfront -
	    price->charges) != AR_OK ||
	    ar_sum_narrow(&price->cost, (ar_sum)price->fee + price->interest +
	    price->charges) != AR_OK)
		return AR_EDATA;
	return ar_sum_narrow(&price->reserve, (ar_sum)face - price->paid_out -
	    price->cost);
}
