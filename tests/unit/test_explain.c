/*
 * tests/unit/test_explain.c
 * Purpose: formulas with their numbers, as they are said on stderr.
 */
#include "libar/explain.h"

#include "tests/unit/scratch.h"

static void
check(const char *name, const char *got, const char *want)
{
	if (strcmp(got, want) == 0)
		return;
	print_error("failing row: %s\ngot:  %s\nwant: %s\n", name, got, want);
	fail();
}

/* What is said, good until the next call. */
static const char *
explained(const struct ar_period *p, enum ar_measure_id id, const char *code,
    unsigned digits)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_ccy ccy;
	struct ar_explain e = {diag, &ccy, digits};
	const char *heard;

	assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(code)), AR_OK);
	scratch_listen();
	ar_explain(&e, p, id);
	heard = scratch_heard();
	(void)scratch_stop(NULL);
	ar_diag_free(diag);
	return heard;
}

/* Receivables of 150.00, of which 40.00 current; sales of 100.00. */
static const struct ar_period usual = {
	.days = {30, 1, 0}, .beginning = {12000, 1, AR_WORD_HISTORY_START},
	.sales = {10000, 1, 0}, .receivables = {15000, 1, 0},
	.current = {4000, 1, 0}, .quarter_receivables = {45000, 1, 0},
	.quarter_sales = {27000, 1, AR_WORD_HISTORY_START},
	.settled = {.items = 3, .amount = 60000, .late_items = 2,
	    .days_to_pay = 61, .days_late = -11,
	    .weighted_days_to_pay = 1440000, .weighted_days_late = 240000},
};

static const struct ar_period in_months = {
	.beginning = {620000, 1, 0}, .sales = {1089000, 1, 0},
	.receivables = {634000, 1, 0}, .current = {359000, 1, 0},
	.cash = {312000, 1, 0}, .refunds = {8000, 1, 0}, .months = 3,
};

static const struct ar_period without_sales = {
	.days = {30, 1, 0}, .beginning = {0, 0, AR_WORD_NO_HISTORY},
	.sales = {0, 1, 0}, .receivables = {15000, 1, 0},
};

static const struct ar_period credits = {
	.days = {30, 1, 0}, .sales = {10000, 1, 0},
	.receivables = {-5000, 1, 0}, .beginning = {5000, 1, 0},
	.current = {0, 1, 0},
};

