/*
 * libar/pass.h
 * Purpose: rows passed on as they came, with columns of ours added.
 *
 * A column that the input already has is replaced in its place; the others
 * follow behind the input's.  All other bytes of a row stay as they are.
 */
#ifndef AR_PASS_H
#define AR_PASS_H

#include "libar/report.h"
#include "libar/row.h"

enum { AR_PASS_MAX = 16 };

struct ar_pass {
	const struct ar_heading *added;
	size_t nadded;
	struct ar_header header;                /* of the first operand */
	ptrdiff_t *replaces;                    /* per field: added, or -1 */
	bool in_place[AR_PASS_MAX];
	struct ar_arena arena;
};

/* {0}-filled before; frees with ar_pass_release(). */
void ar_pass_init(struct ar_pass *, const struct ar_heading *added,
    size_t n);
void ar_pass_release(struct ar_pass *);

/*
 * The columns of the first operand's header become those of the report; a
 * later one must have the same columns, else AR_ESTOP after a message.
 */
AR_MUST int ar_pass_header(struct ar_pass *, struct ar_report *,
    const struct ar_header *, struct ar_diag *);

/* Write the cells of a row, with one text for each added column. */
void ar_pass_row(const struct ar_pass *, struct ar_out *,
    const struct ar_row *, const struct ar_slice *cell);

/* A row that was in no file: texts by column name, the rest empty. */
struct ar_pass_made {
	const char *name;
	struct ar_slice text;
};

void ar_pass_make(const struct ar_pass *, struct ar_out *,
    const struct ar_pass_made *, size_t n, const struct ar_slice *cell);

#endif
