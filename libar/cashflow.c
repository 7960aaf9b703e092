/*
 * libar/cashflow.c
 * Purpose: the yearly rate that a series of payments amounts to.
 *
 * A root and a power have no exact decimals, so that this is computed in
 * floating point.  First with the machine's digits, and with a bound for what
 * is lost on the way; only if that leaves the last printed digit open, as it
 * does near a half and with very high rates, again with twice the digits.
 */
#include "libar/cashflow.h"

#include <float.h>
#include <math.h>

enum { YEAR = 365, PERCENT = 100, TURNS = 128, LIMB_BITS = 32 };

/* The force of interest is ln(1 + i).  At the most, a rate is 1.19e15. */
static const long double most_force = 0.0825L;
static const long double most_rate = 1e15L;

/* The sum of the two; the low one is below the last bit of the high one. */
struct twin {
	long double high, low;
};

struct series {
	const struct ar_flow *flow;
	size_t n;
	long double sum;
	long double unit;       /* 1, in units of the last printed digit */
};

/* A force of interest and how far off it may be. */
struct root {
	long double force, error;
};

/* a + b, nothing lost. */
static struct twin
twin_of(long double a, long double b)
{
	long double sum = a + b;
	long double part = sum - a;

	return (struct twin){sum, (a - (sum - part)) + (b - part)};
}

static struct twin
twin_add(struct twin a, struct twin b)
{
	struct twin sum = twin_of(a.high, b.high);

	return twin_of(sum.high, sum.low + (a.low + b.low));
}

static struct twin
twin_multiply(struct twin a, struct twin b)
{
	long double product = a.high * b.high;
	long double rest = fmal(a.high, b.high, -product);

	return twin_of(product, rest + (a.high * b.low + a.low * b.high));
}

static struct twin
twin_power(struct twin base, uint32_t to)
{
	struct twin power = {1, 0};

	for (; to > 0; to >>= 1) {
		if ((to & 1) != 0)
			power = twin_multiply(power, base);
		base = twin_multiply(base, base);
	}
	return power;
}

/* a / b; what the first quotient misses is divided once more. */
static struct twin
twin_divide(struct twin a, struct twin b)
{
	long double quotient = a.high / b.high;
	struct twin rest = twin_add(a, twin_multiply(b,
	    (struct twin){-quotient, 0}));

	return twin_of(quotient, rest.high / b.high);
}

/* In parts that any long double holds. */
static struct twin
twin_of_sum(ar_sum sum)
{
	struct twin t = {0};

	for (int shift = LIMB_BITS * 3; shift >= 0; shift -= LIMB_BITS) {
		ar_sum part = sum >> shift;

		sum -= part * ((ar_sum)1 << shift);
		t = twin_add(t, (struct twin){ldexpl((long double)part,
		    shift), 0});
	}
	return t;
}

/* Of all amounts; beside what is far beyond 64 bits it is exact. */
static long double
sum_of(const struct ar_flow *flow, size_t n)
{
	struct twin sum = {0};

	for (size_t i = 0; i < n; i++)
		sum = twin_add(sum, twin_of_sum(flow[i].amount));
	return sum.high;
}

/* The flows at a force of interest. */
struct point {
	long double value, slope;
	long double size;       /* of what was added to the value */
};

static struct point
point_at(const struct series *s, long double force)
{
	struct point p = {.value = s->sum, .size = fabsl(s->sum)};

	for (size_t i = 1; i < s->n; i++) {
		long double amount = (long double)s->flow[i].amount;
		long double day = (long double)s->flow[i].day;
		long double change = expm1l(-force * day);

		p.value += amount * change;
		p.slope -= amount * day * (change + 1);
		p.size += fabsl(amount * change);
	}
	return p;
}

/*
 * By Newton's steps from 0, where all flows are below 0, with the interval
 * halved where a step leads out of it.  If the root is beyond the interval
 * its upper end is found.
 */
