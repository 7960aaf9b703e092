/*
 * libar/shown.h
 * Purpose: a cell as people may see it.
 *
 * Text that came from elsewhere must not drive a terminal, nor hide or turn
 * round its neighbours.  What is shown is UTF-8 without control characters,
 * marks of direction, blanks that only look like one, and code points that no
 * document may hold.
 */
#ifndef AR_SHOWN_H
#define AR_SHOWN_H

#include <stdint.h>

#include "libar/mem.h"

/*
 * Append the text, which is UTF-8: line breaks, tabs and odd blanks are
 * blanks, an escape is ^[, and other characters that deceive are ?.  Joiners
 * of scripts and emoji stay, and so does the wide blank of Japanese.
 */
void ar_shown(struct ar_buf *into, struct ar_slice text);

/* Append digits with the mark between groups of three. */
void ar_shown_digits(struct ar_buf *into, struct ar_slice digits,
    struct ar_slice mark);

/* Append a decimal number with commas between groups of three digits. */
void ar_shown_grouped(struct ar_buf *into, struct ar_slice number);

/*
 * Whether no document may hold the character: controls but tab, CR and LF,
 * and code points that are none.
 */
bool ar_shown_never(int32_t code_point);

#endif
