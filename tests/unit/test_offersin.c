/*
 * tests/unit/test_offersin.c
 * Purpose: offers from files and from options, and what is refused in them.
 */
#include "libar/offersin.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#define ALL "offer,recourse,recourse_days,currency,advance_pct,fee," \
	"fee_base,min_fee,upfront,rate,reserve_lag,per_invoice," \
	"per_funding,monthly_min,min_invoice,max_debtor_pct\n"

enum { PERCENT = AR_RATE_ONE / 100 };

static struct ar_diag *diag;
static struct ar_offers offers;

static int
begin(void **state)
{
	(void)state;
	diag = ar_diag_new("t");
	offers = (struct ar_offers){0};
	return 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_offers_release(&offers);
	ar_diag_free(diag);
	return 0;
}

static int
load(const char *in, const char *name, bool priced)
{
	return ar_offers_load(&offers, scratch_write("in", ar_slice_of(in)),
	    name, priced, diag);
}

static bool
has_money(const struct ar_offer *o, const struct ar_decimal *want)
{
	for (size_t i = 0; i < AR_OFFER_MONEYS; i++)
		if (o->money[i].units != want[i].units ||
		    o->money[i].places != want[i].places ||
		    o->money[i].filled != want[i].filled)
			return false;
	return true;
}

/* A name of its own, so that no order of columns goes unnoticed. */
static void
test_all_columns(void **state)
{
	static const struct ar_decimal money[AR_OFFER_MONEYS] = {
		{125, 1, true}, {2, 0, true}, {300, 2, true},
		{40, 0, true}, {5, 0, true}
	};
	const struct ar_offer *o;

	(void)state;
	scratch_listen();
	assert_int_equal(load(ALL "\"A, B\",recourse,90,EUR,80.5%,3%/30d+1%"
	    "/10d,advance,12.5,first,9/365,14,2,3.00,40,5,20\n", NULL, true),
	    AR_OK);
	assert_string_equal(scratch_heard(), "");
	assert_int_equal(offers.n, 1);
	o = offers.offer;
	assert_slice(o->name, AR_S("A, B"));
	check("recourse", o->recourse == AR_RECOURSE &&
	    o->recourse_days == 90);
	check("currency", !o->any_ccy && strcmp(o->ccy.code, "EUR") == 0);
	check("advance", o->advance == 80 * PERCENT + PERCENT / 2);
	check("fee", o->fee.form == AR_FEE_THEN && o->fee.n == 2 &&
	    o->fee.step[1].rate == PERCENT && o->fee.step[1].days == 10);
	check("fee_base", o->fee_on_advance);
	check("upfront", o->upfront == AR_UPFRONT_FIRST);
	check("rate", o->rate.rate == 9 * PERCENT && o->rate.year == 365);
	check("reserve_lag", o->reserve_lag == 14);
	check("money", has_money(o, money));
	check("max_debtor_pct", o->max_debtor == 20 * PERCENT);
	check("place", offers.source->at.line == 2);
	assert_slice(offers.source->text.cell[AR_OFFER_RATE],
	    AR_S("9/365"));
}

/* Columns that are absent and cells that are empty say the same. */
static void
test_defaults(void **state)
{
	static const char *const files[] = {
		"advance_pct,offer,remarks\n80,A,x\n",
		ALL "A,,,,80,,,,,,,,,,,\n",
	};
	static const struct ar_decimal money[AR_OFFER_MONEYS] = {{0}};

	(void)state;
	for (size_t i = 0; i < ROWS(files); i++) {
		const struct ar_offer *o;

		assert_int_equal(load(files[i], NULL, false), AR_OK);
		assert_int_equal(offers.n, 1);
		o = offers.offer;
		assert_slice(o->name, AR_S("A"));
		check("terms", o->recourse == AR_RECOURSE &&
		    o->recourse_days == 0 && o->any_ccy &&
		    o->upfront == AR_UPFRONT_NONE && o->reserve_lag == 0);
		check("price", o->advance == 80 * PERCENT && o->fee.n == 0 &&
		    !o->fee_on_advance && o->rate.rate == 0 &&
		    o->rate.year == 0);
		check("money", has_money(o, money) && o->max_debtor == 0);
		ar_offers_release(&offers);
		offers = (struct ar_offers){0};
	}
}

