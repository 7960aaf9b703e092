/*
 * tests/unit/test_cashflow.c
 * Purpose: the yearly rate of payments: ordinary, high, near a half, none.
 */
#include "libar/cashflow.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* 2 to the 70, nearly. */
#define HUGE_SUM (256 * (ar_sum)INT64_C(4611686018427387903))

enum { FLOWS = 7, MANY = 2000 };

/* Wanted is what decimals of 90 digits make of it, halving an interval. */
static const struct row {
	const char *name;
	enum ar_flow_fault fault;
	unsigned digits;
	const char *want;
	size_t n;
	struct ar_flow flow[FLOWS];
} rows[] = {
	{"textbook: 300 on 9,000 for 30 days", AR_FLOW_FINE, 2, "49.02", 2,
	    {{0, 900000}, {30, -930000}}},
	{"the reserve on the same day", AR_FLOW_FINE, 2, "49.02", 3,
	    {{0, 900000}, {30, -1000000}, {30, 70000}}},
	{"nine decimals", AR_FLOW_FINE, 9, "49.024844005", 3, {{0, 900000},
	    {30, -1000000}, {30, 70000}}},
	{"no decimals", AR_FLOW_FINE, 0, "49", 3, {{0, 900000}, {30, -1000000},
	    {30, 70000}}},
	{"reserve a week later", AR_FLOW_FINE, 2, "50.09", 3, {{0, 900000},
	    {30, -1000000}, {37, 70000}}},
	{"reserve a week later, nine decimals", AR_FLOW_FINE, 9,
	    "50.086907204", 3, {{0, 900000}, {30, -1000000}, {37, 70000}}},
	{"reserve a year later", AR_FLOW_FINE, 6, "764.313380", 3,
	    {{0, 800000}, {35, -1000000}, {400, 140000}}},
	{"negative reserve", AR_FLOW_FINE, 4, "48.1186", 3, {{0, 900000},
	    {45, -900000}, {52, -45000}}},
	{"negative reserve on the same day", AR_FLOW_FINE, 4, "48.5487", 3,
	    {{0, 900000}, {45, -900000}, {45, -45000}}},
	{"several days", AR_FLOW_FINE, 9, "53.593492643", 7, {{0, 2550000},
	    {20, -1000000}, {25, 120000}, {35, -1000000}, {40, 115000},
	    {50, -1000000}, {55, 110000}}},
	{"several days in any order", AR_FLOW_FINE, 9, "53.593492643", 7,
	    {{0, 2550000}, {55, 110000}, {50, -1000000}, {25, 120000},
	    {35, -1000000}, {40, 115000}, {20, -1000000}}},
	{"yen", AR_FLOW_FINE, 2, "30.48", 3, {{0, 850}, {60, -1000},
	    {60, 112}}},
	{"one cent", AR_FLOW_FINE, 9, "0.001351860", 2, {{0, 900000},
	    {30, -900001}}},
	{"one cent, printed as nothing", AR_FLOW_FINE, 2, "0.00", 2,
	    {{0, 900000}, {30, -900001}}},
	{"one cent, reserve later", AR_FLOW_FINE, 9, "0.001356886", 3,
	    {{0, 900000}, {30, -1000000}, {31, 99999}}},
	{"ten years", AR_FLOW_FINE, 9, "0.328436403", 2, {{0, 900000},
	    {3650, -930000}}},
	{"one in the greatest", AR_FLOW_FINE, 9, "0.000000000", 2,
	    {{0, INT64_C(9223372036854775806)},
	    {365, -INT64_C(9223372036854775807)}}},
	{"falls before it rises", AR_FLOW_FINE, 9, "997.363659830", 3,
	    {{0, 1000000}, {100, -2000000}, {500, 999000}}},
	{"nearly a root twice", AR_FLOW_FINE, 9, "0.000000170", 3,
	    {{0, INT64_C(4611686018427387903)},
	    {100, -INT64_C(9223372036854775807)},
	    {200, INT64_C(4611686018427387903)}}},
	{"nearly a root twice, beyond 64 bits", AR_FLOW_FINE, 9,
	    "0.000000011", 3, {{0, HUGE_SUM}, {100, -2 * HUGE_SUM - 1},
	    {200, HUGE_SUM}}},
	{"a half after a year", AR_FLOW_FINE, 2, "0.13", 2, {{0, 800},
	    {365, -801}}},
	{"just below a half", AR_FLOW_FINE, 2, "0.12", 2,
	    {{0, INT64_C(80000000000000000)},
	    {365, -INT64_C(80099999999999999)}}},
	{"a half after 73 days", AR_FLOW_FINE, 2, "659.38", 2, {{0, 2},
	    {73, -3}}},
	{"a half after two years", AR_FLOW_FINE, 3, "0.063", 2,
	    {{0, INT64_C(1000000000000)}, {730, -INT64_C(1001250390625)}}},
	{"a half, reserve later", AR_FLOW_FINE, 2, "0.13", 3, {{0, 960000},
	    {365, -1602000}, {730, 641601}}},
	{"high", AR_FLOW_FINE, 2, "158369210882599.87", 2, {{0, 10000},
	    {1, -10800}}},
	{"high, the last digit", AR_FLOW_FINE, 2, "991609733480487.33", 2,
	    {{0, 334328}, {3, -427555}}},
	{"high, nine decimals", AR_FLOW_FINE, 9, "158369210882599.869393888",
	    2, {{0, 10000}, {1, -10800}}},
	{"high, reserve later", AR_FLOW_FINE, 9, "129043415247990.619330379",
	    3, {{0, 10000}, {7, -20000}, {14, 5000}}},
	{"high, little for much", AR_FLOW_FINE, 9, "257039578168313.079258473",
	    3, {{0, 1}, {500, -INT64_C(100000000000000000)}, {507, 99999999}}},
	{"high, much lost on the way", AR_FLOW_FINE, 2, "6754078033.45", 3,
	    {{0, 124040529}, {370, -INT64_C(10724672053372345)},
	    {753, INT64_C(3705923208250379)}}},
	{"a part of the reserve on the same day", AR_FLOW_FINE, 9,
	    "49.778925725", 4, {{0, 900000}, {30, -1000000}, {30, 20000},
	    {37, 50000}}},
	{"greatest", AR_FLOW_FINE, 2, "999999999999999.99", 2,
	    {{0, INT64_C(4000000000000000082)},
	    {1, -INT64_C(4341866136849853837)}}},
	{"rounded to what is too high", AR_FLOW_TOO_HIGH, 2, "", 2,
	    {{0, INT64_C(4000000000000000035)},
	    {1, -INT64_C(4341866136849853786)}}},
	{"not rounded to it", AR_FLOW_FINE, 3, "999999999999999.995", 2,
	    {{0, INT64_C(4000000000000000035)},
	    {1, -INT64_C(4341866136849853786)}}},
	{"too high", AR_FLOW_TOO_HIGH, 2, "", 2, {{0, 10000}, {1, -10900}}},
	{"too high, reserve later", AR_FLOW_TOO_HIGH, 2, "", 3, {{0, 1},
	    {30, -1000000}, {37, 1000}}},
	{"far too high", AR_FLOW_TOO_HIGH, 2, "", 2, {{0, 1},
	    {1, -INT64_C(9223372036854775807)}}},
	{"no cost", AR_FLOW_FINE, 2, "0.00", 3, {{0, 900000}, {30, -1000000},
	    {37, 100000}}},
	{"less than no cost", AR_FLOW_FINE, 9, "0.000000000", 3, {{0, 900000},
	    {30, -1000000}, {37, 100001}}},
	{"no cost, no decimals", AR_FLOW_FINE, 0, "0", 2, {{0, 1}, {30, -1}}},
	{"never paid back", AR_FLOW_FINE, 2, "0.00", 1, {{0, 1}}},
	{"nothing paid", AR_FLOW_NOTHING_PAID, 2, "", 2, {{0, 0}, {30, -1}}},
	{"less than nothing paid", AR_FLOW_NOTHING_PAID, 2, "", 2, {{0, -1},
	    {30, 1}}}
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		char text[AR_MONEY_MAX];
		size_t n = 4711;

		check(row->name, ar_flow_effective(text, &n, row->flow,
		    row->n, row->digits) == row->fault);
		if (!ar_slice_eq(ar_slice(text, n), ar_slice_of(row->want)))
			fail_msg("%s: %.*s", row->name, (int)n, text);
	}
}