static struct root
search(const struct series *s)
{
	const long double close = 1e-12L;
	long double low = 0, high = most_force, force = 0;
	long double error = 0;

	for (int i = 0; i < TURNS && high - low > close * low; i++) {
		struct point p = point_at(s, force);
		long double next = force - p.value / p.slope;

		error = fabsl(next - force) + (long double)(s->n + 8) *
		    LDBL_EPSILON * p.size / fabsl(p.slope);
		if (fabsl(next - force) <= close * force)
			return (struct root){next, error};
		if (p.value < 0)
			low = force;
		else
			high = force;
		force = next > low && next < high ? next : (low + high) / 2;
	}
	return (struct root){force, error};
}

static bool
is_one_day(const struct series *s)
{
	for (size_t i = 2; i < s->n; i++)
		if (s->flow[i].day != s->flow[1].day)
			return false;
	return true;
}

static struct root
find_root(const struct series *s)
{
	struct root root;

	if (!is_one_day(s))
		return search(s);
	root.force = log1pl(-s->sum / (long double)s->flow[0].amount) /
	    (long double)s->flow[1].day;
	root.error = 8 * LDBL_EPSILON * root.force;
	return root;
}

/* The next of Newton's steps for what 1 a day later is worth on day 0. */
static long double
step_at(const struct series *s, struct twin worth)
{
	struct twin value = {0};
	long double slope = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct twin part = twin_multiply(twin_of_sum(
		    s->flow[i].amount), twin_power(worth,
		    (uint32_t)s->flow[i].day));

		value = twin_add(value, part);
		slope += part.high * (long double)s->flow[i].day;
	}
	return -value.high / (slope / worth.high);
}

/* What misses a half by the last bits alone is a half again in one number. */
static ar_sum
round_twin(struct twin t)
{
	ar_sum whole = (ar_sum)t.high;
	long double rest = (t.high - (long double)whole) + t.low;

	return whole + (ar_sum)floorl(rest + 0.5L);
}

static struct twin
rate_by_twins(const struct series *s, long double force)
{
	const long double close = 1e-20L;
	struct twin worth = {expl(-force), 0};
	struct twin year, rate;
	long double step = 1;

	for (int i = 0; i < TURNS && fabsl(step) > close; i++) {
		step = step_at(s, worth);
		worth = twin_add(worth, (struct twin){step, 0});
	}
	year = twin_power(worth, YEAR);
	rate = twin_divide(twin_add((struct twin){1, 0},
	    (struct twin){-year.high, -year.low}), year);
	return twin_multiply(rate, (struct twin){s->unit, 0});
}

/* The rate again if its error leaves open how it is rounded. */
static struct twin
refined(const struct series *s, long double rate, const struct root *root)
{
	long double error = (rate + s->unit) *
	    (YEAR * root->error + 16 * LDBL_EPSILON);
	struct twin twin = {rate, 0};

	if (fabsl(rate - floorl(rate) - 0.5L) > error)
		return twin;
	twin = rate_by_twins(s, root->force);
	return fabsl(twin.high - rate) <= error ? twin :
	    (struct twin){rate, 0};
}

/* In units of the last digit; -1: too high. */
static ar_sum
rate_of(const struct series *s)
{
	struct root root = find_root(s);
	long double rate = expm1l(YEAR * root.force) * s->unit;
	long double most = most_rate * (s->unit / PERCENT);
	ar_sum rounded;

	if (rate > 1.1L * most)
		return -1;
	rounded = round_twin(refined(s, rate, &root));
	return rounded < (ar_sum)most ? rounded : -1;
}

enum ar_flow_fault
ar_flow_effective(char text[AR_MONEY_MAX], size_t *length,
    const struct ar_flow *flow, size_t n, unsigned digits)
{
	struct series s = {.flow = flow, .n = n, .unit = PERCENT};
	ar_sum rate = 0;

	*length = 0;
	if (n == 0 || flow[0].amount <= 0)
		return AR_FLOW_NOTHING_PAID;
	for (unsigned i = 0; i < digits; i++)
		s.unit *= 10;
	s.sum = sum_of(flow, n);
	if (s.sum < 0)
		rate = rate_of(&s);
	if (rate < 0)
		return AR_FLOW_TOO_HIGH;
	*length = ar_money_format(text, rate, digits);
	return AR_FLOW_FINE;
}
