/*
 * libar/import.h
 * Purpose: foreign files into one canonical stream.
 *
 * Bytes become rows, rows records, records documents, documents rows.  Rows
 * wait, in at most 64 MiB, while a cell among them may still be read in more
 * than one way; else they go out as they are read.
 */
#ifndef AR_IMPORT_H
#define AR_IMPORT_H

#include "libar/common.h"
#include "libar/importfile.h"

/*
 * Read the operands and write the rows to out, which stays the caller's.
 * AR_OK: all is well.  AR_EDATA: records were refused without --rejects.
 * AR_ESTOP: the run is over.  Messages were said.
 */
AR_MUST int ar_import_run(const struct ar_import_options *,
    const struct ar_common *, struct ar_out *out, struct ar_tie *,
    struct ar_diag *);

#endif
