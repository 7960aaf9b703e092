/*
 * libar/importsystem.c
 * Purpose: which known system wrote a file, told by its header alone.
 */
#include "libar/importsystem.h"

#include "libar/importmapread.h"
#include "libar/systems.h"

/* The search for the map of one file. */
struct choosing {
	const struct ar_import_begun *begun;
	const struct ar_import_options *o;
	struct ar_slice wanted;         /* n == 0: any */
	const struct ar_system *found;
	struct ar_buf names;            /* of all that know the header */
	unsigned n, tried;
	struct ar_diag *diag;
};

static struct ar_slice
system_of(const char *map)
{
	struct ar_slice rest = ar_slice_of(map);

	return ar_slice_cut(&rest, '.');
}

static bool
is_wanted(const char *map, struct ar_slice wanted)
{
	return wanted.n == 0 || ar_slice_eq(wanted, ar_slice_of(map)) ||
	    ar_slice_eq(wanted, system_of(map));
}

bool
ar_import_system_is(struct ar_slice name)
{
	for (const struct ar_system *s = ar_systems; s->name != NULL; s++)
		if (name.n > 0 && is_wanted(s->name, name))
			return true;
	return false;
}

struct ar_slice
ar_import_system_text(struct ar_slice name)
{
	for (const struct ar_system *s = ar_systems; s->name != NULL; s++)
		if (ar_slice_eq(name, ar_slice_of(s->name)))
			return ar_slice_of(s->text);
	return AR_S("");
}

void
ar_import_system_names(struct ar_buf *b)
{
	for (const struct ar_system *s = ar_systems; s->name != NULL; s++)
		ar_buf_addf(b, "%s\n", s->name);
}

static bool
is_for(const struct ar_system *from, const struct ar_import_stream *stream)
{
	return ar_slice_eq(ar_import_map_stream(ar_slice_of(from->text)),
	    ar_slice_of(stream->stream->name));
}

static int
read_map(struct ar_import_map *map, const struct ar_import_stream *stream,
    const struct ar_system *from, struct ar_diag *diag)
{
	ar_import_map_init(map, stream);
	return ar_import_map_text(map, ar_slice_of(from->text),
	    from->name, diag);
}

/* Whether the map knows the file's header. */
static int
try(struct choosing *c, const struct ar_import_map *map, bool *knows)
{
	struct ar_arena arena = {0};
	struct ar_import_head head;
	int result = ar_import_look(c->begun, c->o->encoding,
	    c->o->delimiter, map, &head, &arena);

	*knows = result == AR_OK && head.result == AR_HEAD_FOUND &&
	    (map->nknown == 0 || ar_import_map_knows(map, &head.header));
	ar_arena_free(&arena);
	return result;
}

static int
try_system(struct choosing *c, const struct ar_import_stream *stream,
    const struct ar_system *from)
{
	struct ar_import_map map;
	bool knows = false;
	int result = read_map(&map, stream, from, c->diag);

	if (result == AR_OK && (c->wanted.n > 0 || !map.headless))
		result = try(c, &map, &knows);
	ar_import_map_release(&map);
	if (!knows || result != AR_OK)
		return result;
	ar_buf_addf(&c->names, "%s%s", c->n++ == 0 ? "" : ", ",
	    from->name);
	c->found = from;
	return AR_OK;
}

/* Several know it, or the one that was named does not. */
static int
refuse(const struct choosing *c, const struct ar_import_stream *stream)
{
	struct ar_buf text = {0};
	struct ar_quoted q;

	if (c->n > 1)
		ar_buf_addf(&text, "the header is that of %.*s; say which "
		    "with --from", (int)c->names.n, c->names.p);
	else if (c->tried == 0)
		ar_buf_addf(&text, "%s has no map of %s; say another --stream",
		    ar_quote(&q, c->wanted), stream->stream->name);
	else
		ar_buf_addf(&text, "no header of %s is here; leave --from "
		    "out, or name another", ar_quote(&q, c->wanted));
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_say(c->diag, &(struct ar_say){AR_M_BAD_SYSTEM,
	    {c->begun->file, 0}, {0}, {text.p}});
	ar_buf_free(&text);
	return AR_ESTOP;
}

static int
choose(struct choosing *c, struct ar_import_map *map)
{
	for (const struct ar_system *s = ar_systems; s->name != NULL; s++) {
		if (!is_wanted(s->name, c->wanted) || !is_for(s, map->stream))
			continue;
		c->tried++;
		if (try_system(c, map->stream, s) != AR_OK)
			return AR_ESTOP;
	}
	if (c->n > 1 || (c->n == 0 && c->wanted.n > 0))
		return refuse(c, map->stream);
	return c->n == 0 ? AR_OK :
	    read_map(map, map->stream, c->found, c->diag);
}

int
ar_import_system_choose(struct ar_import_map *map,
    const struct ar_import_begun *begun, const struct ar_import_options *o,
    const char *from, const char **name, struct ar_diag *diag)
{
	struct choosing c = {.begun = begun, .o = o, .diag = diag,
	    .wanted = from == NULL ? AR_S("") : ar_slice_of(from)};
	bool plain = false;
	int result = AR_OK;

	*name = NULL;
	if (from == NULL)
		result = try(&c, map, &plain);
	if (result == AR_OK && !plain)
		result = choose(&c, map);
	if (result == AR_OK && c.found != NULL)
		*name = c.found->name;
	ar_buf_free(&c.names);
	return result;
}
