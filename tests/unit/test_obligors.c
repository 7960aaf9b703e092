/*
 * tests/unit/test_obligors.c
 * Purpose: how late those who owe pay, and what the customers say of them.
 */
#include "libar/obligors.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

enum { D = 739000, YEAR = 365, MOST = 8 };

static const struct ar_span_options spans = {.last = D, .window = YEAR};
static const struct ar_span year = {D - YEAR + 1, D, YEAR};

static struct ar_portfolio portfolio;
static struct ar_diag *diag;

static struct ar_ccy
ccy_of(const char *code)
{
	struct ar_ccy ccy;

	assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(code)), AR_OK);
	return ccy;
}

/* Open documents: the last two are of one obligor. */
static int
begin(void **state)
{
	static const struct {
		const char *customer, *ccy;
	} open[] = {
		{"B", "EUR"}, {"E", "EUR"}, {"A", "USD"}, {"E", ""},
		{"AB", "EUR"}, {"D", ""}, {"C", "JPY"}, {"A", "EUR"},
		{"A", "EUR"},
	};

	(void)state;
	diag = ar_diag_new("t");
	portfolio = (struct ar_portfolio){0};
	for (size_t i = 0; i < ROWS(open); i++)
		ar_portfolio_add(&portfolio, &(struct ar_receivable){
		    .invoice_id = AR_S("i"), .customer_name = AR_S(""),
		    .customer_id = ar_slice_of(open[i].customer),
		    .ccy = ccy_of(open[i].ccy), .open = 100});
	ar_portfolio_sort(&portfolio);
	return 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_portfolio_release(&portfolio);
	ar_diag_free(diag);
	return 0;
}

/* In the order in which the portfolio has them. */
enum { A_EUR, A_USD, AB_EUR, B_EUR, C_JPY, D_NONE, E_NONE, E_EUR, OBLIGORS };

/* A document that was settled so many days ago, and how late. */
struct paid {
	const char *customer, *ccy;
	int64_t minor;
	int32_t ago, late;
};

struct want {
	int32_t days;
	enum ar_late_from from;
};

#define OWN(days) {days, AR_LATE_OWN}
#define OTHERS(days) {days, AR_LATE_PORTFOLIO}
#define NONE {0, AR_LATE_UNKNOWN}
#define ALL_EUR(days) [A_EUR] = OTHERS(days), [A_USD] = NONE, \
	[AB_EUR] = OTHERS(days), [B_EUR] = OTHERS(days), [C_JPY] = NONE, \
	[D_NONE] = NONE, [E_NONE] = NONE, [E_EUR] = OTHERS(days)
#define NOBODY [A_EUR] = NONE, [A_USD] = NONE, [AB_EUR] = NONE, \
	[B_EUR] = NONE, [C_JPY] = NONE, [D_NONE] = NONE, [E_NONE] = NONE, \
	[E_EUR] = NONE

