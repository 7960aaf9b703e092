/*
 * libar/slice.c
 * Purpose: a run of bytes that somebody else owns.
 */
#include "libar/slice.h"

int
ar_slice_cmp(struct ar_slice a, struct ar_slice b)
{
	int c = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

bool
ar_slice_eq_nocase(struct ar_slice a, struct ar_slice b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ar_lower(a.p[i]) != ar_lower(b.p[i]))
			return false;
	return true;
}

struct ar_slice
ar_slice_cut(struct ar_slice *rest, char by)
{
	const char *at = memchr(rest->p, by, rest->n);
	struct ar_slice part = *rest;

	if (at == NULL) {
		*rest = ar_slice(rest->p + rest->n, 0);
		return part;
	}
	part.n = (size_t)(at - rest->p);
	rest->n -= part.n + 1;
	rest->p = at + 1;
	return part;
}
