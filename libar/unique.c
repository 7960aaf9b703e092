/*
 * libar/unique.c
 * Purpose: that no document stands twice.
 */
#include "libar/unique.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/map.h"

/* A document of a part. */
struct kept {
	struct ar_slice key;    /* in the arena */
	uint64_t hash;
	struct ar_where at;
};

struct ar_unique {
	struct ar_map map;      /* document -> struct ar_where */
	const struct ar_unique *whole;  /* of which it is a part, or NULL */
	struct kept *kept;
	size_t nkept;
	struct ar_arena arena;
	struct ar_buf key, expected;
	uint64_t hash;          /* of expected */
	struct ar_diag *diag;
};

struct ar_unique *
ar_unique_new(struct ar_diag *diag)
{
	struct ar_unique *u = ar_alloc(sizeof *u);

	u->diag = diag;
	ar_map_init(&u->map, sizeof(struct ar_where));
	return u;
}

struct ar_unique *
ar_unique_part(const struct ar_unique *whole)
{
	struct ar_unique *u = ar_unique_new(whole->diag);

	u->whole = whole;
	return u;
}

void
ar_unique_free(struct ar_unique *u)
{
	if (u == NULL)
		return;
	ar_arena_free(&u->arena);
	free(u->kept);
	ar_map_release(&u->map);
	ar_buf_free(&u->key);
	ar_buf_free(&u->expected);
	free(u);
}

/* Of fixed length but for the texts, of which the first one's is said. */
static struct ar_slice
key_of(struct ar_buf *key, const struct ar_doc *doc)
{
	struct {
		uint8_t kind;
		char code[sizeof doc->ccy.code];
		uint16_t instalment;
		uint32_t id;
	} head;

	memset(&head, 0, sizeof head);
	head.kind = doc->kind == AR_KIND_NONE ? AR_KIND_INVOICE : doc->kind;
	memcpy(head.code, doc->ccy.code, sizeof head.code);
	head.instalment = doc->instalment;
	head.id = (uint32_t)doc->invoice_id.n;
	key->n = 0;
	ar_buf_add(key, ar_slice((const char *)&head, sizeof head));
	ar_buf_add(key, doc->invoice_id);
	ar_buf_add(key, doc->customer_id);
	return ar_buf_slice(key);
}

/* As the map has it in which the key is looked for, now or by joining. */
static uint64_t
hash_of(const struct ar_unique *u, struct ar_slice key)
{
	return ar_map_hash(u->whole != NULL ? &u->whole->map : &u->map, key);
}

static void
keep(struct ar_unique *part, struct ar_slice key, uint64_t hash,
    struct ar_where at)
{
	part->kept = ar_grow(part->kept, part->nkept + 1, sizeof *part->kept);
	part->kept[part->nkept++] = (struct kept){
		ar_arena_copy(&part->arena, key), hash, at
	};
}

int
ar_unique_join(struct ar_unique *u, struct ar_unique *part, uint64_t lines)
{
	enum { AHEAD = 16 };
	bool fresh = true;

	for (size_t i = 0; i < part->nkept && fresh; i++) {
		const struct kept *k = &part->kept[i];
		struct ar_where *at;

		if (i + AHEAD < part->nkept)
			ar_map_fetch_slot(&u->map, k[AHEAD].hash);
		at = ar_map_value(&u->map, ar_map_put_hashed(&u->map, k->key,
		    k->hash, &fresh));
		if (fresh)
			*at = (struct ar_where){k->at.file,
			    k->at.line + lines};
	}
	part->nkept = 0;
	ar_arena_clear(&part->arena);
	return fresh ? AR_OK : AR_EDATA;
}

/* What was kept of a part that is read again is found at its own place. */
static int
check(struct ar_unique *u, struct ar_slice key, uint64_t hash,
    const struct ar_say *second, struct ar_slice id)
{
	struct ar_say say = *second;
	struct ar_quoted q;
	struct ar_where *first;
	char line[24];
	bool fresh;

	if (u->whole != NULL) {
		keep(u, key, hash, say.at);
		return AR_OK;
	}
	first = ar_map_value(&u->map, ar_map_put_hashed(&u->map, key, hash,
	    &fresh));
	if (fresh) {
		*first = say.at;
		return AR_OK;
	}
	if (first->file == say.at.file && first->line == say.at.line)
		return AR_OK;
	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)first->line);
	say.arg[0] = ar_quote(&q, id);
	say.arg[1] = ar_diag_file_name(u->diag, first->file);
	say.arg[2] = line;
	ar_diag_refuse(u->diag, &say);
	return AR_EDATA;
}

void
ar_unique_expect(struct ar_unique *u, const struct ar_doc *doc)
{
	if (u->whole != NULL)
		return;
	u->hash = ar_map_hash(&u->map, key_of(&u->expected, doc));
	ar_map_fetch_slot(&u->map, u->hash);
}

int
ar_unique_check(struct ar_unique *u, const struct ar_doc *doc,
    struct ar_where at)
{
	const struct ar_say say = {AR_M_DUPLICATE, at, AR_S("invoice_id"),
	    {0}};
	struct ar_slice key;

	if (doc->kind == AR_KIND_PAYMENT)
		return AR_OK;
	key = key_of(&u->key, doc);
	return check(u, key, ar_slice_eq(key, ar_buf_slice(&u->expected)) ?
	    u->hash : hash_of(u, key), &say, doc->invoice_id);
}

int
ar_unique_check_id(struct ar_unique *u, struct ar_slice column,
    struct ar_slice id, struct ar_where at)
{
	const struct ar_say say = {AR_M_DUPLICATE, at, column, {0}};

	return check(u, id, hash_of(u, id), &say, id);
}
