/*
 * tests/unit/test_kpi.c
 * Purpose: each figure of a period, its words, and published examples.
 */
#include "libar/kpi.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* A figure that is not known. */
#define X INT64_MIN

static struct ar_figure
given(ar_sum number)
{
	return number == X ? ar_figure_none(AR_WORD_NO_HISTORY) :
	    ar_figure_of(number);
}

typedef struct ar_figure kpi(const struct ar_period *);

static void
expect(const char *name, kpi *of, const struct ar_period *p, unsigned digits,
    const char *want, enum ar_word word)
{
	struct ar_figure f = of(p);
	char text[AR_MONEY_MAX];
	size_t n = 0;

	if (ar_figure_known(f))
		n = ar_ratio_format(text, f.num, f.den, digits);
	check(name, f.word == word);
	check(name, ar_slice_eq(ar_slice(text, n), ar_slice_of(want)));
}

/* Amounts without decimals. */
struct amounts {
	ar_sum beginning, sales, receivables, current;
};

static struct ar_period
period_of(const struct amounts *a, ar_sum days)
{
	return (struct ar_period){.beginning = given(a->beginning),
	    .sales = given(a->sales), .receivables = given(a->receivables),
	    .current = given(a->current), .days = given(days)};
}

/* want: four decimals; "" for not defined. */
static const struct row {
	const char *name;
	kpi *of;
	struct amounts in;
	ar_sum days;
	const char *want;
	enum ar_word word;
} published[] = {
	{"dso of a year", ar_kpi_dso, {X, 1800000, 150000, X}, 365,
	    "30.4167", 0},
	{"dso, ending balance", ar_kpi_dso, {X, 4192200, 328800, X}, 365,
	    "28.6275", 0},
	{"turnover, ending balance", ar_kpi_turnover,
	    {328800, 4192200, 328800, X}, 365, "12.7500", 0},
	{"turnover, average", ar_kpi_turnover, {300000, 3600000, 420000, X},
	    365, "10.0000", 0},
	{"average_dso", ar_kpi_average_dso, {300000, 3600000, 420000, X},
	    365, "36.5000", 0},
	{"dso", ar_kpi_dso, {X, 10000, 15000, 4000}, 30, "45.0000", 0},
	{"best_dso", ar_kpi_best_dso, {X, 10000, 15000, 4000}, 30,
	    "12.0000", 0},
	{"avg_days_delinquent", ar_kpi_days_delinquent,
	    {X, 10000, 15000, 4000}, 30, "33.0000", 0},
	{"dso, not countback", ar_kpi_dso, {X, 250000, 212000, X}, 90,
	    "76.3200", 0},
	{"cei of three months", ar_kpi_cei, {6200, 10890, 6340, 3590}, X,
	    "79.6296", 0},
	{"cei of a month", ar_kpi_cei, {6200, 3610, 6000, 3560}, X,
	    "60.9600", 0},
	{"cei 1", ar_kpi_cei, {50000, 200000, 40000, 10000}, X, "87.5000",
	    0},
	{"cei 2", ar_kpi_cei, {30000, 150000, 50000, 20000}, X, "81.2500",
	    0},
	{"cei 3", ar_kpi_cei, {100000, 300000, 120000, 50000}, X, "80.0000",
	    0},
	{"cei 4", ar_kpi_cei, {80000, 250000, 150000, 100000}, X, "78.2609",
	    0},
}, rows[] = {
	/* Sales of 0 and below, and what is not known. */
	{"dso of nothing due", ar_kpi_dso, {X, 100, 0, X}, 30, "0.0000", 0},
	{"dso of credits", ar_kpi_dso, {X, 100, -50, X}, 30, "-15.0000",
	    AR_WORD_CREDIT_BALANCE},
	{"dso of a credit of one cent", ar_kpi_dso, {X, 100, -1, X}, 30,
	    "-0.3000", AR_WORD_CREDIT_BALANCE},
	{"dso without sales", ar_kpi_dso, {X, 0, 50, X}, 30, "",
	    AR_WORD_ZERO_SALES},
	{"dso of credits without sales", ar_kpi_dso, {X, 0, -50, X}, 30, "",
	    AR_WORD_ZERO_SALES},
	{"dso of nothing at all", ar_kpi_dso, {X, 0, 0, X}, 30, "",
	    AR_WORD_ZERO_ACTIVITY},
	{"dso of net credits", ar_kpi_dso, {X, -1, 50, X}, 30, "",
	    AR_WORD_NEGATIVE_SALES},
	{"dso of net credits, nothing due", ar_kpi_dso, {X, -1, 0, X}, 30,
	    "", AR_WORD_NEGATIVE_SALES},
	{"dso, no sales known", ar_kpi_dso, {X, X, 50, X}, 30, "",
	    AR_WORD_NO_HISTORY},
	{"dso, no receivables known", ar_kpi_dso, {X, 0, X, X}, 30, "",
	    AR_WORD_NO_HISTORY},
	{"dso, no days known", ar_kpi_dso, {X, 0, 50, X}, X, "",
	    AR_WORD_NO_HISTORY},
	{"dso beyond 64 bits", ar_kpi_dso, {X, (ar_sum)INT64_MAX << 23,
	    (ar_sum)INT64_MAX << 23, X}, AR_DAY_MAX, "3652059.0000", 0},
	{"best_dso without sales", ar_kpi_best_dso, {X, 0, 50, 0}, 30, "",
	    AR_WORD_ZERO_SALES},
	{"best_dso of nothing at all", ar_kpi_best_dso, {X, 0, 0, 0}, 30,
	    "", AR_WORD_ZERO_ACTIVITY},
	{"best_dso of current alone", ar_kpi_best_dso, {X, 100, X, 40}, 30,
	    "12.0000", 0},
	{"best_dso of current alone, no sales", ar_kpi_best_dso,
	    {X, 0, X, 40}, 30, "", AR_WORD_ZERO_SALES},
	{"best_dso of net credits", ar_kpi_best_dso, {X, -9, 50, 40}, 30,
	    "", AR_WORD_NEGATIVE_SALES},
	{"best_dso below 0", ar_kpi_best_dso, {X, 100, 50, -10}, 30,
	    "-3.0000", AR_WORD_CREDIT_BALANCE},
	{"best_dso beyond dso", ar_kpi_best_dso, {X, 100, 20, 40}, 30,
	    "12.0000", 0},
	{"best_dso, no current known", ar_kpi_best_dso, {X, 100, 50, X}, 30,
	    "", AR_WORD_NO_HISTORY},
	{"delinquent, past due credits", ar_kpi_days_delinquent,
	    {X, 100, 20, 40}, 30, "-6.0000", AR_WORD_PAST_DUE_CREDIT},
	{"delinquent of credits only", ar_kpi_days_delinquent,
	    {X, 100, -20, 0}, 30, "-6.0000", AR_WORD_PAST_DUE_CREDIT},
	{"delinquent, all current", ar_kpi_days_delinquent,
	    {X, 100, 40, 40}, 30, "0.0000", 0},
	{"delinquent without sales", ar_kpi_days_delinquent,
	    {X, 0, 40, 40}, 30, "", AR_WORD_ZERO_SALES},
	{"delinquent, none current, no sales", ar_kpi_days_delinquent,
	    {X, 0, 40, 0}, 30, "", AR_WORD_ZERO_SALES},
	{"delinquent of credits and debts, no sales",
	    ar_kpi_days_delinquent, {X, 0, 0, 40}, 30, "",
	    AR_WORD_ZERO_ACTIVITY},
	{"delinquent of nothing at all", ar_kpi_days_delinquent,
	    {X, 0, 0, 0}, 30, "", AR_WORD_ZERO_ACTIVITY},
	{"delinquent of net credits", ar_kpi_days_delinquent,
	    {X, -1, 40, 40}, 30, "", AR_WORD_NEGATIVE_SALES},
	{"delinquent, no current known", ar_kpi_days_delinquent,
	    {X, 100, 40, X}, 30, "", AR_WORD_NO_HISTORY},
	{"delinquent, no receivables known", ar_kpi_days_delinquent,
	    {X, 100, X, 40}, 30, "", AR_WORD_NO_HISTORY},
	{"turnover without sales", ar_kpi_turnover, {10, 0, 30, X}, X,
	    "0.0000", 0},
	{"turnover of net credits", ar_kpi_turnover, {10, -1, 30, X}, X, "",
	    AR_WORD_NEGATIVE_SALES},
	{"turnover of no receivables", ar_kpi_turnover, {-30, 100, 30, X},
	    X, "", AR_WORD_NO_RECEIVABLES},
	{"turnover of credits", ar_kpi_turnover, {-31, -1, 30, X}, X, "",
	    AR_WORD_NO_RECEIVABLES},
	{"turnover, an odd average", ar_kpi_turnover, {0, 3, 1, X}, X,
	    "6.0000", 0},
	{"turnover, no beginning known", ar_kpi_turnover, {X, 100, 30, X},
	    X, "", AR_WORD_NO_HISTORY},
	{"turnover, no receivables known", ar_kpi_turnover, {10, 100, X, X},
	    X, "", AR_WORD_NO_HISTORY},
	{"turnover, no sales known", ar_kpi_turnover, {10, X, 30, X}, X, "",
	    AR_WORD_NO_HISTORY},
	{"average_dso, an odd average", ar_kpi_average_dso, {0, 3, 1, X},
	    30, "5.0000", 0},
	{"average_dso of credits", ar_kpi_average_dso, {-50, 100, 30, X},
	    30, "-3.0000", AR_WORD_CREDIT_BALANCE},
	{"average_dso of nothing on average", ar_kpi_average_dso,
	    {-30, 100, 30, X}, 30, "0.0000", 0},
	{"average_dso without sales", ar_kpi_average_dso, {10, 0, 0, X}, 30,
	    "", AR_WORD_ZERO_SALES},
	{"average_dso of nothing at all", ar_kpi_average_dso, {0, 0, 0, X},
	    30, "", AR_WORD_ZERO_ACTIVITY},
	{"average_dso of net credits", ar_kpi_average_dso, {10, -1, 0, X},
	    30, "", AR_WORD_NEGATIVE_SALES},
	{"average_dso, no beginning known", ar_kpi_average_dso,
	    {X, 100, 30, X}, 30, "", AR_WORD_NO_HISTORY},
	{"collected", ar_kpi_collected, {50, 200, 40, X}, X, "210.0000", 0},
	{"collected below 0", ar_kpi_collected, {50, 20, 100, X}, X,
	    "-30.0000", 0},
	{"collected, no beginning known", ar_kpi_collected, {X, 20, 100, X},
	    X, "", AR_WORD_NO_HISTORY},
	{"collected, no sales known", ar_kpi_collected, {50, X, 100, X}, X,
	    "", AR_WORD_NO_HISTORY},
	{"collected, no receivables known", ar_kpi_collected,
	    {50, 20, X, 10}, X, "", AR_WORD_NO_HISTORY},
	{"collectible", ar_kpi_collectible, {50, 200, X, 10}, X, "240.0000",
	    0},
	{"collectible, no current known", ar_kpi_collectible,
	    {50, 200, 40, X}, X, "", AR_WORD_NO_HISTORY},
	{"cei, all collected", ar_kpi_cei, {50, 200, 10, 10}, X, "100.0000",
	    0},
	{"cei, nothing collected", ar_kpi_cei, {50, 200, 250, 10}, X,
	    "0.0000", 0},
	{"cei above 100", ar_kpi_cei, {50, 200, 10, 50}, X, "120.0000",
	    AR_WORD_PAST_DUE_CREDIT},
	{"cei below 0", ar_kpi_cei, {50, 20, 100, 10}, X, "-50.0000",
	    AR_WORD_INCONSISTENT},
	{"cei, one cent below 0", ar_kpi_cei, {50, 200, 251, 10}, X,
	    "-0.4167", AR_WORD_INCONSISTENT},
	{"cei, one cent fell due", ar_kpi_cei, {50, 200, 249, 249}, X,
	    "100.0000", 0},
	{"cei, nothing fell due", ar_kpi_cei, {50, 200, 250, 250}, X, "",
	    AR_WORD_NOTHING_COLLECTIBLE},
	{"cei, nothing at all", ar_kpi_cei, {0, 0, 0, 0}, X, "",
	    AR_WORD_NOTHING_COLLECTIBLE},
	{"cei, collected but nothing due", ar_kpi_cei, {50, 200, 240, 250},
	    X, "", AR_WORD_INCONSISTENT},
	{"cei, collectible below 0", ar_kpi_cei, {50, 200, 240, 251}, X, "",
	    AR_WORD_INCONSISTENT},
	{"cei, both below 0", ar_kpi_cei, {50, 200, 260, 260}, X, "",
	    AR_WORD_INCONSISTENT},
	{"cei, no beginning known", ar_kpi_cei, {X, 200, 40, 10}, X, "",
	    AR_WORD_NO_HISTORY},
	{"cei, no current known", ar_kpi_cei, {50, 200, 40, X}, X, "",
	    AR_WORD_NO_HISTORY},
	{"cei beyond 64 bits", ar_kpi_cei, {(ar_sum)INT64_MAX << 40, 0, 0,
	    0}, X, "100.0000", 0},
};

