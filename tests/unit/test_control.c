/*
 * tests/unit/test_control.c
 * Purpose: rows of the control file, and what is no control file.
 */
#include "libar/tie.h"

#include "tests/unit/scratch.h"

#define HEAD "tool,as_of,currency,count_in,count_out,count_settled," \
	"count_filtered,count_refused,amount_in,amount_out,amount_settled," \
	"amount_filtered,amount_refused,debits,credits,status\n"
#define ROW_EUR "t,0001-01-01,EUR,3,1,1,1,0,6.00,1.00,2.00,3.00,0.00," \
	"1.00,0.00,ok\n"
#define ROW_JPY "t,0001-01-01,JPY,1,0,0,0,1,0,0,0,0,0,0,0,unproven\n"

static void
make_tie(struct ar_tie *tie)
{
	struct ar_ccy eur, jpy;

	assert_int_equal(ar_ccy_parse(&eur, AR_S("EUR")), AR_OK);
	assert_int_equal(ar_ccy_parse(&jpy, AR_S("JPY")), AR_OK);
	ar_tie_init(tie);
	ar_tie_refuse(tie, &jpy, NULL);
	ar_tie_add(tie, &eur, 100, &(struct ar_open){100, AR_OPEN});
	ar_tie_add(tie, &eur, 200, &(struct ar_open){0, AR_SETTLED});
	ar_tie_add(tie, &eur, 300, &(struct ar_open){0, AR_FUTURE});
	ar_tie_printed(tie, &eur, 100);
}

static const struct row {
	const char *name;
	const char *before;             /* NULL: no file */
	const char *after, *code;       /* code "": good */
} rows[] = {
	{"new", NULL, HEAD ROW_EUR ROW_JPY, ""},
	{"empty", "", HEAD ROW_EUR ROW_JPY, ""},
	{"header alone", HEAD, HEAD ROW_EUR ROW_JPY, ""},
	{"a row", HEAD "x\n", HEAD "x\n" ROW_EUR ROW_JPY, ""},
	{"a row that was cut", HEAD "x\nyy", HEAD "x\n" ROW_EUR ROW_JPY, ""},
	{"another header", "tool,as_of\n", "tool,as_of\n", "bad-control"},
	{"another name", "n" HEAD, "n" HEAD, "bad-control"},
};

static void
check_row(const struct row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = row->before == NULL ? scratch_path("new") :
	    scratch_write("control", ar_slice_of(row->before));
	struct ar_tie tie;
	struct ar_buf got;
	int checked, result;

	make_tie(&tie);
	scratch_listen();
	checked = ar_tie_control_check(path, diag);
	result = ar_tie_control(&tie, path, "t", AR_DAY_MIN, diag);
	got = scratch_read(path);
	ar_buf_add(&got, AR_S("\0"));
	if (checked != result || strcmp(got.p, row->after) != 0 ||
	    result != (row->code[0] == '\0' ? AR_OK : AR_ESTOP))
		fail_msg("%s: %d %d %s", row->name, checked, result, got.p);
	assert_string_equal(scratch_code(), row->code);
	(void)scratch_stop(NULL);
	ar_buf_free(&got);
	ar_tie_release(&tie);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

static void
test_check_makes_nothing(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_path("absent");

	(void)state;
	assert_int_equal(ar_tie_control_check(path, diag), AR_OK);
	assert_int_equal(access(path, F_OK), -1);
	scratch_listen();
	assert_int_equal(ar_tie_control_check(scratch_path("absent/c"),
	    diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	ar_diag_free(diag);
}

static void
test_no_file(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_path("soft");
	struct ar_tie tie;

	(void)state;
	make_tie(&tie);
	scratch_listen();
	assert_int_equal(ar_tie_control_check(scratch_folder, diag),
	    AR_ESTOP);
	assert_string_equal(scratch_code(), "bad-control");
	assert_int_equal(symlink("/dev/null", path), 0);
	assert_int_equal(ar_tie_control_check(path, diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(ar_tie_control(&tie, path, "t", AR_DAY_MIN, diag),
	    AR_ESTOP);
	ar_tie_release(&tie);
	ar_diag_free(diag);
}

static void
test_many_at_once(void **state)
{
	enum { CHILDREN = 8, ROW = 2 };
	const char *path = scratch_path("shared");
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_tie tie;
	struct ar_buf got;
	unsigned lines = 0;

	(void)state;
	make_tie(&tie);
	for (int i = 0; i < CHILDREN; i++)
		if (fork() == 0)
			_exit(ar_tie_control(&tie, path, "t", AR_DAY_MIN,
			    diag) != AR_OK);
	for (int i = 0; i < CHILDREN; i++) {
		int status;

		(void)wait(&status);
		assert_int_equal(status, 0);
	}
	got = scratch_read(path);
	for (size_t i = 0; i < got.n; i++)
		lines += got.p[i] == '\n';
	assert_int_equal(lines, 1 + CHILDREN * ROW);
	ar_buf_free(&got);
	ar_tie_release(&tie);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_check_makes_nothing),
		TEST(test_no_file), TEST(test_many_at_once),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
