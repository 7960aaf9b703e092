/*
 * tests/unit/test_offer.c
 * Purpose: offers: their cells, what contradicts, and the price of a document.
 */
#include "libar/offer.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define PER_CENT (AR_RATE_ONE / 100)
#define BRACKETS "2%:10d,3%:20d,4%:30d,6%:40d,8%:50d,10%"
#define MAX_TEXT "9223372036854775807"

enum { GIVEN = 5, OFFERS = 20000, TABLE_DAYS = 100 };

/* The cells of an offer that are not empty; text NULL ends them. */
struct given {
	enum ar_offer_cell cell;
	const char *text;
};

static struct ar_offer_text
text_of(const struct given *given, size_t n)
{
	struct ar_offer_text text;

	for (size_t i = 0; i < AR_OFFER_CELLS; i++)
		text.cell[i] = AR_S("");
	for (size_t i = 0; i < n && given[i].text != NULL; i++)
		text.cell[given[i].cell] = ar_slice_of(given[i].text);
	return text;
}

/* Begins as what no offer is, so that what is left unset is seen. */
static struct ar_offer
offer_of(const char *name, const struct given *given, size_t n)
{
	struct ar_offer_text text = text_of(given, n);
	struct ar_offer_fault fault;
	struct ar_offer offer;

	memset(&offer, 0x55, sizeof offer);
	check(name, ar_offer_read(&offer, &text, &fault) == AR_OK);
	return offer;
}

static void
test_defaults(void **state)
{
	const struct given given[] = {{AR_OFFER_ADVANCE, "80"}};
	struct ar_offer o = offer_of("defaults", given, ROWS(given));

	(void)state;
	assert_true(o.name.p != NULL && o.name.n == 0);
	assert_true(o.recourse == AR_RECOURSE && o.recourse_days == 0);
	assert_true(o.any_ccy && o.ccy.code[0] == '\0' && o.ccy.digits == 2);
	assert_true(o.advance == 80 * PER_CENT && o.fee.n == 0);
	assert_true(!o.fee_on_advance && o.upfront == AR_UPFRONT_NONE);
	assert_true(o.rate.rate == 0 && o.rate.year == 0);
	assert_true(o.reserve_lag == 0 && o.max_debtor == 0);
	for (size_t i = 0; i < AR_OFFER_MONEYS; i++)
		assert_true(o.money[i].units == 0 && !o.money[i].filled);
}

static void
test_all_cells(void **state)
{
	static const char *const cells[AR_OFFER_CELLS] = {
		"Bank A, 1", "spot", "90", "JPY", "82.5%", "3%/30d+1%/10d",
		"advance", "1", "first", "9.25%/365", "7", "2", "3", "4", "5",
		"20"
	};
	struct ar_offer_fault fault;
	struct ar_offer_text text;
	struct ar_offer o;

	(void)state;
	for (size_t i = 0; i < AR_OFFER_CELLS; i++)
		text.cell[i] = ar_slice_of(cells[i]);
	assert_int_equal(ar_offer_read(&o, &text, &fault), AR_OK);
	assert_true(ar_slice_eq(o.name, AR_S("Bank A, 1")));
	assert_true(o.name.p == text.cell[AR_OFFER_NAME].p);
	assert_true(o.recourse == AR_SPOT && o.recourse_days == 90);
	assert_true(!o.any_ccy && strcmp(o.ccy.code, "JPY") == 0);
	assert_true(o.advance == 82500000 && o.fee_on_advance);
	assert_true(o.fee.form == AR_FEE_THEN);
	assert_true(o.upfront == AR_UPFRONT_FIRST && o.reserve_lag == 7);
	assert_true(o.rate.rate == 9250000 && o.rate.year == 365);
	assert_true(o.max_debtor == 20 * PER_CENT);
	for (size_t i = 0; i < AR_OFFER_MONEYS; i++)
		assert_true(o.money[i].units == (int64_t)i + 1);
}

