/*
 * libar/pattern.h
 * Purpose: patterns as the shell has them for names of files.
 */
#ifndef AR_PATTERN_H
#define AR_PATTERN_H

#include "libar/slice.h"

/* Names or patterns of which any will do. */
struct ar_alternatives {
	struct ar_slice *text;
	size_t n;
};

/*
 * Whether the text is of the pattern: '*' stands for any bytes, '?' for one,
 * and a byte behind a backslash for itself; ASCII case does not matter.
 */
bool ar_pattern_fits(struct ar_slice pattern, struct ar_slice text);

static inline bool
ar_alternatives_fit(const struct ar_alternatives *a, struct ar_slice text)
{
	for (size_t i = 0; i < a->n; i++)
		if (ar_pattern_fits(a->text[i], text))
			return true;
	return false;
}

#endif
