/*
 * libar/diag.h
 * Purpose: every message that a tool can say, said in one form.
 *
 *	TOOL: FILE:LINE:COLUMN: what is wrong 'value'; remedy [code]
 *
 * The messages are one table (libar/messages.h), so that a code, its text and
 * the exit status it leads to stand beside each other, and ar(7) can be
 * checked against them.  Only this module writes to stderr.  It never ends
 * the program: ar_diag_status() says at the end what the exit status is.
 */
#ifndef AR_DIAG_H
#define AR_DIAG_H

#include <stdint.h>

#include "libar/err.h"
#include "libar/slice.h"

/* Exit status of the whole family, ar(7). */
enum ar_exit {
	AR_EXIT_OK = 0,
	AR_EXIT_DATA = 1,
	AR_EXIT_USAGE = 2,
	AR_EXIT_IO = 3,
	AR_EXIT_ALERT = 4,
	AR_EXIT_BUSY = 5
};

enum ar_msg {
#define AR_MESSAGE(name, code, status, text) AR_M_##name,
#include "libar/messages.h"
#undef AR_MESSAGE
	AR_M_COUNT
};

/* file: from ar_diag_file(), 0 for none.  line: physical, 0 for none. */
struct ar_where {
	uint32_t file;
	uint64_t line;
};

/* One thing to say.  Each %s of the message takes the next arg. */
struct ar_say {
	enum ar_msg msg;
	struct ar_where at;
	struct ar_slice column;         /* p NULL or n 0: no column */
	const char *arg[6];
};

/* A value made fit for a message: in quotes, cut at 40 bytes, escaped. */
struct ar_quoted {
	char s[40 * 10 + 8];
};

struct ar_diag;

/* tool is borrowed for the diag's life.  The caller frees. */
struct ar_diag *ar_diag_new(const char *tool);
void ar_diag_free(struct ar_diag *);

/* At most so many refused records are shown one by one; 20 at first. */
void ar_diag_limit(struct ar_diag *, uint64_t shown);

/* From now on nothing is said, for a look ahead that decides nothing. */
void ar_diag_hush(struct ar_diag *);

/* Number by which messages name this file; "-" is shown as stdin. */
uint32_t ar_diag_file(struct ar_diag *, const char *path);

/* The file as messages show it, escaped; owned by the diag.  "" for 0. */
const char *ar_diag_file_name(const struct ar_diag *, uint32_t file);

/* Say it, and remember its exit status. */
void ar_diag_say(struct ar_diag *, const struct ar_say *);

/* Say that a record is refused: shown up to the limit, always counted. */
void ar_diag_refuse(struct ar_diag *, const struct ar_say *);

uint64_t ar_diag_refused(const struct ar_diag *);

/* The refusal that was said last; its args are gone. */
const struct ar_say *ar_diag_last(const struct ar_diag *);

/* Again the one that was said last, after others came between. */
void ar_diag_recall(struct ar_diag *, const struct ar_say *);

/*
 * One closing line with counts by code if any record was refused.
 * records: how many were read.  rejects: where they went; NULL: nowhere,
 * but --rejects would help; "": nothing would.
 */
void ar_diag_verdict(const struct ar_diag *, uint64_t records,
    const char *rejects);

/* The same with other words at its end. */
void ar_diag_verdict_with(const struct ar_diag *, uint64_t records,
    const char *end);

/* A line for -v, without code: "TOOL: text". */
void ar_diag_note(const struct ar_diag *, const char *text);

/* Lines as they are. */
void ar_diag_plain(const struct ar_diag *, const char *text);

/* The exit status that follows from all that was said. */
enum ar_exit ar_diag_status(const struct ar_diag *);

const char *ar_msg_code(enum ar_msg);
const char *ar_msg_text(enum ar_msg);
enum ar_exit ar_msg_status(enum ar_msg);

const char *ar_quote(struct ar_quoted *, struct ar_slice value);

/* The same without the quotes, for names in a list. */
const char *ar_unquoted(struct ar_quoted *, struct ar_slice name);

#endif