static const struct row {
	const char *name;
	const struct ar_period *period;
	enum ar_measure_id id;
	const char *ccy;
	unsigned digits;
	const char *want;
} rows[] = {
	{"dso", &usual, AR_DSO, "EUR", 2, "t:   dso = receivables / "
	    "credit_sales x days = 150.00 / 100.00 x 30 = 45.00\n"},
	{"brackets", &usual, AR_DAYS_DELINQUENT, "", 0,
	    "t:   avg_days_delinquent = (receivables - current) / "
	    "credit_sales x days = (150.00 - 40.00) / 100.00 x 30 = 33\n"},
	{"currency without decimals", &usual, AR_BEST_DSO, "JPY", 1,
	    "t:   best_dso = current / credit_sales x days = "
	    "4000 / 10000 x 30 = 12.0\n"},
	{"currency of three decimals", &usual, AR_BEST_DSO, "KWD", 4,
	    "t:   best_dso = current / credit_sales x days = "
	    "4.000 / 10.000 x 30 = 12.0000\n"},
	{"turnover", &usual, AR_TURNOVER, "EUR", 4, "t:   turnover = "
	    "credit_sales / ((beginning_receivables + receivables) / 2) = "
	    "100.00 / ((120.00 + 150.00) / 2) = 0.7407\n"},
	{"numbers of a formula stay", &usual, AR_AVERAGE_DSO, "EUR", 2,
	    "t:   average_dso = (beginning_receivables + receivables) / 2 / "
	    "credit_sales x days = (120.00 + 150.00) / 2 / 100.00 x 30 = "
	    "40.50\n"},
	{"word beside a value", &usual, AR_ROLLING_DSO, "EUR", 2,
	    "t:   rolling3_dso = receivables / sales_of_3_months x 90 = "
	    "150.00 / 270.00 x 90 = 50.00, history_start\n"},
	{"digit in a name", &usual, AR_CRF_DSO, "EUR", 2,
	    "t:   crf_dso = receivables_of_3_months / sales_of_3_months "
	    "x 30 = 450.00 / 270.00 x 30 = 50.00, history_start\n"},
	{"amount", &usual, AR_COLLECTED, "EUR", 2, "t:   collected = "
	    "beginning_receivables + credit_sales - receivables = "
	    "120.00 + 100.00 - 150.00 = 70.00\n"},
	{"collectible", &usual, AR_COLLECTIBLE, "EUR", 2,
	    "t:   collectible = beginning_receivables + credit_sales - "
	    "current = 120.00 + 100.00 - 40.00 = 180.00\n"},
	{"of worked out amounts", &usual, AR_CEI, "EUR", 2,
	    "t:   cei = collected / collectible x 100 = "
	    "70.00 / 180.00 x 100 = 38.89\n"},
	{"months", &in_months, AR_CEI_CRF_CASH, "EUR", 2,
	    "t:   cei_crf = collected / (beginning_receivables + "
	    "credit_sales / months - current) x 100 = 3120.00 / (6200.00 + "
	    "10890.00 / 3 - 3590.00) x 100 = 50.00\n"},
	{"days to pay", &usual, AR_DAYS_TO_PAY, "EUR", 2,
	    "t:   avg_days_to_pay = days_to_pay / items = 61 / 3 = 20.33\n"},
	{"below 0", &usual, AR_DAYS_LATE, "EUR", 2,
	    "t:   avg_days_late = days_late / items = -11 / 3 = -3.67\n"},
	{"weighted, to pay", &usual, AR_WEIGHTED_TO_PAY, "EUR", 2,
	    "t:   weighted_days_to_pay = amount_x_days_to_pay / settled = "
	    "14400.00 / 600.00 = 24.00\n"},
	{"weighted, late", &usual, AR_WEIGHTED_LATE, "EUR", 2,
	    "t:   weighted_days_late = amount_x_days_late / settled = "
	    "2400.00 / 600.00 = 4.00\n"},
	{"late", &usual, AR_LATE_SHARE, "EUR", 2,
	    "t:   late_pct = late_items / items x 100 = 2 / 3 x 100 = "
	    "66.67\n"},
	{"not defined", &without_sales, AR_DSO, "EUR", 2, "t:   dso = "
	    "receivables / credit_sales x days = 150.00 / 0.00 x 30, "
	    "not defined, zero_sales\n"},
	{"not known", &without_sales, AR_COLLECTED, "EUR", 2,
	    "t:   collected = beginning_receivables + credit_sales - "
	    "receivables = ? + 0.00 - 150.00, not defined, no_history\n"},
	{"credits", &credits, AR_DSO, "EUR", 2, "t:   dso = receivables / "
	    "credit_sales x days = -50.00 / 100.00 x 30 = -15.00, "
	    "credit_balance\n"},
	{"turnover of credits", &credits, AR_TURNOVER, "EUR", 2,
	    "t:   turnover = credit_sales / ((beginning_receivables + "
	    "receivables) / 2) = 100.00 / ((50.00 + -50.00) / 2), "
	    "not defined, no_receivables\n"},
	{"cei above 100", &credits, AR_CEI, "EUR", 2,
	    "t:   cei = collected / collectible x 100 = "
	    "200.00 / 150.00 x 100 = 133.33, past_due_credit\n"},
	{"nothing settled", &credits, AR_DAYS_LATE, "EUR", 2,
	    "t:   avg_days_late = days_late / items = 0 / 0, not defined, "
	    "no_closed_items\n"},
	{"given", &usual, AR_BEGINNING, "EUR", 2, ""},
	{"given cash", &in_months, AR_CASH, "EUR", 2,
	    "t:   collected = receipts - refunds = 3200.00 - 80.00 = "
	    "3120.00\n"},
	{"not known, no reason", &without_sales, AR_BEST_DSO, "EUR", 2, ""},
	{"not known, no reason, countback", &(const struct ar_period){0},
	    AR_COUNTBACK, "EUR", 2, ""},
	{"months never known", &usual, AR_COUNTBACK, "EUR", 2, ""},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(rows[i].name, explained(rows[i].period, rows[i].id,
		    rows[i].ccy, rows[i].digits), rows[i].want);
}

