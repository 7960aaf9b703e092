/*
 * tests/unit/test_limits.c
 * Purpose: blocks and credit limits, and what is owed against them.
 */
#include "libar/limits.h"

#include "tests/unit/scratch.h"

#define CUSTOMERS "customer_id,credit_limit,currency,block,block_until\n"
#define OPEN "invoice_id,customer_id,invoice_date,currency,amount," \
	"paid_date,status\n"

static struct ar_diag *diag;
static struct ar_customers *customers;
static struct ar_limits *limits;

static int
begin(void **state)
{
	(void)state;
	diag = ar_diag_new("t");
	customers = NULL;
	limits = NULL;
	return 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_limits_free(limits);
	ar_customers_free(customers);
	ar_diag_free(diag);
	return 0;
}

/* For the next row of a table. */
static void
again(void)
{
	(void)end(NULL);
	(void)begin(NULL);
}

/* As of 2026-06-30. */
static int
load(const char *file, const char *open)
{
	struct ar_limits_wish wish = {
		.as_of = ar_day_of((struct ar_ymd){2026, 6, 30})
	};

	(void)scratch_write("c", ar_slice_of(file));
	assert_int_equal(ar_customers_load(&customers, "c", diag), AR_OK);
	wish.customers = customers;
	if (open != NULL) {
		(void)scratch_write("o", ar_slice_of(open));
		wish.open = "o";
	}
	return ar_limits_load(&limits, &wish, diag);
}

static struct ar_ccy
ccy_of(const char *code)
{
	struct ar_ccy ccy;

	assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(code)), AR_OK);
	return ccy;
}

static const struct row {
	const char *name;
	const char *cells, *open;       /* behind C, and behind the header */
	const char *ccy;
	int64_t amount;
	bool want;
	const char *said;               /* where it is exceeded */
} rows[] = {
	{"no limit", ",,,", NULL, "EUR", INT64_MAX, false, ""},
	{"within", "100,,,", NULL, "EUR", 9999, false, ""},
	{"at it", "100,,,", NULL, "EUR", 10000, false, ""},
	{"beyond it", "100,,,", NULL, "EUR", 10001, true, "t: c:2: 'C' is "
	    "over its credit limit of 100.00 by 0.01 with this invoice; so "
	    "be it [over-limit]\n"},
	{"nothing is allowed", "0,,,", NULL, "EUR", 1, true,
	    "limit of 0.00 by 0.01 with"},
	{"but nothing", "0,,,", NULL, "EUR", 0, false, ""},
	{"below nothing", "-1,,,", NULL, "EUR", 0, true,
	    "limit of -1.00 by 1.00 with"},
	{"very much", "100,,,", NULL, "EUR", INT64_MAX, true,
	    "by 92233720368547658.07 with"},
	{"no currency", "100,,,", NULL, "", 10001, true,
	    "limit of 100.00 by 0.01 with"},
	{"no decimals", "100,,,", NULL, "JPY", 101, true,
	    "limit of 100 by 1 with"},
	{"three decimals", "100,,,", NULL, "KWD", 100001, true,
	    "limit of 100.000 by 0.001 with"},
	{"three decimals, within", "100,,,", NULL, "KWD", 100000, false, ""},
	{"more digits allow no more", "1.009,,,", NULL, "EUR", 101, true,
	    "limit of 1.00 by 0.01 with"},
	{"nor less", "1.009,,,", NULL, "EUR", 100, false, ""},
	{"his currency", "100,EUR,,", NULL, "EUR", 10001, true,
	    "limit of 100.00 by 0.01 with"},
	{"another", "100,USD,,", NULL, "EUR", 10001, false, ""},
	{"another than none", "100,USD,,", NULL, "", 10001, false, ""},
	{"another, and nothing is allowed", "0,USD,,", NULL, "EUR", 1, false,
	    ""},
	{"owed", "100,,,", "1,C,2026-06-01,EUR,40.00,,\n"
	    "2,C,2026-06-02,EUR,40.00,,\n", "EUR", 2001, true,
	    "limit of 100.00 by 0.01 with"},
	{"owed, at it", "100,,,", "1,C,2026-06-01,EUR,40.00,,\n"
	    "2,C,2026-06-02,EUR,40.00,,\n", "EUR", 2000, false, ""},
	{"by another", "100,,,", "1,D,2026-06-01,EUR,40.00,,\n", "EUR",
	    10000, false, ""},
	{"in another currency", "100,,,", "1,C,2026-06-01,USD,40.00,,\n",
	    "EUR", 10000, false, ""},
	{"paid", "100,,,", "1,C,2026-06-01,EUR,40.00,2026-06-30,\n", "EUR",
	    10000, false, ""},
	{"paid later", "100,,,", "1,C,2026-06-01,EUR,40.00,2026-07-01,\n",
	    "EUR", 6001, true, "limit of 100.00 by 0.01 with"},
	{"not yet owed", "100,,,", "1,C,2026-07-01,EUR,40.00,,\n", "EUR",
	    10000, false, ""},
	{"void", "100,,,", "1,C,2026-06-01,EUR,40.00,,void\n", "EUR", 10000,
	    false, ""},
	{"a credit", "100,,,", "1,C,2026-06-01,EUR,-40.00,,\n", "EUR", 14001,
	    true, "limit of 100.00 by 0.01 with"},
	{"a credit, at it", "100,,,", "1,C,2026-06-01,EUR,-40.00,,\n",
	    "EUR", 14000, false, ""},
	{"over it before", "100,,,", "1,C,2026-06-01,EUR,140.00,,\n", "EUR",
	    1, true, "limit of 100.00 by 40.01 with"},
	{"blocked", ",,y,", NULL, "EUR", 1, true,
	    "t: c:2: 'C' is blocked; so be it [blocked]\n"},
	{"blocked, and no limit is named", "0,,x,", NULL, "EUR", 1, true,
	    "t: c:2: 'C' is blocked; so be it [blocked]\n"},
	{"blocked in any currency", "1,USD,y,", NULL, "EUR", 0, true,
	    "'C' is blocked; "},
	{"not blocked", ",,n,", NULL, "EUR", 1, false, ""},
	{"N is not n", ",,N,", NULL, "EUR", 1, true, "'C' is blocked; "},
	{"blocked to the day", ",,y,2026-06-30", NULL, "EUR", 1, true,
	    "'C' is blocked; "},
	{"blocked for longer", ",,y,2026-07-01", NULL, "EUR", 1, true,
	    "'C' is blocked; "},
	{"no more", ",,y,2026-06-29", NULL, "EUR", 1, false, ""},
	{"no more, but a limit", "1,,y,2026-06-29", NULL, "EUR", 101, true,
	    "limit of 1.00 by 0.01 with"},
	{"a day, and no block", ",,,2026-07-01", NULL, "EUR", 1, false, ""},
	{"a day, and n", ",,n,2026-07-01", NULL, "EUR", 1, false, ""},
};

