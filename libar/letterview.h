/*
 * libar/letterview.h
 * Purpose: what stands behind a value of a document; for libar/letter*.c.
 */
#ifndef AR_LETTERVIEW_H
#define AR_LETTERVIEW_H

#include "libar/letterdata.h"

enum ar_view_of {
	AR_VIEW_DOC, AR_VIEW_ROW, AR_VIEW_GROUP, AR_VIEW_CELL,
	AR_VIEW_WORDS, AR_VIEW_LINES, AR_VIEW_LEFT, AR_VIEW_RIGHT,
	AR_VIEW_ROWS, AR_VIEW_BY, AR_VIEW_SUM
};

struct ar_letter_set {
	const struct ar_letter_row **row;
	size_t n;
};

struct ar_letter_view {
	enum ar_view_of what;
	const struct ar_letter_row *row;        /* of a group: its first */
	struct ar_letter_set rows;              /* of DOC, GROUP, ROWS, ... */
	size_t place, of;                       /* in the list it is from */
	struct ar_slice name, raw;              /* of CELL, WORDS, LINES */
	enum ar_cell_kind kind;
	struct ar_slice *key;                   /* of BY: columns, nkeys */
	size_t nkeys;
	struct ar_letter_set *group;            /* of BY */
};

/* In the arena of the document. */
struct ar_letter_view *ar_letter_view(struct ar_letterdata *,
    enum ar_view_of, const struct ar_letter_row *);

static inline struct ar_value
ar_letter_value(enum ar_value_kind kind, const struct ar_letter_view *v,
    size_t n)
{
	return (struct ar_value){kind, AR_S(""), v, n};
}

/* A column of the row, of a document also a constant. */
struct ar_value ar_lettercell_get(struct ar_letterdata *,
    const struct ar_letter_view *of, struct ar_slice name);

/* A text of ours, which can be asked what a cell can. */
struct ar_value ar_lettercell_text(struct ar_letterdata *, struct ar_slice);

/* The text of a cell in so many columns, as its member says. */
struct ar_value ar_lettercell_pad(struct ar_letterdata *,
    const struct ar_letter_view *, struct ar_slice columns);

/* What a cell is asked, or one of the views that come of it. */
struct ar_value ar_lettercell_member(struct ar_letterdata *,
    const struct ar_letter_view *cell, struct ar_slice name);
struct ar_slice ar_lettercell_line(const struct ar_letter_view *,
    size_t number);

/* Refuse the document for a cell of a row, once. */
void ar_letterdata_refuse(struct ar_letterdata *,
    const struct ar_letter_row *, enum ar_msg, struct ar_slice column,
    struct ar_slice text);

/* The amount of a cell in minor units; false: refused. */
bool ar_lettercell_money(struct ar_letterdata *,
    const struct ar_letter_view *cell, int64_t *minor);

struct ar_ccy ar_lettercell_currency(const struct ar_letter_row *);

/* In the style of the document, and kept for it. */
struct ar_slice ar_lettercell_amount(struct ar_letterdata *, ar_sum minor,
    unsigned digits);
struct ar_slice ar_lettercell_day(struct ar_letterdata *, ar_day);

/* What the list of rows is asked, and what comes of that. */
struct ar_value ar_letterlist_member(struct ar_letterdata *,
    const struct ar_letter_view *, struct ar_slice name);
struct ar_value ar_letterlist_by(struct ar_letterdata *,
    const struct ar_letter_view *, struct ar_slice column);
struct ar_value ar_letterlist_sum(struct ar_letterdata *,
    const struct ar_letter_view *, struct ar_slice column);
struct ar_value ar_letterlist_item(struct ar_letterdata *,
    const struct ar_letter_view *, size_t number);

#endif
