/*
 * tests/unit/test_figure.c
 * Purpose: figures that are known or not, their sums, and their words.
 */
#include "libar/figure.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* As they stand in the manual. */
static const struct word_row {
	enum ar_word word;
	const char *want;
} word_rows[] = {
	{AR_WORD_NONE, ""},
	{AR_WORD_ZERO_SALES, "zero_sales"},
	{AR_WORD_ZERO_ACTIVITY, "zero_activity"},
	{AR_WORD_NEGATIVE_SALES, "negative_sales"},
	{AR_WORD_CREDIT_BALANCE, "credit_balance"},
	{AR_WORD_NOTHING_COLLECTIBLE, "nothing_collectible"},
	{AR_WORD_HISTORY_EXHAUSTED, "history_exhausted"},
	{AR_WORD_HISTORY_START, "history_start"},
	{AR_WORD_NO_HISTORY, "no_history"},
	{AR_WORD_PAST_DUE_CREDIT, "past_due_credit"},
	{AR_WORD_NO_CLOSED_ITEMS, "no_closed_items"},
	{AR_WORD_INCONSISTENT, "inconsistent"},
	{AR_WORD_NO_RECEIVABLES, "no_receivables"},
};

static void
test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(word_rows); i++)
		check(word_rows[i].want,
		    strcmp(ar_word_text(word_rows[i].word),
		    word_rows[i].want) == 0);
}

static void
test_known(void **state)
{
	struct ar_figure zero = ar_figure_of(0), big = ar_figure_of(
	    (ar_sum)INT64_MAX * 4), none = ar_figure_none(
	    AR_WORD_NO_HISTORY);

	(void)state;
	assert_true(ar_figure_known(zero));
	assert_true(zero.num == 0 && zero.den == 1);
	assert_int_equal(zero.word, AR_WORD_NONE);
	assert_true(big.num / 4 == INT64_MAX && big.den == 1);
	assert_false(ar_figure_known(none));
	assert_true(none.den == 0);
	assert_int_equal(none.word, AR_WORD_NO_HISTORY);
}

#define OF(number) {number, 1, AR_WORD_NONE}
#define NONE(why) {0, 0, AR_WORD_##why}

static const struct sum_row {
	const char *name;
	struct ar_figure a, b, sum, less;
} sum_rows[] = {
	{"two", OF(7), OF(5), OF(12), OF(2)},
	{"below 0", OF(5), OF(-7), OF(-2), OF(12)},
	{"nothing", OF(0), OF(0), OF(0), OF(0)},
	{"beyond 64 bits", OF(INT64_MAX), OF(INT64_MIN), OF(-1),
	    OF(2 * (ar_sum)INT64_MAX + 1)},
	{"a not known", NONE(NO_HISTORY), OF(5), NONE(NO_HISTORY),
	    NONE(NO_HISTORY)},
	{"b not known", OF(5), NONE(ZERO_SALES), NONE(ZERO_SALES),
	    NONE(ZERO_SALES)},
	{"b not known, no word", OF(5), NONE(NONE), NONE(NONE), NONE(NONE)},
	{"neither, the word of a", NONE(NO_HISTORY), NONE(ZERO_SALES),
	    NONE(NO_HISTORY), NONE(NO_HISTORY)},
	{"a word beside a value", {7, 1, AR_WORD_HISTORY_START}, OF(5),
	    OF(12), OF(2)},
};

static bool
is_same(struct ar_figure a, struct ar_figure b)
{
	return a.den == b.den && a.word == b.word &&
	    (a.den == 0 || a.num == b.num);
}

static void
test_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(sum_rows); i++) {
		const struct sum_row *row = &sum_rows[i];

		check(row->name, is_same(ar_figure_add(row->a, row->b),
		    row->sum));
		check(row->name, is_same(ar_figure_less(row->a, row->b),
		    row->less));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
