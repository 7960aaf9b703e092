/*
 * tests/fuzz/chance.h
 * Purpose: texts of chance, made of words and of pieces of other texts.
 *
 * The same seed gives the same texts, on every machine.
 */
#ifndef AR_CHANCE_H
#define AR_CHANCE_H

#include <stdint.h>

#include "libar/mem.h"

/* Where chance stands; begins at a seed. */
struct chance {
	uint64_t state;
};

/* What texts are made of; borrowed. */
struct chance_stock {
	const char *const *word;        /* the last one is NULL */
	const struct ar_buf *text;
	size_t texts;
};

/* 0 to n - 1; 0 where n is 0. */
size_t chance(struct chance *, size_t n);

/*
 * Append a text: words and pieces of texts one behind the other, or a text
 * with a few changes.  It is not much longer than most.
 */
void chance_text(struct chance *, const struct chance_stock *, size_t most,
    struct ar_buf *);

#endif
