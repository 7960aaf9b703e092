/*
 * libar/pattern.c
 * Purpose: patterns as the shell has them for names of files.
 */
#include "libar/pattern.h"

#include <stdint.h>

/* One byte of a pattern, and where the next begins. */
struct element {
	char c;
	bool any;               /* '?' */
	bool all;               /* '*' */
	size_t next;
};

static struct element
element_at(struct ar_slice pattern, size_t p)
{
	struct element e = {.c = pattern.p[p], .next = p + 1};

	if (e.c == '\\' && e.next < pattern.n)
		e.c = pattern.p[e.next++];
	else {
		e.any = e.c == '?';
		e.all = e.c == '*';
	}
	return e;
}

/* The last '*' that was met takes one byte more whenever the rest fails. */
bool
ar_pattern_fits(struct ar_slice pattern, struct ar_slice text)
{
	size_t p = 0, t = 0, star = SIZE_MAX, from = 0;

	while (t < text.n) {
		struct element e = {.next = p};

		if (p < pattern.n)
			e = element_at(pattern, p);
		if (e.all) {
			p = star = e.next;
			from = t;
		} else if (p < pattern.n && (e.any ||
		    ar_lower(e.c) == ar_lower(text.p[t]))) {
			p = e.next;
			t++;
		} else if (star != SIZE_MAX) {
			p = star;
			t = ++from;
		} else
			return false;
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}
