/*
 * libar/masks.c
 * Purpose: where a text's separators and quotes stand, as bits.
 *
 * Built with AR_PORTABLE only portable C is used, as it is on machines that
 * no other way is written for.
 */
#include "libar/masks.h"

#if defined(__x86_64__) && !defined(AR_PORTABLE)
#include <immintrin.h>
#define AR_X86 1
#else
#define AR_X86 0
#endif

enum { WORD = sizeof(uint64_t) };

static const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;

/* The high bit of each byte that is 0, and no other bit. */
static uint64_t
zeros(uint64_t word)
{
	return ~(((word & ~highs) + ~highs) | word) & highs;
}

/* The high bits of 8 bytes, that of the first byte lowest. */
static uint64_t
gather(uint64_t high)
{
	return ((high >> 7) * 0x0102040810204080) >> 56;
}

static uint64_t
equal(uint64_t word, char c)
{
	return gather(zeros(word ^ ones * (unsigned char)c));
}

static uint32_t *
list_plainly(uint32_t *to, uint64_t bits, uint32_t first)
{
	for (; bits != 0; bits &= bits - 1)
		*to++ = first + (uint32_t)__builtin_ctzll(bits);
	return to;
}

static bool
in_words(struct ar_mask *out, const char *p, size_t blocks, char delimiter)
{
	uint64_t odd = 0;

	for (size_t b = 0; b < blocks; b++) {
		struct ar_mask m = {0};

		for (unsigned i = 0; i < AR_MASK_BYTES; i += WORD) {
			uint64_t word = ar_word_at(p + b * AR_MASK_BYTES + i);

			m.delimiter |= equal(word, delimiter) << i;
			m.quote |= equal(word, '"') << i;
			m.lf |= equal(word, '\n') << i;
			m.cr |= equal(word, '\r') << i;
			odd |= (word & highs) | zeros(word);
		}
		out[b] = m;
	}
	return odd == 0;
}

#if AR_X86

/* Four vectors, not in an array: loops over it are left as they are. */
struct block_sse2 {
	__m128i a, b, c, d;
};

static struct block_sse2
block_sse2(const char *p)
{
	return (struct block_sse2){_mm_loadu_si128((const void *)p),
	    _mm_loadu_si128((const void *)(p + 16)),
	    _mm_loadu_si128((const void *)(p + 32)),
	    _mm_loadu_si128((const void *)(p + 48))};
}

static uint64_t
bits_sse2(__m128i equal, unsigned at)
{
	return (uint64_t)(uint32_t)_mm_movemask_epi8(equal) << at;
}

static uint64_t
equal_sse2(const struct block_sse2 *v, char c)
{
	const __m128i all = _mm_set1_epi8(c);

	return bits_sse2(_mm_cmpeq_epi8(v->a, all), 0) |
	    bits_sse2(_mm_cmpeq_epi8(v->b, all), 16) |
	    bits_sse2(_mm_cmpeq_epi8(v->c, all), 32) |
	    bits_sse2(_mm_cmpeq_epi8(v->d, all), 48);
}

static bool
in_sse2(struct ar_mask *out, const char *p, size_t blocks, char delimiter)
{
	const __m128i one = _mm_set1_epi8(1);
	__m128i most = _mm_setzero_si128();     /* of bytes less 1 */

	for (size_t b = 0; b < blocks; b++) {
		struct block_sse2 v = block_sse2(p + b * AR_MASK_BYTES);

		most = _mm_max_epu8(most, _mm_max_epu8(
		    _mm_max_epu8(_mm_sub_epi8(v.a, one),
		    _mm_sub_epi8(v.b, one)),
		    _mm_max_epu8(_mm_sub_epi8(v.c, one),
		    _mm_sub_epi8(v.d, one))));
		out[b] = (struct ar_mask){equal_sse2(&v, delimiter),
		    equal_sse2(&v, '"'), equal_sse2(&v, '\n'),
		    equal_sse2(&v, '\r')};
	}
	return _mm_movemask_epi8(_mm_adds_epu8(most, one)) == 0;
}