/* One cell beside an advance of 80. */
static const struct cell_row {
	enum ar_offer_cell cell;
	const char *text;
	bool good;
} cell_rows[] = {
	{AR_OFFER_RECOURSE, "recourse", true},
	{AR_OFFER_RECOURSE, "non-recourse", true},
	{AR_OFFER_RECOURSE, "Recourse", false},
	{AR_OFFER_RECOURSE, "non recourse", false},
	{AR_OFFER_RECOURSE, "spo", false},
	{AR_OFFER_RECOURSE, "spots", false},
	{AR_OFFER_RECOURSE_DAYS, "1", true},
	{AR_OFFER_RECOURSE_DAYS, "3650", true},
	{AR_OFFER_RECOURSE_DAYS, "0", false},
	{AR_OFFER_RECOURSE_DAYS, "3651", false},
	{AR_OFFER_RECOURSE_DAYS, "90d", false},
	{AR_OFFER_RECOURSE_DAYS, "9.5", false},
	{AR_OFFER_RECOURSE_DAYS, "-90", false},
	{AR_OFFER_RECOURSE_DAYS, "4294967386", false},
	{AR_OFFER_CURRENCY, "EUR", true},
	{AR_OFFER_CURRENCY, "eur", false},
	{AR_OFFER_CURRENCY, "EU", false},
	{AR_OFFER_CURRENCY, "XXX", false},
	{AR_OFFER_ADVANCE, "100", true},
	{AR_OFFER_ADVANCE, "100%", true},
	{AR_OFFER_ADVANCE, "0.000001", true},
	{AR_OFFER_ADVANCE, "", false},
	{AR_OFFER_ADVANCE, "0", false},
	{AR_OFFER_ADVANCE, "0%", false},
	{AR_OFFER_ADVANCE, "%", false},
	{AR_OFFER_ADVANCE, "80%%", false},
	{AR_OFFER_ADVANCE, "80 %", false},
	{AR_OFFER_ADVANCE, "100.000001", false},
	{AR_OFFER_ADVANCE, "80.0000001", false},
	{AR_OFFER_ADVANCE, "-80", false},
	{AR_OFFER_ADVANCE, "0,8", false},
	{AR_OFFER_FEE, "0%", true},
	{AR_OFFER_FEE, "3", false},
	{AR_OFFER_FEE, "3%/0d", false},
	{AR_OFFER_FEE_BASE, "face", true},
	{AR_OFFER_FEE_BASE, "advance", true},
	{AR_OFFER_FEE_BASE, "Face", false},
	{AR_OFFER_FEE_BASE, "advances", false},
	{AR_OFFER_MIN_FEE, "0", true},
	{AR_OFFER_MIN_FEE, "0.000000001", true},
	{AR_OFFER_MIN_FEE, MAX_TEXT, true},
	{AR_OFFER_MIN_FEE, "-0.01", false},
	{AR_OFFER_MIN_FEE, "1,50", false},
	{AR_OFFER_MIN_FEE, "1%", false},
	{AR_OFFER_MIN_FEE, "0.0000000001", false},
	{AR_OFFER_MIN_FEE, "9223372036854775808", false},
	{AR_OFFER_UPFRONT, "none", true},
	{AR_OFFER_UPFRONT, "all", true},
	{AR_OFFER_UPFRONT, "None", false},
	{AR_OFFER_UPFRONT, "yes", false},
	{AR_OFFER_RATE, "0", true},
	{AR_OFFER_RATE, "100", true},
	{AR_OFFER_RATE, "9%", true},
	{AR_OFFER_RATE, "9.5%/360", true},
	{AR_OFFER_RATE, "9.5/365", true},
	{AR_OFFER_RATE, "100.000001", false},
	{AR_OFFER_RATE, "-1", false},
	{AR_OFFER_RATE, "9/", false},
	{AR_OFFER_RATE, "9/366", false},
	{AR_OFFER_RATE, "9/360%", false},
	{AR_OFFER_RATE, "9/360/365", false},
	{AR_OFFER_RATE, "/360", false},
	{AR_OFFER_RESERVE_LAG, "0", true},
	{AR_OFFER_RESERVE_LAG, "3650", true},
	{AR_OFFER_RESERVE_LAG, "3651", false},
	{AR_OFFER_RESERVE_LAG, "-1", false},
	{AR_OFFER_RESERVE_LAG, "7.0", false},
	{AR_OFFER_PER_INVOICE, "12.50", true},
	{AR_OFFER_PER_INVOICE, "-1", false},
	{AR_OFFER_PER_FUNDING, "12.50", true},
	{AR_OFFER_PER_FUNDING, "a", false},
	{AR_OFFER_MONTHLY_MIN, "12.50", true},
	{AR_OFFER_MONTHLY_MIN, "+1", false},
	{AR_OFFER_MIN_INVOICE, "12.50", true},
	{AR_OFFER_MIN_INVOICE, "1.", false},
	{AR_OFFER_MAX_DEBTOR, "100", true},
	{AR_OFFER_MAX_DEBTOR, "0.000001%", true},
	{AR_OFFER_MAX_DEBTOR, "0", false},
	{AR_OFFER_MAX_DEBTOR, "101", false},
	{AR_OFFER_MAX_DEBTOR, "none", true}
};

