/*
 * libar/viewbook.h
 * Purpose: whether a workbook that was written is whole.
 *
 * The library that writes workbooks puts their parts into files in /tmp and
 * does not look whether that went well: on a full disk a part ends early,
 * and nobody is told.  So the archive is read again: each part must be a
 * document that is closed, and each sheet have the cells that were put in.
 */
#ifndef AR_VIEWBOOK_H
#define AR_VIEWBOOK_H

#include "libar/mem.h"

/*
 * cells: how many each sheet holds.  AR_EDATA, without a message, if a part
 * is missing or not whole.
 */
AR_MUST int ar_view_book_check(struct ar_slice file, const size_t *cells,
    size_t sheets);

#endif
