/*
 * tests/fuzz/file.c
 * Purpose: texts as files, without a disk.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/target.h"

int
fuzz_file(struct ar_slice text)
{
	int fd = memfd_create("text", MFD_CLOEXEC);

	need(fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n &&
	    lseek(fd, 0, SEEK_SET) == 0, "there is a file in memory");
	return fd;
}

const char *
fuzz_path(char path[FUZZ_PATH], int fd)
{
	(void)snprintf(path, FUZZ_PATH, "/proc/self/fd/%d", fd);
	return path;
}
