/*
 * libar/importtitle.h
 * Purpose: the day of a report, which stands above its header.
 */
#ifndef AR_IMPORTTITLE_H
#define AR_IMPORTTITLE_H

#include "libar/importhead.h"

/* Take a line without its end, which is LF, CRLF or CR. */
struct ar_slice ar_import_title_take(struct ar_slice *rest);

/*
 * Find in the lines before the header the cell that begins with one of the
 * map's date-after, and read the date behind it.  AR_ESTOP after a message:
 * there is none, it cannot be read for certain, or there are two that differ.
 */
AR_MUST int ar_import_title_day(ar_day *, struct ar_slice before,
    const struct ar_import_head *, const struct ar_import_map *,
    struct ar_diag *);

#endif
