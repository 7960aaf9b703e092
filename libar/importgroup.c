/*
 * libar/importgroup.c
 * Purpose: the rows of one document, which many systems write line by line.
 */
#include "libar/importgroup.h"

#include <stdio.h>

/* Cells that tell documents of one number and customer apart. */
enum { KIND, INSTALMENT, CURRENCY, CELLS };

struct likeness {
	size_t first;           /* number of the first document */
	bool empty[CELLS];
};

void
ar_import_groups_init(struct ar_import_groups *g)
{
	*g = (struct ar_import_groups){0};
	ar_map_init(&g->map, sizeof(struct ar_import_group));
	ar_map_init(&g->alike, sizeof(struct likeness));
}

void
ar_import_groups_release(struct ar_import_groups *g)
{
	ar_map_release(&g->map);
	ar_map_release(&g->alike);
	ar_buf_free(&g->key);
	ar_arena_free(&g->arena);
}

static struct ar_slice
cell(const struct ar_import_texts *t, ptrdiff_t column)
{
	return column < 0 ? AR_S("") : t->text[column];
}

/* Whether the row is a document by itself. */
static bool
is_whole(const struct ar_import_map *map, const struct ar_import_texts *t)
{
	const struct ar_import_stream *s = map->stream;

	return cell(t, s->id).n == 0 || (map->whole != 0 && s->kind >= 0 &&
	    (map->whole & AR_BIT(ar_import_word(map, (size_t)s->kind,
	    t->text[s->kind]))) != 0);
}

/* The number of the row's document. */
static size_t
number_of(struct ar_import_groups *g, const struct ar_import_map *map,
    const struct ar_import_texts *t)
{
	const struct ar_import_stream *s = map->stream;
	const ptrdiff_t part[] = {s->id, s->customer, s->kind, s->instalment,
	    s->currency};

	g->key.n = 0;
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		ar_key_add(&g->key, cell(t, part[i]));
	/* Of a journal's entries, what lowers the debt is another document. */
	if (map->nranges > 0)
		ar_buf_addf(&g->key, "%d", t->negative);
	if (is_whole(map, t))
		ar_buf_addf(&g->key, "%llu", (unsigned long long)++g->single);
	return ar_map_put(&g->map, ar_buf_slice(&g->key), NULL);
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
		return a->minor[i] - a->summed[i] == b->minor[i] -
		    b->summed[i];
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
	into->summed[i] = rec->summed[i];
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
		if ((map->sum & AR_BIT(i)) == 0 &&
		    !agree(into, rec, i, map->type[i]))
			return refuse(r, AR_M_DISAGREES, i, rec, into);
		if (__builtin_add_overflow(into->minor[i], rec->summed[i],
		    &sum) || sum == INT64_MIN)
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
		if ((into->filled & AR_BIT(i)) == 0) {
			take(g, into, rec, i);
			continue;
		}
		into->minor[i] += rec->summed[i];
		into->summed[i] += rec->summed[i];
	}
	return AR_OK;
}

static struct ar_import_group *
group_at(const struct ar_import_groups *g, size_t number)
{
	return ar_map_value(&g->map, number);
}

/* A row has a cell that another of its number and customer lacks. */
static int
check_alike(struct ar_import_groups *g, const struct ar_import_reading *r,
    const struct ar_import_texts *t, const struct ar_import_record *rec,
    size_t number)
{
	const struct ar_import_map *map = &r->options->map;
	const struct ar_import_stream *s = map->stream;
	const ptrdiff_t column[CELLS] = {s->kind, s->instalment, s->currency};
	struct likeness *l;
	bool fresh;

	if (is_whole(map, t))
		return AR_OK;
	g->key.n = 0;
	ar_key_add(&g->key, cell(t, s->id));
	ar_key_add(&g->key, cell(t, s->customer));
	l = ar_map_value(&g->alike,
	    ar_map_put(&g->alike, ar_buf_slice(&g->key), &fresh));
	if (fresh)
		l->first = number;
	for (size_t i = 0; i < CELLS; i++) {
		bool empty = cell(t, column[i]).n == 0;

		if (fresh)
			l->empty[i] = empty;
		else if (l->empty[i] != empty) {
			group_at(g, l->first)->broken = true;
			return refuse(r, AR_M_DISAGREES, (size_t)column[i],
			    rec, group_at(g, l->first)->record);
		}
	}
	return AR_OK;
}

int
ar_import_groups_add(struct ar_import_groups *g,
    const struct ar_import_reading *r, const struct ar_import_texts *t,
    const struct ar_import_record *rec, const struct ar_row *row)
{
	const struct ar_import_map *map = &r->options->map;
	size_t number = number_of(g, map, t);
	struct ar_import_group *group = group_at(g, number);
	bool first = group->record == NULL;

	if (check_alike(g, r, t, rec, number) != AR_OK) {
		group->broken = true;
		return AR_EDATA;
	}
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
	group_at(g, number_of(g, map, t))->broken = true;
}
