/*
 * tests/unit/test_interest.c
 * Purpose: interest on what is paid late, and the fixed sums beside it.
 */
#include "libar/interest.h"

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static struct ar_decimal
decimal_of(const char *text)
{
	struct ar_decimal d = {0};

	if (text != NULL)
		check(text, ar_decimal_parse(&d, ar_slice_of(text)) ==
		    AR_MONEY_OK);
	return d;
}

static struct ar_ccy
ccy_of(const char *code)
{
	struct ar_ccy ccy;

	check(code, ar_ccy_parse(&ccy, ar_slice_of(code)) == AR_OK);
	return ccy;
}

/* The statutory rules lack the second half of 2025. */
static const struct given_row {
	const char *rule, *from, *percent;
	uint8_t method, basis;
	const char *grace, *minimum, *fixed_sum;
} given_rows[] = {
	{"eu", "2024-01-01", .percent = "12.5"},
	{"eu", "2024-07-01", .percent = "12.25"},
	{"eu", "2025-01-01", .percent = "11.15"},
	{"eu", "2026-01-01", .percent = "10.40"},
	{"eu", "2026-07-01", .percent = "10.40"},
	{"de", "2024-07-01", .percent = "12.37"},
	{"uk", "2023-01-01", .percent = "12.25"},
	{"uk", "2024-01-01", .percent = "13.25"},
	{"uk", "2024-07-01", .percent = "13"},
	{"us-federal", "2023-01-01", .percent = "6.5"},
	{"us-federal", "2025-01-01", .percent = "4.875"},
	{"bank", "2020-01-01", .percent = "6.5", 0, AR_BASIS_360},
	{"18", "2020-01-01", .percent = "18"},
	{"8.5", "2020-01-01", .percent = "8.5"},
	{"10", "0001-01-01", .percent = "10"},
	{"10 of 360", "0001-01-01", .percent = "10", 0, AR_BASIS_360},
	{"actual", "0001-01-01", .percent = "10", 0, AR_BASIS_ACTUAL},
	{"50", "0001-01-01", .percent = "50"},
	{"below 50", "0001-01-01", .percent = "49.999999"},
	{"100", "0001-01-01", .percent = "100"},
	{"nothing", "0001-01-01", .percent = "0"},
	{"steep", "0001-01-01", .percent = "100", AR_LATE_US_FEDERAL},
	{"month", "2020-01-01", .percent = "18", AR_LATE_MONTH},
	{"month", "2024-03-15", .percent = "12", AR_LATE_MONTH},
	{"grace", "2020-01-01", .percent = "10", 0, 0, "5"},
	{"grace", "2024-07-01", .percent = "10", 0, 0, "0"},
	{"long grace", "2020-01-01", .percent = "10", 0, 0, "3000000"},
	{"uk-like", "2020-01-01", .percent = "10", AR_LATE_FIXED, 0, "5"},
	{"uk-like", "2024-07-01", .percent = "20", AR_LATE_FIXED, 0, "5"},
	{"minimum", "2020-01-01", .percent = "10", 0, 0, NULL, "5.00"},
	{"minimum", "2024-07-01", .percent = "10", 0, 0, NULL, "500"},
	{"thousandths", "2020-01-01", .percent = "10", 0, 0, NULL, "0.125", "0.125"},
	{"vast", "2020-01-01", .percent = "10", 0, 0, NULL, "9223372036854775807",
	    "9223372036854775807"},
	{"fee", "2020-01-01", .percent = "10", 0, 0, NULL, NULL, "25.50"},
	{"fee", "2024-07-01", .percent = "10", 0, 0, NULL, NULL, "30"},
	{"fee", "2025-01-01", .percent = "10", 0, 0, NULL, NULL, "0"},
	{"fee", "2025-07-01", .percent = "10"}
};

static void
make_rates(struct ar_late_rates *rates)
{
	ar_late_rates_init(rates);
	for (size_t i = 0; i < ROWS(given_rows); i++) {
		const struct given_row *given = &given_rows[i];
		struct ar_rate_row row = {
			.rule = ar_slice_of(given->rule),
			.from_date = day_of(given->from),
			.method = given->method,
			.basis = given->basis,
			.grace_days = decimal_of(given->grace),
			.minimum = decimal_of(given->minimum),
			.fixed_sum = decimal_of(given->fixed_sum)
		};

		check(given->percent, ar_rate_parse(&row.percent,
		    ar_slice_of(given->percent)) == AR_OK);
		check(given->rule, ar_late_rates_add(rates, &row) == AR_OK);
	}
}

static void
expect_interest(const char *name, const char *rule,
    const struct ar_arrears *arrears, const char *until, int64_t want)
{
	struct ar_late_rates rates;
	int64_t got = 4711;
	ar_day lacks = 4711;

	make_rates(&rates);
	check(name, ar_interest(&got, &lacks, &rates, ar_slice_of(rule),
	    arrears, day_of(until)) == AR_INTEREST_FINE);
	if (got != want)
		print_error("got %lld\n", (long long)got);
	check(name, got == want && lacks == 4711);
	ar_late_rates_release(&rates);
}

