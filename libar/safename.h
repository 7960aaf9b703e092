/*
 * libar/safename.h
 * Purpose: any text as a part of a file's name.
 *
 * Letters, digits and '_' stay, '-' does but at the beginning, and '.' between
 * two of the former; all other bytes become %41 and the like, and an empty text
 * is '%'.  So no text leads to another folder, hides a file or looks like an
 * option, each can be read back, and each is a part of a Message-ID as well.
 * What would be longer than AR_SAFENAME_MAX is cut, and ends in "%%" and a
 * fingerprint of the whole.
 */
#ifndef AR_SAFENAME_H
#define AR_SAFENAME_H

#include "libar/mem.h"

enum { AR_SAFENAME_MAX = 120, AR_FINGERPRINT = 32 };

void ar_safename_add(struct ar_buf *, struct ar_slice text);

/* 128 bits of the text in hexadecimal; no NUL. */
void ar_fingerprint(char hex[AR_FINGERPRINT], struct ar_slice text);

#endif
