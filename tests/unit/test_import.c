/*
 * tests/unit/test_import.c
 * Purpose: foreign files in, one canonical stream out.
 */
#include "libar/import.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

#define HEAD "invoice_id;customer_id;invoice_date;due_date;amount\n"
#define WANT "invoice_id,customer_id,invoice_date,due_date,amount,kind\n"

static const struct import_row {
	const char *name, *in, *map;
	bool rejects;
	int want;
	const char *out;                /* with AR_OK */
	const char *code;               /* among what is said, or "" */
} rows[] = {
	{"canonical", HEAD "1;a;2026-01-31;2026-02-28;1.50\n", "", false,
	    AR_OK, WANT "1,a,2026-01-31,2026-02-28,1.50,\n", ""},
	{"only a header", HEAD, "", false, AR_OK, WANT, ""},
	{"blanks, marks, orders", HEAD " 1 ; a;31.01.2026;28.02.2026;"
	    "1.234,5\n;;;;\n", "", false, AR_OK,
	    WANT "1,a,2026-01-31,2026-02-28,1234.50,\n", ""},
	{"the proof comes later", HEAD "1;a;01.02.2026;02.02.2026;1\n"
	    "2;a;31.01.2026;31.01.2026;2\n", "", false, AR_OK,
	    WANT "1,a,2026-02-01,2026-02-02,1.00,\n"
	    "2,a,2026-01-31,2026-01-31,2.00,\n", ""},
	{"no proof", HEAD "1;a;01.02.2026;02.02.2026;1\n", "", false,
	    AR_ESTOP, "", "[date-order]"},
	{"the proofs differ", HEAD "1;a;31.01.2026;;1\n2;a;01/31/2026;;2\n",
	    "", false, AR_ESTOP, "", "[date-conflict]"},
	{"a total that is right", HEAD "1;a;2026-01-31;;1.50\n"
	    "2;a;2026-01-31;;2.00\nTotal;;;;3.50\nend;;;;\n",
	    "footer = end*\n", false, AR_OK,
	    WANT "1,a,2026-01-31,2026-01-31,1.50,\n"
	    "2,a,2026-01-31,2026-01-31,2.00,\n", ""},
	{"a total that is wrong", HEAD "1;a;2026-01-31;;1.50\nTotal;;;;3\n",
	    "", false, AR_ESTOP, "", "[total-row]"},
	{"a total that is missing", HEAD "1;a;2026-01-31;;1.50\n",
	    "total = required\n", false, AR_ESTOP, "", "[total-missing]"},
	{"a bad record", HEAD "1;a;2026-01-31;;x\n2;a;2026-01-31;;2\n", "",
	    false, AR_EDATA, "", "[foreign-amount]"},
	{"and rejects", HEAD "1;a;2026-01-31;;x\n2;a;2026-01-31;;2\n", "",
	    true, AR_OK, WANT "2,a,2026-01-31,2026-01-31,2.00,\n",
	    "[foreign-amount]"},
	{"no document", HEAD "1;a;2026-01-31;;1\nnote;;;;\n", "", false,
	    AR_EDATA, "", "[not-a-document]"},
	{"twice", HEAD "1;a;2026-01-31;;1\n1;a;2026-01-31;;1\n", "", false,
	    AR_EDATA, "", "[duplicate]"},
	{"a number is given", HEAD ";a;2026-01-31;;1\n;a;2026-01-31;;-2\n",
	    "", false, AR_OK,
	    WANT "invoice/2026-01-31/1,a,2026-01-31,2026-01-31,1.00,\n"
	    "credit_note/2026-01-31/2,a,2026-01-31,2026-01-31,-2.00,"
	    "credit_note\n", ""},
	{"line by line", HEAD "1;a;2026-01-31;;1\n2;a;2026-01-31;;4\n"
	    "1;a;;;2\n", "group = document\nsum = amount\n", false, AR_OK,
	    WANT "1,a,2026-01-31,2026-01-31,3.00,\n"
	    "2,a,2026-01-31,2026-01-31,4.00,\n", ""},
	{"lines that disagree", HEAD "1;a;2026-01-31;;1\n"
	    "1;a;2026-02-01;;2\n", "group = document\nsum = amount\n",
	    false, AR_EDATA, "", "[disagrees]"},
	{"no header", "a;b\n1;2\n", "", false, AR_ESTOP, "", "[no-column]"},
	{"no file", NULL, "", true, AR_ESTOP, "", "[cannot-open]"},
};

static int
run(const struct import_row *row, struct ar_out *out, struct ar_diag *diag)
{
	struct ar_import_options o = {.currency = {"", 2}};
	char in[] = "in", *operand[] = {in};
	const struct ar_common c = {.tool = "t", .operand = operand,
	    .noperands = 1, .rejects = row->rejects ? "rejects" : NULL};
	struct ar_tie tie;
	int result;

	ar_tie_init(&tie);
	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("invoices")));
	assert_int_equal(ar_import_map_read(&o.map, scratch_write("map",
	    ar_slice_of(row->map)), diag), AR_OK);
	result = ar_import_run(&o, &c, out, &tie, diag);
	if (result == AR_OK)
		assert_int_equal(ar_tie_check(&tie, diag), AR_OK);
	ar_import_map_release(&o.map);
	ar_tie_release(&tie);
	return result;
}

static void
check(const struct import_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_out *out = ar_out_memory();
	int result;

	(void)unlink("in");
	(void)unlink("rejects");
	if (row->in != NULL)
		(void)scratch_write("in", ar_slice_of(row->in));
	scratch_listen();
	result = run(row, out, diag);
	if (result != row->want ||
	    strstr(scratch_heard(), row->code) == NULL ||
	    (row->code[0] == '\0' && scratch.heard[0] != '\0'))
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	if (result == AR_OK && !ar_slice_eq(ar_out_rows(out),
	    ar_slice_of(row->out)))
		fail_msg("%s: %.*s", row->name, (int)ar_out_rows(out).n,
		    ar_out_rows(out).p);
	(void)scratch_stop(NULL);
	if ((access("rejects", F_OK) == 0) != (row->rejects &&
	    row->want == AR_OK))
		fail_msg("%s: file of rejects", row->name);
	ar_out_drop(out);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i]);
}

static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
