/*
 * libar/row.c
 * Purpose: one record as it came, split into fields; a header.
 */
#include "libar/row.h"

enum { NAME_MAX_COMPARED = 64, FAR = 99 };

struct ar_row
ar_row_copy(struct ar_arena *arena, const struct ar_row *row)
{
	size_t cuts = (row->n + 1) * sizeof *row->cut;
	uint32_t *cut = ar_arena_alloc(arena, cuts), first = row->cut[0];
	struct ar_row copy = *row;

	for (uint32_t i = 0; i <= row->n; i++)
		cut[i] = row->cut[i] - first;
	copy.cut = cut;
	copy.base = ar_arena_copy(arena,
	    ar_slice(row->base + first, cut[row->n])).p;
	copy.raw = ar_arena_copy(arena, row->raw);
	return copy;
}

struct ar_header
ar_header_copy(struct ar_arena *arena, const struct ar_row *row)
{
	struct ar_header h = {.at = row->at, .n = row->n};

	h.raw = ar_arena_copy(arena, row->raw);
	h.name = ar_arena_alloc(arena, row->n * sizeof *h.name);
	for (uint32_t i = 0; i < row->n; i++)
		h.name[i] = ar_arena_copy(arena, ar_row_get(row, i));
	return h;
}

struct ar_header
ar_header_clone(struct ar_arena *arena, const struct ar_header *from)
{
	struct ar_header h = {.at = from->at, .n = from->n};

	h.raw = ar_arena_copy(arena, from->raw);
	h.name = ar_arena_alloc(arena, h.n * sizeof *h.name);
	for (size_t i = 0; i < h.n; i++)
		h.name[i] = ar_arena_copy(arena, from->name[i]);
	return h;
}

bool
ar_header_repeats_from(const struct ar_header *h, const struct ar_row *row,
    uint32_t from)
{
	for (uint32_t i = from; i < row->n; i++)
		if (!ar_slice_eq(h->name[i], ar_row_get(row, i)))
			return false;
	return true;
}

static char
folded(char c)
{
	return c == ' ' || c == '-' ? '_' : ar_lower(c);
}

bool
ar_name_eq(struct ar_slice a, struct ar_slice b)
{
	a = ar_slice_trim(a);
	b = ar_slice_trim(b);
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (folded(a.p[i]) != folded(b.p[i]))
			return false;
	return true;
}

bool
ar_name_among(const char *names, struct ar_slice name)
{
	struct ar_slice rest = ar_slice_of(names);

	while (rest.n > 0)
		if (ar_name_eq(ar_slice_cut(&rest, ' '), name))
			return name.n > 0;
	return false;
}

bool
ar_header_same(const struct ar_header *a, const struct ar_header *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!ar_name_eq(a->name[i], b->name[i]))
			return false;
	return true;
}

ptrdiff_t
ar_header_find(const struct ar_header *h, struct ar_slice name, bool *twice)
{
	ptrdiff_t found = -1;

	if (twice != NULL)
		*twice = false;
	for (size_t i = 0; i < h->n; i++) {
		if (!ar_name_eq(h->name[i], name))
			continue;
		if (found < 0)
			found = (ptrdiff_t)i;
		else if (twice != NULL)
			*twice = true;
	}
	return found;
}

static unsigned
least(unsigned a, unsigned b, unsigned c)
{
	unsigned m = a < b ? a : b;

	return m < c ? m : c;
}

unsigned
ar_name_distance(struct ar_slice a, struct ar_slice b)
{
	unsigned cost[NAME_MAX_COMPARED + 1];

	if (a.n > NAME_MAX_COMPARED || b.n > NAME_MAX_COMPARED)
		return FAR;
	for (size_t j = 0; j <= b.n; j++)
		cost[j] = (unsigned)j;
	for (size_t i = 0; i < a.n; i++) {
		unsigned diagonal = cost[0];

		cost[0] = (unsigned)i + 1;
		for (size_t j = 0; j < b.n; j++) {
			unsigned above = cost[j + 1];
			unsigned same = folded(a.p[i]) == folded(b.p[j]) ?
			    0 : 1;

			cost[j + 1] = least(above + 1, cost[j] + 1,
			    diagonal + same);
			diagonal = above;
		}
	}
	return cost[b.n];
}

