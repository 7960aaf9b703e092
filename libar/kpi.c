/*
 * libar/kpi.c
 * Purpose: DSO and its relatives, turnover, CEI, days to pay and days late.
 */
#include "libar/kpi.h"

enum { HUNDRED = 100, MONTH_DAYS = 30, QUARTER_DAYS = 90 };

struct ar_figure
ar_kpi_given(const struct ar_amount *a)
{
	return a->filled ? ar_figure_of(a->minor) :
	    ar_figure_none(AR_WORD_NONE);
}

/*
 * amount / sales x days.  Without sales the word depends on whether there
 * are receivables.
 */
static struct ar_figure
days_of_sales(struct ar_figure amount, struct ar_figure sales,
    struct ar_figure days, struct ar_figure receivables)
{
	struct ar_figure f;

	if (!ar_figure_known(amount))
		return ar_figure_none(amount.word);
	if (!ar_figure_known(sales) || !ar_figure_known(days))
		return ar_figure_none(ar_figure_known(sales) ? days.word :
		    sales.word);
	if (sales.num < 0)
		return ar_figure_none(AR_WORD_NEGATIVE_SALES);
	if (sales.num == 0)
		return ar_figure_none(receivables.num == 0 ?
		    AR_WORD_ZERO_ACTIVITY : AR_WORD_ZERO_SALES);
	f = (struct ar_figure){amount.num * days.num, sales.num,
	    AR_WORD_NONE};
	if (amount.num < 0)
		f.word = AR_WORD_CREDIT_BALANCE;
	return f;
}

struct ar_figure
ar_kpi_dso(const struct ar_period *p)
{
	return days_of_sales(p->receivables, p->sales, p->days,
	    p->receivables);
}

struct ar_figure
ar_kpi_best_dso(const struct ar_period *p)
{
	return days_of_sales(p->current, p->sales, p->days,
	    ar_figure_known(p->receivables) ? p->receivables : p->current);
}

struct ar_figure
ar_kpi_days_delinquent(const struct ar_period *p)
{
	struct ar_figure f = days_of_sales(ar_figure_less(p->receivables,
	    p->current), p->sales, p->days, p->receivables);

	if (f.word == AR_WORD_CREDIT_BALANCE)
		f.word = AR_WORD_PAST_DUE_CREDIT;
	return f;
}

struct ar_figure
ar_kpi_countback(const struct ar_period *p)
{
	if (!ar_figure_known(p->receivables))
		return p->receivables;
	if (p->history.n == 0 && (p->receivables.num > 0 ||
	    p->no_months == AR_WORD_NONE))
		return ar_figure_none(p->no_months);
	return ar_countback(p->receivables.num, &p->history);
}

struct ar_figure
ar_kpi_turnover(const struct ar_period *p)
{
	struct ar_figure twice = ar_figure_add(p->beginning, p->receivables);

	if (!ar_figure_known(twice))
		return ar_figure_none(twice.word);
	if (!ar_figure_known(p->sales))
		return p->sales;
	if (twice.num <= 0)
		return ar_figure_none(AR_WORD_NO_RECEIVABLES);
	if (p->sales.num < 0)
		return ar_figure_none(AR_WORD_NEGATIVE_SALES);
	return (struct ar_figure){2 * p->sales.num, twice.num, AR_WORD_NONE};
}

struct ar_figure
ar_kpi_average_dso(const struct ar_period *p)
{
	struct ar_figure twice = ar_figure_add(p->beginning, p->receivables);
	struct ar_figure f = days_of_sales(twice, p->sales, p->days, twice);

	f.den *= 2;
	return f;
}

/* Beside a value the word of the three months' sales stands. */
static struct ar_figure
of_quarter(const struct ar_period *p, struct ar_figure receivables,
    int32_t days)
{
	struct ar_figure f = days_of_sales(receivables, p->quarter_sales,
	    ar_figure_of(days), receivables);

	if (f.word == AR_WORD_NONE)
		f.word = p->quarter_sales.word;
	return f;
}

struct ar_figure
ar_kpi_rolling_dso(const struct ar_period *p)
{
	return of_quarter(p, p->receivables, QUARTER_DAYS);
}

struct ar_figure
ar_kpi_crf_dso(const struct ar_period *p)
{
	return of_quarter(p, p->quarter_receivables, MONTH_DAYS);
}

struct ar_figure
ar_kpi_collected(const struct ar_period *p)
{
	return ar_figure_known(p->cash) ? p->cash : ar_figure_less(
	    ar_figure_add(p->beginning, p->sales), p->receivables);
}

struct ar_figure
ar_kpi_collectible(const struct ar_period *p)
{
	return ar_figure_less(ar_figure_add(p->beginning, p->sales),
	    p->current);
}

/* months x (B + S / months - E) = B x months + S - E x months. */
static struct ar_figure
in_months(const struct ar_period *p, struct ar_figure end)
{
	ar_sum months = p->months == 0 ? 1 : p->months;
	struct ar_figure beginning = p->beginning;

	beginning.num *= months;
	end.num *= months;
	return ar_figure_less(ar_figure_add(beginning, p->sales), end);
}

struct ar_figure
ar_kpi_cei(const struct ar_period *p)
{
	struct ar_figure to_collect = in_months(p, p->current), got;

	if (ar_figure_known(p->cash)) {
		got = p->cash;
		got.num *= p->months == 0 ? 1 : p->months;
	} else
		got = in_months(p, p->receivables);
	if (!ar_figure_known(got))
		return ar_figure_none(got.word);
	if (!ar_figure_known(to_collect))
		return ar_figure_none(to_collect.word);
	if (to_collect.num == 0 && got.num == 0)
		return ar_figure_none(AR_WORD_NOTHING_COLLECTIBLE);
	if (to_collect.num <= 0)
		return ar_figure_none(AR_WORD_INCONSISTENT);
	return (struct ar_figure){got.num * HUNDRED, to_collect.num,
	    got.num < 0 ? AR_WORD_INCONSISTENT :
	    got.num > to_collect.num ? AR_WORD_PAST_DUE_CREDIT :
	    AR_WORD_NONE};
}

static struct ar_figure
mean(ar_sum sum, ar_sum weights)
{
	return weights == 0 ? ar_figure_none(AR_WORD_NO_CLOSED_ITEMS) :
	    (struct ar_figure){sum, weights, AR_WORD_NONE};
}

struct ar_figure
ar_kpi_days_to_pay(const struct ar_period *p)
{
	return mean(p->settled.days_to_pay, p->settled.items);
}

struct ar_figure
ar_kpi_days_late(const struct ar_period *p)
{
	return mean(p->settled.days_late, p->settled.items);
}

struct ar_figure
ar_kpi_weighted_days_to_pay(const struct ar_period *p)
{
	return mean(p->settled.weighted_days_to_pay, p->settled.amount);
}

struct ar_figure
ar_kpi_weighted_days_late(const struct ar_period *p)
{
	return mean(p->settled.weighted_days_late, p->settled.amount);
}

struct ar_figure
ar_kpi_late_share(const struct ar_period *p)
{
	return mean(p->settled.late_items * HUNDRED, p->settled.items);
}
