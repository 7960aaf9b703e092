/*
 * libar/escape.h
 * Purpose: a value made inert for the kind of document that it goes into.
 *
 * In every kind, control characters and those that turn the direction of the
 * text around them become '?': nothing that a customer is called moves a
 * cursor, rings a bell or hides what follows.  Line ends and tabs stay, but
 * in roff, where a line end would begin a request.
 */
#ifndef AR_ESCAPE_H
#define AR_ESCAPE_H

#include "libar/mem.h"

enum ar_escape {
	AR_ESCAPE_NONE, AR_ESCAPE_HTML, AR_ESCAPE_XML, AR_ESCAPE_ROFF
};

/* Append the value, which is UTF-8. */
void ar_escape_add(struct ar_buf *, enum ar_escape, struct ar_slice value);

#endif
