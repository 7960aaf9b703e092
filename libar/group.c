/*
 * libar/group.c
 * Purpose: key columns and currency -> exact sums, in the order of bytes.
 */
#include "libar/group.h"

#include <stdlib.h>

enum { AHEAD = 16 };    /* groups that are fetched before they are read */

#define TWO_64 ((ar_sum)1 << 64)

void
ar_groups_init(struct ar_groups *g, size_t nkeys, size_t nsums, size_t beside)
{
	*g = (struct ar_groups){.nkeys = nkeys, .nsums = nsums};
	ar_map_init(&g->map, nsums * sizeof(int64_t) + beside);
}

void
ar_groups_release(struct ar_groups *g)
{
	ar_map_release(&g->map);
	ar_buf_free(&g->scratch);
	ar_map_release(&g->beyond);
}

static size_t
letters_of(const struct ar_ccy *ccy)
{
	return ccy->code[0] == '\0' ? 0 : sizeof ccy->code - 1;
}

void
ar_groups_key(const struct ar_groups *g, const struct ar_slice *key,
    const struct ar_ccy *ccy, struct ar_buf *to)
{
	for (size_t i = 0; i < g->nkeys; i++)
		ar_key_add(to, key[i]);
	ar_buf_add(to, ar_slice(ccy->code, letters_of(ccy)));
}

size_t
ar_groups_number(struct ar_groups *g, const struct ar_slice *key,
    const struct ar_ccy *ccy)
{
	g->scratch.n = 0;
	ar_groups_key(g, key, ccy, &g->scratch);
	return ar_map_put(&g->map, ar_buf_slice(&g->scratch), NULL);
}

/*
 * Whether the joined key is of these parts, which is seen without joining
 * them; false where a part holds a NUL, which is written as more than it is.
 */
static bool
is_of(struct ar_slice joined, const struct ar_groups *g,
    const struct ar_slice *key, const struct ar_ccy *ccy)
{
	static const char end[2] = {'\0', '\x01'};

	for (size_t i = 0; i < g->nkeys; i++) {
		size_t n = key[i].n;

		if (joined.n < n + sizeof end ||
		    memcmp(joined.p, key[i].p, n) != 0 ||
		    memcmp(joined.p + n, end, sizeof end) != 0)
			return false;
		joined = ar_slice(joined.p + n + sizeof end,
		    joined.n - n - sizeof end);
	}
	return ar_slice_eq(joined, ar_slice(ccy->code, letters_of(ccy)));
}

size_t
ar_groups_likely(struct ar_groups *g, ptrdiff_t likely,
    const struct ar_slice *key, const struct ar_ccy *ccy)
{
	if (likely >= 0 && (size_t)likely < g->map.n &&
	    is_of(ar_map_peek(&g->map, (size_t)likely), g, key, ccy))
		return (size_t)likely;
	return ar_groups_number(g, key, ccy);
}

void
ar_groups_carry(struct ar_groups *g, size_t number, size_t sum, int64_t times)
{
	size_t at = number * g->nsums + sum;
	int64_t *beyond;

	if (g->beyond.slots == 0)
		ar_map_init(&g->beyond, sizeof *beyond);
	beyond = ar_map_value(&g->beyond, ar_map_put(&g->beyond,
	    ar_slice((const char *)&at, sizeof at), NULL));
	*beyond += times;
}

static int64_t
beyond_of(const struct ar_groups *g, size_t number, size_t sum)
{
	size_t at = number * g->nsums + sum;
	ptrdiff_t found = g->beyond.n == 0 ? -1 : ar_map_find(&g->beyond,
	    ar_slice((const char *)&at, sizeof at));

	return found < 0 ? 0 :
	    *(const int64_t *)ar_map_value(&g->beyond, (size_t)found);
}

void
ar_groups_sums(const struct ar_groups *g, size_t number, size_t first,
    size_t n, ar_sum *sums)
{
	const int64_t *low = ar_groups_lows(g, number) + first;

	for (size_t i = 0; i < n; i++)
		sums[i] = low[i] + beyond_of(g, number, first + i) * TWO_64;
}

size_t
ar_groups_join(struct ar_groups *g, const struct ar_groups *from,
    size_t number)
{
	const int64_t *add = ar_groups_lows(from, number);
	size_t ours = ar_map_put(&g->map, ar_map_key(&from->map, number),
	    NULL);

	for (size_t i = 0; i < g->nsums; i++) {
		int64_t beyond = beyond_of(from, number, i);

		ar_groups_add(g, ours, i, add[i]);
		if (beyond != 0)
			ar_groups_carry(g, ours, i, beyond);
	}
	return ours;
}

static struct ar_group
read_back(const struct ar_groups *g, size_t number, struct ar_arena *arena)
{
	struct ar_slice rest = ar_map_key(&g->map, number);
	struct ar_group group = {.number = number};
	struct ar_buf scratch = {0};

	group.key = ar_arena_alloc(arena,
	    (g->nkeys + 1) * sizeof *group.key);
	for (size_t i = 0; i < g->nkeys; i++)
		group.key[i] = ar_arena_copy(arena,
		    ar_key_take(&rest, &scratch));
	if (ar_ccy_parse(&group.ccy, rest) != AR_OK)
		abort();        /* it was a currency when it went in */
	ar_buf_free(&scratch);
	return group;
}

struct ar_group_list
ar_groups_sorted(const struct ar_groups *g)
{
	uint32_t *order = ar_map_sorted(&g->map);
	struct ar_group_list list = {.n = g->map.n};

	list.group = ar_alloc(list.n * sizeof *list.group);
	for (size_t i = 0; i < list.n; i++) {
		if (i + AHEAD < list.n)
			ar_map_fetch(&g->map, order[i + AHEAD]);
		list.group[i] = read_back(g, order[i], &list.arena);
	}
	free(order);
	return list;
}

void
ar_group_list_release(struct ar_group_list *list)
{
	free(list->group);
	ar_arena_free(&list->arena);
}
