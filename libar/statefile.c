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
#include <sys/time.h>
#include <unistd.h>

#include "libar/fd.h"
#include "libar/path.h"

struct ar_statefile {
	struct ar_diag *diag;
	uint32_t file;
	int fd;
	bool made;
	mode_t bits;
	uint64_t size, end;     /* between them lie bytes that do not count */
};

/* The time to wait for a lock is over.  A handler reaches only what is here. */
static volatile sig_atomic_t time_is_over;

static int
failed(const struct ar_statefile *s, enum ar_msg msg, const char *why)
{
	ar_diag_say(s->diag, &(struct ar_say){
	    msg, {s->file, 0}, {0}, {why}});
	return AR_ESTOP;
}

/* What is not there was cut off by a program that takes no lock. */
static bool
read_at(int fd, char *buf, size_t n, off_t at)
{
	int result = ar_fd_read_at(fd, buf, n, at);

	if (result == AR_ITEM)
		errno = EIO;
	return result == AR_OK;
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
    const char *missing)
{
	int why = errno;
	struct stat st;
	struct ar_buf text = {0};
	int result;

	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return failed(s, AR_M_NOT_A_FILE, NULL);
	ar_buf_addf(&text, "%s", strerror(why));
	if (why == ENOENT && missing != NULL)
		ar_buf_addf(&text, "; %s", missing);
	ar_buf_add(&text, AR_S("\0"));
	result = failed(s, AR_M_CANNOT_OPEN, text.p);
	ar_buf_free(&text);
	return result;
}

/* O_NONBLOCK: no wait for who would write to a pipe of that name. */
enum {
	SAFE = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY,
	ADD = SAFE | O_RDWR | O_APPEND
};

static bool
is_writing(enum ar_statefile_mode mode)
{
	return mode == AR_STATEFILE_WRITE || mode == AR_STATEFILE_CREATE;
}

static int
open_file(struct ar_statefile *s, const char *path,
    const struct ar_statefile_wish *wish)
{
	if (wish->mode == AR_STATEFILE_CREATE) {
		s->fd = open(path, ADD | O_CREAT | O_EXCL, wish->bits);
		s->made = s->fd >= 0;
		if (s->made)
			return ar_path_sync_folder(path) == 0 ? AR_OK :
			    failed(s, AR_M_CANNOT_WRITE, strerror(errno));
		if (errno != EEXIST)
			return cannot_open(s, path, NULL);
	}
	s->fd = open(path, is_writing(wish->mode) ? ADD : SAFE | O_RDONLY);
	return s->fd >= 0 ? AR_OK : cannot_open(s, path, wish->missing);
}

/* AR_ITEM: another run has it, and the time is over. */
static int
take_lock(const struct ar_statefile *s, int how)
{
	while (flock(s->fd, time_is_over ? how | LOCK_NB : how) != 0) {
		if (errno == EWOULDBLOCK)
			return AR_ITEM;
		if (errno != EINTR)
			return failed(s, AR_M_CANNOT_OPEN, strerror(errno));
	}
	return AR_OK;
}

/*
 * AR_ITEM: another run has it, or it was moved away before the lock was there
 * and so is not the file of that name.
 */
static int
lock(const struct ar_statefile *s, const char *path,
    enum ar_statefile_mode mode)
{
	struct stat opened, named;
	int result;

	if (fstat(s->fd, &opened) != 0)
		return failed(s, AR_M_CANNOT_OPEN, strerror(errno));
	if (!S_ISREG(opened.st_mode))
		return failed(s, AR_M_NOT_A_FILE, NULL);
	if (mode == AR_STATEFILE_LOOK)
		return AR_OK;
	result = take_lock(s, is_writing(mode) ? LOCK_EX : LOCK_SH);
	if (result != AR_OK)
		return result;
	if (lstat(path, &named) != 0)
		return errno == ENOENT ? AR_ITEM :
		    failed(s, AR_M_CANNOT_OPEN, strerror(errno));
	return named.st_dev == opened.st_dev &&
	    named.st_ino == opened.st_ino ? AR_OK : AR_ITEM;
}

static void
end_the_time(int number)
{
	(void)number;
	time_is_over = true;
}

