/*
 * tests/unit/test_pass.c
 * Purpose: rows passed on byte for byte, with cells replaced and added.
 */
#include "libar/pass.h"

#include "libar/table.h"
#include "tests/unit/scratch.h"

static const struct ar_heading added[] = {
	{"open", AR_ROLE_PART}, {"days", AR_ROLE_NUMBER},
};

struct passing {
	struct ar_diag *diag;
	struct ar_out *out;
	struct ar_tie tie;
	struct ar_report *report;
	struct ar_pass pass;
};

static void
begin(struct passing *p)
{
	p->diag = ar_diag_new("t");
	p->out = ar_out_memory();
	ar_tie_init(&p->tie);
	p->report = ar_report_new(p->out, &p->tie);
	ar_pass_init(&p->pass, added, ROWS(added));
}

static void
end(struct passing *p)
{
	ar_pass_release(&p->pass);
	ar_report_free(p->report);
	ar_out_drop(p->out);
	ar_tie_release(&p->tie);
	ar_diag_free(p->diag);
}

/* The header, and each row with 1.50 and 3 as its cells. */
static int
pass_file(struct passing *p, const char *text)
{
	const struct ar_slice cell[] = {AR_S("1.50"), AR_S("3")};
	bool first = p->pass.header.name == NULL;
	const struct ar_header *header;
	struct ar_table *table;
	struct ar_row row;
	int result;

	assert_int_equal(ar_table_open(&table, scratch_write("in",
	    ar_slice_of(text)), ar_diag_file(p->diag, "in"), p->diag), AR_OK);
	header = ar_table_header(table);
	result = ar_pass_header(&p->pass, p->report, header, p->diag);
	if (result == AR_OK && first)
		ar_report_header(p->report, header->raw, header->n);
	while (result == AR_OK && ar_table_next(table, &row) == AR_ITEM) {
		ar_pass_row(&p->pass, p->out, &row, cell);
		ar_report_end_row(p->report, true);
	}
	ar_table_close(table);
	return result;
}

static const struct {
	const char *name, *in, *want;
} rows[] = {
	{"behind", "a,b\n1,2\n", "a,b,open,days\n1,2,1.50,3\n"},
	{"bytes are kept", "a,\"b\"\n\"1\", 2 \n\"x\"\"y\",\n",
	    "a,\"b\",open,days\n\"1\", 2 ,1.50,3\n\"x\"\"y\",,1.50,3\n"},
	{"line ends are ours", "a\r\n1\r\n", "a,open,days\n1,1.50,3\n"},
	{"one in place", "a,days,b\n\"1\",x,\"2\"\n",
	    "a,days,b,open\n\"1\",3,\"2\",1.50\n"},
	{"all in place", "days,open\n\"a,b\",\n", "days,open\n3,1.50\n"},
	{"a name of other form", "OPEN,a\n9,\"1,2\"\n",
	    "OPEN,a,days\n1.50,\"1,2\",3\n"},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct passing p;

		begin(&p);
		assert_int_equal(pass_file(&p, rows[i].in), AR_OK);
		if (!ar_slice_eq(ar_out_rows(p.out),
		    ar_slice_of(rows[i].want)))
			fail_msg("%s: %.*s", rows[i].name,
			    (int)ar_out_rows(p.out).n, ar_out_rows(p.out).p);
		end(&p);
	}
}

static void
test_later_header(void **state)
{
	struct passing p;

	(void)state;
	begin(&p);
	assert_int_equal(pass_file(&p, "a,b\n1,2\n"), AR_OK);
	assert_int_equal(pass_file(&p, "\"A\",b\n3,4\n"), AR_OK);
	scratch_listen();
	assert_int_equal(pass_file(&p, "b,a\n5,6\n"), AR_ESTOP);
	assert_string_equal(scratch_code(), "header-differs");
	assert_int_equal(pass_file(&p, "a,b,c\n5,6,7\n"), AR_ESTOP);
	(void)scratch_stop(NULL);
	assert_slice(ar_out_rows(p.out),
	    AR_S("a,b,open,days\n1,2,1.50,3\n3,4,1.50,3\n"));
	end(&p);
}

static void
test_made(void **state)
{
	const struct ar_slice cell[] = {AR_S("1.50"), AR_S("3")};
	const struct ar_pass_made made[] = {
		{"b_c", AR_S("x,y")}, {"gone", AR_S("z")},
	};
	struct passing p;

	(void)state;
	begin(&p);
	assert_int_equal(pass_file(&p, "a,days,B C\n"), AR_OK);
	ar_pass_make(&p.pass, p.out, made, ROWS(made), cell);
	ar_report_end_row(p.report, true);
	assert_slice(ar_out_rows(p.out),
	    AR_S("a,days,B C,open\n,3,\"x,y\",1.50\n"));
	end(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test_teardown(test_later_header, scratch_stop),
		cmocka_unit_test(test_made),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
