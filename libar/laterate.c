/*
 * libar/laterate.c
 * Purpose: the rates of late-payment interest, by rule and day.
 */
#include "libar/laterate.h"

#include <stdlib.h>

enum { HALF_MONTHS = 6, JUNE_DAYS = 30, DECEMBER_DAYS = 31 };

/* The rates of a rule, by rising first day. */
struct list {
	struct ar_late_rate *rate;
	size_t n;
	bool statutory;
};

void
ar_late_rates_init(struct ar_late_rates *r)
{
	ar_map_init(&r->rules, sizeof(struct list));
}

void
ar_late_rates_release(struct ar_late_rates *r)
{
	for (size_t i = 0; i < r->rules.n; i++) {
		const struct list *list = ar_map_value(&r->rules, i);

		free(list->rate);
	}
	ar_map_release(&r->rules);
}

static bool
is_statutory(struct ar_slice rule)
{
	static const char *const names[] = {"eu", "de", "uk", "us-federal"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (ar_slice_eq(rule, ar_slice_of(names[i])))
			return true;
	return false;
}

static enum ar_late_method
default_method(struct ar_slice rule)
{
	if (ar_slice_eq(rule, AR_S("uk")))
		return AR_LATE_FIXED;
	if (ar_slice_eq(rule, AR_S("us-federal")))
		return AR_LATE_US_FEDERAL;
	return AR_LATE_SPLIT;
}

static struct ar_late_rate
filled_in(const struct ar_rate_row *row)
{
	struct ar_late_rate rate = {
		.from = row->from_date,
		.percent = row->percent,
		.method = row->method == AR_LATE_NONE ?
		    default_method(row->rule) :
		    (enum ar_late_method)row->method,
		.basis = (enum ar_late_basis)row->basis,
		.minimum = row->minimum,
		.fixed_sum = row->fixed_sum
	};
	bool federal = rate.method == AR_LATE_US_FEDERAL;

	if (rate.basis == AR_BASIS_NONE)
		rate.basis = federal ? AR_BASIS_360 : AR_BASIS_365;
	if (federal && !rate.minimum.filled)
		rate.minimum = (struct ar_decimal){.units = 1, .filled = true};
	return rate;
}

/* The number of rates that begin on the day or before. */
static size_t
count_until(const struct list *list, ar_day day)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->rate[middle].from <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static ar_day
half_year_end(ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	if (at.month <= HALF_MONTHS)
		return ar_day_of((struct ar_ymd){at.year, HALF_MONTHS,
		    JUNE_DAYS});
	return ar_day_of((struct ar_ymd){at.year, 2 * HALF_MONTHS,
	    DECEMBER_DAYS});
}

/* A rate ends before the next begins, a statutory one with its half-year. */
static void
set_until(const struct list *list, size_t i)
{
	struct ar_late_rate *rate = &list->rate[i];

	rate->until = list->statutory ? half_year_end(rate->from) :
	    AR_DAY_MAX;
	if (i + 1 < list->n && list->rate[i + 1].from <= rate->until)
		rate->until = list->rate[i + 1].from - 1;
}

static void
insert(struct list *list, size_t at, const struct ar_late_rate *rate)
{
	list->rate = ar_grow(list->rate, list->n + 1, sizeof *list->rate);
	memmove(&list->rate[at + 1], &list->rate[at],
	    (list->n - at) * sizeof *list->rate);
	list->rate[at] = *rate;
	list->n++;
	set_until(list, at);
	if (at > 0)
		set_until(list, at - 1);
}

int
ar_late_rates_add(struct ar_late_rates *r, const struct ar_rate_row *row)
{
	struct ar_late_rate rate = filled_in(row);
	struct list *list;
	int64_t grace;
	size_t at;

	if (ar_decimal_minor(&grace, row->grace_days, 0) != AR_OK ||
	    grace < 0 || grace > AR_DAY_MAX || row->percent < 0)
		return AR_EDATA;
	rate.grace = (int32_t)grace;
	list = ar_map_value(&r->rules, ar_map_put(&r->rules, row->rule, NULL));
	list->statutory = is_statutory(row->rule);
	at = count_until(list, rate.from);
	if (at > 0 && list->rate[at - 1].from == rate.from)
		return AR_EDATA;
	insert(list, at, &rate);
	return AR_OK;
}

const struct ar_late_rate *
ar_late_rates_on(const struct ar_late_rates *r, struct ar_slice rule,
    ar_day day)
{
	ptrdiff_t found = ar_map_find(&r->rules, rule);
	const struct list *list;
	size_t n;

	if (found < 0)
		return NULL;
	list = ar_map_value(&r->rules, (size_t)found);
	n = count_until(list, day);
	return n > 0 && day <= list->rate[n - 1].until ?
	    &list->rate[n - 1] : NULL;
}