static void
expect_rows(const struct row *row, size_t n)
{
	for (; n-- > 0; row++) {
		struct ar_period p = period_of(&row->in, row->days);

		expect(row->name, row->of, &p, 4, row->want, row->word);
	}
}

static void
test_published(void **state)
{
	(void)state;
	expect_rows(published, ROWS(published));
}

static void
test_edges(void **state)
{
	(void)state;
	expect_rows(rows, ROWS(rows));
}

/* The word of what is not known is told; the first one where several. */
static const struct word_row {
	const char *name;
	kpi *of;
	bool receivables, sales, days;  /* known */
	enum ar_word word;
} word_rows[] = {
	{"no receivables", ar_kpi_dso, 0, 0, 0, AR_WORD_NO_HISTORY},
	{"no sales", ar_kpi_dso, 1, 0, 0, AR_WORD_INCONSISTENT},
	{"no days", ar_kpi_dso, 1, 1, 0, AR_WORD_NONE},
	{"countback, no receivables", ar_kpi_countback, 0, 1, 1,
	    AR_WORD_NO_HISTORY},
	{"countback, no months", ar_kpi_countback, 1, 1, 1,
	    AR_WORD_HISTORY_START},
	{"turnover, no sales", ar_kpi_turnover, 1, 0, 1,
	    AR_WORD_INCONSISTENT},
	{"average_dso, no days", ar_kpi_average_dso, 1, 1, 0, AR_WORD_NONE},
	{"rolling, no sales", ar_kpi_rolling_dso, 1, 0, 1,
	    AR_WORD_INCONSISTENT},
	{"rolling, no receivables", ar_kpi_rolling_dso, 0, 1, 1,
	    AR_WORD_NO_HISTORY},
	{"crf, no sales", ar_kpi_crf_dso, 1, 0, 1, AR_WORD_INCONSISTENT},
	{"cei, no receivables", ar_kpi_cei, 0, 1, 1, AR_WORD_NO_HISTORY},
	{"cei, no sales", ar_kpi_cei, 1, 0, 1, AR_WORD_INCONSISTENT},
};

