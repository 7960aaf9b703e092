/*
 * libar/interest.c
 * Purpose: interest on what is paid late, and the fixed sum beside it.
 */
#include "libar/interest.h"

#include "libar/wide.h"

enum {
	YEAR = 365, LEAP_YEAR = 366, BANK_YEAR = 360, MONTHS = 12,
	ANY_YEAR = YEAR * LEAP_YEAR,    /* of days of either length */
	LEAP_FEBRUARY = 29,
	FEDERAL_PERIOD = 30,    /* days, after which interest is added */
	FEDERAL_DAYS = 365      /* at most */
};

/* What was owed on an evening; evenings are asked for in rising order. */
struct owed {
	const struct ar_arrears *arrears;
	size_t passed;                  /* steps that are in open */
	ar_sum open;
};

/*
 * Interest as an exact fraction.  A year weighs `whole`, its days and rates
 * parts of that, so that each day adds a fraction over `whole`; a day after
 * a closing bears interest on a fraction itself, over `unit`.
 */
struct count {
	struct owed owed;
	bool actual;            /* days weigh by the length of their year */
	uint64_t whole;         /* even: with AR_RATE_ONE in it */
	struct ar_wide running; /* since the last closing, over unit x whole */
	struct ar_wide closed;  /* what was added before it, over unit */
	struct ar_wide unit;    /* whole to the power of closings */
	unsigned closings;
};

/* The terms, the days, and what is counted on them. */
struct run {
	const struct ar_late_rates *rates;
	struct ar_slice rule;
	const struct ar_late_rate *terms;
	ar_day first, last;
	ar_day lacks;
	struct count count;
};

static ar_day
earlier(ar_day a, ar_day b)
{
	return a < b ? a : b;
}

/* AR_EDATA: beyond 64 bits. */
static int
owed_on(struct owed *o, int64_t *balance, ar_day evening)
{
	const struct ar_arrears *a = o->arrears;
	ar_sum rest;

	for (; o->passed < a->nsteps && a->step[o->passed].day <= evening;
	    o->passed++)
		if (ar_sum_add(&o->open, a->step[o->passed].change) != AR_OK)
			return AR_EDATA;
	rest = o->open;
	if (ar_sum_add(&rest, -(ar_sum)a->disputed) != AR_OK ||
	    rest > INT64_MAX)
		return AR_EDATA;
	*balance = rest > 0 ? (int64_t)rest : 0;
	return AR_OK;
}

/* The first evening after which another balance may be owed. */
static ar_day
next_step(const struct owed *o)
{
	return o->passed < o->arrears->nsteps ?
	    o->arrears->step[o->passed].day : AR_DAY_MAX;
}

static void
count_init(struct count *c, const struct ar_arrears *arrears,
    const struct ar_late_rate *terms)
{
	*c = (struct count){
		.owed = {.arrears = arrears, .open = arrears->amount},
		.whole = AR_RATE_ONE,
		.unit = ar_wide_of(1)
	};
	if (terms->method == AR_LATE_MONTH) {
		c->whole *= MONTHS;
	} else if (terms->basis == AR_BASIS_ACTUAL) {
		c->actual = true;
		c->whole *= ANY_YEAR;
	} else
		c->whole *= terms->basis == AR_BASIS_360 ? BANK_YEAR : YEAR;
}

static void
add(struct count *c, int64_t balance, ar_rate percent, uint64_t weight)
{
	struct ar_wide part = c->unit;

	ar_wide_multiply(&part, (uint64_t)balance);
	ar_wide_add(&part, &c->closed);
	ar_wide_multiply(&part, (uint64_t)percent);
	ar_wide_multiply(&part, weight);
	ar_wide_add(&c->running, &part);
}

/* From here on what has run up bears interest too. */
static void
close_period(struct count *c)
{
	ar_wide_multiply(&c->closed, c->whole);
	ar_wide_add(&c->closed, &c->running);
	ar_wide_multiply(&c->unit, c->whole);
	c->running = (struct ar_wide){0};
	c->closings++;
}

