/*
 * libar/operands.h
 * Purpose: that no file is given twice, or read and written at once.
 */
#ifndef AR_OPERANDS_H
#define AR_OPERANDS_H

#include "libar/diag.h"

/*
 * Regular files among the operands must differ from each other, from stdout,
 * and from the side files (NULLs among them are passed over).  AR_ESTOP
 * after a message.  A file that cannot be looked at is left to whoever opens
 * it.
 */
AR_MUST int ar_operands_check(char *const *operand, size_t n,
    const char *const *side, size_t nsides, struct ar_diag *);

#endif
