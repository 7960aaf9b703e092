/*
 * libar/statefile.c
 * Purpose: an append-only CSV file that many runs share, under a lock.
 */
#include "libar/statefile.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libar/path.h"

struct ar_statefile {
	struct ar_diag *diag;
	uint32_t file;
	int fd;
	bool torn;              /* bytes that do not count lie behind size */
	uint64_t size;
};

static int
failed(const struct ar_statefile *s, enum ar_msg msg, const char *why)
{
	ar_diag_say(s->diag, &(struct ar_say){
	    msg, {s->file, 0}, {0}, {why}});
	return AR_ESTOP;
}

/* A file that is there in part was cut by a program that takes no lock. */
static bool
read_at(int fd, char *buf, size_t n, off_t at)
{
	while (n > 0) {
		ssize_t got = pread(fd, buf, n, at);

		if (got > 0) {
			buf += got;
			n -= (size_t)got;
			at += got;
		} else if (got == 0) {
			errno = EIO;
			return false;
		} else if (errno != EINTR)
			return false;
	}
	return true;
}

bool
ar_statefile_whole_lines(int fd, off_t *size)
{
	char tail[4096];

	while (*size > 0) {
		size_t n = *size < (off_t)sizeof tail ? (size_t)*size :
		    sizeof tail;

		if (!read_at(fd, tail, n, *size - (off_t)n))
			return false;
		while (n > 0 && tail[n - 1] != '\n') {
			n--;
			(*size)--;
		}
		if (n > 0)
			break;
	}
	return true;
}

static int
cannot_open(const struct ar_statefile *s, const char *path,
    enum ar_statefile_mode mode)
{
	int why = errno;
	struct stat st;

	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return failed(s, AR_M_NOT_A_FILE, NULL);
	return failed(s, AR_M_CANNOT_OPEN,
	    why == ENOENT && mode == AR_STATEFILE_WRITE ?
	    "No such file or directory; --create makes it" : strerror(why));
}

/* O_NONBLOCK: no wait for who would write to a pipe of that name. */
static int
open_file(struct ar_statefile *s, const char *path,
    enum ar_statefile_mode mode)
{
	int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY |
	    (mode == AR_STATEFILE_READ ? O_RDONLY : O_RDWR | O_APPEND);

	if (mode == AR_STATEFILE_CREATE) {
		s->fd = open(path, flags | O_CREAT | O_EXCL, 0666);
		if (s->fd >= 0)
			return ar_path_sync_folder(path) == 0 ? AR_OK :
			    failed(s, AR_M_CANNOT_WRITE, strerror(errno));
		if (errno != EEXIST)
			return cannot_open(s, path, mode);
	}
	s->fd = open(path, flags);
	return s->fd >= 0 ? AR_OK : cannot_open(s, path, mode);
}