/*
 * What was closed, in minor units.  As `whole` is even, the remainder of the
 * last division alone says whether the fraction is a half or more.
 */
static int
count_rounded(struct count *c, int64_t *minor)
{
	struct ar_wide one = ar_wide_of(1);
	uint64_t rest = 0;

	for (unsigned i = 0; i < c->closings; i++)
		rest = ar_wide_divide(&c->closed, c->whole);
	if (rest >= c->whole / 2)
		ar_wide_add(&c->closed, &one);
	return ar_wide_int64(minor, &c->closed);
}

/* The weight of a day, and the last day of the same weight. */
static uint64_t
weight_of(const struct count *c, ar_day day, ar_day *last)
{
	int year;

	*last = AR_DAY_MAX;
	if (!c->actual)
		return 1;
	year = ar_day_ymd(day).year;
	*last = ar_day_of((struct ar_ymd){year, 12, 31});
	return ar_month_days(year, 2) == LEAP_FEBRUARY ? YEAR : LEAP_YEAR;
}

/* At one rate; each turn goes as far as nothing changes. */
static enum ar_interest_fault
add_days(struct count *c, ar_rate percent, ar_day from, ar_day to)
{
	while (from <= to) {
		int64_t balance;
		ar_day last;
		uint64_t weight = weight_of(c, from, &last);

		if (owed_on(&c->owed, &balance, from - 1) != AR_OK)
			return AR_INTEREST_RANGE;
		last = earlier(to, earlier(last, next_step(&c->owed)));
		add(c, balance, percent, (uint64_t)(last - from + 1) * weight);
		from = last + 1;
	}
	return AR_INTEREST_FINE;
}

static const struct ar_late_rate *
rate_on(struct run *r, ar_day day)
{
	const struct ar_late_rate *rate =
	    ar_late_rates_on(r->rates, r->rule, day);

	if (rate == NULL)
		r->lacks = day;
	return rate;
}

/* Each day at the rate of that day. */
static enum ar_interest_fault
count_split(struct run *r)
{
	ar_day last;

	for (ar_day day = r->first; day <= r->last; day = last + 1) {
		const struct ar_late_rate *rate = rate_on(r, day);
		enum ar_interest_fault fault;

		if (rate == NULL)
			return AR_INTEREST_NO_RATE;
		last = earlier(r->last, rate->until);
		fault = add_days(&r->count, rate->percent, day, last);
		if (fault != AR_INTEREST_FINE)
			return fault;
	}
	close_period(&r->count);
	return AR_INTEREST_FINE;
}

/* All days at the rate of the first. */
static enum ar_interest_fault
count_fixed(struct run *r)
{
	const struct ar_late_rate *rate = rate_on(r, r->first);
	enum ar_interest_fault fault;

	if (rate == NULL)
		return AR_INTEREST_NO_RATE;
	fault = add_days(&r->count, rate->percent, r->first, r->last);
	close_period(&r->count);
	return fault;
}

/* A month that has begun counts whole, as it stood when it began. */
static enum ar_interest_fault
count_months(struct run *r)
{
	ar_day next;

	for (ar_day day = r->first; day <= r->last; day = next) {
		const struct ar_late_rate *rate = rate_on(r, day);
		int64_t balance;

		if (rate == NULL)
			return AR_INTEREST_NO_RATE;
		if (owed_on(&r->count.owed, &balance, day - 1) != AR_OK)
			return AR_INTEREST_RANGE;
		add(&r->count, balance, rate->percent, 1);
		next = ar_month_end(day) + 1;
	}
	close_period(&r->count);
	return AR_INTEREST_FINE;
}

/* Interest is added to what bears interest every 30 days, for a year. */
static enum ar_interest_fault
count_us_federal(struct run *r)
{
	ar_day end = earlier(r->last, r->first + FEDERAL_DAYS - 1);
	ar_day last;

	for (ar_day day = r->first; day <= end; day = last + 1) {
		enum ar_interest_fault fault;

		last = earlier(end, day + FEDERAL_PERIOD - 1);
		fault = add_days(&r->count, r->terms->percent, day, last);
		if (fault != AR_INTEREST_FINE)
			return fault;
		close_period(&r->count);
	}
	return AR_INTEREST_FINE;
}

