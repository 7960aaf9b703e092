/*
 * libar/clue.h
 * Purpose: which of several ways of writing a file uses, cell by cell.
 *
 * Every cell may be read in some of the ways; the file uses one, the same in
 * all cells.  A cell narrows what is possible, or stays open because those
 * ways that are left give it different meanings, or contradicts what earlier
 * cells have left.
 */
#ifndef AR_CLUE_H
#define AR_CLUE_H

#include "libar/diag.h"
#include "libar/mem.h"

struct ar_clue {
	unsigned possible;      /* bits of the ways that are left */
	bool given;             /* by the user: cells prove nothing */
	struct ar_where proof;  /* of the cell that narrowed it last */
	bool open;              /* a cell waits */
	struct ar_where open_at;
	struct ar_slice open_column, open_text; /* of the first such cell */
};

/* One cell: where it stands, and the ways in which it may be read. */
struct ar_clue_cell {
	unsigned ways;          /* 0: in none; it says nothing */
	struct ar_where at;
	struct ar_slice column, text;
};

/*
 * Take a cell in.  agrees tells whether all of the given ways mean the same.
 * AR_EDATA: the cell contradicts proof.  The text of an open cell is copied.
 */
AR_MUST int ar_clue_see(struct ar_clue *, const struct ar_clue_cell *,
    bool (*agrees)(const void *value, unsigned ways), const void *value,
    struct ar_arena *);

/* Cells wait, and more than one way is left. */
bool ar_clue_is_open(const struct ar_clue *);

#endif
