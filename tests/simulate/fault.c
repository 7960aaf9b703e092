/*
 * tests/simulate/fault.c
 * Purpose: a library to preload that kills a program, or fills its disk, at
 * the N-th call that changes a file.
 *
 * AR_FAULT is kill:N (before the call), torn:N (after half of it, where it is
 * a write) or full:N (from then on nothing more fits; the half of that write
 * does).  A fault of the disk that came true leaves a file $AR_FAULT_MARK.
 * Calls go to the kernel directly, so that nothing stands between.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NONE, KILL, TORN, FULL };

static const char *const names[] = { "none:", "kill:", "torn:", "full:" };
static int kind = -1;
static long left;

static void
learn(void)
{
	const char *fault = getenv("AR_FAULT");

	kind = NONE;
	for (int i = KILL; fault != NULL && i <= FULL; i++)
		if (strncmp(fault, names[i], strlen(names[i])) == 0) {
			kind = i;
			left = atol(fault + strlen(names[i]));
		}
}

/* Is it now, or with a full disk: from now on? */
static bool
due(void)
{
	if (kind < 0)
		learn();
	if (kind == NONE)
		return false;
	left--;
	return left == 0 || (kind == FULL && left < 0);
}

static void
die(void)
{
	(void)syscall(SYS_kill, getpid(), SIGKILL);
}

/* To be called for what needs room. */
static int
no_room(void)
{
	const char *mark = getenv("AR_FAULT_MARK");

	if (mark != NULL)
		(void)syscall(SYS_close, (int)syscall(SYS_openat, AT_FDCWD,
		    mark, O_WRONLY | O_CREAT, 0600));
	errno = ENOSPC;
	return -1;
}

static bool
is_file(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

static ssize_t
half(int fd, const void *bytes, size_t n, const off_t *at)
{
	if (n < 2)
		return 0;
	return at == NULL ? syscall(SYS_write, fd, bytes, n / 2) :
	    syscall(SYS_pwrite64, fd, bytes, n / 2, *at);
}

static ssize_t
put(int fd, const void *bytes, size_t n, const off_t *at)
{
	if (is_file(fd) && due()) {
		ssize_t some = kind == KILL || left < 0 ? 0 :
		    half(fd, bytes, n, at);

		if (kind != FULL)
			die();
		return some > 0 ? some : no_room();
	}
	return at == NULL ? syscall(SYS_write, fd, bytes, n) :
	    syscall(SYS_pwrite64, fd, bytes, n, *at);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	return put(fd, bytes, n, NULL);
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	return put(fd, bytes, n, &at);
}

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list more;

	va_start(more, flags);
	if (flags & (O_CREAT | __O_TMPFILE))
		mode = va_arg(more, mode_t);
	va_end(more);
	if ((flags & O_ACCMODE) != O_RDONLY && due()) {
		if (kind != FULL)
			die();
		if (flags & O_CREAT && access(path, F_OK) != 0)
			return no_room();
	}
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
fsync(int fd)
{
	if (due()) {
		if (kind != FULL)
			die();
		if (is_file(fd))
			return no_room();
	}
	return (int)syscall(SYS_fsync, fd);
}

/* The others need no room. */
static void
free_of_room(void)
{
	if (due() && kind != FULL)
		die();
}

int
ftruncate(int fd, off_t length)
{
	free_of_room();
	return (int)syscall(SYS_ftruncate, fd, length);
}

int
rename(const char *old, const char *new)
{
	free_of_room();
	return (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
}

int
unlink(const char *path)
{
	free_of_room();
	return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int
fchmod(int fd, mode_t mode)
{
	free_of_room();
	return (int)syscall(SYS_fchmod, fd, mode);
}

int
flock(int fd, int how)
{
	free_of_room();
	return (int)syscall(SYS_flock, fd, how);
}
