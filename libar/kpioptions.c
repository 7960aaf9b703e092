/*
 * libar/kpioptions.c
 * Purpose: the options of ar-dso and ar-cei.
 */
#include "libar/kpioptions.h"

#include "libar/options.h"

enum {
	WINDOW = 90, PERIODS_MAX = 120000, MONTHS_MAX = 1200,
	MONTH_DAYS_MAX = 31, MONEY_DIGITS = 2
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static int
set_figure(struct ar_amount *figure, const char *value, const char **want)
{
	*want = "an amount with at most 2 decimals and "
	    "9223372036854775807 cents";
	figure->filled = true;
	return ar_money_parse(&figure->minor, ar_slice_of(value),
	    MONEY_DIGITS) == AR_MONEY_OK ? AR_OK : AR_EDATA;
}

static int
set_number(int32_t *number, const char *value, int32_t most)
{
	int64_t n;

	if (ar_number_parse(&n, ar_slice_of(value), 1, most) != AR_OK)
		return AR_EDATA;
	*number = (int32_t)n;
	return AR_OK;
}

static int
set_every(struct ar_kpi_options *o, const char *value, const char **want)
{
	*want = "month, quarter or year";
	o->spans.series = true;
	return ar_unit_parse(&o->spans.every, ar_slice_of(value)) == AR_OK &&
	    o->spans.every != AR_WEEK ? AR_OK : AR_EDATA;
}

static int
set_methods(struct ar_kpi_options *o, const char *value, const char **want)
{
	struct ar_slice rest = ar_slice_of(value);

	*want = "average, rolling3, crf, or several with commas";
	do {
		struct ar_slice name = ar_slice_cut(&rest, ',');

		if (ar_slice_eq(name, AR_S("average")))
			o->average = true;
		else if (ar_slice_eq(name, AR_S("rolling3")))
			o->rolling = true;
		else if (ar_slice_eq(name, AR_S("crf")))
			o->quarterly = true;
		else
			return AR_EDATA;
	} while (rest.n > 0);
	return value[strlen(value) - 1] == ',' ? AR_EDATA : AR_OK;
}

static int
set_flag(struct ar_kpi_options *o, int id)
{
	bool *flag = id == AR_KPI_EXPLAIN ? &o->explain :
	    id == AR_KPI_GROSS_SALES ? &o->gross_sales :
	    id == AR_KPI_LATE ? &o->late : id == AR_KPI_CLAMP ? &o->clamp :
	    id == AR_KPI_CASH ? &o->cash : &o->crf;

	*flag = true;
	return AR_OK;
}

static int
set_count(struct ar_kpi_options *o, int id, const char *value,
    const char **want)
{
	int32_t n;

	switch (id) {
	case AR_KPI_WINDOW:
		*want = "1 to 3652058";
		return set_number(&o->spans.window, value, AR_DAY_MAX - 1);
	case AR_KPI_PERIODS:
		*want = "1 to 120000";
		if (set_number(&n, value, PERIODS_MAX) != AR_OK)
			return AR_EDATA;
		o->spans.newest = (size_t)n;
		return AR_OK;
	case AR_KPI_MONTH_DAYS:
		*want = "1 to 31";
		return set_number(&o->month_days, value, MONTH_DAYS_MAX);
	case AR_KPI_MONTHS:
		*want = "1 to 1200";
		o->crf = true;
		return set_number(&o->months, value, MONTHS_MAX);
	default:
		*want = "1 to 3652058";
		return ar_number_parse(&o->days, ar_slice_of(value), 1,
		    AR_DAY_MAX - 1);
	}
}

int
ar_kpi_set(void *opts, int id, const char *value, const char **want)
{
	struct ar_kpi_options *o = opts;

	switch (id) {
	case AR_KPI_BEGINNING:
		return set_figure(&o->beginning, value, want);
	case AR_KPI_SALES:
		return set_figure(&o->sales, value, want);
	case AR_KPI_RECEIVABLES:
		return set_figure(&o->receivables, value, want);
	case AR_KPI_CURRENT:
		return set_figure(&o->current, value, want);
	case AR_KPI_EVERY:
		return set_every(o, value, want);
	case AR_KPI_METHOD:
		return set_methods(o, value, want);
	case AR_KPI_WINDOW:
	case AR_KPI_PERIODS:
	case AR_KPI_MONTH_DAYS:
	case AR_KPI_MONTHS:
	case AR_KPI_DAYS:
		return set_count(o, id, value, want);
	default:
		return set_flag(o, id);
	}
}

bool
ar_kpi_computes(const void *opts)
{
	const struct ar_kpi_options *o = opts;

	return o->beginning.filled || o->sales.filled ||
	    o->receivables.filled || o->current.filled || o->days != 0;
}

/* What is about documents, and is in no period table. */
static const int of_documents[] = {
	AR_OPT_AS_OF, AR_KPI_WINDOW, AR_KPI_EVERY, AR_KPI_PERIODS,
	AR_KPI_CASH, AR_OPT_PAYMENTS, AR_OPT_CUSTOMERS, AR_KPI_LATE,
	AR_KPI_GROSS_SALES, AR_OPT_AS_EXPORTED, AR_OPT_SKIP_UNKNOWN,
	AR_OPT_UNIQUE
};

/* What is about any file. */
static const int of_files[] = {
	AR_OPT_GROUP_BY, AR_OPT_REJECTS, AR_OPT_EXPECT_TOTAL,
	AR_OPT_CONTROL, AR_KPI_MONTH_DAYS
};

static int
check_figures(struct ar_cli *cli, const struct ar_kpi_options *o)
{
	static const int figures[] = {
		AR_KPI_BEGINNING, AR_KPI_SALES, AR_KPI_RECEIVABLES,
		AR_KPI_CURRENT, AR_KPI_DAYS
	};
	static const int quarter[] = {AR_KPI_METHOD};

	for (size_t i = 0; i < COUNT(figures); i++) {
		if (ar_cli_excludes(cli, figures[i], of_documents,
		    COUNT(of_documents)) != AR_OK ||
		    ar_cli_excludes(cli, figures[i], of_files,
		    COUNT(of_files)) != AR_OK)
			return AR_ESTOP;
		if ((o->rolling || o->quarterly) && ar_cli_excludes(cli,
		    figures[i], quarter, COUNT(quarter)) != AR_OK)
			return AR_ESTOP;
	}
	return ar_kpi_computes(o) ?
	    ar_cli_needs(cli, AR_KPI_CRF, AR_KPI_MONTHS) : AR_OK;
}

int
ar_kpi_check(struct ar_cli *cli, struct ar_kpi_options *o)
{
	static const int of_balances[] = {
		AR_KPI_METHOD, AR_KPI_MONTH_DAYS, AR_KPI_GROSS_SALES,
		AR_OPT_EXPECT_TOTAL
	};

	if (check_figures(cli, o) != AR_OK ||
	    ar_cli_excludes(cli, AR_KPI_LATE, of_balances,
	    COUNT(of_balances)) != AR_OK ||
	    ar_cli_needs(cli, AR_KPI_PERIODS, AR_KPI_EVERY) != AR_OK ||
	    ar_cli_needs(cli, AR_KPI_CLAMP, AR_KPI_LATE) != AR_OK ||
	    ar_cli_needs(cli, AR_KPI_CASH, AR_OPT_PAYMENTS) != AR_OK)
		return AR_ESTOP;
	if (!o->spans.series && o->spans.window == 0)
		o->spans.window = WINDOW;
	o->spans.last = cli->common.as_of;
	return AR_OK;
}

int
ar_kpi_check_table(struct ar_cli *cli)
{
	for (size_t i = 0; i < COUNT(of_documents); i++) {
		if (!ar_cli_given(cli, of_documents[i]))
			continue;
		ar_diag_say(cli->diag, &(struct ar_say){AR_M_NOT_FOR_TABLE,
		    {0}, {0}, {ar_cli_name(cli, of_documents[i])}});
		return AR_ESTOP;
	}
	return AR_OK;
}

struct ar_period
ar_kpi_figures(const struct ar_kpi_options *o)
{
	return (struct ar_period){
		.days = o->days == 0 ? ar_figure_none(AR_WORD_NONE) :
		    ar_figure_of(o->days),
		.beginning = ar_kpi_given(&o->beginning),
		.sales = ar_kpi_given(&o->sales),
		.receivables = ar_kpi_given(&o->receivables),
		.current = ar_kpi_given(&o->current), .months = o->months,
	};
}
