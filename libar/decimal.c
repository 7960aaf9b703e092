/*
 * libar/decimal.c
 * Purpose: quantities and prices, exact decimals of up to nine places.
 */
#include "libar/decimal.h"

__extension__ typedef unsigned __int128 two_limbs;

enum { LIMBS = 4, LIMB_BITS = 64 };

static const uint32_t power[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
	1000000000
};

/* 256 bits, the lowest limb first. */
struct wide {
	uint64_t limb[LIMBS];
};

static uint64_t
magnitude_of(int64_t v)
{
	return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

enum ar_money_err
ar_decimal_parse(struct ar_decimal *decimal, struct ar_slice text)
{
	struct ar_slice places = text;
	enum ar_money_err err;
	int64_t units;

	(void)ar_slice_cut(&places, '.');
	if (places.n > AR_DECIMAL_PLACES)
		places.n = AR_DECIMAL_PLACES;
	err = ar_money_parse(&units, text, (unsigned)places.n);
	if (err == AR_MONEY_OK)
		*decimal = (struct ar_decimal){
			.units = units,
			.places = (uint8_t)places.n,
			.filled = true
		};
	return err;
}

size_t
ar_decimal_format(char buf[AR_MONEY_MAX], struct ar_decimal d)
{
	return ar_money_format(buf, d.units, d.places);
}

/* In units of so many places, at least those that it has. */
static ar_sum
units_at(struct ar_decimal d, unsigned places)
{
	return (ar_sum)d.units * power[places - d.places];
}

int
ar_decimal_compare(struct ar_decimal a, struct ar_decimal b)
{
	ar_sum x = units_at(a, AR_DECIMAL_PLACES);
	ar_sum y = units_at(b, AR_DECIMAL_PLACES);

	return (x > y) - (x < y);
}

int
ar_decimal_minor(int64_t *minor, struct ar_decimal d, unsigned digits)
{
	ar_sum units = units_at(d, AR_DECIMAL_PLACES);
	uint32_t unit = power[AR_DECIMAL_PLACES - digits];

	if (units % unit != 0 || units / unit > INT64_MAX ||
	    units / unit < -INT64_MAX)
		return AR_EDATA;
	*minor = (int64_t)(units / unit);
	return AR_OK;
}

int
ar_decimal_whole(int32_t *whole, struct ar_decimal d, int32_t least,
    int32_t most)
{
	int64_t n = 0;

	if (ar_decimal_minor(&n, d, 0) != AR_OK || n < least || n > most)
		return AR_EDATA;
	*whole = (int32_t)n;
	return AR_OK;
}

int
ar_decimal_subtract(struct ar_decimal *rest, struct ar_decimal a,
    struct ar_decimal b)
{
	uint8_t places = a.places > b.places ? a.places : b.places;
	ar_sum units = units_at(a, places) - units_at(b, places);

	if (units > INT64_MAX || units < -INT64_MAX)
		return AR_EDATA;
	*rest = (struct ar_decimal){
		.units = (int64_t)units,
		.places = places,
		.filled = a.filled || b.filled
	};
	return AR_OK;
}

struct ar_decimal
ar_decimal_negate(struct ar_decimal d)
{
	d.units = -d.units;
	return d;
}

/* What is beyond 256 bits is lost. */
static struct wide
times(struct wide w, uint64_t by)
{
	two_limbs carry = 0;

	for (int i = 0; i < LIMBS; i++) {
		carry += (two_limbs)w.limb[i] * by;
		w.limb[i] = (uint64_t)carry;
		carry >>= LIMB_BITS;
	}
	return w;
}

static struct wide
product(const uint64_t *factor, size_t n)
{
	struct wide w = {{1}};

	for (size_t i = 0; i < n; i++)
		w = times(w, factor[i]);
	return w;
}

static bool
is_above(struct wide a, struct wide b)
{
	int i = LIMBS - 1;

	while (i > 0 && a.limb[i] == b.limb[i])
		i--;
	return a.limb[i] > b.limb[i];
}

/* Whether it is so far below 128 bits that it can be doubled and added. */
static bool
is_narrow(struct wide w)
{
	static const struct wide limit = {{0, UINT64_C(1) << 61}};

	return is_above(limit, w);
}

static two_limbs
narrow(struct wide w)
{
	return (two_limbs)w.limb[1] << LIMB_BITS | w.limb[0];
}

/* The largest n with (2 n - 1) den <= twice, found bit by bit. */
static uint64_t
search(struct wide twice, struct wide den)
{
	uint64_t found = 0;

	for (uint64_t bit = UINT64_C(1) << 62; bit > 0; bit >>= 1) {
		uint64_t next = found | bit;

		if (!is_above(times(den, 2 * next - 1), twice))
			found = next;
	}
	return found;
}

/*
 * Half of twice / den, rounded half away from zero.  den takes at most 192
 * bits, so that no product is beyond 256; over 0 nothing fits.
 */
static int
divide(int64_t *quotient, bool negative, struct wide twice, struct wide den)
{
	uint64_t found;

	if (!is_above(times(den, UINT64_MAX), twice))
		return AR_EDATA;
	found = is_narrow(twice) && is_narrow(den) ?
	    (uint64_t)((narrow(twice) + narrow(den)) / (2 * narrow(den))) :
	    search(twice, den);
	*quotient = negative ? -(int64_t)found : (int64_t)found;
	return AR_OK;
}

int
ar_decimal_net(int64_t *net, struct ar_decimal quantity,
    struct ar_decimal price, struct ar_decimal per, ar_rate discount,
    unsigned digits)
{
	const uint64_t num[] = {
		2, magnitude_of(quantity.units), magnitude_of(price.units),
		(uint64_t)AR_RATE_ONE - (uint64_t)discount,
		power[per.places], power[digits]
	};
	const uint64_t den[] = {
		(uint64_t)per.units, power[quantity.places],
		power[price.places], (uint64_t)AR_RATE_ONE
	};

	if (per.units < 0 || discount < 0 || discount > AR_RATE_ONE)
		return AR_EDATA;
	return divide(net, (quantity.units < 0) != (price.units < 0),
	    product(num, sizeof num / sizeof *num),
	    product(den, sizeof den / sizeof *den));
}

int
ar_decimal_share(int64_t *share, int64_t total, struct ar_decimal part,
    struct ar_decimal whole)
{
	const uint64_t num[] = {
		2, magnitude_of(total), magnitude_of(part.units),
		power[whole.places]
	};
	const uint64_t den[] = {
		magnitude_of(whole.units), power[part.places]
	};
	bool negative = (total < 0) != (part.units < 0);

	return divide(share, negative != (whole.units < 0),
	    product(num, sizeof num / sizeof *num),
	    product(den, sizeof den / sizeof *den));
}