/* The same amount throughout.  Wanted is what fractions of Python make. */
static const struct constant_row {
	const char *name, *ccy, *rule, *due, *until;
	int64_t amount, want;
} constant_rows[] = {
	/* As published, or as their authors meant it. */
	{"prompt payment", "USD", "bank", "2026-04-01", "2026-04-11",
	    150000, 271},
	{"prompt payment, federal", "USD", "us-federal", "2023-04-01",
	    "2023-04-11", 150000, 271},
	{"late fee of 18 % a year", "USD", "18", "2023-01-01", "2023-05-30",
	    47425, 3485},
	{"UK claim", "GBP", "uk", "2023-01-10", "2023-04-21", 500000, 16949},
	{"UK claim of 45 days", "GBP", "uk", "2024-01-31", "2024-03-16",
	    200000, 3267},
	{"50 days, the day not rounded", "GBP", "8.5", "2024-01-31",
	    "2024-03-21", 100000, 1164},
	{"UK, its rate frozen", "GBP", "uk", "2024-06-20", "2024-08-20",
	    1000000, 22144},
	{"30 days", "EUR", "eu", "2026-09-15", "2026-10-15", 80000, 684},
	{"45 days", "EUR", "eu", "2026-09-15", "2026-10-30", 80000, 1026},
	{"62 days", "EUR", "eu", "2026-09-15", "2026-11-16", 80000, 1413},
	/* The first day. */
	{"before it is due", "EUR", "eu", "2024-03-10", "2024-03-01",
	    1000000, 0},
	{"on the due date", "EUR", "eu", "2024-03-10", "2024-03-10",
	    1000000, 0},
	{"the day after", "EUR", "eu", "2024-03-10", "2024-03-11",
	    1000000, 342},
	/* The borders of half-years. */
	{"30 June", "EUR", "eu", "2024-06-29", "2024-06-30", 1000000, 342},
	{"30 June and 1 July", "EUR", "eu", "2024-06-29", "2024-07-01",
	    1000000, 678},
	{"1 July", "EUR", "eu", "2024-06-30", "2024-07-01", 1000000, 336},
	{"31 December", "EUR", "eu", "2024-12-30", "2024-12-31",
	    1000000, 336},
	{"31 December and 1 January", "EUR", "eu", "2024-12-30",
	    "2025-01-01", 1000000, 641},
	{"1 January", "EUR", "eu", "2024-12-31", "2025-01-01", 1000000, 305},
	{"three half-years", "EUR", "eu", "2024-05-15", "2025-02-10",
	    1000000, 90032},
	{"half a year by de", "EUR", "de", "2024-06-30", "2024-12-31",
	    1000000, 62358},
	{"UK, starts on 30 June", "GBP", "uk", "2024-06-29", "2024-07-10",
	    1000000, 3993},
	{"UK, starts on 1 July", "GBP", "uk", "2024-06-30", "2024-07-10",
	    1000000, 3562},
	{"UK, on into half-years without a rate", "GBP", "uk", "2024-11-20",
	    "2024-12-31", 1000000, 14603},
	{"UK, grace does not change the rule of the first day", "GBP",
	    "uk-like", "2024-06-26", "2024-07-31", 1000000, 16438},
	/* The length of a year. */
	{"365", "EUR", "10", "2023-12-31", "2024-12-31", 10000000, 1002740},
	{"360", "EUR", "10 of 360", "2023-12-31", "2024-12-31", 10000000,
	    1016667},
	{"a leap year", "EUR", "actual", "2023-12-31", "2024-12-31",
	    10000000, 1000000},
	{"a leap year and another", "EUR", "actual", "2022-12-31",
	    "2024-12-31", 10000000, 2000000},
	{"into a leap year", "EUR", "actual", "2023-12-19", "2024-01-10",
	    10000000, 60199},
	{"out of a leap year", "EUR", "actual", "2024-12-16", "2025-03-01",
	    10000000, 205367},
	{"a leap February", "EUR", "actual", "2024-01-31", "2024-02-29",
	    10000000, 79235},
	{"2000 was a leap year", "EUR", "actual", "1999-12-31", "2000-12-31",
	    10000000, 1000000},
	{"1900 was none", "EUR", "actual", "1899-12-31", "1900-12-31",
	    10000000, 1000000},
	{"all days there are", "EUR", "10", "0001-01-01", "9999-12-31",
	    100, 100056},
	{"all days there are, actual", "EUR", "actual", "0001-01-01",
	    "9999-12-31", 100, 99990},
	/* Grace: of the row of the day after the due date. */
	{"last day of grace", "EUR", "grace", "2024-03-10", "2024-03-15",
	    1000000, 0},
	{"first day after grace", "EUR", "grace", "2024-03-10",
	    "2024-03-16", 1000000, 274},
	{"grace of the old row", "EUR", "grace", "2024-06-29", "2024-07-05",
	    1000000, 274},
	{"none of the new row", "EUR", "grace", "2024-06-30", "2024-07-05",
	    1000000, 1370},
	{"grace for ever", "EUR", "long grace", "2024-06-30", "9999-12-31",
	    1000000, 0},
	/* The minimum. */
	{"just below it", "EUR", "minimum", "2024-02-28", "2024-03-28",
	    62800, 0},
	{"just it, when rounded", "EUR", "minimum", "2024-02-28",
	    "2024-03-29", 60773, 500},
	{"below it by a cent", "EUR", "minimum", "2024-02-28", "2024-03-29",
	    60772, 0},
	{"that of the first day", "EUR", "minimum", "2024-06-29",
	    "2024-07-29", 100000, 822},
	{"that of the first day, high", "EUR", "minimum", "2024-06-30",
	    "2024-07-30", 100000, 0},
	/* Months that began. */
	{"a day", "EUR", "month", "2024-01-09", "2024-01-10", 100000, 1500},
	{"a month", "EUR", "month", "2023-12-31", "2024-01-31", 100000,
	    1500},
	{"a month and a day", "EUR", "month", "2023-12-31", "2024-02-01",
	    100000, 3000},
	{"the last day and the first", "EUR", "month", "2024-01-30",
	    "2024-02-01", 100000, 3000},
	{"the rate on the first of the month", "EUR", "month", "2024-01-15",
	    "2024-03-31", 100000, 4500},
	{"the rate on the first day in it", "EUR", "month", "2024-03-14",
	    "2024-03-31", 100000, 1000},
	{"both rates", "EUR", "month", "2024-03-13", "2024-04-01", 100000,
	    2500},
	{"December and January", "EUR", "month", "2022-12-30", "2023-01-01",
	    100000, 3000},
	/* By 30 days. */
	{"1 day", "USD", "us-federal", "2023-03-01", "2023-03-02",
	    100000000, 18056},
	{"29 days", "USD", "us-federal", "2023-03-01", "2023-03-30",
	    100000000, 523611},
	{"30 days", "USD", "us-federal", "2023-03-01", "2023-03-31",
	    100000000, 541667},
	{"31 days", "USD", "us-federal", "2023-03-01", "2023-04-01",
	    100000000, 559820},
	{"60 days", "USD", "us-federal", "2023-03-01", "2023-04-30",
	    100000000, 1086267},
	{"61 days", "USD", "us-federal", "2023-03-01", "2023-05-01",
	    100000000, 1104519},
	{"365 days", "USD", "us-federal", "2023-03-01", "2024-02-29",
	    100000000, 6793509},
	{"366 days", "USD", "us-federal", "2023-03-01", "2024-03-01",
	    100000000, 6793509},
	{"400 days", "USD", "us-federal", "2023-03-01", "2024-04-04",
	    100000000, 6793509},
	{"8,000 years", "USD", "us-federal", "2023-03-01", "9999-12-31",
	    100000000, 6793509},
	{"0.99 is nothing", "USD", "us-federal", "2025-01-01", "2025-03-15",
	    10000, 0},
	{"1.01 is something", "USD", "us-federal", "2025-01-01",
	    "2025-03-16", 10000, 101},
	{"a third of all there is", "USD", "us-federal", "2023-03-01",
	    "2024-02-29", INT64_MAX / 3, INT64_C(208863537951618807)},
	{"most of all there is", "USD", "steep", "2023-03-01", "2024-02-29",
	    INT64_C(5592000000000000000), INT64_C(9223039083810516943)},
	/* Amounts and currencies. */
	{"zero", "EUR", "10", "2023-12-31", "2024-12-31", 0, 0},
	{"negative", "EUR", "10", "2023-12-31", "2024-12-31", -10000000, 0},
	{"at nothing", "EUR", "nothing", "2023-12-31", "2024-12-31",
	    10000000, 0},
	{"a half is a cent", "EUR", "50", "2022-12-31", "2023-12-31", 1, 1},
	{"less is none", "EUR", "below 50", "2022-12-31", "2023-12-31", 1,
	    0},
	{"one and a half are two", "EUR", "50", "2022-12-31", "2023-12-31",
	    3, 2},
	{"yen", "JPY", "10", "2024-03-01", "2024-03-10", 1000000, 2466},
	{"dinars", "KWD", "8.5", "2024-03-01", "2024-04-03", 1234567, 9488},
	{"federal, yen", "JPY", "us-federal", "2025-01-01", "2025-01-08",
	    1000, 1},
	{"minimum, dinars", "KWD", "thousandths", "2024-03-01",
	    "2024-03-02", 454000, 0},
	{"minimum, dinars, reached", "KWD", "thousandths", "2024-03-01",
	    "2024-03-02", 457000, 125},
	{"the largest", "EUR", "100", "2022-12-31", "2023-12-31", INT64_MAX,
	    INT64_MAX}
};

