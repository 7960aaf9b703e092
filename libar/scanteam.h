/*
 * libar/scanteam.h
 * Purpose: the rows of a large file, read by several threads at once.
 *
 * The file is cut into chunks of whole records.  Each thread takes the next
 * chunk and reads it with what a scan has, all of its own; in the end what
 * they have is merged, and the order of merging cannot show.  Nothing is ever
 * said here: as soon as anything would be, because a row is refused or the
 * file cannot be cut, all is forgotten and the rows are to be read in turn,
 * as if nobody had looked.
 */
#ifndef AR_SCANTEAM_H
#define AR_SCANTEAM_H

#include "libar/scanrows.h"

/*
 * AR_ITEM: all rows of the table are taken.  AR_OK: none is; read them, with
 * gzip unpacked by a thread of its own.
 */
AR_MUST int ar_scan_team(struct ar_scan_rows *, struct ar_table *);

#endif