static void
test_no_flows(void **state)
{
	char text[AR_MONEY_MAX];
	size_t n = 4711;

	(void)state;
	assert_int_equal(ar_flow_effective(text, &n, NULL, 0, 2),
	    AR_FLOW_NOTHING_PAID);
	assert_int_equal(n, 0);
}

/* Many equal documents have the rate of one. */
static void
test_many_are_as_one(void **state)
{
	static struct ar_flow flow[1 + 2 * MANY];
	char one[AR_MONEY_MAX], all[AR_MONEY_MAX];
	size_t n = 0, m = 0;

	(void)state;
	flow[0] = (struct ar_flow){0, 900000};
	for (size_t i = 0; i < MANY; i++) {
		flow[1 + 2 * i] = (struct ar_flow){30, -1000000};
		flow[2 + 2 * i] = (struct ar_flow){37, 70000};
	}
	assert_int_equal(ar_flow_effective(one, &n, flow, 3, 9),
	    AR_FLOW_FINE);
	flow[0].amount *= MANY;
	assert_int_equal(ar_flow_effective(all, &m, flow, ROWS(flow), 9),
	    AR_FLOW_FINE);
	assert_true(ar_slice_eq(ar_slice(one, n), ar_slice(all, m)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_no_flows),
		cmocka_unit_test(test_many_are_as_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