static void
test_constant(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(constant_rows); i++) {
		const struct constant_row *row = &constant_rows[i];
		const struct ar_arrears arrears = {.ccy = ccy_of(row->ccy),
		    .due = day_of(row->due), .amount = row->amount};

		expect_interest(row->name, row->rule, &arrears, row->until,
		    row->want);
	}
}

enum { MOVES = 3 };

/* Due on 2024-03-31 with an amount of 1,000.00. */
static const struct moving_row {
	const char *name, *rule, *until;
	struct {
		const char *day;
		int64_t change;
	} move[MOVES];
	int64_t disputed, want;
} moving_rows[] = {
	{"paid in part", "10", "2024-04-30", {{"2024-04-10", -40000}}, 0,
	    603},
	{"a day more", "10", "2024-05-01", {{"2024-04-10", -40000}}, 0, 619},
	{"paid on the due date", "10", "2024-04-30",
	    {{"2024-03-31", -40000}}, 0, 493},
	{"paid before", "10", "2024-04-30", {{"2024-01-31", -40000}}, 0,
	    493},
	{"the day it is paid bears interest", "10", "2024-04-30",
	    {{"2024-04-01", -100000}}, 0, 27},
	{"paid on the last day", "10", "2024-04-30",
	    {{"2024-04-30", -100000}}, 0, 822},
	{"paid on the last day but one", "10", "2024-04-30",
	    {{"2024-04-29", -100000}}, 0, 795},
	{"paid later", "10", "2024-04-30", {{"2024-05-01", -100000}}, 0,
	    822},
	{"overpaid and taken back", "10", "2024-04-30",
	    {{"2024-04-10", -140000}, {"2024-04-20", 140000}}, 0, 548},
	{"comes up later", "10", "2024-04-30", {{"2024-03-01", -100000},
	    {"2024-04-15", 50000}, {"2024-04-20", 50000}}, 0, 342},
	{"disputed in part", "10", "2024-04-30", {{0}}, 25000, 616},
	{"disputed wholly", "10", "2024-04-30", {{0}}, 100000, 0},
	{"disputed, more than there is", "10", "2024-04-30", {{0}}, 100001,
	    0},
	{"disputed, and the rest paid", "10", "2024-04-30",
	    {{"2024-04-10", -80000}}, 25000, 205},
	{"months: as it stood on the eve", "month", "2024-05-31",
	    {{"2024-04-10", -40000}}, 0, 1600},
	{"months: paid on the last of one", "month", "2024-05-31",
	    {{"2024-04-30", -40000}}, 0, 1600},
	{"months: paid on the first of one", "month", "2024-05-31",
	    {{"2024-05-01", -40000}}, 0, 2000},
};

