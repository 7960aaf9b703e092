/*
 * libar/template.h
 * Purpose: the text of a mustache template as a list of nodes.
 *
 * The nodes stand in the order of the text.  A section holds the number of
 * the node behind its last one, so that it can be walked or passed over
 * without a tree.  Comments and changes of delimiters leave no node, and a
 * line that holds nothing but such a tag, or the tag of a section or partial,
 * leaves no line.  What is meant is ar-template(5).
 *
 * Nodes view the text, which must stay.  Nothing is printed: what is wrong is
 * in the fault, and the caller knows the file.
 */
#ifndef AR_TEMPLATE_H
#define AR_TEMPLATE_H

#include <stdint.h>

#include "libar/mem.h"

enum { AR_TEMPLATE_DEPTH = 64 };        /* of sections in one text */

enum ar_node_kind {
	AR_NODE_TEXT,           /* as it stands */
	AR_NODE_VALUE,          /* {{name}} */
	AR_NODE_RAW,            /* {{{name}}}, {{&name}} */
	AR_NODE_SECTION,        /* {{#name}} */
	AR_NODE_INVERTED,       /* {{^name}} */
	AR_NODE_PARTIAL         /* {{>name}} */
};

/* Where a tag begins: line and byte of it, from 1. */
struct ar_spot {
	uint32_t line, column;
};

struct ar_node {
	enum ar_node_kind kind;
	struct ar_slice text;   /* what stands there, or the name */
	struct ar_slice indent; /* before a partial that has its own line */
	size_t end;             /* of a section: the node behind it */
	struct ar_spot at;
};

struct ar_template {
	struct ar_node *node;
	size_t n;
	struct ar_slice settings;       /* of the comment "ar-render:" */
	struct ar_spot settings_at;
};

struct ar_template_fault {
	const char *what;
	struct ar_slice about;          /* n 0: nothing to name */
	struct ar_spot at;
};

/* Nodes are in the arena.  AR_EDATA: *fault says what is wrong. */
AR_MUST int ar_template_parse(struct ar_template *, struct ar_arena *,
    struct ar_slice text, struct ar_template_fault *);

/* The text of a partial, in the arena, with the indent before each line. */
struct ar_slice ar_template_indent(struct ar_arena *, struct ar_slice text,
    struct ar_slice indent);

#endif
