/*
 * libar/viewxlsx.h
 * Purpose: a page as a workbook with typed cells, a sheet for each currency.
 *
 * Ids are texts, dates are dates, amounts are numbers.  A workbook holds
 * numbers as binary fractions of 15 digits, so that a longer one is written
 * as text: nothing is changed on the way.  The same page gives the same
 * bytes.
 */
#ifndef AR_VIEWXLSX_H
#define AR_VIEWXLSX_H

#include "libar/viewpage.h"

/* Append the file.  AR_ESTOP or AR_EDATA after a message. */
AR_MUST int ar_view_xlsx(struct ar_buf *into, const struct ar_view_page *,
    struct ar_diag *);

#endif