static void
test_moving(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(moving_rows); i++) {
		const struct moving_row *row = &moving_rows[i];
		struct ar_step step[MOVES];
		struct ar_arrears arrears = {
			.ccy = ccy_of("EUR"), .due = day_of("2024-03-31"),
			.amount = 100000, .step = step,
			.disputed = row->disputed
		};

		for (; arrears.nsteps < MOVES &&
		    row->move[arrears.nsteps].day != NULL; arrears.nsteps++)
			step[arrears.nsteps] = (struct ar_step){
			    day_of(row->move[arrears.nsteps].day),
			    row->move[arrears.nsteps].change};
		expect_interest(row->name, row->rule, &arrears, row->until,
		    row->want);
	}
}

/* What was added bears interest, even when all else is paid. */
static void
test_federal_part_payment(void **state)
{
	struct ar_step step = {day_of("2023-04-15"), -400000};
	const struct ar_arrears arrears = {.ccy = ccy_of("USD"),
	    .due = day_of("2023-03-01"), .amount = 1000000, .step = &step,
	    .nsteps = 1};

	(void)state;
	expect_interest("in part", "us-federal", &arrears, "2023-05-15",
	    11431);
	step.change = -1000000;
	expect_interest("all", "us-federal", &arrears, "2023-05-15", 8176);
	step.day = day_of("2023-05-15");
	expect_interest("on the last day", "us-federal", &arrears,
	    "2023-05-15", 13600);
}

/* lacks empty: *lacks is left alone. */
static const struct fault_row {
	const char *name, *ccy, *rule, *due, *until;
	int64_t amount;
	enum ar_interest_fault want;
	const char *lacks;
} fault_rows[] = {
	{"no such rule", "EUR", "of none", "2024-03-10", "2024-03-11", 1,
	    AR_INTEREST_NO_RATE, "2024-03-11"},
	{"no such rule, not late", "EUR", "of none", "2024-03-10",
	    "2024-03-10", 1, AR_INTEREST_FINE, ""},
	{"before the first", "EUR", "18", "2019-12-30", "2020-06-01", 1,
	    AR_INTEREST_NO_RATE, "2019-12-31"},
	{"from the first", "EUR", "18", "2019-12-31", "2020-06-01", 1,
	    AR_INTEREST_FINE, ""},
	{"a half-year is missing", "EUR", "eu", "2025-05-01", "2025-07-01",
	    1, AR_INTEREST_NO_RATE, "2025-07-01"},
	{"up to where it is missing", "EUR", "eu", "2025-05-01",
	    "2025-06-30", 1, AR_INTEREST_FINE, ""},
	{"missing from the start", "EUR", "eu", "2025-08-01", "2026-03-01",
	    1, AR_INTEREST_NO_RATE, "2025-08-02"},
	{"missing between two", "EUR", "eu", "2025-06-29", "2026-03-01", 1,
	    AR_INTEREST_NO_RATE, "2025-07-01"},
	{"missing at the end", "EUR", "de", "2024-08-01", "2026-03-01", 1,
	    AR_INTEREST_NO_RATE, "2025-01-01"},
	{"missing even if nothing is owed", "EUR", "de", "2024-08-01",
	    "2026-03-01", 0, AR_INTEREST_NO_RATE, "2025-01-01"},
	{"UK needs the first alone", "GBP", "uk", "2024-12-30",
	    "2026-03-01", 1, AR_INTEREST_FINE, ""},
	{"UK, the first is missing", "GBP", "uk", "2024-12-31",
	    "2026-03-01", 1, AR_INTEREST_NO_RATE, "2025-01-01"},
	{"federal needs the first alone", "USD", "us-federal", "2025-06-29",
	    "2026-03-01", 1, AR_INTEREST_FINE, ""},
	{"federal, the first is missing", "USD", "us-federal", "2025-06-30",
	    "2026-03-01", 1, AR_INTEREST_NO_RATE, "2025-07-01"},
	{"minimum in thousandths", "EUR", "thousandths", "2024-03-10",
	    "2024-03-11", 1, AR_INTEREST_DECIMALS, ""},
	{"minimum in thousandths, not late", "EUR", "thousandths",
	    "2024-03-10", "2024-03-10", 1, AR_INTEREST_FINE, ""},
	{"minimum in thousandths of a dinar", "KWD", "thousandths",
	    "2024-03-10", "2024-03-11", 1, AR_INTEREST_FINE, ""},
	{"minimum that is no amount", "EUR", "vast", "2024-03-10",
	    "2024-03-11", 1, AR_INTEREST_DECIMALS, ""},
	{"beyond 64 bits", "EUR", "100", "2022-12-31", "2024-01-01",
	    INT64_MAX, AR_INTEREST_RANGE, ""},
	{"far beyond", "EUR", "100", "0001-01-01", "9999-12-31", INT64_MAX,
	    AR_INTEREST_RANGE, ""},
	{"federal, beyond", "USD", "steep", "2023-03-01", "2024-02-29",
	    INT64_MAX, AR_INTEREST_RANGE, ""},
	{"the last day there is", "EUR", "10", "9999-12-31", "9999-12-31",
	    1, AR_INTEREST_FINE, ""}
};

