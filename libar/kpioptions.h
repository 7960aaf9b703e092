/*
 * libar/kpioptions.h
 * Purpose: the options of ar-dso and ar-cei.
 */
#ifndef AR_KPIOPTIONS_H
#define AR_KPIOPTIONS_H

#include "libar/cli.h"
#include "libar/kpi.h"
#include "libar/spans.h"

enum ar_kpi_option_id {
	AR_KPI_BEGINNING = AR_OPT_FIRST, AR_KPI_SALES, AR_KPI_RECEIVABLES,
	AR_KPI_CURRENT, AR_KPI_DAYS, AR_KPI_WINDOW, AR_KPI_EVERY,
	AR_KPI_PERIODS, AR_KPI_EXPLAIN, AR_KPI_GROSS_SALES, AR_KPI_LATE,
	AR_KPI_CLAMP, AR_KPI_METHOD, AR_KPI_MONTH_DAYS, AR_KPI_CASH,
	AR_KPI_CRF, AR_KPI_MONTHS
};

/* Rows for the tools' tables, which are sorted by long name. */
#define AR_KPI_OPTION_BEGINNING {0, "beginning", "AMOUNT", \
	"receivables before the period, instead of files", AR_KPI_BEGINNING}
#define AR_KPI_OPTION_CURRENT {0, "current", "AMOUNT", \
	"receivables not past due, instead of files", AR_KPI_CURRENT}
#define AR_KPI_OPTION_EVERY {'e', "every", "UNIT", \
	"a row for each month, quarter or year", AR_KPI_EVERY}
#define AR_KPI_OPTION_EXPLAIN {0, "explain", NULL, \
	"say each formula with its numbers on stderr", AR_KPI_EXPLAIN}
#define AR_KPI_OPTION_GROSS_SALES {0, "gross-sales", NULL, \
	"credits do not lower credit_sales", AR_KPI_GROSS_SALES}
#define AR_KPI_OPTION_GROUP_BY {'g', "group-by", "COL[,COL...]", \
	"columns to group by (none)", AR_OPT_GROUP_BY}
#define AR_KPI_OPTION_PERIODS {'n', "periods", "N", \
	"only the last N periods of --every (all)", AR_KPI_PERIODS}
#define AR_KPI_OPTION_RECEIVABLES {0, "receivables", "AMOUNT", \
	"receivables at the end, instead of files", AR_KPI_RECEIVABLES}
#define AR_KPI_OPTION_SALES {0, "sales", "AMOUNT", \
	"credit sales of the period, instead of files", AR_KPI_SALES}
#define AR_KPI_OPTION_WINDOW {'w', "window", "DAYS", \
	"periods of so many days (90 without --every)", AR_KPI_WINDOW}

struct ar_kpi_options {
	struct ar_span_options spans;
	struct ar_amount beginning, sales, receivables, current;
	int64_t days;                   /* 0: not given */
	int32_t month_days, months;     /* 0: not given */
	bool explain, gross_sales, late, clamp, cash, crf;
	bool average, rolling, quarterly;       /* --method */
};

/* For struct ar_tool. */
int ar_kpi_set(void *opts, int id, const char *value, const char **want);
bool ar_kpi_computes(const void *opts);

/*
 * Defaults, and options that make no sense together.  AR_ESTOP after a
 * message.
 */
AR_MUST int ar_kpi_check(struct ar_cli *, struct ar_kpi_options *);

/* Options that a period table has no use for.  AR_ESTOP after a message. */
AR_MUST int ar_kpi_check_table(struct ar_cli *);

/* The figures as a period. */
struct ar_period ar_kpi_figures(const struct ar_kpi_options *);

#endif
