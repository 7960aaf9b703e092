/*
 * libar/viewfit.h
 * Purpose: whether the sheets of a workbook can hold a page.
 */
#ifndef AR_VIEWFIT_H
#define AR_VIEWFIT_H

#include "libar/viewpage.h"

/* AR_EDATA after a message for each cell that is too long; AR_ESTOP. */
AR_MUST int ar_view_fits(const struct ar_view_page *, struct ar_diag *);

#endif
