/*
 * libar/viewexcel.h
 * Purpose: a page as CSV that is opened by a double click.
 *
 * A byte order mark, CR and LF, the marks of the reader's country.  A text
 * that a spreadsheet would compute gets an apostrophe in front: it is data no
 * more, which is why no other format does that.
 */
#ifndef AR_VIEWEXCEL_H
#define AR_VIEWEXCEL_H

#include "libar/viewpage.h"

enum ar_view_locale { AR_LOCALE_US, AR_LOCALE_EU };

/* *guarded: cells that got an apostrophe. */
void ar_view_excel(struct ar_buf *into, uint64_t *guarded,
    const struct ar_view_page *, enum ar_view_locale);

/* Whether a spreadsheet would take the text for a formula. */
bool ar_view_is_formula(struct ar_slice text);

#endif
