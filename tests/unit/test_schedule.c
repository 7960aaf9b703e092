/*
 * tests/unit/test_schedule.c
 * Purpose: the days of an invoice's parts, their amounts and discounts.
 */
#include "libar/schedule.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static void
read_terms(struct ar_terms *terms, const char *text)
{
	struct ar_buf remedy = {0};

	check(text, ar_terms_parse(terms, ar_slice_of(text), &remedy) ==
	    AR_OK);
	ar_buf_free(&remedy);
}

/* Begins as what no schedule is, so that what is left unset is seen. */
static enum ar_schedule_fault
make(struct ar_schedule *made, const char *text, const char *invoice,
    const char *receipt)
{
	struct ar_terms terms;

	read_terms(&terms, text);
	memset(made, 0x55, sizeof *made);
	return ar_schedule_make(made, &terms, day_of(invoice),
	    day_of(receipt));
}

static void
put_day(struct ar_buf *to, ar_day day, const char *after)
{
	char text[AR_DAY_TEXT];

	ar_day_format(text, day);
	ar_buf_add(to, ar_slice(text, AR_DAY_TEXT));
	ar_buf_add(to, ar_slice_of(after));
}

/* Each part: the days of its discounts, then the due date. */
static bool
reads(const struct ar_schedule *made, const char *want)
{
	struct ar_buf text = {0};
	bool same;

	for (size_t i = 0; i < made->nparts; i++) {
		const struct ar_schedule_part *p = &made->part[i];

		for (size_t k = 0; k < AR_TERMS_DISCOUNTS; k++)
			if (p->until[k] != AR_NO_DAY)
				put_day(&text, p->until[k], " ");
		put_day(&text, p->due, i + 1 < made->nparts ? "; " : "");
	}
	same = ar_slice_eq(ar_buf_slice(&text), ar_slice_of(want));
	if (!same)
		print_error("got %.*s\n", (int)text.n, text.p);
	ar_buf_free(&text);
	return same;
}

