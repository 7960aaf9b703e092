/*
 * tests/unit/test_cli.c
 * Purpose: the command line: options, operands, and what is wrong usage.
 */
#include "libar/cli.h"

#include <getopt.h>

#include "tests/unit/scratch.h"

enum { WORDS = 6, OPT_EDGES = AR_OPT_FIRST, OPT_LIST };

static const struct ar_option options[] = {
	AR_OPTION_AS_OF,
	{'b', "buckets", "N", "edges", OPT_EDGES},
	AR_OPTION_EXPECT_TOTAL,
	AR_OPTION_HELP,
	{'l', "list", NULL, "rows", OPT_LIST},
	{0, "list-all", NULL, "more rows", OPT_LIST},
	AR_OPTION_OUTPUT,
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
};

struct own {
	const char *buckets;
	unsigned lists;
};

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct own *own = opts;

	if (id == OPT_LIST) {
		own->lists++;
		return AR_OK;
	}
	*want = "a number";
	own->buckets = value;
	return value[0] >= '0' && value[0] <= '9' ? AR_OK : AR_EDATA;
}

static const struct ar_tool tool = {
	.name = "ar-t", .purpose = "does it", .synopsis = "[-l] [FILE...]",
	.examples = "ar-t a.csv\nar-t -l", .option = options,
	.noptions = ROWS(options), .set = set,
};

static const struct row {
	const char *word[WORDS];        /* behind the name */
	const char *buckets;            /* or what is said or printed */
	unsigned lists;
	bool verbose;
	const char *operands;           /* each and a blank */
} good[] = {
	{{"a"}, NULL, 0, false, "a "}, {{NULL}, NULL, 0, false, "- "},
	{{"-"}, NULL, 0, false, "- "}, {{"a", "b"}, NULL, 0, false, "a b "},
	{{"-lv", "a"}, NULL, 1, true, "a "}, {{"-ll"}, NULL, 2, false, "- "},
	{{"-b7"}, "7", 0, false, "- "}, {{"-b", "7"}, "7", 0, false, "- "},
	{{"-lb7", "a"}, "7", 1, false, "a "},
	{{"-b7l"}, "7l", 0, false, "- "},
	{{"-b", "1", "-b2"}, "2", 0, false, "- "},
	{{"--buckets=7"}, "7", 0, false, "- "},
	{{"--buckets", "7", "a"}, "7", 0, false, "a "},
	{{"--buck=7"}, "7", 0, false, "- "}, {{"--verb"}, NULL, 0, true, "- "},
	{{"--list"}, NULL, 1, false, "- "},
	{{"--", "-l"}, NULL, 0, false, "-l "},
	{{"-l", "--", "--buckets"}, NULL, 1, false, "--buckets "},
	{{"a", "-l"}, NULL, 1, false, "a "},
}, bad[] = {
	{{"-x"}, "unknown option '-x'; see ar-t --help [bad-option]", 0,
	    false, NULL},
	{{"-lx"}, "unknown option '-x'; ", 0, false, NULL},
	{{"--bucket-s=1"}, "unknown option '--bucket-s'; did you mean "
	    "'--buckets'? see", 0, false, NULL},
	{{"--xyzzy"}, "unknown option '--xyzzy'; see ", 0, false, NULL},
	{{"--ver"}, "option '--ver' may mean --verbose or --version; ", 0,
	    false, NULL},
	{{"-b"}, "option '-b' needs a value; ", 0, false, NULL},
	{{"-lb"}, "option '-b' needs a value; ", 0, false, NULL},
	{{"--buckets"}, "option '--buckets' needs a value; ", 0, false, NULL},
	{{"--list=1"}, "option '--list' takes no value; ", 0, false, NULL},
	{{"-bx"}, "option --buckets: 'x' is not valid; want a number ", 0,
	    false, NULL},
	{{"-b", "-l"}, "option --buckets: '-l' is not valid; ", 0, false,
	    NULL},
	{{"--as-of=x"}, "option --as-of: 'x' is not valid; want a date ", 0,
	    false, NULL},
};