/* Asked twice, since asking changes nothing; without consequence silently. */
static void
check(const struct row *row)
{
	struct ar_buf c = {0}, o = {0};
	struct ar_ccy ccy = ccy_of(row->ccy);
	bool quiet, loud;

	ar_buf_addf(&c, CUSTOMERS "C,%s\nD,,,,%c", row->cells, '\0');
	ar_buf_addf(&o, OPEN "%s%c", row->open == NULL ? "" : row->open,
	    '\0');
	scratch_listen();
	if (load(c.p, row->open == NULL ? NULL : o.p) != AR_OK)
		fail_msg("%s: %s", row->name, scratch_heard());
	quiet = ar_limits_exceeded(limits, AR_S("C"), &ccy, row->amount,
	    NULL);
	assert_string_equal(scratch_heard(), "");
	loud = ar_limits_exceeded(limits, AR_S("C"), &ccy, row->amount,
	    "so be it");
	if (quiet != row->want || loud != row->want ||
	    strstr(scratch_heard(), row->said) == NULL ||
	    (!row->want && scratch.heard[0] != '\0') ||
	    (row->want && strstr(scratch.heard, "; so be it [") == NULL))
		fail_msg("%s: %d %d %s", row->name, quiet, loud,
		    scratch_heard());
	assert_int_equal(ar_diag_status(diag), AR_EXIT_OK);
	again();
	ar_buf_free(&c);
	ar_buf_free(&o);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i]);
}

