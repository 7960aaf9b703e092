/*
 * tests/unit/test_importmap.c
 * Purpose: what a map file and --map say, and which lines are refused.
 */
#include "libar/importmap.h"

#include "tests/unit/scratch.h"

static void
begin(struct ar_import_map *map)
{
	ar_import_map_init(map, ar_import_stream_of(AR_S("invoices")));
}

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

static const struct {
	const char *name, *file;
	const char *option, *option2;
	int want;                       /* of the last option */
	ptrdiff_t amount;               /* its field; header below */
} fields[] = {
	{"nothing said", "", NULL, NULL, AR_OK, 0},
	{"by the file", "amount = Total\n", NULL, NULL, AR_OK, 1},
	{"the first that is there", "amount = X | Sum | Total\n", NULL, NULL,
	    AR_OK, 2},
	{"none of them: its own name", "amount = X | Y\n", NULL, NULL, AR_OK,
	    0},
	{"the file says none", "amount =\n", NULL, NULL, AR_OK, -1},
	{"the option wins", "amount = Total\n", "amount=Sum", NULL, AR_OK,
	    2},
	{"the option names no other", "", "amount=X", NULL, AR_OK, -1},
	{"the option says none", "", "amount=", NULL, AR_OK, -1},
	{"named twice", "", "amount=Sum", "amount=Total", AR_ESTOP, 2},
	{"no column", "", "amout=Sum", NULL, AR_ESTOP, 0},
	{"no =", "", "amount", NULL, AR_ESTOP, 0},
};

static int
take(struct ar_import_map *map, const char *option, struct ar_diag *diag)
{
	return option == NULL ? AR_OK :
	    ar_import_map_option(map, option, diag);
}

static void
test_fields(void **state)
{
	struct ar_slice names[] = {AR_S("Amount"), AR_S("Total"), AR_S("Sum")};
	const struct ar_header header = {.n = 3, .name = names};

	(void)state;
	for (size_t i = 0; i < ROWS(fields); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_import_map map;
		int result;

		begin(&map);
		(void)scratch_write("map", ar_slice_of(fields[i].file));
		assert_int_equal(ar_import_map_read(&map, "map", diag),
		    AR_OK);
		scratch_listen();
		result = take(&map, fields[i].option, diag);
		if (result == AR_OK)
			result = take(&map, fields[i].option2, diag);
		if (result != fields[i].want || ar_import_field(&map,
		    AR_INV_AMOUNT, &header) != fields[i].amount)
			fail_msg("%s", fields[i].name);
		assert_string_equal(scratch_code(),
		    result == AR_OK ? "" : "bad-value");
		(void)scratch_stop(NULL);
		ar_import_map_release(&map);
		ar_diag_free(diag);
	}
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
		cmocka_unit_test_teardown(test_fields, scratch_stop),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
