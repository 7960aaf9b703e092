/*
 * ar-dso - days sales outstanding
 *
 * Reads invoices, a period table, or figures on the command line.  Writes
 * DSO, best possible DSO, days delinquent, countback DSO and turnover by
 * period, group and currency; with --late how late was paid.  Manual:
 * ar-dso(1).
 */
#include "libar/kpirun.h"

static const char synopsis[] =
    "[-v] [-a DATE] [-C FILE] [-e UNIT [-n N]] [-g COL[,COL...]]\n"
    "[-o FILE] [-P FILE] [-w DAYS] [--alert=EXPR] [--as-exported]\n"
    "[--control=FILE] [--digits=N] [--expect-total=[CUR:]AMOUNT]\n"
    "[--explain] [--gross-sales] [--late [--clamp]] [--max-errors=N]\n"
    "[--method=NAME[,NAME...]] [--month-days=N] [--rejects=FILE]\n"
    "[--skip-unknown] [--threads=N] [--unique] [FILE...]\n"
    "[--receivables=AMOUNT] [--sales=AMOUNT] [--days=N]\n"
    "[--current=AMOUNT] [--beginning=AMOUNT]";

static const char examples[] =
    "ar-dso -a eopm -e month -n 12 -P payments.csv ledger.csv\n"
    "ar-dso --receivables=15000 --sales=10000 --days=30 --current=4000";

static const struct ar_option options[] = {
	AR_OPTION_ALERT,
	AR_OPTION_AS_EXPORTED,
	AR_OPTION_AS_OF,
	AR_KPI_OPTION_BEGINNING,
	{0, "clamp", NULL, "with --late: paid early counts as 0 days late",
	    AR_KPI_CLAMP},
	AR_OPTION_CONTROL,
	AR_KPI_OPTION_CURRENT,
	AR_OPTION_CUSTOMERS,
	{0, "days", "N", "days of the period, instead of files",
	    AR_KPI_DAYS},
	AR_OPTION_DIGITS,
	AR_KPI_OPTION_EVERY,
	AR_OPTION_EXPECT_TOTAL,
	AR_KPI_OPTION_EXPLAIN,
	AR_KPI_OPTION_GROSS_SALES,
	AR_KPI_OPTION_GROUP_BY,
	AR_OPTION_HELP,
	{0, "late", NULL, "days to pay and days late of what was settled",
	    AR_KPI_LATE},
	AR_OPTION_MAX_ERRORS,
	{0, "method", "NAME[,NAME...]",
	    "add DSO by another method: average, rolling3, crf",
	    AR_KPI_METHOD},
	{0, "month-days", "N", "days of a whole month in a countback",
	    AR_KPI_MONTH_DAYS},
	AR_OPTION_OUTPUT,
	AR_OPTION_PAYMENTS,
	AR_KPI_OPTION_PERIODS,
	AR_KPI_OPTION_RECEIVABLES,
	AR_OPTION_REJECTS,
	AR_KPI_OPTION_SALES,
	AR_OPTION_SKIP_UNKNOWN,
	AR_OPTION_THREADS,
	AR_OPTION_UNIQUE,
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
	AR_KPI_OPTION_WINDOW,
};

static const struct ar_tool tool = {
	.name = "ar-dso", .purpose = "days sales outstanding", .synopsis = synopsis,
	.examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = ar_kpi_set,
	.computes = ar_kpi_computes,
};

static const enum ar_measure_id of_balances[] = {
	AR_BEGINNING, AR_SALES, AR_RECEIVABLES, AR_CURRENT, AR_DSO,
	AR_BEST_DSO, AR_DAYS_DELINQUENT, AR_COUNTBACK, AR_TURNOVER
}, of_settled[] = {
	AR_ITEMS, AR_SETTLED_AMOUNT, AR_DAYS_TO_PAY, AR_DAYS_LATE,
	AR_WEIGHTED_TO_PAY, AR_WEIGHTED_LATE, AR_LATE_ITEMS, AR_LATE_SHARE
};

static void
choose(struct ar_kpi_layout *l, const struct ar_kpi_options *o)
{
	const enum ar_measure_id *column = o->late ? of_settled :
	    of_balances;
	size_t n = o->late ? sizeof of_settled / sizeof *of_settled :
	    sizeof of_balances / sizeof *of_balances;

	for (size_t i = 0; i < n; i++)
		ar_kpi_layout_add(l, column[i]);
	l->total = o->late ? AR_SETTLED_AMOUNT : AR_RECEIVABLES;
	if (o->average)
		ar_kpi_layout_extra(l, AR_AVERAGE_DSO);
	if (o->rolling)
		ar_kpi_layout_extra(l, AR_ROLLING_DSO);
	if (o->quarterly)
		ar_kpi_layout_extra(l, AR_CRF_DSO);
}

int
main(int argc, char **argv)
{
	return ar_kpi_main(argc, argv, &tool, choose);
}
