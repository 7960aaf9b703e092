/*
 * libar/money.c
 * Purpose: amounts, rates, rounding, ratios.
 */
#include "libar/money.h"

__extension__ typedef unsigned __int128 magnitude;

enum {
	TEN = 10,
	RATE_DIGITS = 6,        /* decimals of a per cent in an ar_rate */
	WIDE = 16,              /* bytes that are read at once */
	MOST_DIGITS = 4         /* that any currency has */
};

static const uint32_t power[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
	1000000000
};

/* A number as it was written: value without its point. */
struct decimal {
	uint64_t value;
	size_t decimals;
	bool negative;
	bool over;              /* value did not fit and means nothing */
};

/* Append the digits at the front of text to d->value; how many they are. */
static size_t
read_digits(struct decimal *d, struct ar_slice text)
{
	uint64_t value = d->value;
	bool over = d->over;
	size_t i;

	for (i = 0; i < text.n && ar_is_digit(text.p[i]); i++) {
		over |= __builtin_mul_overflow(value, (uint64_t)TEN, &value);
		over |= __builtin_add_overflow(value,
		    (uint64_t)(text.p[i] - '0'), &value);
	}
	d->value = value;
	d->over = over;
	return i;
}

/* Whether text has the form -?[0-9]+(\.[0-9]+)? with `point` for the '.'. */
static bool
read_decimal(struct decimal *d, struct ar_slice text, char point)
{
	size_t at = text.n > 0 && text.p[0] == '-';
	size_t whole;

	*d = (struct decimal){.negative = at > 0};
	whole = read_digits(d, ar_slice(text.p + at, text.n - at));
	at += whole;
	if (whole == 0 || at == text.n)
		return whole > 0;
	if (text.p[at] != point)
		return false;
	at++;
	d->decimals = read_digits(d, ar_slice(text.p + at, text.n - at));
	return d->decimals > 0 && at + d->decimals == text.n;
}

/* Why text, which is no decimal, is none. */
static enum ar_money_err
misformed(struct ar_slice text)
{
	struct decimal d;

	if (text.n == 0)
		return AR_MONEY_EMPTY;
	return read_decimal(&d, text, ',') ? AR_MONEY_COMMA : AR_MONEY_FORM;
}

/* Append the digits at at, and return where they end. */
static size_t
add_digits(uint64_t *value, struct ar_slice text, size_t at)
{
	for (; at < text.n && ar_is_digit(text.p[at]); at++)
		*value = *value * TEN + (uint64_t)(text.p[at] - '0');
	return at;
}

/* The common form: so short that nothing can overflow.  false: look closer. */
static bool
read_short(int64_t *minor, struct ar_slice text, unsigned digits)
{
	enum { SAFE = 18 };
	size_t sign = text.n > 0 && text.p[0] == '-', point, end;
	uint64_t value = 0;

	if (text.n + digits > SAFE)
		return false;
	point = end = add_digits(&value, text, sign);
	if (point == sign)
		return false;
	if (point < text.n) {
		end = add_digits(&value, text, point + 1);
		if (text.p[point] != '.' || end == ++point ||
		    end - point > digits)
			return false;
	}
	if (end < text.n)
		return false;
	value *= power[digits - (end - point)];
	*minor = sign != 0 ? -(int64_t)value : (int64_t)value;
	return true;
}

enum ar_money_err
ar_money_parse(int64_t *minor, struct ar_slice text, unsigned digits)
{
	struct decimal d;
	uint64_t value;

	if (read_short(minor, text, digits))
		return AR_MONEY_OK;
	if (!read_decimal(&d, text, '.'))
		return misformed(text);
	if (d.decimals > digits)
		return AR_MONEY_DECIMALS;
	if (d.over || __builtin_mul_overflow(d.value,
	    (uint64_t)power[digits - d.decimals], &value) ||
	    value > INT64_MAX)
		return AR_MONEY_RANGE;
	*minor = d.negative ? -(int64_t)value : (int64_t)value;
	return AR_MONEY_OK;
}

