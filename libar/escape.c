/*
 * libar/escape.c
 * Purpose: a value made inert for the kind of document that it goes into.
 */
#include "libar/escape.h"

#include <stdint.h>

#include "libar/utf8.h"

struct entity {
	char c;
	const char *text;
};

static const struct entity html[] = {
	{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"},
	{'\'', "&#39;"}, {'\0', NULL}
};

/* A name in roff stands for the character wherever the line begins. */
static const struct entity roff[] = {
	{'\\', "\\[rs]"}, {'"', "\\[dq]"}, {'\'', "\\[aq]"}, {'`', "\\[ga]"},
	{'^', "\\[ha]"}, {'~', "\\[ti]"}, {'\n', " "}, {'\r', " "},
	{'\t', " "}, {'\0', NULL}
};

static const struct entity none[] = {
	{'\0', NULL}
};

static const struct entity *const tables[] = {
	[AR_ESCAPE_NONE] = none, [AR_ESCAPE_HTML] = html,
	[AR_ESCAPE_XML] = html, [AR_ESCAPE_ROFF] = roff,
};

/* Controls, what turns the direction of text, and what XML has not. */
static bool
is_active(int32_t c)
{
	return c < 0 || (c < 0x20 && c != '\n' && c != '\r' && c != '\t') ||
	    (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 ||
	    (c & 0xfffe) == 0xfffe;
}

static const char *
entity_of(const struct entity *table, int32_t c)
{
	for (; table->text != NULL; table++)
		if (table->c == c)
			return table->text;
	return NULL;
}

void
ar_escape_add(struct ar_buf *to, enum ar_escape escape, struct ar_slice value)
{
	const struct entity *table = tables[escape];

	/* A request begins with '.', and a cell of tbl ends with "T}". */
	if (escape == AR_ESCAPE_ROFF && value.n > 0 &&
	    (value.p[0] == '.' || value.p[0] == 'T'))
		ar_buf_add(to, AR_S("\\&"));
	while (value.n > 0) {
		struct ar_slice one = value;
		int32_t c = ar_utf8_take(&value);
		const char *text = entity_of(table, c);

		one.n -= value.n;
		if (is_active(c))
			ar_buf_add(to, AR_S("?"));
		else
			ar_buf_add(to, text == NULL ? one : ar_slice_of(text));
	}
}
