/*
 * tests/unit/test_inorder.c
 * Purpose: operands that are files, and rows that stand together in them.
 */
#include "libar/inorder.h"

#include "tests/unit/scratch.h"

enum { FILES = 3 };

static int stdin_before;

static int
enter(void **state)
{
	stdin_before = dup(STDIN_FILENO);
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

static int
begin(void **state)
{
	(void)state;
	scratch_listen();
	return 0;
}

/* Nothing is ever said. */
static int
end(void **state)
{
	(void)dup2(stdin_before, STDIN_FILENO);
	assert_string_equal(scratch_heard(), "");
	return scratch_stop(state);
}

static void
use_as_stdin(int fd)
{
	assert_true(fd >= 0);
	(void)dup2(fd, STDIN_FILENO);
	(void)close(fd);
}

#define H "s,x\n"

static const struct row {
	const char *name, *in[FILES];
	bool want;
} rows[] = {
	{"no rows", {H}, true},
	{"one", {H "a,1\n"}, true},
	{"all the same", {H "a,1\na,2\na,1\n"}, true},
	{"together", {H "b,1\nb,2\na,1\nc,1\nc,2\n"}, true},
	{"apart", {H "a,1\nb,1\na,2\n"}, false},
	{"empty, apart", {H ",1\na,1\n,2\n"}, false},
	{"apart at the end", {H "a,1\nb,1\nc,1\nc,2\na,2\n"}, false},
	{"quotes", {H "\"a\",1\na,2\nb,1\n"}, true},
	{"quotes, apart", {H "\"a\",1\nb,1\na,2\n"}, false},
	{"other cases are others", {H "a,1\nA,2\nB,1\n"}, true},
	{"the column is behind", {"x,s\n1,a\n2,b\n1,c\n"}, true},
	{"the column is behind, apart", {"x,s\n1,a\n1,b\n1,a\n"}, false},
	{"over two files", {H "a,1\nb,1\n", H "b,2\nc,1\n"}, true},
	{"apart in the second", {H "a,1\nb,1\n", H "c,2\na,1\n"}, false},
	{"apart by a file", {H "a,1\n", H "b,1\n", H "a,1\n"}, false},
	{"a file of none between", {H "a,1\n", H, H "a,1\n"}, true},
	{"other columns", {H "a,1\n", "s\nb\nb\n"}, true},
	{"no such column", {"t,x\na,1\n"}, false},
	{"no such column later", {H "a,1\n", "t,x\na,1\n"}, false},
	{"an empty file", {""}, false},
	{"cells are missing", {H "a,1\na\n"}, false},
	{"cells too many", {H "a,1,2\n"}, false},
	{"cannot be split", {H "\"a\"b,1\n"}, false},
	{"no end of a quote", {H "a,1\n\"a,1\n"}, false},
};

static bool
ask(char *const *operand, size_t n)
{
	const struct ar_common c = {.tool = "t", .operand = operand,
	    .noperands = n};

	return ar_in_order(&c, AR_S("s"));
}

/* Each row from named files, and with stdin in the place of the last. */
static void
test_rows(void **state)
{
	char name[FILES][4] = {"f0", "f1", "f2"}, dash[] = "-";

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		char *operand[FILES];
		size_t n = 0;

		while (n < FILES && rows[i].in[n] != NULL) {
			operand[n] = name[n];
			(void)scratch_write(name[n],
			    ar_slice_of(rows[i].in[n]));
			n++;
		}
		if (ask(operand, n) != rows[i].want)
			fail_msg("%s", rows[i].name);
		use_as_stdin(open(name[n - 1], O_RDONLY));
		operand[n - 1] = dash;
		if (ask(operand, n) != rows[i].want)
			fail_msg("%s: stdin", rows[i].name);
		assert_int_equal(lseek(STDIN_FILENO, 0, SEEK_CUR), 0);
	}
}

/* stdin is read from where it stands, and stands there again. */
static void
test_stdin_stays(void **state)
{
	char dash[] = "-", *operand[] = {dash};

	(void)state;
	(void)scratch_write("f", AR_S("skip this\n" H "a,1\nb,1\n"));
	use_as_stdin(open("f", O_RDONLY));
	assert_int_equal(lseek(STDIN_FILENO, 10, SEEK_SET), 10);
	for (int i = 0; i < 2; i++) {
		assert_true(ask(operand, 1));
		assert_int_equal(lseek(STDIN_FILENO, 0, SEEK_CUR), 10);
	}
	(void)scratch_write("f", AR_S("skip this\n" H "a,1\nb,1\na,1\n"));
	assert_false(ask(operand, 1));
	assert_int_equal(lseek(STDIN_FILENO, 0, SEEK_CUR), 10);
}

/* What cannot be opened is not in order. */
static void
test_missing(void **state)
{
	char good[] = "f", none[] = "none", folder[] = ".";
	char *operands[][2] = {{none, good}, {good, none}, {folder, good}};

	(void)state;
	(void)scratch_write("f", AR_S(H "a,1\n"));
	for (size_t i = 0; i < ROWS(operands); i++)
		assert_false(ask(operands[i], 2));
}

/* stdin as: f: a file, p: a pipe, n: /dev/null, c: closed. */
static const struct file_row {
	const char *name, *operand[2];
	char input;
	bool want;
} file_rows[] = {
	{"a file", {"f"}, 'p', true},
	{"two", {"f", "g"}, 'p', true},
	{"stdin is one", {"-"}, 'f', true},
	{"stdin is one too", {"f", "-"}, 'f', true},
	{"a link", {"link"}, 'p', true},
	{"a pipe", {"-"}, 'p', false},
	{"a pipe behind a file", {"f", "-"}, 'p', false},
	{"a device", {"-"}, 'n', false},
	{"stdin is closed", {"-"}, 'c', false},
	{"a named pipe", {"fifo", "f"}, 'f', false},
	{"a folder", {"."}, 'f', false},
	{"none", {"f", "none"}, 'f', false},
};

static void
set_stdin(char input)
{
	int fd[2];

	if (input == 'f')
		use_as_stdin(open("f", O_RDONLY));
	else if (input == 'n')
		use_as_stdin(open("/dev/null", O_RDONLY));
	else if (input == 'c')
		(void)close(STDIN_FILENO);
	else {
		assert_int_equal(pipe(fd), 0);
		(void)close(fd[1]);
		use_as_stdin(fd[0]);
	}
}

static void
test_files(void **state)
{
	(void)state;
	(void)scratch_write("f", AR_S(H));
	(void)scratch_write("g", AR_S(H));
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_int_equal(symlink("f", "link"), 0);
	for (size_t i = 0; i < ROWS(file_rows); i++) {
		const struct file_row *row = &file_rows[i];
		char word[2][8], *operand[2] = {word[0], word[1]};
		struct ar_common c = {.tool = "t", .operand = operand};

		while (c.noperands < 2 && row->operand[c.noperands] != NULL) {
			(void)snprintf(word[c.noperands], sizeof word[0],
			    "%s", row->operand[c.noperands]);
			c.noperands++;
		}
		set_stdin(row->input);
		if (ar_operands_are_files(&c) != row->want)
			fail_msg("%s", row->name);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_stdin_stays), TEST(test_missing),
		TEST(test_files),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
