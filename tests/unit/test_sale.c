/*
 * tests/unit/test_sale.c
 * Purpose: which offer applies to what, and what it would bring.
 */
#include "libar/sale.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

enum { D = 739000, PERCENT = AR_RATE_ONE / 100, MOST = 8 };

static struct ar_factor_options options;
static struct ar_sale sale;

static int
begin(void **state)
{
	(void)state;
	options = (struct ar_factor_options){.min_days = 15, .criteria = {
	    .max_age = AR_NO_LIMIT, .max_past_due = AR_NO_LIMIT,
	    .cross_age = AR_NO_LIMIT, .concentration = AR_NO_LIMIT}};
	sale = (struct ar_sale){.options = &options, .today = D,
	    .digits = 2, .diag = ar_diag_new("t")};
	return 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_diag_free(sale.diag);
	ar_sale_release(&sale);
	return 0;
}

/* A document of today that is open. */
static void
add(const char *customer, const char *code, int64_t open)
{
	struct ar_receivable r = {.invoice_id = AR_S("i"),
	    .customer_id = ar_slice_of(customer), .customer_name = AR_S(""),
	    .invoice_date = D, .due_date = D, .open = open};

	assert_int_equal(ar_ccy_parse(&r.ccy, ar_slice_of(code)), AR_OK);
	ar_portfolio_add(&sale.portfolio, &r);
}

static void
load(const char *in)
{
	assert_int_equal(ar_offers_load(&sale.offers, scratch_write("in",
	    ar_slice_of(in)), NULL, false, sale.diag), AR_OK);
}

/* A digit for each deal of the currencies "", EUR, JPY and USD. */
static const struct match_row {
	const char *name, *in;
	const char *want[4];
} matches[] = {
	{"any", "offer,advance_pct\nA,80\n", {"10", "10", "10", "10"}},
	{"an empty cell", "offer,advance_pct,currency\nA,80,\n",
	    {"10", "10", "10", "10"}},
	{"one", "offer,advance_pct,currency\nA,80,EUR\n",
	    {"01", "10", "01", "01"}},
	{"none", "offer,advance_pct,currency\nA,80,GBP\nB,70,CHF\n",
	    {"001", "001", "001", "001"}},
	{"several", "offer,advance_pct,currency\nA,80,USD\nB,80,\nC,80,EUR\n"
	    "D,80,GBP\nE,70,EUR\n",
	    {"010000", "011010", "010000", "110000"}},
};

static void
add_currencies(void)
{
	add("B", "USD", 100);
	add("C", "JPY", 100);
	add("A", "", 100);
	add("A", "EUR", 100);
	ar_portfolio_sort(&sale.portfolio);
	assert_int_equal(sale.portfolio.nccys, 4);
}

static void
test_match(void **state)
{
	for (size_t i = 0; i < ROWS(matches); i++) {
		const struct match_row *row = &matches[i];

		add_currencies();
		load(row->in);
		assert_int_equal(ar_sale_match(&sale), AR_OK);
		for (size_t c = 0; c < sale.portfolio.nccys; c++) {
			char got[MOST] = "";

			for (size_t k = 0; k <= sale.offers.n; k++) {
				const struct ar_deal *d = ar_sale_deal(&sale,
				    k, c);

				got[k] = d->applies ? '1' : '0';
				assert_ptr_equal(d->offer,
				    k == sale.offers.n ? NULL :
				    &sale.offers.offer[k]);
			}
			if (strcmp(got, row->want[c]) != 0)
				fail_msg("%s, currency %zu: %s", row->name,
				    c, got);
		}
		(void)end(state);
		(void)begin(state);
	}
}

static void
test_sums(void **state)
{
	static const int64_t eur[] = {120, 230, 340, 450, 560};
	static const int64_t jpy[] = {7, 0, 8, 0, 9};
	const int64_t *got;

	(void)state;
	add_currencies();
	load("offer,advance_pct,currency,min_fee,per_invoice,per_funding,"
	    "monthly_min,min_invoice\nA,80,EUR,1.2,2.30,3.4000,4.5,5.6\n"
	    "B,80,JPY,7.00,,8,0.0,9\n");
	assert_int_equal(ar_sale_match(&sale), AR_OK);
	got = ar_sale_deal(&sale, 0, 1)->sums.minor;
	assert_memory_equal(got, eur, sizeof eur);
	got = ar_sale_deal(&sale, 1, 2)->sums.minor;
	assert_memory_equal(got, jpy, sizeof jpy);
}

#define CELL(column, cell) "offer,advance_pct," column "\nA,80,0\nB,80," \
	cell "\n"
