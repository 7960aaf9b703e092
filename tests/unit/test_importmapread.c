/*
 * tests/unit/test_importmapread.c
 * Purpose: what a map file says, and which lines are refused.
 */
#include "libar/importmapread.h"

#include "tests/unit/maptext.h"
#include "tests/unit/scratch.h"

static const struct {
	const char *name, *text;
	const char *want;               /* NULL: good; else begins so */
} files[] = {
	{"nothing", "", NULL}, {"a comment", "# a = b\n\n  # c\n", NULL},
	{"a column", "amount = Total\n", NULL},
	{"a name of other form", "Due Date=Due\n", NULL},
	{"no line end", "amount = Total", NULL},
	{"no =", "amount Total\n", "t: map:1: want NAME = VALUE"},
	{"no column", "\namout = Total\n", "t: map:2: there is no column or "
	    "setting 'amout'; near: 'amount'"},
	{"twice", "amount = A\namount = B\n", "t: map:2: a second line for"},
	{"a word", "kind.invoice = RE | R\n", NULL},
	{"no word", "kind.bill = RE\n", "t: map:1: there is no such word"},
	{"no words", "amount.x = y\n", "t: map:1: no words are in column"},
	{"settings", "sign = by-kind\ndecimal = ,\ndate-format = dmy\n"
	    "group = document\nblank-balance = 0\nsum = amount, balance\n"
	    "strip-point-zero = invoice_id\ntotal = required | Su*\n"
	    "skip = x\nfooter = y\nno-date = 0000-00-00\n", NULL},
	{"sign", "sign = x\n", "t: map:1: sign is as-is or by-kind"},
	{"decimal", "decimal = ;\n", "t: map:1: decimal is"},
	{"date-format", "date-format = x\n", "t: map:1: no date format is"},
	{"group", "group = x\n", "t: map:1: group is document"},
	{"blank-balance", "blank-balance = 1\n", "t: map:1: blank-balance"},
	{"sum of no column", "sum = amout\n", "t: map:1: there is no column"},
	{"sum of text", "sum = invoice_id\n", "t: map:1: no amounts are in"},
	{"what is new", "known-by = A | B\nknown-by = C\nsection = customer_id\n"
	    "amount.plus = A\namount.minus = B | C\ndue_date.else = D\n"
	    "only.A. B = x | y\nskip.C = \"\"\nnegative.D = *\n"
	    "total = unlabelled\ncontinued = left-out\nheader = none\n"
	    "currency-after = \" - \"\nstream = invoices\n", NULL},
	{"section", "section = custmer\n", "t: map:1: there is no column"},
	{"continued", "continued = x\n", "t: map:1: continued is left-out"},
	{"header", "header = 1\n", "t: map:1: header is none"},
	{"stream", "\nstream = payments\n", "t: map:2: the map is for another"},
	{"plus of text", "customer_id.plus = A\n", "t: map:1: no amounts"},
	{"else of text", "customer_id.else = A\n", NULL},
	{"no such part", "amount.over = A\n", "t: map:1: no words are in"},
	{"part of no column", "amout.plus = A\n", "t: map:1: no words are in"},
	{"rule without pattern", "only.A =\n", "t: map:1: no pattern is"},
	{"rule without header", "only. = x\n", "t: map:1: there is no column "
	    "or setting 'only.'"},
	{"cells", "cell.A | - = 0 days\ncell.< 1 = 1 day\ncell.B=1 month\n"
	    "cell.C = 12months\ndate-after = As at | As of\n", NULL},
	{"an age without unit", "cell.A = 30\n", "t: map:1: want N days"},
	{"an age of words", "cell.A = days\n", "t: map:1: want N days"},
	{"too old", "cell.A = 10000 days\n", "t: map:1: want N days"},
	{"older than a number is long", "cell.A = 099999999999999 days\n",
	    "t: map:1: want N days"},
	{"statements", "amount.running = A | -\nbalance-row = required | B*\n"
	    "unsigned = amount\nnot-by = C | D\n"
	    "must.E | F = G\n", NULL},
	{"unsigned of text", "unsigned = kind\n", "t: map:1: no amounts are"},
	{"outgoing", "outgoing = left-out\n", "t: map:1: nothing goes out"},
	{"a product", "amount.times = A\nround = amount\n", NULL},
	{"round of text", "round = kind\n", "t: map:1: no amounts are in"},
	{"journals", "date-format = ddmm\nperiod = #15 - #16\n"
	    "accounts = 10 - 69\naccounts.#14.5 = 100 - 699\n"
	    "customer_id.contra = A | B\ncurrency.else = #22\n"
	    "kind.payment = 12*\nkind.- = *\nmust.A | - = B\n", NULL},
	{"a period of names", "period = A - B\n", "t: map:1: want two fields"},
	{"a period of one", "period = #1\n", "t: map:1: want two fields"},
	{"field 0", "period = #0 - #1\n", "t: map:1: want two fields"},
	{"accounts of one", "accounts = 10\n", "t: map:1: want two numbers"},
	{"accounts of words", "accounts = A - B\n", "t: map:1: want two num"},
	{"longer accounts", "accounts = 10 - 699\n", "t: map:1: want two"},
	{"turned accounts", "accounts = 69 - 10\n", "t: map:1: want two num"},
	{"no accounts", "accounts =\n", "t: map:1: want two numbers"},
	{"accounts of a name", "accounts.A.5 = 1 - 2\n", "t: map:1: want a f"},
	{"contra of no customer", "invoice_id.contra = A\n",
	    "t: map:1: no accounts are in"},
	{"strip of money", "strip-point-zero = amount\n", "t: map:1: no ids"},
};