#define THREE "offer,advance_pct,rate\nB,80,9\nA,70,9/360\n\nb,60,0\n"

static const struct {
	const char *name;               /* wanted, or NULL */
	size_t n;
	const char *names[3];
	uint64_t lines[3];
} chosen[] = {
	{NULL, 3, {"B", "A", "b"}, {2, 3, 5}},
	{"B", 1, {"B"}, {2}},
	{"A", 1, {"A"}, {3}},
	{"b", 1, {"b"}, {5}},
};

/* In the order of the file; a name is compared as bytes. */
static void
test_chosen(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(chosen); i++) {
		assert_int_equal(load(THREE, chosen[i].name, true), AR_OK);
		assert_int_equal(offers.n, chosen[i].n);
		for (size_t k = 0; k < chosen[i].n; k++) {
			assert_slice(offers.offer[k].name,
			    ar_slice_of(chosen[i].names[k]));
			assert_int_equal(offers.source[k].at.line,
			    chosen[i].lines[k]);
		}
		ar_offers_release(&offers);
		offers = (struct ar_offers){0};
	}
}

/* More than one growth of the list, and no text is lost by it. */
static void
test_many(void **state)
{
	enum { MANY = 100 };
	struct ar_buf in = {0};

	(void)state;
	ar_buf_addf(&in, "offer,advance_pct,fee\n");
	for (int i = 0; i < MANY; i++)
		ar_buf_addf(&in, "offer %d,%d,1%%\n", i, i + 1);
	ar_buf_addf(&in, "%c", '\0');
	assert_int_equal(load(in.p, NULL, true), AR_OK);
	assert_int_equal(offers.n, MANY);
	for (int i = 0; i < MANY; i++) {
		char name[24];

		(void)snprintf(name, sizeof name, "offer %d", i);
		assert_slice(offers.offer[i].name, ar_slice_of(name));
		assert_int_equal(offers.offer[i].advance, (i + 1) * PERCENT);
	}
	ar_buf_free(&in);
}

#define WITH(column, cell) "offer,advance_pct," column "\nA,80," cell "\n"
#define PRICED(column, cell) "offer,advance_pct,rate," column \
	"\nA,80,9," cell "\n"
#define CLOSING "in: nothing is computed by offers with a fault; see"

/*
 * closed: a last message says that the file is of no use, where the others
 * would end the run as data do.
 */
