/*
 * libar/sink.c
 * Purpose: bytes to stdout, or to a file that appears whole or not at all.
 */
#include "libar/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "libar/fd.h"
#include "libar/mem.h"
#include "libar/path.h"

enum {
	UNFINISHED_MAX = 8, PACKED = 64 * 1024, ALL_BITS = 07777,
	WINDOW_GZIP = 15 + 16, MEMORY_LEVEL = 8, LINKS_MAX = 8
};

struct ar_sink {
	struct ar_diag *diag;
	uint32_t file;
	int fd;
	bool to_stdout, failed, gzip;
	char *target, *temporary;       /* temporary NULL: written directly */
	mode_t mode;
	z_stream z;
	unsigned char packed[PACKED];
};

/*
 * Files to be removed if a signal or exit(3) ends the program.  A signal
 * handler can reach nothing but what is global.
 */
static char *volatile unfinished[UNFINISHED_MAX];

static void
remove_unfinished(void)
{
	for (size_t i = 0; i < UNFINISHED_MAX; i++)
		if (unfinished[i] != NULL)
			(void)unlink(unfinished[i]);
}

static void
on_signal(int number)
{
	remove_unfinished();
	(void)signal(number, SIG_DFL);
	(void)raise(number);
}

/* A signal that the parent had ignored stays ignored. */
static void
watch_signals(void)
{
	static const int deadly[] = {
		SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGXCPU, SIGXFSZ,
	};

	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) {
		struct sigaction now;

		if (sigaction(deadly[i], NULL, &now) == 0 &&
		    now.sa_handler == SIG_DFL)
			(void)signal(deadly[i], on_signal);
	}
	(void)atexit(remove_unfinished);
}

static void
remember(char *temporary)
{
	bool first = true;

	for (size_t i = 0; i < UNFINISHED_MAX; i++)
		first = first && unfinished[i] == NULL;
	if (first)
		watch_signals();
	for (size_t i = 0; i < UNFINISHED_MAX; i++)
		if (unfinished[i] == NULL) {
			unfinished[i] = temporary;
			return;
		}
}

static void
forget(const char *temporary)
{
	for (size_t i = 0; i < UNFINISHED_MAX; i++)
		if (unfinished[i] == temporary)
			unfinished[i] = NULL;
}

void
ar_sink_guard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null",
			    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static int
failed(struct ar_sink *s, enum ar_msg msg)
{
	if (!s->failed)
		ar_diag_say(s->diag, &(struct ar_say){
		    msg, {s->file, 0}, {0}, {strerror(errno)}});
	s->failed = true;
	return AR_ESTOP;
}

/* Beside the target: FOLDER/.NAME.0123456789abcdef */
static char *
temporary_name(const char *target)
{
	size_t folder = ar_path_folder(target), room = strlen(target) + 24;
	char *name = ar_alloc(room);
	uint64_t number = 0;

	if (getrandom(&number, sizeof number, GRND_NONBLOCK) < 0)
		number = (uint64_t)getpid();
	(void)snprintf(name, room, "%.*s.%.200s.%016llx", (int)folder,
	    target, target + folder, (unsigned long long)number);
	return name;
}