static void
test_faults(void **state)
{
	struct ar_late_rates rates;

	(void)state;
	make_rates(&rates);
	for (size_t i = 0; i < ROWS(fault_rows); i++) {
		const struct fault_row *row = &fault_rows[i];
		const struct ar_arrears arrears = {.ccy = ccy_of(row->ccy),
		    .due = day_of(row->due), .amount = row->amount};
		int64_t got = 4711;
		ar_day lacks = AR_NO_DAY;

		check(row->name, ar_interest(&got, &lacks, &rates,
		    ar_slice_of(row->rule), &arrears, day_of(row->until)) ==
		    row->want);
		check(row->name, lacks == day_of(row->lacks));
		check(row->name, row->want == AR_INTEREST_FINE || got == 0);
	}
	ar_late_rates_release(&rates);
}

/* Amounts that no 64 or 128 bits hold, by each way of counting. */
static void
test_range_of_balance(void **state)
{
	static const char *const rules[] = {"10", "uk", "month", "us-federal"};
	/* 2^127 - 1 */
	const ar_sum most = (((ar_sum)1 << 126) - 1) * 2 + 1;
	struct ar_step step[] = {{day_of("2023-01-05"), 1},
	    {day_of("2023-01-06"), most}};
	struct ar_arrears arrears = {.ccy = ccy_of("GBP"),
	    .due = day_of("2023-03-01"), .amount = INT64_MAX, .step = step};
	struct ar_late_rates rates;
	int64_t got;
	ar_day lacks;

	(void)state;
	make_rates(&rates);
	for (size_t i = 0; i < ROWS(rules); i++)
		for (arrears.nsteps = 0; arrears.nsteps <= ROWS(step);
		    arrears.nsteps++)
			check(rules[i], ar_interest(&got, &lacks, &rates,
			    ar_slice_of(rules[i]), &arrears,
			    day_of("2023-04-01")) == (arrears.nsteps == 0 ?
			    AR_INTEREST_FINE : AR_INTEREST_RANGE));
	assert_int_equal(ar_late_sum(&got, &rates, AR_S("uk"), &arrears),
	    AR_INTEREST_RANGE);
	arrears.nsteps = 1;
	arrears.disputed = 1;
	assert_int_equal(ar_late_sum(&got, &rates, AR_S("uk"), &arrears),
	    AR_INTEREST_FINE);
	assert_int_equal(got, 10000);
	/* A dispute takes off more than is left of 128 bits. */
	arrears.amount = 0;
	step[0].change = -most - 1;
	assert_int_equal(ar_interest(&got, &lacks, &rates, AR_S("10"),
	    &arrears, day_of("2023-04-01")), AR_INTEREST_RANGE);
	ar_late_rates_release(&rates);
}

