/*
 * libar/viewpara.h
 * Purpose: a grid whose lines are paragraphs, for a narrow terminal.
 */
#ifndef AR_VIEWPARA_H
#define AR_VIEWPARA_H

#include "libar/viewgrid.h"

/*
 * Append a paragraph for each line, each cell behind its heading, without
 * shares and bars.  Texts are cut to the width; nothing else is.  Between
 * ar_ruler_begin() and its end.
 */
void ar_view_paragraphs(struct ar_buf *into, const struct ar_grid *,
    const struct ar_grid_marks *, size_t width);

#endif