static void
test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(cell_rows); i++) {
		const struct cell_row *row = &cell_rows[i];
		const struct given given[] = {{AR_OFFER_ADVANCE, "80"},
		    {row->cell, row->text}};
		struct ar_offer_text text = text_of(given, ROWS(given));
		struct ar_offer_fault fault = {AR_OFFER_CELLS, NULL};
		struct ar_offer offer;
		int err = ar_offer_read(&offer, &text, &fault);

		check(row->text, err == (row->good ? AR_OK : AR_EDATA));
		check(row->text, fault.cell == (row->good ? AR_OFFER_CELLS :
		    row->cell) && (fault.want == NULL) == row->good);
	}
}

/* The first bad cell is named; what is wanted reads as a remedy. */
static void
test_wanted(void **state)
{
	const struct given given[] = {{AR_OFFER_MAX_DEBTOR, "0"},
	    {AR_OFFER_RATE, "x"}};
	struct ar_offer_text text = text_of(given, ROWS(given));
	struct ar_offer_fault fault;
	struct ar_offer offer;

	(void)state;
	assert_int_equal(ar_offer_read(&offer, &text, &fault), AR_EDATA);
	assert_int_equal(fault.cell, AR_OFFER_ADVANCE);
	assert_string_equal(fault.want, "a percentage above 0, to 100");
	text.cell[AR_OFFER_ADVANCE] = AR_S("80");
	assert_int_equal(ar_offer_read(&offer, &text, &fault), AR_EDATA);
	assert_int_equal(fault.cell, AR_OFFER_RATE);
	assert_string_equal(fault.want,
	    "a percentage of 0 to 100, as 9, 9/360 or 9/365");
}

/* cell AR_OFFER_CELLS: nothing contradicts. */
static const struct check_row {
	const char *name;
	bool unpriced;
	enum ar_offer_cell cell;
	struct given given[GIVEN];
} check_rows[] = {
	{"neither fee nor rate", false, AR_OFFER_FEE, {{0}}},
	{"neither, not priced", true, AR_OFFER_CELLS, {{0}}},
	{"a fee", false, AR_OFFER_CELLS, {{AR_OFFER_FEE, "3%"}}},
	{"a rate", false, AR_OFFER_CELLS, {{AR_OFFER_RATE, "9"}}},
	{"a fee of 0", false, AR_OFFER_CELLS, {{AR_OFFER_FEE, "0%"}}},
	{"a rate of 0", false, AR_OFFER_CELLS, {{AR_OFFER_RATE, "0"}}},
	{"days of recourse", false, AR_OFFER_CELLS, {{AR_OFFER_FEE, "3%"},
	    {AR_OFFER_RECOURSE, "recourse"}, {AR_OFFER_RECOURSE_DAYS, "90"}}},
	{"days of recourse by default", false, AR_OFFER_CELLS,
	    {{AR_OFFER_FEE, "3%"}, {AR_OFFER_RECOURSE_DAYS, "90"}}},
	{"days without recourse", false, AR_OFFER_RECOURSE_DAYS,
	    {{AR_OFFER_FEE, "3%"}, {AR_OFFER_RECOURSE, "non-recourse"},
	    {AR_OFFER_RECOURSE_DAYS, "90"}}},
	{"days of spot", true, AR_OFFER_RECOURSE_DAYS,
	    {{AR_OFFER_RECOURSE, "spot"}, {AR_OFFER_RECOURSE_DAYS, "1"}}},
	{"spot by the month", false, AR_OFFER_MONTHLY_MIN,
	    {{AR_OFFER_FEE, "3%"}, {AR_OFFER_RECOURSE, "spot"},
	    {AR_OFFER_MONTHLY_MIN, "0.01"}}},
	{"spot, 0 by the month", false, AR_OFFER_CELLS,
	    {{AR_OFFER_FEE, "3%"}, {AR_OFFER_RECOURSE, "spot"},
	    {AR_OFFER_MONTHLY_MIN, "0.00"}}},
	{"non-recourse by the month", false, AR_OFFER_CELLS,
	    {{AR_OFFER_FEE, "3%"}, {AR_OFFER_RECOURSE, "non-recourse"},
	    {AR_OFFER_MONTHLY_MIN, "5"}}},
	{"all the advance upfront", false, AR_OFFER_UPFRONT,
	    {{AR_OFFER_FEE, "80%"}, {AR_OFFER_UPFRONT, "first"}}},
	{"all the advance, of all", false, AR_OFFER_UPFRONT,
	    {{AR_OFFER_FEE, "80%/30d+1%/10d"}, {AR_OFFER_UPFRONT, "all"}}},
	{"nearly all the advance", false, AR_OFFER_CELLS,
	    {{AR_OFFER_FEE, "79.999999%"}, {AR_OFFER_UPFRONT, "all"}}},
	{"all of it later", false, AR_OFFER_CELLS,
	    {{AR_OFFER_FEE, "80%"}, {AR_OFFER_UPFRONT, "none"}}},
	{"all of it on day 2", false, AR_OFFER_CELLS,
	    {{AR_OFFER_FEE, "40%/1d"}, {AR_OFFER_UPFRONT, "all"}}},
	{"80 of 100 of the advance", false, AR_OFFER_CELLS,
	    {{AR_OFFER_FEE, "80%"}, {AR_OFFER_UPFRONT, "all"},
	    {AR_OFFER_FEE_BASE, "advance"}}},
	{"100 of 100 of the advance", false, AR_OFFER_UPFRONT,
	    {{AR_OFFER_FEE, "100%"}, {AR_OFFER_UPFRONT, "first"},
	    {AR_OFFER_FEE_BASE, "advance"}}}
};

