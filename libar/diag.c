/*
 * libar/diag.c
 * Purpose: every message that a tool can say, said in one form.
 */
#include "libar/diag.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "libar/fd.h"
#include "libar/mem.h"
#include "libar/utf8.h"

enum { QUOTED_BYTES = 40, FIRST_SHOWN = 20, ESCAPED_MAX = 4 };

struct message {
	const char *code, *text;
	enum ar_exit status;
};

static const struct message messages[] = {
#define AR_MESSAGE(name, code, status, text) {code, text, AR_EXIT_##status},
#include "libar/messages.h"
#undef AR_MESSAGE
};

struct ar_diag {
	const char *tool;
	char **files;                   /* file n is files[n - 1] */
	size_t nfiles;
	uint64_t limit, refused;
	struct ar_say last;
	uint64_t refused_by[AR_M_COUNT];
	bool said[AR_EXIT_BUSY + 1];
	bool hushed;
};

const char *
ar_msg_code(enum ar_msg msg)
{
	return messages[msg].code;
}

const char *
ar_msg_text(enum ar_msg msg)
{
	return messages[msg].text;
}

enum ar_exit
ar_msg_status(enum ar_msg msg)
{
	return messages[msg].status;
}

struct ar_diag *
ar_diag_new(const char *tool)
{
	struct ar_diag *d = ar_alloc(sizeof *d);

	*d = (struct ar_diag){.tool = tool, .limit = FIRST_SHOWN};
	return d;
}

void
ar_diag_free(struct ar_diag *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->nfiles; i++)
		free(d->files[i]);
	free(d->files);
	free(d);
}

void
ar_diag_hush(struct ar_diag *d)
{
	d->hushed = true;
}

void
ar_diag_limit(struct ar_diag *d, uint64_t shown)
{
	d->limit = shown;
}

/* Append one character, escaped if it could deceive: 4 bytes a byte at most. */
static char *
escape_character(char *to, struct ar_slice character, int32_t c)
{
	enum { ROOM = 16 };

	if (c >= 0 && !ar_utf8_deceives(c)) {
		memcpy(to, character.p, character.n);
		return to + character.n;
	}
	if (c == '\n' || c == '\t' || c == '\r') {
		*to++ = '\\';
		*to++ = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
		return to;
	}
	if (c < 0 || c < 0x80)
		return to + snprintf(to, ROOM, "\\x%02x",
		    (unsigned)(unsigned char)character.p[0]);
	return to + snprintf(to, ROOM, "\\u{%x}", (unsigned)c);
}

static char *
escape(char *to, struct ar_slice value, size_t most)
{
	const char *stop = value.p + (value.n < most ? value.n : most);

	while (value.n > 0) {
		struct ar_slice before = value;
		int32_t c = ar_utf8_take(&value);

		before.n -= value.n;
		if (value.p > stop)
			break;
		to = escape_character(to, before, c);
	}
	return to;
}

const char *
ar_unquoted(struct ar_quoted *quoted, struct ar_slice value)
{
	char *to = escape(quoted->s, value, QUOTED_BYTES);

	if (value.n > QUOTED_BYTES) {
		memcpy(to, "...", 3);
		to += 3;
	}
	*to = '\0';
	return quoted->s;
}

const char *
ar_quote(struct ar_quoted *quoted, struct ar_slice value)
{
	size_t n = strlen(ar_unquoted(quoted, value));

	memmove(quoted->s + 1, quoted->s, n);
	quoted->s[0] = quoted->s[n + 1] = '\'';
	quoted->s[n + 2] = '\0';
	return quoted->s;
}

uint32_t
ar_diag_file(struct ar_diag *d, const char *path)
{
	struct ar_slice name = strcmp(path, "-") == 0 ? AR_S("stdin") :
	    ar_slice_of(path);
	char *shown = ar_alloc(name.n * ESCAPED_MAX + 1);

	*escape(shown, name, name.n) = '\0';
	d->files = ar_grow(d->files, d->nfiles + 1, sizeof *d->files);
	d->files[d->nfiles++] = shown;
	return (uint32_t)d->nfiles;
}

const char *
ar_diag_file_name(const struct ar_diag *d, uint32_t file)
{
	return file == 0 ? "" : d->files[file - 1];
}

/* One write a line, so that lines of several programs do not mix. */
static void
put_line(struct ar_buf *line)
{
	int result;

	ar_buf_add(line, AR_S("\n"));
	result = ar_fd_write(STDERR_FILENO, ar_buf_slice(line));
	(void)result;           /* there is nowhere else to say it */
	ar_buf_free(line);
}

