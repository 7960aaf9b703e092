/*
 * tests/unit/test_help.c
 * Purpose: what --help and --version print, and the synopsis on stderr.
 */
#include "libar/help.h"

#include "tests/unit/scratch.h"

static const struct ar_option options[] = {
	{'b', "buckets", "N", "edges", AR_OPT_FIRST},
	{0, "a-name-that-is-very-long", "VALUE", "below it", AR_OPT_FIRST},
	AR_OPTION_HELP,
};

static const struct ar_tool tool = {
	.name = "ar-t", .purpose = "does it",
	.synopsis = "[-b N] [FILE...]\n-h",
	.examples = "ar-t a.csv\nar-t -b 1", .option = options,
	.noptions = ROWS(options),
};

static const char help[] =
    "ar-t - does it\n"
    "\n"
    "examples:\n"
    "  ar-t a.csv\n"
    "  ar-t -b 1\n"
    "\n"
    "usage: ar-t [-b N] [FILE...]\n"
    "            -h\n"
    "\n"
    "options:\n"
    "  -b, --buckets=N            edges\n"
    "      --a-name-that-is-very-long=VALUE\n"
    "                             below it\n"
    "  -h, --help                 print this help and exit\n"
    "\n"
    "exit status: 0 ";

static const struct {
	const char *name, *path;        /* NULL: a file of our own */
	bool version;
	int want;
	enum ar_exit status;
	const char *begins;
} rows[] = {
	{"help", NULL, false, AR_ITEM, AR_EXIT_OK, help},
	{"version", NULL, true, AR_ITEM, AR_EXIT_OK, "ar-t (artools) "},
	{"no room for help", "/dev/full", false, AR_ESTOP, AR_EXIT_IO, NULL},
	{"nor for version", "/dev/full", true, AR_ESTOP, AR_EXIT_IO, NULL},
};

static int
print_to(const char *path, bool version, struct ar_diag *diag)
{
	int before, fd, result;

	(void)fflush(stdout);
	before = dup(STDOUT_FILENO);
	fd = open(path, O_WRONLY);
	assert_true(fd >= 0);
	(void)dup2(fd, STDOUT_FILENO);
	scratch_listen();
	result = ar_help_print(&tool, version, diag);
	(void)scratch_stop(NULL);
	(void)dup2(before, STDOUT_FILENO);
	(void)close(before);
	(void)close(fd);
	return result;
}

static void
test_print(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_diag *diag = ar_diag_new("ar-t");
		const char *out = scratch_write("out", AR_S(""));
		struct ar_buf got;
		int result = print_to(rows[i].path == NULL ? out :
		    rows[i].path, rows[i].version, diag);

		if (result != rows[i].want ||
		    ar_diag_status(diag) != rows[i].status)
			fail_msg("%s: %d", rows[i].name, result);
		got = scratch_read(out);
		ar_buf_add(&got, AR_S("\0"));
		if (rows[i].begins != NULL && strncmp(got.p, rows[i].begins,
		    strlen(rows[i].begins)) != 0)
			fail_msg("%s: %s", rows[i].name, got.p);
		ar_buf_free(&got);
		ar_diag_free(diag);
	}
}

static void
test_usage(void **state)
{
	struct ar_diag *diag = ar_diag_new("ar-t");

	(void)state;
	scratch_listen();
	ar_help_usage(&tool, diag);
	assert_string_equal(scratch_heard(),
	    "usage: ar-t [-b N] [FILE...]\n            -h\nexamples:\n"
	    "  ar-t a.csv\n  ar-t -b 1\n");
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_print, scratch_stop),
		cmocka_unit_test_teardown(test_usage, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