static void
test_contradictions(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(check_rows); i++) {
		const struct check_row *row = &check_rows[i];
		struct given given[GIVEN + 1] = {{AR_OFFER_ADVANCE, "80"}};
		struct ar_offer_fault fault = {AR_OFFER_CELLS, NULL};
		struct ar_offer offer;

		memcpy(given + 1, row->given, sizeof row->given);
		offer = offer_of(row->name, given, ROWS(given));
		check(row->name, ar_offer_check(&offer, !row->unpriced,
		    &fault) == (row->cell == AR_OFFER_CELLS ? AR_OK :
		    AR_EDATA));
		check(row->name, fault.cell == row->cell &&
		    (fault.want == NULL) == (row->cell == AR_OFFER_CELLS));
	}
}

static void
test_applies(void **state)
{
	static const struct {
		const char *offer, *ccy;
		bool applies;
	} rows[] = {
		{"", "", true}, {"", "EUR", true}, {"EUR", "EUR", true},
		{"EUR", "USD", false}, {"EUR", "", false}
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct given given[] = {{AR_OFFER_ADVANCE, "80"},
		    {AR_OFFER_CURRENCY, rows[i].offer}};
		struct ar_offer offer = offer_of("applies", given,
		    ROWS(given));
		struct ar_ccy ccy;

		assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(rows[i].ccy)),
		    AR_OK);
		check(rows[i].ccy, ar_offer_applies(&offer, &ccy) ==
		    rows[i].applies);
	}
}

static void
test_yearly(void **state)
{
	static const struct {
		const char *text;
		int32_t year, want;     /* 0: refused */
		ar_rate rate;
	} rows[] = {
		{"6", 360, 360, 6 * PER_CENT}, {"6%", 365, 365, 6 * PER_CENT},
		{"6/365", 360, 365, 6 * PER_CENT},
		{"6%/360", 365, 360, 6 * PER_CENT}, {"", 360, 0, 0},
		{"6 /360", 360, 0, 0}, {"6/36", 360, 0, 0}
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_yearly y;
		int err = ar_yearly_parse(&y, ar_slice_of(rows[i].text),
		    rows[i].year);

		if (rows[i].want == 0) {
			check(rows[i].text, err == AR_EDATA);
			continue;
		}
		check(rows[i].text, err == AR_OK &&
		    y.year == rows[i].want && y.rate == rows[i].rate);
	}
}

