/*
 * libar/utf8.h
 * Purpose: strict UTF-8, and which characters would deceive a reader.
 */
#ifndef AR_UTF8_H
#define AR_UTF8_H

#include <stdint.h>

#include "libar/slice.h"

/*
 * Take one character off the front of *rest: its code point, or -1 for a byte
 * that begins no strict UTF-8 sequence (overlong forms, surrogates and values
 * above U+10FFFF are none); then that one byte is taken.  rest->n > 0.
 */
int32_t ar_utf8_take(struct ar_slice *rest);

bool ar_utf8_valid(struct ar_slice);

/*
 * Whether a character is invisible, moves other text or looks like a space
 * without being one: controls, bidi and zero-width characters, odd blanks.
 */
bool ar_utf8_deceives(int32_t code_point);

#endif
