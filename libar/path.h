/*
 * libar/path.h
 * Purpose: the folder of a path, and where a link points.
 */
#ifndef AR_PATH_H
#define AR_PATH_H

#include <stddef.h>

/* Bytes of the path up to its last slash, that included; 0: none. */
size_t ar_path_folder(const char *path);

/* The folder by name, "." where the path has none; the caller frees. */
char *ar_path_folder_name(const char *path);

/*
 * One step along a link, also to a file that is not there; NULL: it is none.
 * The caller frees.
 */
char *ar_path_follow(const char *link);

/*
 * Make what was done to the folder of the path last.  0, also for a folder
 * that may be written and not read; else -1, and errno says why.
 */
int ar_path_sync_folder(const char *path);

/* The same of a folder by its name. */
int ar_path_sync(const char *folder);

#endif
