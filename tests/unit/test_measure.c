/*
 * tests/unit/test_measure.c
 * Purpose: names and formulas of measures, and that formulas say what is done.
 */
#include "libar/measure.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { DEPTH = 16, RUNS = 500 };

static const char NAME[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

/* The first measure of this name; NULL if there is none. */
static const struct ar_measure *
find(struct ar_slice name)
{
	for (enum ar_measure_id i = 0; i < AR_MEASURES; i++)
		if (ar_slice_eq(name, ar_slice_of(ar_measure(i)->name)))
			return ar_measure(i);
	return NULL;
}

/* In the order of the enum. */
static const char *const names[AR_MEASURES] = {
	"beginning_receivables", "credit_sales", "receivables", "current",
	"dso", "best_dso", "avg_days_delinquent", "countback_dso",
	"turnover", "average_dso", "rolling3_dso", "crf_dso", "collected",
	"collected", "collectible", "cei", "cei_crf", "cei_crf", "items",
	"settled", "avg_days_to_pay", "avg_days_late",
	"weighted_days_to_pay", "weighted_days_late", "late_items",
	"late_pct", "days", "months", "receipts", "refunds",
	"sales_of_3_months",
	"receivables_of_3_months", "days_to_pay", "days_late",
	"amount_x_days_to_pay", "amount_x_days_late",
};

static void
test_names(void **state)
{
	(void)state;
	for (enum ar_measure_id i = 0; i < AR_MEASURES; i++) {
		const struct ar_measure *m = ar_measure(i);

		check(names[i], strcmp(m->name, names[i]) == 0);
		check(names[i], m->of != NULL);
	}
}

/* What is given, each with a number of its own. */
static const struct ar_period all = {
	.beginning = {11, 1, 0}, .sales = {12, 1, 0},
	.receivables = {13, 1, 0}, .current = {14, 1, 0},
	.days = {15, 1, 0}, .months = 16, .cash = {19, 1, 0},
	.refunds = {20, 1, 0},
	.quarter_sales = {17, 1, 0}, .quarter_receivables = {18, 1, 0},
	.settled = {.items = 21, .amount = 22, .late_items = 23,
	    .days_to_pay = 24, .days_late = 25, .weighted_days_to_pay = 26,
	    .weighted_days_late = 27},
};

static const struct given_row {
	enum ar_measure_id id;
	enum ar_shape shape;
	ar_sum want;
} given_rows[] = {
	{AR_BEGINNING, AR_SHAPE_MONEY, 11}, {AR_SALES, AR_SHAPE_MONEY, 12},
	{AR_RECEIVABLES, AR_SHAPE_MONEY, 13},
	{AR_CURRENT, AR_SHAPE_MONEY, 14}, {AR_DAYS, AR_SHAPE_COUNT, 15},
	{AR_MONTHS, AR_SHAPE_COUNT, 16},
	{AR_QUARTER_SALES, AR_SHAPE_MONEY, 17},
	{AR_QUARTER_RECEIVABLES, AR_SHAPE_MONEY, 18},
	{AR_RECEIPTS, AR_SHAPE_MONEY, 39}, {AR_REFUNDS, AR_SHAPE_MONEY, 20},
	{AR_ITEMS, AR_SHAPE_COUNT, 21},
	{AR_SETTLED_AMOUNT, AR_SHAPE_MONEY, 22},
	{AR_LATE_ITEMS, AR_SHAPE_COUNT, 23},
	{AR_SUM_TO_PAY, AR_SHAPE_COUNT, 24},
	{AR_SUM_LATE, AR_SHAPE_COUNT, 25},
	{AR_SUM_WEIGHTED_TO_PAY, AR_SHAPE_MONEY, 26},
	{AR_SUM_WEIGHTED_LATE, AR_SHAPE_MONEY, 27},
};

static void
test_given(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(given_rows); i++) {
		const struct given_row *row = &given_rows[i];
		const struct ar_measure *m = ar_measure(row->id);
		struct ar_figure f = m->of(&all);

		check(m->name, m->formula == NULL);
		check(m->name, m->shape == row->shape);
		check(m->name, f.den == 1 && f.num == row->want &&
		    f.word == AR_WORD_NONE);
	}
}

