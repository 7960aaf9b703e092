/*
 * libar/bytes.c
 * Purpose: bytes of a file or of stdin, unpacked if they are gzip.
 */
#include "libar/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "libar/ahead.h"
#include "libar/fd.h"
#include "libar/mem.h"

enum {
	PACKED = 64 * 1024, MAGIC = 2, WINDOW_GZIP = 15 + 16,
	AHEAD_LEAST = 1024 * 1024       /* bytes of a file, packed */
};

struct ar_bytes {
	struct ar_diag *diag;
	uint32_t file;
	int fd;
	bool regular, started, gzip, ended, between;
	uint64_t left;          /* bytes that may still be read */
	struct ar_ahead *ahead;         /* NULL: it is read here */
	enum ar_msg fault;              /* why it cannot be read */
	const char *why;                /* set before a read: there is none */
	z_stream z;
	size_t n, at;           /* bytes in packed, and how many are used */
	unsigned char packed[PACKED];
};

/* It is said when whoever reads comes to it. */
static int
failed(struct ar_bytes *b, enum ar_msg msg, const char *why)
{
	b->fault = msg;
	b->why = why;
	return AR_ESTOP;
}

struct ar_bytes *
ar_bytes_over(int fd, uint32_t file, struct ar_diag *diag)
{
	struct ar_bytes *b = ar_alloc(sizeof *b);
	struct stat st;

	b->diag = diag;
	b->file = file;
	b->left = UINT64_MAX;
	b->fd = fd;
	if (fstat(fd, &st) != 0)
		(void)failed(b, AR_M_CANNOT_READ, strerror(errno));
	else
		b->regular = S_ISREG(st.st_mode);
	return b;
}

int
ar_bytes_open(struct ar_bytes **bytes, const char *path, uint32_t file,
    struct ar_diag *diag)
{
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO :
	    open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0) {
		ar_diag_say(diag, &(struct ar_say){AR_M_CANNOT_OPEN,
		    {file, 0}, {0}, {strerror(errno)}});
		return AR_ESTOP;
	}
	*bytes = ar_bytes_over(fd, file, diag);
	return AR_OK;
}

void
ar_bytes_limit(struct ar_bytes *b, uint64_t limit)
{
	b->left = limit;
}

static ssize_t
read_some(struct ar_bytes *b, void *buf, size_t size)
{
	ssize_t n = ar_fd_read(b->fd, buf, size < b->left ? size : b->left);

	if (n < 0)
		return failed(b, AR_M_CANNOT_READ, strerror(errno));
	b->left -= (uint64_t)n;
	return n;
}

/* Fill packed with at least one byte unless the input is at its end. */
static int
refill(struct ar_bytes *b)
{
	ssize_t n;

	if (b->at < b->n || b->ended)
		return AR_OK;
	n = read_some(b, b->packed, sizeof b->packed);
	if (n < 0)
		return AR_ESTOP;
	b->ended = n == 0;
	b->n = (size_t)n;
	b->at = 0;
	return AR_OK;
}

static bool
has_magic(const struct ar_bytes *b)
{
	return b->n - b->at >= MAGIC && b->packed[b->at] == 0x1f &&
	    b->packed[b->at + 1] == 0x8b;
}

/* Two bytes tell gzip; a pipe may bring them one by one. */
static int
read_magic(struct ar_bytes *b)
{
	while (b->n - b->at < MAGIC && !b->ended) {
		ssize_t n;

		memmove(b->packed, b->packed + b->at, b->n - b->at);
		b->n -= b->at;
		b->at = 0;
		n = read_some(b, b->packed + b->n, sizeof b->packed - b->n);
		if (n < 0)
			return AR_ESTOP;
		b->ended = n == 0;
		b->n += (size_t)n;
	}
	return AR_OK;
}

static int
start(struct ar_bytes *b)
{
	b->started = true;
	if (b->why != NULL || read_magic(b) != AR_OK)
		return AR_ESTOP;
	b->gzip = has_magic(b);
	if (b->gzip && inflateInit2(&b->z, WINDOW_GZIP) != Z_OK) {
		b->gzip = false;
		return failed(b, AR_M_NO_MEMORY, NULL);
	}
	return AR_OK;
}

