/*
 * libar/textwidth.c
 * Purpose: how many columns a text takes in letters of one width.
 */
#include "libar/textwidth.h"

#include "libar/utf8.h"

struct range {
	int32_t first, last;
};

static const struct range none[] = {
	{0x300, 0x36f}, {0x483, 0x489}, {0x591, 0x5bd}, {0x610, 0x61a},
	{0x64b, 0x65f}, {0xe31, 0xe31}, {0xe34, 0xe3a}, {0xe47, 0xe4e},
	{0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2069},
	{0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
	{0xfeff, 0xfeff},
};

static const struct range two[] = {
	{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf},
	{0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f},
	{0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1faff},
	{0x20000, 0x3fffd},
};

static bool
is_in(const struct range *table, size_t n, int32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= table[i].first && c <= table[i].last)
			return true;
	return false;
}

size_t
ar_text_width(struct ar_slice s)
{
	size_t width = 0;

	while (s.n > 0) {
		int32_t c = ar_utf8_take(&s);

		if (is_in(none, sizeof none / sizeof *none, c))
			continue;
		width += is_in(two, sizeof two / sizeof *two, c) ? 2 : 1;
	}
	return width;
}
