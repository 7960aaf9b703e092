/*
 * libar/utf8.c
 * Purpose: strict UTF-8, and which characters would deceive a reader.
 */
#include "libar/utf8.h"

/* Length of the sequence that a first byte opens; 0 if it opens none. */
static size_t
sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	if (first >= 0xf0 && first <= 0xf4)
		return 4;
	return 0;
}

/* The smallest code point that needs this many bytes. */
static int32_t
smallest(size_t length)
{
	static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

	return least[length];
}

static int32_t
decode(const unsigned char *p, size_t length)
{
	int32_t c = length == 1 ? p[0] : p[0] & (0x7f >> length);

	for (size_t i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return -1;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < smallest(length) || c > 0x10ffff ||
	    (c >= 0xd800 && c <= 0xdfff))
		return -1;
	return c;
}

int32_t
ar_utf8_take(struct ar_slice *rest)
{
	const unsigned char *p = (const unsigned char *)rest->p;
	size_t length = sequence_length(p[0]);
	int32_t c = length == 0 || length > rest->n ? -1 : decode(p, length);

	if (c < 0)
		length = 1;
	rest->p += length;
	rest->n -= length;
	return c;
}

/* How many bytes at the front are ASCII for sure, eight at a time. */
static size_t
plain_words(struct ar_slice s)
{
	size_t n = 0;
	uint64_t word;

	for (; n + sizeof word <= s.n; n += sizeof word) {
		memcpy(&word, s.p + n, sizeof word);
		if ((word & 0x8080808080808080) != 0)
			break;
	}
	return n;
}

bool
ar_utf8_valid(struct ar_slice s)
{
	while (s.n > 0) {
		size_t plain = plain_words(s);

		s.p += plain;
		s.n -= plain;
		if (s.n == 0)
			break;
		if ((unsigned char)s.p[0] < 0x80) {
			s.p++;
			s.n--;
		} else if (ar_utf8_take(&s) < 0)
			return false;
	}
	return true;
}

struct range {
	int32_t first, last;
};

static const struct range deceiving[] = {
	{0x00, 0x1f}, {0x7f, 0xa0}, {0xad, 0xad}, {0x34f, 0x34f},
	{0x61c, 0x61c}, {0x115f, 0x1160}, {0x1680, 0x1680},
	{0x180e, 0x180e}, {0x2000, 0x200f}, {0x2028, 0x202f},
	{0x205f, 0x206f}, {0x2800, 0x2800}, {0x3000, 0x3000},
	{0x3164, 0x3164}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0},
	{0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

bool
ar_utf8_deceives(int32_t c)
{
	for (size_t i = 0; i < sizeof deceiving / sizeof *deceiving; i++)
		if (c >= deceiving[i].first && c <= deceiving[i].last)
			return true;
	return false;
}
