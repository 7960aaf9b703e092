/*
 * tests/unit/test_operands.c
 * Purpose: which files may stand beside each other on a command line.
 */
#include "libar/operands.h"

#include "tests/unit/scratch.h"

/* a, b and c are files, link is a, soft points to b; new is not there. */
static const struct row {
	const char *name, *first, *second;
	struct ar_common c;
	struct ar_more_files more;
	bool good;
} rows[] = {
	{"two files", "a", "b", {0}, {{NULL}, {NULL}}, true},
	{"one twice", "a", "a", {0}, {{NULL}, {NULL}}, false},
	{"by another path", "a", "./a", {0}, {{NULL}, {NULL}}, false},
	{"a hard link", "a", "link", {0}, {{NULL}, {NULL}}, false},
	{"a symbolic link", "b", "soft", {0}, {{NULL}, {NULL}}, false},
	{"stdin", "-", "a", {0}, {{NULL}, {NULL}}, true},
	{"stdin twice", "-", "-", {0}, {{NULL}, {NULL}}, false},
	{"a device twice", "/dev/null", "/dev/null", {0}, {{NULL}, {NULL}}, true},
	{"absent", "new", "new", {0}, {{NULL}, {NULL}}, true},
	{"all differ", "a", NULL, {.payments = "b", .customers = "c",
	    .rejects = "new", .control = "new2", .output = "new3"}, {{NULL}, {NULL}},
	    true},
	{"payments", "a", "b", {.payments = "link"}, {{NULL}, {NULL}}, false},
	{"customers", "a", "b", {.customers = "soft"}, {{NULL}, {NULL}}, false},
	{"payments and customers", "a", NULL, {.payments = "b",
	    .customers = "b"}, {{NULL}, {NULL}}, false},
	{"another", "a", "b", {0}, {{"c"}, {NULL}}, true},
	{"another is read", "a", "b", {0}, {{"a"}, {NULL}}, false},
	{"a second one is read", "a", "b", {0}, {{"c", "b"}, {NULL}}, false},
	{"output is another", "a", NULL, {.output = "b"}, {{NULL, "soft"},
	    {NULL}}, false},
	{"written as well", "a", NULL, {.output = "b"}, {{NULL}, {"new"}}, true},
	{"written will be read", "a", NULL, {0}, {{"new"}, {"new"}}, false},
	{"by another path", "a", NULL, {.output = "./new"}, {{NULL}, {"new"}},
	    false},
	{"by a link to nothing", "a", NULL, {.output = "hollow"},
	    {{"new"}, {NULL}}, false},
	{"links without end", "a", NULL, {.output = "round"},
	    {{NULL}, {"new"}}, true},
	{"in no folder", "a", NULL, {.output = "no/new"}, {{NULL}, {"new"}}, true},
	{"written is read", "a", NULL, {0}, {{NULL}, {"link"}}, false},
	{"output is written as well", "a", NULL, {.output = "new"},
	    {{NULL}, {"new"}}, false},
	{"rejects", "a", "b", {.rejects = "a"}, {{NULL}, {NULL}}, false},
	{"control", "a", "b", {.control = "b"}, {{NULL}, {NULL}}, false},
	{"control is payments", "a", NULL, {.control = "b",
	    .payments = "b"}, {{NULL}, {NULL}}, false},
	{"output replaces", "a", "b", {.output = "a"}, {{NULL}, {NULL}}, true},
	{"output is payments", "a", NULL, {.output = "soft",
	    .payments = "b"}, {{NULL}, {NULL}}, false},
	{"output is customers", "b", NULL, {.output = "a",
	    .customers = "link"}, {{NULL}, {NULL}}, false},
	{"output is rejects", "a", NULL, {.output = "b", .rejects = "soft"},
	    {{NULL}, {NULL}}, false},
	{"output is control", "a", NULL, {.output = "new",
	    .control = "new"}, {{NULL}, {NULL}}, false},
	{"rejects is control", "a", NULL, {.rejects = "new",
	    .control = "new"}, {{NULL}, {NULL}}, false},
};

static void
make_files(void)
{
	(void)scratch_write("a", AR_S("a\n"));
	(void)scratch_write("b", AR_S(""));
	(void)scratch_write("c", AR_S(""));
	assert_int_equal(chdir(scratch_folder), 0);
	assert_int_equal(link("a", "link"), 0);
	assert_int_equal(symlink("b", "soft"), 0);
	assert_int_equal(symlink("new", "hollow"), 0);
	assert_int_equal(symlink("round", "round"), 0);
}

static int
check_row(const struct row *row, struct ar_diag *diag)
{
	struct ar_common c = row->c;
	char first[16], second[16];
	char *const operand[] = {first, second};

	(void)snprintf(first, sizeof first, "%s", row->first);
	(void)snprintf(second, sizeof second, "%s",
	    row->second == NULL ? "" : row->second);
	c.operand = operand;
	c.noperands = row->second == NULL ? 1 : 2;
	return ar_operands_check(&c, &row->more, diag);
}

static void
test_rows(void **state)
{
	(void)state;
	make_files();
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		int result;

		scratch_listen();
		result = check_row(&rows[i], diag);
		if (result != (rows[i].good ? AR_OK : AR_ESTOP) ||
		    strcmp(scratch_code(),
		    rows[i].good ? "" : "same-file") != 0)
			fail_msg("%s: %d", rows[i].name, result);
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
}

static void
test_stdout(void **state)
{
	static const struct row row = {.first = "a"};
	struct ar_diag *diag = ar_diag_new("t");
	int before, fd, result;

	(void)state;
	(void)fflush(stdout);
	before = dup(STDOUT_FILENO);
	fd = open("a", O_WRONLY | O_APPEND);
	(void)dup2(fd, STDOUT_FILENO);
	scratch_listen();
	result = check_row(&row, diag);
	(void)dup2(before, STDOUT_FILENO);
	(void)close(before);
	(void)close(fd);
	assert_int_equal(result, AR_ESTOP);
	assert_string_equal(scratch_heard(), "t: a: the same file as "
	    "'stdout'; name each file once [same-file]\n");
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_stdout, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
