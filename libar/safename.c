/*
 * libar/safename.c
 * Purpose: any text as a part of a file's name.
 */
#include "libar/safename.h"

#include <stdint.h>

__extension__ typedef unsigned __int128 wide;

/* FNV-1a of 128 bits. */
void
ar_fingerprint(char hex[AR_FINGERPRINT], struct ar_slice text)
{
	static const char digits[] = "0123456789abcdef";
	enum { HALF = 64, NIBBLE = 4, SHIFT = 88, LOW = 0x13b };
	wide h = (wide)UINT64_C(0x6c62272e07bb0142) << HALF |
	    UINT64_C(0x62b821756295c58d);

	for (size_t i = 0; i < text.n; i++) {
		h ^= (unsigned char)text.p[i];
		h = (h << SHIFT) + h * LOW;
	}
	for (size_t i = AR_FINGERPRINT; i-- > 0; h >>= NIBBLE)
		hex[i] = digits[(unsigned)h & 0xf];
}

static bool
is_plain(char c)
{
	return ar_is_letter(c) || ar_is_digit(c) || c == '_';
}

static bool
is_safe(struct ar_slice text, size_t i)
{
	char c = text.p[i];

	if (is_plain(c) || (c == '-' && i > 0))
		return true;
	return c == '.' && i > 0 && i + 1 < text.n &&
	    is_plain(text.p[i - 1]) && is_plain(text.p[i + 1]);
}

/* At most so many bytes; how many of the text are in them. */
static size_t
encode(struct ar_buf *to, struct ar_slice text, size_t most)
{
	enum { CODED = 3 };
	size_t start = to->n, i;

	for (i = 0; i < text.n; i++) {
		bool safe = is_safe(text, i);

		if (to->n - start + (safe ? 1 : CODED) > most)
			break;
		if (safe)
			ar_buf_add(to, ar_slice(text.p + i, 1));
		else
			ar_buf_addf(to, "%%%02X", (unsigned char)text.p[i]);
	}
	return i;
}

void
ar_safename_add(struct ar_buf *to, struct ar_slice text)
{
	char hex[AR_FINGERPRINT];
	size_t start = to->n;

	if (text.n == 0)
		ar_buf_add(to, AR_S("%"));
	if (encode(to, text, AR_SAFENAME_MAX) == text.n)
		return;
	to->n = start;
	(void)encode(to, text, AR_SAFENAME_MAX - AR_FINGERPRINT - 2);
	ar_fingerprint(hex, text);
	ar_buf_add(to, AR_S("%%"));
	ar_buf_add(to, ar_slice(hex, sizeof hex));
}