static const struct bad_row {
	const char *name, *in, *said;
	bool closed;
} bads[] = {
	{"recourse", PRICED("recourse", "Recourse"), "in:2:recourse: "
	    "'Recourse' is not valid here; want recourse, non-recourse or "
	    "spot; see ar-factor(1) [bad-offer]\n", false},
	{"recourse_days", PRICED("recourse_days", "0"),
	    "in:2:recourse_days: '0' is not valid here; want a whole number "
	    "of days, 1 to 3650; see ar-factor(1) [bad-offer]\n", false},
	{"too many recourse_days", PRICED("recourse_days", "3651"),
	    "in:2:recourse_days: '3651' is", false},
	{"currency", PRICED("currency", "eur"), "in:2:currency: 'eur' is",
	    false},
	{"advance of 0", "offer,advance_pct,fee\nA,0,1%\n",
	    "in:2:advance_pct: '0' is not valid here; want a percentage "
	    "above 0, to 100; see", false},
	{"advance", "offer,advance_pct,fee\nA,100.000001,1%\n",
	    "in:2:advance_pct: '100.000001' is", false},
	{"advance of 7 places", "offer,advance_pct,fee\nA,80.0000001,1%\n",
	    "in:2:advance_pct: '80.0000001' is", false},
	{"fee without sign", WITH("fee", "3"), "in:2:fee: '3' is not valid "
	    "here; want a fee as 3%,", false},
	{"fee with a blank", WITH("fee", "3%/30d +daily"),
	    "in:2:fee: '3%/30d +daily' is", false},
	{"a falling table", WITH("fee", "\"3%:10d,2%\""),
	    "in:2:fee: '3%:10d,2%' is", false},
	{"fee_base", PRICED("fee_base", "faces"), "in:2:fee_base: 'faces' "
	    "is not valid here; want face or advance; see", false},
	{"min_fee", PRICED("min_fee", "-1"), "in:2:min_fee: '-1' is not "
	    "valid here; want an amount of 0 or more; see", false},
	{"upfront", PRICED("upfront", "some"), "in:2:upfront: 'some' is",
	    false},
	{"rate", WITH("rate", "9/364"), "in:2:rate: '9/364' is", false},
	{"rate above 100", WITH("rate", "101"), "in:2:rate: '101' is", false},
	{"reserve_lag", PRICED("reserve_lag", "1.5"),
	    "in:2:reserve_lag: '1.5' is", false},
	{"per_invoice", PRICED("per_invoice", "1,5"), "[field-count]", true},
	{"a comma", PRICED("per_invoice", "\"1,5\""),
	    "in:2:per_invoice: '1,5' is", false},
	{"per_funding", PRICED("per_funding", "x"), "in:2:per_funding: 'x'",
	    false},
	{"monthly_min", PRICED("monthly_min", " 1"), "in:2:monthly_min: ' 1'",
	    false},
	{"min_invoice", PRICED("min_invoice", "-0.01"),
	    "in:2:min_invoice: '-0.01' is", false},
	{"max_debtor_pct", PRICED("max_debtor_pct", "0"),
	    "in:2:max_debtor_pct: '0' is", false},
	{"no name", "offer,advance_pct,fee\n,80,1%\n", "in:2:offer: the value "
	    "is empty; it is required here [empty]\n", true},
	{"a name with a blank", "offer,advance_pct,fee\n\"A \",80,1%\n",
	    "in:2:offer: 'A ' begins", true},
	{"no advance", "offer,advance_pct,fee\nA,,1%\n",
	    "in:2:advance_pct: '' is not", false},
	{"neither fee nor rate", "offer,advance_pct\nA,80\n",
	    "in:2:fee: '' is not valid here; want a fee, as there is no rate"
	    "; see ar-factor(1) [bad-offer]\n", false},
	{"non-recourse with days", PRICED("recourse,recourse_days",
	    "non-recourse,90"), "in:2:recourse_days: '90' is not valid here; "
	    "want nothing here, as", false},
	{"spot with days", PRICED("recourse,recourse_days", "spot,90"),
	    "in:2:recourse_days: '90' is", false},
	{"spot with months", PRICED("recourse,monthly_min", "spot,0.01"),
	    "in:2:monthly_min: '0.01' is not valid here; want nothing here, "
	    "as", false},
	{"all of the advance", WITH("fee,upfront", "80%,first"),
	    "in:2:upfront: 'first' is not valid here; want none, as", false},
	{"twice", "offer,advance_pct,fee\nA,80,1%\nB,80,1%\n\nA,70,2%\n",
	    "in:5:offer: 'A' is not valid here; want a name that no offer "
	    "above has; see ar-factor(1) [bad-offer]\n", false},
	{"each row is looked at",
	    "offer,advance_pct,fee\nA,x,1%\nB,80,1%\nC,y,1%\n",
	    "in:4:advance_pct: 'y' is", false},
	{"how many", "offer,advance_pct,fee\nA,x,1%\nB,80,1%\nC,y,1%\n",
	    "2 of 3 records refused (2 bad-offer); no report written", false},
	{"empty", "", "in: no header", true},
	{"no text", "offer,advance_pct,fee\xff\n", "[not-utf8]", true},
	{"header alone", ALL, "in: no offer in the file; see ar-factor(1) "
	    "[bad-offer]\n", false},
	{"no column offer", "advance_pct,fee\n80,1%\n", "[no-column]", false},
	{"no column advance_pct", "offer,fee\nA,1%\n", "[no-column]", false},
	{"a column twice", "offer,advance_pct,fee,fee\nA,80,1%,2%\n",
	    "[repeated-column]", true},
};