static bool
begins_alike(struct ar_slice a, struct ar_slice b)
{
	enum { ENOUGH = 3 };
	size_t n = a.n < b.n ? a.n : b.n;

	return n >= ENOUGH && ar_name_eq(ar_slice(a.p, n), ar_slice(b.p, n));
}

struct ar_slice
ar_header_near(const struct ar_header *h, struct ar_slice name)
{
	struct ar_slice near = AR_S("");
	size_t best = FAR;

	for (size_t i = 0; i < h->n; i++) {
		struct ar_slice other = ar_slice_trim(h->name[i]);
		size_t far = ar_name_distance(name, other);
		size_t longer = name.n > other.n ? name.n : other.n;

		if (begins_alike(name, other))
			far /= 2;
		if (far < best && far * 3 <= longer + 2) {
			best = far;
			near = other;
		}
	}
	return near;
}

static size_t
count(struct ar_slice s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

bool
ar_row_swallows(const struct ar_row *row, uint32_t field, char delimiter)
{
	enum { TELLING = 4 };           /* fewer columns prove nothing */
	struct ar_slice text = ar_row_get(row, field), rest = text;
	const char *last = memrchr(text.p, '\n', text.n);
	struct ar_slice first = ar_slice_cut(&rest, '\n');

	if (last == NULL || row->n < TELLING)
		return false;
	rest = ar_slice(last + 1, text.n - (size_t)(last + 1 - text.p));
	return count(first, delimiter) == row->n - 1 - field &&
	    count(rest, delimiter) == field;
}

/* The bytes up to the quote that closes a field which begins with one. */
static size_t
quoted_length(struct ar_slice s)
{
	size_t i = 1;

	while (i < s.n) {
		if (s.p[i] != '"')
			i++;
		else if (i + 1 < s.n && s.p[i + 1] == '"')
			i += 2;
		else
			return i + 1;
	}
	return s.n;
}

struct ar_slice
ar_raw_take(struct ar_slice *rest, char delimiter)
{
	size_t n = rest->n > 0 && rest->p[0] == '"' ? quoted_length(*rest) : 0;
	struct ar_slice field = *rest;

	while (n < field.n && field.p[n] != delimiter)
		n++;
	rest->p += n + 1;
	rest->n -= n < field.n ? n + 1 : n;
	field.n = n;
	return field;
}

/* Fields of a block from *start on; whether a quote stands in it. */
static bool
split_block(struct ar_slice record, size_t at, const struct ar_mask *m,
    size_t *start, struct ar_slice **field, const struct ar_slice *end)
{
	uint64_t left = m->delimiter;

	for (; left != 0 && *field < end; left &= left - 1) {
		size_t stop = at + (size_t)__builtin_ctzll(left);

		*(*field)++ = ar_slice(record.p + *start, stop - *start);
		*start = stop + 1;
	}
	return m->quote != 0;
}

void
ar_raw_split(struct ar_slice record, char delimiter, ar_masks masks,
    struct ar_slice *field, size_t n)
{
	struct ar_slice *next = field, *end = field + n, rest = record;
	size_t start = 0;
	bool quotes = false;

	for (size_t at = 0; at < record.n && !quotes; at += AR_MASK_BYTES) {
		char last[AR_MASK_BYTES] = "";
		size_t size = record.n - at;
		struct ar_mask m;

		if (size < AR_MASK_BYTES)
			memcpy(last, record.p + at, size);
		(void)masks(&m, size < AR_MASK_BYTES ? last : record.p + at,
		    1, delimiter);
		quotes = split_block(record, at, &m, &start, &next, end);
	}
	if (next < end && !quotes)
		*next++ = ar_slice(record.p + start, record.n - start);
	if (!quotes)
		for (; next < end; next++)
			*next = AR_S("");
	for (size_t i = 0; i < n && quotes; i++)
		field[i] = ar_raw_take(&rest, delimiter);
}