static const struct sum_row {
	const char *name, *ccy, *rule, *due;
	int64_t amount, disputed, want;
} sum_rows[] = {
	{"eu", "EUR", "eu", "2024-03-10", 1, 0, 4000},
	{"de", "EUR", "de", "2024-08-10", 100000000, 0, 4000},
	{"de, of a half-year without a rate", "EUR", "de", "2030-08-10", 1,
	    0, 4000},
	{"eu, not in euros", "SEK", "eu", "2024-03-10", 100000, 0, 0},
	{"de, not in euros", "GBP", "de", "2024-08-10", 100000, 0, 0},
	{"uk, not in pounds", "EUR", "uk", "2024-03-10", 100000, 0, 0},
	{"another rule", "EUR", "10", "2024-03-10", 100000, 0, 0},
	{"a rule of none", "EUR", "of none", "2024-03-10", 100000, 0, 0},
	{"federal", "USD", "us-federal", "2023-03-10", 100000, 0, 0},
	{"uk 999.99", "GBP", "uk", "2024-03-10", 99999, 0, 4000},
	{"uk 1,000.00", "GBP", "uk", "2024-03-10", 100000, 0, 7000},
	{"uk 9,999.99", "GBP", "uk", "2024-03-10", 999999, 0, 7000},
	{"uk 10,000.00", "GBP", "uk", "2024-03-10", 1000000, 0, 10000},
	{"uk, the largest", "GBP", "uk", "2024-03-10", INT64_MAX, 0, 10000},
	{"uk, without a rate", "GBP", "uk", "2030-03-10", 100000, 0, 7000},
	{"uk, disputed in part", "GBP", "uk", "2024-03-10", 1000000, 1,
	    7000},
	{"its own", "EUR", "fee", "2024-06-29", 100000, 0, 2550},
	{"that of the day after", "EUR", "fee", "2024-06-30", 100000, 0,
	    3000},
	{"its own, yen", "JPY", "fee", "2024-06-30", 100000, 0, 30},
	{"its own, dinars", "KWD", "fee", "2024-06-29", 100000, 0, 25500},
	{"its own is nothing", "EUR", "fee", "2025-03-01", 100000, 0, 0},
	{"none of its own", "EUR", "fee", "2025-08-01", 100000, 0, 0},
	{"dinars in thousandths", "KWD", "thousandths", "2024-03-01", 1, 0,
	    125},
	{"the last day there is", "EUR", "fee", "9999-12-31", 1, 0, 0}
};

static void
test_fixed_sum(void **state)
{
	struct ar_late_rates rates;

	(void)state;
	make_rates(&rates);
	for (size_t i = 0; i < ROWS(sum_rows); i++) {
		const struct sum_row *row = &sum_rows[i];
		const struct ar_arrears arrears = {.ccy = ccy_of(row->ccy),
		    .due = day_of(row->due), .amount = row->amount,
		    .disputed = row->disputed};
		int64_t got = 4711;

		check(row->name, ar_late_sum(&got, &rates,
		    ar_slice_of(row->rule), &arrears) == AR_INTEREST_FINE);
		check(row->name, got == row->want);
	}
	ar_late_rates_release(&rates);
}

static void
test_fixed_sum_faults(void **state)
{
	struct ar_arrears arrears = {.ccy = ccy_of("EUR"),
	    .due = day_of("2024-03-01")};
	struct ar_late_rates rates;
	int64_t got = 4711;

	(void)state;
	make_rates(&rates);
	assert_int_equal(ar_late_sum(&got, &rates, AR_S("thousandths"),
	    &arrears), AR_INTEREST_DECIMALS);
	assert_int_equal(ar_late_sum(&got, &rates, AR_S("vast"), &arrears),
	    AR_INTEREST_DECIMALS);
	arrears.ccy = ccy_of("JPY");
	assert_int_equal(ar_late_sum(&got, &rates, AR_S("fee"), &arrears),
	    AR_INTEREST_DECIMALS);
	assert_int_equal(got, 0);
	ar_late_rates_release(&rates);
}

/* What a law gives may be replaced by the file, also by nothing. */
static void
test_fixed_sum_overrides(void **state)
{
	const struct ar_rate_row row = {.rule = AR_S("eu"),
	    .from_date = day_of("2030-01-01"),
	    .fixed_sum = decimal_of("45.00")};
	struct ar_arrears arrears = {.ccy = ccy_of("EUR"),
	    .due = day_of("2030-06-29")};
	struct ar_late_rates rates;
	int64_t got;

	(void)state;
	make_rates(&rates);
	assert_int_equal(ar_late_rates_add(&rates, &row), AR_OK);
	assert_int_equal(ar_late_sum(&got, &rates, row.rule, &arrears),
	    AR_INTEREST_FINE);
	assert_int_equal(got, 4500);
	arrears.due++;
	assert_int_equal(ar_late_sum(&got, &rates, row.rule, &arrears),
	    AR_INTEREST_FINE);
	assert_int_equal(got, 4000);
	ar_late_rates_release(&rates);
}

/* xorshift, the same numbers in each run. */
static uint32_t
draw(uint64_t *state, uint32_t most)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (uint32_t)(*state >> 20) % most;
}

/* A number as one learns to write it, nine digits at a time. */
struct longhand {
	uint32_t part[26];
};

enum { LONGHAND = 26, NINE_DIGITS = 1000000000 };

static void
longhand_add(struct longhand *into, const struct longhand *add)
{
	uint32_t carry = 0;

	for (int i = 0; i < LONGHAND; i++) {
		carry += into->part[i] + add->part[i];
		into->part[i] = carry % NINE_DIGITS;
		carry /= NINE_DIGITS;
	}
	assert_true(carry == 0);
}

static void
longhand_multiply(struct longhand *into, uint64_t by)
{
	ar_sum carry = 0;

	for (int i = 0; i < LONGHAND; i++) {
		carry += (ar_sum)into->part[i] * by;
		into->part[i] = (uint32_t)(carry % NINE_DIGITS);
		carry /= NINE_DIGITS;
	}
	assert_true(carry == 0);
}

static void
longhand_divide(struct longhand *into, uint64_t by)
{
	ar_sum rest = 0;

	for (int i = LONGHAND; i-- > 0; ) {
		rest = rest * NINE_DIGITS + into->part[i];
		into->part[i] = (uint32_t)(rest / by);
		rest %= by;
	}
}