/* want INT64_MIN: beyond 64 bits. */
static const struct interest_row {
	struct ar_yearly yearly;
	int64_t amount;
	int32_t days;
	int64_t want;
} interest_rows[] = {
	{{6 * PER_CENT, 360}, 100000, 20, 333},
	{{6 * PER_CENT, 365}, 100000, 20, 329},
	{{PER_CENT, 360}, 18000, 1, 1},
	{{PER_CENT, 360}, 17999, 1, 0},
	{{PER_CENT, 360}, 54000, 1, 2},
	{{PER_CENT, 365}, 18250, 1, 1},
	{{PER_CENT, 365}, 18249, 1, 0},
	{{PER_CENT, 365}, 18250, 3, 2},
	{{1, 360}, 500000000, 36, 1},
	{{100 * PER_CENT, 365}, INT64_MAX, 365, INT64_MAX},
	{{100 * PER_CENT, 365}, INT64_MAX, 366, INT64_MIN},
	{{100 * PER_CENT, 365}, -INT64_MAX, 365, -INT64_MAX},
	{{100 * PER_CENT, 365}, -INT64_MAX, 366, INT64_MIN},
	{{PER_CENT, 360}, -18000, 1, -1},
	{{100 * PER_CENT, 360}, INT64_MAX, INT32_MAX, INT64_MIN},
	{{0, 360}, INT64_MAX, INT32_MAX, 0},
	{{0}, INT64_MAX, 1, 0}
};

static void
test_interest(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(interest_rows); i++) {
		const struct interest_row *row = &interest_rows[i];
		int64_t got = 4711;
		int err = ar_yearly_interest(&got, row->yearly, row->amount,
		    row->days);

		if (row->want == INT64_MIN) {
			assert_int_equal(err, AR_EDATA);
			continue;
		}
		assert_int_equal(err, AR_OK);
		if (got != row->want)
			fail_msg("row %zu: %lld", i, (long long)got);
	}
}

/* cell AR_OFFER_CELLS: want minor units of it. */
static const struct in_row {
	const char *ccy;
	struct given given;
	enum ar_offer_cell cell;
	enum ar_offer_money money;
	int64_t want;
	const char *remedy;
} in_rows[] = {
	{"", {AR_OFFER_MIN_FEE, "1.5"}, AR_OFFER_CELLS, AR_OFFER_M_MIN_FEE,
	    150, ""},
	{"USD", {AR_OFFER_PER_INVOICE, "7"}, AR_OFFER_CELLS,
	    AR_OFFER_M_PER_INVOICE, 700, ""},
	{"JPY", {AR_OFFER_PER_FUNDING, "120.00"}, AR_OFFER_CELLS,
	    AR_OFFER_M_PER_FUNDING, 120, ""},
	{"KWD", {AR_OFFER_MONTHLY_MIN, "1.005"}, AR_OFFER_CELLS,
	    AR_OFFER_M_MONTHLY_MIN, 1005, ""},
	{"KWD", {AR_OFFER_MIN_INVOICE, "1.0050"}, AR_OFFER_CELLS,
	    AR_OFFER_M_MIN_INVOICE, 1005, ""},
	{"JPY", {AR_OFFER_MIN_INVOICE, MAX_TEXT}, AR_OFFER_CELLS,
	    AR_OFFER_M_MIN_INVOICE, INT64_MAX, ""},
	{"JPY", {AR_OFFER_MIN_FEE, "0.5"}, AR_OFFER_MIN_FEE, 0, 0,
	    "no more decimals than the currency has"},
	{"USD", {AR_OFFER_PER_INVOICE, "0.001"}, AR_OFFER_PER_INVOICE, 0, 0,
	    "no more decimals than the currency has"},
	{"KWD", {AR_OFFER_PER_FUNDING, "1.0005"}, AR_OFFER_PER_FUNDING, 0,
	    0, "no more decimals than the currency has"},
	{"JPY", {AR_OFFER_MONTHLY_MIN, "120.000000001"},
	    AR_OFFER_MONTHLY_MIN, 0, 0,
	    "no more decimals than the currency has"},
	{"USD", {AR_OFFER_MIN_INVOICE, MAX_TEXT}, AR_OFFER_MIN_INVOICE, 0, 0,
	    "at most 9223372036854775807 minor units"},
	{"KWD", {AR_OFFER_MIN_INVOICE, "92233720368547758.0"},
	    AR_OFFER_MIN_INVOICE, 0, 0,
	    "at most 9223372036854775807 minor units"}
};

static void
test_in_currency(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(in_rows); i++) {
		const struct in_row *row = &in_rows[i];
		const struct given given[] = {{AR_OFFER_ADVANCE, "80"},
		    row->given};
		struct ar_offer offer = offer_of(row->given.text, given,
		    ROWS(given));
		struct ar_offer_fault fault = {AR_OFFER_CELLS, ""};
		struct ar_offer_sums sums = {{0}};
		struct ar_ccy ccy;
		int err;

		check(row->ccy, ar_ccy_parse(&ccy, ar_slice_of(row->ccy)) ==
		    AR_OK);
		err = ar_offer_in(&sums, &offer, &ccy, &fault);
		check(row->given.text, fault.cell == row->cell &&
		    strcmp(fault.want, row->remedy) == 0);
		check(row->given.text, err == (row->cell == AR_OFFER_CELLS ?
		    AR_OK : AR_EDATA) && sums.minor[row->money] == row->want);
	}
}

