/*
 * libar/escape.c
 * Purpose: text as HTML and XML take it.
 */
#include "libar/escape.h"

static struct ar_slice
entity_of(char c)
{
	switch (c) {
	case '&':
		return AR_S("&amp;");
	case '<':
		return AR_S("&lt;");
	case '>':
		return AR_S("&gt;");
	case '"':
		return AR_S("&quot;");
	case '\'':
		return AR_S("&#39;");
	default:
		return AR_S("");
	}
}

void
ar_escape_html(struct ar_buf *into, struct ar_slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		struct ar_slice entity = entity_of(text.p[i]);

		ar_buf_add(into, entity.n > 0 ? entity :
		    ar_slice(text.p + i, 1));
	}
}
