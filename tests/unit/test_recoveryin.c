/*
 * tests/unit/test_recoveryin.c
 * Purpose: a file of recovery, and what is refused in it.
 */
#include "libar/recoveryin.h"

#include "tests/unit/scratch.h"

static const struct row {
	const char *name, *in;
	const char *said;               /* NULL: good */
	enum ar_exit status;
	size_t n;
	struct ar_recovery_point last;
} rows[] = {
	{"one row", "days,share\n0,1\n", NULL, 0, 1, {0, 1000000000}},
	{"nine places", "share,note,days\n0.9,x,0\n0.123456789,,7\n", NULL,
	    0, 2, {7, 123456789}},
	{"level", "days,share\n0,0.50\n30,0.5\n3652059,0\n", NULL, 0, 3,
	    {3652059, 0}},
	{"header alone", "days,share\n",
	    "in:1: a header alone is not valid", AR_EXIT_DATA, 0, {0}},
	{"empty", "", "[no-header]", AR_EXIT_DATA, 0, {0}},
	{"no column", "days\n0\n", "[no-column]", AR_EXIT_USAGE, 0, {0}},
	{"not from 0", "days,share\n1,1\n",
	    "in:2:days: '1' is not valid here; want 0 in", AR_EXIT_DATA, 0,
	    {0}},
	{"falling days", "days,share\n0,1\n5,1\n4,1\n",
	    "in:4:days: '4' is", AR_EXIT_DATA, 0, {0}},
	{"a day twice", "days,share\n0,1\n0,1\n", "in:3:days: '0' is",
	    AR_EXIT_DATA, 0, {0}},
	{"half a day", "days,share\n0,1\n1.5,1\n",
	    "in:3:days: '1.5' is not valid here; want a whole",
	    AR_EXIT_DATA, 0, {0}},
	{"before 0", "days,share\n-1,1\n", "in:2:days: '-1' is",
	    AR_EXIT_DATA, 0, {0}},
	{"too many days", "days,share\n0,1\n3652060,1\n",
	    "in:3:days: '3652060' is", AR_EXIT_DATA, 0, {0}},
	{"above 1", "days,share\n0,1.000000001\n",
	    "in:2:share: '1.000000001' is", AR_EXIT_DATA, 0, {0}},
	{"far above 1", "days,share\n0,9223372036854775807\n",
	    "in:2:share: '9223372036854775807' is", AR_EXIT_DATA, 0, {0}},
	{"below 0", "days,share\n0,-0.1\n", "in:2:share: '-0.1' is",
	    AR_EXIT_DATA, 0, {0}},
	{"rising share", "days,share\n0,0.5\n1,0.6\n",
	    "in:3:share: '0.6' is", AR_EXIT_DATA, 0, {0}},
	{"ten places", "days,share\n0,0.1234567891\n", "in:2:share:",
	    AR_EXIT_DATA, 0, {0}},
	{"no share", "days,share\n0,\n", "in:2:share: the value is empty",
	    AR_EXIT_DATA, 0, {0}},
	{"a word", "days,share\nx,1\n", "[bad-amount]", AR_EXIT_DATA, 0,
	    {0}},
};

static void
check_row(const struct row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_recovery r;
	int result;

	scratch_listen();
	result = ar_recovery_load(&r, scratch_write("in",
	    ar_slice_of(row->in)), diag);
	if (result != (row->said == NULL ? AR_OK : AR_ESTOP) ||
	    ar_diag_status(diag) != row->status || (row->said == NULL ?
	    scratch_heard()[0] != '\0' :
	    strstr(scratch_heard(), row->said) == NULL))
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	(void)scratch_stop(NULL);
	if (result == AR_OK && (r.n != row->n ||
	    r.point[r.n - 1].days != row->last.days ||
	    r.point[r.n - 1].share != row->last.share))
		fail_msg("%s: %zu rows", row->name, r.n);
	free(r.point);
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
test_absent(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_recovery r;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_recovery_load(&r, scratch_path("absent"), diag),
	    AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	free(r.point);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_absent, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