/* Eight bytes, each one's value less that of a zero, the first lowest. */
static uint64_t
read_word(const char *p)
{
	return ar_word_at(p) ^ 0x3030303030303030;
}

/* The number of eight digits: pairs of them, then pairs of pairs. */
static uint64_t
join_digits(uint64_t word)
{
	static const uint64_t pairs = 0x000000ff000000ff;

	word = word * TEN + (word >> 8);
	return ((word & pairs) * (100 + (UINT64_C(1000000) << 32)) +
	    (word >> 16 & pairs) * (1 + (UINT64_C(10000) << 32))) >> 32;
}

/*
 * The text moved up against the end of two words, which leaves zeros before
 * it, and the point taken out.
 */
static bool
join_wide(int64_t *minor, struct ar_slice text, unsigned digits)
{
	static const uint64_t more = 0x7676767676767676;        /* 0x80 - 10 */
	unsigned point = 8 * (7 - digits);      /* bits before it */
	uint64_t above = ~UINT64_C(0) << 8 << point, low, high;
	magnitude both = (magnitude)read_word(text.p + 8) << 64 |
	    read_word(text.p);

	both <<= 8 * (WIDE - text.n);
	low = (uint64_t)both;
	high = (uint64_t)(both >> 64);
	if ((high >> point & 0xff) != ('.' ^ '0'))
		return false;
	high = (high & above) | (high << 8 & ~above) | low >> 56;
	low <<= 8;
	if (ar_word_exceeds(high, more) || ar_word_exceeds(low, more))
		return false;
	*minor = (int64_t)(join_digits(low) * power[8] + join_digits(high));
	return true;
}

bool
ar_money_parse_wide(int64_t *minor, struct ar_slice text, unsigned digits,
    size_t room)
{
	size_t sign = text.n > 0 && text.p[0] == '-';
	struct ar_slice rest = ar_slice(text.p + sign, text.n - sign);

	if (room < WIDE + sign || rest.n > WIDE || rest.n < digits + 2 ||
	    digits - 1 >= MOST_DIGITS || !join_wide(minor, rest, digits))
		return false;
	if (sign != 0)
		*minor = -*minor;
	return true;
}

bool
ar_decimal_is(struct ar_slice text)
{
	struct decimal d;

	return read_decimal(&d, text, '.');
}

static magnitude
magnitude_of(ar_sum v)
{
	return v < 0 ? -(magnitude)v : (magnitude)v;
}

/*
 * Write v before end with at least `least` digits, and return where it
 * starts.  Few numbers need the slow division of 128 bits.
 */
static char *
put_digits(char *end, magnitude v, unsigned least)
{
	char *at = end;
	uint64_t low;

	for (; v > UINT64_MAX; v /= TEN)
		*--at = (char)('0' + (int)(v % TEN));
	for (low = (uint64_t)v; low > 0; low /= TEN)
		*--at = (char)('0' + (int)(low % TEN));
	while (end - at < (ptrdiff_t)least)
		*--at = '0';
	return at;
}

/* A zero has no sign. */
static size_t
put_decimal(char buf[AR_MONEY_MAX], bool negative, magnitude whole,
    uint64_t fraction, unsigned digits)
{
	char text[AR_MONEY_MAX];
	char *end = text + sizeof(text);
	char *at = end;
	size_t n;

	if (digits > 0) {
		at = put_digits(at, fraction, digits);
		*--at = '.';
	}
	at = put_digits(at, whole, 1);
	if (negative && (whole > 0 || fraction > 0))
		*--at = '-';
	n = (size_t)(end - at);
	memcpy(buf, at, n);
	return n;
}

size_t
ar_money_format(char buf[AR_MONEY_MAX], ar_sum minor, unsigned digits)
{
	magnitude v = magnitude_of(minor);
	uint32_t unit = power[digits];

	if (v <= UINT64_MAX)    /* as most are, and far faster to divide */
		return put_decimal(buf, minor < 0, (uint64_t)v / unit,
		    (uint64_t)v % unit, digits);
	return put_decimal(buf, minor < 0, v / unit, (uint64_t)(v % unit),
	    digits);
}

