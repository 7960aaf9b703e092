/*
 * libar/expand.c
 * Purpose: a template and data into pieces of text.
 */
#include "libar/expand.h"

#include <stdlib.h>

/* A run of nodes, once or once for each item of a list. */
struct frame {
	const struct ar_template *in;
	size_t begin, at, end;
	bool scoped;                    /* its value is on the scope */
	struct ar_value list;           /* n 0: no list */
	size_t item;
};

struct walk {
	const struct ar_expansion *e;
	struct frame frame[AR_EXPAND_DEPTH];
	size_t frames;
	struct ar_value scope[AR_EXPAND_DEPTH + 1];
	size_t scopes;
};

static struct ar_value
get(const struct walk *w, const struct ar_value *of, struct ar_slice name)
{
	const struct ar_model *m = w->e->model;

	return m->get(m->with, of, name);
}

/* The first part of a name is looked for, the others are its members. */
static struct ar_value
look_up(const struct walk *w, struct ar_slice name)
{
	struct ar_value v = ar_value_none();
	struct ar_slice part;

	if (ar_slice_eq(name, AR_S(".")))
		return w->scope[w->scopes - 1];
	part = ar_slice_cut(&name, '.');
	for (size_t i = w->scopes; i-- > 0 && v.kind == AR_VALUE_NONE;)
		v = get(w, &w->scope[i], part);
	while (name.n > 0 && v.kind != AR_VALUE_NONE)
		v = get(w, &v, ar_slice_cut(&name, '.'));
	return v;
}

static bool
is_true(const struct ar_value *v)
{
	switch (v->kind) {
	case AR_VALUE_TRUE:
	case AR_VALUE_MAP:
		return true;
	case AR_VALUE_TEXT:
		return v->text.n > 0;
	case AR_VALUE_LIST:
		return v->n > 0;
	case AR_VALUE_NONE:
	case AR_VALUE_FALSE:
		break;
	}
	return false;
}

static int
push(struct walk *w, const struct frame *f, const struct ar_value *scope)
{
	if (w->frames == AR_EXPAND_DEPTH)
		return AR_EDATA;
	w->frame[w->frames] = *f;
	w->frame[w->frames++].scoped = scope != NULL;
	if (scope != NULL)
		w->scope[w->scopes++] = *scope;
	return AR_OK;
}

static void
pop(struct walk *w)
{
	w->scopes -= w->frame[--w->frames].scoped;
}

static struct ar_value
item(const struct walk *w, const struct frame *f)
{
	const struct ar_model *m = w->e->model;

	return m->item(m->with, &f->list, f->item);
}

static int
enter_section(struct walk *w, const struct frame *in, size_t number)
{
	const struct ar_node *node = &in->in->node[number];
	struct ar_value v = look_up(w, node->text);
	struct frame f = {.in = in->in, .begin = number + 1,
	    .at = number + 1, .end = node->end};

	if (is_true(&v) != (node->kind == AR_NODE_SECTION))
		return AR_OK;
	if (node->kind == AR_NODE_INVERTED)
		return push(w, &f, NULL);
	if (v.kind == AR_VALUE_LIST) {
		f.list = v;
		v = item(w, &f);
	}
	return push(w, &f, &v);
}

static int
enter_partial(struct walk *w, const struct frame *in,
    const struct ar_node *node)
{
	const struct ar_partials *p = w->e->partials;
	const struct ar_template *t = p == NULL ? NULL :
	    p->find(p->with, in->in, node);

	return t == NULL ? AR_OK : push(w, &(struct frame){
	    .in = t, .end = t->n}, NULL);
}

static int
take_node(struct walk *w)
{
	struct frame *f = &w->frame[w->frames - 1];
	const struct ar_pieces *to = w->e->pieces;
	size_t number = f->at++;
	const struct ar_node *node = &f->in->node[number];
	struct ar_value v;

	switch (node->kind) {
	case AR_NODE_TEXT:
		to->text(to->to, node->text);
		return AR_OK;
	case AR_NODE_VALUE:
	case AR_NODE_RAW:
		v = look_up(w, node->text);
		if (v.kind == AR_VALUE_TEXT)
			to->value(to->to, node, v.text);
		return AR_OK;
	case AR_NODE_SECTION:
	case AR_NODE_INVERTED:
		f->at = node->end;
		return enter_section(w, f, number);
	case AR_NODE_PARTIAL:
		break;
	}
	return enter_partial(w, f, node);
}

/* Behind the last node: the next item of a list, or out. */
static void
end_frame(struct walk *w)
{
	struct frame *f = &w->frame[w->frames - 1];

	if (++f->item >= f->list.n) {
		pop(w);
		return;
	}
	f->at = f->begin;
	w->scope[w->scopes - 1] = item(w, f);
}

int
ar_expand(const struct ar_expansion *e, const struct ar_template *t,
    struct ar_value root)
{
	struct walk *w = ar_alloc(sizeof *w);
	int result;

	w->e = e;
	result = push(w, &(struct frame){.in = t, .end = t->n}, &root);
	while (result == AR_OK && w->frames > 0) {
		const struct frame *f = &w->frame[w->frames - 1];

		if (f->at < f->end)
			result = take_node(w);
		else
			end_frame(w);
	}
	free(w);
	return result;
}
