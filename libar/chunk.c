/*
 * libar/chunk.c
 * Purpose: where records begin in a stretch of bytes that is read alone.
 */
#include "libar/chunk.h"

/* Bytes side by side, as many as most processors compare at once. */
enum { LANES = 16 };

typedef signed char lanes __attribute__((vector_size(LANES)));

bool
ar_chunk_quotes_odd(struct ar_slice s)
{
	const lanes quote = (lanes){0} + (signed char)'"';
	lanes odd = {0};
	signed char each[LANES];
	bool all = false;

	for (; s.n >= LANES; s = ar_slice(s.p + LANES, s.n - LANES)) {
		lanes some;

		memcpy(&some, s.p, LANES);
		odd ^= (lanes)(some == quote);
	}
	memcpy(each, &odd, LANES);
	for (unsigned i = 0; i < LANES; i++)
		all ^= each[i] != 0;
	for (size_t i = 0; i < s.n; i++)
		all ^= s.p[i] == '"';
	return all;
}

size_t
ar_chunk_begin(struct ar_slice s, bool in_quotes)
{
	for (size_t i = 0; i < s.n; i++) {
		in_quotes ^= s.p[i] == '"';
		if (s.p[i] == '\n' && !in_quotes)
			return i + 1;
	}
	return SIZE_MAX;
}