__attribute__((target("avx2"))) static inline uint64_t
equal_avx2(__m256i low, __m256i high, char c)
{
	const __m256i all = _mm256_set1_epi8(c);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, all)) |
	    (uint64_t)(uint32_t)_mm256_movemask_epi8(
	    _mm256_cmpeq_epi8(high, all)) << 32;
}

__attribute__((target("avx2"))) static bool
in_avx2(struct ar_mask *out, const char *p, size_t blocks, char delimiter)
{
	const __m256i one = _mm256_set1_epi8(1);
	__m256i most = _mm256_setzero_si256();

	for (size_t b = 0; b < blocks; b++) {
		const char *at = p + b * AR_MASK_BYTES;
		__m256i low = _mm256_loadu_si256((const void *)at);
		__m256i high = _mm256_loadu_si256((const void *)(at + 32));

		most = _mm256_max_epu8(most, _mm256_max_epu8(
		    _mm256_sub_epi8(low, one), _mm256_sub_epi8(high, one)));
		out[b] = (struct ar_mask){equal_avx2(low, high, delimiter),
		    equal_avx2(low, high, '"'),
		    equal_avx2(low, high, '\n'),
		    equal_avx2(low, high, '\r')};
	}
	return _mm256_movemask_epi8(_mm256_adds_epu8(most, one)) == 0;
}

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt")))

AVX512 static uint64_t
equal_avx512(__m512i block, char c)
{
	return _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(c));
}

AVX512 static bool
in_avx512(struct ar_mask *out, const char *p, size_t blocks, char delimiter)
{
	uint64_t odd = 0;

	for (size_t b = 0; b < blocks; b++) {
		__m512i block = _mm512_loadu_si512(p + b * AR_MASK_BYTES);

		odd |= _mm512_movepi8_mask(block) |
		    _mm512_testn_epi8_mask(block, block);
		out[b] = (struct ar_mask){equal_avx512(block, delimiter),
		    equal_avx512(block, '"'), equal_avx512(block, '\n'),
		    equal_avx512(block, '\r')};
	}
	return odd == 0;
}

/* The numbers of the bits side by side, AR_LIST_STEP of them at a time. */
AVX512 static uint32_t *
list_avx512(uint32_t *to, uint64_t bits, uint32_t first)
{
	static const int64_t eight = 0x0808080808080808;
	static const int64_t numbers = 0x0706050403020100;
	const __m512i all = _mm512_add_epi8(_mm512_set1_epi64(numbers),
	    _mm512_set_epi64(7 * eight, 6 * eight, 5 * eight, 4 * eight,
	    3 * eight, 2 * eight, eight, 0));
	__m512i left = _mm512_maskz_compress_epi8(bits, all);
	uint32_t *end = to + __builtin_popcountll(bits);

	do {
		_mm512_storeu_si512(to, _mm512_add_epi32(
		    _mm512_set1_epi32((int32_t)first),
		    _mm512_cvtepu8_epi32(_mm512_castsi512_si128(left))));
		left = _mm512_shuffle_i32x4(left, left,
		    _MM_SHUFFLE(0, 3, 2, 1));
		to += AR_LIST_STEP;
	} while (to < end);
	return end;
}

#endif

ar_lister
ar_lister_for(ar_masks masks)
{
#if AR_X86
	if (masks == in_avx512)
		return list_avx512;
#else
	(void)masks;
#endif
	return list_plainly;
}

ar_masks
ar_masks_number(unsigned n)
{
	switch (n) {
	case 0:
		return in_words;
#if AR_X86
	case 1:
		return in_sse2;
	case 2:
		return __builtin_cpu_supports("avx2") ? in_avx2 : NULL;
	case 3:
		return __builtin_cpu_supports("avx512bw") &&
		    __builtin_cpu_supports("avx512vbmi2") &&
		    __builtin_cpu_supports("popcnt") ? in_avx512 : NULL;
#endif
	default:
		return NULL;
	}
}

ar_masks
ar_masks_best(void)
{
	unsigned n = 0;

	while (ar_masks_number(n + 1) != NULL)
		n++;
	return ar_masks_number(n);
}