/* Whether the text, if it is a decimal, has so many decimals. */
static bool
has_decimals(struct ar_slice text, unsigned digits)
{
	return digits == 0 || (text.n > digits &&
	    text.p[text.n - digits - 1] == '.');
}

int
ar_sum_parse(ar_sum *sum, struct ar_slice text, unsigned digits)
{
	bool negative = text.n > 0 && text.p[0] == '-';
	struct ar_slice whole = text, part;
	ar_sum value = 0;
	int64_t minor;

	if (has_decimals(text, digits) && read_short(&minor, text, digits)) {
		*sum = minor;
		return AR_OK;
	}
	if (!ar_decimal_is(text))
		return AR_EDATA;
	part = ar_slice_cut(&whole, '.');
	if (whole.n != digits)
		return AR_EDATA;
	for (size_t i = negative; i < part.n + digits; i++) {
		char c = i < part.n ? part.p[i] : whole.p[i - part.n];
		int digit = negative ? '0' - c : c - '0';

		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, digit, &value))
			return AR_EDATA;
	}
	*sum = value;
	return AR_OK;
}

int
ar_sum_add(ar_sum *into, ar_sum add)
{
	ar_sum sum;

	if (__builtin_add_overflow(*into, add, &sum))
		return AR_EDATA;
	*into = sum;
	return AR_OK;
}

/* Whether whole + rest / den is rounded to the number farther from zero. */
static bool
rounds_away(ar_sum whole, magnitude rest, magnitude den, enum ar_round how)
{
	if (rest != den - rest)
		return rest > den - rest;
	return how == AR_HALF_AWAY || whole % 2 != 0;
}

int
ar_sum_cmp(ar_sum a, ar_sum b)
{
	return (a > b) - (a < b);
}

int
ar_sum_narrow(int64_t *amount, ar_sum sum)
{
	if (sum > INT64_MAX || sum < -INT64_MAX)
		return AR_EDATA;
	*amount = (int64_t)sum;
	return AR_OK;
}

int
ar_sum_divide(ar_sum *quotient, ar_sum num, ar_sum den, enum ar_round how)
{
	ar_sum whole;

	if (den <= 0)
		return AR_EDATA;
	whole = num / den;
	if (rounds_away(whole, magnitude_of(num % den), magnitude_of(den),
	    how))
		whole += num < 0 ? -1 : 1;
	*quotient = whole;
	return AR_OK;
}

/*
 * amount x rate itself may be too large although the share is not, so the
 * multiples of AR_RATE_ONE in amount are taken apart from what is below them.
 * The shares of both have the same sign, hence rounding the second will do.
 */
int
ar_sum_share(ar_sum *part, ar_sum amount, ar_rate rate, enum ar_round how)
{
	ar_sum below = amount % AR_RATE_ONE * rate;
	ar_sum share;

	if (__builtin_mul_overflow(amount / AR_RATE_ONE, (ar_sum)rate,
	    &share) ||
	    __builtin_add_overflow(share, below / AR_RATE_ONE, &share))
		return AR_EDATA;
	if (rounds_away(share, magnitude_of(below % AR_RATE_ONE),
	    (magnitude)AR_RATE_ONE, how) &&
	    __builtin_add_overflow(share, below < 0 ? -1 : 1, &share))
		return AR_EDATA;
	*part = share;
	return AR_OK;
}

/* The sum of the weights; 0 if they cannot be used. */
static ar_sum
weigh(const int64_t *weight, size_t n)
{
	ar_sum sum = 0;

	for (size_t i = 0; i < n; i++) {
		if (weight[i] < 0 || ar_sum_add(&sum, weight[i]) != AR_OK)
			return 0;
	}
	return sum;
}

