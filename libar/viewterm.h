/*
 * libar/viewterm.h
 * Purpose: a page as text in columns, as wide as a terminal.
 *
 * Only texts become narrower; then the bars go, then the shares, then each
 * row becomes a paragraph.  An amount, a date or an id is never cut.
 */
#ifndef AR_VIEWTERM_H
#define AR_VIEWTERM_H

#include "libar/viewpage.h"

struct ar_view_terminal {
	size_t width;           /* in cells; SIZE_MAX: no limit */
	bool ascii, colour;
};

void ar_view_table(struct ar_buf *into, const struct ar_view_page *,
    const struct ar_view_terminal *);

#endif
