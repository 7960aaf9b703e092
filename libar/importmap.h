/*
 * libar/importmap.h
 * Purpose: what stands where in a foreign file, and what its words mean.
 *
 * A map is filled from a map file, see ar-import(5), and from options, which
 * win.  It never looks at data.
 */
#ifndef AR_IMPORTMAP_H
#define AR_IMPORTMAP_H

#include "libar/dateformat.h"
#include "libar/importstream.h"
#include "libar/pattern.h"

/* A foreign word for a word of a column. */
struct ar_map_word {
	size_t column;
	uint8_t word;           /* as enum ar_kind and its like number them */
	struct ar_slice text;
};

enum ar_map_from { AR_MAP_NONE, AR_MAP_FILE, AR_MAP_OPTION };

struct ar_import_map {
	const struct ar_import_stream *stream;
	struct ar_alternatives header[AR_COLUMNS_KNOWN];
	enum ar_map_from from[AR_COLUMNS_KNOWN];        /* of header */
	struct ar_map_word *word;
	size_t nwords;
	struct ar_alternatives total, footer, skip, no_date;
	uint64_t sum, strip;            /* bits of columns */
	bool total_required, group, blank_balance, by_kind;
	struct ar_date_format dates;
	char decimal;                   /* '.' or ',', 0: not said */
	struct ar_arena arena;
};

/* {0}-filled before.  Frees with ar_import_map_release(). */
void ar_import_map_init(struct ar_import_map *,
    const struct ar_import_stream *);
void ar_import_map_release(struct ar_import_map *);

/* AR_ESTOP after a message that names the line. */
AR_MUST int ar_import_map_read(struct ar_import_map *, const char *path,
    struct ar_diag *);

/* "NAME=HEADER" of --map; text is borrowed.  AR_ESTOP after a message. */
AR_MUST int ar_import_map_option(struct ar_import_map *, const char *text,
    struct ar_diag *);

/* "as-is" or "by-kind", "." or ",": AR_EDATA for anything else. */
AR_MUST int ar_import_sign_parse(bool *by_kind, struct ar_slice);
AR_MUST int ar_import_decimal_parse(char *decimal, struct ar_slice);

/*
 * Field of a column in a header: the first of its alternatives that is
 * there, else, without --map, the column's own name.  -1: none.
 */
ptrdiff_t ar_import_field(const struct ar_import_map *, size_t column,
    const struct ar_header *);

#endif