static struct ar_figure
known(bool is_known, enum ar_word word)
{
	return is_known ? ar_figure_of(10) : ar_figure_none(word);
}

static void
test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(word_rows); i++) {
		const struct word_row *row = &word_rows[i];
		struct ar_period p = {
			.beginning = ar_figure_of(10),
			.receivables = known(row->receivables,
			    AR_WORD_NO_HISTORY),
			.current = ar_figure_of(5),
			.sales = known(row->sales, AR_WORD_INCONSISTENT),
			.days = known(row->days, AR_WORD_NONE),
			.quarter_sales = known(row->sales,
			    AR_WORD_INCONSISTENT),
			.quarter_receivables = ar_figure_of(30),
			.no_months = AR_WORD_HISTORY_START,
		};

		expect(row->name, row->of, &p, 4, "", row->word);
	}
}

/* Nothing took no days; one cent would take some, were months known. */
static void
test_countback_without_months(void **state)
{
	struct ar_period p = {.no_months = AR_WORD_HISTORY_START};

	(void)state;
	p.receivables = ar_figure_of(0);
	expect("nothing", ar_kpi_countback, &p, 4, "0.0000", AR_WORD_NONE);
	p.receivables = ar_figure_of(1);
	expect("one cent", ar_kpi_countback, &p, 4, "",
	    AR_WORD_HISTORY_START);
}