static ar_sum
longhand_value(const struct longhand *n)
{
	for (int i = 4; i < LONGHAND; i++)
		assert_true(n->part[i] == 0);
	return (((ar_sum)n->part[3] * NINE_DIGITS + n->part[2]) *
	    NINE_DIGITS + n->part[1]) * NINE_DIGITS + n->part[0];
}

enum { RATES = 6, STEPS = 5 };

/* A case drawn at random, told in the plainest way. */
struct plain {
	struct ar_rate_row rate[RATES];
	size_t nrates;
	bool statutory;
	uint8_t method, basis;
	int grace;
	struct ar_step step[STEPS];
	struct ar_arrears arrears;
	ar_day until;
};

static int
half_year(ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);

	return at.year * 2 + (at.month > 6);
}

static const struct ar_rate_row *
plain_rate(const struct plain *p, ar_day day)
{
	const struct ar_rate_row *best = NULL;

	for (size_t i = 0; i < p->nrates; i++)
		if (p->rate[i].from_date <= day && (best == NULL ||
		    best->from_date < p->rate[i].from_date))
			best = &p->rate[i];
	if (best != NULL && p->statutory &&
	    half_year(best->from_date) != half_year(day))
		return NULL;
	return best;
}

static uint64_t
plain_balance(const struct plain *p, ar_day evening)
{
	ar_sum open = p->arrears.amount - p->arrears.disputed;

	for (size_t i = 0; i < p->arrears.nsteps; i++)
		if (p->step[i].day <= evening)
			open += p->step[i].change;
	return open > 0 ? (uint64_t)open : 0;
}

/* A year of the basis, in which each day weighs so much. */
static uint64_t
plain_year(const struct plain *p, ar_day day, uint64_t *weight)
{
	int year = ar_day_ymd(day).year;

	*weight = 1;
	if (p->method == AR_LATE_MONTH)
		return 12;
	if (p->basis == AR_BASIS_365)
		return 365;
	if (p->basis == AR_BASIS_360)
		return 360;
	*weight = ar_day_of((struct ar_ymd){year, 2, 29}) == AR_NO_DAY ?
	    366 : 365;
	return 365 * 366;
}

/* Whether the day is charged; *rate_day: whose rate it bears. */
static bool
plain_is_charged(const struct plain *p, ar_day day, ar_day *rate_day)
{
	ar_day first = p->arrears.due + p->grace + 1;

	*rate_day = day;
	if (p->method == AR_LATE_FIXED)
		*rate_day = first;
	if (p->method == AR_LATE_US_FEDERAL) {
		*rate_day = p->arrears.due + 1;
		return day < first + 365;
	}
	if (p->method == AR_LATE_MONTH)
		return day == first || ar_day_ymd(day).day == 1;
	return true;
}

/* Day by day; the first day without a rate in *lacks. */
static ar_sum
plain_interest(const struct plain *p, ar_day *lacks)
{
	struct longhand unit = {{1}}, closed = {{0}}, running = {{0}};
	ar_day first = p->arrears.due + p->grace + 1;
	uint64_t whole = 0, weight;
	int closings = 0;

	for (ar_day day = first; day <= p->until; day++) {
		const struct ar_rate_row *rate;
		struct longhand part = unit;
		ar_day rate_day;

		if (!plain_is_charged(p, day, &rate_day))
			continue;
		rate = plain_rate(p, rate_day);
		if (rate == NULL) {
			*lacks = rate_day;
			return 0;
		}
		whole = plain_year(p, day, &weight) * AR_RATE_ONE;
		longhand_multiply(&part, plain_balance(p, day - 1));
		longhand_add(&part, &closed);
		longhand_multiply(&part, (uint64_t)rate->percent * weight);
		longhand_add(&running, &part);
		if (p->method != AR_LATE_US_FEDERAL ||
		    (day - first) % 30 != 29)
			continue;
		longhand_multiply(&closed, whole);
		longhand_add(&closed, &running);
		longhand_multiply(&unit, whole);
		running = (struct longhand){{0}};
		closings++;
	}
	if (whole == 0)
		return 0;
	/* Twice the fraction and one more, over two, rounded down. */
	longhand_multiply(&closed, whole);
	longhand_add(&closed, &running);
	longhand_multiply(&closed, 2);
	longhand_multiply(&unit, whole);
	longhand_add(&closed, &unit);
	for (int i = 0; i <= closings; i++)
		longhand_divide(&closed, whole);
	longhand_divide(&closed, 2);
	return longhand_value(&closed);
}

static void
draw_rates(uint64_t *seed, struct plain *p, struct ar_slice rule, ar_day base)
{
	ar_day from = base - 400;

	p->nrates = 2 + draw(seed, RATES - 1);
	for (size_t i = 0; i < p->nrates; i++) {
		from += 1 + (ar_day)draw(seed, 300);
		if (p->statutory && draw(seed, 4) != 0) {
			from = ar_day_add_months(from, 6);
			from = ar_month_begin(half_year(from) / 2 * 12 +
			    half_year(from) % 2 * 6);
		}
		p->rate[i] = (struct ar_rate_row){
			.rule = rule, .from_date = from,
			.percent = (ar_rate)draw(seed, AR_RATE_ONE + 1),
			.method = p->method, .basis = p->basis,
			.grace_days = {p->grace, 0, true},
			.minimum = {0, 0, true}
		};
	}
}

