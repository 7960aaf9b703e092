/*
 * libar/textwidth.h
 * Purpose: how many columns a text takes in letters of one width.
 *
 * Marks that stand above or below another letter take none, letters of East
 * Asia and pictures two, all others one.
 */
#ifndef AR_TEXTWIDTH_H
#define AR_TEXTWIDTH_H

#include "libar/slice.h"

size_t ar_text_width(struct ar_slice);

#endif
