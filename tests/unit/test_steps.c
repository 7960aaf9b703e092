/*
 * tests/unit/test_steps.c
 * Purpose: steps of an open amount, and that they agree with the open balance.
 */
#include "libar/steps.h"

#include "tests/unit/check.h"

#include "libar/openbal.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* D is the document's day. */
enum { D = 1000, BLANK = -99, PAYMENTS = 4, STEPS = 4 };

static const struct row {
	const char *name;
	enum ar_status status;
	int64_t amount, balance;
	ar_day paid_date;
	size_t npaid;           /* above 0: with payments */
	struct ar_paid paid[PAYMENTS];
	size_t nsteps;
	struct ar_step step[STEPS];
} rows[] = {
	{"amount", 0, 100, BLANK, 0, 0, {{0}}, 1, {{D, 100}}},
	{"balance", 0, 100, 40, 0, 0, {{0}}, 1, {{D, 40}}},
	{"balance 0", 0, 100, 0, 0, 0, {{0}}, 1, {{D, 0}}},
	{"credit", 0, -100, BLANK, 0, 0, {{0}}, 1, {{D, -100}}},
	{"status open", AR_STATUS_OPEN, 100, 40, 0, 0, {{0}}, 1, {{D, 40}}},
	{"void", AR_STATUS_VOID, 100, 40, 0, 0, {{0}}, 0, {{0}}},
	{"void with payments", AR_STATUS_VOID, 100, 40, 0, 1, {{D, 5, 0}},
	    0, {{0}}},
	{"draft", AR_STATUS_DRAFT, 100, BLANK, D + 1, 0, {{0}}, 0, {{0}}},
	{"paid on no day", AR_STATUS_PAID, 100, BLANK, 0, 0, {{0}}, 0,
	    {{0}}},
	{"written off on no day", AR_STATUS_WRITTEN_OFF, 100, BLANK, 0, 0,
	    {{0}}, 0, {{0}}},
	{"paid later", AR_STATUS_PAID, 100, 0, D + 9, 0, {{0}}, 2,
	    {{D, 100}, {D + 9, -100}}},
	{"credit, paid later", 0, -100, 0, D + 9, 0, {{0}}, 2,
	    {{D, -100}, {D + 9, 100}}},
	{"paid the same day", 0, 100, 0, D, 0, {{0}}, 1, {{D, 0}}},
	{"paid the day before", 0, 100, 0, D - 1, 0, {{0}}, 1, {{D, 0}}},
	{"one payment", 0, 100, 7, 0, 1, {{D + 9, 30, 0}}, 2,
	    {{D, 100}, {D + 9, -30}}},
	{"payments in no order", 0, 100, 7, 0, 3,
	    {{D + 9, 30, 0}, {D + 2, 20, 0}, {D + 5, 50, 0}}, 4,
	    {{D, 100}, {D + 2, -20}, {D + 5, -50}, {D + 9, -30}}},
	{"two on one day", 0, 100, BLANK, 0, 3,
	    {{D + 9, 30, 0}, {D + 2, 20, 0}, {D + 9, 50, 0}}, 3,
	    {{D, 100}, {D + 2, -20}, {D + 9, -80}}},
	{"two that cancel out", 0, 100, BLANK, 0, 2,
	    {{D + 9, 30, 0}, {D + 9, -30, 0}}, 2, {{D, 100}, {D + 9, 0}}},
	{"before the document", 0, 100, BLANK, 0, 2,
	    {{D - 9, 30, 0}, {D + 9, 50, 0}}, 2, {{D, 70}, {D + 9, -50}}},
	{"all before the document", 0, 100, BLANK, 0, 3,
	    {{D - 9, 30, 0}, {D - 1, 50, 0}, {D - 400, 40, 0}}, 1,
	    {{D, -20}}},
	{"on the document's day", 0, 100, BLANK, 0, 2,
	    {{D, 30, 0}, {D - 1, 5, 0}}, 1, {{D, 65}}},
	{"refund", 0, 100, BLANK, 0, 2, {{D + 1, 100, 0}, {D + 2, -40, 0}},
	    3, {{D, 100}, {D + 1, -100}, {D + 2, 40}}},
	{"payments, not paid_date", AR_STATUS_PAID, 100, 0, D + 1, 1,
	    {{D + 9, 30, 0}}, 2, {{D, 100}, {D + 9, -30}}},
	{"greatest", 0, INT64_MAX, BLANK, 0, 2,
	    {{D - 1, -INT64_MAX, 0}, {D, -INT64_MAX, 0}}, 1,
	    {{D, 3 * (ar_sum)INT64_MAX}}},
};