static const struct late_row {
	const char *name;
	struct paid paid[MOST];
	struct want want[OBLIGORS];
} late_rows[] = {
	{"nothing was settled", {{0}}, {NOBODY}},
	{"three of one", {{"B", "EUR", 100, 1, 10}, {"B", "EUR", 100, 2, 20},
	    {"B", "EUR", 100, 3, 60}}, {OTHERS(30), NONE, OTHERS(30), OWN(30),
	    NONE, NONE, NONE, OTHERS(30)}},
	{"two are too few", {{"B", "EUR", 100, 1, 10},
	    {"B", "EUR", 100, 2, 20}}, {NOBODY}},
	{"two of his own, three in all", {{"B", "EUR", 100, 1, 10},
	    {"B", "EUR", 100, 2, 20}, {"A", "EUR", 100, 3, 60}},
	    {ALL_EUR(30)}},
	{"one of each", {{"A", "EUR", 100, 1, 10}, {"B", "EUR", 100, 2, 20},
	    {"E", "EUR", 100, 3, 60}}, {ALL_EUR(30)}},
	{"of others who owe nothing", {{"0", "EUR", 100, 1, 10},
	    {"AA", "EUR", 100, 2, 20}, {"Z", "EUR", 100, 3, 60}},
	    {ALL_EUR(30)}},
	{"his own are of the portfolio too", {{"B", "EUR", 100, 1, 10},
	    {"B", "EUR", 100, 2, 10}, {"B", "EUR", 100, 3, 10},
	    {"A", "EUR", 100, 3, 50}}, {OTHERS(20), NONE, OTHERS(20),
	    OWN(10), NONE, NONE, NONE, OTHERS(20)}},
	{"several of their own, others between", {{"0", "EUR", 1, 1, 8},
	    {"A", "EUR", 1, 1, 1}, {"A", "EUR", 1, 1, 1},
	    {"A", "EUR", 1, 1, 1}, {"AA", "EUR", 1, 1, 5},
	    {"B", "EUR", 1, 1, 2}, {"B", "EUR", 1, 1, 2},
	    {"B", "EUR", 1, 1, 2}}, {OWN(1), NONE, OTHERS(3), OWN(2), NONE,
	    NONE, NONE, OTHERS(3)}},
	{"by amount", {{"B", "EUR", 100, 1, 0}, {"B", "EUR", 200, 1, 10},
	    {"B", "EUR", 700, 1, 20}}, {OTHERS(16), NONE, OTHERS(16),
	    OWN(16), NONE, NONE, NONE, OTHERS(16)}},
	{"half a day", {{"B", "EUR", 1, 1, 9}, {"B", "EUR", 1, 1, 0},
	    {"B", "EUR", 2, 1, 0}, {"B", "EUR", 2, 1, 3}}, {OTHERS(3), NONE,
	    OTHERS(3), OWN(3), NONE, NONE, NONE, OTHERS(3)}},
	{"half a day early", {{"A", "EUR", 1, 1, -9}, {"B", "EUR", 1, 1, 0},
	    {"E", "EUR", 2, 1, -3}, {"E", "EUR", 2, 1, 0}}, {ALL_EUR(-3)}},
	{"below half a day", {{"A", "EUR", 3, 1, 1}, {"B", "EUR", 2, 1, 0},
	    {"E", "EUR", 2, 1, 0}}, {ALL_EUR(0)}},
	{"early and late", {{"A", "EUR", 1, 1, -20}, {"B", "EUR", 1, 1, 30},
	    {"E", "EUR", 1, 1, 2}}, {ALL_EUR(4)}},
	{"the first and the last day", {{"A", "EUR", 1, YEAR - 1, 7},
	    {"A", "EUR", 1, YEAR - 1, 7}, {"A", "EUR", 1, 0, 7}},
	    {OWN(7), NONE, OTHERS(7), OTHERS(7), NONE, NONE, NONE,
	    OTHERS(7)}},
	{"a day too early", {{"A", "EUR", 1, YEAR, 7},
	    {"A", "EUR", 1, YEAR - 1, 7}, {"A", "EUR", 1, 0, 7}}, {NOBODY}},
	{"what was too early has no weight", {{"A", "EUR", 9, YEAR, 99},
	    {"A", "EUR", 1, YEAR - 1, 7}, {"A", "EUR", 1, 0, 7},
	    {"A", "EUR", 1, 200, 10}}, {OWN(8), NONE, OTHERS(8), OTHERS(8),
	    NONE, NONE, NONE, OTHERS(8)}},
	{"not yet", {{"A", "EUR", 1, -1, 7}, {"A", "EUR", 1, 1, 7},
	    {"A", "EUR", 1, 0, 7}}, {NOBODY}},
	{"currencies apart", {{"A", "EUR", 1, 1, 7}, {"A", "EUR", 1, 1, 7},
	    {"A", "USD", 1, 1, 7}, {"A", "USD", 1, 1, 7},
	    {"E", "", 1, 1, 7}, {"E", "", 1, 1, 7}}, {NOBODY}},
	{"of each currency", {{"A", "EUR", 1, 1, 1}, {"A", "USD", 1, 1, 9},
	    {"A", "EUR", 1, 1, 1}, {"A", "USD", 1, 1, 9},
	    {"A", "EUR", 1, 1, 1}, {"A", "USD", 1, 1, 9}},
	    {OWN(1), OWN(9), OTHERS(1), OTHERS(1), NONE, NONE, NONE,
	    OTHERS(1)}},
	{"no currency", {{"E", "", 1, 1, 5}, {"E", "", 1, 1, 5},
	    {"E", "", 1, 1, 5}}, {NONE, NONE, NONE, NONE, NONE, OTHERS(5),
	    OWN(5), NONE}},
	{"a currency in which nothing is open", {{"A", "GBP", 1, 1, 5},
	    {"A", "GBP", 1, 1, 5}, {"A", "GBP", 1, 1, 5}}, {NOBODY}},
	{"great amounts", {{"A", "EUR", INT64_MAX, 1, 3000},
	    {"A", "EUR", INT64_MAX, 1, 3000},
	    {"A", "EUR", INT64_MAX, 1, 3001}}, {OWN(3000), NONE,
	    OTHERS(3000), OTHERS(3000), NONE, NONE, NONE, OTHERS(3000)}},
};