static int
parse(struct ar_cli *cli, const struct row *row, struct own *own)
{
	static char words[WORDS + 1][32] = {"ar-t"};
	char *argv[WORDS + 2] = {words[0]};
	int argc = 1;

	for (; argc <= WORDS && row->word[argc - 1] != NULL; argc++) {
		(void)snprintf(words[argc], sizeof words[0], "%s",
		    row->word[argc - 1]);
		argv[argc] = words[argc];
	}
	optind = 0;
	ar_cli_begin(cli, &tool);
	return ar_cli_parse(cli, argc, argv, own);
}

static void
test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(good); i++) {
		const char *want = good[i].buckets;
		struct ar_buf operands = {0};
		struct own own = {0};
		struct ar_cli cli;

		assert_int_equal(parse(&cli, &good[i], &own), AR_OK);
		for (size_t k = 0; k < cli.common.noperands; k++)
			ar_buf_addf(&operands, "%s ", cli.common.operand[k]);
		if (own.lists != good[i].lists ||
		    cli.common.verbose != good[i].verbose ||
		    (own.buckets == NULL) != (want == NULL) ||
		    (want != NULL && strcmp(own.buckets, want) != 0) ||
		    !ar_slice_eq(ar_buf_slice(&operands),
		    ar_slice_of(good[i].operands)))
			fail_msg("row %zu, %s", i, good[i].operands);
		ar_buf_free(&operands);
		assert_int_equal(ar_cli_end(&cli), AR_EXIT_OK);
	}
}

static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad); i++) {
		struct own own = {0};
		struct ar_cli cli;
		int result;

		scratch_listen();
		result = parse(&cli, &bad[i], &own);
		if (result != AR_ESTOP ||
		    strncmp(scratch_heard(), "ar-t: ", 6) != 0 ||
		    strncmp(scratch.heard + 6, bad[i].buckets,
		    strlen(bad[i].buckets)) != 0)
			fail_msg("%s: %d %s", bad[i].word[0], result,
			    scratch.heard);
		(void)scratch_stop(NULL);
		assert_int_equal(ar_cli_end(&cli), AR_EXIT_USAGE);
	}
}

/* What the command line prints to stdout; the caller frees. */
static struct ar_buf
printed(const struct row *row)
{
	int before = dup(STDOUT_FILENO);
	int fd = open(scratch_path("out"), O_WRONLY | O_CREAT | O_TRUNC, 0666);
	struct own own = {0};
	struct ar_cli cli;
	int result;

	(void)fflush(stdout);
	(void)dup2(fd, STDOUT_FILENO);
	result = parse(&cli, row, &own);
	(void)dup2(before, STDOUT_FILENO);
	(void)close(before);
	(void)close(fd);
	assert_int_equal(result, AR_ITEM);
	assert_int_equal(ar_cli_end(&cli), AR_EXIT_OK);
	return scratch_read(scratch_path("out"));
}

static void
test_help(void **state)
{
	static const struct row rows[] = {
		{{"--help"}, "ar-t - does it\n", 0, false, NULL},
		{{"-lh", "a"}, "ar-t - does it\n", 0, false, NULL},
		{{"-h", "-x"}, "ar-t - does it\n", 0, false, NULL},
		{{"--version"}, "ar-t (artools) ", 0, false, NULL},
		{{"-V"}, "ar-t (artools) ", 0, false, NULL},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf out = printed(&rows[i]);
		struct ar_slice want = ar_slice_of(rows[i].buckets);

		if (out.n < want.n || !ar_slice_eq(ar_slice(ar_buf_slice(
		    &out).p, want.n), want))
			fail_msg("%s", rows[i].word[0]);
		ar_buf_free(&out);
	}
}

