/*
 * tests/unit/scratch.h
 * Purpose: for tests: a folder of one's own, pipes, and what stderr was told.
 */
#ifndef AR_SCRATCH_H
#define AR_SCRATCH_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "libar/mem.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static char scratch_folder[32];
static struct {
	char path[4][128];
	unsigned turn;
	int ear, stderr_before;         /* -1: not listening */
	char heard[8192];
} scratch = {.ear = -1, .stderr_before = -1};

/* Setup of a group: the folder. */
static inline int
scratch_make(void **state)
{
	(void)state;
	(void)snprintf(scratch_folder, sizeof scratch_folder,
	    "/tmp/artools.XXXXXX");
	return mkdtemp(scratch_folder) == NULL;
}

/* The path of a file in the folder, good for three more calls. */
static inline const char *
scratch_path(const char *name)
{
	char *path = scratch.path[scratch.turn++ % 4];

	(void)snprintf(path, sizeof scratch.path[0], "%s/%s", scratch_folder,
	    name);
	return path;
}

/* Teardown of a group. */
static inline int
scratch_remove(void **state)
{
	DIR *folder = opendir(scratch_folder);
	const struct dirent *entry;

	(void)state;
	while (folder != NULL && (entry = readdir(folder)) != NULL)
		(void)unlinkat(dirfd(folder), entry->d_name, 0);
	(void)closedir(folder);
	return rmdir(scratch_folder);
}

static inline unsigned
scratch_count(void)
{
	DIR *folder = opendir(scratch_folder);
	unsigned n = 0;

	assert_non_null(folder);
	while (readdir(folder) != NULL)
		n++;
	(void)closedir(folder);
	return n - 2;
}

static inline void
scratch_put(int fd, struct ar_slice bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0)
			return;
		bytes.p += n;
		bytes.n -= (size_t)n;
	}
}

static inline const char *
scratch_write(const char *name, struct ar_slice bytes)
{
	const char *path = scratch_path(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	assert_true(fd >= 0);
	scratch_put(fd, bytes);
	assert_int_equal(close(fd), 0);
	return path;
}

/* The caller frees the buffer. */
static inline struct ar_buf
scratch_read(const char *path)
{
	struct ar_buf all = {0};
	char piece[4096];
	int fd = open(path, O_RDONLY);
	ssize_t n;

	assert_true(fd >= 0);
	while ((n = read(fd, piece, sizeof piece)) > 0)
		ar_buf_add(&all, ar_slice(piece, (size_t)n));
	(void)close(fd);
	return all;
}

static inline void
assert_slice(struct ar_slice got, struct ar_slice want)
{
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.p, want.p, want.n);
}

/* Wait until nothing is left in the pipe; end if nobody will read it. */
static inline void
scratch_until_read(int fd)
{
	struct pollfd reader = {fd, 0, 0};
	int unread = 1;

	while (ioctl(fd, FIONREAD, &unread) == 0 && unread > 0) {
		if (poll(&reader, 1, 0) > 0)
			_exit(0);
		(void)usleep(20);
	}
}

/*
 * The reading end of a pipe into which a child writes the bytes, so many at a
 * time, each time when what went before has been read.  Wait for the child.
 */
static inline int
scratch_pipe(struct ar_slice bytes, size_t piece)
{
	int fd[2];

	assert_int_equal(pipe(fd), 0);
	if (fork() == 0) {
		(void)close(fd[0]);
		while (bytes.n > 0) {
			size_t n = bytes.n < piece ? bytes.n : piece;

			scratch_put(fd[1], ar_slice(bytes.p, n));
			bytes.p += n;
			bytes.n -= n;
			scratch_until_read(fd[1]);
		}
		_exit(0);
	}
	(void)close(fd[1]);
	return fd[0];
}

/* From here on stderr is listened to. */
static inline void
scratch_listen(void)
{
	scratch.ear = memfd_create("stderr", 0);
	assert_true(scratch.ear >= 0);
	scratch.stderr_before = dup(STDERR_FILENO);
	(void)dup2(scratch.ear, STDERR_FILENO);
}

/* What was said since scratch_listen(), the last 8 KiB of it. */
static inline const char *
scratch_heard(void)
{
	off_t size = lseek(scratch.ear, 0, SEEK_END);
	off_t from = size - (off_t)sizeof scratch.heard + 1;
	ssize_t n = pread(scratch.ear, scratch.heard,
	    sizeof scratch.heard - 1, from > 0 ? from : 0);

	scratch.heard[n > 0 ? n : 0] = '\0';
	return scratch.heard;
}

/* Teardown of a test: stderr as it was, and what cmocka told it. */
static inline int
scratch_stop(void **state)
{
	const char *error;

	(void)state;
	if (scratch.ear < 0)
		return 0;
	error = strstr(scratch_heard(), "ERROR: ");
	if (error != NULL)
		print_message("%s", error);
	(void)dup2(scratch.stderr_before, STDERR_FILENO);
	(void)close(scratch.stderr_before);
	(void)close(scratch.ear);
	scratch.ear = -1;
	return 0;
}

/* The code of the last message: what stands in its brackets. */
static inline const char *
scratch_code(void)
{
	static char code[64];
	const char *said = scratch_heard(), *open = strrchr(said, '[');

	code[0] = '\0';
	if (open != NULL)
		(void)snprintf(code, sizeof code, "%.*s",
		    (int)strcspn(open + 1, "]"), open + 1);
	return code;
}

#endif
