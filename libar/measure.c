/*
 * libar/measure.c
 * Purpose: the columns of ar-dso and ar-cei: name, formula, function.
 */
#include "libar/measure.h"

/* What stands in the period as it is. */
#define GIVEN(name, figure) \
	static struct ar_figure \
	get_##name(const struct ar_period *p) \
	{ \
		return figure; \
	}

GIVEN(beginning, p->beginning)
GIVEN(sales, p->sales)
GIVEN(receivables, p->receivables)
GIVEN(current, p->current)
GIVEN(days, p->days)
GIVEN(months, p->months == 0 ? ar_figure_none(AR_WORD_NONE) :
    ar_figure_of(p->months))
GIVEN(receipts, ar_figure_add(p->cash, p->refunds))
GIVEN(refunds, p->refunds)
GIVEN(quarter_sales, p->quarter_sales)
GIVEN(quarter_receivables, p->quarter_receivables)
GIVEN(items, ar_figure_of(p->settled.items))
GIVEN(settled, ar_figure_of(p->settled.amount))
GIVEN(late_items, ar_figure_of(p->settled.late_items))
GIVEN(to_pay, ar_figure_of(p->settled.days_to_pay))
GIVEN(late, ar_figure_of(p->settled.days_late))
GIVEN(weighted_to_pay, ar_figure_of(p->settled.weighted_days_to_pay))
GIVEN(weighted_late, ar_figure_of(p->settled.weighted_days_late))

static const struct ar_measure measures[AR_MEASURES] = {
	[AR_BEGINNING] = {"beginning_receivables", AR_SHAPE_MONEY,
	    get_beginning, NULL},
	[AR_SALES] = {"credit_sales", AR_SHAPE_MONEY, get_sales, NULL},
	[AR_RECEIVABLES] = {"receivables", AR_SHAPE_MONEY, get_receivables,
	    NULL},
	[AR_CURRENT] = {"current", AR_SHAPE_MONEY, get_current, NULL},
	[AR_DSO] = {"dso", AR_SHAPE_RATIO, ar_kpi_dso,
	    "receivables / credit_sales x days"},
	[AR_BEST_DSO] = {"best_dso", AR_SHAPE_RATIO, ar_kpi_best_dso,
	    "current / credit_sales x days"},
	[AR_DAYS_DELINQUENT] = {"avg_days_delinquent", AR_SHAPE_RATIO,
	    ar_kpi_days_delinquent,
	    "(receivables - current) / credit_sales x days"},
	[AR_COUNTBACK] = {"countback_dso", AR_SHAPE_RATIO, ar_kpi_countback,
	    NULL},
	[AR_TURNOVER] = {"turnover", AR_SHAPE_RATIO, ar_kpi_turnover,
	    "credit_sales / ((beginning_receivables + receivables) / 2)"},
	[AR_AVERAGE_DSO] = {"average_dso", AR_SHAPE_RATIO,
	    ar_kpi_average_dso,
	    "(beginning_receivables + receivables) / 2 / credit_sales x days"},
	[AR_ROLLING_DSO] = {"rolling3_dso", AR_SHAPE_RATIO,
	    ar_kpi_rolling_dso, "receivables / sales_of_3_months x 90"},
	[AR_CRF_DSO] = {"crf_dso", AR_SHAPE_RATIO, ar_kpi_crf_dso,
	    "receivables_of_3_months / sales_of_3_months x 30"},
	[AR_COLLECTED] = {"collected", AR_SHAPE_MONEY, ar_kpi_collected,
	    "beginning_receivables + credit_sales - receivables"},
	[AR_CASH] = {"collected", AR_SHAPE_MONEY, ar_kpi_collected,
	    "receipts - refunds"},
	[AR_COLLECTIBLE] = {"collectible", AR_SHAPE_MONEY,
	    ar_kpi_collectible,
	    "beginning_receivables + credit_sales - current"},
	[AR_CEI] = {"cei", AR_SHAPE_RATIO, ar_kpi_cei,
	    "collected / collectible x 100"},
	[AR_CEI_CRF] = {"cei_crf", AR_SHAPE_RATIO, ar_kpi_cei,
	    "(beginning_receivables + credit_sales / months - receivables) / "
	    "(beginning_receivables + credit_sales / months - current) x 100"},
	[AR_CEI_CRF_CASH] = {"cei_crf", AR_SHAPE_RATIO, ar_kpi_cei,
	    "collected / "
	    "(beginning_receivables + credit_sales / months - current) x 100"},
	[AR_ITEMS] = {"items", AR_SHAPE_COUNT, get_items, NULL},
	[AR_SETTLED_AMOUNT] = {"settled", AR_SHAPE_MONEY, get_settled, NULL},
	[AR_DAYS_TO_PAY] = {"avg_days_to_pay", AR_SHAPE_RATIO,
	    ar_kpi_days_to_pay, "days_to_pay / items"},
	[AR_DAYS_LATE] = {"avg_days_late", AR_SHAPE_RATIO, ar_kpi_days_late,
	    "days_late / items"},
	[AR_WEIGHTED_TO_PAY] = {"weighted_days_to_pay", AR_SHAPE_RATIO,
	    ar_kpi_weighted_days_to_pay, "amount_x_days_to_pay / settled"},
	[AR_WEIGHTED_LATE] = {"weighted_days_late", AR_SHAPE_RATIO,
	    ar_kpi_weighted_days_late, "amount_x_days_late / settled"},
	[AR_LATE_ITEMS] = {"late_items", AR_SHAPE_COUNT, get_late_items,
	    NULL},
	[AR_LATE_SHARE] = {"late_pct", AR_SHAPE_RATIO, ar_kpi_late_share,
	    "late_items / items x 100"},
	[AR_DAYS] = {"days", AR_SHAPE_COUNT, get_days, NULL},
	[AR_MONTHS] = {"months", AR_SHAPE_COUNT, get_months, NULL},
	[AR_RECEIPTS] = {"receipts", AR_SHAPE_MONEY, get_receipts, NULL},
	[AR_REFUNDS] = {"refunds", AR_SHAPE_MONEY, get_refunds, NULL},
	[AR_QUARTER_SALES] = {"sales_of_3_months", AR_SHAPE_MONEY,
	    get_quarter_sales, NULL},
	[AR_QUARTER_RECEIVABLES] = {"receivables_of_3_months",
	    AR_SHAPE_MONEY, get_quarter_receivables, NULL},
	[AR_SUM_TO_PAY] = {"days_to_pay", AR_SHAPE_COUNT, get_to_pay, NULL},
	[AR_SUM_LATE] = {"days_late", AR_SHAPE_COUNT, get_late, NULL},
	[AR_SUM_WEIGHTED_TO_PAY] = {"amount_x_days_to_pay", AR_SHAPE_MONEY,
	    get_weighted_to_pay, NULL},
	[AR_SUM_WEIGHTED_LATE] = {"amount_x_days_late", AR_SHAPE_MONEY,
	    get_weighted_late, NULL},
};

const struct ar_measure *
ar_measure(enum ar_measure_id id)
{
	return &measures[id];
}
