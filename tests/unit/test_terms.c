/*
 * tests/unit/test_terms.c
 * Purpose: due dates from terms of payment.
 */
#include "libar/terms.h"

#include "tests/unit/check.h"
#include "tests/unit/days.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

struct terms_row {
	const char *name;
	const char *input;
	const char *invoice;
	const char *want;
};

static const struct terms_row good_rows[] = {
	{"net", "net 30", "2026-01-15", "2026-02-14"},
	{"net, days", "net 30 days", "2026-01-15", "2026-02-14"},
	{"net, no blank", "net30", "2026-01-15", "2026-02-14"},
	{"net, capitals and blanks", " NET \t 30 ", "2026-01-15",
	    "2026-02-14"},
	{"net 0", "net 0", "2026-01-15", "2026-01-15"},
	{"n with slash", "n/30", "2026-01-15", "2026-02-14"},
	{"n with slash and blanks", "N / 30", "2026-01-15", "2026-02-14"},
	{"n", "n30", "2026-01-15", "2026-02-14"},
	{"days", "30 days", "2026-01-15", "2026-02-14"},
	{"days, no blank", "30DAYS", "2026-01-15", "2026-02-14"},
	{"one day", "1 day", "2026-12-31", "2027-01-01"},
	{"number", "30", "2026-01-15", "2026-02-14"},
	{"zero in front", "030", "2026-01-15", "2026-02-14"},
	{"longest number", "9999", "2026-01-15", "2053-06-01"},
	{"over a leap day", "30", "2024-02-15", "2024-03-16"},
	{"to the last day", "net 30", "9999-12-01", "9999-12-31"},
	{"discount, net", "2/10 net 30", "2026-01-15", "2026-02-14"},
	{"discount, n", "2/10, n/30", "2026-01-15", "2026-02-14"},
	{"discount, no blanks", "2/10,n/30", "2026-01-15", "2026-02-14"},
	{"discount, run together", "2/10net30", "2026-01-15", "2026-02-14"},
	{"discount, per cent", "1.5%/10 net 30", "2026-01-15",
	    "2026-02-14"},
	{"discount in steps", "1/10 1/20 n/60", "2026-01-15", "2026-03-16"},
	{"steps with commas", "3/10, 2/20, 1/30, net 60 days", "2026-01-15",
	    "2026-03-16"},
	{"discount, net monthly", "2/10 net monthly", "2026-01-15",
	    "2026-02-28"},
	{"discount of a month's end", "2/10 eom", "2026-01-15", "2026-03-02"},
	{"in advance", "prepay", "2026-01-15", "2026-01-15"},
	{"on receipt", "Due on  Receipt", "2026-01-15", "2026-01-15"},
	{"cash on delivery", "COD", "2026-01-15", "2026-01-15"},
	{"end of month", "eom", "2024-02-10", "2024-02-29"},
	{"end of month on its end", "EOM", "2026-01-31", "2026-01-31"},
	{"net eom", "net 10 eom", "2026-01-15", "2026-02-10"},
	{"n eom", "n10 eom", "2026-01-15", "2026-02-10"},
	{"n slash eom", "n/10 EOM", "2026-01-15", "2026-02-10"},
	{"number eom", "10 eom", "2026-01-15", "2026-02-10"},
	{"number eom, run together", "10eom", "2026-01-15", "2026-02-10"},
	{"eom plus", "eom+10", "2026-01-15", "2026-02-10"},
	{"eom plus, blanks", "eom + 10", "2026-01-15", "2026-02-10"},
	{"prox", "10 prox", "2026-01-15", "2026-02-10"},
	{"prox, ordinal", "10th prox", "2026-01-15", "2026-02-10"},
	{"prox, other ordinals", "1ST Prox", "2026-01-15", "2026-02-01"},
	{"prox, 2nd", "2nd prox", "2026-01-15", "2026-02-02"},
	{"prox, 23rd", "23rd prox", "2026-01-15", "2026-02-23"},
	{"prox, clamped", "31st prox", "2026-01-31", "2026-02-28"},
	{"prox, clamped in a leap year", "30 prox", "2024-01-31",
	    "2024-02-29"},
	{"prox over the year", "10 prox", "2026-12-31", "2027-01-10"},
	{"mfi", "10 mfi", "2026-01-15", "2026-02-10"},
	{"day plus", "day 10 +1m", "2026-01-15", "2026-02-10"},
	{"day plus, run together", "day10+1m", "2026-01-15", "2026-02-10"},
	{"day plus none", "day 10 +0m", "2026-01-15", "2026-02-10"},
	{"day plus none, ahead", "day 16 +0m", "2026-01-15", "2026-01-16"},
	{"day plus two", "day 31 +2m", "2026-02-01", "2026-04-30"},
	{"net monthly", "net monthly", "2026-01-31", "2026-02-28"},
	{"eom plus month", "eom +1m", "2026-02-28", "2026-03-31"},
	{"eom plus months", "eom+12M", "2023-02-28", "2024-02-29"}
};

