/*
 * libar/termsbook.c
 * Purpose: each text of payment terms, read once.
 */
#include "libar/termsbook.h"

void
ar_termsbook_init(struct ar_termsbook *b)
{
	*b = (struct ar_termsbook){0};
	ar_map_init(&b->map, sizeof(struct ar_terms_entry *));
}

void
ar_termsbook_release(struct ar_termsbook *b)
{
	ar_map_release(&b->map);
	ar_arena_free(&b->arena);
}

static void
read_text(struct ar_termsbook *b, struct ar_terms_entry *e,
    struct ar_slice text)
{
	struct ar_terms *terms = ar_arena_alloc(&b->arena, sizeof *terms);
	struct ar_buf buf = {0};

	if (ar_terms_parse(terms, text, &buf) == AR_OK) {
		e->terms = terms;
		ar_terms_format(&buf, terms);
		for (size_t i = 0; i < terms->nparts; i++)
			e->rog = e->rog || terms->part[i].rog;
	}
	e->text = ar_arena_copy(&b->arena, ar_buf_slice(&buf));
	ar_buf_free(&buf);
}

const struct ar_terms_entry *
ar_termsbook_get(struct ar_termsbook *b, struct ar_slice text)
{
	bool fresh;
	struct ar_terms_entry **e = ar_map_value(&b->map,
	    ar_map_put(&b->map, text, &fresh));

	if (fresh) {
		*e = ar_arena_alloc(&b->arena, sizeof **e);
		read_text(b, *e, text);
	}
	return *e;
}
