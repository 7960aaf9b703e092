/*
 * tests/unit/test_countback.c
 * Purpose: months that count their days, and receivables that use them up.
 */
#include "libar/countback.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static ar_day
day_of(const char *text)
{
	ar_day day;

	assert_int_equal(ar_day_parse(&day, ar_slice_of(text)), AR_DAY_OK);
	return day;
}

static const struct days_row {
	const char *name, *from, *to;
	int32_t month_days, want;
} days_rows[] = {
	{"January", "2023-01-01", "2023-01-31", 0, 31},
	{"February", "2023-02-01", "2023-02-28", 0, 28},
	{"leap February", "2024-02-01", "2024-02-29", 0, 29},
	{"cut month", "2023-03-01", "2023-03-17", 0, 17},
	{"one day", "2023-03-01", "2023-03-01", 0, 1},
	{"three months", "2023-11-01", "2024-01-31", 0, 92},
	{"three months, cut", "2023-11-01", "2024-01-15", 0, 76},
	{"all days", "0001-01-01", "9999-12-31", 0, AR_DAY_MAX},
	{"flat January", "2023-01-01", "2023-01-31", 30, 30},
	{"flat February", "2023-02-01", "2023-02-28", 30, 30},
	{"flat leap February", "2024-02-01", "2024-02-29", 30, 30},
	{"flat, cut leap February", "2024-02-01", "2024-02-28", 30, 28},
	{"flat, cut month", "2023-03-01", "2023-03-17", 30, 17},
	{"flat, cut on the 30th of 31", "2023-03-01", "2023-03-30", 30, 30},
	{"flat, cut behind the flat days", "2023-03-01", "2023-03-30", 28,
	    30},
	{"flat, three months over the year", "2023-11-01", "2024-01-31", 30,
	    90},
	{"flat, two months and a cut one", "2023-11-01", "2024-01-15", 30,
	    75},
	{"flat of one day", "2023-01-01", "2023-12-31", 1, 12},
	{"flat, all months", "0001-01-01", "9999-12-31", 31, 9999 * 12 * 31},
};

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(days_rows); i++) {
		const struct days_row *row = &days_rows[i];
		struct ar_stretches s = {0};

		ar_stretches_add(&s, day_of(row->from), day_of(row->to), 7,
		    row->month_days);
		check(row->name, s.n == 1 &&
		    s.stretch[0].days == row->want &&
		    s.stretch[0].from == day_of(row->from) &&
		    s.stretch[0].to == day_of(row->to) &&
		    s.stretch[0].sales == 7);
		ar_stretches_free(&s);
		check(row->name, s.n == 0 && s.stretch == NULL);
	}
}

#define MOST ((ar_sum)INT64_MAX << 20)

/*
 * Months newest first, up to the first without days.  Published are the
 * months of 30 days and those of the calendar.
 */