/* One after the other in one struct ar_steps: each replaces the last. */
static void
test_rows(void **state)
{
	struct ar_steps s = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		const struct ar_paid_list paid = {.paid = row->paid,
		    .n = row->npaid};
		const struct ar_doc doc = {.invoice_date = D,
		    .amount = {row->amount, true}, .balance = {row->balance,
		    row->balance != BLANK}, .paid_date = row->paid_date,
		    .status = (uint8_t)row->status};

		ar_steps_of(&s, &doc, row->npaid == 0 ? NULL : &paid);
		check(row->name, s.n == row->nsteps);
		for (size_t k = 0; k < s.n; k++)
			check(row->name, s.step[k].day == row->step[k].day &&
			    s.step[k].change == row->step[k].change);
	}
	ar_steps_free(&s);
	assert_true(s.n == 0 && s.step == NULL);
}

/* Payments are known, and there are none: the balance does not matter. */
static void
test_no_payments(void **state)
{
	const struct ar_paid_list none = {.paid = NULL, .n = 0};
	const struct ar_doc doc = {.invoice_date = D,
	    .amount = {100, true}, .balance = {40, true},
	    .paid_date = D + 1};
	struct ar_steps s = {0};

	(void)state;
	ar_steps_of(&s, &doc, &none);
	assert_int_equal(s.n, 1);
	assert_true(s.step[0].day == D && s.step[0].change == 100);
	ar_steps_free(&s);
}

static uint32_t
draw(uint32_t *seed, uint32_t most)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % most;
}

/* Of any kind, also with contradictions that ar_doc_check() would refuse. */
static struct ar_doc
draw_doc(uint32_t *seed)
{
	struct ar_doc doc = {
		.invoice_date = D + (ar_day)draw(seed, 20),
		.amount = {(int64_t)draw(seed, 200) - 60, true},
		.status = (uint8_t)draw(seed, AR_STATUS_WRITTEN_OFF + 1),
	};

	doc.balance.filled = draw(seed, 2) == 0;
	doc.balance.minor = (int64_t)draw(seed, 100) - 30;
	if (draw(seed, 3) == 0)
		doc.paid_date = D - 10 + (ar_day)draw(seed, 50);
	return doc;
}

static size_t
draw_paid(uint32_t *seed, struct ar_paid paid[PAYMENTS])
{
	size_t n = draw(seed, PAYMENTS + 1);

	for (size_t i = 0; i < n; i++)
		paid[i] = (struct ar_paid){D - 10 + (ar_day)draw(seed, 50),
		    (ar_sum)draw(seed, 120) - 20, AR_PAYMENT_NONE};
	return n;
}

static ar_sum
until(const struct ar_steps *s, ar_day day)
{
	ar_sum sum = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->step[i].day <= day)
			sum += s->step[i].change;
	return sum;
}

/* The two tell the same on any day; a fault is none of the steps. */
static void
expect_agreement(const struct ar_steps *s, const struct ar_doc *doc,
    const struct ar_paid_list *paid)
{
	for (size_t i = 1; i < s->n; i++)
		assert_true(s->step[i - 1].day < s->step[i].day);
	for (ar_day day = D - 15; day < D + 45; day++) {
		struct ar_open open;
		enum ar_fault fault = ar_open_on(&open, doc, paid, day,
		    false);

		assert_true(fault == AR_FINE ||
		    fault == AR_FAULT_PAID_BUT_OPEN);
		assert_true(until(s, day) == open.minor);
	}
}

static void
test_agrees_with_open_balance(void **state)
{
	struct ar_steps s = {0};
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct ar_doc doc = draw_doc(&seed);
		struct ar_paid paid[PAYMENTS];
		struct ar_paid_list list = {.paid = paid, .n = draw_paid(&seed, paid)};
		const struct ar_paid_list *known =
		    draw(&seed, 2) == 0 ? &list : NULL;

		ar_steps_of(&s, &doc, known);
		expect_agreement(&s, &doc, known);
	}
	ar_steps_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_no_payments),
		cmocka_unit_test(test_agrees_with_open_balance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