/* Three months. */
static const struct quarter_row {
	const char *name;
	kpi *of;
	ar_sum receivables, sum, sales;
	enum ar_word beside;            /* the sales */
	const char *want;
	enum ar_word word;
} quarter_rows[] = {
	{"published, rolling", ar_kpi_rolling_dso, 10869, X,
	    5538 + 4566 + 7570, 0, "55.3474", 0},
	{"rolling is not crf", ar_kpi_rolling_dso, 212000, 542000, 250000,
	    0, "76.3200", 0},
	{"crf, three month ends", ar_kpi_crf_dso, 212000,
	    150000 + 180000 + 212000, 250000, 0, "65.0400", 0},
	{"rolling, the history begins", ar_kpi_rolling_dso, 10, 30, 90,
	    AR_WORD_HISTORY_START, "10.0000", AR_WORD_HISTORY_START},
	{"crf, the history begins", ar_kpi_crf_dso, 10, 30, 90,
	    AR_WORD_HISTORY_START, "10.0000", AR_WORD_HISTORY_START},
	{"rolling of credits", ar_kpi_rolling_dso, -10, 30, 90,
	    AR_WORD_HISTORY_START, "-10.0000", AR_WORD_CREDIT_BALANCE},
	{"crf of credits", ar_kpi_crf_dso, 10, -30, 90, 0, "-10.0000",
	    AR_WORD_CREDIT_BALANCE},
	{"rolling without sales", ar_kpi_rolling_dso, 10, 0, 0,
	    AR_WORD_HISTORY_START, "", AR_WORD_ZERO_SALES},
	{"crf without sales", ar_kpi_crf_dso, 0, 30, 0, 0, "",
	    AR_WORD_ZERO_SALES},
	{"rolling of nothing", ar_kpi_rolling_dso, 0, 30, 0, 0, "",
	    AR_WORD_ZERO_ACTIVITY},
	{"crf of nothing", ar_kpi_crf_dso, 10, 0, 0, 0, "",
	    AR_WORD_ZERO_ACTIVITY},
	{"rolling of net credits", ar_kpi_rolling_dso, 10, 30, -1, 0, "",
	    AR_WORD_NEGATIVE_SALES},
	{"crf of net credits", ar_kpi_crf_dso, 10, 30, -1, 0, "",
	    AR_WORD_NEGATIVE_SALES},
	{"rolling, no sales known", ar_kpi_rolling_dso, 10, 30, X, 0, "",
	    AR_WORD_NO_HISTORY},
	{"crf, no month ends known", ar_kpi_crf_dso, 10, X, 90, 0, "",
	    AR_WORD_NO_HISTORY},
};

