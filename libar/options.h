/*
 * libar/options.h
 * Purpose: values of the options that tools share.
 */
#ifndef AR_OPTIONS_H
#define AR_OPTIONS_H

#include "libar/common.h"

/*
 * Take one option by its enum ar_option_id.  AR_EDATA: the value is not
 * valid, and *want says what is.
 */
AR_MUST int ar_common_set(struct ar_common *, int id, const char *value,
    const char **want, struct ar_diag *);

/* The name of a file, which is borrowed; AR_EDATA if it is empty. */
AR_MUST int ar_file_parse(const char **file, const char *value,
    const char **want);

/* A whole number from least to most. */
AR_MUST int ar_number_parse(int64_t *, struct ar_slice text, int64_t least,
    int64_t most);

#endif
