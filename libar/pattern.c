/*
 * libar/pattern.c
 * Purpose: patterns as the shell has them for names of files.
 */
#include "libar/pattern.h"

#include <stdint.h>

/* The last '*' that was met takes one byte more whenever the rest fails. */
bool
ar_pattern_fits(struct ar_slice pattern, struct ar_slice text)
{
	size_t p = 0, t = 0, star = SIZE_MAX, from = 0;

	while (t < text.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.n && (pattern.p[p] == '?' ||
		    ar_lower(pattern.p[p]) == ar_lower(text.p[t]))) {
			p++;
			t++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			t = ++from;
		} else
			return false;
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

bool
ar_alternatives_fit(const struct ar_alternatives *a, struct ar_slice text)
{
	for (size_t i = 0; i < a->n; i++)
		if (ar_pattern_fits(a->text[i], text))
			return true;
	return false;
}