static void
test_quarter(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(quarter_rows); i++) {
		const struct quarter_row *row = &quarter_rows[i];
		struct ar_period p = {
			.receivables = given(row->receivables),
			.quarter_receivables = given(row->sum),
			.quarter_sales = given(row->sales),
		};

		if (row->beside != AR_WORD_NONE)
			p.quarter_sales.word = row->beside;
		expect(row->name, row->of, &p, 4, row->want, row->word);
	}
}

/* cei with months that divide sales, and with cash. */
static const struct cei_row {
	const char *name;
	struct amounts in;
	int32_t months;
	ar_sum cash;
	const char *collected, *cei;
	enum ar_word word;
} cei_rows[] = {
	{"published, a third of sales", {6200, 10890, 6340, 3590}, 3, X,
	    "10750.0000", "55.9295", 0},
	{"one month", {6200, 3610, 6000, 3560}, 1, X, "3810.0000",
	    "60.9600", 0},
	{"sales that no month divides", {10, 10, 5, 0}, 3, X, "15.0000",
	    "62.5000", 0},
	{"cash", {50, 200, 40, 10}, 0, 180, "180.0000", "75.0000", 0},
	{"cash for receivables not known", {50, 200, X, 10}, 0, 180,
	    "180.0000", "75.0000", 0},
	{"cash of nothing", {50, 200, 40, 10}, 0, 0, "0.0000", "0.0000", 0},
	{"cash below 0", {50, 200, 40, 10}, 0, -24, "-24.0000", "-10.0000",
	    AR_WORD_INCONSISTENT},
	{"more cash than collectible", {50, 200, 40, 10}, 0, 300,
	    "300.0000", "125.0000", AR_WORD_PAST_DUE_CREDIT},
	{"cash and months", {50, 60, 40, 10}, 3, 30, "30.0000", "50.0000",
	    0},
	{"months turn collectible negative", {0, 90, 40, 31}, 3, X,
	    "50.0000", "", AR_WORD_INCONSISTENT},
	{"months, nothing fell due", {0, 90, 30, 30}, 3, X, "60.0000", "",
	    AR_WORD_NOTHING_COLLECTIBLE},
	{"cash, nothing collectible", {0, 90, X, 90}, 0, 0, "0.0000", "",
	    AR_WORD_NOTHING_COLLECTIBLE},
	{"cash, no beginning known", {X, 90, 40, 10}, 0, 50, "50.0000", "",
	    AR_WORD_NO_HISTORY},
	{"no cash known", {50, 200, 40, 10}, 0, X, "210.0000", "87.5000",
	    0},
};

