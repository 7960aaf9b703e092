/*
 * libar/importgroup.c
 * Purpose: the rows of one document, which many systems write line by line.
 */
#include "libar/importgroup.h"

#include <stdio.h>

void
ar_import_groups_init(struct ar_import_groups *g)
{
	*g = (struct ar_import_groups){0};
	ar_map_init(&g->map, sizeof(struct ar_import_group));
}

void
ar_import_groups_release(struct ar_import_groups *g)
{
	ar_map_release(&g->map);
	ar_buf_free(&g->key);
	ar_arena_free(&g->arena);
}

static struct ar_import_group *
group_of(struct ar_import_groups *g, const struct ar_import_map *map,
    const struct ar_import_texts *t)
{
	const struct ar_import_stream *s = map->stream;
	const ptrdiff_t part[] = {s->id, s->customer, s->kind, s->instalment,
	    s->currency};

	g->key.n = 0;
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		ar_key_add(&g->key, part[i] < 0 ? AR_S("") :
		    t->text[part[i]]);
	if (s->id < 0 || t->text[s->id].n == 0)
		ar_buf_addf(&g->key, "%llu", (unsigned long long)++g->single);
	return ar_map_value(&g->map,
	    ar_map_put(&g->map, ar_buf_slice(&g->key), NULL));
}

static void
append(struct ar_import_groups *g, struct ar_import_group *group,
    const struct ar_row *row)
{
	struct ar_import_line *line = ar_arena_alloc(&g->arena, sizeof *line);

	line->row = ar_row_copy(&g->arena, row);
	if (group->last == NULL)
		group->first = line;
	else
		group->last->next = line;
	group->last = line;
}

static struct ar_import_record *
keep(struct ar_import_groups *g, const struct ar_import_record *rec,
    size_t columns)
{
	struct ar_import_record *kept = ar_arena_alloc(&g->arena,
	    sizeof *kept);

	*kept = *rec;
	for (size_t i = 0; i < columns; i++)
		kept->text[i] = ar_arena_copy(&g->arena, rec->text[i]);
	return kept;
}

static bool
agree(const struct ar_import_record *a, const struct ar_import_record *b,
    size_t i, enum ar_type type)
{
	if (type == AR_AMOUNT)
		return a->minor[i] == b->minor[i];
	if (type == AR_DATE)
		return a->day[i] == b->day[i];
	if (type == AR_WORD)
		return a->word[i] == b->word[i];
	return type == AR_CURRENCY || ar_slice_eq(a->text[i], b->text[i]);
}

static int
refuse(const struct ar_import_reading *r, enum ar_msg msg, size_t column,
    const struct ar_import_record *rec, const struct ar_import_record *first)
{
	struct ar_quoted q, before;
	char line[24];

	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)first->at.line);
	ar_diag_refuse(r->diag, &(struct ar_say){msg, r->at, ar_slice_of(
	    r->options->map.stream->stream->column[column].name),
	    {ar_quote(&q, rec->text[column]),
	    ar_quote(&before, first->text[column]), line}});
	return AR_EDATA;
}

/* Take a cell over into the document's record. */
static void
take(struct ar_import_groups *g, struct ar_import_record *into,
    const struct ar_import_record *rec, size_t i)
{
	into->text[i] = ar_arena_copy(&g->arena, rec->text[i]);
	into->minor[i] = rec->minor[i];
	into->day[i] = rec->day[i];
	into->word[i] = rec->word[i];
	into->filled |= AR_BIT(i);
}

/* Whether the line fits the document; nothing is changed. */
static int
check(const struct ar_import_reading *r, const struct ar_import_record *into,
    const struct ar_import_record *rec)
{
	const struct ar_import_map *map = &r->options->map;
	const struct ar_stream *s = map->stream->stream;
	uint64_t both = into->filled & rec->filled;

	for (size_t i = 0; i < s->n; i++) {
		int64_t sum;

		if ((both & AR_BIT(i)) == 0)
			continue;
		if ((map->sum & AR_BIT(i)) == 0) {
			if (!agree(into, rec, i, map->type[i]))
				return refuse(r, AR_M_DISAGREES, i, rec,
				    into);
		} else if (__builtin_add_overflow(into->minor[i],
		    rec->minor[i], &sum))
			return refuse(r, AR_M_OUT_OF_RANGE, i, rec, into);
	}
	return AR_OK;
}

static int
merge(struct ar_import_groups *g, const struct ar_import_reading *r,
    struct ar_import_record *into, const struct ar_import_record *rec)
{
	const struct ar_import_map *map = &r->options->map;

	if (check(r, into, rec) != AR_OK)
		return AR_EDATA;
	for (size_t i = 0; i < map->stream->stream->n; i++) {
		if ((rec->filled & AR_BIT(i)) == 0)
			continue;
		if ((into->filled & AR_BIT(i)) == 0)
			take(g, into, rec, i);
		else if ((map->sum & AR_BIT(i)) != 0)
			into->minor[i] += rec->minor[i];
	}
	return AR_OK;
}

int
ar_import_groups_add(struct ar_import_groups *g,
    const struct ar_import_reading *r, const struct ar_import_texts *t,
    const struct ar_import_record *rec, const struct ar_row *row)
{
	const struct ar_import_map *map = &r->options->map;
	struct ar_import_group *group = group_of(g, map, t);
	bool first = group->record == NULL;

	if (first)
		group->record = keep(g, rec, map->stream->stream->n);
	else if (merge(g, r, group->record, rec) != AR_OK) {
		group->broken = true;
		return AR_EDATA;
	}
	append(g, group, row);
	return first ? AR_ITEM : AR_OK;
}

void
ar_import_groups_break(struct ar_import_groups *g,
    const struct ar_import_map *map, const struct ar_import_texts *t)
{
	group_of(g, map, t)->broken = true;
}