/* How signals were before a wait. */
struct alarm {
	struct sigaction action;
	struct itimerval timer;
	sigset_t mask;
};

/* After the time it rings again and again, lest flock(2) begin just then. */
static void
set_alarm(struct alarm *before, int seconds)
{
	enum { AGAIN = 20 * 1000 };     /* microseconds */
	const struct itimerval timer = {{0, AGAIN}, {seconds, 0}};
	const struct sigaction action = {.sa_handler = end_the_time};
	sigset_t ring;

	time_is_over = seconds == 0;
	if (time_is_over)
		return;
	(void)sigemptyset(&ring);
	(void)sigaddset(&ring, SIGALRM);
	(void)sigaction(SIGALRM, &action, &before->action);
	(void)pthread_sigmask(SIG_UNBLOCK, &ring, &before->mask);
	(void)setitimer(ITIMER_REAL, &timer, &before->timer);
}

static void
reset_alarm(const struct alarm *before, int seconds)
{
	if (seconds == 0)
		return;
	(void)setitimer(ITIMER_REAL, &before->timer, NULL);
	(void)pthread_sigmask(SIG_SETMASK, &before->mask, NULL);
	(void)sigaction(SIGALRM, &before->action, NULL);
}

static int
open_and_lock(struct ar_statefile *s, const char *path,
    const struct ar_statefile_wish *wish)
{
	for (;;) {
		int result = open_file(s, path, wish);

		if (result == AR_OK)
			result = lock(s, path, wish->mode);
		if (result != AR_ITEM)
			return result;
		if (time_is_over)
			return failed(s, AR_M_IN_USE, NULL);
		(void)close(s->fd);
		s->fd = -1;
	}
}

int
ar_statefile_measure(struct ar_statefile *s)
{
	enum { TRIES = 100 };

	for (int i = 0; i < TRIES; i++) {
		struct stat st;
		off_t size;

		if (fstat(s->fd, &st) != 0)
			break;
		size = st.st_size;
		if (!ar_statefile_whole_lines(s->fd, &size))
			continue;
		s->end = (uint64_t)st.st_size;
		s->size = (uint64_t)size;
		return AR_OK;
	}
	return failed(s, AR_M_CANNOT_READ, strerror(errno));
}

int
ar_statefile_open(struct ar_statefile **state, const char *path,
    const struct ar_statefile_wish *wish, struct ar_diag *diag)
{
	struct ar_statefile *s = ar_alloc(sizeof *s);
	struct alarm before;
	int result;

	s->diag = diag;
	s->file = ar_diag_file(diag, path);
	s->fd = -1;
	s->bits = wish->bits;
	set_alarm(&before, wish->wait);
	result = open_and_lock(s, path, wish);
	reset_alarm(&before, wish->wait);
	if (result != AR_OK || ar_statefile_measure(s) != AR_OK) {
		ar_statefile_close(s);
		return AR_ESTOP;
	}
	*state = s;
	return AR_OK;
}

bool
ar_statefile_is_new(const struct ar_statefile *s)
{
	return s->made;
}

uint64_t
ar_statefile_end(const struct ar_statefile *s)
{
	return s->end;
}

int
ar_statefile_get(const struct ar_statefile *s, char *bytes, size_t n,
    uint64_t at)
{
	int result = ar_fd_read_at(s->fd, bytes, n, (off_t)at);

	return result == AR_ESTOP ?
	    failed(s, AR_M_CANNOT_READ, strerror(errno)) : result;
}

