/*
 * tests/unit/test_importtake.c
 * Purpose: rows of a known class: out, left out, refused, or the end.
 */
#include "libar/importtake.h"

#include "tests/unit/scratch.h"

#define HEAD "invoice_id,customer_id,invoice_date,due_date,amount,status\n"
#define ONE "1,a,2026-01-31,2026-02-28,1.50,\n"
#define TWO "2,a,2026-01-31,2026-02-28,2.00,\n"

static const struct take_row {
	const char *name, *in;
	const char *classes;    /* a letter a row: Document Total Strange */
	bool rejects, group;
	int want;               /* of the last row */
	const char *code;
	bool failed;
	unsigned out, filtered, refused;        /* records in the tie-out */
	int printed;
} rows[] = {
	{"documents", ONE TWO, "DD", false, false, AR_OK, "", false, 2, 0, 0,
	    350},
	{"an unfinished draft", ONE ",a,,,2.00,draft\n", "DD", false, false,
	    AR_OK, "", false, 1, 1, 0, 150},
	{"refused", "1,a,2026-01-31,,x,\n" ONE, "DD", false, false, AR_OK,
	    "foreign-amount", true, 1, 0, 1, 0},
	{"refused, and rejects", "1,a,2026-01-31,,x,\n" ONE, "DD", true,
	    false, AR_OK, "foreign-amount", false, 1, 0, 1, 150},
	{"twice", ONE ONE, "DD", true, false, AR_OK, "duplicate", false, 1, 0,
	    1, 150},
	{"too short, not in the total", "1,a\n" ONE ",,,,9.00,\n", "DDT", true,
	    false, AR_OK, "field-count", false, 1, 0, 1, 150},
	{"strange", "note,,,,,\n", "S", true, false, AR_OK, "not-a-document",
	    false, 0, 0, 1, 0},
	{"strange among groups", ONE "note,,,,,\n", "DS", true, true, AR_OK,
	    "not-a-document", true, 1, 0, 1, 0},
	{"total", ONE TWO ",,,,3.50,\n", "DDT", false, false, AR_OK, "", false,
	    2, 0, 0, 350},
	{"wrong total", ONE TWO ",,,,4.00,\n", "DDT", false, false, AR_ESTOP,
	    "total-row", false, 2, 0, 0, 350},
	{"line by line", ONE TWO ONE, "DDD", false, true, AR_OK, "", false, 2,
	    0, 0, 500},
	{"a line refused, and its document", ONE TWO
	    "1,a,2026-01-31,,x,\n", "DDD", true, true, AR_OK, "incomplete",
	    false, 1, 0, 2, 200},
};

static int
take_all(struct ar_import_run *r, const struct take_row *row)
{
	struct ar_row it;
	int result = AR_OK;

	for (const char *c = row->classes; *c != '\0' && result == AR_OK;
	    c++) {
		int got = ar_table_next(r->file->in.table, &it);

		if (got != AR_EDATA && got != AR_ITEM)
			continue;
		ar_import_take_texts(r, &it);
		result = ar_import_take(r, &it, *c == 'D' ? AR_ROW_DOCUMENT :
		    *c == 'T' ? AR_ROW_TOTAL : AR_ROW_STRANGE);
	}
	ar_import_take_groups(r);
	return result;
}

/* In all currencies together. */
static void
check_tie(const struct take_row *row, const struct ar_tie *tie)
{
	struct ar_tie_sums all = {0};

	for (size_t i = 0; i < tie->map.n; i++) {
		const struct ar_tie_sums *s = ar_map_value(&tie->map, i);

		all.count_out += s->count_out;
		all.count_filtered += s->count_filtered;
		all.count_refused += s->count_refused;
		all.printed += s->printed;
	}
	if (all.count_out != row->out || all.printed != row->printed ||
	    all.count_filtered != row->filtered ||
	    all.count_refused != row->refused)
		fail_msg("%s: tie %d %d %d %d", row->name, (int)all.count_out,
		    (int)all.count_filtered, (int)all.count_refused,
		    (int)all.printed);
}

static void
work(struct ar_import_run *r, const struct take_row *row)
{
	struct ar_import_work f = {0};
	struct ar_buf in = {0};
	int result;

	ar_buf_add(&in, AR_S(HEAD));
	ar_buf_add(&in, ar_slice_of(row->in));
	assert_int_equal(ar_import_file_open(&f.in, scratch_write("in",
	    ar_buf_slice(&in)), r->o, r->diag), AR_OK);
	ar_buf_free(&in);
	ar_dialect_init(&f.dialect, &r->o->map);
	ar_import_totals_init(&f.totals);
	ar_import_groups_init(&f.groups);
	ar_import_texts_init(&f.texts);
	ar_rejects_delimiter(r->rejects, ',');
	ar_rejects_header(r->rejects, f.in.header);
	assert_int_equal(ar_import_out_columns(&r->out, &f.in, r->diag),
	    AR_OK);
	r->file = &f;
	scratch_listen();
	result = take_all(r, row);
	if (result != row->want || r->failed != row->failed ||
	    strcmp(scratch_code(), row->code) != 0)
		fail_msg("%s: %d %d %s", row->name, result, r->failed,
		    scratch_heard());
	(void)scratch_stop(NULL);
	check_tie(row, r->tie);
	ar_import_groups_release(&f.groups);
	ar_import_totals_release(&f.totals);
	ar_dialect_release(&f.dialect);
	ar_arena_free(&f.scratch);
	ar_import_file_close(&f.in);
}

static void
check(const struct take_row *row)
{
	struct ar_import_options o = {.currency = {"EUR", 2}};
	struct ar_tie tie;
	struct ar_import_run r = {.o = &o, .tie = &tie,
	    .diag = ar_diag_new("t")};
	struct ar_out *out = ar_out_memory();

	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	o.map.group = row->group;
	o.map.sum = row->group ? AR_BIT(AR_INV_AMOUNT) : 0;
	o.map.decimal = '.';
	ar_tie_init(&tie);
	if (row->rejects)
		assert_int_equal(ar_rejects_open(&r.rejects,
		    scratch_path("rejects"), r.diag), AR_OK);
	ar_import_docs_init(&r.docs, &o, r.diag);
	ar_import_out_init(&r.out, &o, out, &tie);
	work(&r, row);
	if (row->rejects)
		assert_int_equal(ar_rejects_close(r.rejects, false), AR_OK);
	ar_import_out_release(&r.out);
	ar_import_docs_release(&r.docs);
	ar_tie_release(&tie);
	ar_import_map_release(&o.map);
	ar_out_drop(out);
	ar_diag_free(r.diag);
}

static void
test_take(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_take, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
