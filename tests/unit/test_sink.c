/*
 * tests/unit/test_sink.c
 * Purpose: files appear whole or not at all, with the mode they had.
 */
#include "libar/sink.h"

#include <errno.h>
#include <signal.h>

#include "libar/bytes.h"
#include "tests/unit/scratch.h"

static struct ar_diag *diag;

static int
begin(void **state)
{
	diag = ar_diag_new("t");
	return scratch_make(state);
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_diag_free(diag);
	return scratch_remove(state);
}

static int
put(const char *path, struct ar_slice bytes)
{
	struct ar_sink *s;

	if (ar_sink_open(&s, path, diag) != AR_OK)
		return AR_ESTOP;
	(void)ar_sink_write(s, bytes);
	return ar_sink_commit(s);
}

static void
expect_file(const char *path, struct ar_slice want)
{
	struct ar_buf got = scratch_read(path);

	assert_slice(ar_buf_slice(&got), want);
	ar_buf_free(&got);
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode;
}

static void
test_old_until_commit(void **state)
{
	const char *path = scratch_write("report", AR_S("old"));
	struct ar_sink *s;

	(void)state;
	assert_int_equal(ar_sink_open(&s, path, diag), AR_OK);
	assert_int_equal(ar_sink_write(s, AR_S("new")), AR_OK);
	expect_file(path, AR_S("old"));
	assert_int_equal(scratch_count(), 2);
	assert_int_equal(ar_sink_write(s, AR_S(" and more")), AR_OK);
	assert_int_equal(ar_sink_commit(s), AR_OK);
	expect_file(path, AR_S("new and more"));
	assert_int_equal(scratch_count(), 1);
}

static void
test_abort_leaves_nothing(void **state)
{
	const char *path = scratch_write("report", AR_S("old"));
	const char *fresh = scratch_path("fresh");
	struct ar_sink *s;

	(void)state;
	assert_int_equal(ar_sink_open(&s, path, diag), AR_OK);
	assert_int_equal(ar_sink_write(s, AR_S("new")), AR_OK);
	ar_sink_abort(s);
	expect_file(path, AR_S("old"));
	assert_int_equal(ar_sink_open(&s, fresh, diag), AR_OK);
	assert_int_equal(access(fresh, F_OK), -1);
	ar_sink_abort(s);
	ar_sink_abort(NULL);
	assert_int_equal(scratch_count(), 1);
}

static void
test_modes(void **state)
{
	static const mode_t masks[] = {022, 077, 0, 0137};
	const char *path = scratch_path("fresh");

	(void)state;
	for (size_t i = 0; i < ROWS(masks); i++) {
		mode_t before = umask(masks[i]);

		assert_int_equal(put(path, AR_S("x")), AR_OK);
		assert_int_equal(umask(before), masks[i]);
		assert_int_equal(mode_of(path) & 07777, 0666 & ~masks[i]);
		assert_int_equal(unlink(path), 0);
	}
	(void)scratch_write("kept", AR_S("x"));
	path = scratch_path("kept");
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(put(path, AR_S("y")), AR_OK);
	assert_int_equal(mode_of(path) & 07777, 0640);
	expect_file(path, AR_S("y"));
}

static void
test_links(void **state)
{
	const char *target = scratch_write("target", AR_S("old"));
	const char *link = scratch_path("link");

	(void)state;
	assert_int_equal(symlink("target", link), 0);
	assert_int_equal(put(link, AR_S("new")), AR_OK);
	assert_true(S_ISLNK(mode_of(link)));
	expect_file(target, AR_S("new"));
	assert_int_equal(unlink(target), 0);
	assert_int_equal(put(link, AR_S("x")), AR_OK);
	assert_true(S_ISLNK(mode_of(link)));
	expect_file(target, AR_S("x"));
	assert_int_equal(unlink(target), 0);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink("link", link), 0);
	scratch_listen();
	assert_int_equal(put(link, AR_S("x")), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(unlink(link), 0);
}

static void
test_packed(void **state)
{
	enum { SIZE = 500000 };
	const char *path = scratch_path("report.csv.gz");
	struct ar_buf first, second, got = {0};
	char *text = ar_alloc(SIZE), piece[1000];
	struct ar_bytes *b;
	ssize_t n;

	(void)state;
	for (unsigned i = 0; i < SIZE; i++)
		text[i] = (char)('0' + i * i % 75);
	assert_int_equal(put(path, ar_slice(text, SIZE)), AR_OK);
	first = scratch_read(path);
	assert_true(first.n < SIZE);
	assert_int_equal(ar_bytes_open(&b, path, 0, diag), AR_OK);
	while ((n = ar_bytes_read(b, piece, sizeof piece)) > 0)
		ar_buf_add(&got, ar_slice(piece, (size_t)n));
	assert_int_equal(n, 0);
	assert_true(ar_bytes_end_is_sure(b));
	ar_bytes_close(b);
	assert_slice(ar_buf_slice(&got), ar_slice(text, SIZE));
	(void)sleep(1);         /* no time of day in it */
	assert_int_equal(put(path, ar_slice(text, SIZE)), AR_OK);
	second = scratch_read(path);
	assert_slice(ar_buf_slice(&second), ar_buf_slice(&first));
	ar_buf_free(&first);
	ar_buf_free(&second);
	ar_buf_free(&got);
	free(text);
	assert_int_equal(unlink(path), 0);
}