static const struct row {
	const char *name;
	ar_sum receivables;
	struct {
		const char *from, *to;
		ar_sum sales;
	} month[4];
	int32_t month_days;
	ar_sum num, den;        /* what is wanted */
	enum ar_word word;
} rows[] = {
	{"published, flat months", 212000, {
	    {"2023-03-01", "2023-03-31", 100000},
	    {"2023-02-01", "2023-02-28", 80000},
	    {"2023-01-01", "2023-01-31", 70000}}, 30, 516, 7, 0},
	{"published, months of the calendar", 2100000, {
	    {"2023-03-01", "2023-03-31", 900000},
	    {"2023-02-01", "2023-02-28", 800000},
	    {"2023-01-01", "2023-01-31", 700000}}, 0, 537, 7, 0},
	{"part of the newest", 10, {
	    {"2023-03-01", "2023-03-31", 40}}, 0, 31, 4, 0},
	{"nothing", 0, {
	    {"2023-03-01", "2023-03-31", 40}}, 0, 0, 1, 0},
	{"nothing, and no sales", 0, {
	    {"2023-03-01", "2023-03-31", 0}}, 0, 0, 1, 0},
	{"nothing, and no history", 0, {{0}}, 0, 0, 1, 0},
	{"no history", 1, {{0}}, 0, 0, 1, AR_WORD_HISTORY_EXHAUSTED},
	{"below 0", -1, {
	    {"2023-03-01", "2023-03-31", 40}}, 0, 0, 0,
	    AR_WORD_CREDIT_BALANCE},
	{"below 0, no history", -1, {{0}}, 0, 0, 0, AR_WORD_CREDIT_BALANCE},
	{"a whole month exactly", 40, {
	    {"2023-03-01", "2023-03-31", 40},
	    {"2023-02-01", "2023-02-28", 80}}, 0, 31, 1, 0},
	{"two whole months exactly", 120, {
	    {"2023-03-01", "2023-03-31", 40},
	    {"2023-02-01", "2023-02-28", 80}}, 0, 59, 1, 0},
	{"exactly, then no sales", 40, {
	    {"2023-03-01", "2023-03-31", 40},
	    {"2023-02-01", "2023-02-28", 0}}, 0, 31, 1, 0},
	{"one more than a month", 41, {
	    {"2023-03-01", "2023-03-31", 40},
	    {"2023-02-01", "2023-02-28", 56}}, 0, 63, 2, 0},
	{"one less than a month", 39, {
	    {"2023-03-01", "2023-03-31", 40}}, 0, 1209, 40, 0},
	{"cut month", 50, {
	    {"2023-03-01", "2023-03-10", 20},
	    {"2023-02-01", "2023-02-28", 60}}, 0, 24, 1, 0},
	{"cut month, flat months", 50, {
	    {"2023-03-01", "2023-03-10", 20},
	    {"2023-02-01", "2023-02-28", 60}}, 30, 25, 1, 0},
	{"no sales in the newest", 20, {
	    {"2023-03-01", "2023-03-31", 0},
	    {"2023-02-01", "2023-02-28", 40}}, 0, 45, 1, 0},
	{"several without sales", 20, {
	    {"2023-02-01", "2023-03-31", 0},
	    {"2023-01-01", "2023-01-31", 40}}, 0, 149, 2, 0},
	{"several without sales, flat", 20, {
	    {"2023-02-01", "2023-03-31", 0},
	    {"2023-01-01", "2023-01-31", 40}}, 30, 75, 1, 0},
	{"net credits use up nothing", 20, {
	    {"2023-03-01", "2023-03-31", -500},
	    {"2023-02-01", "2023-02-28", 40}}, 0, 45, 1,
	    AR_WORD_NEGATIVE_SALES},
	{"net credits between", 60, {
	    {"2023-03-01", "2023-03-31", 40},
	    {"2023-02-01", "2023-02-28", -1},
	    {"2023-01-01", "2023-01-31", 40}}, 0, 149, 2,
	    AR_WORD_NEGATIVE_SALES},
	{"net credits, then exactly", 40, {
	    {"2023-03-01", "2023-03-31", -1},
	    {"2023-02-01", "2023-02-28", 40}}, 0, 59, 1,
	    AR_WORD_NEGATIVE_SALES},
	{"net credits behind the last", 40, {
	    {"2023-03-01", "2023-03-31", 40},
	    {"2023-02-01", "2023-02-28", -1}}, 0, 31, 1, 0},
	{"exhausted", 121, {
	    {"2023-03-01", "2023-03-31", 40},
	    {"2023-02-01", "2023-02-28", 80}}, 0, 59, 1,
	    AR_WORD_HISTORY_EXHAUSTED},
	{"exhausted after net credits", 41, {
	    {"2023-03-01", "2023-03-31", -1},
	    {"2023-02-01", "2023-02-28", 40}}, 0, 59, 1,
	    AR_WORD_HISTORY_EXHAUSTED},
	{"exhausted without sales", 1, {
	    {"2023-03-01", "2023-03-31", 0}}, 0, 31, 1,
	    AR_WORD_HISTORY_EXHAUSTED},
	{"sums beyond 64 bits, all days", MOST, {
	    {"9999-12-01", "9999-12-31", 0},
	    {"0001-02-01", "9999-11-30", MOST - 1},
	    {"0001-01-01", "0001-01-31", MOST}}, 0,
	    (AR_DAY_MAX - 31) * MOST + 31, MOST, 0},
};

static struct ar_stretches
stretches_of(const struct row *row)
{
	struct ar_stretches s = {0};

	for (size_t i = 0; i < ROWS(row->month) &&
	    row->month[i].from != NULL; i++)
		ar_stretches_add(&s, day_of(row->month[i].from),
		    day_of(row->month[i].to), row->month[i].sales,
		    row->month_days);
	return s;
}

static void
test_countback(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_stretches s = stretches_of(row);
		struct ar_figure f = ar_countback(row->receivables, &s);

		check(row->name, f.word == row->word);
		check(row->name, ar_figure_known(f) == (row->den != 0));
		if (row->den != 0)
			check(row->name, f.num / f.den ==
			    row->num / row->den && f.num % f.den * row->den ==
			    row->num % row->den * f.den);
		ar_stretches_free(&s);
	}
}

/* The first two rows, with the decimals that can be compared in print. */
static void
test_published_decimals(void **state)
{
	static const char *const want[] = {"73.7143", "76.7143"};

	(void)state;
	for (size_t i = 0; i < ROWS(want); i++) {
		struct ar_stretches s = stretches_of(&rows[i]);
		struct ar_figure f = ar_countback(rows[i].receivables, &s);
		char text[AR_MONEY_MAX];
		size_t n = ar_ratio_format(text, f.num, f.den, 4);

		check(rows[i].name, ar_slice_eq(ar_slice(text, n),
		    ar_slice_of(want[i])));
		ar_stretches_free(&s);
	}
}

/* More receivables are never fewer days, and all sales are all days. */
static void
test_rises(void **state)
{
	enum { MONTHS = 24, SALES = 50 };
	struct ar_stretches s = {0};
	struct ar_figure before = ar_figure_of(0);
	ar_day end = day_of("2024-03-13");
	ar_sum total = 0, days = 0;

	(void)state;
	for (int i = 0; i < MONTHS; i++) {
		ar_day from = ar_month_begin(ar_month_of(end));
		ar_sum sales = i * 29 % SALES;

		ar_stretches_add(&s, from, end, sales, 0);
		total += sales;
		days += end - from + 1;
		end = from - 1;
	}
	for (ar_sum r = 0; r <= total; r++) {
		struct ar_figure f = ar_countback(r, &s);

		assert_true(f.den > 0 && f.word == AR_WORD_NONE);
		assert_true(r == 0 ? f.num == 0 :
		    f.num * before.den > before.num * f.den);
		before = f;
	}
	assert_true(before.num == days && before.den == 1);
	ar_stretches_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_countback),
		cmocka_unit_test(test_published_decimals),
		cmocka_unit_test(test_rises),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
