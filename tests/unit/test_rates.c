/*
 * tests/unit/test_rates.c
 * Purpose: the cells cost_pct, apr and ear, and the words of the note.
 */
#include "libar/rates.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { FLOWS = 3 };

/*
 * Of an invoice of 100.00 that is paid on a day, the reserve so many days
 * later.  The figures of ear were computed apart, to 50 digits.
 */
static const struct row {
	const char *name;
	ar_sum face, paid_out, cost;
	int32_t days, lag;
	unsigned digits;
	const char *note;               /* what stands there before */
	const char *cells, *words;
} rows[] = {
	{"plain", 10000, 8000, 300, 30, 0, 2, "", "3.00,45.63,56.50", ""},
	{"more digits", 10000, 8000, 300, 30, 0, 9, "",
	    "3.000000000,45.625000000,56.502741226", ""},
	{"no digits", 10000, 8000, 250, 30, 0, 0, "", "3,38,45", ""},
	{"the reserve comes later", 10000, 8000, 300, 30, 14, 6, "",
	    "3.000000,45.625000,63.991971", ""},
	{"a year", 3, 2, 1, 365, 0, 2, "", "33.33,50.00,50.00", ""},
	{"ten years", 10000, 9999, 1, 3650, 0, 6, "",
	    "0.010000,0.001000,0.001000", ""},
	{"it costs nothing", 10000, 8000, 0, 30, 5, 2, "",
	    "0.00,0.00,0.00", ""},
	{"nothing is paid out", 10000, 0, 300, 30, 0, 2, "", "3.00,,",
	    "apr:nothing_paid ear:nothing_paid"},
	{"less than nothing", 10000, -1, 300, 30, 0, 2, "", "3.00,,",
	    "apr:nothing_paid ear:nothing_paid"},
	{"after other words", 10000, 0, 300, 30, 0, 1, "a:b", "3.0,,",
	    "a:b apr:nothing_paid ear:nothing_paid"},
	{"the other words alone", 10000, 8000, 300, 30, 0, 2, "a:b",
	    "3.00,45.63,56.50", "a:b"},
	{"too high", 10000, 1, 9999, 1, 0, 2, "",
	    "99.99,364963500.00,", "ear:too_high"},
	{"too high after other words", 10000, 1, 9999, 1, 0, 2, "a:b",
	    "99.99,364963500.00,", "a:b ear:too_high"},
	{"great sums", (ar_sum)INT64_MAX * 1000, (ar_sum)INT64_MAX * 800,
	    (ar_sum)INT64_MAX * 30, 30, 0, 2, "", "3.00,45.63,56.50", ""},
};

static void
check_row(const struct row *row)
{
	const struct ar_flow flow[FLOWS] = {
		{0, row->paid_out}, {row->days, -row->face},
		{row->days + row->lag,
		    row->face - row->paid_out - row->cost},
	};
	struct ar_out *out = ar_out_memory();
	struct ar_buf note = {0}, want = {0};

	ar_buf_addf(&note, "%s", row->note);
	ar_rates_put(out, &(struct ar_costing){.face = row->face,
	    .paid_out = row->paid_out, .cost = row->cost, .days = row->days,
	    .flow = flow, .nflows = FLOWS}, row->digits, &note);
	ar_out_raw(out, ar_buf_slice(&note));
	(void)ar_out_end_row(out);
	ar_buf_addf(&want, "%s,%s\n", row->cells, row->words);
	if (!ar_slice_eq(ar_out_rows(out), ar_buf_slice(&want)))
		fail_msg("%s: %.*s", row->name, (int)ar_out_rows(out).n,
		    ar_out_rows(out).p);
	ar_buf_free(&want);
	ar_buf_free(&note);
	ar_out_drop(out);
}

static void
test_put(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

/* Of several documents, as of a summary: the flows say what ear is. */
static void
test_flows(void **state)
{
	static const struct ar_flow flow[] = {
		{0, 200}, {365, -100}, {730, -225}, {365, 25},
	};
	struct ar_out *out = ar_out_memory();
	struct ar_buf note = {0};

	(void)state;
	ar_rates_put(out, &(struct ar_costing){.face = 325, .paid_out = 200,
	    .cost = 100, .days = 500, .flow = flow, .nflows = ROWS(flow)}, 2,
	    &note);
	(void)ar_out_end_row(out);
	check("cells", ar_slice_eq(ar_out_rows(out),
	    AR_S("30.77,36.50,26.46\n")));
	check("note", note.n == 0);
	ar_buf_free(&note);
	ar_out_drop(out);
}

static void
test_note(void **state)
{
	struct ar_buf note = {0};

	(void)state;
	ar_note_add(&note, "a:b");
	check("one", ar_slice_eq(ar_buf_slice(&note), AR_S("a:b")));
	ar_note_add(&note, "c:d");
	ar_note_add(&note, "e:f");
	check("three", ar_slice_eq(ar_buf_slice(&note),
	    AR_S("a:b c:d e:f")));
	ar_buf_free(&note);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_flows),
		cmocka_unit_test(test_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
