/*
 * ar-cei - collection effectiveness index
 *
 * Reads what ar-dso reads, and what it writes.  Writes by period, group and
 * currency how much of what could be collected was collected.  Manual:
 * ar-cei(1).
 */
#include "libar/kpirun.h"

static const char synopsis[] =
    "[-v] [-a DATE] [-C FILE] [-e UNIT [-n N]] [-g COL[,COL...]]\n"
    "[-o FILE] [-P FILE] [-w DAYS] [--alert=EXPR] [--as-exported]\n"
    "[--cash] [--control=FILE] [--crf [--months=N]] [--digits=N]\n"
    "[--expect-total=[CUR:]AMOUNT] [--explain] [--gross-sales]\n"
    "[--max-errors=N] [--rejects=FILE] [--skip-unknown] [--threads=N]\n"
    "[--unique] [FILE...]\n"
    "[--beginning=AMOUNT] [--sales=AMOUNT] [--receivables=AMOUNT]\n"
    "[--current=AMOUNT] [--months=N]";

static const char examples[] =
    "ar-cei -a eopm -e month -P payments.csv ledger.csv\n"
    "ar-cei --beginning=6200 --sales=3610 --receivables=6000 --current=3560";

static const struct ar_option options[] = {
	AR_OPTION_ALERT,
	AR_OPTION_AS_EXPORTED,
	AR_OPTION_AS_OF,
	AR_KPI_OPTION_BEGINNING,
	{0, "cash", NULL, "collected is cash only (with --payments)",
	    AR_KPI_CASH},
	AR_OPTION_CONTROL,
	{0, "crf", NULL, "divide credit_sales by the months of the period",
	    AR_KPI_CRF},
	AR_KPI_OPTION_CURRENT,
	AR_OPTION_CUSTOMERS,
	AR_OPTION_DIGITS,
	AR_KPI_OPTION_EVERY,
	AR_OPTION_EXPECT_TOTAL,
	AR_KPI_OPTION_EXPLAIN,
	AR_KPI_OPTION_GROSS_SALES,
	AR_KPI_OPTION_GROUP_BY,
	AR_OPTION_HELP,
	AR_OPTION_MAX_ERRORS,
	{0, "months", "N", "months of a period; implies --crf",
	    AR_KPI_MONTHS},
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
	.name = "ar-cei", .purpose = "collection effectiveness index",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = ar_kpi_set,
	.computes = ar_kpi_computes,
};

static void
choose(struct ar_kpi_layout *l, const struct ar_kpi_options *o)
{
	const enum ar_measure_id column[] = {
		AR_BEGINNING, AR_SALES, AR_RECEIVABLES, AR_CURRENT,
		o->cash ? AR_CASH : AR_COLLECTED, AR_COLLECTIBLE,
		!o->crf ? AR_CEI : o->cash ? AR_CEI_CRF_CASH : AR_CEI_CRF
	};

	for (size_t i = 0; i < sizeof column / sizeof *column; i++)
		ar_kpi_layout_add(l, column[i]);
	l->total = AR_RECEIVABLES;
}

int
main(int argc, char **argv)
{
	return ar_kpi_main(argc, argv, &tool, choose);
}
