/*
 * libar/escape.h
 * Purpose: text as HTML and XML take it.
 */
#ifndef AR_ESCAPE_H
#define AR_ESCAPE_H

#include "libar/mem.h"

/* Append the text: fit for an element and for an attribute in quotes. */
void ar_escape_html(struct ar_buf *into, struct ar_slice text);

#endif
