/*
 * libar/termsbook.h
 * Purpose: each text of payment terms, read once.
 */
#ifndef AR_TERMSBOOK_H
#define AR_TERMSBOOK_H

#include "libar/map.h"
#include "libar/terms.h"

struct ar_terms_entry {
	const struct ar_terms *terms;   /* NULL: they cannot be read */
	struct ar_slice text;           /* canonical; else the remedy */
	bool rog;                       /* a part counts from the receipt */
};

struct ar_termsbook {
	struct ar_map map;              /* text -> struct ar_terms_entry * */
	struct ar_arena arena;
};

void ar_termsbook_init(struct ar_termsbook *);
void ar_termsbook_release(struct ar_termsbook *);

/* What the text means; lives as long as the book. */
const struct ar_terms_entry *ar_termsbook_get(struct ar_termsbook *,
    struct ar_slice text);

#endif
