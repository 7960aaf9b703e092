/*
 * libar/recoveryin.h
 * Purpose: a file of ages and shares becomes a table of recovery.
 */
#ifndef AR_RECOVERYIN_H
#define AR_RECOVERYIN_H

#include "libar/diag.h"
#include "libar/recovery.h"

/*
 * Read the columns days and share.  AR_ESTOP after messages if a row is
 * refused, or there is none.  The caller frees point, also after a failure.
 */
AR_MUST int ar_recovery_load(struct ar_recovery *, const char *path,
    struct ar_diag *);

#endif
