/*
 * tests/unit/test_importbalance.c
 * Purpose: where a statement says its balance, and whether it may end there.
 */
#include "libar/importbalance.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

enum { FIELDS = 5 };

static struct ar_import_options options = {.currency = {"", 2}};
static struct ar_slice names[FIELDS] = {{"Date", 4}, {"In", 2}, {"Out", 3},
	{"Flag", 4}, {"Balance", 7}};
static const struct ar_header header = {.n = FIELDS, .name = names};

/* Rows: "l" a line, whose amount is in minor units, or "b" a balance alone. */
static const struct {
	const char *name;
	struct {
		char what;
		const char *in, *out, *balance, *currency;
		int minor;
	} row[4];
	int n;
	bool negative;          /* the amounts of balance rows are turned */
	int wrong;              /* the first that is, -1: none */
	const char *said;
	bool ends, required;    /* the rows may end there */
} runs[] = {
	{"lines with a balance", {{'l', "1", "", "5.00", "", 100},
	    {'l', "", "2", "3.00", "", -200}}, 2, false, -1, "", true, false},
	{"opening and closing", {{'b', "", "", "4.00", "", 0},
	    {'l', "1", "", "5.00", "", 100}, {'b', "", "", "5.00", "", 0}}, 3,
	    false, -1, "", true, false},
	{"the closing is missing", {{'b', "", "", "4.00", "", 0},
	    {'l', "1", "", "5.00", "", 100}}, 2, false, -1, "", false, false},
	{"one row alone", {{'b', "", "", "4.00", "", 0}}, 1, false, -1, "",
	    false, false},
	{"a closing alone", {{'l', "1", "", "5.00", "", 100},
	    {'b', "", "", "5.00", "", 0}}, 2, false, -1, "", true, false},
	{"none", {{'l', "1", "", "", "", 100}}, 1, false, -1, "", true,
	    false},
	{"none, and required", {{'l', "1", "", "", "", 100}}, 1, false, -1,
	    "", false, true},
	{"in the amounts", {{'b', "4.00", "", "", "", 0},
	    {'l', "1", "", "", "", 100}, {'b', "5.00", "", "", "", 0}}, 3,
	    false, -1, "", true, false},
	{"overdrawn, where debits stand", {{'b', "", "4.00", "", "", 0},
	    {'l', "1", "", "", "", 100}, {'b', "", "3.00", "", "", 0}}, 3,
	    false, -1, "", true, false},
	{"overdrawn, by a flag", {{'b', "4.00", "", "", "", 0},
	    {'l', "1", "", "", "", 100}, {'b', "3.00", "", "", "", 0}}, 3,
	    true, -1, "", true, false},
	{"a wrong line", {{'l', "1", "", "5.00", "", 100},
	    {'l', "", "2", "3.01", "", -200}}, 2, false, 1,
	    "t: in:7:Balance: the balance says '3.01', the lines before come "
	    "to 3.00;", true, false},
	{"a wrong closing", {{'b', "4.00", "", "", "", 0},
	    {'l', "1", "", "", "", 100}, {'b', "5.01", "", "", "", 0}}, 3,
	    false, 2, "t: in:7:In: the balance says '5.01'", true, false},
	{"two currencies", {{'l', "1", "", "5.00", "EUR", 100},
	    {'l', "", "2", "3.00", "USD", -200}}, 2, false, 1,
	    "t: in:7:Balance: the balance says '3.00', the lines before come "
	    "to amounts in several currencies", true, false},
	{"no amount", {{'l', "1", "", "5.OO", "", 100}}, 1, false, 0,
	    "t: in:7:Balance: '5.OO' cannot be read", true, false},
};

static int
take(struct ar_import_balance *b, const struct ar_import_reading *r,
    const struct ar_import_file *f, size_t i, int k)
{
	struct ar_import_record rec = {.ccy = {"", 2}};
	struct ar_import_texts t;

	ar_import_texts_init(&t);
	t.negative = runs[i].negative && runs[i].row[k].what == 'b';
	(void)snprintf(rec.ccy.code, sizeof rec.ccy.code, "%s",
	    runs[i].row[k].currency);
	ar_import_texts_set(&t, AR_PAY_AMOUNT, ar_slice_of(runs[i].row[k].in));
	ar_import_texts_set(&t, AR_PAY_CURRENCY,
	    ar_slice_of(runs[i].row[k].currency));
	t.part[0] = ar_slice_of(runs[i].row[k].out);
	t.part[1] = ar_slice_of(runs[i].row[k].balance);
	rec.minor[AR_PAY_AMOUNT] = runs[i].row[k].minor;
	return runs[i].row[k].what == 'l' ?
	    ar_import_balance_line(b, r, f, &t, &rec) :
	    ar_import_balance_row(b, r, f, &t);
}

static void
test_runs(void **state)
{
	struct ar_import_file f = {.header = &header, .part = {2, 4}};

	(void)state;
	f.field[AR_PAY_AMOUNT] = 1;
	for (size_t i = 0; i < ROWS(runs); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_dialect d;
		const struct ar_import_reading r = {&options, &d,
		    {ar_diag_file(diag, "in"), 7}, diag, {0}};
		struct ar_import_balance b = {.rows = 0};
		int wrong = -1;

		ar_dialect_init(&d, &options.map);
		scratch_listen();
		for (int k = 0; k < runs[i].n && wrong < 0; k++)
			if (take(&b, &r, &f, i, k) != AR_OK)
				wrong = k;
		if (wrong != runs[i].wrong || strncmp(scratch_heard(),
		    runs[i].said, strlen(runs[i].said)) != 0 || (wrong < 0 &&
		    ar_import_balance_ends(&b, runs[i].required) !=
		    runs[i].ends))
			fail_msg("%s: %d %s", runs[i].name, wrong,
			    scratch_heard());
		(void)scratch_stop(NULL);
		ar_dialect_release(&d);
		ar_diag_free(diag);
	}
}

/* A row that says no balance is none. */
static void
test_no_balance(void **state)
{
	const struct ar_import_file f = {.header = &header};
	struct ar_diag *diag = ar_diag_new("t");
	const struct ar_import_reading r = {&options, NULL, {0, 7}, diag, {0}};
	struct ar_import_balance b = {.rows = 0};
	struct ar_import_texts t = {.negative = false};

	(void)state;
	for (size_t c = 0; c < AR_COLUMNS_KNOWN; c++)
		t.text[c] = AR_S("");
	t.part[0] = t.part[1] = AR_S("");
	assert_int_equal(ar_import_balance_row(&b, &r, &f, &t), AR_EDATA);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_runs, scratch_stop),
		cmocka_unit_test(test_no_balance),
	};
	struct ar_diag *diag = ar_diag_new("t");
	int failed;

	ar_import_map_init(&options.map,
	    ar_import_stream_of(AR_S("payments")));
	failed = ar_import_map_text(&options.map, AR_S("amount = In\n"
	    "amount.minus = Out\namount.running = Balance\n"), "map", diag);
	ar_diag_free(diag);
	failed |= cmocka_run_group_tests(tests, NULL, NULL);
	ar_import_map_release(&options.map);
	return failed;
}