static void
test_only_gz_is_packed(void **state)
{
	(void)state;
	assert_int_equal(put(scratch_path("a.gz.csv"), AR_S("x")), AR_OK);
	expect_file(scratch_path("a.gz.csv"), AR_S("x"));
	assert_int_equal(put(scratch_path(".gz"), AR_S("")), AR_OK);
	expect_file(scratch_path("a.gz.csv"), AR_S("x"));
	assert_int_equal(unlink(scratch_path("a.gz.csv")), 0);
	assert_int_equal(unlink(scratch_path(".gz")), 0);
}

/* The error comes up at the close at the latest, and is said once. */
static void
test_full_device(void **state)
{
	struct ar_sink *s;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_sink_open(&s, "/dev/full", diag), AR_OK);
	assert_int_equal(ar_sink_write(s, AR_S("x")), AR_ESTOP);
	assert_int_equal(ar_sink_write(s, AR_S("x")), AR_ESTOP);
	assert_int_equal(ar_sink_commit(s), AR_ESTOP);
	assert_string_equal(scratch_heard(), "t: /dev/full: No space left on "
	    "device [cannot-write]\n");
	assert_int_equal(ar_diag_status(diag), AR_EXIT_IO);
}

static void
test_cannot_open(void **state)
{
	char below[256];

	(void)state;
	scratch_listen();
	(void)snprintf(below, sizeof below, "%s/none/report", scratch_folder);
	assert_int_equal(put(below, AR_S("x")), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(put(scratch_folder, AR_S("x")), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	(void)snprintf(below, sizeof below, "%s/none/", scratch_folder);
	assert_int_equal(put(below, AR_S("x")), AR_ESTOP);
}

/* A child writes to stdout, which is this file; its status. */
static int
child_to(const char *path, bool closed)
{
	int status, fd = open(path, O_WRONLY | O_CREAT, 0666);

	if (fork() == 0) {
		struct ar_sink *s;

		(void)dup2(fd, STDOUT_FILENO);
		if (closed) {
			(void)close(STDOUT_FILENO);
			ar_sink_guard_descriptors();
		}
		if (ar_sink_open(&s, NULL, diag) != AR_OK ||
		    !ar_sink_is_stdout(s))
			_exit(99);
		(void)ar_sink_write(s, AR_S("rows\n"));
		_exit(ar_sink_commit(s) == AR_OK ? 0 :
		    (int)ar_diag_status(diag));
	}
	(void)close(fd);
	(void)wait(&status);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_stdout(void **state)
{
	(void)state;
	scratch_listen();
	assert_int_equal(child_to(scratch_path("out"), false), 0);
	expect_file(scratch_path("out"), AR_S("rows\n"));
	assert_int_equal(child_to("/dev/full", false), AR_EXIT_IO);
	assert_int_equal(child_to(scratch_path("out"), true), AR_EXIT_IO);
	assert_int_equal(unlink(scratch_path("out")), 0);
}

/* Killed, or ended by exit(3), a program leaves no temporary file. */
static void
test_end_of_the_program(void **state)
{
	static const int how[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, 0};

	(void)state;
	for (size_t i = 0; i < ROWS(how); i++) {
		unsigned before = scratch_count();
		int status;

		if (fork() == 0) {
			struct ar_sink *s;

			(void)signal(SIGPIPE, SIG_DFL);
			if (ar_sink_open(&s, scratch_path("report"), diag) !=
			    AR_OK || scratch_count() != before + 1)
				_exit(98);
			(void)ar_sink_write(s, AR_S("half"));
			if (how[i] != 0)
				(void)raise(how[i]);
			exit(97);
		}
		(void)wait(&status);
		if (how[i] != 0) {
			assert_true(WIFSIGNALED(status));
			assert_int_equal(WTERMSIG(status), how[i]);
		} else
			assert_int_equal(WEXITSTATUS(status), 97);
		assert_int_equal(scratch_count(), before);
		assert_int_equal(access(scratch_path("report"), F_OK), -1);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_old_until_commit), TEST(test_abort_leaves_nothing),
		TEST(test_modes), TEST(test_links), TEST(test_packed),
		TEST(test_only_gz_is_packed), TEST(test_full_device),
		TEST(test_cannot_open), TEST(test_stdout),
		TEST(test_end_of_the_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
