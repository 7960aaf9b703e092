/*
 * libar/importmapline.c
 * Purpose: one line of a map, NAME = VALUE, and lists of alternatives.
 */
#include "libar/importmapline.h"

int
ar_map_line_split(struct ar_map_line *l, struct ar_slice text)
{
	struct ar_slice rest = ar_slice_trim(text);

	l->key = l->value = rest;
	if (rest.n == 0 || rest.p[0] == '#')
		return AR_OK;
	if (memchr(rest.p, '=', rest.n) == NULL)
		return AR_EDATA;
	l->key = ar_slice_trim(ar_slice_cut(&rest, '='));
	l->value = ar_slice_trim(rest);
	return AR_ITEM;
}

static int
refuse(const struct ar_map_line *l, const char *why, struct ar_slice what,
    struct ar_slice near)
{
	struct ar_buf text = {0};
	struct ar_quoted q;

	ar_buf_addf(&text, "%s %s", why, ar_quote(&q, what));
	if (near.n > 0)
		ar_buf_addf(&text, "; near: %s", ar_quote(&q, near));
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_say(l->diag, &(struct ar_say){AR_M_BAD_MAP, l->at, {0},
	    {text.p}});
	ar_buf_free(&text);
	return AR_ESTOP;
}

int
ar_map_refuse(const struct ar_map_line *l, const char *why,
    struct ar_slice what)
{
	return refuse(l, why, what, AR_S(""));
}

int
ar_map_refuse_name(const struct ar_map_line *l, const char *why,
    struct ar_slice name)
{
	return refuse(l, why, name, ar_import_near(l->map->stream, name));
}

struct ar_slice
ar_alternative_take(struct ar_slice *rest)
{
	struct ar_slice one = ar_slice_trim(ar_raw_take(rest, '|'));

	if (one.n >= 2 && one.p[0] == '"' && one.p[one.n - 1] == '"')
		one = ar_slice(one.p + 1, one.n - 2);
	*rest = ar_slice_trim(*rest);
	return one;
}

void
ar_map_line_list(const struct ar_map_line *l, struct ar_alternatives *to,
    struct ar_slice value)
{
	size_t room = to->n + 1;
	struct ar_slice *text;

	for (size_t i = 0; i < value.n; i++)
		room += value.p[i] == '|';
	text = ar_arena_alloc(&l->map->arena, room * sizeof *text);
	if (to->n > 0)
		memcpy(text, to->text, to->n * sizeof *text);
	to->text = text;
	while (value.n > 0)
		to->text[to->n++] = ar_arena_copy(&l->map->arena,
		    ar_alternative_take(&value));
}

bool
ar_alternatives_take_none(struct ar_alternatives *a)
{
	bool none = a->n > 1 && ar_slice_eq(a->text[a->n - 1], AR_S("-"));

	a->n -= none;
	return none;
}

bool
ar_map_line_name(size_t *i, const char *const *names, size_t n,
    struct ar_slice text)
{
	*i = 0;
	while (*i < n && !ar_slice_eq(text, ar_slice_of(names[*i])))
		(*i)++;
	return *i < n;
}

uint8_t
ar_map_line_word(const struct ar_map_line *l, ptrdiff_t column,
    struct ar_slice word)
{
	const char *const *words = column < 0 ? NULL :
	    l->map->stream->stream->column[column].words;

	for (uint8_t i = 0; words != NULL && words[i] != NULL; i++)
		if (ar_slice_eq(word, ar_slice_of(words[i])))
			return (uint8_t)(i + 1);
	return 0;
}

bool
ar_map_line_field(size_t *number, struct ar_slice text)
{
	*number = 0;
	for (size_t i = 1; i < text.n; i++) {
		if (!ar_is_digit(text.p[i]) || *number > AR_COLUMNS_MAX)
			return false;
		*number = *number * 10 + (size_t)(text.p[i] - '0');
	}
	return text.n > 0 && text.p[0] == '#' && *number > 0;
}
