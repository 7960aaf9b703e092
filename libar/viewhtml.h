/*
 * libar/viewhtml.h
 * Purpose: a page as one file of HTML: no script, no link to the outside.
 */
#ifndef AR_VIEWHTML_H
#define AR_VIEWHTML_H

#include "libar/viewpage.h"

void ar_view_html(struct ar_buf *into, const struct ar_view_page *);

/* Append the text of a cell, escaped, and apart from what is beside it. */
void ar_view_html_cell(struct ar_buf *into, const struct ar_view_line *,
    size_t column);

/* Append the caption of a block, or of the page (NULL), escaped. */
void ar_view_html_caption(struct ar_buf *into, const struct ar_view_page *,
    const struct ar_view_block *);

/* Append a heading, escaped. */
void ar_view_html_heading(struct ar_buf *into, const struct ar_view_column *);

/* Append the buckets' shares in words: "current 6.3 %, 1-30 93.7 %". */
void ar_view_html_shares(struct ar_buf *into, const struct ar_view_line *);

#endif
