/*
 * libar/chunk.c
 * Purpose: where records begin in a stretch of bytes that is read alone.
 */
#include "libar/chunk.h"

#include "libar/masks.h"

bool
ar_chunk_quotes_odd(struct ar_slice s)
{
	enum { STRIP = 16 };
	ar_masks masks = ar_masks_best();
	struct ar_mask mask[STRIP];
	uint64_t quotes = 0;

	while (s.n >= AR_MASK_BYTES) {
		size_t blocks = s.n / AR_MASK_BYTES;

		if (blocks > STRIP)
			blocks = STRIP;
		(void)masks(mask, s.p, blocks, ',');
		for (size_t i = 0; i < blocks; i++)
			quotes ^= mask[i].quote;
		s.p += blocks * AR_MASK_BYTES;
		s.n -= blocks * AR_MASK_BYTES;
	}
	for (size_t i = 0; i < s.n; i++)
		quotes ^= s.p[i] == '"';
	return __builtin_parityll(quotes);
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