static struct ar_lateness *
add_paid(const struct paid *paid)
{
	struct ar_lateness *l = ar_lateness_new(&(struct ar_lateness_options){
	    .spans = &spans, .nkeys = 1});

	for (size_t i = 0; i < MOST && paid[i].customer != NULL; i++) {
		ar_day day = D - paid[i].ago;

		(void)ar_lateness_add(l, &(struct ar_doc){
		    .ccy = ccy_of(paid[i].ccy), .paid_date = day,
		    .amount = {paid[i].minor, true},
		    .invoice_date = D - 2 * YEAR,
		    .due_date = day - paid[i].late,
		    .key = {ar_slice_of(paid[i].customer)}}, NULL);
	}
	ar_lateness_finish(l);
	return l;
}

static void
test_late(void **state)
{
	for (size_t i = 0; i < ROWS(late_rows); i++) {
		const struct late_row *row = &late_rows[i];
		struct ar_lateness *l = add_paid(row->paid);

		assert_int_equal(portfolio.nobligors, OBLIGORS);
		ar_obligors_late(&portfolio, l, &year);
		for (size_t k = 0; k < OBLIGORS; k++) {
			const struct ar_obligor *o = &portfolio.obligor[k];

			if (o->days_late != row->want[k].days ||
			    o->late_from != row->want[k].from)
				fail_msg("%s, obligor %zu: %d days by %d",
				    row->name, k, o->days_late,
				    (int)o->late_from);
		}
		ar_lateness_free(l);
		(void)end(state);
		(void)begin(state);
	}
}

static int
load(const char *text)
{
	struct ar_customers *customers = NULL;
	int result = ar_customers_load(&customers, scratch_write("in",
	    ar_slice_of(text)), diag);

	if (result == AR_OK)
		result = ar_obligors_check(customers, diag);
	if (result == AR_OK)
		result = ar_obligors_join(&portfolio, customers, diag);
	ar_customers_free(customers);
	return result;
}

#define HEAD "customer_id,currency,contra,exclude\n"

/* Minor units and a word for each obligor. */
static const struct good_row {
	const char *name, *in;
	int64_t contra[OBLIGORS];
	uint8_t exclude[OBLIGORS];
} goods[] = {
	{"no columns", "customer_id,name\nA,x\n", {0}, {0}},
	{"nobody", HEAD, {0}, {0}},
	{"empty cells", HEAD "A,,,\nE,,,\nB,EUR,,\n", {0}, {0}},
	{"all of a customer", HEAD "A,,,affiliate\nE,EUR,,prebilled\n", {0},
	    {[A_EUR] = AR_EXCLUDE_AFFILIATE, [A_USD] = AR_EXCLUDE_AFFILIATE,
	    [E_NONE] = AR_EXCLUDE_PREBILLED,
	    [E_EUR] = AR_EXCLUDE_PREBILLED}},
	{"ids are bytes", HEAD "a,,,cod\nAB,,,cod\n", {0},
	    {[AB_EUR] = AR_EXCLUDE_COD}},
	{"his one currency", HEAD "B,,12.34,\nC,,500,\nD,,1.5,\n",
	    {[B_EUR] = 1234, [C_JPY] = 500, [D_NONE] = 150}, {0}},
	{"zeros behind the point", HEAD "B,,1.2000,\nC,,7.0,\n",
	    {[B_EUR] = 120, [C_JPY] = 7}, {0}},
	{"a currency that is named", HEAD "A,USD,3,\nB,EUR,4,\n",
	    {[A_USD] = 300, [B_EUR] = 400}, {0}},
	{"one in which he owes nothing", HEAD "A,GBP,3,\nB,USD,4,\n", {0},
	    {0}},
	{"no currency is the customer's, unless he owes in that too",
	    HEAD "D,EUR,3,\nE,EUR,4,\n", {[D_NONE] = 300, [E_EUR] = 400},
	    {0}},
	{"nothing is owed in any currency", HEAD "A,,0,\nE,,0.00,\n", {0},
	    {0}},
	{"both", HEAD "A,EUR,9,foreign\n", {[A_EUR] = 900},
	    {[A_EUR] = AR_EXCLUDE_FOREIGN, [A_USD] = AR_EXCLUDE_FOREIGN}},
	{"who owes nothing", HEAD "X,,5,foreign\n0,,5,cod\nZ,,5,cod\n", {0},
	    {0}},
	{"the most", HEAD "B,,92233720368547758.07,\n",
	    {[B_EUR] = INT64_MAX}, {0}},
};

