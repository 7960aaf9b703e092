/*
 * libar/importnote.h
 * Purpose: what was found out about a foreign file, for -v.
 */
#ifndef AR_IMPORTNOTE_H
#define AR_IMPORTNOTE_H

#include "libar/importcell.h"

/* Two lines: how the file is written, and what was done to it. */
void ar_import_note(const struct ar_import_file *, const struct ar_dialect *,
    const struct ar_import_counts *, const struct ar_diag *);

#endif