static void
test_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(files); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const char *want = files[i].want, *said;
		struct ar_import_map map;
		int result;

		begin(&map);
		scratch_listen();
		(void)scratch_write("map", ar_slice_of(files[i].text));
		result = ar_import_map_read(&map, "map", diag);
		said = scratch_heard();
		if (result != (want == NULL ? AR_OK : AR_ESTOP) ||
		    strncmp(said, want == NULL ? "" : want,
		    want == NULL ? 1 : strlen(want)) != 0)
			fail_msg("%s: %d %s", files[i].name, result, said);
		(void)scratch_stop(NULL);
		ar_import_map_release(&map);
		ar_diag_free(diag);
	}
}

static void
test_settings(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_map map;

	(void)state;
	begin(&map);
	(void)scratch_write("map", AR_S("kind.invoice = RE | \"G|S\"\n"
	    "sign=by-kind\ndecimal=,\ndate-format=mdy\nsum=amount,balance\n"
	    "total=required | Su*\nskip=a\nskip=b\n"));
	assert_int_equal(ar_import_map_read(&map, "map", diag), AR_OK);
	assert_int_equal(map.nwords, 2);
	assert_int_equal(map.word[1].column, AR_INV_KIND);
	assert_int_equal(map.word[1].word, AR_KIND_INVOICE);
	assert_slice(map.word[1].text, AR_S("G|S"));
	assert_true(map.by_kind && map.total_required);
	assert_false(map.group || map.blank_balance);
	assert_int_equal(map.decimal, ',');
	assert_int_equal(map.dates.orders, 1U << AR_MDY);
	assert_true(map.sum == (AR_BIT(AR_INV_AMOUNT) |
	    AR_BIT(AR_INV_BALANCE)));
	assert_int_equal(map.total.n, 1);
	assert_slice(map.total.text[0], AR_S("Su*"));
	assert_int_equal(map.skip.n, 2);
	ar_import_map_release(&map);
	ar_diag_free(diag);
}

static void
test_parts_and_rules(void **state)
{
	struct ar_import_map map;

	(void)state;
	read_text(&map, "amount.minus = A | B\ndue_date.else = D\n"
	    "only.P. O. # = x | y\nnegative.\"A|B\" = *");
	assert_int_equal(map.nparts, 2);
	assert_int_equal(map.part[0].use, AR_MAP_MINUS);
	assert_int_equal(map.part[0].column, AR_INV_AMOUNT);
	assert_int_equal(map.part[0].header.n, 2);
	assert_slice(map.part[0].header.text[1], AR_S("B"));
	assert_int_equal(map.part[1].use, AR_MAP_ELSE);
	assert_int_equal(map.part[1].column, AR_INV_DUE_DATE);
	assert_int_equal(map.nrules, 2);
	assert_int_equal(map.rule[0].test, AR_MAP_ONLY);
	assert_slice(map.rule[0].header.text[0], AR_S("P. O. #"));
	assert_int_equal(map.rule[0].pattern.n, 2);
	assert_int_equal(map.rule[1].test, AR_MAP_NEGATIVE);
	assert_slice(map.rule[1].header.text[0], AR_S("A|B"));
	ar_import_map_release(&map);
}