/* A file that was moved away before the lock was there is not the file. */
static int
lock(struct ar_statefile *s, const char *path, enum ar_statefile_mode mode)
{
	int how = mode == AR_STATEFILE_READ ? LOCK_SH : LOCK_EX;
	struct stat opened, named;

	if (fstat(s->fd, &opened) != 0)
		return failed(s, AR_M_CANNOT_OPEN, strerror(errno));
	if (!S_ISREG(opened.st_mode))
		return failed(s, AR_M_NOT_A_FILE, NULL);
	if (flock(s->fd, how | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ?
		    failed(s, AR_M_IN_USE, NULL) :
		    failed(s, AR_M_CANNOT_OPEN, strerror(errno));
	if (lstat(path, &named) != 0 || named.st_dev != opened.st_dev ||
	    named.st_ino != opened.st_ino)
		return failed(s, AR_M_IN_USE, NULL);
	return AR_OK;
}

static int
measure(struct ar_statefile *s)
{
	struct stat st;
	off_t size;

	if (fstat(s->fd, &st) != 0)
		return failed(s, AR_M_CANNOT_READ, strerror(errno));
	size = st.st_size;
	if (!ar_statefile_whole_lines(s->fd, &size))
		return failed(s, AR_M_CANNOT_READ, strerror(errno));
	s->torn = size < st.st_size;
	s->size = (uint64_t)size;
	return AR_OK;
}

int
ar_statefile_open(struct ar_statefile **state, const char *path,
    enum ar_statefile_mode mode, struct ar_diag *diag)
{
	struct ar_statefile *s = ar_alloc(sizeof *s);

	s->diag = diag;
	s->file = ar_diag_file(diag, path);
	s->fd = -1;
	if (open_file(s, path, mode) != AR_OK ||
	    lock(s, path, mode) != AR_OK || measure(s) != AR_OK) {
		ar_statefile_close(s);
		return AR_ESTOP;
	}
	*state = s;
	return AR_OK;
}

uint64_t
ar_statefile_size(const struct ar_statefile *s)
{
	return s->size;
}

int
ar_statefile_ends_blank(const struct ar_statefile *s, bool *blank)
{
	char end[2];

	*blank = s->size < sizeof end;
	if (*blank)
		return AR_OK;
	if (!read_at(s->fd, end, sizeof end,
	    (off_t)(s->size - sizeof end)))
		return failed(s, AR_M_CANNOT_READ, strerror(errno));
	*blank = end[0] == '\n';
	return AR_OK;
}

bool
ar_statefile_tears(const struct ar_statefile *s, struct ar_slice text)
{
	char piece[256];
	size_t n = 0;
	ssize_t got;

	while ((got = pread(s->fd, piece, sizeof piece,
	    (off_t)(s->size + n))) > 0 || (got < 0 && errno == EINTR)) {
		if (got < 0)
			continue;
		if ((size_t)got > text.n - n ||
		    memcmp(piece, text.p + n, (size_t)got) != 0)
			return false;
		n += (size_t)got;
	}
	return got == 0;
}

bool
ar_statefile_is_torn(const struct ar_statefile *s)
{
	return s->torn;
}

uint32_t
ar_statefile_file(const struct ar_statefile *s)
{
	return s->file;
}

int
ar_statefile_cut(struct ar_statefile *s, uint64_t size)
{
	if (size > s->size)
		abort();
	if (ftruncate(s->fd, (off_t)size) != 0)
		return failed(s, AR_M_CANNOT_WRITE, strerror(errno));
	s->size = size;
	s->torn = false;
	return AR_OK;
}

static int
write_piece(void *state, struct ar_slice piece)
{
	const struct ar_statefile *s = state;

	while (piece.n > 0) {
		ssize_t n = write(s->fd, piece.p, piece.n);

		if (n >= 0) {
			piece.p += n;
			piece.n -= (size_t)n;
		} else if (errno != EINTR)
			return failed(s, AR_M_CANNOT_WRITE, strerror(errno));
	}
	return AR_OK;
}

static int
write_all(struct ar_statefile *s, struct ar_spool *rows)
{
	int result = ar_spool_replay(rows, write_piece, s);

	if (result != AR_OK)
		return result;
	return fsync(s->fd) == 0 || errno == EINVAL ? AR_OK :
	    failed(s, AR_M_CANNOT_WRITE, strerror(errno));
}

/* A limit on the size of files is an error like any, and no end by signal. */
int
ar_statefile_append(struct ar_statefile *s, struct ar_spool *rows)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int result;

	if (s->torn && ar_statefile_cut(s, s->size) != AR_OK)
		return AR_ESTOP;
	(void)sigaction(SIGXFSZ, &ignore, &before);
	result = write_all(s, rows);
	(void)sigaction(SIGXFSZ, &before, NULL);
	if (result == AR_OK)
		s->size += ar_spool_size(rows);
	else
		s->torn = ftruncate(s->fd, (off_t)s->size) != 0;
	return result;
}

void
ar_statefile_close(struct ar_statefile *s)
{
	if (s == NULL)
		return;
	if (s->fd >= 0)
		(void)close(s->fd);
	free(s);
}