/* What was given beside --list, and what is said about it. */
static const struct pair {
	const char *word[WORDS];
	const char *excludes, *needs;   /* NULL: nothing */
} pairs[] = {
	{{"-l"}, NULL, "option --list goes with --buckets; "},
	{{"-b1"}, NULL, NULL}, {{"-v", "-o", "x"}, NULL, NULL},
	{{"-l", "-b1"}, "options --list and --buckets exclude each other; ",
	    NULL},
	{{"-b1", "--list-all"}, "options --list and --buckets exclude ",
	    NULL},
	{{"-lv"}, "options --list and --verbose exclude each other; ",
	    "option --list goes with --buckets; "},
};

static void
check_said(const char *what, int result, const char *want)
{
	if (result != (want == NULL ? AR_OK : AR_ESTOP) ||
	    (want != NULL && strstr(scratch_heard(), want) == NULL))
		fail_msg("%s: %s", what, want);
}

static void
test_pairs(void **state)
{
	static const int others[] = {OPT_EDGES, AR_OPT_VERBOSE};

	(void)state;
	for (size_t i = 0; i < ROWS(pairs); i++) {
		struct row row = {{NULL}, NULL, 0, false, NULL};
		struct own own = {0};
		struct ar_cli cli;

		memcpy(row.word, pairs[i].word, sizeof row.word);
		assert_int_equal(parse(&cli, &row, &own), AR_OK);
		scratch_listen();
		check_said("excludes", ar_cli_excludes(&cli, OPT_LIST,
		    others, ROWS(others)), pairs[i].excludes);
		check_said("needs", ar_cli_needs(&cli, OPT_LIST, OPT_EDGES),
		    pairs[i].needs);
		scratch_stop(NULL);
		assert_string_equal(ar_cli_name(&cli, OPT_EDGES),
		    "--buckets");
		assert_int_equal(ar_cli_end(&cli), pairs[i].excludes ==
		    NULL && pairs[i].needs == NULL ? AR_EXIT_OK :
		    AR_EXIT_USAGE);
	}
}

static bool
computes(const void *own)
{
	return ((const struct own *)own)->buckets != NULL;
}

static void
test_computes(void **state)
{
	struct ar_tool calculator = tool;
	char name[] = "ar-t", figure[] = "-b7", file[] = "a.csv";
	char *argv[] = {name, figure, file, NULL};

	(void)state;
	calculator.computes = computes;
	for (int argc = 2; argc <= 3; argc++) {
		struct own own = {0};
		struct ar_cli cli;

		optind = 0;
		ar_cli_begin(&cli, &calculator);
		scratch_listen();
		assert_int_equal(ar_cli_parse(&cli, argc, argv, &own),
		    argc == 2 ? AR_OK : AR_ESTOP);
		assert_int_equal(cli.common.noperands, 0);
		assert_string_equal(scratch_code(), argc == 2 ? "" :
		    "no-operand");
		scratch_stop(NULL);
		assert_int_equal(ar_cli_end(&cli), argc == 2 ? AR_EXIT_OK :
		    AR_EXIT_USAGE);
	}
}

static void
test_clock(void **state)
{
	struct ar_cli cli;

	(void)state;
	ar_cli_begin(&cli, &tool);
	assert_true(cli.common.today > AR_DAY_MIN);
	assert_int_equal(cli.common.as_of, cli.common.today);
	assert_int_equal(strlen(cli.common.ts), 20);
	assert_int_equal(cli.common.ts[10], 'T');
	assert_int_equal(cli.common.ts[19], 'Z');
	assert_int_equal(ar_cli_end(&cli), AR_EXIT_OK);
}

/* A terminal on stdin is somebody who needs help. */
static int
enter(void **state)
{
	return scratch_make(state) != 0 || freopen("/dev/null", "r", stdin) ==
	    NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test_teardown(test_bad, scratch_stop),
		cmocka_unit_test(test_help),
		cmocka_unit_test_teardown(test_pairs, scratch_stop),
		cmocka_unit_test_teardown(test_computes, scratch_stop),
		cmocka_unit_test(test_clock),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
