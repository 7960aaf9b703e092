/*
 * libar/fee.c
 * Purpose: what a factor charges for having financed so many days.
 */
#include "libar/fee.h"

enum { TEN = 10 };

static void
skip(struct ar_slice *rest, size_t n)
{
	rest->p += n;
	rest->n -= n;
}

/* Take the word off the front, if it is there. */
static bool
take(struct ar_slice *rest, struct ar_slice word)
{
	if (rest->n < word.n || memcmp(rest->p, word.p, word.n) != 0)
		return false;
	skip(rest, word.n);
	return true;
}

/* "1.5%" */
static bool
take_percent(struct ar_slice *rest, ar_rate *rate)
{
	struct ar_slice number = ar_slice(rest->p, 0);

	while (number.n < rest->n && (ar_is_digit(number.p[number.n]) ||
	    number.p[number.n] == '.'))
		number.n++;
	skip(rest, number.n);
	return ar_rate_parse(rate, number) == AR_OK && take(rest, AR_S("%"));
}

/* "30d" */
static bool
take_days(struct ar_slice *rest, int32_t *days)
{
	*days = 0;
	for (; rest->n > 0 && ar_is_digit(*rest->p) && *days <= AR_FEE_DAYS;
	    skip(rest, 1))
		*days = *days * TEN + (*rest->p - '0');
	return *days >= 1 && *days <= AR_FEE_DAYS && take(rest, AR_S("d"));
}

/* "1%/10d" */
static bool
take_each(struct ar_slice *rest, struct ar_fee_step *step)
{
	return take_percent(rest, &step->rate) && take(rest, AR_S("/")) &&
	    take_days(rest, &step->days);
}

/* What follows "3%/30d". */
static bool
read_after_days(struct ar_fee *fee, struct ar_slice rest)
{
	fee->form = AR_FEE_EACH;
	if (rest.n == 0)
		return true;
	if (!take(&rest, AR_S("+")))
		return false;
	fee->form = AR_FEE_DAILY;
	if (ar_slice_eq(rest, AR_S("daily")))
		return true;
	fee->form = AR_FEE_THEN;
	fee->n = 2;
	return take_each(&rest, &fee->step[1]) && rest.n == 0;
}

/* What follows a step of a table; "," and the next, which is its place. */
static bool
take_next(struct ar_slice *rest, struct ar_fee *fee)
{
	const struct ar_fee_step *last = &fee->step[fee->n - 1];
	struct ar_fee_step *step = &fee->step[fee->n];

	if (fee->n == AR_FEE_STEPS || !take(rest, AR_S(",")) ||
	    !take_percent(rest, &step->rate) || step->rate < last->rate)
		return false;
	fee->n++;
	if (!take(rest, AR_S(":")))
		return rest->n == 0;
	return take_days(rest, &step->days) && step->days > last->days;
}

/* What follows "2%:"; the last step is the one without days. */
static bool
read_table(struct ar_fee *fee, struct ar_slice rest)
{
	fee->form = AR_FEE_TABLE;
	if (!take_days(&rest, &fee->step[0].days))
		return false;
	while (fee->step[fee->n - 1].days > 0)
		if (!take_next(&rest, fee))
			return false;
	return true;
}

static bool
read_fee(struct ar_fee *fee, struct ar_slice rest)
{
	if (!take_percent(&rest, &fee->step[0].rate))
		return false;
	fee->n = 1;
	if (take(&rest, AR_S(":")))
		return read_table(fee, rest);
	if (take(&rest, AR_S("/")))
		return take_days(&rest, &fee->step[0].days) &&
		    read_after_days(fee, rest);
	return rest.n == 0;
}

int
ar_fee_parse(struct ar_fee *fee, struct ar_slice text)
{
	*fee = (struct ar_fee){0};
	return read_fee(fee, text) ? AR_OK : AR_EDATA;
}

/* How many steps of so many days have begun. */
static int32_t
started(int32_t days, int32_t step)
{
	return (days - 1) / step + 1;
}

static ar_rate
from_table(const struct ar_fee *fee, int32_t days)
{
	size_t i = 0;

	while (i + 1 < fee->n && fee->step[i].days < days)
		i++;
	return fee->step[i].rate;
}

struct ar_fee_share
ar_fee_share(const struct ar_fee *fee, int32_t days)
{
	const struct ar_fee_step *first = &fee->step[0];
	const struct ar_fee_step *then = &fee->step[1];
	struct ar_fee_share share = {first->rate, 1};

	switch (fee->form) {
	case AR_FEE_FLAT:
		break;
	case AR_FEE_EACH:
		share.num *= started(days, first->days);
		break;
	case AR_FEE_THEN:
		if (days > first->days)
			share.num += (ar_sum)then->rate *
			    started(days - first->days, then->days);
		break;
	case AR_FEE_DAILY:
		if (days > first->days) {
			share.num *= days;
			share.den = first->days;
		}
		break;
	case AR_FEE_TABLE:
		share.num = from_table(fee, days);
		break;
	}
	return share;
}

int
ar_fee_amount(int64_t *amount, const struct ar_fee *fee, int64_t base,
    int32_t days)
{
	struct ar_fee_share share = ar_fee_share(fee, days);
	ar_sum part;

	if (__builtin_mul_overflow(share.num, (ar_sum)base, &part) ||
	    ar_sum_divide(&part, part, (ar_sum)share.den * AR_RATE_ONE,
	    AR_HALF_AWAY) != AR_OK)
		return AR_EDATA;
	return ar_sum_narrow(amount, part);
}
