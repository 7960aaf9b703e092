/*
 * tests/unit/test_importcell.c
 * Purpose: cells as dates, amounts and words, under what is known of a file.
 */
#include "libar/importcell.h"

#include "tests/unit/celltexts.h"
#include "tests/unit/scratch.h"

static struct ar_import_options options = {.currency = {"", 2}};

static const struct {
	const char *name;
	size_t column;
	const char *text, *currency;
	const char *code;               /* of the refusal; "": good */
	int64_t want;
	unsigned noise;
} cells[] = {
	{"amount", AR_INV_AMOUNT, "1,234.50", "EUR", "", 123450, 0},
	{"credit", AR_INV_AMOUNT, "(3.00)", "", "", -300, 0},
	{"no decimals", AR_INV_AMOUNT, "12", "JPY", "", 12, 0},
	{"small code", AR_INV_AMOUNT, "12", "jpy", "", 12, 0},
	{"noise", AR_INV_AMOUNT, "0.30000000000000004", "", "", 30, 1},
	{"no amount", AR_INV_AMOUNT, "x", "", "foreign-amount", 0, 0},
	{"too fine", AR_INV_AMOUNT, "1.55", "JPY", "decimals", 0, 0},
	{"no currency", AR_INV_AMOUNT, "1", "EURO", "bad-currency", 0, 0},
	{"word", AR_INV_KIND, "Credit Note", "", "", AR_KIND_CREDIT_NOTE, 0},
	{"no word", AR_INV_KIND, "x", "", "bad-word", 0, 0},
	{"count", AR_INV_INSTALMENT, "12", "", "", 0, 0},
	{"no count", AR_INV_INSTALMENT, "0", "", "bad-count", 0, 0},
	{"no date", AR_INV_DUE_DATE, "x", "", "foreign-date", 0, 0},
	{"no day", AR_INV_DUE_DATE, "2026-02-30", "", "no-such-day", 0, 0},
	{"text", AR_INV_CUSTOMER_NAME, "x", "", "", 0, 0},
};

