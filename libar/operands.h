/*
 * libar/operands.h
 * Purpose: that no file is given twice, or read and written at once.
 */
#ifndef AR_OPERANDS_H
#define AR_OPERANDS_H

#include "libar/common.h"

/*
 * Regular files that are read must differ from each other, from stdout, and
 * from --rejects and --control; the files that are written must differ among
 * themselves.  --output may name an operand, which is replaced at the end,
 * and no side file.
 * other: one more side file that the tool reads, or NULL.  AR_ESTOP after a
 * message.  A file that cannot be looked at is left to whoever opens it.
 */
AR_MUST int ar_operands_check(const struct ar_common *, const char *other,
    struct ar_diag *);

#endif