static void
test_goods(void **state)
{
	for (size_t i = 0; i < ROWS(goods); i++) {
		const struct good_row *row = &goods[i];

		assert_int_equal(load(row->in), AR_OK);
		for (size_t k = 0; k < OBLIGORS; k++) {
			const struct ar_obligor *o = &portfolio.obligor[k];

			if (o->contra != row->contra[k] ||
			    o->exclude != row->exclude[k])
				fail_msg("%s, obligor %zu: %lld, word %d",
				    row->name, k, (long long)o->contra,
				    o->exclude);
		}
		(void)end(state);
		(void)begin(state);
	}
}

static const struct {
	const char *name, *in, *said;
} bads[] = {
	{"below 0", HEAD "B,EUR,1,\nA,EUR,-0.01,\n", "in:3:contra: '-0.01' "
	    "is not valid here; want an amount of 0 or more, of the currency "
	    "[bad-setting]\n"},
	{"below 0, who owes nothing", HEAD "X,EUR,-1,\n",
	    "in:2:contra: '-1' is"},
	{"below 0, in any currency", HEAD "A,,-1,\n", "want an amount of 0"},
	{"in which of two", HEAD "A,,0.01,\n", "in:2:contra: '0.01' is not "
	    "valid here; want its currency in the column currency, as the "
	    "customer owes in several [bad-setting]\n"},
	{"in which, and there is no column", "contra,customer_id\n1,A\n",
	    "in:2:contra: '1' is not valid here; want its currency"},
	{"no currency beside one", HEAD "E,,1,\n", "want its currency"},
	{"decimals", HEAD "B,,1.234,\n", "in:2:contra: '1.234' is not valid "
	    "here; want an amount of the currency that the customer owes in "
	    "[bad-setting]\n"},
	{"decimals, who owes nothing", HEAD "X,EUR,1.234,\n",
	    "want an amount of 0 or more, of the currency"},
	{"decimals of a currency without", HEAD "C,JPY,1.5,\n",
	    "in:2:contra: '1.5' is"},
	{"decimals of no currency", HEAD "D,,0.001,\n",
	    "in:2:contra: '0.001' is"},
	{"too much in minor units", HEAD "B,,9223372036854775807,\n",
	    "want an amount of the currency"},
	{"too much", HEAD "B,,9223372036854775808,\n", "[out-of-range]\n"},
	{"no amount", HEAD "B,,x,\n", "in:2:contra: 'x' is not an amount"},
	{"word", HEAD "B,,,Foreign\n", "in:2:exclude: 'Foreign' is not a "
	    "known word; want one of affiliate, employee, foreign, "},
	{"currency", HEAD "B,eur,,\n", "in:2:currency: 'eur' is not"},
	{"a column twice", "customer_id,contra,contra\nB,1,2\n",
	    "[repeated-column]\n"},
	{"all of them", HEAD "A,EUR,-1,\nB,,1,\nC,,x,\n",
	    "t: 2 of 3 records refused (1 bad-amount, 1 bad-setting); no "
	    "report written\n"},
};

static void
test_bads(void **state)
{
	for (size_t i = 0; i < ROWS(bads); i++) {
		int result;

		scratch_listen();
		result = load(bads[i].in);
		if (result != AR_ESTOP || ar_diag_status(diag) !=
		    AR_EXIT_DATA || strstr(scratch_heard(), bads[i].said) ==
		    NULL)
			fail_msg("%s: %d %s", bads[i].name, result,
			    scratch_heard());
		(void)end(state);
		(void)begin(state);
	}
}

/* What was refused of other files before is not of the customers. */
static void
test_refused_before(void **state)
{
	(void)state;
	scratch_listen();
	ar_diag_refuse(diag, &(struct ar_say){.msg = AR_M_EMPTY});
	assert_int_equal(load(HEAD "B,,1,cod\n"), AR_OK);
	assert_int_equal(portfolio.obligor[B_EUR].contra, 100);
}

/* No customers, and nobody who owes. */
static void
test_none(void **state)
{
	struct ar_lateness *l = add_paid(late_rows[1].paid);
	struct ar_portfolio before = portfolio;

	(void)state;
	assert_int_equal(ar_obligors_check(NULL, diag), AR_OK);
	assert_int_equal(ar_obligors_join(&portfolio, NULL, diag), AR_OK);
	check("no contra", portfolio.obligor[B_EUR].contra == 0);
	portfolio = (struct ar_portfolio){0};
	ar_obligors_late(&portfolio, l, &year);
	assert_int_equal(load(HEAD "B,,1,cod\n"), AR_OK);
	portfolio = before;
	ar_lateness_free(l);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_late), TEST(test_goods), TEST(test_bads),
		TEST(test_refused_before), TEST(test_none),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
