/*
 * libar/ruler.h
 * Purpose: how many cells of a terminal a text takes.
 *
 * A cell is also one letter of a font in which all are as wide.  Widths are
 * those of the C library for Unicode, whatever the locale of the process is:
 * cron has none.  Between begin and end the calling thread works under a
 * locale for UTF-8, as libsmartcols needs it too; widths are asked for in
 * between only.  What has no width, as a control character, counts as one.
 */
#ifndef AR_RULER_H
#define AR_RULER_H

#include <locale.h>

#include "libar/mem.h"

struct ar_ruler {
	locale_t utf8, before;
};

void ar_ruler_begin(struct ar_ruler *);
void ar_ruler_end(struct ar_ruler *);

size_t ar_ruler_width(struct ar_slice);

/*
 * Append the text if it fits into so many cells, else as much of it as fits
 * with `more` behind it, which is one cell wide.  A mark stays with the
 * letter that it stands on.  What has no width is ?.
 */
void ar_ruler_cut(struct ar_buf *into, struct ar_slice text, size_t width,
    struct ar_slice more);

#endif