static void
check_bad(const struct bad_row *row)
{
	const char *heard;
	int result;

	scratch_listen();
	result = load(row->in, NULL, true);
	heard = scratch_heard();
	if (result != AR_ESTOP || strstr(heard, row->said) == NULL ||
	    ar_diag_status(diag) != AR_EXIT_USAGE ||
	    (strstr(heard, CLOSING) != NULL) != row->closed)
		fail_msg("%s: %d %s", row->name, result, heard);
}

static void
test_bads(void **state)
{
	for (size_t i = 0; i < ROWS(bads); i++) {
		check_bad(&bads[i]);
		(void)end(state);
		(void)begin(state);
	}
}

/* A name that stands twice is a fault, whichever offer is wanted. */
static void
test_twice(void **state)
{
	(void)state;
	scratch_listen();
	assert_int_equal(load("offer,advance_pct,fee\nA,80,1%\nB,80,1%\n"
	    "A,80,1%\n", "B", true), AR_ESTOP);
	assert_non_null(strstr(scratch_heard(), "in:4:offer: 'A' is"));
}

static void
test_unknown(void **state)
{
	(void)state;
	scratch_listen();
	assert_int_equal(load(THREE, "C", true), AR_ESTOP);
	assert_non_null(strstr(scratch_heard(), "option --offer: 'C' is not "
	    "valid; want one of B, A, b"));
	assert_int_equal(ar_diag_status(diag), AR_EXIT_USAGE);
	assert_int_equal(offers.n, 0);
}

