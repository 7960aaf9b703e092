/*
 * tests/unit/test_charge.c
 * Purpose: what being late costs: fee and interest of one item.
 */
#include "libar/charge.h"

#include "tests/unit/dunning.h"

/* Owed 36.50 at 10% of 365 days: one cent a day. */
#define ONE OPEN("") ITEM("1", "09-01", "36.50\n")
#define RATES "rule,from_date,percent,fixed_sum,minimum\n"
#define TEN RATES "r,2026-01-01,10,5.00,\n"
#define P(fee, interest) POLICY(",fee,interest") \
	"p,1,0,email," fee "," interest "\n"
#define LATE_RULE "customer_id,parent_id,consolidate,late_rule\n"
#define FEE(fee) "T,2026-09-20," ID("C", "over", "20") ",planned,C,1,,EUR," \
	"over,p,1,email,billing,,1," fee ",,," AR_LOG_BY ",\n"
#define JPY OPEN("") "1,C,2026-08-01,2026-09-01,JPY,1000\n"

static const struct row {
	const char *name;
	struct dun_texts in;
	uint16_t step;                  /* 0: only listed */
	uint16_t last;                  /* the one taken before, 0: none */
	bool again;
	int64_t fee, interest;
	const char *code;
} rows[] = {
	{"nothing", {.open = ONE, .policy = P("", "")}, 1, 0, 0, 0, 0, ""},
	{"a fee", {.open = ONE, .policy = P("2.5", "")}, 1, 0, 0, 250, 0,
	    ""},
	{"in yen", {.open = JPY, .policy = P("250", "")}, 1, 0, 0, 250, 0,
	    ""},
	{"zeros may stand behind it", {.open = JPY, .policy =
	    P("250.00", "")}, 1, 0, 0, 250, 0, ""},
	{"but no more", {.open = JPY, .policy = P("2.5", "")}, 1, 0, 0, 0,
	    0, "bad-policy"},
	{"only listed", {.open = ONE, .policy = P("2.5", "")}, 0, 0, 0, 0,
	    0, ""},
	{"a repeat", {.open = ONE, .policy = P("2.5", "r"), .rates = TEN},
	    1, 1, 1, 0, 28, ""},
	{"by law", {.open = ONE, .policy = P("law", "r"), .rates = TEN}, 1,
	    0, 0, 500, 28, ""},
	{"once", {.open = ONE, .policy = P("law", "r"), .rates = TEN,
	    .log = FEE("0.01")}, 1, 0, 0, 0, 28, ""},
	{"nothing was borne", {.open = ONE, .policy = P("law", "r"),
	    .rates = TEN, .log = FEE("0")}, 1, 0, 0, 500, 28, ""},
	{"that failed", {.open = ONE, .policy = P("law", "r"), .rates = TEN,
	    .log = FEE("1") STATE("20", ID("C", "over", "20"), "failed")},
	    1, 0, 0, 500, 28, ""},
	{"an amount each time", {.open = ONE, .policy = P("1", ""), .log =
	    FEE("5")}, 1, 0, 0, 100, 0, ""},
	{"by law, of a customer", {.open = ONE, .policy =
	    P("law", "customer"), .rates = TEN, .customers =
	    LATE_RULE "C,,,r\n"}, 1, 0, 0, 500, 28, ""},
	{"without interest", {.open = ONE, .policy = P("law", "none"),
	    .rates = TEN, .customers = LATE_RULE "C,,,r\n"}, 1, 0, 0, 500,
	    0, ""},
	{"of the account", {.open = ONE, .policy = P("law", "customer"),
	    .rates = TEN, .customers = LATE_RULE "C,P,y,\nP,,,r\n"}, 1, 0,
	    0, 500, 28, ""},
	{"his own first", {.open = ONE, .policy = P("law", "customer"),
	    .rates = TEN "q,2026-01-01,20,6.00,\n", .customers =
	    LATE_RULE "C,P,y,q\nP,,,r\n"}, 1, 0, 0, 600, 56, ""},
	{"not of a parent who is no account", {.open = ONE, .policy =
	    P("law", "customer"), .rates = TEN, .customers =
	    LATE_RULE "C,P,n,\nP,,,r\n"}, 1, 0, 0, 0, 0, ""},
	{"no rule", {.open = ONE, .policy = P("law", "customer")}, 1, 0, 0,
	    0, 0, ""},
	{"the step's rule first", {.open = ONE, .policy = P("law", "r"),
	    .rates = TEN "q,2026-01-01,20,6.00,\n", .customers =
	    LATE_RULE "C,,,q\n"}, 1, 0, 0, 500, 28, ""},
	{"the law's own", {.open = ONE, .policy = P("law", "eu"), .rates =
	    RATES "eu,2026-07-01,10,,\n"}, 1, 0, 0, 4000, 28, ""},
	{"of the last step", {.open = ONE, .policy = P("1", "r"), .rates =
	    TEN}, 0, 1, 0, 0, 28, ""},
	{"of no step", {.open = ONE, .policy = P("1", "r"), .rates = TEN},
	    0, 0, 0, 0, 0, ""},
	{"of this step, not of the last", {.open = ONE, .policy =
	    POLICY(",interest") "p,1,0,email,r\np,2,1,email,none\n",
	    .rates = TEN}, 2, 1, 0, 0, 0, ""},
	{"of a step that is gone", {.open = ONE, .policy = P("1", "r"),
	    .rates = TEN}, 0, 7, 0, 0, 0, ""},
	{"not yet late", {.open = OPEN("") ITEM("1", "09-29", "36.50\n"),
	    .policy = P("", "r"), .rates = TEN}, 1, 0, 0, 0, 0, ""},
	{"less what is disputed", {.open = OPEN(",disputed_amount")
	    ITEM("1", "09-01", "73,36.50\n"), .policy = P("", "r"), .rates =
	    TEN}, 1, 0, 0, 0, 28, ""},
	{"evening by evening", {.open = OPEN("") ITEM("1", "09-01",
	    "73.00\n"), .policy = P("", "r"), .rates = TEN, .payments =
	    PAYMENTS "p,C,2026-09-19,EUR,36.50,1,\n"}, 1, 0, 0, 0,
	    2 * 18 + 10, ""},
	{"below the least", {.open = ONE, .policy = P("", "r"), .rates =
	    RATES "r,2026-01-01,10,,0.29\n"}, 1, 0, 0, 0, 0, ""},
	{"no rate", {.open = ONE, .policy = P("", "eu"), .rates = TEN}, 1,
	    0, 0, 0, 0, "no-rate"},
	{"no file of rates", {.open = ONE, .policy = P("", "r")}, 1, 0, 0,
	    0, 0, "no-rate"},
	{"by law without a rate", {.open = ONE, .policy = P("law", "none"),
	    .customers = LATE_RULE "C,,,eu\n"}, 1, 0, 0, 4000, 0, ""},
	{"a sum with decimals", {.open = JPY, .policy = P("law", "r"),
	    .rates = RATES "r,2026-01-01,10,5.5,\n"}, 1, 0, 0, 0, 0,
	    "bad-rate"},
	{"a minimum with decimals", {.open = JPY, .policy = P("", "r"),
	    .rates = RATES "r,2026-01-01,10,,5.5\n"}, 1, 0, 0, 0, 0,
	    "bad-rate"},
	{"too much", {.open = OPEN("") "1,C,2020-01-01,2020-01-02,EUR,"
	    "92233720368547758.07\n", .policy = P("", "r"), .rates =
	    RATES "r,2020-01-01,100,,\n"}, 1, 0, 0, 0, 0,
	    "interest-range"},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		const struct ar_policy_step *step;
		int64_t fee = -1, interest = -1;
		struct ar_debt *debt;
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &row->in);
		if (u.d.debts.n == 0)
			fail_msg("%s: %s", row->name, scratch_heard());
		debt = &u.d.debts.debt[0];
		debt->again = row->again;
		debt->seen.last_step = row->last;
		step = ar_policy_step(debt->policy, row->step);
		if (result == AR_OK)
			result = ar_charge_fee(&u.d, debt, step, &fee);
		if (result == AR_OK)
			result = ar_charge_interest(&u.d, debt, step,
			    &interest);
		if (result == AR_OK && (fee != row->fee ||
		    interest != row->interest))
			fail_msg("%s: %lld, %lld", row->name, (long long)fee,
			    (long long)interest);
		dun_expect_end(row->name, &u, result, row->code);
	}
}