static void
test_cei(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(cei_rows); i++) {
		const struct cei_row *row = &cei_rows[i];
		struct ar_period p = period_of(&row->in, X);

		p.months = row->months;
		p.cash = given(row->cash);
		expect(row->name, ar_kpi_collected, &p, 4, row->collected, 0);
		expect(row->name, ar_kpi_cei, &p, 4, row->cei, row->word);
	}
}

/* With one month behind the period, of 40 in 31 days, or with none. */
static const struct countback_row {
	const char *name;
	ar_sum receivables;
	bool month;
	enum ar_word no_months;
	const char *want;
	enum ar_word word;
} countback_rows[] = {
	{"part of it", 10, 1, 0, "7.7500", 0},
	{"exhausted", 50, 1, 0, "31.0000", AR_WORD_HISTORY_EXHAUSTED},
	{"nothing", 0, 1, 0, "0.0000", 0},
	{"below 0", -1, 1, 0, "", AR_WORD_CREDIT_BALANCE},
	{"not known", X, 1, 0, "", AR_WORD_NO_HISTORY},
	{"no months", 10, 0, AR_WORD_HISTORY_START, "",
	    AR_WORD_HISTORY_START},
	{"nothing, no months", 0, 0, AR_WORD_HISTORY_START, "0.0000", 0},
	{"below 0, no months", -1, 0, AR_WORD_HISTORY_START, "",
	    AR_WORD_CREDIT_BALANCE},
	{"not known, no months", X, 0, AR_WORD_HISTORY_START, "",
	    AR_WORD_NO_HISTORY},
	{"never known", 10, 0, 0, "", 0},
	{"nothing, never known", 0, 0, 0, "", 0},
	{"below 0, never known", -1, 0, 0, "", 0},
};

static void
test_countback(void **state)
{
	struct ar_stretch month = {1, 31, 31, 40};

	(void)state;
	for (size_t i = 0; i < ROWS(countback_rows); i++) {
		const struct countback_row *row = &countback_rows[i];
		struct ar_period p = {
			.receivables = given(row->receivables),
			.history = {&month, row->month},
			.no_months = row->no_months,
		};

		expect(row->name, ar_kpi_countback, &p, 4, row->want,
		    row->word);
	}
}

/*
 * Items of 1000, 2000 and 3000, 2, 5 and 4 days late, are published; they
 * are paid 12, 15 and 34 days after their date here.
 */
