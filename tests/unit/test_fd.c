/*
 * tests/unit/test_fd.c
 * Purpose: reads and writes come to their end through whatever is between.
 */
#include "libar/fd.h"

#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>

#include "tests/unit/scratch.h"

/*
 * What the next calls do, the last of them for ever: above 0 so many bytes at
 * most, below 0 they fail with this errno.
 */
static const int *next;
static int waits, poll_fails;

static long
do_next(long number, int fd, uintptr_t bytes, size_t n, off_t at)
{
	int now = *next;

	if (next[1] != 0)
		next++;
	if (now > 0)
		return syscall(number, fd, bytes, n < (size_t)now ? n :
		    (size_t)now, at);
	errno = -now;
	return -1;
}

/* They stand before those of libc. */
ssize_t
read(int fd, void *bytes, size_t n)
{
	return do_next(SYS_read, fd, (uintptr_t)bytes, n, 0);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	return do_next(SYS_write, fd, (uintptr_t)bytes, n, 0);
}

ssize_t
pread(int fd, void *bytes, size_t n, off_t at)
{
	return do_next(SYS_pread64, fd, (uintptr_t)bytes, n, at);
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	return do_next(SYS_pwrite64, fd, (uintptr_t)bytes, n, at);
}

int
poll(struct pollfd *fds, nfds_t n, int ms)
{
	(void)fds;
	(void)n;
	(void)ms;
	waits++;
	errno = poll_fails;
	return poll_fails == 0 ? 1 : -1;
}

static const struct {
	const char *name;
	int calls[6], poll_fails, waits;
	int why;                /* errno; 0: all goes well */
} rows[] = {
	{"at once", {100}, 0, 0, 0},
	{"byte by byte", {1}, 0, 0, 0},
	{"interrupted", {-EINTR, 2, -EINTR, -EINTR, 100}, 0, 0, 0},
	{"would block", {-EAGAIN, 3, -EAGAIN, 100}, 0, 2, 0},
	{"interrupted while it waits", {-EAGAIN, 100}, EINTR, 1, 0},
	{"cannot wait", {-EAGAIN, 100}, ENOMEM, 1, ENOMEM},
	{"fails", {-EIO, 100}, 0, 0, EIO},
	{"fails behind a part", {3, -ENOSPC, 100}, 0, 0, ENOSPC},
};

enum { SIZE = 10 };

static void
begin(size_t i)
{
	next = rows[i].calls;
	waits = 0;
	poll_fails = rows[i].poll_fails;
}

static void
check(size_t i, int result)
{
	int why = errno;

	if (result != (rows[i].why == 0 ? AR_OK : AR_ESTOP) ||
	    waits != rows[i].waits)
		fail_msg("%s: %d, %d waits", rows[i].name, result, waits);
	if (rows[i].why != 0)
		assert_int_equal(why, rows[i].why);
}

static int
make_file(struct ar_slice bytes)
{
	static const int whole[] = {1 << 20, 0};
	int fd = open(scratch_path("f"), O_RDWR | O_CREAT | O_TRUNC, 0600);

	next = whole;
	assert_int_equal(write(fd, bytes.p, bytes.n), bytes.n);
	return fd;
}

static void
expect_bytes(int fd, const char *text)
{
	char got[SIZE + 10];
	ssize_t n = syscall(SYS_pread64, fd, got, sizeof got, (off_t)0);

	assert_int_equal(n, strlen(text));
	assert_memory_equal(got, text, strlen(text));
}

static void
test_write(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		int fd = make_file(AR_S(""));

		begin(i);
		check(i, ar_fd_write(fd, AR_S("0123456789")));
		if (rows[i].why == 0)
			expect_bytes(fd, "0123456789");
		(void)close(fd);
	}
}

static void
test_write_at(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		int fd = make_file(AR_S("xyz"));

		begin(i);
		check(i, ar_fd_write_at(fd, AR_S("0123456789"), 2));
		if (rows[i].why == 0)
			expect_bytes(fd, "xy0123456789");
		(void)close(fd);
	}
}

static void
test_read_at(void **state)
{
	char got[SIZE];

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		int fd = make_file(AR_S("xy0123456789z"));

		begin(i);
		check(i, ar_fd_read_at(fd, got, SIZE, 2));
		if (rows[i].why == 0)
			assert_memory_equal(got, "0123456789", SIZE);
		(void)close(fd);
	}
}

static void
test_read_at_the_end(void **state)
{
	char got[SIZE];
	int fd = make_file(AR_S("0123456789"));

	(void)state;
	assert_int_equal(ar_fd_read_at(fd, got, 0, 10), AR_OK);
	assert_int_equal(ar_fd_read_at(fd, got, SIZE, 1), AR_ITEM);
	(void)close(fd);
}

/* Some bytes are enough. */
static void
test_read(void **state)
{
	static const int calls[] = {-EINTR, -EAGAIN, 4, -EIO, 0};
	char got[SIZE];
	int fd = make_file(AR_S("0123456789"));

	(void)state;
	begin(0);
	next = calls;
	(void)lseek(fd, 0, SEEK_SET);
	assert_int_equal(ar_fd_read(fd, got, SIZE), 4);
	assert_memory_equal(got, "0123", 4);
	assert_int_equal(waits, 1);
	assert_int_equal(ar_fd_read(fd, got, SIZE), -1);
	assert_int_equal(errno, EIO);
	(void)close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_write), cmocka_unit_test(test_write_at),
		cmocka_unit_test(test_read_at),
		cmocka_unit_test(test_read_at_the_end),
		cmocka_unit_test(test_read),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
