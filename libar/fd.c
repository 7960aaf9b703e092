/*
 * libar/fd.c
 * Purpose: all the bytes of a read or a write, whatever comes between.
 */
#include "libar/fd.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* After a call that failed: whether to try again, maybe after a wait. */
static bool
may_go_on(int fd, short event)
{
	struct pollfd wait = {fd, event, 0};

	if (errno == EAGAIN)
		return poll(&wait, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

ssize_t
ar_fd_read(int fd, char *buf, size_t size)
{
	ssize_t n;

	do
		n = read(fd, buf, size);
	while (n < 0 && may_go_on(fd, POLLIN));
	return n;
}

int
ar_fd_read_at(int fd, char *buf, size_t n, off_t at)
{
	while (n > 0) {
		ssize_t got = pread(fd, buf, n, at);

		if (got == 0)
			return AR_ITEM;
		if (got > 0) {
			buf += got;
			n -= (size_t)got;
			at += got;
		} else if (!may_go_on(fd, POLLIN))
			return AR_ESTOP;
	}
	return AR_OK;
}

/* at -1: where the descriptor stands. */
static int
write_all(int fd, struct ar_slice bytes, off_t at)
{
	while (bytes.n > 0) {
		ssize_t n = at < 0 ? write(fd, bytes.p, bytes.n) :
		    pwrite(fd, bytes.p, bytes.n, at);

		if (n >= 0) {
			bytes = ar_slice(bytes.p + n, bytes.n - (size_t)n);
			at += at < 0 ? 0 : n;
		} else if (!may_go_on(fd, POLLOUT))
			return AR_ESTOP;
	}
	return AR_OK;
}

int
ar_fd_write(int fd, struct ar_slice bytes)
{
	return write_all(fd, bytes, -1);
}

int
ar_fd_write_at(int fd, struct ar_slice bytes, off_t at)
{
	return write_all(fd, bytes, at);
}
