/*
 * tests/unit/test_importtotals.c
 * Purpose: which totals of a file are right.
 */
#include "libar/importtotals.h"

#include "tests/unit/scratch.h"

/*
 * r: a row; d: a draft left out; -: its sign was turned; !: one was refused;
 * h: a heading, whose name stands under ccy.
 */
static const struct totals_row {
	const char *name;
	struct {
		char what;              /* or t: a total that is right, x: not */
		const char *ccy;
		int64_t minor;          /* of a row */
		const char *says;       /* of a total: [LABEL=]AMOUNT */
	} step[8];
} rows[] = {
	{"nothing, and zero", {{'t', "", 0, "0.00"}}},
	{"nothing, and one", {{'x', "", 0, "1.00"}}},
	{"all", {{'r', "", 100, ""}, {'r', "", 250, ""},
	    {'t', "", 0, "3.50"}}},
	{"one cent off", {{'r', "", 100, ""}, {'x', "", 0, "1.01"}}},
	{"no amount said", {{'r', "", 100, ""}, {'t', "", 0, ""}}},
	{"cannot be read", {{'r', "", 100, ""}, {'x', "", 0, "x"}}},
	{"since the last", {{'r', "", 100, ""}, {'t', "", 0, "1.00"},
	    {'r', "", 200, ""}, {'t', "", 0, "2.00"}, {'t', "", 0, "3.00"},
	    {'x', "", 0, "2.00"}}},
	{"a draft, as read", {{'r', "", 100, ""}, {'d', "", 50, ""},
	    {'t', "", 0, "1.50"}}},
	{"a draft, as it goes out", {{'r', "", 100, ""}, {'d', "", 50, ""},
	    {'t', "", 0, "1.00"}}},
	{"turned, as read", {{'r', "", 100, ""}, {'-', "", 50, ""},
	    {'t', "", 0, "1.50"}}},
	{"turned, as it goes out", {{'r', "", 100, ""}, {'-', "", 50, ""},
	    {'t', "", 0, "0.50"}}},
	{"the only currency", {{'r', "JPY", 100, ""}, {'t', "", 0, "100"}}},
	{"of its currency", {{'r', "JPY", 100, ""}, {'r', "EUR", 200, ""},
	    {'t', "EUR", 0, "2.00"}, {'t', "JPY", 0, "100"},
	    {'x', "EUR", 0, "3.00"}}},
	{"of which currency?", {{'r', "JPY", 100, ""}, {'r', "EUR", 200, ""},
	    {'x', "", 0, "3.00"}}},
	{"below one another", {{'h', "A", 0, ""}, {'r', "", 100, ""},
	    {'h', "B", 0, ""}, {'r', "", 200, ""},
	    {'t', "", 0, "Total B=2.00"}, {'t', "", 0, "Total A=3.00"},
	    {'x', "", 0, "Total A=2.00"}}},
	{"a total of its own first", {{'r', "", 50, ""}, {'h', "A", 0, ""},
	    {'r', "", 100, ""}, {'t', "", 0, "Total A=1.00"},
	    {'h', "B", 0, ""}, {'r', "", 200, ""},
	    {'t', "", 0, "Total A with jobs=3.00"}, {'t', "", 0, "3.50"}}},
	{"not since the last", {{'h', "A", 0, ""}, {'r', "", 100, ""},
	    {'h', "B", 0, ""}, {'r', "", 200, ""}, {'t', "", 0, "3.00"},
	    {'r', "", 1, ""}, {'x', "", 0, "Total A=0.01"}}},
	{"a heading by currency", {{'r', "EUR", 7, ""}, {'h', "A", 0, ""},
	    {'r', "EUR", 1, ""}, {'r', "JPY", 2, ""},
	    {'t', "EUR", 0, "Total A=0.01"}, {'t', "JPY", 0, "Total A=2"},
	    {'x', "EUR", 0, "Total A=0.08"}}},
	{"turned below a heading", {{'r', "", 9, ""}, {'h', "A", 0, ""},
	    {'-', "", 5, ""}, {'t', "", 0, "A: total=0.05"},
	    {'t', "", 0, "A: total=-0.05"}}},
	{"refused", {{'r', "", 100, ""}, {'!', "", 0, ""},
	    {'t', "", 0, "9.00"}}},
};

static struct ar_import_options options = {.currency = {"", 2}};

static void
add(struct ar_import_totals *t, char what, const char *code, int64_t minor)
{
	struct ar_import_record rec = {.filled = AR_BIT(AR_INV_AMOUNT),
	    .ccy = {"", 2}};

	if (code[0] != '\0')
		assert_int_equal(ar_ccy_parse(&rec.ccy, ar_slice_of(code)),
		    AR_OK);
	rec.read[AR_INV_AMOUNT] = minor;
	rec.minor[AR_INV_AMOUNT] = what == '-' ? -minor : minor;
	ar_import_totals_add(t, &rec, UINT64_MAX, what != 'd');
	ar_import_totals_add(t, &rec, 0, true);
}

static int
check(struct ar_import_totals *t, const char *code, const char *says,
    struct ar_diag *diag)
{
	struct ar_import_texts texts;
	struct ar_slice amount = ar_slice_of(says), label = AR_S("Total");
	struct ar_dialect d;
	const struct ar_import_reading r = {&options, &d, {0, 9}, diag, {0}};
	int result;

	ar_import_texts_init(&texts);
	ar_import_texts_set(&texts, AR_INV_CURRENCY, ar_slice_of(code));
	if (strchr(says, '=') != NULL)
		label = ar_slice_cut(&amount, '=');
	ar_import_texts_set(&texts, AR_INV_AMOUNT, amount);
	ar_dialect_init(&d, &options.map);
	result = ar_import_totals_check(t, &r, label, &texts);
	ar_dialect_release(&d);
	return result;
}

static void
run(const struct totals_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_totals t;

	ar_import_totals_init(&t);
	scratch_listen();
	for (size_t i = 0; i < 8 && row->step[i].what != '\0'; i++) {
		char what = row->step[i].what;

		if (what == '!')
			t.refused = true;
		else if (what == 'h')
			ar_import_totals_head(&t,
			    ar_slice_of(row->step[i].ccy));
		else if (what != 't' && what != 'x')
			add(&t, what, row->step[i].ccy, row->step[i].minor);
		else if (check(&t, row->step[i].ccy,
		    row->step[i].says, diag) != (what == 't' ? AR_OK :
		    AR_ESTOP) || (scratch_heard()[0] == '\0') !=
		    (what == 't'))
			fail_msg("%s: %zu: %s", row->name, i, scratch_heard());
	}
	(void)scratch_stop(NULL);
	ar_import_totals_release(&t);
	ar_diag_free(diag);
}

static void
test_totals(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		run(&rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_totals, scratch_stop),
	};

	ar_import_map_init(&options.map,
	    ar_import_stream_of(AR_S("invoices")));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