/* January 2023 is day 738521 to 738551. */
enum { JANUARY = 738521 };

static const struct ar_stretch stretches[] = {
	{JANUARY + 90, JANUARY + 99, 10, 5000},
	{JANUARY + 59, JANUARY + 89, 31, -100},
	{JANUARY, JANUARY + 58, 59, 0},
	{JANUARY - 31, JANUARY - 1, 31, 4000},
	{JANUARY - 61, JANUARY - 32, 30, 3000},
};

#define HEAD "t:   countback_dso of receivables "
#define APRIL "t:     2023-04: sales 50.00 in 10 days; "
#define SPRING "t:     2023-03: sales -1.00 in 31 days; 31 days, "
#define WINTER "t:     2023-01 to 2023-02: sales 0.00 in 59 days; 59 days, "

static const struct countback_row {
	const char *name;
	int64_t receivables;
	size_t months;
	unsigned digits;
	const char *want;
} countback_rows[] = {
	{"part of a month", 2500, 5, 2, HEAD "25.00 = 5.00\n"
	    APRIL "25.00 / 50.00 x 10 = 5.00 days\n"},
	{"digits", 2500, 5, 4, HEAD "25.00 = 5.0000\n"
	    APRIL "25.00 / 50.00 x 10 = 5.0000 days\n"},
	{"a whole month", 5000, 5, 2, HEAD "50.00 = 10.00\n"
	    APRIL "10 days, 0.00 left\n"},
	{"many", 7000, 5, 2, HEAD "70.00 = 115.50, negative_sales\n"
	    APRIL "10 days, 20.00 left\n" SPRING "20.00 left\n"
	    WINTER "20.00 left\n"
	    "t:     2022-12: sales 40.00 in 31 days; "
	    "20.00 / 40.00 x 31 = 15.50 days\n"},
	{"exhausted", 7000, 3, 0, HEAD "70.00 = 100, history_exhausted\n"
	    APRIL "10 days, 20.00 left\n" SPRING "20.00 left\n"
	    WINTER "20.00 left\n"},
	{"nothing", 0, 5, 2, HEAD "0.00 = 0.00\n"},
	{"below 0", -1, 5, 2, HEAD "-0.01, not defined, credit_balance\n"},
	{"no months", 7000, 0, 2, HEAD "70.00, not defined, no_history\n"},
};

static void
test_countback(void **state)
{
	struct ar_stretch copy[ROWS(stretches)];

	(void)state;
	memcpy(copy, stretches, sizeof copy);
	for (size_t i = 0; i < ROWS(countback_rows); i++) {
		const struct countback_row *row = &countback_rows[i];
		struct ar_period p = {
			.receivables = ar_figure_of(row->receivables),
			.history = {copy, row->months},
			.no_months = AR_WORD_NO_HISTORY,
		};

		check(row->name, explained(&p, AR_COUNTBACK, "EUR",
		    row->digits), row->want);
	}
}

/* Receivables that are not known. */
static void
test_no_receivables(void **state)
{
	struct ar_stretch copy = stretches[0];
	struct ar_period p = {.history = {&copy, 1},
	    .receivables = ar_figure_none(AR_WORD_NO_HISTORY)};

	(void)state;
	check("not known", explained(&p, AR_COUNTBACK, "EUR", 2),
	    HEAD "?, not defined, no_history\n");
}

/*
 * Each measure says one line in which every name has its number, or none.
 * What was collected is cash only where cash is known.
 */
static void
test_every_measure(void **state)
{
	struct ar_period p = usual;

	(void)state;
	p.months = 3;
	p.no_months = AR_WORD_NO_HISTORY;
	for (enum ar_measure_id i = 0; i < AR_MEASURES; i++) {
		const struct ar_measure *m = ar_measure(i);
		const char *heard = explained(&p, i, "EUR", 2);
		const char *end = strchr(heard, '\n');

		if (m->formula == NULL && i != AR_COUNTBACK) {
			check(m->name, heard, "");
			continue;
		}
		if (i == AR_CASH)
			continue;
		if (end == NULL || end[1] != '\0' || strchr(heard, '?') !=
		    NULL)
			check(m->name, heard, "one line");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_countback, scratch_stop),
		cmocka_unit_test_teardown(test_no_receivables, scratch_stop),
		cmocka_unit_test_teardown(test_every_measure, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
