/*
 * tests/unit/test_debts.c
 * Purpose: open items as values: their order, and what is asked for.
 */
#include "libar/debts.h"

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const char *const words[AR_HOLDS] = {
	"", "no-business-day", "already-today", "customer-block",
	"invoice-block", "grace", "disputed", "promise", "plan", "waiting",
	"ladder-end", "gap", "approval", "approval-refused", "customer-gap",
	"unapplied-cash", "below-minimum", "no-address", "disputed-part"
};

static void
test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < AR_HOLDS; i++)
		assert_string_equal(ar_hold_words[i], words[i]);
}

static const struct sum_row {
	const char *name, *due, *today;
	int64_t open, disputed, listed;
	int32_t age;
} sum_rows[] = {
	{"all of it", "2026-09-29", "2026-09-29", 100, 0, 100, 0},
	{"a part", "2026-09-28", "2026-09-29", 100, 30, 70, 1},
	{"nothing", "2026-09-30", "2026-09-29", 100, 100, 0, -1},
	{"over a year", "2024-02-28", "2025-03-01", 1, 0, 1, 367},
	{"very much", "2026-09-29", "2026-09-29", INT64_MAX, 1,
	    INT64_MAX - 1, 0},
};

static void
test_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(sum_rows); i++) {
		const struct sum_row *row = &sum_rows[i];
		const struct ar_debt debt = {.due = day_of(row->due),
		    .open = row->open, .disputed = row->disputed};

		check(row->name, ar_debt_listed(&debt) == row->listed &&
		    ar_debt_age(&debt, day_of(row->today)) == row->age);
	}
}

/* Where nothing moved, what is open stood there; else the steps tell all. */
static void
test_arrears(void **state)
{
	const struct ar_step steps[] = {{5, 100}, {7, -40}};
	struct ar_debt debt = {.ccy = {"EUR", 2}, .due = 9, .amount = 100,
	    .open = 60, .disputed = 20};
	struct ar_arrears a = ar_debt_arrears(&debt);

	(void)state;
	assert_string_equal(a.ccy.code, "EUR");
	assert_int_equal(a.due, 9);
	assert_int_equal(a.amount, 60);
	assert_int_equal(a.disputed, 20);
	assert_null(a.step);
	assert_int_equal(a.nsteps, 0);
	debt.step = steps;
	debt.nsteps = ROWS(steps);
	a = ar_debt_arrears(&debt);
	assert_int_equal(a.amount, 0);
	assert_ptr_equal(a.step, steps);
	assert_int_equal(a.nsteps, 2);
	assert_int_equal(a.disputed, 20);
}

/* Each is before the next: the earlier key wins over all that follow. */
static const struct {
	const char *due, *invoice_id, *customer_id;
	uint16_t instalment;
} ordered[] = {
	{"2026-08-31", "B", "D", 9},
	{"2026-09-01", "10", "D", 9},
	{"2026-09-01", "9", "D", 0},
	{"2026-09-01", "A", "D", 0},
	{"2026-09-01", "A", "C", 1},
	{"2026-09-01", "A", "D", 1},
	{"2026-09-01", "A", "C", 10},
	{"2026-09-01", "A1", "C", 0},
	{"2026-09-01", "a", "C", 0},
};

static struct ar_debt
debt_of(size_t i)
{
	return (struct ar_debt){.due = day_of(ordered[i].due),
	    .key = {ar_slice_of(ordered[i].customer_id),
	    ar_slice_of(ordered[i].invoice_id), ordered[i].instalment}};
}

static void
test_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(ordered); i++)
		for (size_t k = 0; k < ROWS(ordered); k++) {
			const struct ar_debt a = debt_of(i), b = debt_of(k);
			int order = ar_debt_cmp(&a, &b);

			if ((order > 0) - (order < 0) != (i > k) - (i < k))
				fail_msg("%zu, %zu: %d", i, k, order);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words), cmocka_unit_test(test_sums),
		cmocka_unit_test(test_arrears), cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