/* In cents of an unnamed currency. */
static const struct price_row {
	const char *name;
	int64_t face;
	int32_t days;
	struct ar_price want;   /* without face, days and lag */
	struct given given[GIVEN + 1];
} price_rows[] = {
	{"flat fee on the face", 1000000, 30,
	    {.advance = 900000, .fee = 30000, .paid_out = 900000,
	    .reserve = 70000, .cost = 30000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%"}}},
	{"by a table of days", 1000000, 35,
	    {.advance = 800000, .fee = 60000, .paid_out = 800000,
	    .reserve = 140000, .cost = 60000},
	    {{AR_OFFER_ADVANCE, "80%"}, {AR_OFFER_FEE, BRACKETS}}},
	{"by the day after 30", 100000, 45,
	    {.advance = 80000, .fee = 5250, .paid_out = 80000,
	    .reserve = 14750, .cost = 5250},
	    {{AR_OFFER_ADVANCE, "80"}, {AR_OFFER_FEE, "3.5%/30d+daily"}}},
	{"by started 30 days", 100000, 61,
	    {.advance = 80000, .fee = 11000, .paid_out = 80000,
	    .reserve = 9000, .cost = 11000},
	    {{AR_OFFER_ADVANCE, "80"}, {AR_OFFER_FEE, "4%/30d+3.5%/30d"}}},
	{"fee on the advance", 1000000, 30,
	    {.advance = 900000, .fee = 27000, .paid_out = 900000,
	    .reserve = 73000, .cost = 27000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%"},
	    {AR_OFFER_FEE_BASE, "advance"}}},
	{"minimum fee", 1000000, 30,
	    {.advance = 900000, .fee = 30001, .paid_out = 900000,
	    .reserve = 69999, .cost = 30001},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%"},
	    {AR_OFFER_MIN_FEE, "300.01"}}},
	{"minimum fee not reached", 1000000, 30,
	    {.advance = 900000, .fee = 30000, .paid_out = 900000,
	    .reserve = 70000, .cost = 30000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%"},
	    {AR_OFFER_MIN_FEE, "299.99"}}},
	{"upfront none", 1000000, 60,
	    {.advance = 900000, .fee = 60000, .paid_out = 900000,
	    .reserve = 40000, .cost = 60000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%/30d+1%/10d"},
	    {AR_OFFER_UPFRONT, "none"}}},
	{"upfront first", 1000000, 60,
	    {.advance = 900000, .fee = 60000, .paid_out = 870000,
	    .reserve = 70000, .cost = 60000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%/30d+1%/10d"},
	    {AR_OFFER_UPFRONT, "first"}}},
	{"upfront first, of the advance", 1000000, 60,
	    {.advance = 900000, .fee = 54000, .paid_out = 873000,
	    .reserve = 73000, .cost = 54000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%/30d+1%/10d"},
	    {AR_OFFER_UPFRONT, "first"}, {AR_OFFER_FEE_BASE, "advance"}}},
	{"upfront first, the minimum", 1000000, 60,
	    {.advance = 900000, .fee = 60000, .paid_out = 860000,
	    .reserve = 80000, .cost = 60000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%/30d+1%/10d"},
	    {AR_OFFER_UPFRONT, "first"}, {AR_OFFER_MIN_FEE, "400"}}},
	{"upfront first, the minimum is all", 1000000, 60,
	    {.advance = 900000, .fee = 70000, .paid_out = 830000,
	    .reserve = 100000, .cost = 70000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%/30d+1%/10d"},
	    {AR_OFFER_UPFRONT, "first"}, {AR_OFFER_MIN_FEE, "700"}}},
	{"upfront all", 1000000, 60,
	    {.advance = 900000, .fee = 60000, .paid_out = 840000,
	    .reserve = 100000, .cost = 60000},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%/30d+1%/10d"},
	    {AR_OFFER_UPFRONT, "all"}}},
	{"by the invoice", 1000000, 30,
	    {.advance = 900000, .fee = 30000, .charges = 1250,
	    .paid_out = 898750, .reserve = 70000, .cost = 31250},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%"},
	    {AR_OFFER_PER_INVOICE, "12.50"}, {AR_OFFER_PER_FUNDING, "50"},
	    {AR_OFFER_MONTHLY_MIN, "500"}}},
	{"interest on 360", 125000, 20,
	    {.advance = 100000, .interest = 333, .paid_out = 100000,
	    .reserve = 24667, .cost = 333},
	    {{AR_OFFER_ADVANCE, "80"}, {AR_OFFER_RATE, "6"}}},
	{"interest on 365", 125000, 20,
	    {.advance = 100000, .interest = 329, .paid_out = 100000,
	    .reserve = 24671, .cost = 329},
	    {{AR_OFFER_ADVANCE, "80"}, {AR_OFFER_RATE, "6%/365"}}},
	{"all at once", 1234567, 47,
	    {.advance = 1049382, .fee = 24691, .interest = 12330,
	    .charges = 500, .paid_out = 1048882, .reserve = 148164,
	    .cost = 37521},
	    {{AR_OFFER_ADVANCE, "85"}, {AR_OFFER_FEE, "2%"},
	    {AR_OFFER_RATE, "9"}, {AR_OFFER_PER_INVOICE, "5"},
	    {AR_OFFER_RESERVE_LAG, "7"}}},
	{"halves away from zero", 50, 30,
	    {.advance = 45, .fee = 1, .interest = 1, .paid_out = 45,
	    .reserve = 3, .cost = 2},
	    {{AR_OFFER_ADVANCE, "89"}, {AR_OFFER_FEE, "1%"},
	    {AR_OFFER_RATE, "14"}}},
	{"below halves", 49, 30,
	    {.advance = 44, .paid_out = 44, .reserve = 5},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "1%"},
	    {AR_OFFER_RATE, "13"}}},
	{"negative reserve", 100000, 30,
	    {.advance = 100000, .fee = 3000, .paid_out = 100000,
	    .reserve = -3000, .cost = 3000},
	    {{AR_OFFER_ADVANCE, "100"}, {AR_OFFER_FEE, "3%"}}},
	{"nothing paid out", 1000, 30,
	    {.advance = 900, .fee = 30, .charges = 900, .paid_out = 0,
	    .reserve = 70, .cost = 930},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%"},
	    {AR_OFFER_PER_INVOICE, "9"}}},
	{"less than nothing paid out", 1000, 30,
	    {.advance = 900, .fee = 2000, .charges = 1, .paid_out = -1101,
	    .reserve = 100, .cost = 2001},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "3%"},
	    {AR_OFFER_UPFRONT, "all"}, {AR_OFFER_MIN_FEE, "20"},
	    {AR_OFFER_PER_INVOICE, "0.01"}}},
	{"for nothing", 1000, 30,
	    {.advance = 900, .paid_out = 900, .reserve = 100},
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "0%"}}},
	{"greatest", INT64_MAX, 1,
	    {.advance = INT64_MAX, .fee = INT64_MAX, .paid_out = 0,
	    .reserve = 0, .cost = INT64_MAX},
	    {{AR_OFFER_ADVANCE, "100"}, {AR_OFFER_FEE, "100%"},
	    {AR_OFFER_UPFRONT, "all"}}}
};