static int
open_temporary(struct ar_sink *s)
{
	s->temporary = temporary_name(s->target);
	s->fd = open(s->temporary,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (s->fd < 0) {
		free(s->temporary);
		s->temporary = NULL;
		return failed(s, AR_M_CANNOT_OPEN);
	}
	remember(s->temporary);
	return AR_OK;
}

static mode_t
mode_of_new_files(void)
{
	mode_t mask = umask(0);

	(void)umask(mask);
	return 0666 & ~mask;
}

/*
 * A target that is not there; links to it are followed.  One that has come
 * meanwhile is another run's, and is replaced like any file.
 */
static int
open_new(struct ar_sink *s, const char *path)
{
	struct stat st;

	s->target = strdup(path);
	for (int i = 0; s->target != NULL && lstat(s->target, &st) == 0 &&
	    S_ISLNK(st.st_mode); i++) {
		char *next = i < LINKS_MAX ? ar_path_follow(s->target) : NULL;

		free(s->target);
		s->target = next;
	}
	if (s->target == NULL)
		return failed(s, AR_M_CANNOT_OPEN);
	s->mode = mode_of_new_files();
	return open_temporary(s);
}

static int
open_file(struct ar_sink *s, const char *path)
{
	struct stat st;

	s->target = realpath(path, NULL);
	if (s->target == NULL)
		return errno == ENOENT ? open_new(s, path) :
		    failed(s, AR_M_CANNOT_OPEN);
	if (stat(s->target, &st) != 0)
		return failed(s, AR_M_CANNOT_OPEN);
	if (S_ISREG(st.st_mode)) {
		s->mode = st.st_mode & ALL_BITS;
		return open_temporary(s);
	}
	s->fd = open(s->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	return s->fd < 0 ? failed(s, AR_M_CANNOT_OPEN) : AR_OK;
}

static void
discard(struct ar_sink *s)
{
	if (s->gzip)
		(void)deflateEnd(&s->z);
	if (s->fd >= 0 && !s->to_stdout)
		(void)close(s->fd);
	if (s->temporary != NULL) {
		(void)unlink(s->temporary);
		forget(s->temporary);
	}
	free(s->temporary);
	free(s->target);
	free(s);
}

static bool
ends_in_gz(const char *path)
{
	size_t n = strlen(path);

	return n > 3 && strcmp(path + n - 3, ".gz") == 0;
}

int
ar_sink_open(struct ar_sink **sink, const char *path, struct ar_diag *diag)
{
	struct ar_sink *s = ar_alloc(sizeof *s);

	s->diag = diag;
	s->file = ar_diag_file(diag, path == NULL ? "stdout" : path);
	s->to_stdout = path == NULL;
	s->fd = path == NULL ? STDOUT_FILENO : -1;
	if (path != NULL && open_file(s, path) != AR_OK) {
		discard(s);
		return AR_ESTOP;
	}
	s->gzip = path != NULL && ends_in_gz(path);
	if (s->gzip && deflateInit2(&s->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
	    WINDOW_GZIP, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		ar_out_of_memory();
	*sink = s;
	return AR_OK;
}

bool
ar_sink_is_stdout(const struct ar_sink *s)
{
	return s->to_stdout;
}

static int
write_all(struct ar_sink *s, struct ar_slice bytes)
{
	return ar_fd_write(s->fd, bytes) == AR_OK ? AR_OK :
	    failed(s, AR_M_CANNOT_WRITE);
}

static int
deflate_all(struct ar_sink *s, struct ar_slice bytes, int flush)
{
	s->z.next_in = (Bytef *)(uintptr_t)bytes.p;
	s->z.avail_in = (uInt)bytes.n;
	do {
		s->z.next_out = s->packed;
		s->z.avail_out = sizeof s->packed;
		(void)deflate(&s->z, flush);
		if (write_all(s, ar_slice((char *)s->packed,
		    sizeof s->packed - s->z.avail_out)) != AR_OK)
			return AR_ESTOP;
	} while (s->z.avail_out == 0);
	return AR_OK;
}

int
ar_sink_write(struct ar_sink *s, struct ar_slice bytes)
{
	if (s->failed)
		return AR_ESTOP;
	return s->gzip ? deflate_all(s, bytes, Z_NO_FLUSH) :
	    write_all(s, bytes);
}

static int
close_descriptor(struct ar_sink *s)
{
	int fd = s->fd;

	s->fd = -1;
	return close(fd) == 0 || errno == EINTR ? AR_OK :
	    failed(s, AR_M_CANNOT_WRITE);
}

/*
 * The name of the temporary, which lies in the same folder, becomes that of
 * the folder: there may be no memory for another one.
 */
static int
sync_folder(struct ar_sink *s)
{
	size_t n = ar_path_folder(s->temporary);
	int result;

	s->temporary[n > 0 ? n : 1] = '\0';      /* ".NAME" gives "." */
	result = ar_path_sync(s->temporary) == 0 ? AR_OK :
	    failed(s, AR_M_CANNOT_WRITE);
	free(s->temporary);
	s->temporary = NULL;
	return result;
}

static int
put_in_place(struct ar_sink *s)
{
	if (fsync(s->fd) != 0 || fchmod(s->fd, s->mode) != 0)
		return failed(s, AR_M_CANNOT_WRITE);
	if (close_descriptor(s) != AR_OK)
		return AR_ESTOP;
	if (rename(s->temporary, s->target) != 0)
		return failed(s, AR_M_CANNOT_WRITE);
	forget(s->temporary);
	return sync_folder(s);
}

int
ar_sink_commit(struct ar_sink *s)
{
	int result = s->failed ? AR_ESTOP : AR_OK;

	if (result == AR_OK && s->gzip)
		result = deflate_all(s, AR_S(""), Z_FINISH);
	if (result == AR_OK)
		result = s->temporary != NULL ? put_in_place(s) :
		    close_descriptor(s);
	discard(s);
	return result;
}

void
ar_sink_abort(struct ar_sink *s)
{
	if (s != NULL)
		discard(s);
}