/* Behind a member: another one, zeros to the end, or the end. */
static int
next_member(struct ar_bytes *b)
{
	if (read_magic(b) != AR_OK)
		return AR_ESTOP;
	if (has_magic(b)) {
		b->between = false;
		(void)inflateReset(&b->z);
		return AR_OK;
	}
	while (b->at < b->n || !b->ended) {
		for (; b->at < b->n; b->at++)
			if (b->packed[b->at] != 0)
				return failed(b, AR_M_GZIP_GARBAGE, NULL);
		if (refill(b) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

static int
inflate_some(struct ar_bytes *b)
{
	int result;

	b->z.next_in = b->packed + b->at;
	b->z.avail_in = (uInt)(b->n - b->at);
	result = inflate(&b->z, Z_NO_FLUSH);
	b->at = b->n - b->z.avail_in;
	if (result == Z_STREAM_END)
		b->between = true;
	else if (result != Z_OK && result != Z_BUF_ERROR)
		return failed(b, AR_M_GZIP_DAMAGED,
		    b->z.msg != NULL ? b->z.msg : zError(result));
	return AR_OK;
}

/*
 * inflate() may hold output back when its input is used up, so it is asked
 * before more is read.
 */
static ssize_t
read_gzip(struct ar_bytes *b, char *buf, size_t size)
{
	b->z.next_out = (Bytef *)buf;
	b->z.avail_out = (uInt)(size < UINT32_MAX ? size : UINT32_MAX);
	for (;;) {
		if (!b->between && inflate_some(b) != AR_OK)
			return AR_ESTOP;
		if ((char *)b->z.next_out > buf)
			return (char *)b->z.next_out - buf;
		if (b->between && next_member(b) != AR_OK)
			return AR_ESTOP;
		if (b->between)
			return 0;
		if (b->ended)
			return failed(b, AR_M_GZIP_CUT, NULL);
		if (refill(b) != AR_OK)
			return AR_ESTOP;
	}
}

static ssize_t
read_here(struct ar_bytes *b, char *buf, size_t size)
{
	size_t held;

	if (!b->started && start(b) != AR_OK)
		return AR_ESTOP;
	if (b->gzip)
		return read_gzip(b, buf, size);
	held = b->n - b->at;
	if (held == 0)
		return b->ended ? 0 : read_some(b, buf, size);
	if (held > size)
		held = size;
	memcpy(buf, b->packed + b->at, held);
	b->at += held;
	return (ssize_t)held;
}

ssize_t
ar_bytes_read(struct ar_bytes *b, char *buf, size_t size)
{
	ssize_t n = b->ahead != NULL ? ar_ahead_read(b->ahead, buf, size) :
	    read_here(b, buf, size);

	if (n < 0)
		ar_diag_say(b->diag, &(struct ar_say){
		    b->fault, {b->file, 0}, {0}, {b->why}});
	return n;
}

static ssize_t
unpack(void *bytes, char *buf, size_t size)
{
	return read_gzip(bytes, buf, size);
}

void
ar_bytes_ahead(struct ar_bytes *b)
{
	struct stat st;

	if (b->ahead == NULL && b->regular && b->gzip &&
	    fstat(b->fd, &st) == 0 && st.st_size >= AHEAD_LEAST)
		b->ahead = ar_ahead_new(unpack, b);
}

/* Where inflate() has filled the buffer it may hold more. */
static bool
holds_bytes(const struct ar_bytes *b)
{
	return b->at < b->n || b->ended || (b->gzip && b->z.avail_out == 0);
}

bool
ar_bytes_ready(const struct ar_bytes *b, int ms)
{
	struct pollfd wait = {b->fd, POLLIN, 0};
	int n;

	if (b->regular || holds_bytes(b))
		return true;
	n = poll(&wait, 1, ms);
	return n > 0 || (n < 0 && errno != EINTR);
}

bool
ar_bytes_rest(const struct ar_bytes *b, int *fd, uint64_t *from,
    uint64_t *to)
{
	struct stat st;
	off_t at;

	if (!b->regular || !b->started || b->gzip || b->left < UINT64_MAX / 2)
		return false;
	at = lseek(b->fd, 0, SEEK_CUR);
	if (at < 0 || fstat(b->fd, &st) != 0 || st.st_size < at)
		return false;
	*fd = b->fd;
	*from = (uint64_t)at - (b->n - b->at);
	*to = (uint64_t)st.st_size;
	return true;
}

void
ar_bytes_skip_to(struct ar_bytes *b, uint64_t to)
{
	b->n = b->at = 0;
	(void)lseek(b->fd, (off_t)to, SEEK_SET);
}

bool
ar_bytes_end_is_sure(const struct ar_bytes *b)
{
	return b->regular || b->gzip;
}

void
ar_bytes_close(struct ar_bytes *b)
{
	if (b == NULL)
		return;
	ar_ahead_free(b->ahead);
	if (b->gzip)
		(void)inflateEnd(&b->z);
	if (b->fd != STDIN_FILENO)
		(void)close(b->fd);
	free(b);
}