/* Of a period of which nothing is known. */
static void
test_not_known(void **state)
{
	static const struct ar_period none = {.no_months =
	    AR_WORD_NO_HISTORY, .beginning = {0, 0, AR_WORD_NO_HISTORY}};

	(void)state;
	for (enum ar_measure_id i = 0; i < AR_MEASURES; i++) {
		const struct ar_measure *m = ar_measure(i);
		bool of_items = i >= AR_ITEMS && i <= AR_LATE_SHARE &&
		    m->formula == NULL;

		check(m->name, ar_figure_known(m->of(&none)) ==
		    (of_items || i >= AR_SUM_TO_PAY));
	}
	assert_int_equal(ar_measure(AR_BEGINNING)->of(&none).word,
	    AR_WORD_NO_HISTORY);
	assert_int_equal(ar_measure(AR_MONTHS)->of(&none).word,
	    AR_WORD_NONE);
}

/* What is worked out has a formula, and days and shares have decimals. */
static void
test_shapes(void **state)
{
	(void)state;
	for (enum ar_measure_id i = 0; i < AR_MEASURES; i++) {
		const struct ar_measure *m = ar_measure(i);
		bool is_given = i == AR_COUNTBACK;
		bool is_money = i == AR_COLLECTED || i == AR_CASH ||
		    i == AR_COLLECTIBLE;

		for (size_t k = 0; k < ROWS(given_rows); k++)
			if (given_rows[k].id == i)
				is_given = true;
		check(m->name, is_given == (m->formula == NULL));
		if (!is_given || i == AR_COUNTBACK)
			check(m->name, m->shape == (is_money ?
			    AR_SHAPE_MONEY : AR_SHAPE_RATIO));
	}
}

/* A name of a measure, a number, or the sign x. */
static bool
is_word(struct ar_slice word)
{
	size_t digits = 0;

	while (digits < word.n && ar_is_digit(word.p[digits]))
		digits++;
	return find(word) != NULL || digits == word.n ||
	    ar_slice_eq(word, AR_S("x"));
}

static void
test_words_of_formulas(void **state)
{
	(void)state;
	for (enum ar_measure_id i = 0; i < AR_MEASURES; i++) {
		const char *at = ar_measure(i)->formula;

		while (at != NULL && *at != '\0') {
			size_t n = strspn(at, NAME);

			check(ar_measure(i)->name, n > 0 ?
			    is_word(ar_slice(at, n)) :
			    strchr("()+-/ ", *at) != NULL);
			at += n > 0 ? n : 1;
		}
	}
}

/* A formula that is being worked out, without any function of libar/kpi. */
struct sum {
	struct ar_figure value[DEPTH];
	char sign[DEPTH];
	size_t nvalues, nsigns;
};

static struct ar_figure
reduce(ar_sum num, ar_sum den)
{
	ar_sum a = num < 0 ? -num : num, b = den < 0 ? -den : den;

	while (b != 0) {
		ar_sum rest = a % b;

		a = b;
		b = rest;
	}
	return (struct ar_figure){num / a, den / a, AR_WORD_NONE};
}

static struct ar_figure
work_out(struct ar_figure a, char sign, struct ar_figure b)
{
	switch (sign) {
	case '+':
		return reduce(a.num * b.den + b.num * a.den, a.den * b.den);
	case '-':
		return reduce(a.num * b.den - b.num * a.den, a.den * b.den);
	case 'x':
		return reduce(a.num * b.num, a.den * b.den);
	default:
		assert_int_equal(sign, '/');
		return reduce(a.num * b.den, a.den * b.num);
	}
}

static int
rank(char sign)
{
	return sign == '(' ? 0 : strchr("+-", sign) != NULL ? 1 : 2;
}

/* All signs down to one of lower rank. */
static void
settle(struct sum *s, int lowest)
{
	while (s->nsigns > 0 && rank(s->sign[s->nsigns - 1]) >= lowest) {
		s->nsigns--;
		s->nvalues--;
		s->value[s->nvalues - 1] = work_out(
		    s->value[s->nvalues - 1], s->sign[s->nsigns],
		    s->value[s->nvalues]);
	}
}

