/*
 * libar/mailbody.c
 * Purpose: the body of a mail in lines that every mailer carries unchanged.
 */
#include "libar/mailbody.h"

enum { LINE_MAX_PLAIN = 998, LINE_MAX_CODED = 76, CODED = 3 };

static bool
is_plain(struct ar_slice body)
{
	while (body.n > 0) {
		struct ar_slice line = ar_slice_cut(&body, '\n');

		if (line.n > LINE_MAX_PLAIN || ar_slice_eq(line, AR_S(".")))
			return false;
		for (size_t i = 0; i < line.n; i++)
			if ((unsigned char)line.p[i] >= 0x7f ||
			    (line.p[i] < ' ' && line.p[i] != '\t'))
				return false;
	}
	return true;
}

struct ar_slice
ar_mailbody_encoding(struct ar_slice body)
{
	return is_plain(body) ? AR_S("7bit") : AR_S("quoted-printable");
}

/* Whether a byte of the line may stand as it is. */
static bool
stands(struct ar_slice line, size_t i)
{
	char c = line.p[i];

	if (c == ' ' || c == '\t')
		return i + 1 < line.n;
	return c > ' ' && c <= '~' && c != '=' &&
	    !ar_slice_eq(line, AR_S("."));
}

static void
add_coded(struct ar_buf *to, struct ar_slice line)
{
	size_t used = 0;

	for (size_t i = 0; i < line.n; i++) {
		bool as_is = stands(line, i);
		size_t n = as_is ? 1 : CODED;

		/* Before the last byte of a line nothing must follow. */
		if (used + n > LINE_MAX_CODED - (i + 1 < line.n)) {
			ar_buf_add(to, AR_S("=\n"));
			used = 0;
		}
		used += n;
		if (as_is)
			ar_buf_add(to, ar_slice(line.p + i, 1));
		else
			ar_buf_addf(to, "=%02X", (unsigned char)line.p[i]);
	}
}

void
ar_mailbody_add(struct ar_buf *to, struct ar_slice body)
{
	bool plain = is_plain(body);

	while (body.n > 0) {
		struct ar_slice line = ar_slice_cut(&body, '\n');

		if (plain)
			ar_buf_add(to, line);
		else
			add_coded(to, line);
		ar_buf_add(to, AR_S("\n"));
	}
}