static const struct day_row {
	const char *text, *invoice, *receipt, *want;
} day_rows[] = {
	/* The ends of months and of years. */
	{"net 0", "2024-02-29", "", "2024-02-29"},
	{"net 30", "2026-01-31", "", "2026-03-02"},
	{"net 30", "2024-01-31", "", "2024-03-01"},
	{"net 365", "2024-02-29", "", "2025-02-28"},
	{"net 1", "2026-12-31", "", "2027-01-01"},
	{"2/10 net 30", "2026-12-25", "", "2027-01-04 2027-01-24"},
	{"eom", "2023-02-10", "", "2023-02-28"},
	{"eom", "2024-02-10", "", "2024-02-29"},
	{"eom", "2000-02-29", "", "2000-02-29"},
	{"eom", "1900-02-28", "", "1900-02-28"},
	{"eom +1m", "2024-01-31", "", "2024-02-29"},
	{"3/10 eom", "2024-02-28", "", "2024-03-10 2024-03-30"},
	{"3/10 eom", "2026-12-31", "", "2027-01-10 2027-01-30"},
	{"3/10 eom cutoff 25", "2026-03-25", "", "2026-04-10 2026-04-30"},
	{"3/10 eom cutoff 25", "2026-03-26", "", "2026-05-10 2026-05-30"},
	/* Days that a month lacks. */
	{"day 31 +1m", "2026-01-31", "", "2026-02-28"},
	{"day 31 +1m", "2024-01-31", "", "2024-02-29"},
	{"day 31 +1m", "2026-03-15", "", "2026-04-30"},
	{"day 31 +0m", "2026-02-28", "", "2026-02-28"},
	{"2/day 31 +1m net 60", "2026-01-15", "", "2026-02-28 2026-03-16"},
	{"2% 31st prox net 60", "2026-01-15", "", "2026-02-28 2026-04-02"},
	/* What they count from. */
	{"2.5/10 net 30 rog", "2007-03-14", "2007-03-28",
	    "2007-04-07 2007-04-27"},
	{"net 30 rog", "2026-06-15", "2024-01-31", "2024-03-01"},
	{"net 30 rog", "", "2026-06-15", "2026-07-15"},
	{"2/10 net 30", "2026-06-15", "2026-06-20", "2026-06-25 2026-07-15"},
	{"2.5/10 net 30 as of 2007-05-01", "2007-03-14", "",
	    "2007-05-11 2007-05-31"},
	{"net 30 as of 2026-01-31", "2026-06-15", "2026-06-20",
	    "2026-03-02"},
	{"eom as of 2024-02-01", "2026-06-15", "", "2024-02-29"},
	/* Several discounts. */
	{"3/10 2/20 1/30 net 60", "2026-06-15", "",
	    "2026-06-25 2026-07-05 2026-07-15 2026-08-14"},
	{"6/0 5/1 4/2 3/3 2/4 1/5 net 6", "2026-12-28", "",
	    "2026-12-28 2026-12-29 2026-12-30 2026-12-31 2027-01-01 "
	    "2027-01-02 2027-01-03"},
	{"2/30 net 30", "2026-06-15", "", "2026-07-15 2026-07-15"},
	{"2/0 net 0", "2026-06-15", "", "2026-06-15 2026-06-15"},
	{"2/10, 1/20, net 20", "2026-06-15", "",
	    "2026-06-25 2026-07-05 2026-07-05"},
	/* Several parts, in the order of the terms. */
	{"50% net 15, 50% net 45", "2022-01-31", "",
	    "2022-02-15; 2022-03-17"},
	{"50% net 45, 50% net 15", "2022-01-31", "",
	    "2022-03-17; 2022-02-15"},
	{"deposit 30% net 30", "2026-06-15", "", "2026-06-15; 2026-07-15"},
	{"50% 3/10 2/20 net 30, 50% 1/10 net 60", "2026-06-15", "",
	    "2026-06-25 2026-07-05 2026-07-15; 2026-06-25 2026-08-14"},
	{"40% prepay, 30% net 30 rog, 30% eom as of 2024-02-01",
	    "2026-06-15", "2026-06-30",
	    "2026-06-15; 2026-07-30; 2024-02-29"},
	/* The calendar to its ends. */
	{"net 0", "0001-01-01", "", "0001-01-01"},
	{"2/0 net 0", "0001-01-01", "", "0001-01-01 0001-01-01"},
	{"2/30 net 30", "9999-12-01", "", "9999-12-31 9999-12-31"},
	{"eom", "9999-12-31", "", "9999-12-31"}
};

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(day_rows); i++) {
		const struct day_row *row = &day_rows[i];
		struct ar_schedule made;

		check(row->text, make(&made, row->text, row->invoice,
		    row->receipt) == AR_SCHEDULE_FINE);
		check(row->text, reads(&made, row->want));
	}
}

