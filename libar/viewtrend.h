/*
 * libar/viewtrend.h
 * Purpose: how a figure developed over the days of a block, as a line.
 */
#ifndef AR_VIEWTREND_H
#define AR_VIEWTREND_H

#include "libar/viewpage.h"

/*
 * Append a figure with an SVG line, a point for each day of the block: the
 * DSO or the index where a day has one row, else the sum of the total or of
 * the receivables.  Nothing where the rows are of one day, or fewer than two
 * have the figure.
 */
void ar_view_trend(struct ar_buf *into, const struct ar_view_page *,
    const struct ar_view_block *);

#endif
