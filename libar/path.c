/*
 * libar/path.c
 * Purpose: the folder of a path, and where a link points.
 */
#include "libar/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "libar/mem.h"

size_t
ar_path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

char *
ar_path_folder_name(const char *path)
{
	size_t n = ar_path_folder(path);
	char *name = ar_alloc(n + 2);

	if (n == 0)
		name[0] = '.';
	else
		memcpy(name, path, n);
	return name;
}

char *
ar_path_follow(const char *link)
{
	char text[PATH_MAX];
	ssize_t n = readlink(link, text, sizeof text);
	size_t folder = n > 0 && text[0] != '/' ? ar_path_folder(link) : 0;
	char *target;

	if (n <= 0 || (size_t)n == sizeof text)
		return NULL;
	target = ar_alloc(folder + (size_t)n + 1);
	memcpy(target, link, folder);
	memcpy(target + folder, text, (size_t)n);
	return target;
}

int
ar_path_sync_folder(const char *path)
{
	char *folder = ar_path_folder_name(path);
	int result = ar_path_sync(folder), why = errno;

	free(folder);
	errno = why;
	return result;
}

int
ar_path_sync(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_CLOEXEC), result = 0, why;

	if (fd < 0)
		return 0;
	if (fsync(fd) != 0 && errno != EINVAL)
		result = -1;
	why = errno;
	(void)close(fd);
	errno = why;
	return result;
}
