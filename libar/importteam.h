/*
 * libar/importteam.h
 * Purpose: the rows of a large foreign file, read by several threads at once.
 *
 * Each thread reads chunks of whole records as if its chunk were the file,
 * with all of its own; what it has is then taken over in the order of the
 * chunks, so that rows, sums and numbers are those of reading in turn.  A
 * thread never says anything: where a row is refused, met before, a total or a
 * heading, or tells something of how the file is written, all of its chunk is
 * forgotten, and reading goes on in turn from there.
 */
#ifndef AR_IMPORTTEAM_H
#define AR_IMPORTTEAM_H

#include "libar/importtake.h"

/*
 * Read what can be read so of the present file, which may be nothing; the
 * table stands behind it.
 */
void ar_import_team(struct ar_import_run *);

#endif
