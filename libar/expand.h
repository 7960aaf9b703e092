/*
 * libar/expand.h
 * Purpose: a template and data into pieces of text.
 *
 * Pieces come in order: text of the template as it stands, and values, which
 * whoever takes them makes fit for where they go.  A name is looked for in
 * the innermost section first.  Neither sections nor partials recurse in C;
 * how deep they nest is bounded.
 */
#ifndef AR_EXPAND_H
#define AR_EXPAND_H

#include "libar/model.h"
#include "libar/template.h"

enum { AR_EXPAND_DEPTH = 256 };         /* of sections and partials */

/* Who takes the pieces. */
struct ar_pieces {
	void (*text)(void *to, struct ar_slice);
	void (*value)(void *to, const struct ar_node *, struct ar_slice);
	void *to;
};

/* Where partials are; NULL is an empty one. */
struct ar_partials {
	const struct ar_template *(*find)(void *with,
	    const struct ar_template *in, const struct ar_node *);
	void *with;
};

struct ar_expansion {
	const struct ar_model *model;
	const struct ar_partials *partials;
	const struct ar_pieces *pieces;
};

/* AR_EDATA: it nests too deep.  Nothing is said. */
AR_MUST int ar_expand(const struct ar_expansion *, const struct ar_template *,
    struct ar_value root);

#endif