static const struct amount_row {
	struct ar_ccy ccy;
	struct ar_decimal amount;
	int64_t want;
	const char *said;               /* NULL: it is one */
} amount_rows[] = {
	{{"EUR", 2}, {0}, 0, NULL},
	{{"EUR", 2}, {25, 0, true}, 2500, NULL},
	{{"EUR", 2}, {2500, 4, true}, 25, NULL},
	{{"KWD", 3}, {1, 3, true}, 1, NULL},
	{{"EUR", 2}, {1, 3, true}, 0, "t: '0.001' is no amount "
	    "of EUR, which has 2 decimals; see ar-policy(5) [bad-policy]\n"},
	{{"", 2}, {1, 3, true}, 0, "of the unnamed currency, which has 2 "},
	{{"EUR", 2}, {INT64_MAX, 0, true}, 0, "[bad-policy]"},
};

static void
test_amount(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(amount_rows); i++) {
		const struct amount_row *row = &amount_rows[i];
		struct ar_dunning d = {.diag = ar_diag_new("t")};
		const struct ar_debt debt = {.ccy = row->ccy};
		const struct ar_policy_step step = {.line = 0};
		int64_t minor = -1;
		int result;

		scratch_listen();
		result = ar_charge_amount(&d, &debt, &step, "fee",
		    row->amount, &minor);
		if (result != (row->said == NULL ? AR_OK : AR_ESTOP) ||
		    (result == AR_OK && minor != row->want) ||
		    strstr(scratch_heard(), row->said == NULL ? "" :
		    row->said) == NULL)
			fail_msg("row %zu: %lld, %s", i, (long long)minor,
			    scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(d.diag);
	}
}

/* Which rule, and which day. */
static void
test_said(void **state)
{
	const struct dun_texts in = {.open = ONE, .policy = P("", "eu"),
	    .rates = TEN};
	int64_t interest;
	struct dun u;

	(void)state;
	scratch_listen();
	assert_int_equal(dun_read(&u, &in), AR_OK);
	assert_int_equal(ar_charge_interest(&u.d, u.d.debts.debt,
	    u.d.policies.policy[0].step, &interest), AR_ESTOP);
	assert_string_equal(scratch_heard(), "t: rates: rule 'eu' has no "
	    "rate for 2026-09-02; add it to the file of --rates "
	    "[no-rate]\n");
	dun_expect_end("said", &u, AR_ESTOP, "no-rate");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_amount), TEST(test_said),
	};

	return cmocka_run_group_tests(tests, dun_enter, scratch_remove);
}
