/*
 * libar/operands.h
 * Purpose: that no file is given twice, or read and written at once.
 */
#ifndef AR_OPERANDS_H
#define AR_OPERANDS_H

#include "libar/common.h"

/* Files of a tool's own options; NULL where one is not given. */
enum { AR_MORE_READ = 8, AR_MORE_WRITTEN = 2 };

struct ar_more_files {
	const char *read[AR_MORE_READ], *written[AR_MORE_WRITTEN];
};

/*
 * Regular files that are read must differ from each other, from stdout, and
 * from --rejects and --control; the files that are written must differ among
 * themselves.  --output may name an operand, which is replaced at the end,
 * and no side file.
 * more: what else the tool reads and writes, or NULL.  AR_ESTOP after a
 * message.  A file that cannot be looked at is left to whoever opens it.
 */
AR_MUST int ar_operands_check(const struct ar_common *,
    const struct ar_more_files *more, struct ar_diag *);

#endif
