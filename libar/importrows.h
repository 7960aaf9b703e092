/*
 * libar/importrows.h
 * Purpose: the rows of a foreign file, in turn.
 *
 * Rows are taken as they come, once it is known how the file writes dates and
 * amounts; until then they are held.
 */
#ifndef AR_IMPORTROWS_H
#define AR_IMPORTROWS_H

#include "libar/importtake.h"

/*
 * Read so many records at most.  AR_ITEM: there may be more.  AR_OK: the file
 * has ended.
 */
AR_MUST int ar_import_read_rows(struct ar_import_run *, uint64_t most);

/* Take the rows that are held; AR_ESTOP: end. */
AR_MUST int ar_import_release_rows(struct ar_import_run *);

#endif