static void
test_absent(void **state)
{
	(void)state;
	scratch_listen();
	assert_int_equal(ar_offers_load(&offers, scratch_path("absent"),
	    NULL, true, diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(ar_diag_status(diag), AR_EXIT_IO);
}

static const struct {
	const char *in, *said;
} hints[] = {
	{"offer,advance_pct,fees\nA,80,1%\n", "in:1: column 'fees' is not "
	    "read; rename it if it is fee [unread-column]\n"},
	{"offer,advance_pct,reserve_lags\nA,80,1\n",
	    "rename it if it is reserve_lag [unread-column]\n"},
	{"offer,advance_pct,remarks\nA,80,1\n", NULL},
};

/* A misspelt column is said, and no fault. */
static void
test_hints(void **state)
{
	for (size_t i = 0; i < ROWS(hints); i++) {
		const char *heard;

		scratch_listen();
		assert_int_equal(load(hints[i].in, NULL, false), AR_OK);
		heard = scratch_heard();
		if (hints[i].said == NULL ? heard[0] != '\0' :
		    strstr(heard, hints[i].said) == NULL)
			fail_msg("%s", heard);
		assert_int_equal(ar_diag_status(diag), AR_EXIT_OK);
		(void)end(state);
		(void)begin(state);
	}
}

/* Only cells that options give. */
static const struct option_row {
	enum ar_offer_cell cell;
	const char *text, *said;
} by_options[] = {
	{AR_OFFER_ADVANCE, "0", "t: option --advance: '0' is not valid; want "
	    "a percentage above 0, to 100 [bad-value]\n"},
	{AR_OFFER_ADVANCE, "", "t: option --advance: '' is"},
	{AR_OFFER_FEE, "3", "t: option --fee: '3' is not valid; want a fee"},
	{AR_OFFER_FEE_BASE, "x", "t: option --fee-base: 'x' is"},
	{AR_OFFER_MIN_FEE, "-1", "t: option --min-fee: '-1' is"},
	{AR_OFFER_UPFRONT, "x", "t: option --upfront: 'x' is"},
	{AR_OFFER_RATE, "9/", "t: option --rate: '9/' is"},
	{AR_OFFER_RESERVE_LAG, "3651", "t: option --reserve-lag: '3651' is"},
	{AR_OFFER_PER_INVOICE, "x", "t: option --per-invoice: 'x' is"},
	{AR_OFFER_PER_FUNDING, "x", "t: option --per-funding: 'x' is"},
	{AR_OFFER_MONTHLY_MIN, "x", "t: option --monthly-min: 'x' is"},
	{AR_OFFER_MIN_INVOICE, "x", "t: option --min-invoice: 'x' is"},
};

static struct ar_offer_text
text_of(const char *advance, const char *fee)
{
	struct ar_offer_text text;

	for (size_t i = 0; i < AR_OFFER_CELLS; i++)
		text.cell[i] = AR_S("");
	text.cell[AR_OFFER_ADVANCE] = ar_slice_of(advance);
	text.cell[AR_OFFER_FEE] = ar_slice_of(fee);
	return text;
}

static void
test_bad_options(void **state)
{
	for (size_t i = 0; i < ROWS(by_options); i++) {
		const struct option_row *row = &by_options[i];
		struct ar_offer_text text = text_of("80", "1%");

		text.cell[row->cell] = ar_slice_of(row->text);
		scratch_listen();
		if (ar_offers_make(&offers, &text, true, diag) != AR_ESTOP ||
		    strstr(scratch_heard(), row->said) == NULL ||
		    ar_diag_status(diag) != AR_EXIT_USAGE || offers.n != 0)
			fail_msg("%s: %s", row->said, scratch_heard());
		(void)end(state);
		(void)begin(state);
	}
}

/* The text of the options may be gone afterwards. */
static void
test_options(void **state)
{
	char advance[] = "80", fee[] = "1.5%/15d";
	struct ar_offer_text text = text_of(advance, fee);

	(void)state;
	assert_int_equal(ar_offers_make(&offers, &text, true, diag), AR_OK);
	memset(advance, '?', sizeof advance);
	memset(fee, '?', sizeof fee);
	assert_int_equal(offers.n, 1);
	assert_slice(offers.offer->name, AR_S(""));
	check("any currency", offers.offer->any_ccy);
	check("fee", offers.offer->fee.form == AR_FEE_EACH);
	assert_slice(offers.source->text.cell[AR_OFFER_FEE],
	    AR_S("1.5%/15d"));
	assert_int_equal(offers.source->at.line, 0);
}

/* Only what is priced must say a fee or a rate. */
static void
test_priced(void **state)
{
	struct ar_offer_text text = text_of("80", "");

	(void)state;
	assert_int_equal(ar_offers_make(&offers, &text, false, diag), AR_OK);
	scratch_listen();
	assert_int_equal(ar_offers_make(&offers, &text, true, diag),
	    AR_ESTOP);
	assert_non_null(strstr(scratch_heard(), "option --fee: '' is not "));
	text.cell[AR_OFFER_RATE] = AR_S("0");
	assert_int_equal(ar_offers_make(&offers, &text, true, diag), AR_OK);
	assert_int_equal(offers.n, 2);
}

/* What is found later is said of the same place, however much was refused. */
static void
test_refuse(void **state)
{
	const struct ar_offer_fault fault = {AR_OFFER_MIN_FEE, "less"};
	struct ar_offer_text text = text_of("80", "1%");

	(void)state;
	assert_int_equal(load("offer,advance_pct,fee,min_fee\nA,80,1%,1\n"
	    "B,80,1%,2.345\n", NULL, true), AR_OK);
	text.cell[AR_OFFER_MIN_FEE] = AR_S("6.789");
	assert_int_equal(ar_offers_make(&offers, &text, true, diag), AR_OK);
	scratch_listen();
	ar_diag_limit(diag, 0);
	ar_offers_refuse(&offers, 1, &fault, diag);
	assert_non_null(strstr(scratch_heard(), "in:3:min_fee: '2.345' is "
	    "not valid here; want less; see ar-factor(1) [bad-offer]\n"));
	ar_offers_refuse(&offers, 2, &fault, diag);
	assert_non_null(strstr(scratch_heard(), "t: option --min-fee: "
	    "'6.789' is not valid; want less [bad-value]\n"));
	assert_int_equal(ar_diag_status(diag), AR_EXIT_USAGE);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_all_columns), TEST(test_defaults),
		TEST(test_chosen), TEST(test_many), TEST(test_bads),
		TEST(test_twice), TEST(test_unknown), TEST(test_absent),
		TEST(test_hints), TEST(test_bad_options),
		TEST(test_options), TEST(test_priced), TEST(test_refuse),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