static const struct terms_row bad_rows[] = {
	{"empty", "", "2026-01-15", ""},
	{"blank", " \t", "2026-01-15", ""},
	{"ambiguous", "30 days eom", "2026-01-15", ""},
	{"ambiguous with net", "net 30 days eom", "2026-01-15", ""},
	{"discount, end of month", "2/10 net 30 eom", "2026-01-15", ""},
	{"a word", "foo", "2026-01-15", ""},
	{"net alone", "net", "2026-01-15", ""},
	{"discount alone", "2/10", "2026-01-15", ""},
	{"discount and comma", "2/10,", "2026-01-15", ""},
	{"discount and number", "2/10 30", "2026-01-15", ""},
	{"discount above all", "101/10 net 30", "2026-01-15", ""},
	{"discount after net", "net 30 2/10", "2026-01-15", ""},
	{"discount without days", "2/ net 30", "2026-01-15", ""},
	{"discount with two points", "1.2.3/10 net 30", "2026-01-15", ""},
	{"two commas", "2/10,, net 30", "2026-01-15", ""},
	{"negative", "-30", "2026-01-15", ""},
	{"negative net", "net -30", "2026-01-15", ""},
	{"decimals", "net 30.5", "2026-01-15", ""},
	{"too many digits", "net 10000", "2026-01-15", ""},
	{"very many digits", "99999999999999999999", "2026-01-15", ""},
	{"a date", "2026-02-14", "2026-01-15", ""},
	{"number cut by a blank", "net 3 0", "2026-01-15", ""},
	{"word cut by a blank", "ne t 30", "2026-01-15", ""},
	{"words run together", "dueonreceipt", "2026-01-15", ""},
	{"three numbers", "1 2 3", "2026-01-15", ""},
	{"something follows", "net 30 or so", "2026-01-15", ""},
	{"an ordinal alone", "10th", "2026-01-15", ""},
	{"day 0", "0 prox", "2026-01-15", ""},
	{"day 32", "32 prox", "2026-01-15", ""},
	{"day 32, ordinal", "32nd prox", "2026-01-15", ""},
	{"no months to the end", "eom +0m", "2026-01-15", ""},
	{"sign of a shape", "net #", "2026-01-15", ""},
	{"ordinal of a shape", "@prox", "2026-01-15", ""},
	{"not ASCII", "net\xc2\xa0" "30", "2026-01-15", ""},
	{"long word", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	    "2026-01-15", ""},
	{"many words", "a a a a a a a a a a a a a a a a a a", "2026-01-15",
	    ""},
	{"many signs", "++++++++++++++++++++++++++++++++++++", "2026-01-15",
	    ""},
	{"past the last day", "net 30", "9999-12-02", ""},
	{"past the last month", "10 prox", "9999-12-02", ""},
	{"past the last month's end", "net monthly", "9999-12-02", ""},
	{"far past it", "eom +9999m", "9999-12-02", ""},
	{"no invoice date", "net 30", "", ""},
	{"no invoice date, end of month", "eom", "", ""},
	{"no invoice date, prox", "10 prox", "", ""}
};

static void
test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(good_rows); i++) {
		const struct terms_row *row = &good_rows[i];
		ar_day due = AR_NO_DAY;
		int err;

		err = ar_terms_due(&due, ar_slice_of(row->input),
		    day_of(row->invoice));
		check(row->name, err == AR_OK && due == day_of(row->want));
	}
}

static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad_rows); i++) {
		const struct terms_row *row = &bad_rows[i];
		ar_day due = AR_DAY_MAX;
		int err;

		err = ar_terms_due(&due, ar_slice_of(row->input),
		    day_of(row->invoice));
		check(row->name, err == AR_EDATA && due == AR_DAY_MAX);
	}
}

static void
test_nul_is_no_end(void **state)
{
	ar_day due = AR_DAY_MAX;

	(void)state;
	assert_int_equal(ar_terms_due(&due, AR_S("net 30\0"), 1), AR_EDATA);
	assert_int_equal(ar_terms_due(&due, AR_S("\0net 30"), 1), AR_EDATA);
	assert_int_equal(due, AR_DAY_MAX);
}