/* For the unnamed currency, of two decimals. */
static int
price_of(struct ar_price *price, const struct ar_offer *offer, int64_t face,
    int32_t days)
{
	const struct ar_ccy ccy = AR_CCY_UNNAMED;
	struct ar_offer_fault fault;
	struct ar_offer_sums sums;

	memset(price, 0x55, sizeof *price);
	assert_int_equal(ar_offer_in(&sums, offer, &ccy, &fault), AR_OK);
	return ar_offer_price(price, offer, &sums, face, days);
}

static void
test_prices(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(price_rows); i++) {
		const struct price_row *row = &price_rows[i];
		const struct ar_price *want = &row->want;
		struct ar_offer offer = offer_of(row->name, row->given,
		    ROWS(row->given));
		struct ar_price got;

		check(row->name, price_of(&got, &offer, row->face,
		    row->days) == AR_OK);
		check(row->name, got.face == row->face &&
		    got.days == row->days && got.lag == offer.reserve_lag);
		check(row->name, got.advance == want->advance &&
		    got.fee == want->fee && got.interest == want->interest &&
		    got.charges == want->charges);
		check(row->name, got.paid_out == want->paid_out &&
		    got.reserve == want->reserve && got.cost == want->cost);
	}
}

static const struct beyond_row {
	const char *name;
	int64_t face;
	int32_t days;
	struct given given[GIVEN];
} beyond_rows[] = {
	{"fee", INT64_MAX, 2,
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_FEE, "100%/1d"}}},
	{"interest", INT64_MAX, 366,
	    {{AR_OFFER_ADVANCE, "100"}, {AR_OFFER_RATE, "100/365"}}},
	{"cost", INT64_MAX, 360,
	    {{AR_OFFER_ADVANCE, "100"}, {AR_OFFER_FEE, "0.000001%"},
	    {AR_OFFER_RATE, "100"}}},
	{"cost by charges", 100, 1,
	    {{AR_OFFER_ADVANCE, "90"}, {AR_OFFER_UPFRONT, "first"},
	    {AR_OFFER_MIN_FEE, "92233720368547758.07"},
	    {AR_OFFER_PER_INVOICE, "92233720368547758.07"}}},
	{"cost by one", 1, 1,
	    {{AR_OFFER_ADVANCE, "1"}, {AR_OFFER_UPFRONT, "all"},
	    {AR_OFFER_MIN_FEE, "92233720368547758.07"},
	    {AR_OFFER_PER_INVOICE, "0.01"}}}
};

