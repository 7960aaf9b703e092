/*
 * libar/importmapline.h
 * Purpose: one line of a map, NAME = VALUE, and lists of alternatives.
 *
 * Slices are views of the line's text; what a map keeps is copied into its
 * arena.
 */
#ifndef AR_IMPORTMAPLINE_H
#define AR_IMPORTMAPLINE_H

#include "libar/importmap.h"

struct ar_map_line {
	struct ar_import_map *map;
	struct ar_slice key, value;
	struct ar_where at;
	struct ar_diag *diag;
};

/*
 * Set key and value.  AR_ITEM: they are there.  AR_OK: the text is empty or a
 * comment.  AR_EDATA: it has no '=', and all of it is the value.
 */
AR_MUST int ar_map_line_split(struct ar_map_line *, struct ar_slice text);

/* AR_ESTOP after a message: why, and of what. */
AR_MUST int ar_map_refuse(const struct ar_map_line *, const char *why,
    struct ar_slice what);

/* The same, with the column that the name is most like. */
AR_MUST int ar_map_refuse_name(const struct ar_map_line *, const char *why,
    struct ar_slice name);

/* Take the next of "A | B"; one in quotes keeps its blanks and bars. */
struct ar_slice ar_alternative_take(struct ar_slice *rest);

/* Add all of "A | B" to a list of the line's map. */
void ar_map_line_list(const struct ar_map_line *, struct ar_alternatives *,
    struct ar_slice value);

/* "#15": *number is that of the field above the header. */
bool ar_map_line_field(size_t *number, struct ar_slice text);

/* "A | B | -": whether the header may have none of them; drops the "-". */
bool ar_alternatives_take_none(struct ar_alternatives *);

/* *i: the number of the text among n names; false: it is none. */
bool ar_map_line_name(size_t *i, const char *const *names, size_t n,
    struct ar_slice text);

/*
 * The number of a word of a column as enum ar_kind and its like have it; 0:
 * the column, which may be -1, has no such word.
 */
uint8_t ar_map_line_word(const struct ar_map_line *, ptrdiff_t column,
    struct ar_slice word);

#endif
