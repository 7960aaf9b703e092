/*
 * libar/clue.c
 * Purpose: which of several ways of writing a file uses, cell by cell.
 */
#include "libar/clue.h"

int
ar_clue_see(struct ar_clue *clue, const struct ar_clue_cell *cell,
    bool (*agrees)(const void *value, unsigned ways), const void *value,
    struct ar_arena *arena)
{
	unsigned left = clue->possible & cell->ways;

	if (clue->given || cell->ways == 0)
		return AR_OK;
	if (left == 0)
		return AR_EDATA;
	if (left != clue->possible) {
		clue->possible = left;
		clue->proof = cell->at;
	}
	if (clue->open || agrees(value, left))
		return AR_OK;
	clue->open = true;
	clue->open_at = cell->at;
	clue->open_column = cell->column;
	clue->open_text = ar_arena_copy(arena, cell->text);
	return AR_OK;
}

bool
ar_clue_is_open(const struct ar_clue *clue)
{
	return clue->open && !clue->given &&
	    (clue->possible & (clue->possible - 1)) != 0;
}