/* The published ones first: what is due, and until when the first discount. */
static const struct day_row {
	const char *text, *invoice, *receipt, *due, *until;
} day_rows[] = {
	{"2.5/10 net 30", "2007-03-14", "", "2007-04-13", "2007-03-24"},
	{"2.5/10 eom", "2007-03-14", "", "2007-04-30", "2007-04-10"},
	{"2.5/10 net 30 rog", "2007-03-14", "2007-03-28", "2007-04-27",
	    "2007-04-07"},
	{"2.5/10 net 30 as of 2007-05-01", "2007-03-14", "", "2007-05-31",
	    "2007-05-11"},
	{"3/10 eom cutoff 25", "2026-03-28", "", "2026-05-30", "2026-05-10"},
	{"3/10 eom", "2026-03-28", "", "2026-04-30", "2026-04-10"},
	{"3/10 eom cutoff 25", "2026-03-25", "", "2026-04-30", "2026-04-10"},
	{"3/10 eom cutoff 25", "2026-03-26", "", "2026-05-30", "2026-05-10"},
	{"5/6 eom", "2026-06-10", "", "2026-07-26", "2026-07-06"},
	{"2/10 1/20 n/60", "2026-01-26", "", "2026-03-27", "2026-02-05"},
	{"2/10 1/20 n/60", "2024-01-26", "", "2024-03-26", "2024-02-05"},
	{"net 45 then eom", "2014-01-02", "", "2014-02-28", ""},
	{"eom+45", "2014-01-02", "", "2014-03-17", ""},
	{"2% 10th prox net 60", "2026-01-15", "", "2026-04-02",
	    "2026-02-10"},
	{"2/10-60x", "2026-01-15", "", "2026-04-15", "2026-03-26"},
	{"net 30 then day 10", "2026-01-11", "", "2026-02-10", ""},
	{"net 30 then day 10", "2026-01-12", "", "2026-03-10", ""},
	{"net 30 then day 31", "2026-01-29", "", "2026-02-28", ""},
	{"net 30 then day 10 +1m", "2026-01-11", "", "2026-03-10", ""},
	{"10 mfi cutoff 25", "2026-12-26", "", "2027-02-10", ""},
	{"eom +1m cutoff 25", "2023-12-26", "", "2024-02-29", ""},
	{"net 30 from next month cutoff 25", "2026-01-26", "", "2026-03-31",
	    ""},
	{"net 30 rog", "2026-01-15", "", "", ""},
	{"net 30", "9999-12-31", "", "", ""},
	{"eom +99m", "9999-12-31", "", "", ""},
	{"3/10 eom cutoff 25", "9999-12-31", "", "", ""},
	{"net 30", "", "", "", ""},
	{"net 9999 then day 10", "9999-01-01", "", "", ""},
};

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(day_rows); i++) {
		const struct day_row *row = &day_rows[i];
		struct ar_buf remedy = {0};
		struct ar_terms t;
		ar_day invoice = day_of(row->invoice);
		ar_day receipt = day_of(row->receipt);

		check(row->text, ar_terms_parse(&t, ar_slice_of(row->text),
		    &remedy) == AR_OK);
		check(row->text, ar_terms_day(&t.part[0], &t.part[0].due,
		    invoice, receipt) == day_of(row->due));
		if (row->until[0] != '\0')
			check(row->text, ar_terms_day(&t.part[0],
			    &t.part[0].discount[0].until, invoice,
			    receipt) == day_of(row->until));
	}
}

/* What a part counts from, and when it is the next month's, is minded. */
static void
test_due(void **state)
{
	ar_day due = 7;

	(void)state;
	assert_int_equal(ar_terms_due(&due, ar_slice_of(
	    "net 30 as of 2026-05-01"), day_of("2026-01-15")), AR_OK);
	assert_int_equal(due, day_of("2026-05-31"));
	assert_int_equal(ar_terms_due(&due, ar_slice_of("eom cutoff 25"),
	    day_of("2026-01-26")), AR_OK);
	assert_int_equal(due, day_of("2026-02-28"));
}

/* Instalments have no one day. */
static void
test_instalments(void **state)
{
	ar_day due = 7;

	(void)state;
	assert_int_equal(ar_terms_due(&due, ar_slice_of(
	    "50% net 15, 50% net 45"), day_of("2026-01-15")), AR_EDATA);
	assert_int_equal(due, 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_instalments),
		cmocka_unit_test(test_nul_is_no_end)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