static void
test_beyond(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(beyond_rows); i++) {
		const struct beyond_row *row = &beyond_rows[i];
		struct ar_offer offer = offer_of(row->name, row->given,
		    ROWS(row->given));
		struct ar_price got;

		check(row->name, price_of(&got, &offer, row->face,
		    row->days) == AR_EDATA);
	}
}

static uint32_t
draw(uint32_t *seed, uint32_t most)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % most;
}

static struct ar_offer
draw_offer(uint32_t *seed)
{
	static const char *const fees[] = {"3%", "1.5%/15d", "", "0%",
	    "3%/30d+1%/10d", "3.333333%/30d+daily", BRACKETS};
	static const char *const rates[] = {"", "9.123456", "7/365"};
	static const char *const upfronts[] = {"none", "first", "all"};
	static const char *const advances[] = {"80", "100", "0.000001",
	    "33.333333"};
	const struct given given[] = {
		{AR_OFFER_ADVANCE, advances[draw(seed, ROWS(advances))]},
		{AR_OFFER_FEE, fees[draw(seed, ROWS(fees))]},
		{AR_OFFER_RATE, rates[draw(seed, ROWS(rates))]},
		{AR_OFFER_UPFRONT, upfronts[draw(seed, ROWS(upfronts))]},
		{AR_OFFER_FEE_BASE, draw(seed, 2) == 0 ? "" : "advance"},
		{AR_OFFER_MIN_FEE, draw(seed, 2) == 0 ? "" : "12.34"},
		{AR_OFFER_PER_INVOICE, draw(seed, 2) == 0 ? "" : "5"}
	};

	return offer_of("drawn", given, ROWS(given));
}

/* What is taken at once, by what is paid out. */
static int64_t
upfront_of(const struct ar_price *p)
{
	return p->advance - p->paid_out - p->charges;
}

static void
test_adds_up(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < OFFERS; i++) {
		struct ar_offer offer = draw_offer(&seed);
		int64_t face = 1 + ((int64_t)draw(&seed, 1 << 24) << 16 >>
		    draw(&seed, 40));
		int32_t days = 1 + (int32_t)draw(&seed, TABLE_DAYS);
		struct ar_price p;

		assert_int_equal(price_of(&p, &offer, face, days), AR_OK);
		assert_true(p.face == face && p.paid_out + p.reserve +
		    p.fee + p.interest + p.charges == face);
		assert_true(p.cost == p.fee + p.interest + p.charges);
		assert_true(upfront_of(&p) >= 0 && upfront_of(&p) <= p.fee);
		assert_true(offer.upfront != AR_UPFRONT_NONE ||
		    upfront_of(&p) == 0);
		assert_true(offer.upfront != AR_UPFRONT_ALL ||
		    upfront_of(&p) == p.fee);
		assert_true(p.advance >= 0 && p.advance <= face);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_all_cells),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_wanted),
		cmocka_unit_test(test_contradictions),
		cmocka_unit_test(test_applies),
		cmocka_unit_test(test_yearly),
		cmocka_unit_test(test_interest),
		cmocka_unit_test(test_in_currency),
		cmocka_unit_test(test_prices),
		cmocka_unit_test(test_beyond),
		cmocka_unit_test(test_adds_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