static enum ar_interest_fault
count_interest(struct run *r)
{
	switch (r->terms->method) {
	case AR_LATE_FIXED:
		return count_fixed(r);
	case AR_LATE_MONTH:
		return count_months(r);
	case AR_LATE_US_FEDERAL:
		return count_us_federal(r);
	case AR_LATE_NONE:
	case AR_LATE_SPLIT:
		break;
	}
	return count_split(r);
}

/* Terms are known, and there are days to count. */
static enum ar_interest_fault
interest_of(struct run *r, int64_t *interest, const struct ar_arrears *a)
{
	int64_t found, minimum;
	enum ar_interest_fault fault;

	if (ar_decimal_minor(&minimum, r->terms->minimum, a->ccy.digits) !=
	    AR_OK)
		return AR_INTEREST_DECIMALS;
	count_init(&r->count, a, r->terms);
	fault = count_interest(r);
	if (fault != AR_INTEREST_FINE)
		return fault;
	if (count_rounded(&r->count, &found) != AR_OK)
		return AR_INTEREST_RANGE;
	if (found >= minimum)
		*interest = found;
	return AR_INTEREST_FINE;
}

enum ar_interest_fault
ar_interest(int64_t *interest, ar_day *lacks,
    const struct ar_late_rates *rates, struct ar_slice rule,
    const struct ar_arrears *arrears, ar_day until)
{
	struct run r = {.rates = rates, .rule = rule, .last = until};
	enum ar_interest_fault fault;

	*interest = 0;
	if (until <= arrears->due)
		return AR_INTEREST_FINE;
	r.terms = rate_on(&r, arrears->due + 1);
	if (r.terms == NULL) {
		*lacks = r.lacks;
		return AR_INTEREST_NO_RATE;
	}
	r.first = ar_day_add(arrears->due, (int64_t)r.terms->grace + 1);
	if (r.first == AR_NO_DAY || r.first > until)
		return AR_INTEREST_FINE;
	fault = interest_of(&r, interest, arrears);
	if (fault == AR_INTEREST_NO_RATE)
		*lacks = r.lacks;
	return fault;
}

static bool
is_ccy(const struct ar_ccy *ccy, const char *code)
{
	return strcmp(ccy->code, code) == 0;
}

/* By the statute, in pounds or euros: both have two decimals. */
static enum ar_interest_fault
statutory_sum(int64_t *sum, struct ar_slice rule, const struct ar_arrears *a)
{
	struct owed owed = {.arrears = a, .open = a->amount};
	int64_t balance;

	if (is_ccy(&a->ccy, "EUR") && (ar_slice_eq(rule, AR_S("eu")) ||
	    ar_slice_eq(rule, AR_S("de")))) {
		*sum = 4000;
		return AR_INTEREST_FINE;
	}
	if (!is_ccy(&a->ccy, "GBP") || !ar_slice_eq(rule, AR_S("uk")))
		return AR_INTEREST_FINE;
	if (owed_on(&owed, &balance, a->due) != AR_OK)
		return AR_INTEREST_RANGE;
	if (balance < 100000)
		*sum = 4000;
	else
		*sum = balance < 1000000 ? 7000 : 10000;
	return AR_INTEREST_FINE;
}

enum ar_interest_fault
ar_late_sum(int64_t *sum, const struct ar_late_rates *rates,
    struct ar_slice rule, const struct ar_arrears *arrears)
{
	const struct ar_late_rate *rate =
	    ar_late_rates_on(rates, rule, arrears->due + 1);

	*sum = 0;
	if (rate == NULL || !rate->fixed_sum.filled)
		return statutory_sum(sum, rule, arrears);
	return ar_decimal_minor(sum, rate->fixed_sum, arrears->ccy.digits) ==
	    AR_OK ? AR_INTEREST_FINE : AR_INTEREST_DECIMALS;
}
