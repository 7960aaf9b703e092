/*
 * libar/importmap.c
 * Purpose: what stands where in a foreign file, and what its words mean.
 */
#include "libar/importmap.h"

#include <stdlib.h>

const char *const ar_map_uses[AR_MAP_USES] = {
	[AR_MAP_PLUS] = "plus", [AR_MAP_MINUS] = "minus",
	[AR_MAP_TIMES] = "times", [AR_MAP_RUNNING] = "running",
	[AR_MAP_ELSE] = "else", [AR_MAP_CONTRA] = "contra"
};

void
ar_import_map_init(struct ar_import_map *map,
    const struct ar_import_stream *stream)
{
	*map = (struct ar_import_map){.stream = stream, .section = -1};
	for (size_t i = 0; i < stream->stream->n; i++)
		map->type[i] = ar_stream_type(stream->stream, i);
}

void
ar_import_map_release(struct ar_import_map *map)
{
	free(map->word);
	ar_arena_free(&map->arena);
}

int
ar_import_sign_parse(bool *by_kind, struct ar_slice text)
{
	*by_kind = ar_slice_eq(text, AR_S("by-kind"));
	return *by_kind || ar_slice_eq(text, AR_S("as-is")) ? AR_OK :
	    AR_EDATA;
}

int
ar_import_decimal_parse(char *decimal, struct ar_slice text)
{
	if (text.n != 1 || (text.p[0] != '.' && text.p[0] != ','))
		return AR_EDATA;
	*decimal = text.p[0];
	return AR_OK;
}

ptrdiff_t
ar_alternatives_field(const struct ar_alternatives *a,
    const struct ar_header *header)
{
	ptrdiff_t field = -1;

	for (size_t i = 0; i < a->n && field < 0; i++)
		field = ar_header_find(header, a->text[i], NULL);
	return field;
}

bool
ar_map_part_is_of(const struct ar_map_part *part, size_t column)
{
	return part->column == column && (part->use == AR_MAP_PLUS ||
	    part->use == AR_MAP_MINUS);
}

bool
ar_map_part_makes(const struct ar_map_part *part, size_t column)
{
	return ar_map_part_is_of(part, column) || (part->column == column &&
	    part->use == AR_MAP_TIMES);
}

bool
ar_import_map_knows(const struct ar_import_map *map,
    const struct ar_header *header)
{
	for (size_t i = 0; i < map->nknown; i++)
		if (ar_alternatives_field(&map->known[i], header) < 0)
			return false;
	return map->nknown > 0 &&
	    ar_alternatives_field(&map->strange, header) < 0;
}

/*
 * The map's other cells of a column go with the header that it had, but for the
 * balance that proves it.
 */
static void
drop_parts(struct ar_import_map *map, size_t column)
{
	size_t n = 0;

	for (size_t i = 0; i < map->nparts; i++)
		if (map->part[i].column != column ||
		    map->part[i].use == AR_MAP_RUNNING)
			map->part[n++] = map->part[i];
	map->nparts = n;
}

int
ar_import_map_option(struct ar_import_map *map, const char *text,
    struct ar_diag *diag)
{
	struct ar_slice rest = ar_slice_of(text);
	struct ar_slice name = ar_slice_trim(ar_slice_cut(&rest, '='));
	ptrdiff_t c = ar_import_column(map->stream, name);
	struct ar_slice near = ar_import_near(map->stream, name);
	struct ar_buf want = {0};
	struct ar_quoted q;

	if (c >= 0 && strchr(text, '=') != NULL &&
	    map->from[c] != AR_MAP_OPTION) {
		drop_parts(map, (size_t)c);
		map->from[c] = AR_MAP_OPTION;
		map->header[c] = (struct ar_alternatives){
		    ar_arena_alloc(&map->arena, sizeof rest),
		    ar_slice_trim(rest).n > 0};
		map->header[c].text[0] = rest;
		return AR_OK;
	}
	ar_buf_addf(&want, "NAME=HEADER, each NAME a column of ar-csv(5) "
	    "and named once");
	if (c < 0 && near.n > 0)
		ar_buf_addf(&want, "; near: '%.*s'", (int)near.n, near.p);
	ar_buf_add(&want, AR_S("\0"));
	ar_diag_say(diag, &(struct ar_say){AR_M_BAD_VALUE, {0}, {0},
	    {"--map", ar_quote(&q, ar_slice_of(text)), want.p}});
	ar_buf_free(&want);
	return AR_ESTOP;
}

ptrdiff_t
ar_import_field(const struct ar_import_map *map, size_t column,
    const struct ar_header *header)
{
	const struct ar_alternatives *a = &map->header[column];
	ptrdiff_t field = ar_alternatives_field(a, header);

	if (field < 0 && (map->from[column] == AR_MAP_NONE || (a->n > 0 &&
	    map->from[column] == AR_MAP_FILE)))
		field = ar_header_find(header, ar_slice_of(
		    map->stream->stream->column[column].name), NULL);
	return field;
}

uint8_t
ar_import_word(const struct ar_import_map *map, size_t column,
    struct ar_slice text)
{
	const char *const *words = map->stream->stream->column[column].words;

	for (size_t i = 0; i < map->nwords; i++)
		if (map->word[i].column == column &&
		    ar_pattern_fits(map->word[i].text, text))
			return map->word[i].word;
	for (uint8_t i = 0; words[i] != NULL; i++)
		if (ar_name_eq(text, ar_slice_of(words[i])))
			return (uint8_t)(i + 1);
	return 0;
}
