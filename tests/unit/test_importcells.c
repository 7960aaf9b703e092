/*
 * tests/unit/test_importcells.c
 * Purpose: rows whose cells are documents.
 */
#include "libar/importcells.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

#define MAP "customer_id = Who\namount = All\ndate-after = As at\n" \
	"cell.Current | - = 0 days\ncell.Young | - = 1 day\n" \
	"cell.Month = 1 month\ncell.Old | Older = 45 days\n"
#define TITLE "As at 31 March 2026\n\n"

/* One row, and what its cells are: days since 2026-01-01, minor units. */
static const struct cells_row {
	const char *name, *in, *code;
	struct {
		const char *id;
		int month, day;
		int64_t minor;
	} want[4];
} rows[] = {
	{"all ages", TITLE "Who,Current,Young,Month,Old,All\n"
	    "Ada,1.00,2.00,-3.00,4.50,4.50\n", "", {{"Ada/Current", 3, 31,
	    100}, {"Ada/Young", 3, 30, 200}, {"Ada/Month", 2, 28, -300},
	    {"Ada/Old", 2, 14, 450}}},
	{"blank and zero cells", TITLE "Who,Current,Young,Month,Older,All\n"
	    "Ada,,0.00,3.00,-,3.00\n", "", {{"Ada/Month", 2, 28, 300}}},
	{"the youngest is missing", TITLE "Who,Young,Month,Old,All\n"
	    "Ada,2.00,3.00,,5.00\n", "", {{"Ada/Young", 3, 31, 200},
	    {"Ada/Month", 2, 28, 300}}},
	{"the two youngest are", TITLE
	    "Who,Month,Old,All\nAda,3.00,1.00,4.00\n", "", {{"Ada/Month", 3, 31, 300}, {"Ada/Old", 2, 14, 100}}},
	{"one in the middle is", TITLE "Who,Current,Month,Old,All\n"
	    "Ada,1.00,3.00,,4.00\n", "", {{"Ada/Current", 3, 31, 100},
	    {"Ada/Month", 3, 30, 300}}},
	{"nothing is open", TITLE "Who,Month,Old,All\nAda,,,0.00\n", "",
	    {{NULL, 0, 0, 0}}},
	{"another sum", TITLE "Who,Month,Old,All\nAda,3.00,1.00,4.01\n",
	    "cells-differ", {{NULL, 0, 0, 0}}},
	{"no amount", TITLE "Who,Month,Old,All\nAda,3.00,l.00,4.00\n",
	    "foreign-amount", {{NULL, 0, 0, 0}}},
	{"no sum", TITLE "Who,Month,Old,All\nAda,3.00,1.00,4.O0\n",
	    "foreign-amount", {{NULL, 0, 0, 0}}},
	{"an age is missing", TITLE "Who,Old,All\nAda,1.00,1.00\n",
	    "no-column", {{NULL, 0, 0, 0}}},
	{"no day", "Who,Month,Old,All\nAda,3.00,1.00,4.00\n", "report-day",
	    {{NULL, 0, 0, 0}}},
};

static void
check_cells(const struct cells_row *row, const struct ar_import_cells *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct ar_import_record *rec = &c->record[i];
		ar_day day = ar_day_of((struct ar_ymd){2026,
		    row->want[i].month, row->want[i].day});

		if (row->want[i].id == NULL || !ar_slice_eq(
		    rec->text[AR_INV_INVOICE_ID],
		    ar_slice_of(row->want[i].id)) ||
		    rec->minor[AR_INV_AMOUNT] != row->want[i].minor ||
		    rec->day[AR_INV_INVOICE_DATE] != day ||
		    rec->day[AR_INV_DUE_DATE] != day)
			fail_msg("%s: %zu", row->name, i);
	}
	if (c->n < ROWS(row->want) && row->want[c->n].id != NULL)
		fail_msg("%s: there are %zu only", row->name, c->n);
}

static int
read_row(const struct cells_row *row, const struct ar_import_options *o,
    struct ar_import_file *f, struct ar_diag *diag)
{
	struct ar_arena arena = {0};
	struct ar_dialect dialect;
	struct ar_import_texts t;
	struct ar_import_cells c;
	struct ar_row it;
	struct ar_import_reading how = {.options = o, .dialect = &dialect,
	    .diag = diag};
	int result;

	ar_dialect_init(&dialect, &o->map);
	assert_int_equal(ar_table_next(f->table, &it), AR_ITEM);
	ar_import_texts_init(&t);
	ar_import_texts_take(&t, f, &o->map, &it, &arena);
	result = ar_import_cells_read(&c, &how, f, &t, &arena);
	if (result == AR_OK)
		check_cells(row, &c);
	ar_dialect_release(&dialect);
	ar_arena_free(&arena);
	return result;
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_import_options o = {.terms = NULL};
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_import_file f;
		int result;

		o.currency.digits = 2;
		ar_import_map_init(&o.map, ar_import_stream_of(
		    AR_S("invoices")));
		assert_int_equal(ar_import_map_text(&o.map, AR_S(MAP), "map",
		    diag), AR_OK);
		scratch_listen();
		result = ar_import_file_open(&f, scratch_write("in",
		    ar_slice_of(rows[i].in)), &o, diag);
		if (result == AR_OK) {
			result = read_row(&rows[i], &o, &f, diag);
			ar_import_file_close(&f);
		}
		if ((result == AR_OK) != (rows[i].code[0] == '\0') ||
		    strcmp(scratch_code(), rows[i].code) != 0)
			fail_msg("%s: %d %s", rows[i].name, result,
			    scratch_heard());
		(void)scratch_stop(NULL);
		ar_import_map_release(&o.map);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
