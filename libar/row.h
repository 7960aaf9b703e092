/*
 * libar/row.h
 * Purpose: one record as it came, split into fields; a header.
 *
 * Rows and headers are views: the bytes belong to whoever handed them out.
 */
#ifndef AR_ROW_H
#define AR_ROW_H

#include "libar/diag.h"
#include "libar/masks.h"
#include "libar/mem.h"

enum { AR_COLUMNS_MAX = 4096, AR_RECORD_MAX = 1024 * 1024 };

/* What a run that failed writes behind its rows. */
#define AR_ROW_INCOMPLETE "#ar-error: incomplete"

struct ar_row {
	const char *base;       /* field i is base[cut[i]] .. base[cut[i+1]-1) */
	const uint32_t *cut;    /* n + 1 offsets, not from 0 */
	uint32_t n;
	bool many_lines;        /* a quoted field may hold a line break */
	bool quoted;            /* a field may stand there in its quotes */
	bool is_text;           /* known to be UTF-8 without NUL */
	struct ar_slice raw;    /* as it came, without its line end */
	struct ar_where at;
};

struct ar_header {
	struct ar_where at;
	size_t n;
	struct ar_slice *name;  /* n of them, unquoted */
	struct ar_slice raw;
};

/* The byte behind a field is always there to be looked at. */
static inline struct ar_slice
ar_row_get(const struct ar_row *row, uint32_t field)
{
	const char *p = row->base + row->cut[field];
	size_t n = row->cut[field + 1] - 1 - row->cut[field];

	return row->quoted && *p == '"' ? ar_slice(p + 1, n - 2) :
	    ar_slice(p, n);
}

/* A copy of the row, and of all that it views, in the arena. */
struct ar_row ar_row_copy(struct ar_arena *, const struct ar_row *);

/* The row as a header, copied into the arena. */
struct ar_header ar_header_copy(struct ar_arena *, const struct ar_row *);

/* A copy of a header and of all that it views, in the arena. */
struct ar_header ar_header_clone(struct ar_arena *,
    const struct ar_header *);

/* Whether the record, as wide as the header, repeats it from there on. */
bool ar_header_repeats_from(const struct ar_header *, const struct ar_row *,
    uint32_t from);

/* Whether it repeats all of it, as behind `cat a.csv b.csv`. */
static inline bool
ar_header_repeats(const struct ar_header *h, const struct ar_row *row)
{
	return row->n == h->n && row->n > 0 &&
	    ar_slice_eq(h->name[0], ar_row_get(row, 0)) &&
	    ar_header_repeats_from(h, row, 1);
}

/*
 * Number of the column of this name, compared without blanks at its ends,
 * without ASCII case, and with ' ', '-' and '_' the same; -1 if there is
 * none.  *twice (may be NULL) tells that a second one has that name.
 */
ptrdiff_t ar_header_find(const struct ar_header *, struct ar_slice name,
    bool *twice);

/* Two names that ar_header_find() takes for the same. */
bool ar_name_eq(struct ar_slice, struct ar_slice);

/* Whether it is one of the names, which have a blank between them. */
bool ar_name_among(const char *names, struct ar_slice name);

/* Whether both have these same names in the same order. */
bool ar_header_same(const struct ar_header *, const struct ar_header *);

/*
 * The name among the header's that is most like the wanted one, for a hint;
 * n == 0 if none is near.
 */
struct ar_slice ar_header_near(const struct ar_header *, struct ar_slice name);

/* Edits that turn one text into the other, ASCII case aside, at most 99. */
unsigned ar_name_distance(struct ar_slice, struct ar_slice);

/*
 * Whether the field looks like the rest of one record, whole records, and
 * the beginning of another: what a pair of stray quotes makes of them.  Its
 * first line then has just the delimiters that the record still lacked, and
 * its last line those up to the same column.
 */
bool ar_row_swallows(const struct ar_row *, uint32_t field, char delimiter);

/*
 * Take one field as it came, quotes included, off the front of a record that
 * strict reading has accepted.  At the end rest->p is one past the record.
 */
struct ar_slice ar_raw_take(struct ar_slice *rest, char delimiter);

/* Take n fields so, found by these masks where none is in quotes. */
void ar_raw_split(struct ar_slice record, char delimiter, ar_masks,
    struct ar_slice *field, size_t n);

#endif