#define WANT " is not valid here; want no more decimals than the currency " \
	"has; see ar-factor(1) [bad-offer]\n"

/* The offer B is of any currency that is open: that is JPY too. */
static const struct {
	const char *in, *said;
} decimals[] = {
	{CELL("min_fee", "0.1"), "in:3:min_fee: '0.1'" WANT},
	{CELL("per_invoice", "1.01"), "in:3:per_invoice: '1.01'" WANT},
	{CELL("per_funding", "1.01"), "in:3:per_funding: '1.01'" WANT},
	{CELL("monthly_min", "1.01"), "in:3:monthly_min: '1.01'" WANT},
	{CELL("min_invoice", "1.01"), "in:3:min_invoice: '1.01'" WANT},
	{CELL("min_fee", "9223372036854775807"), "in:3:min_fee: "
	    "'9223372036854775807' is not valid here; want at most"},
	{"offer,advance_pct,currency,min_fee\nA,80,JPY,0.1\n",
	    "in:2:min_fee: '0.1'" WANT},
	{"offer,advance_pct,currency,min_fee\nA,80,EUR,0.001\n",
	    "in:2:min_fee: '0.001'" WANT},
	{"offer,advance_pct,currency,min_fee\nA,80,EUR,0.010\n", NULL},
	{"offer,advance_pct,currency,min_fee\nA,80,GBP,0.001\n", NULL},
};

static void
test_decimals(void **state)
{
	for (size_t i = 0; i < ROWS(decimals); i++) {
		const char *said = decimals[i].said, *heard;
		int result;

		add_currencies();
		load(decimals[i].in);
		scratch_listen();
		result = ar_sale_match(&sale);
		heard = scratch_heard();
		if (said == NULL ? result != AR_OK || heard[0] != '\0' :
		    result != AR_ESTOP || strstr(heard, said) == NULL ||
		    ar_diag_status(sale.diag) != AR_EXIT_USAGE)
			fail_msg("row %zu: %d %s", i, result, heard);
		(void)end(state);
		(void)begin(state);
	}
}

/* An offer by options is refused by the option's name. */
static void
test_decimals_of_option(void **state)
{
	struct ar_offer_text text;

	(void)state;
	for (size_t i = 0; i < AR_OFFER_CELLS; i++)
		text.cell[i] = AR_S("");
	text.cell[AR_OFFER_ADVANCE] = AR_S("80");
	text.cell[AR_OFFER_PER_FUNDING] = AR_S("0.5");
	assert_int_equal(ar_offers_make(&sale.offers, &text, false,
	    sale.diag), AR_OK);
	add_currencies();
	scratch_listen();
	assert_int_equal(ar_sale_match(&sale), AR_ESTOP);
	assert_non_null(strstr(scratch_heard(), "t: option --per-funding: "
	    "'0.5' is not valid; want no more decimals than the currency has"
	    " [bad-value]\n"));
	assert_int_equal(ar_diag_status(sale.diag), AR_EXIT_USAGE);
}

static void
test_check(void **state)
{
	(void)state;
	add_currencies();
	load("offer,advance_pct,currency\nA,80,JPY\n");
	assert_int_equal(ar_sale_match(&sale), AR_OK);
	scratch_listen();
	assert_int_equal(ar_sale_check(&sale, 2), AR_OK);
	assert_string_equal(scratch_heard(), "");
	assert_int_equal(ar_sale_check(&sale, 1), AR_ESTOP);
	assert_non_null(strstr(scratch_heard(),
	    "t: no offer applies to documents in EUR; "));
	assert_string_equal(scratch_code(), "no-offer");
	assert_int_equal(ar_sale_check(&sale, 0), AR_ESTOP);
	assert_non_null(strstr(scratch_heard(),
	    "t: no offer applies to documents without currency; "));
	assert_int_equal(ar_diag_status(sale.diag), AR_EXIT_USAGE);
}

static void
test_only(void **state)
{
	size_t number = MOST;

	(void)state;
	add_currencies();
	load("offer,advance_pct,currency\nA,80,GBP\nB,80,USD\nC,80,EUR\n"
	    "D,80,USD\n");
	assert_int_equal(ar_sale_match(&sale), AR_OK);
	scratch_listen();
	assert_int_equal(ar_sale_only(&sale, 1, "--x", &number), AR_OK);
	assert_int_equal(number, 2);
	assert_int_equal(ar_sale_only(&sale, 2, "--x", &number), AR_OK);
	assert_int_equal(number, 4);
	assert_string_equal(scratch_heard(), "");
	assert_int_equal(ar_sale_only(&sale, 3, "--x", &number), AR_ESTOP);
	assert_non_null(strstr(scratch_heard(), "t: offers 'B' and 'D' both "
	    "apply, and --x is about one; "));
	assert_string_equal(scratch_code(), "several-offers");
	assert_int_equal(ar_diag_status(sale.diag), AR_EXIT_USAGE);
}