/* good: the parts before the one that has the fault. */
static const struct fault_row {
	const char *text, *invoice, *receipt;
	enum ar_schedule_fault want;
	size_t good;
} fault_rows[] = {
	{"net 30 rog", "2026-06-15", "", AR_SCHEDULE_RECEIPT, 0},
	{"2/10 net 30 rog", "2026-06-15", "", AR_SCHEDULE_RECEIPT, 0},
	{"net 30 rog", "9999-12-31", "", AR_SCHEDULE_RECEIPT, 0},
	{"50% net 0, 50% net 30 rog", "2026-06-15", "",
	    AR_SCHEDULE_RECEIPT, 1},
	{"net 30", "9999-12-02", "", AR_SCHEDULE_CALENDAR, 0},
	{"2/10 net 30", "9999-12-02", "", AR_SCHEDULE_CALENDAR, 0},
	{"eom+1", "9999-12-01", "", AR_SCHEDULE_CALENDAR, 0},
	{"10 prox", "9999-12-02", "", AR_SCHEDULE_CALENDAR, 0},
	{"net 30 rog", "2026-06-15", "9999-12-31", AR_SCHEDULE_CALENDAR, 0},
	{"net 30 as of 9999-12-31", "2026-06-15", "",
	    AR_SCHEDULE_CALENDAR, 0},
	{"net 30", "", "2026-06-15", AR_SCHEDULE_CALENDAR, 0},
	{"30% net 0, 30% net 30, 40% net 60", "9999-12-01", "",
	    AR_SCHEDULE_CALENDAR, 2},
	{"2/eom net 10", "2026-06-15", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/eom net 10", "2026-06-20", "", AR_SCHEDULE_FINE, 1},
	{"2/eom net 10", "2024-02-18", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/eom net 10", "2024-02-19", "", AR_SCHEDULE_FINE, 1},
	{"2/day 10 +1m net 30", "2026-01-10", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/day 10 +1m net 30", "2026-01-11", "", AR_SCHEDULE_FINE, 1},
	{"2/10 1/eom net 12", "2026-06-15", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/20 1/eom net 60", "2026-06-15", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/20 1/eom net 60", "2026-06-10", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/20 1/eom net 60", "2026-06-09", "", AR_SCHEDULE_FINE, 1},
	{"2/day 28 +1m 1/day 31 +1m net 90", "2026-01-15", "",
	    AR_SCHEDULE_DISCOUNTS, 0},
	{"2/day 28 +1m 1/day 31 +1m net 90", "2024-01-15", "",
	    AR_SCHEDULE_FINE, 1},
	{"2/eom+10 net 10", "9999-12-01", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/5 1/eom+10 net 10", "9999-12-01", "", AR_SCHEDULE_DISCOUNTS, 0},
	{"2/eom net 10 rog", "2026-06-20", "2026-06-15",
	    AR_SCHEDULE_DISCOUNTS, 0},
	{"50% 2/10 net 30, 50% 2/eom net 10", "2026-06-15", "",
	    AR_SCHEDULE_DISCOUNTS, 1},
	{"50% 2/eom net 10, 50% net 30 rog", "2026-06-15", "",
	    AR_SCHEDULE_DISCOUNTS, 0}
};

static void
test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(fault_rows); i++) {
		const struct fault_row *row = &fault_rows[i];
		struct ar_schedule made;

		check(row->text, make(&made, row->text, row->invoice,
		    row->receipt) == row->want);
		check(row->text, made.nparts == row->good);
	}
}

/* In days after the invoice; as text the reader refuses the bad ones. */
static const struct order_row {
	const char *name;
	int due, first, second;
	enum ar_schedule_fault want;
} order_rows[] = {
	{"in order", 30, 10, 20, AR_SCHEDULE_FINE},
	{"to the due date", 30, 29, 30, AR_SCHEDULE_FINE},
	{"a day too late", 30, 29, 31, AR_SCHEDULE_DISCOUNTS},
	{"both too late", 30, 31, 32, AR_SCHEDULE_DISCOUNTS},
	{"equal", 30, 10, 10, AR_SCHEDULE_DISCOUNTS},
	{"equal, on the first day", 30, 0, 0, AR_SCHEDULE_DISCOUNTS},
	{"equal, on the due date", 30, 30, 30, AR_SCHEDULE_DISCOUNTS},
	{"backwards", 30, 20, 10, AR_SCHEDULE_DISCOUNTS}
};

static void
test_order_of_discounts(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(order_rows); i++) {
		const struct order_row *row = &order_rows[i];
		const struct ar_terms terms = {.nparts = 1, .part = {{
			.due = {.days = row->due}, .ndiscounts = 2,
			.discount = {{.until = {.days = row->first}},
			    {.until = {.days = row->second}}}
		}}};
		struct ar_schedule made;

		check(row->name, ar_schedule_make(&made, &terms, AR_DAY_MIN,
		    AR_NO_DAY) == row->want);
	}
}

static void
test_remedies(void **state)
{
	static const char receipt[] = "say --receipt=DATE";

	(void)state;
	assert_string_equal(ar_schedule_remedy(AR_SCHEDULE_FINE, receipt),
	    "");
	assert_ptr_equal(ar_schedule_remedy(AR_SCHEDULE_RECEIPT, receipt),
	    receipt);
	assert_string_equal(ar_schedule_remedy(AR_SCHEDULE_CALENDAR,
	    receipt), "it is beyond the calendar");
	assert_string_equal(ar_schedule_remedy(AR_SCHEDULE_DISCOUNTS,
	    receipt), "give discounts that end one after the other, and not "
	    "after it");
}

enum { PARTS = 4 };

static const struct split_row {
	const char *text;
	int64_t total;
	int64_t want[PARTS];
} split_rows[] = {
	{"net 30", 100000, {100000}},
	{"2/10 net 30", -1, {-1}},
	{"50% net 0, 50% net 30", 3, {2, 1}},
	{"50% net 0, 50% net 30", -3, {-2, -1}},
	{"50% net 0, 50% net 30", 1, {1, 0}},
	{"50% net 0, 50% net 30", 0, {0, 0}},
	{"25% net 0, 25% net 1, 25% net 2, 25% net 3", 2, {1, 1, 0, 0}},
	{"25% net 0, 25% net 1, 25% net 2, 25% net 3", -2, {-1, -1, 0, 0}},
	{"40% net 0, 30% net 30, 30% net 60", 101, {40, 30, 31}},
	{"40% net 0, 30% net 30, 30% net 60", -101, {-40, -30, -31}},
	{"deposit 30% net 30", 5, {2, 3}},
	{"deposit 0.000001% net 30", 49999999, {0, 49999999}},
	{"deposit 0.000001% net 30", 50000000, {1, 49999999}},
	/* 10.025 in thousandths, in thirds as near as six decimals go. */
	{"33.333333% net 0, 33.333333% net 30, balance net 60", 10025,
	    {3342, 3342, 3341}},
	{"50% net 0, 50% net 30", INT64_MAX,
	    {INT64_MAX / 2 + 1, INT64_MAX / 2}},
	{"50% net 0, 50% net 30", -INT64_MAX,
	    {-INT64_MAX / 2 - 1, -INT64_MAX / 2}},
	{"50% net 0, 50% net 30", INT64_MIN, {INT64_MIN / 2, INT64_MIN / 2}},
	{"net 30", INT64_MAX, {INT64_MAX}},
	{"net 30", INT64_MIN, {INT64_MIN}},
	{"99.999999% net 0, 0.000001% net 30", INT64_MAX,
	    {INT64_C(9223371944621055438), INT64_C(92233720369)}}
};

static void
test_split(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(split_rows); i++) {
		const struct split_row *row = &split_rows[i];
		int64_t amount[AR_TERMS_PARTS] = {0};
		struct ar_terms terms;

		read_terms(&terms, row->text);
		check(row->text, ar_schedule_split(amount, &terms,
		    row->total) == AR_OK);
		for (size_t k = 0; k < PARTS; k++)
			check(row->text, amount[k] == row->want[k]);
	}
}

/* 98 parts of 1 per cent, and a last one of 2. */
static void
read_many(struct ar_terms *terms)
{
	struct ar_buf text = {0}, remedy = {0};

	for (int i = 1; i < AR_TERMS_PARTS; i++)
		ar_buf_addf(&text, "1%% net %d, ", i);
	ar_buf_addf(&text, "balance net %d", AR_TERMS_PARTS);
	assert_int_equal(ar_terms_parse(terms, ar_buf_slice(&text),
	    &remedy), AR_OK);
	assert_int_equal(terms->nparts, AR_TERMS_PARTS);
	ar_buf_free(&text);
	ar_buf_free(&remedy);
}

/* The parts up to `ones` get one each. */
static const struct many_row {
	const char *name;
	int64_t total, one;
	size_t ones;
	int64_t last;
} many_rows[] = {
	{"even", 100, 1, 98, 2},
	{"even, negative", -100, -1, 98, -2},
	{"rounded down", 149, 1, 98, 51},
	{"rounded up", 150, 2, 75, 0},
	{"rounded up, negative", -150, -2, 75, 0},
	{"used up half way", 50, 1, 50, 0},
	{"used up, negative", -50, -1, 50, 0},
	{"below a half", 49, 0, 98, 49},
	{"nothing", 0, 0, 98, 0},
	{"greatest", INT64_MAX, INT64_C(92233720368547758), 98,
	    INT64_C(184467440737095523)},
	{"least", INT64_MIN, -INT64_C(92233720368547758), 98,
	    -INT64_C(184467440737095524)}
};

static void
test_split_of_many_parts(void **state)
{
	struct ar_terms terms;

	(void)state;
	read_many(&terms);
	for (size_t i = 0; i < ROWS(many_rows); i++) {
		const struct many_row *row = &many_rows[i];
		int64_t amount[AR_TERMS_PARTS];

		check(row->name, ar_schedule_split(amount, &terms,
		    row->total) == AR_OK);
		for (size_t k = 0; k + 1 < AR_TERMS_PARTS; k++)
			check(row->name, amount[k] ==
			    (k < row->ones ? row->one : 0));
		check(row->name, amount[AR_TERMS_PARTS - 1] == row->last);
	}
}

static void
test_days_of_many_parts(void **state)
{
	struct ar_terms terms;
	struct ar_schedule made;

	(void)state;
	read_many(&terms);
	assert_int_equal(ar_schedule_make(&made, &terms,
	    day_of("2026-06-15"), AR_NO_DAY), AR_SCHEDULE_FINE);
	assert_int_equal(made.nparts, AR_TERMS_PARTS);
	for (size_t k = 0; k < AR_TERMS_PARTS; k++)
		assert_int_equal(made.part[k].due,
		    day_of("2026-06-16") + (ar_day)k);
}

/* Of any size, as many small ones as large ones. */
static int64_t
next_amount(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (int64_t)(*state >> 1) >> (int)(*state % 63);
}

/* A credit note undoes its invoice part by part. */
static void
test_split_of_a_negative_mirrors(void **state)
{
	uint64_t seed = 1;
	struct ar_terms terms;

	(void)state;
	read_many(&terms);
	for (int i = 0; i < 20000; i++) {
		int64_t total = next_amount(&seed);
		int64_t there[AR_TERMS_PARTS], back[AR_TERMS_PARTS];
		ar_sum sum = 0;

		terms.nparts = 1 + (size_t)i % AR_TERMS_PARTS;
		for (size_t k = 0; k < terms.nparts; k++)
			terms.part[k].share = 1 + next_amount(&seed) %
			    AR_RATE_ONE;
		assert_int_equal(ar_schedule_split(there, &terms, total),
		    AR_OK);
		assert_int_equal(ar_schedule_split(back, &terms, -total),
		    AR_OK);
		for (size_t k = 0; k < terms.nparts; k++) {
			assert_true(there[k] >= 0 && back[k] == -there[k]);
			sum += there[k];
		}
		assert_true(sum == total);
	}
}

static void
test_split_without_shares(void **state)
{
	struct ar_terms terms = {.nparts = 0};
	int64_t amount[AR_TERMS_PARTS];

	(void)state;
	assert_int_equal(ar_schedule_split(amount, &terms, 100), AR_EDATA);
	terms.nparts = 2;
	assert_int_equal(ar_schedule_split(amount, &terms, 100), AR_EDATA);
	terms.part[0].share = -1;
	terms.part[1].share = 2;
	assert_int_equal(ar_schedule_split(amount, &terms, 100), AR_EDATA);
}

#define PERCENT (AR_RATE_ONE / 100)

static const struct discount_row {
	const char *name;
	ar_rate rate;
	int64_t base, want;
	int err;
} discount_rows[] = {
	{"even", 2 * PERCENT, 100000, 2000, AR_OK},
	{"below a half", 2 * PERCENT, 1024, 20, AR_OK},
	{"a half", 2 * PERCENT, 1025, 21, AR_OK},
	{"below a half, negative", 2 * PERCENT, -1024, -20, AR_OK},
	{"a half, negative", 2 * PERCENT, -1025, -21, AR_OK},
	{"nothing", 2 * PERCENT, 0, 0, AR_OK},
	{"thousandths", 2 * PERCENT, 10025, 201, AR_OK},
	{"thousandths, negative", 2 * PERCENT, -10025, -201, AR_OK},
	{"thousandths, fine rate", 1234567, 999999999, 12345670, AR_OK},
	{"least rate", 1, 49999999, 0, AR_OK},
	{"least rate, a half", 1, 50000000, 1, AR_OK},
	{"least rate, a half, negative", 1, -50000000, -1, AR_OK},
	{"no rate", 0, INT64_MAX, 0, AR_OK},
	{"half of the greatest", 50 * PERCENT, INT64_MAX,
	    INT64_MAX / 2 + 1, AR_OK},
	{"half of the least", 50 * PERCENT, INT64_MIN, INT64_MIN / 2, AR_OK},
	{"all of the greatest", AR_RATE_ONE, INT64_MAX, INT64_MAX, AR_OK},
	{"all of the least", AR_RATE_ONE, INT64_MIN, INT64_MIN, AR_OK},
	{"twice, to the greatest", 2 * AR_RATE_ONE, INT64_MAX / 2,
	    INT64_MAX - 1, AR_OK},
	{"twice, to the least", 2 * AR_RATE_ONE, INT64_MIN / 2, INT64_MIN,
	    AR_OK},
	{"twice, beyond it", 2 * AR_RATE_ONE, INT64_MAX / 2 + 1, -7,
	    AR_EDATA},
	{"twice, below the least", 2 * AR_RATE_ONE, INT64_MIN / 2 - 1, -7,
	    AR_EDATA},
	{"far beyond", INT64_MAX, INT64_MAX, -7, AR_EDATA}
};

static void
test_discount(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(discount_rows); i++) {
		const struct discount_row *row = &discount_rows[i];
		const struct ar_terms_part part = {
			.discount = {{.rate = row->rate}}, .ndiscounts = 1
		};
		int64_t got = -7;

		check(row->name, ar_schedule_discount(&got, &part, 0,
		    row->base) == row->err);
		check(row->name, got == row->want);
	}
}