static const struct settled_row {
	const char *name;
	struct ar_settled settled;
	const char *want[5];    /* to pay, late, both weighted, share late */
} settled_rows[] = {
	{"published, late", {3, 6000, 3, 61, 11, 144000, 24000},
	    {"20.3333", "3.6667", "24.0000", "4.0000", "100.0000"}},
	{"published, to pay", {2, 110, 0, 15, 0, 1050, 0},
	    {"7.5000", "0.0000", "9.5455", "0.0000", "0.0000"}},
	{"early", {4, 200, 1, 8, -10, 400, -500},
	    {"2.0000", "-2.5000", "2.0000", "-2.5000", "25.0000"}},
	{"a third late", {3, 3, 1, 0, 0, 0, 0},
	    {"0.0000", "0.0000", "0.0000", "0.0000", "33.3333"}},
	{"none", {0}, {"", "", "", "", ""}},
};

static void
test_settled(void **state)
{
	static kpi *const of[] = {ar_kpi_days_to_pay, ar_kpi_days_late,
	    ar_kpi_weighted_days_to_pay, ar_kpi_weighted_days_late,
	    ar_kpi_late_share};

	(void)state;
	for (size_t i = 0; i < ROWS(settled_rows); i++) {
		const struct settled_row *row = &settled_rows[i];
		struct ar_period p = {.settled = row->settled};

		for (size_t k = 0; k < ROWS(of); k++)
			expect(row->name, of[k], &p, 4, row->want[k],
			    row->settled.items == 0 ?
			    AR_WORD_NO_CLOSED_ITEMS : AR_WORD_NONE);
	}
}

static bool
is_equal(struct ar_figure a, struct ar_figure b)
{
	return a.den > 0 && b.den > 0 && a.num * b.den == b.num * a.den;
}

/* dso - best_dso is avg_days_delinquent, days / turnover average_dso. */
static void
test_identities(void **state)
{
	(void)state;
	for (int i = 1; i < 2000; i++) {
		struct amounts in = {i * 7 % 101 + 1, i * 13 % 89 + 1,
		    i * 31 % 97, i * 17 % 61};
		struct ar_period p = period_of(&in, i % 366 + 1);
		struct ar_figure dso = ar_kpi_dso(&p);
		struct ar_figure best = ar_kpi_best_dso(&p);
		struct ar_figure turns = ar_kpi_turnover(&p);
		struct ar_figure less = {dso.num * best.den -
		    best.num * dso.den, dso.den * best.den, 0};
		struct ar_figure days = {p.days.num * turns.den, turns.num,
		    0};

		assert_true(is_equal(less, ar_kpi_days_delinquent(&p)));
		assert_true(is_equal(days, ar_kpi_average_dso(&p)));
	}
}

/* Nothing is rounded before it is printed. */
static void
test_exact(void **state)
{
	struct amounts in = {3, 7, 5, 1};
	struct ar_period p = period_of(&in, 11);

	(void)state;
	expect("dso", ar_kpi_dso, &p, 9, "7.857142857", 0);
	expect("turnover", ar_kpi_turnover, &p, 9, "1.750000000", 0);
	expect("cei", ar_kpi_cei, &p, 9, "55.555555556", 0);
	p.months = 3;
	expect("cei_crf", ar_kpi_cei, &p, 9, "7.692307692", 0);
}

static void
test_given(void **state)
{
	struct ar_amount filled = {-7, true}, zero = {0, true},
	    empty = {7, false};
	struct ar_figure f = ar_kpi_given(&filled);

	(void)state;
	assert_true(f.num == -7 && f.den == 1 && f.word == AR_WORD_NONE);
	f = ar_kpi_given(&zero);
	assert_true(f.num == 0 && f.den == 1 && f.word == AR_WORD_NONE);
	f = ar_kpi_given(&empty);
	assert_true(!ar_figure_known(f) && f.word == AR_WORD_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_countback_without_months),
		cmocka_unit_test(test_quarter),
		cmocka_unit_test(test_cei),
		cmocka_unit_test(test_countback),
		cmocka_unit_test(test_settled),
		cmocka_unit_test(test_identities),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