static void
test_criteria(void **state)
{
	static const ar_rate want[] = {40 * PERCENT, 30 * PERCENT,
	    30 * PERCENT};

	(void)state;
	load("offer,advance_pct,max_debtor_pct\nA,80,40\nB,80,\n");
	options.criteria.concentration = 30 * PERCENT;
	options.criteria.max_age = 91;
	for (size_t i = 0; i < ROWS(want); i++) {
		struct ar_criteria c = ar_sale_criteria(&sale, i);

		assert_int_equal(c.concentration, want[i]);
		assert_int_equal(c.as_of, D);
		assert_int_equal(c.max_age, 91);
		assert_int_equal(c.max_past_due, AR_NO_LIMIT);
	}
	options.criteria.concentration = AR_NO_LIMIT;
	assert_int_equal(ar_sale_criteria(&sale, 0).concentration,
	    40 * PERCENT);
	assert_int_equal(ar_sale_criteria(&sale, 1).concentration,
	    AR_NO_LIMIT);
}

/* Where A and B apply, and where none does. */
static void
add_tested(void)
{
	add("a", "EUR", 500);
	add("a", "GBP", 600);
	add("a", "USD", 2000);
	add("b", "EUR", 3000);
	add("b", "USD", 4900);
	add("b", "USD", 8000);
	ar_portfolio_sort(&sale.portfolio);
	load("offer,advance_pct,currency,min_invoice,max_debtor_pct\n"
	    "A,80,USD,50,60\nB,80,EUR,10,\nC,80,EUR,50,\nD,80,CHF,50,1\n");
	assert_int_equal(ar_sale_match(&sale), AR_OK);
}

enum { EUR, GBP, USD };

static const struct test_row {
	const char *name;
	bool concentrate;
	ar_rate concentration;
	int64_t left[3][6];     /* by the offers A, B, none */
} test_rows[] = {
	{"without the last test", false, 10 * PERCENT, {
	    {[2] = 0, [4] = 0, [5] = 8000}, {[0] = 0, [3] = 3000},
	    {[1] = 600}}},
	{"with it", true, 50 * PERCENT, {
	    {[2] = 0, [4] = 0, [5] = 4800}, {[0] = 0, [3] = 1500},
	    {[1] = 300}}},
	{"of the offer alone", true, AR_NO_LIMIT, {
	    {[2] = 0, [4] = 0, [5] = 4800}, {[0] = 0, [3] = 3000},
	    {[1] = 600}}},
};

static void
check_left(const struct test_row *row, size_t ccy, const int64_t *want)
{
	const struct ar_eligibility *e = ar_sale_first(&sale, ccy);

	for (size_t i = 0; i < sale.portfolio.nobligors; i++) {
		const struct ar_obligor *o = &sale.portfolio.obligor[i];

		for (size_t k = o->first; k < o->first + o->n; k++)
			if (o->ccy == ccy && e->left[k] != want[k])
				fail_msg("%s, item %zu: %lld", row->name, k,
				    (long long)e->left[k]);
	}
}

static void
test_tests(void **state)
{
	for (size_t i = 0; i < ROWS(test_rows); i++) {
		const struct test_row *row = &test_rows[i];

		add_tested();
		options.criteria.concentration = row->concentration;
		ar_sale_test(&sale, row->concentrate);
		assert_ptr_equal(ar_sale_first(&sale, USD), &sale.tested[0]);
		assert_ptr_equal(ar_sale_first(&sale, EUR), &sale.tested[1]);
		assert_ptr_equal(ar_sale_first(&sale, GBP), &sale.tested[4]);
		check_left(row, USD, row->left[0]);
		check_left(row, EUR, row->left[1]);
		check_left(row, GBP, row->left[2]);
		assert_int_equal(sale.tested[2].left[3], 0);
		assert_null(sale.tested[3].left);
		(void)end(state);
		(void)begin(state);
	}
}

static void
note_exclusion(void *to, const struct ar_exclusion *x)
{
	ar_buf_addf(to, "%zu %s %lld\n", x->item, ar_reason_word(x->reason),
	    (long long)x->amount);
}