static void
add_place(struct ar_buf *line, const struct ar_diag *d,
    const struct ar_say *say)
{
	if (say->at.file == 0)
		return;
	ar_buf_addf(line, "%s:", ar_diag_file_name(d, say->at.file));
	if (say->at.line != 0)
		ar_buf_addf(line, "%llu:", (unsigned long long)say->at.line);
	if (say->column.n != 0) {
		char shown[sizeof(struct ar_quoted)];
		char *end = escape(shown, say->column, QUOTED_BYTES);

		ar_buf_add(line, ar_slice(shown, (size_t)(end - shown)));
		ar_buf_add(line, AR_S(":"));
	}
	ar_buf_add(line, AR_S(" "));
}

static void
print(const struct ar_diag *d, const struct ar_say *say)
{
	struct ar_buf line = {0};
	const char *text = messages[say->msg].text, *hole;
	const char *const *arg = say->arg;

	if (d->hushed)
		return;
	ar_buf_addf(&line, "%s: ", d->tool);
	add_place(&line, d, say);
	while ((hole = strstr(text, "%s")) != NULL) {
		ar_buf_add(&line, ar_slice(text, (size_t)(hole - text)));
		ar_buf_add(&line, ar_slice_of(*arg++));
		text = hole + 2;
	}
	ar_buf_addf(&line, "%s [%s]", text, messages[say->msg].code);
	put_line(&line);
}

void
ar_diag_say(struct ar_diag *d, const struct ar_say *say)
{
	d->said[messages[say->msg].status] = true;
	print(d, say);
}

void
ar_diag_refuse(struct ar_diag *d, const struct ar_say *say)
{
	d->said[messages[say->msg].status] = true;
	d->refused_by[say->msg]++;
	d->last = (struct ar_say){say->msg, say->at, say->column, {0}};
	if (d->refused++ < d->limit)
		print(d, say);
}

const struct ar_say *
ar_diag_last(const struct ar_diag *d)
{
	return &d->last;
}

void
ar_diag_recall(struct ar_diag *d, const struct ar_say *last)
{
	d->last = *last;
}

uint64_t
ar_diag_refused(const struct ar_diag *d)
{
	return d->refused;
}

void
ar_diag_verdict_with(const struct ar_diag *d, uint64_t records,
    const char *end)
{
	struct ar_buf line = {0};
	const char *between = "";

	if (d->refused == 0 || d->hushed)
		return;
	ar_buf_addf(&line, "%s: %llu of %llu records refused (", d->tool,
	    (unsigned long long)d->refused, (unsigned long long)records);
	for (size_t i = 0; i < AR_M_COUNT; i++) {
		if (d->refused_by[i] == 0)
			continue;
		ar_buf_addf(&line, "%s%llu %s", between,
		    (unsigned long long)d->refused_by[i], messages[i].code);
		between = ", ";
	}
	ar_buf_addf(&line, "); %s", end);
	put_line(&line);
}

void
ar_diag_verdict(const struct ar_diag *d, uint64_t records,
    const char *rejects)
{
	struct ar_buf end = {0};

	if (rejects == NULL)
		ar_buf_addf(&end, "no report written, "
		    "--rejects=FILE goes on without them");
	else if (rejects[0] == '\0')
		ar_buf_addf(&end, "no report written");
	else
		ar_buf_addf(&end, "they are in %s", rejects);
	ar_buf_add(&end, AR_S("\0"));
	ar_diag_verdict_with(d, records, end.p);
	ar_buf_free(&end);
}

void
ar_diag_note(const struct ar_diag *d, const char *text)
{
	struct ar_buf line = {0};

	ar_buf_addf(&line, "%s: %s", d->tool, text);
	put_line(&line);
}

void
ar_diag_plain(const struct ar_diag *d, const char *text)
{
	struct ar_buf lines = {0};

	(void)d;
	ar_buf_add(&lines, ar_slice_of(text));
	put_line(&lines);
}

enum ar_exit
ar_diag_status(const struct ar_diag *d)
{
	static const enum ar_exit order[] = {
		AR_EXIT_IO, AR_EXIT_USAGE, AR_EXIT_DATA, AR_EXIT_BUSY,
		AR_EXIT_ALERT,
	};

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (d->said[order[i]])
			return order[i];
	return AR_EXIT_OK;
}