static void
take_sign(struct sum *s, char sign)
{
	assert_true(s->nsigns < DEPTH);
	if (sign == ' ')
		return;
	if (sign == ')') {
		settle(s, 1);
		s->nsigns--;
		return;
	}
	if (sign != '(')
		settle(s, rank(sign));
	s->sign[s->nsigns++] = sign;
}

static void
take_word(struct sum *s, struct ar_slice word, const struct ar_period *p)
{
	const struct ar_measure *m = find(word);
	int64_t number;

	assert_true(s->nvalues < DEPTH);
	if (m != NULL) {
		s->value[s->nvalues++] = m->of(p);
		return;
	}
	assert_int_equal(ar_money_parse(&number, word, 0), AR_MONEY_OK);
	s->value[s->nvalues++] = ar_figure_of(number);
}

static struct ar_figure
evaluate(const char *formula, const struct ar_period *p)
{
	struct sum s = {.nvalues = 0};

	while (*formula != '\0') {
		size_t n = strspn(formula, NAME);

		if (n == 0 || (n == 1 && *formula == 'x')) {
			take_sign(&s, *formula++);
			continue;
		}
		take_word(&s, ar_slice(formula, n), p);
		formula += n;
	}
	settle(&s, 1);
	assert_true(s.nvalues == 1 && s.nsigns == 0);
	return s.value[0];
}

static void
test_evaluate(void **state)
{
	static const struct {
		const char *formula;
		ar_sum num, den;
	} sums[] = {
		{"8 - 3 - 2", 3, 1}, {"8 - (3 - 2)", 7, 1},
		{"8 / 4 x 3", 6, 1}, {"2 + 3 x 4", 14, 1},
		{"1 / ((2 + 4) / 5)", 5, 6},
		{"(receivables - current) / days x 30", -2, 1},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(sums); i++) {
		struct ar_figure f = evaluate(sums[i].formula, &all);

		check(sums[i].formula, f.num * sums[i].den ==
		    sums[i].num * f.den);
	}
}

/* Numbers that are the same in each run, 1 to most. */
static ar_sum
draw(uint32_t *seed, uint32_t most)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % most + 1;
}

/* Less current than receivables, and enough beginning for all formulas. */
static struct ar_period
draw_period(uint32_t *seed)
{
	struct ar_period p = {.days = ar_figure_of(draw(seed, 366)),
	    .months = (int32_t)draw(seed, 12)};

	p.current = ar_figure_of(draw(seed, 1000));
	p.receivables = ar_figure_of(p.current.num + draw(seed, 1000) - 1);
	p.beginning = ar_figure_of(p.current.num + draw(seed, 2000));
	p.sales = ar_figure_of(draw(seed, 5000));
	p.quarter_sales = ar_figure_of(draw(seed, 15000));
	p.quarter_receivables = ar_figure_of(draw(seed, 6000));
	p.settled = (struct ar_settled){draw(seed, 40), draw(seed, 9000),
	    draw(seed, 20), draw(seed, 900), draw(seed, 300),
	    draw(seed, 99999), draw(seed, 9999) - 5000};
	return p;
}

static void
check_formula(enum ar_measure_id id, const struct ar_period *p)
{
	const struct ar_measure *m = ar_measure(id);
	struct ar_figure got = m->of(p), want;

	if (m->formula == NULL)
		return;
	want = evaluate(m->formula, p);
	check(m->name, ar_figure_known(got));
	check(m->name, got.num * want.den == want.num * got.den);
}

/* Each form of cei has its own months and cash. */
static void
test_formulas(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int run = 0; run < RUNS; run++) {
		struct ar_period p = draw_period(&seed);
		struct ar_period whole = p;

		whole.months = 0;
		for (enum ar_measure_id i = 0; i < AR_MEASURES; i++)
			if (i != AR_CEI_CRF_CASH && i != AR_CASH)
				check_formula(i, i == AR_CEI ? &whole : &p);
		whole.cash = p.cash = ar_figure_of(draw(&seed, 3000));
		whole.refunds = p.refunds = ar_figure_of(7);
		check_formula(AR_CEI, &whole);
		check_formula(AR_CASH, &p);
		check_formula(AR_CEI_CRF_CASH, &p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_given),
		cmocka_unit_test(test_not_known),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_words_of_formulas),
		cmocka_unit_test(test_evaluate),
		cmocka_unit_test(test_formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