static void
test_each_discount(void **state)
{
	static const int64_t want[] = {300, 200, 100, 0, 0};
	struct ar_terms terms;

	(void)state;
	read_terms(&terms, "3/10 2/20 1/30 net 60");
	terms.part[0].discount[3].rate = 4 * PERCENT;
	for (size_t k = 0; k < ROWS(want); k++) {
		int64_t got = -7;

		assert_int_equal(ar_schedule_discount(&got, &terms.part[0],
		    k, 10000), AR_OK);
		assert_true(got == want[k]);
	}
}

/* The discounts of parts are of their amounts, not of the total. */
static void
test_discounts_of_parts(void **state)
{
	static const int64_t want[] = {2, 2};
	int64_t amount[AR_TERMS_PARTS];
	struct ar_terms terms;

	(void)state;
	read_terms(&terms, "50% 50/10 net 30, 50% 100/10 net 60");
	assert_int_equal(ar_schedule_split(amount, &terms, 5), AR_OK);
	for (size_t i = 0; i < ROWS(want); i++) {
		int64_t got = -7;

		assert_int_equal(ar_schedule_discount(&got, &terms.part[i],
		    0, amount[i]), AR_OK);
		assert_true(got == want[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_order_of_discounts),
		cmocka_unit_test(test_remedies),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_split_of_many_parts),
		cmocka_unit_test(test_days_of_many_parts),
		cmocka_unit_test(test_split_of_a_negative_mirrors),
		cmocka_unit_test(test_split_without_shares),
		cmocka_unit_test(test_discount),
		cmocka_unit_test(test_each_discount),
		cmocka_unit_test(test_discounts_of_parts)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