int
ar_statefile_csv(const struct ar_statefile *s, struct ar_csvin **csv,
    uint64_t limit)
{
	int fd = fcntl(s->fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

	if (fd >= 0 && lseek(fd, 0, SEEK_SET) == 0) {
		*csv = ar_csvin_over(fd, s->file, limit, s->diag);
		return AR_OK;
	}
	if (fd >= 0)
		(void)close(fd);
	return failed(s, AR_M_CANNOT_READ, strerror(errno));
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

int
ar_statefile_tears(const struct ar_statefile *s, struct ar_slice text,
    bool *tears)
{
	uint64_t n = s->end - s->size;
	char *bytes;
	int result;

	*tears = n == 0;
	if (n == 0 || n > text.n)
		return AR_OK;
	bytes = ar_alloc(n);
	result = ar_statefile_get(s, bytes, n, s->size);
	*tears = result == AR_OK && memcmp(bytes, text.p, n) == 0;
	free(bytes);
	return result == AR_ESTOP ? AR_ESTOP : AR_OK;
}

bool
ar_statefile_is_torn(const struct ar_statefile *s)
{
	return s->end != s->size;
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
	s->size = s->end = size;
	return AR_OK;
}

static int
write_piece(void *state, struct ar_slice piece)
{
	const struct ar_statefile *s = state;

	return ar_fd_write(s->fd, piece) == AR_OK ? AR_OK :
	    failed(s, AR_M_CANNOT_WRITE, strerror(errno));
}

static int
sync_file(const struct ar_statefile *s)
{
	return fsync(s->fd) == 0 || errno == EINVAL ? AR_OK :
	    failed(s, AR_M_CANNOT_WRITE, strerror(errno));
}

/* What is set aside begins a line of its own. */
static int
end_line(const struct ar_statefile *aside)
{
	struct stat st;
	char last;

	if (fstat(aside->fd, &st) != 0)
		return failed(aside, AR_M_CANNOT_READ, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return failed(aside, AR_M_NOT_A_FILE, NULL);
	if (st.st_size == 0)
		return AR_OK;
	if (!read_at(aside->fd, &last, 1, st.st_size - 1))
		return failed(aside, AR_M_CANNOT_READ, strerror(errno));
	return last == '\n' ? AR_OK :
	    write_piece((void *)(uintptr_t)aside, AR_S("\n"));
}

static int
copy_tail(const struct ar_statefile *s, struct ar_statefile *aside,
    uint64_t from)
{
	char piece[16 * 1024];
	int result = end_line(aside);

	while (result == AR_OK && from < s->end) {
		size_t n = s->end - from < sizeof piece ?
		    (size_t)(s->end - from) : sizeof piece;

		if (!read_at(s->fd, piece, n, (off_t)from))
			return failed(s, AR_M_CANNOT_READ, strerror(errno));
		result = write_piece(aside, ar_slice(piece, n));
		from += n;
	}
	return result == AR_OK ? sync_file(aside) : result;
}

int
ar_statefile_set_aside(struct ar_statefile *s, uint64_t from,
    const char *path)
{
	struct ar_statefile aside = {.diag = s->diag,
	    .file = ar_diag_file(s->diag, path)};
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int result;

	aside.fd = open(path, ADD | O_CREAT, s->bits);
	if (aside.fd < 0)
		return cannot_open(&aside, path, NULL);
	(void)sigaction(SIGXFSZ, &ignore, &before);
	result = copy_tail(s, &aside, from);
	(void)sigaction(SIGXFSZ, &before, NULL);
	(void)close(aside.fd);
	if (result == AR_OK && ar_path_sync_folder(path) != 0)
		result = failed(&aside, AR_M_CANNOT_WRITE, strerror(errno));
	return result == AR_OK ? ar_statefile_cut(s, from) : result;
}

static int
write_all(struct ar_statefile *s, struct ar_spool *rows)
{
	int result = ar_spool_replay(rows, write_piece, s);

	return result == AR_OK ? sync_file(s) : result;
}

/* What could not be written whole is no part of the file. */
static void
take_back(struct ar_statefile *s)
{
	s->end = s->size;
	if (ftruncate(s->fd, (off_t)s->size) != 0)
		s->end = UINT64_MAX;    /* unknown */
}

/* A limit on the size of files is an error like any, and no end by signal. */
int
ar_statefile_append(struct ar_statefile *s, struct ar_spool *rows)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int result;

	if (ar_statefile_is_torn(s) && ar_statefile_cut(s, s->size) != AR_OK)
		return AR_ESTOP;
	(void)sigaction(SIGXFSZ, &ignore, &before);
	result = write_all(s, rows);
	(void)sigaction(SIGXFSZ, &before, NULL);
	if (result == AR_OK)
		s->end = s->size += ar_spool_size(rows);
	else
		take_back(s);
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