/* What is added is owed, by this customer and in this currency only. */
static void
test_add(void **state)
{
	const struct ar_ccy eur = ccy_of("EUR"), usd = ccy_of("USD");
	const struct ar_slice c = AR_S("C"), d = AR_S("D");

	(void)state;
	assert_int_equal(load(CUSTOMERS "C,100,,,\nD,100,,,\n",
	    OPEN "1,C,2026-06-01,EUR,40,,\n"), AR_OK);
	ar_limits_add(limits, c, &eur, 3000);
	assert_false(ar_limits_exceeded(limits, c, &eur, 3000, NULL));
	assert_true(ar_limits_exceeded(limits, c, &eur, 3001, NULL));
	assert_false(ar_limits_exceeded(limits, c, &usd, 10000, NULL));
	assert_false(ar_limits_exceeded(limits, d, &eur, 10000, NULL));
	ar_limits_add(limits, c, &usd, 10000);
	ar_limits_add(limits, d, &eur, 9999);
	assert_false(ar_limits_exceeded(limits, c, &eur, 3000, NULL));
	assert_true(ar_limits_exceeded(limits, c, &usd, 1, NULL));
	assert_true(ar_limits_exceeded(limits, d, &eur, 2, NULL));
	ar_limits_add(limits, c, &eur, -1000);
	assert_false(ar_limits_exceeded(limits, c, &eur, 4000, NULL));
	for (int i = 0; i < 3; i++)
		ar_limits_add(limits, c, &eur, INT64_MAX);
	assert_true(ar_limits_exceeded(limits, c, &eur, INT64_MAX, NULL));
}

/* Without the columns nobody is limited. */
static void
test_no_columns(void **state)
{
	const struct ar_ccy eur = ccy_of("EUR");

	(void)state;
	assert_int_equal(load("customer_id\nC\n", NULL), AR_OK);
	assert_false(ar_limits_exceeded(limits, AR_S("C"), &eur, INT64_MAX,
	    NULL));
}

static const struct bad_row {
	const char *name, *cells, *open, *said;
} bad_rows[] = {
	{"a limit", "x,,,", NULL, "t: c:3:credit_limit: 'x' "},
	{"a limit with a comma", "\"1,5\",,,", NULL, "[decimal-comma]"},
	{"a limit beyond all", "99999999999999999999,,,", NULL,
	    "[out-of-range]"},
	{"a day that is none", ",,y,2026-02-30", NULL, "[no-such-day]"},
	{"a currency", "1,EURO,,", NULL, "c:3:currency: 'EURO' "},
	{"a currency without a limit", ",EURO,,", NULL, "[bad-currency]"},
	{"a day", ",,y,30.6.2026", NULL, "c:3:block_until: '30.6.2026' "},
	{"a day without a block", ",,n,soon", NULL, "[bad-date]"},
	{"how many", "x,,,", NULL, "1 of 2 records refused (1 bad-amount)"},
	{"an open amount", ",,,", "1,C,2026-06-01,EUR,x,,\n",
	    "t: o:2:amount: 'x' "},
	{"an open currency", ",,,", "1,C,2026-06-01,EURO,1,,\n",
	    "[bad-currency]"},
	{"an open one that is paid", ",,,",
	    "1,C,2026-06-01,EUR,1,2026-06-02,open\n", "t: o:2:"},
};

static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad_rows); i++) {
		const struct bad_row *row = &bad_rows[i];
		struct ar_buf c = {0}, o = {0};

		ar_buf_addf(&c, CUSTOMERS "D,1,,,\nC,%s\n%c", row->cells,
		    '\0');
		ar_buf_addf(&o, OPEN "%s%c", row->open == NULL ? "" :
		    row->open, '\0');
		scratch_listen();
		if (load(c.p, row->open == NULL ? NULL : o.p) != AR_ESTOP ||
		    strstr(scratch_heard(), row->said) == NULL ||
		    ar_diag_status(diag) != AR_EXIT_DATA)
			fail_msg("%s: %s", row->name, scratch_heard());
		again();
		ar_buf_free(&c);
		ar_buf_free(&o);
	}
}

static void
test_no_file(void **state)
{
	struct ar_limits_wish wish = {.open = "none"};

	(void)state;
	assert_int_equal(load(CUSTOMERS "C,1,,,\n", NULL), AR_OK);
	ar_limits_free(limits);
	limits = NULL;
	wish.customers = customers;
	scratch_listen();
	assert_int_equal(ar_limits_load(&limits, &wish, diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	(void)scratch_stop(NULL);
	ar_limits_free(NULL);
}

static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_add), TEST(test_no_columns),
		TEST(test_bad), TEST(test_no_file),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
