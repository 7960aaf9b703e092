/*
 * libar/spool.c
 * Purpose: bytes that wait: in memory, and beyond some MiB in a file.
 *
 * Once there is a file, the memory is what will be written to it next.
 */
#include "libar/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "libar/fd.h"

enum { PIECE = 1024 * 1024 };

struct ar_spool {
	struct ar_diag *diag;
	struct ar_buf memory;
	int fd;                 /* -1: no file yet */
	uint32_t folder;        /* by which messages name the file */
	uint64_t filed;         /* bytes in the file; the memory follows them */
	char *piece;            /* to be read from it: there when it is */
	bool failed;
};

struct ar_spool *
ar_spool_new(struct ar_diag *diag)
{
	struct ar_spool *s = ar_alloc(sizeof *s);

	s->diag = diag;
	s->fd = -1;
	return s;
}

void
ar_spool_free(struct ar_spool *s)
{
	if (s == NULL)
		return;
	if (s->fd >= 0)
		(void)close(s->fd);
	ar_buf_free(&s->memory);
	free(s->piece);
	free(s);
}

static int
failed(struct ar_spool *s, enum ar_msg msg, int why)
{
	ar_diag_say(s->diag, &(struct ar_say){
	    msg, {s->folder, 0}, {0}, {strerror(why)}});
	s->failed = true;
	return AR_ESTOP;
}

/* For a file system that makes no file without a name. */
static int
open_named(const char *folder)
{
	struct ar_buf path = {0};
	int fd, why;

	ar_buf_addf(&path, "%s/artools.XXXXXX", folder);
	ar_buf_add(&path, AR_S("\0"));
	fd = mkostemp(path.p, O_CLOEXEC);
	why = errno;
	if (fd >= 0)
		(void)unlink(path.p);
	ar_buf_free(&path);
	errno = why;
	return fd;
}

static int
open_file(struct ar_spool *s)
{
	const char *folder = getenv("TMPDIR");

	if (folder == NULL || folder[0] == '\0')
		folder = "/tmp";
	s->folder = ar_diag_file(s->diag, folder);
	s->piece = ar_alloc(PIECE);
	s->fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
	if (s->fd < 0)
		s->fd = open_named(folder);
	return s->fd >= 0 ? AR_OK : failed(s, AR_M_CANNOT_OPEN, errno);
}

static int
put_in_file(struct ar_spool *s, struct ar_slice bytes)
{
	if (s->fd < 0 && open_file(s) != AR_OK)
		return AR_ESTOP;
	if (ar_fd_write_at(s->fd, bytes, (off_t)s->filed) != AR_OK)
		return failed(s, AR_M_CANNOT_WRITE, errno);
	s->filed += bytes.n;
	return AR_OK;
}

int
ar_spool_add(struct ar_spool *s, struct ar_slice bytes)
{
	if (s->failed)
		return AR_ESTOP;
	if (bytes.n > AR_SPOOL_MEMORY - s->memory.n) {
		if (put_in_file(s, ar_buf_slice(&s->memory)) != AR_OK)
			return AR_ESTOP;
		s->memory.n = 0;
	}
	if (bytes.n > AR_SPOOL_MEMORY)
		return put_in_file(s, bytes);
	ar_buf_add(&s->memory, bytes);
	return AR_OK;
}

uint64_t
ar_spool_size(const struct ar_spool *s)
{
	return s->filed + s->memory.n;
}

static int
replay_file(struct ar_spool *s,
    int (*take)(void *to, struct ar_slice piece), void *to)
{
	int result = AR_OK;
	uint64_t at = 0;

	while (result == AR_OK && at < s->filed) {
		uint64_t left = s->filed - at;
		size_t n = left < PIECE ? (size_t)left : PIECE;

		result = ar_fd_read_at(s->fd, s->piece, n, (off_t)at);
		if (result != AR_OK)
			result = failed(s, AR_M_CANNOT_READ,
			    result == AR_ITEM ? EIO : errno);
		else
			result = take(to, ar_slice(s->piece, n));
		at += n;
	}
	return result;
}

int
ar_spool_replay(struct ar_spool *s,
    int (*take)(void *to, struct ar_slice piece), void *to)
{
	int result = s->failed ? AR_ESTOP : AR_OK;

	if (result == AR_OK && s->filed > 0)
		result = replay_file(s, take, to);
	if (result == AR_OK && s->memory.n > 0)
		result = take(to, ar_buf_slice(&s->memory));
	return result;
}

int
ar_spool_clear(struct ar_spool *s)
{
	if (s->failed)
		return AR_ESTOP;
	s->memory.n = 0;
	s->filed = 0;
	return s->fd < 0 || ftruncate(s->fd, 0) == 0 ? AR_OK :
	    failed(s, AR_M_CANNOT_WRITE, errno);
}
