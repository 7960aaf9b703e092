/*
 * libar/importsystem.h
 * Purpose: which known system wrote a file, told by its header alone.
 *
 * A system may write several reports, each with a map of its own that is named
 * SYSTEM.REPORT.  A map knows a header that has its required columns and the
 * headers that it is known by.
 */
#ifndef AR_IMPORTSYSTEM_H
#define AR_IMPORTSYSTEM_H

#include "libar/importfile.h"

/* Whether there is such a system, or a map of this name. */
bool ar_import_system_is(struct ar_slice name);

/* The text of a map; n == 0 if there is none of the name. */
struct ar_slice ar_import_system_text(struct ar_slice name);

/* Append the names of all maps, a line each. */
void ar_import_system_names(struct ar_buf *);

/*
 * Choose the map of the begun file: of this system or map, or where it is
 * NULL of any; *map is that of the plain columns, and stays so if they are
 * what the header has, or if no system knows it.  *name: of the map that was
 * chosen, NULL for the plain one.  AR_ESTOP after a message: several systems
 * know the header, or the one that was named does not.
 */
AR_MUST int ar_import_system_choose(struct ar_import_map *,
    const struct ar_import_begun *, const struct ar_import_options *,
    const char *from, const char **name, struct ar_diag *);

#endif
