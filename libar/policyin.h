/*
 * libar/policyin.h
 * Purpose: a policy file becomes policies, and is printed as it is read.
 */
#ifndef AR_POLICYIN_H
#define AR_POLICYIN_H

#include "libar/out.h"
#include "libar/policy.h"

/*
 * Read the file, or the built-in policy std where path is NULL.  AR_ESTOP
 * after messages: nothing may be computed by it.  The caller releases, also
 * after a failure.
 */
AR_MUST int ar_policies_load(struct ar_policies *, const char *path,
    struct ar_diag *);

/* Header and rows, every default filled in. */
void ar_policies_print(struct ar_out *, const struct ar_policies *);

#endif
