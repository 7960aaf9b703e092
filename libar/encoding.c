/*
 * libar/encoding.c
 * Purpose: which encoding a file's first bytes are in.
 */
#include "libar/encoding.h"

#include "libar/utf8.h"

enum { SEQUENCE_MAX = 4 };

/* Whether the bytes are UTF-8, but for a character that is cut at the end. */
static bool
is_utf8(struct ar_slice s, bool whole)
{
	while (s.n > 0) {
		bool may_be_cut = !whole && s.n < SEQUENCE_MAX;

		if (ar_utf8_take(&s) < 0)
			return may_be_cut;
	}
	return true;
}

static bool
is_windows_1252(struct ar_slice s)
{
	static const char meaningless[] = "\x81\x8d\x8f\x90\x9d";

	for (size_t i = 0; i < s.n; i++)
		if (memchr(meaningless, s.p[i], sizeof meaningless) != NULL)
			return false;
	return true;
}

/* Two ASCII characters of two bytes each, of which this one is the NUL. */
static bool
is_wide(struct ar_slice s, size_t nul)
{
	return s.n >= 4 && s.p[nul] == '\0' && s.p[2 + nul] == '\0' &&
	    s.p[1 - nul] != '\0' && s.p[3 - nul] != '\0';
}

const char *
ar_encoding_guess(struct ar_slice bytes, bool whole)
{
	if (is_wide(bytes, 0))
		return "UTF-16BE";
	if (is_wide(bytes, 1))
		return "UTF-16LE";
	if (bytes.n >= 2 && (memcmp(bytes.p, "\xff\xfe", 2) == 0 ||
	    memcmp(bytes.p, "\xfe\xff", 2) == 0))
		return "UTF-16";
	return is_utf8(bytes, whole) || !is_windows_1252(bytes) ? NULL :
	    "WINDOWS-1252";
}