int
ar_money_split(int64_t *part, int64_t total, const int64_t *weight, size_t n)
{
	ar_sum all = weigh(weight, n);
	ar_sum left = total;

	if (all == 0)
		return AR_EDATA;
	for (size_t i = 0; i + 1 < n; i++) {
		ar_sum share;

		if (ar_sum_divide(&share, (ar_sum)total * weight[i], all,
		    AR_HALF_AWAY) != AR_OK)
			return AR_EDATA;
		if (magnitude_of(share) > magnitude_of(left))
			share = left;
		part[i] = (int64_t)share;
		left -= share;
	}
	part[n - 1] = (int64_t)left;
	return AR_OK;
}

int
ar_rate_parse(ar_rate *rate, struct ar_slice text)
{
	int64_t millionths;

	if (ar_money_parse(&millionths, text, RATE_DIGITS) != AR_MONEY_OK ||
	    millionths < 0 || millionths > AR_RATE_ONE)
		return AR_EDATA;
	*rate = millionths;
	return AR_OK;
}

/*
 * *rest x 10 / den, leaving the remainder in *rest; *rest is below den, and
 * den is at most 2^127.  The product may need more than 128 bits, hence it is
 * added up, less den whenever it is reached.
 */
static unsigned
next_digit(magnitude *rest, magnitude den)
{
	magnitude sum = 0;
	unsigned digit = 0;

	for (int i = 0; i < TEN; i++) {
		sum += *rest;
		if (sum >= den) {
			sum -= den;
			digit++;
		}
	}
	*rest = sum;
	return digit;
}

size_t
ar_ratio_format(char buf[AR_MONEY_MAX], ar_sum num, ar_sum den,
    unsigned digits)
{
	magnitude by = magnitude_of(den);
	magnitude whole = magnitude_of(num) / by;
	magnitude rest = magnitude_of(num) % by;
	uint64_t fraction = 0;

	for (unsigned i = 0; i < digits; i++)
		fraction = fraction * TEN + next_digit(&rest, by);
	if (rest >= by - rest)
		fraction++;
	if (fraction == power[digits]) {
		fraction = 0;
		whole++;
	}
	return put_decimal(buf, (num < 0) != (den < 0), whole, fraction,
	    digits);
}

/* A number taken apart, without the zeros that say nothing. */
struct parts {
	struct ar_slice whole, fraction;
	bool negative;
};

static struct parts
take_apart(struct ar_slice text)
{
	struct parts parts = {.negative = text.n > 0 && text.p[0] == '-'};

	if (parts.negative)
		text = ar_slice(text.p + 1, text.n - 1);
	parts.whole = ar_slice_cut(&text, '.');
	parts.fraction = text;
	while (parts.whole.n > 0 && parts.whole.p[0] == '0') {
		parts.whole.p++;
		parts.whole.n--;
	}
	while (parts.fraction.n > 0 &&
	    parts.fraction.p[parts.fraction.n - 1] == '0')
		parts.fraction.n--;
	if (parts.whole.n == 0 && parts.fraction.n == 0)
		parts.negative = false;
	return parts;
}

static int
compare_magnitudes(const struct parts *a, const struct parts *b)
{
	int c;

	if (a->whole.n != b->whole.n)
		return a->whole.n < b->whole.n ? -1 : 1;
	c = ar_slice_cmp(a->whole, b->whole);
	return c != 0 ? c : ar_slice_cmp(a->fraction, b->fraction);
}

int
ar_decimal_cmp(struct ar_slice a, struct ar_slice b)
{
	struct parts x = take_apart(a);
	struct parts y = take_apart(b);

	if (x.negative != y.negative)
		return x.negative ? -1 : 1;
	return x.negative ? compare_magnitudes(&y, &x) :
	    compare_magnitudes(&x, &y);
}

size_t
ar_rate_format(char buf[AR_MONEY_MAX], ar_rate rate)
{
	enum { PERCENT_DIGITS = 6 };
	size_t n = ar_ratio_format(buf, rate, AR_RATE_ONE / 100,
	    PERCENT_DIGITS);

	while (buf[n - 1] == '0')
		n--;
	return buf[n - 1] == '.' ? n - 1 : n;
}
