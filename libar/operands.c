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
#include "libar/path.h"

/* The files seen so far: device and inode -> the name it had. */
struct seen {
	struct ar_map map;
	struct ar_diag *diag;
};

static int
refuse(struct ar_diag *diag, const char *name, const char *other)
{
	struct ar_quoted q;

	ar_diag_say(diag, &(struct ar_say){AR_M_SAME_FILE,
	    {ar_diag_file(diag, name), 0}, {0},
	    {ar_quote(&q, ar_slice_of(other))}});
	return AR_ESTOP;
}

static int
look(struct seen *s, const struct stat *st, const char *name)
{
	char key[48];
	int n = snprintf(key, sizeof key, "%llx.%llx",
	    (unsigned long long)st->st_dev, (unsigned long long)st->st_ino);
	const char **other;
	bool fresh;

	if (!S_ISREG(st->st_mode) && strcmp(name, "-") != 0)
		return AR_OK;   /* stdin is one, whatever it is */
	other = ar_map_value(&s->map,
	    ar_map_put(&s->map, ar_slice(key, (size_t)n), &fresh));
	if (fresh) {
		*other = name;
		return AR_OK;
	}
	return refuse(s->diag, name, *other);
}

static int
look_at_path(struct seen *s, const char *path)
{
	struct stat st;
	int failed;

	if (path == NULL)
		return AR_OK;
	failed = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) :
	    stat(path, &st);
	return failed != 0 ? AR_OK : look(s, &st, path);
}

static int
look_at_all(struct seen *s, const struct ar_common *c,
    const struct ar_more_files *more)
{
	const char *const side[] = {
		c->payments, c->customers, c->rejects, c->control,
	};
	struct stat st;

	if (fstat(STDOUT_FILENO, &st) == 0 &&
	    look(s, &st, "stdout") != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < c->noperands; i++)
		if (look_at_path(s, c->operand[i]) != AR_OK)
			return AR_ESTOP;
	for (size_t i = 0; i < AR_MORE_READ; i++)
		if (look_at_path(s, more->read[i]) != AR_OK)
			return AR_ESTOP;
	for (size_t i = 0; i < AR_MORE_WRITTEN; i++)
		if (look_at_path(s, more->written[i]) != AR_OK)
			return AR_ESTOP;
	for (size_t i = 0; i < sizeof side / sizeof *side; i++)
		if (look_at_path(s, side[i]) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

/* The one name of a file that is not there yet; n 0: it cannot be. */
static struct ar_buf
name_of_new(const char *path)
{
	enum { LINKS = 8 };
	char *at = strdup(path), *next, *folder, *whole = NULL;
	struct ar_buf name = {0};

	for (int i = 0; at != NULL && i < LINKS &&
	    (next = ar_path_follow(at)) != NULL; i++) {
		free(at);
		at = next;
	}
	if (at == NULL)
		return name;
	folder = ar_path_folder_name(at);
	whole = realpath(folder, NULL);
	if (whole != NULL)
		ar_buf_addf(&name, "%s/%s", whole, at + ar_path_folder(at));
	free(whole);
	free(folder);
	free(at);
	return name;
}

/* Whether two names, of files that may not be there yet, are one file. */
static bool
same_target(const char *a, const char *b)
{
	struct ar_buf p, q;
	struct stat x, y;
	bool same;

	if (a == NULL || b == NULL)
		return false;
	if (stat(a, &x) == 0 && stat(b, &y) == 0)
		return S_ISREG(x.st_mode) && x.st_dev == y.st_dev &&
		    x.st_ino == y.st_ino;
	p = name_of_new(a);
	q = name_of_new(b);
	same = p.n > 0 && ar_slice_eq(ar_buf_slice(&p), ar_buf_slice(&q));
	ar_buf_free(&p);
	ar_buf_free(&q);
	return same;
}

static int
check_written(const struct ar_common *c, const struct ar_more_files *more,
    struct ar_diag *diag)
{
	enum { SIDES = AR_MORE_READ + 2, WRITTEN = AR_MORE_WRITTEN + 3 };
	const char *written[WRITTEN] = {c->output, c->rejects, c->control};
	const char *side[SIDES] = {c->payments, c->customers};

	memcpy(side + 2, more->read, sizeof more->read);
	memcpy(written + 3, more->written, sizeof more->written);
	for (size_t i = 0; i < WRITTEN; i++)
		for (size_t j = 0; j < SIDES; j++)
			if (same_target(written[i], side[j]))
				return refuse(diag, written[i], side[j]);
	for (size_t i = 0; i < WRITTEN; i++)
		for (size_t j = i + 1; j < WRITTEN; j++)
			if (same_target(written[i], written[j]))
				return refuse(diag, written[j], written[i]);
	return AR_OK;
}

int
ar_operands_check(const struct ar_common *c, const struct ar_more_files *more,
    struct ar_diag *diag)
{
	static const struct ar_more_files none = {0};
	struct seen s = {.diag = diag};
	int result;

	if (more == NULL)
		more = &none;
	ar_map_init(&s.map, sizeof(const char *));
	result = look_at_all(&s, c, more);
	ar_map_release(&s.map);
	return result == AR_OK ? check_written(c, more, diag) : result;
}
