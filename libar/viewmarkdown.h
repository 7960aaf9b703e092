/*
 * libar/viewmarkdown.h
 * Purpose: a page as tables of Markdown, in the dialect of GitHub.
 */
#ifndef AR_VIEWMARKDOWN_H
#define AR_VIEWMARKDOWN_H

#include "libar/viewpage.h"

void ar_view_markdown(struct ar_buf *into, const struct ar_view_page *);

#endif