static void
test_flags(void **state)
{
	struct ar_import_map map;

	(void)state;
	read_text(&map, "");
	assert_int_equal(map.section, -1);
	assert_false(map.headless || map.continued || map.total_unlabelled);
	ar_import_map_release(&map);
	read_text(&map, "total = unlabelled | Sum*\nheader = none\n"
	    "continued = left-out\nsection = customer_id\n"
	    "currency-after = \" - \"\nbalance-row = A | required\n"
	    "balance-row = B\n");
	assert_true(map.balance_required);
	assert_int_equal(map.balance_row.n, 2);
	assert_true(map.headless && map.continued && map.total_unlabelled);
	assert_false(map.total_required);
	assert_int_equal(map.total.n, 1);
	assert_int_equal(map.section, AR_INV_CUSTOMER_ID);
	assert_slice(map.currency_after.text[0], AR_S(" - "));
	ar_import_map_release(&map);
}

/* So many lines are good, and one more is refused by its number. */
static const struct {
	const char *line;
	int most;
} limits[] = {
	{"known-by = A\n", AR_MAP_KNOWN}, {"skip.A = x\n", AR_MAP_RULES},
	{"amount.plus = A\n", AR_MAP_PARTS}, {"cell.A = 1 day\n", AR_MAP_CELLS},
};

static void
test_limits(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(limits); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_buf text = {0}, want = {0};
		struct ar_import_map map;

		for (int n = 0; n <= limits[i].most; n++)
			ar_buf_addf(&text, "%s", limits[i].line);
		ar_buf_addf(&want, "t: xyz:%d: too many lines%c",
		    limits[i].most + 1, '\0');
		begin(&map);
		scratch_listen();
		assert_int_equal(ar_import_map_text(&map, ar_buf_slice(&text),
		    "xyz", diag), AR_ESTOP);
		assert_int_equal(strncmp(scratch_heard(), want.p,
		    strlen(want.p)), 0);
		(void)scratch_stop(NULL);
		ar_import_map_release(&map);
		ar_buf_free(&text);
		ar_buf_free(&want);
		ar_diag_free(diag);
	}
}

/* What is for payments alone. */
static void
test_outgoing(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_map map;

	(void)state;
	ar_import_map_init(&map, ar_import_stream_of(AR_S("payments")));
	assert_int_equal(ar_import_map_text(&map,
	    AR_S("outgoing = left-out\n"), "m", diag), AR_OK);
	assert_true(map.outgoing);
	scratch_listen();
	assert_int_equal(ar_import_map_text(&map, AR_S("outgoing = in\n"),
	    "m", diag), AR_ESTOP);
	assert_int_equal(ar_import_map_text(&map, AR_S("cell.A = 1 day\n"),
	    "m", diag), AR_ESTOP);
	assert_string_equal(scratch_heard(),
	    "t: m:1: outgoing is left-out, not 'in'; see ar-import(5) "
	    "[bad-map]\n"
	    "t: m:1: nothing falls due in a stream of 'payments'; see "
	    "ar-import(5) [bad-map]\n");
	(void)scratch_stop(NULL);
	ar_import_map_release(&map);
	ar_diag_free(diag);
}

static const struct {
	const char *text, *stream;
} streams[] = {
	{"", "invoices"}, {"# stream = payments\namount = A\n", "invoices"},
	{"amount = A\n stream=payments \n", "payments"},
	{"stream = x\nonly.stream = customers", "x"},
};

static void
test_stream(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(streams); i++)
		assert_slice(ar_import_map_stream(ar_slice_of(
		    streams[i].text)), ar_slice_of(streams[i].stream));
}

/* Maps are named as a user would, without the folder. */
static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_files, scratch_stop),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_parts_and_rules),
		cmocka_unit_test(test_flags), cmocka_unit_test(test_stream),
		cmocka_unit_test_teardown(test_outgoing, scratch_stop),
		cmocka_unit_test_teardown(test_limits, scratch_stop),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
