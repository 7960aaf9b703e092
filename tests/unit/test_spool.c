/*
 * tests/unit/test_spool.c
 * Purpose: bytes come back as they went in, from memory and from the file.
 */
#include "libar/spool.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "tests/unit/scratch.h"

enum { LIMIT = AR_SPOOL_MEMORY };

static struct ar_diag *diag;
static struct ar_spool *spool;
static bool lacks_tmpfile, stutters;

/* Stands before that of libc: a file system that lacks O_TMPFILE. */
int
open(const char *path, int flags, ...)
{
	va_list more;
	mode_t mode;

	va_start(more, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
	va_end(more);
	if (lacks_tmpfile && (flags & O_TMPFILE) == O_TMPFILE) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return openat(AT_FDCWD, path, flags, mode);
}

/* A system that is interrupted every other time, and then does a part. */
static size_t
stutter(size_t n)
{
	static bool turn;

	turn = stutters && !turn;
	errno = EINTR;
	return turn ? 0 : stutters && n > 1 ? n / 2 : n;
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	n = stutter(n);
	return n == 0 ? -1 : syscall(SYS_pwrite64, fd, bytes, n, at);
}

ssize_t
pread(int fd, void *bytes, size_t n, off_t at)
{
	n = stutter(n);
	return n == 0 ? -1 : syscall(SYS_pread64, fd, bytes, n, at);
}

static int
begin(void **state)
{
	(void)state;
	assert_int_equal(setenv("TMPDIR", scratch_folder, 1), 0);
	lacks_tmpfile = stutters = false;
	diag = ar_diag_new("t");
	spool = ar_spool_new(diag);
	return 0;
}

static int
end(void **state)
{
	ar_spool_free(spool);
	ar_diag_free(diag);
	return scratch_stop(state);
}

/* The byte at this place of what is put in. */
static char
byte_at(uint64_t i)
{
	return (char)((i * 2654435761) >> 24);
}

static int
put(size_t n)
{
	uint64_t at = ar_spool_size(spool);
	char *bytes = ar_alloc(n);
	int result;

	for (size_t i = 0; i < n; i++)
		bytes[i] = byte_at(at + i);
	result = ar_spool_add(spool, ar_slice(bytes, n));
	free(bytes);
	return result;
}

struct taken {
	uint64_t n;
	unsigned pieces;
	bool other;             /* bytes that were not put there */
};

static int
take(void *to, struct ar_slice piece)
{
	struct taken *t = to;

	assert_in_range(piece.n, 1, LIMIT);
	for (size_t i = 0; i < piece.n; i++)
		t->other = t->other || piece.p[i] != byte_at(t->n + i);
	t->n += piece.n;
	t->pieces++;
	return AR_OK;
}

/* So many bytes come back, and come back again; in how many pieces. */
static unsigned
expect(uint64_t n)
{
	struct taken t;

	assert_int_equal(ar_spool_size(spool), n);
	for (int i = 0; i < 2; i++) {
		t = (struct taken){0};
		assert_int_equal(ar_spool_replay(spool, take, &t), AR_OK);
		assert_int_equal(t.n, n);
		assert_false(t.other);
	}
	return t.pieces;
}

/* The descriptor of a file in this folder, -1: none. */
static int
descriptor_in(const char *folder)
{
	char path[32], link[256];

	for (int fd = STDERR_FILENO + 1; fd < 64; fd++) {
		ssize_t n;

		(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		n = readlink(path, link, sizeof link);
		if (n > (ssize_t)strlen(folder) &&
		    memcmp(link, folder, strlen(folder)) == 0)
			return fd;
	}
	return -1;
}

static void
test_memory(void **state)
{
	(void)state;
	assert_int_equal(expect(0), 0);
	assert_int_equal(put(1), AR_OK);
	assert_int_equal(put(0), AR_OK);
	assert_int_equal(put(1000), AR_OK);
	assert_int_equal(expect(1001), 1);
	assert_int_equal(put(LIMIT - 1001), AR_OK);
	assert_int_equal(expect(LIMIT), 1);
	assert_int_equal(descriptor_in(scratch_folder), -1);
}

static void
test_file_without_name(void **state)
{
	struct stat st;

	(void)state;
	for (int i = 0; i < 2; i++) {
		int fd;

		lacks_tmpfile = i == 1;
		assert_int_equal(put(LIMIT - 10), AR_OK);
		assert_int_equal(put(11), AR_OK);
		fd = descriptor_in(scratch_folder);
		assert_true(fd >= 0);
		assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
		assert_int_equal(fstat(fd, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		assert_int_equal(scratch_count(), 0);
		assert_true(expect(LIMIT + 1) > 1);
		ar_spool_free(spool);
		assert_int_equal(descriptor_in(scratch_folder), -1);
		spool = ar_spool_new(diag);
	}
}

static void
test_sizes(void **state)
{
	static const size_t adds[][4] = {
		{LIMIT + 1, 0, 0, 0}, {5, LIMIT + 1, 5, 0},
		{LIMIT, LIMIT, LIMIT, 1}, {7, LIMIT, 2 * LIMIT, 3},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(adds); i++) {
		uint64_t n = 0;

		for (size_t j = 0; j < ROWS(adds[i]); j++) {
			assert_int_equal(put(adds[i][j]), AR_OK);
			n += adds[i][j];
		}
		(void)expect(n);
		assert_int_equal(ar_spool_clear(spool), AR_OK);
	}
}

static void
test_clear(void **state)
{
	(void)state;
	assert_int_equal(put(100), AR_OK);
	assert_int_equal(ar_spool_clear(spool), AR_OK);
	assert_int_equal(expect(0), 0);
	assert_int_equal(put(2 * LIMIT), AR_OK);
	assert_int_equal(put(9), AR_OK);
	assert_int_equal(ar_spool_clear(spool), AR_OK);
	assert_int_equal(expect(0), 0);
	assert_int_equal(put(9), AR_OK);
	assert_int_equal(expect(9), 1);
	assert_int_equal(put(LIMIT + 9), AR_OK);
	(void)expect(LIMIT + 18);
}

static int
refuse(void *to, struct ar_slice piece)
{
	unsigned *calls = to;

	(void)piece;
	return ++*calls == 2 ? AR_EDATA : AR_OK;
}

static void
test_taker_ends_it(void **state)
{
	unsigned calls = 1;

	(void)state;
	assert_int_equal(put(5), AR_OK);
	assert_int_equal(ar_spool_replay(spool, refuse, &calls), AR_EDATA);
	assert_int_equal(put(3 * LIMIT), AR_OK);
	calls = 0;
	assert_int_equal(ar_spool_replay(spool, refuse, &calls), AR_EDATA);
	assert_int_equal(calls, 2);
	(void)expect(3 * LIMIT + 5);
}

static void
test_tmpdir(void **state)
{
	(void)state;
	assert_int_equal(setenv("TMPDIR", "", 1), 0);
	assert_int_equal(put(LIMIT + 1), AR_OK);
	assert_true(descriptor_in("/tmp/") >= 0);
	assert_int_equal(descriptor_in(scratch_folder), -1);
	ar_spool_free(spool);
	assert_int_equal(descriptor_in("/tmp/"), -1);
	spool = ar_spool_new(diag);
	assert_int_equal(unsetenv("TMPDIR"), 0);
	assert_int_equal(put(LIMIT + 1), AR_OK);
	assert_true(descriptor_in("/tmp/") >= 0);
}

static void
test_interrupted(void **state)
{
	(void)state;
	stutters = true;
	assert_int_equal(put(LIMIT), AR_OK);
	assert_int_equal(put(LIMIT + 1), AR_OK);
	(void)expect(2 * LIMIT + 1);
}

/* Said once; and all that comes later fails. */
static void
expect_failed(const char *message)
{
	struct taken t = {0};

	assert_string_equal(scratch_heard(), message);
	assert_int_equal(put(1), AR_ESTOP);
	assert_int_equal(ar_spool_replay(spool, take, &t), AR_ESTOP);
	assert_int_equal(ar_spool_clear(spool), AR_ESTOP);
	assert_int_equal(put(LIMIT + 1), AR_ESTOP);
	assert_int_equal(t.pieces, 0);
	assert_string_equal(scratch_heard(), message);
	assert_int_equal(ar_diag_status(diag), AR_EXIT_IO);
}

static void
test_no_folder(void **state)
{
	(void)state;
	assert_int_equal(setenv("TMPDIR", "/none/below", 1), 0);
	scratch_listen();
	assert_int_equal(put(LIMIT), AR_OK);
	assert_int_equal(put(1), AR_ESTOP);
	expect_failed("t: /none/below: No such file or directory "
	    "[cannot-open]\n");
}

/* The first bytes still fit; the rest does not. */
static void
test_full(void **state)
{
	struct rlimit before, less;
	char message[128];
	int result;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	less = (struct rlimit){1000, before.rlim_max};
	scratch_listen();
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(put(LIMIT), AR_OK);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &less), 0);
	result = put(1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	(void)signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(result, AR_ESTOP);
	(void)snprintf(message, sizeof message,
	    "t: %s: File too large [cannot-write]\n", scratch_folder);
	expect_failed(message);
}

static void
test_cannot_be_read(void **state)
{
	struct taken t = {0};
	char message[128];

	(void)state;
	assert_int_equal(put(LIMIT + 1), AR_OK);
	assert_int_equal(ftruncate(descriptor_in(scratch_folder), 10), 0);
	scratch_listen();
	assert_int_equal(ar_spool_replay(spool, take, &t), AR_ESTOP);
	assert_int_equal(t.n, 0);
	(void)snprintf(message, sizeof message,
	    "t: %s: Input/output error [cannot-read]\n", scratch_folder);
	assert_string_equal(scratch_heard(), message);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_memory), TEST(test_file_without_name),
		TEST(test_sizes), TEST(test_clear), TEST(test_taker_ends_it),
		TEST(test_tmpdir), TEST(test_interrupted),
		TEST(test_no_folder), TEST(test_full),
		TEST(test_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
