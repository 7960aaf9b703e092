/*
 * libar/operands.c
 * Purpose: that no file is given twice, or read and written at once.
 */
#include "libar/operands.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libar/map.h"

/* The files seen so far: device and inode -> the name it had. */
struct seen {
	struct ar_map map;
	struct ar_diag *diag;
};

static int
look(struct seen *s, const struct stat *st, const char *name)
{
	char key[48];
	int n = snprintf(key, sizeof key, "%llx.%llx",
	    (unsigned long long)st->st_dev, (unsigned long long)st->st_ino);
	struct ar_quoted q;
	const char **other;
	bool fresh;

	if (!S_ISREG(st->st_mode))
		return AR_OK;
	other = ar_map_value(&s->map,
	    ar_map_put(&s->map, ar_slice(key, (size_t)n), &fresh));
	if (fresh) {
		*other = name;
		return AR_OK;
	}
	ar_diag_say(s->diag, &(struct ar_say){AR_M_SAME_FILE,
	    {ar_diag_file(s->diag, name), 0}, {0},
	    {ar_quote(&q, ar_slice_of(*other))}});
	return AR_ESTOP;
}

static int
look_at_path(struct seen *s, const char *path)
{
	struct stat st;
	int failed = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) :
	    stat(path, &st);

	return failed != 0 ? AR_OK : look(s, &st, path);
}

static int
look_at_all(struct seen *s, char *const *operand, size_t n,
    const char *const *side, size_t nsides)
{
	struct stat st;

	if (fstat(STDOUT_FILENO, &st) == 0 &&
	    look(s, &st, "stdout") != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < n; i++)
		if (look_at_path(s, operand[i]) != AR_OK)
			return AR_ESTOP;
	for (size_t i = 0; i < nsides; i++)
		if (side[i] != NULL && look_at_path(s, side[i]) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

int
ar_operands_check(char *const *operand, size_t n, const char *const *side,
    size_t nsides, struct ar_diag *diag)
{
	struct seen s = {.diag = diag};
	int result;

	ar_map_init(&s.map, sizeof(const char *));
	result = look_at_all(&s, operand, n, side, nsides);
	ar_map_release(&s.map);
	return result;
}