/* By item, whichever offer is the first of its currency. */
static void
test_exclusions(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	add_tested();
	options.criteria.concentration = 50 * PERCENT;
	sale.portfolio.item[3].disputed = 700;
	ar_sale_test(&sale, true);
	ar_sale_exclusions(&sale, &got, note_exclusion);
	ar_buf_add(&got, AR_S("\0"));
	assert_string_equal(got.p, "0 below_minimum 500\n"
	    "1 concentration 300\n2 below_minimum 2000\n3 disputed 700\n"
	    "3 concentration 1150\n4 below_minimum 4900\n"
	    "5 concentration 3200\n");
	ar_buf_free(&got);
}

/* Nothing is open. */
static void
test_nothing(void **state)
{
	(void)state;
	load("offer,advance_pct\nA,80\n");
	ar_portfolio_sort(&sale.portfolio);
	assert_int_equal(ar_sale_match(&sale), AR_OK);
	ar_sale_test(&sale, true);
	ar_sale_exclusions(&sale, NULL, note_exclusion);
	assert_null(sale.tested[0].left);
}

static const struct {
	const char *name;
	int32_t due, late, least, delay;        /* due: from today on */
	int32_t want;
} days[] = {
	{"when it is due", 30, 0, 15, 0, 30},
	{"late", 30, 12, 15, 0, 42},
	{"early", 30, -10, 15, 0, 20},
	{"just the fewest", 15, 0, 15, 0, 15},
	{"below the fewest", 14, 0, 15, 0, 15},
	{"early, below the fewest", 20, -6, 15, 0, 15},
	{"late, above the fewest", 10, 6, 15, 0, 16},
	{"past due", -100, 20, 15, 0, 15},
	{"a delay after the fewest", -100, 20, 15, 10, 25},
	{"a delay", 30, 12, 15, 10, 52},
	{"a delay below 0", 30, 12, 15, -10, 32},
	{"a delay below the fewest", 0, 0, 15, -14, 1},
	{"never on the day", 0, 0, 15, -15, 1},
	{"never before", 0, 0, 15, -3650, 1},
	{"one day", 1, 0, 1, 0, 1},
	{"the fewest are one", 0, 0, 1, 0, 1},
	{"far", 2900000, 30, 15, 3650, 2903680},
};

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(days); i++) {
		const struct ar_obligor o = {.days_late = days[i].late};
		const struct ar_receivable r = {.due_date = D + days[i].due};
		int32_t got;

		options.min_days = days[i].least;
		options.delay = days[i].delay;
		got = ar_sale_days(&sale, &o, &r);
		if (got != days[i].want)
			fail_msg("%s: %d", days[i].name, got);
	}
}

static void
test_price(void **state)
{
	struct ar_price p;

	(void)state;
	add_currencies();
	load("offer,advance_pct,currency,fee,min_fee,per_invoice,reserve_lag"
	    "\nA,80,EUR,1%/15d,,0.50,7\nB,80,EUR,1%/15d,4,,\n"
	    "C,80,EUR,100%/1d,,,\n");
	assert_int_equal(ar_sale_match(&sale), AR_OK);
	assert_int_equal(ar_sale_price(&sale, &p, ar_sale_deal(&sale, 0, 1),
	    10000, 31), AR_OK);
	check("A", p.face == 10000 && p.advance == 8000 && p.fee == 300 &&
	    p.charges == 50 && p.paid_out == 7950 && p.reserve == 1700 &&
	    p.cost == 350 && p.days == 31 && p.lag == 7);
	assert_int_equal(ar_sale_price(&sale, &p, ar_sale_deal(&sale, 1, 1),
	    10000, 31), AR_OK);
	check("B", p.fee == 400 && p.charges == 0 && p.lag == 0);
	scratch_listen();
	assert_int_equal(ar_sale_price(&sale, &p, ar_sale_deal(&sale, 2, 1),
	    INT64_MAX, 1), AR_OK);
	assert_string_equal(scratch_heard(), "");
	assert_int_equal(ar_sale_price(&sale, &p, ar_sale_deal(&sale, 2, 1),
	    INT64_MAX, 2), AR_ESTOP);
	assert_string_equal(scratch_code(), "overflow");
	assert_int_equal(ar_diag_status(sale.diag), AR_EXIT_DATA);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_match), TEST(test_sums), TEST(test_decimals),
		TEST(test_decimals_of_option), TEST(test_check),
		TEST(test_only), TEST(test_criteria), TEST(test_tests),
		TEST(test_exclusions), TEST(test_nothing), TEST(test_days),
		TEST(test_price),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
