/*
 * libar/kpi.h
 * Purpose: DSO and its relatives, turnover, CEI, days to pay and days late.
 *
 * With S credit sales, R receivables at the end of the period, C the part of
 * R that is not past due, B receivables before its first day, D its days:
 *
 *	dso                  R / S x D
 *	best_dso             C / S x D
 *	avg_days_delinquent  (R - C) / S x D, which is dso - best_dso
 *	turnover             S / ((B + R) / 2)
 *	average_dso          ((B + R) / 2) / S x D
 *	collected            B + S - R
 *	collectible          B + S - C
 *	cei                  collected / collectible x 100
 *
 * dso, best_dso, avg_days_delinquent and cei are those of the Credit Research
 * Foundation; the others and their users are in ar-dso(1) and ar-cei(1).
 *
 * All are pure functions of struct ar_period.  A figure is a fraction that
 * nobody rounds before it is printed; one that is not defined has no
 * denominator, and mostly a word that says why.  Amounts are minor units.
 * Nothing overflows while the amounts, each of at most 63 bits, are fewer
 * than 2^41.
 */
#ifndef AR_KPI_H
#define AR_KPI_H

#include "libar/countback.h"
#include "libar/doc.h"
#include "libar/figure.h"

enum { AR_QUARTER_MONTHS = 3 };

/* Documents that were settled in a period; weighted: x amount. */
struct ar_settled {
	ar_sum items, amount, late_items, days_to_pay, days_late,
	    weighted_days_to_pay, weighted_days_late;
};

/* All that is known of one period of one group and currency. */
struct ar_period {
	ar_day start, end;              /* AR_NO_DAY: not known */
	struct ar_figure days;
	struct ar_figure beginning, sales, receivables, current;
	/* If asked for: receipts less refunds, and the refunds, above 0. */
	struct ar_figure cash, refunds;
	int32_t months;                 /* that divide sales, 0: none */
	/* Sales of three calendar months, receivables at their ends. */
	struct ar_figure quarter_sales, quarter_receivables;
	/*
	 * Sales by month, for countback.  Without any, no_months says why;
	 * AR_WORD_NONE: there never are any beside such figures.
	 */
	struct ar_stretches history;
	enum ar_word no_months;
	struct ar_settled settled;
};

/* What a cell or an option says; not known if it is empty. */
struct ar_figure ar_kpi_given(const struct ar_amount *);

struct ar_figure ar_kpi_dso(const struct ar_period *);
struct ar_figure ar_kpi_best_dso(const struct ar_period *);
struct ar_figure ar_kpi_days_delinquent(const struct ar_period *);
struct ar_figure ar_kpi_countback(const struct ar_period *);
struct ar_figure ar_kpi_turnover(const struct ar_period *);

/* R x 90 / sales of three months; the sum of three R's x 30 / the same. */
struct ar_figure ar_kpi_average_dso(const struct ar_period *);
struct ar_figure ar_kpi_rolling_dso(const struct ar_period *);
struct ar_figure ar_kpi_crf_dso(const struct ar_period *);

/* Cash where that is known, else B + S - R. */
struct ar_figure ar_kpi_collected(const struct ar_period *);
struct ar_figure ar_kpi_collectible(const struct ar_period *);

/* With months, S / months stands for S: the form for several months. */
struct ar_figure ar_kpi_cei(const struct ar_period *);

/* Means of the settled documents; nothing was settled: not defined. */
struct ar_figure ar_kpi_days_to_pay(const struct ar_period *);
struct ar_figure ar_kpi_days_late(const struct ar_period *);
struct ar_figure ar_kpi_weighted_days_to_pay(const struct ar_period *);
struct ar_figure ar_kpi_weighted_days_late(const struct ar_period *);
struct ar_figure ar_kpi_late_share(const struct ar_period *);

#endif
