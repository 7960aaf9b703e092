/*
 * libar/apart.c
 * Purpose: work of another library, in a process of its own.
 */
#include "libar/apart.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAILED = 1 };

/* The first handler that exit(3) calls: the others are the parent's. */
static void
leave(void)
{
	_exit(FAILED);
}

_Noreturn static void
be_child(int said, int (*work)(void *), void *with)
{
	if (atexit(leave) != 0 || dup2(said, STDERR_FILENO) < 0)
		_exit(FAILED);
	_exit(work(with) == 0 ? 0 : FAILED);
}

static int
wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return AR_EDATA;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? AR_OK :
	    AR_EDATA;
}

static int
call(int said, int (*work)(void *), void *with)
{
	struct sigaction usual = {.sa_handler = SIG_DFL}, before;
	struct stat st;
	pid_t child;
	int result;

	/* Where the parent ignores its children, their end is not told. */
	(void)sigaction(SIGCHLD, &usual, &before);
	child = fork();
	if (child == 0)
		be_child(said, work, with);
	result = child < 0 ? AR_ESTOP : wait_for(child);
	(void)sigaction(SIGCHLD, &before, NULL);
	if (result == AR_OK && (fstat(said, &st) != 0 || st.st_size > 0))
		result = AR_EDATA;
	return result;
}

int
ar_apart(int (*work)(void *), void *with)
{
	int said = memfd_create("stderr", MFD_CLOEXEC), result, why;

	if (said < 0)
		return AR_ESTOP;
	result = call(said, work, with);
	why = errno;
	(void)close(said);
	errno = why;
	return result;
}
