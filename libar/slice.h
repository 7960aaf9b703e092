/*
 * libar/slice.h
 * Purpose: a run of bytes that somebody else owns.
 *
 * A slice is never NUL-terminated by promise and p is never NULL, so that it
 * can be handed to memcmp(3) and friends with n == 0.
 */
#ifndef AR_SLICE_H
#define AR_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct ar_slice {
	const char *p;
	size_t n;
};

/* A string literal as a slice. */
#define AR_S(literal) ((struct ar_slice){"" literal, sizeof(literal) - 1})

static inline struct ar_slice
ar_slice(const char *p, size_t n)
{
	return (struct ar_slice){p, n};
}

static inline struct ar_slice
ar_slice_of(const char *string)
{
	return (struct ar_slice){string, strlen(string)};
}

static inline bool
ar_slice_eq(struct ar_slice a, struct ar_slice b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

/* Eight bytes as a number, the first of them lowest. */
static inline uint64_t
ar_word_at(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* Whether a byte of the word, with that of `more` added, is above 0x7f. */
static inline bool
ar_word_exceeds(uint64_t word, uint64_t more)
{
	static const uint64_t high = 0x8080808080808080;

	return ((word | (word + more)) & high) != 0;
}

/* ASCII only, whatever the locale. */
static inline bool
ar_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ar_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Also of no bytes. */
static inline bool
ar_slice_is_digits(struct ar_slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ar_is_digit(s.p[i]))
			return false;
	return true;
}

static inline char
ar_lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c;
}

/* Whether a line ends inside. */
static inline bool
ar_slice_has_break(struct ar_slice s)
{
	return memchr(s.p, '\n', s.n) != NULL ||
	    memchr(s.p, '\r', s.n) != NULL;
}

/* Order of the bytes, never of the locale: below, at or above 0. */
int ar_slice_cmp(struct ar_slice, struct ar_slice);

static inline bool
ar_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Without blanks and tabs at either end. */
static inline struct ar_slice
ar_slice_trim(struct ar_slice s)
{
	while (s.n > 0 && ar_is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && ar_is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* ASCII letters compare without case; all other bytes as they are. */
bool ar_slice_eq_nocase(struct ar_slice, struct ar_slice);

/*
 * Cut the part before the first `by` off the front of *rest and return it;
 * without `by` the whole, leaving *rest empty with p at its end.
 */
struct ar_slice ar_slice_cut(struct ar_slice *rest, char by);

#endif