static void
test_cells(void **state)
{
	struct ar_dialect d;

	(void)state;
	ar_dialect_init(&d, &options.map);
	for (size_t i = 0; i < ROWS(cells); i++) {
		size_t c = cells[i].column;
		struct ar_diag *diag = ar_diag_new("t");
		const struct ar_import_reading r = {&options, &d, {0, 7},
		    diag, {0}};
		const struct ar_import_texts t = texts_of(c, cells[i].text,
		    cells[i].currency);
		struct ar_import_record rec;
		bool good = cells[i].code[0] == '\0';
		int result;

		scratch_listen();
		result = ar_import_record_read(&rec, &r, &t);
		if (result != (good ? AR_OK : AR_EDATA) ||
		    strcmp(scratch_code(), cells[i].code) != 0 ||
		    rec.at.line != 7 || rec.noise != cells[i].noise ||
		    ((rec.filled & AR_BIT(c)) != 0) != good || (good &&
		    rec.minor[c] + rec.word[c] != cells[i].want))
			fail_msg("%s: %s", cells[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
	ar_dialect_release(&d);
}

/* The column amount, and what is added to it, then taken from it. */
static const struct {
	const char *name;
	const char *own, *plus, *minus;
	bool negative;
	const char *code;
	int64_t minor, read;
	bool filled;
} sums[] = {
	{"nothing", "", "", "", false, "", 0, 0, false},
	{"own alone", "5", "", "", false, "", 500, 500, true},
	{"plus alone", "", "5", "", false, "", 500, 500, true},
	{"minus alone", "", "", "5", false, "", -500, -500, true},
	{"all, exactly", "0.10", "0.20", "(0.07)", false, "", 37, 37, true},
	{"turned", "1", "2", "0.50", true, "", -250, 250, true},
	{"own is none", "x", "1", "1", false, "foreign-amount", 0, 0, false},
	{"plus is none", "1", "x", "1", false, "foreign-amount", 0, 0, false},
	{"minus is none", "1", "1", "x", false, "foreign-amount", 0, 0, false},
	{"the most", "92233720368547758.06", "0.01", "", true, "",
	    -INT64_MAX, INT64_MAX, true},
	{"too much", "92233720368547758.07", "0.01", "", false,
	    "out-of-range", 0, 0, false},
	{"too much less", "-92233720368547758.07", "", "0.01", false,
	    "out-of-range", 0, 0, false},
	{"too much in between", "92233720368547758.07", "1", "1", false,
	    "out-of-range", 0, 0, false},
};

static void
test_parts(void **state)
{
	struct ar_import_options o = {.currency = {"", 2}};
	struct ar_dialect d;

	(void)state;
	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	o.map.nparts = 3;
	o.map.part[0] = (struct ar_map_part){
	    .use = AR_MAP_PLUS, .column = AR_INV_AMOUNT};
	o.map.part[1] = (struct ar_map_part){
	    .use = AR_MAP_MINUS, .column = AR_INV_AMOUNT};
	o.map.part[2] = (struct ar_map_part){
	    .use = AR_MAP_PLUS, .column = AR_INV_BALANCE};
	ar_dialect_init(&d, &o.map);
	for (size_t i = 0; i < ROWS(sums); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const struct ar_import_reading r = {&o, &d, {0, 7}, diag, {0}};
		struct ar_import_texts t = texts_of(AR_INV_AMOUNT,
		    sums[i].own, "");
		bool good = sums[i].code[0] == '\0';
		struct ar_import_record rec;
		int result;

		t.part[0] = ar_slice_of(sums[i].plus);
		t.part[1] = ar_slice_of(sums[i].minus);
		t.part[2] = AR_S("9");
		t.negative = sums[i].negative;
		scratch_listen();
		result = ar_import_record_read(&rec, &r, &t);
		if (result != (good ? AR_OK : AR_EDATA) ||
		    strcmp(scratch_code(), sums[i].code) != 0 || (good &&
		    (rec.minor[AR_INV_AMOUNT] != sums[i].minor ||
		    rec.read[AR_INV_AMOUNT] != sums[i].read ||
		    rec.read[AR_INV_BALANCE] != 900 ||
		    ((rec.filled & AR_BIT(AR_INV_AMOUNT)) != 0) !=
		    sums[i].filled)))
			fail_msg("%s: %s", sums[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
	ar_dialect_release(&d);
}

/* A column that has no signs refuses one, in its own cell or a part. */
static const struct {
	const char *own, *minus, *code;
} bare[] = {
	{"1.50", "", ""}, {"", "1.50", ""}, {"+1.50", "-0.00", ""},
	{"-1.50", "", "signed"}, {"", "-1.50", "signed"},
	{"(1.50)", "", "signed"}, {"1.50 Cr", "", "signed"},
};

static void
test_bare(void **state)
{
	struct ar_import_options o = {.currency = {"", 2}};
	struct ar_dialect d;

	(void)state;
	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	o.map.bare = AR_BIT(AR_INV_AMOUNT);
	o.map.nparts = 1;
	o.map.part[0] = (struct ar_map_part){
	    .use = AR_MAP_MINUS, .column = AR_INV_AMOUNT};
	ar_dialect_init(&d, &o.map);
	for (size_t i = 0; i < ROWS(bare); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const struct ar_import_reading r = {&o, &d, {0, 7}, diag, {0}};
		struct ar_import_texts t = texts_of(AR_INV_AMOUNT,
		    bare[i].own, "");
		struct ar_import_record rec;

		t.part[0] = ar_slice_of(bare[i].minus);
		ar_import_texts_set(&t, AR_INV_BALANCE, AR_S("-1"));
		scratch_listen();
		if ((ar_import_record_read(&rec, &r, &t) == AR_OK) !=
		    (bare[i].code[0] == '\0') ||
		    strcmp(scratch_code(), bare[i].code) != 0)
			fail_msg("%s %s", bare[i].own, bare[i].minus);
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
	ar_dialect_release(&d);
}

/* A price times a quantity; a part is added to the product. */
static const struct {
	const char *price, *quantity, *plus, *code;
	bool round;
	int64_t minor;
} products[] = {
	{"1,250.00", "12", "", "", false, 1500000},
	{"0.0125", "1000", "2.00", "", false, 1450},
	{"$4.10", "-3", "", "", false, -1230}, {"", "", "", "", false, 0},
	{"0.125", "3", "", "decimals", false, 0},
	{"0.125", "3", "", "", true, 38}, {"5.00", "", "", "empty", false, 0},
	{"", "3", "", "empty", false, 0},
	{"5.00", "3 pcs", "", "foreign-amount", false, 0},
	{"5,OO", "3", "", "foreign-amount", false, 0},
	{"99999999999999999", "999", "", "out-of-range", false, 0},
};

static void
test_products(void **state)
{
	struct ar_import_options o = {.currency = {"", 2}};
	struct ar_dialect d;

	(void)state;
	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	o.map.nparts = 2;
	o.map.part[0] = (struct ar_map_part){
	    .use = AR_MAP_TIMES, .column = AR_INV_AMOUNT};
	o.map.part[1] = (struct ar_map_part){
	    .use = AR_MAP_PLUS, .column = AR_INV_AMOUNT};
	ar_dialect_init(&d, &o.map);
	for (size_t i = 0; i < ROWS(products); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const struct ar_import_reading r = {&o, &d, {0, 7}, diag, {0}};
		struct ar_import_texts t = texts_of(AR_INV_AMOUNT,
		    products[i].price, "");
		struct ar_import_record rec;
		int result;

		t.part[0] = ar_slice_of(products[i].quantity);
		t.part[1] = ar_slice_of(products[i].plus);
		o.map.round = products[i].round ? AR_BIT(AR_INV_AMOUNT) : 0;
		scratch_listen();
		result = ar_import_record_read(&rec, &r, &t);
		if ((result == AR_OK) != (products[i].code[0] == '\0') ||
		    strcmp(scratch_code(), products[i].code) != 0 ||
		    (result == AR_OK &&
		    rec.minor[AR_INV_AMOUNT] != products[i].minor))
			fail_msg("%s x %s: %s", products[i].quantity,
			    products[i].price, scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
	ar_dialect_release(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_cells, scratch_stop),
		cmocka_unit_test_teardown(test_parts, scratch_stop),
		cmocka_unit_test_teardown(test_bare, scratch_stop),
		cmocka_unit_test_teardown(test_products, scratch_stop),
	};

	ar_import_map_init(&options.map,
	    ar_import_stream_of(AR_S("invoices")));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
