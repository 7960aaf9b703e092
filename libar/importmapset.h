/*
 * libar/importmapset.h
 * Purpose: the lines of a map that begin with the name of a setting.
 */
#ifndef AR_IMPORTMAPSET_H
#define AR_IMPORTMAPSET_H

#include "libar/importmapline.h"

/* *is: the key is a setting.  AR_ESTOP after a message: its value is not. */
AR_MUST int ar_map_line_set(struct ar_map_line *, bool *is);

#endif
