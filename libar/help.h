/*
 * libar/help.h
 * Purpose: --help and --version, printed from the tool's own table.
 */
#ifndef AR_HELP_H
#define AR_HELP_H

#include "libar/diag.h"
#include "libar/tool.h"

/* To stdout, checked.  AR_ITEM, or AR_ESTOP after a message. */
AR_MUST int ar_help_print(const struct ar_tool *, bool version,
    struct ar_diag *);

/* The synopsis, to stderr. */
void ar_help_usage(const struct ar_tool *, const struct ar_diag *);

#endif
