/*
 * libar/mailbody.h
 * Purpose: the body of a mail in lines that every mailer carries unchanged.
 *
 * Plain ASCII in lines of at most 998 bytes goes as it is; anything else, and
 * a line of a single dot, is quoted-printable (RFC 2045).
 */
#ifndef AR_MAILBODY_H
#define AR_MAILBODY_H

#include "libar/mem.h"

/* The value of Content-Transfer-Encoding that the body needs. */
struct ar_slice ar_mailbody_encoding(struct ar_slice body);

/* Append the body in that encoding, with a line end behind it. */
void ar_mailbody_add(struct ar_buf *, struct ar_slice body);

#endif
