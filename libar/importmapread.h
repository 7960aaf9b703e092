/*
 * libar/importmapread.h
 * Purpose: maps out of files and texts, line by line.
 *
 * The form is that of ar-import(5).
 */
#ifndef AR_IMPORTMAPREAD_H
#define AR_IMPORTMAPREAD_H

#include "libar/importmap.h"

/* AR_ESTOP after a message that names the line. */
AR_MUST int ar_import_map_read(struct ar_import_map *, const char *path,
    struct ar_diag *);

/* The same of a text, which messages call by the name. */
AR_MUST int ar_import_map_text(struct ar_import_map *, struct ar_slice text,
    const char *name, struct ar_diag *);

/* The stream that a map's text says it is for. */
struct ar_slice ar_import_map_stream(struct ar_slice text);

#endif