static void
draw_plain(uint64_t *seed, struct plain *p)
{
	static const struct ar_slice rules[] = {{"eu", 2}, {"uk", 2},
	    {"own", 3}, {"other", 5}};
	unsigned rule = draw(seed, ROWS(rules));
	ar_day base = 738000 + (ar_day)draw(seed, 2000);
	ar_day day = base - 50;

	*p = (struct plain){.statutory = rule < 2,
	    .method = (uint8_t)(1 + draw(seed, AR_LATE_US_FEDERAL)),
	    .basis = (uint8_t)(1 + draw(seed, AR_BASIS_ACTUAL)),
	    .grace = draw(seed, 2) == 0 ? 0 : (int)draw(seed, 60)};
	draw_rates(seed, p, rules[rule], base);
	p->until = base + (ar_day)draw(seed, 500);
	p->arrears = (struct ar_arrears){
		.ccy = {"EUR", 2}, .due = base, .step = p->step,
		.nsteps = draw(seed, STEPS + 1),
		.amount = (int64_t)draw(seed, UINT32_MAX) >> draw(seed, 30),
		.disputed = draw(seed, 3) == 0 ? (int64_t)draw(seed, 1000) : 0
	};
	for (size_t i = 0; i < p->arrears.nsteps; i++) {
		day += 1 + (ar_day)draw(seed, 120);
		p->step[i] = (struct ar_step){day, (ar_sum)draw(seed,
		    UINT32_MAX) / 4 - p->arrears.amount / 3};
	}
}

static void
expect_as_plain(const struct plain *p, unsigned *counted, unsigned *lacking)
{
	struct ar_late_rates rates;
	ar_day lacks = AR_NO_DAY, want_lacks = AR_NO_DAY;
	enum ar_interest_fault fault;
	ar_sum want = 0;
	int64_t got;

	ar_late_rates_init(&rates);
	for (size_t i = 0; i < p->nrates; i++)
		assert_int_equal(ar_late_rates_add(&rates,
		    &p->rate[p->nrates - 1 - i]), AR_OK);
	fault = ar_interest(&got, &lacks, &rates, p->rate[0].rule,
	    &p->arrears, p->until);
	if (p->until > p->arrears.due &&
	    plain_rate(p, p->arrears.due + 1) == NULL)
		want_lacks = p->arrears.due + 1;
	else
		want = plain_interest(p, &want_lacks);
	assert_int_equal(fault, want_lacks == AR_NO_DAY ?
	    AR_INTEREST_FINE : AR_INTEREST_NO_RATE);
	assert_int_equal(lacks, want_lacks);
	assert_true(got == want);
	*counted += got > 0;
	*lacking += want_lacks != AR_NO_DAY;
	ar_late_rates_release(&rates);
}

static void
test_as_day_by_day(void **state)
{
	enum { TIMES = 2000 };
	unsigned counted = 0, lacking = 0;
	uint64_t seed = 23;

	(void)state;
	for (int i = 0; i < TIMES; i++) {
		struct plain p;

		draw_plain(&seed, &p);
		expect_as_plain(&p, &counted, &lacking);
	}
	assert_true(counted > TIMES / 4 && lacking > TIMES / 10);
}

static int64_t
interest_between(const struct ar_late_rates *rates, struct plain *p,
    ar_day after, ar_day until)
{
	int64_t got;
	ar_day lacks;

	p->arrears.due = after;
	assert_int_equal(ar_interest(&got, &lacks, rates, AR_S("own"),
	    &p->arrears, until), AR_INTEREST_FINE);
	return got;
}

/* Two spans come to what they come to in one, but for the rounding. */
static void
test_spans_add_up(void **state)
{
	uint64_t seed = 29;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct ar_late_rates rates;
		struct plain p;
		ar_day a, b, c;
		int64_t apart;

		draw_plain(&seed, &p);
		a = p.arrears.due;
		b = a + (ar_day)draw(&seed, 800);
		c = b + (ar_day)draw(&seed, 800);
		ar_late_rates_init(&rates);
		for (size_t k = 0; k < p.nrates; k++) {
			p.rate[k].rule = AR_S("own");
			p.rate[k].method = AR_LATE_SPLIT;
			p.rate[k].grace_days.units = 0;
			if (k == 0)
				p.rate[k].from_date = AR_DAY_MIN;
			assert_int_equal(ar_late_rates_add(&rates,
			    &p.rate[k]), AR_OK);
		}
		apart = interest_between(&rates, &p, a, b) +
		    interest_between(&rates, &p, b, c) -
		    interest_between(&rates, &p, a, c);
		assert_true(apart >= -1 && apart <= 1);
		ar_late_rates_release(&rates);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_constant),
		cmocka_unit_test(test_moving),
		cmocka_unit_test(test_federal_part_payment),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_range_of_balance),
		cmocka_unit_test(test_fixed_sum),
		cmocka_unit_test(test_fixed_sum_faults),
		cmocka_unit_test(test_fixed_sum_overrides),
		cmocka_unit_test(test_as_day_by_day),
		cmocka_unit_test(test_spans_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
