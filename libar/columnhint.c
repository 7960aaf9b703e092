/*
 * libar/columnhint.c
 * Purpose: what to say of columns that a header lacks.
 */
#include "libar/schema.h"

/* The command that makes the stream; invoices are what it makes unasked. */
static void
add_import(struct ar_buf *hint, const char *stream)
{
	ar_buf_addf(hint, "ar-import");
	if (strcmp(stream, "invoices") != 0)
		ar_buf_addf(hint, " -s %s", stream);
}

/* The option as a shell takes it: in quotes if the header needs them. */
static void
add_map(struct ar_buf *hint, struct ar_slice name, struct ar_slice near,
    const char *stream)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
	const char *mark = "";

	for (size_t i = 0; i < near.n; i++)
		if (memchr(plain, near.p[i], sizeof plain - 1) == NULL)
			mark = "'";
	ar_buf_addf(hint, " (");
	add_import(hint, stream);
	ar_buf_addf(hint, " --map %s%.*s=%.*s%s)", mark, (int)name.n, name.p,
	    (int)near.n, near.p, mark);
}

/* Whether a header in quotes is what a user sees of it. */
static bool
can_be_typed(struct ar_slice name)
{
	struct ar_quoted q;

	return memchr(name.p, '\'', name.n) == NULL &&
	    ar_slice_eq(name, ar_slice_of(ar_unquoted(&q, name)));
}

/* What the user might do about a missing column. */
static void
add_hint(struct ar_buf *hint, const struct ar_header *header,
    struct ar_slice name, const struct ar_stream *stream)
{
	struct ar_slice near = ar_header_near(header, name);
	bool semicolons = header->n == 1 && memchr(header->name[0].p, ';',
	    header->name[0].n) != NULL;
	bool imported = stream != NULL && stream->imported;
	struct ar_quoted q;

	if (near.n > 0 && !semicolons)
		ar_buf_addf(hint, "near: %s", ar_quote(&q, near));
	else if (!imported)
		ar_buf_addf(hint, semicolons ? "want commas between them" :
		    stream == NULL ? "name one of these" :
		    "rename one of these");
	else {
		add_import(hint, stream->name);
		if (semicolons)
			ar_buf_addf(hint, " -d ';' reads this delimiter");
		else
			ar_buf_addf(hint, " --map %.*s=HEADER gives it",
			    (int)name.n, name.p);
	}
	if (near.n > 0 && !semicolons && imported && can_be_typed(near))
		add_map(hint, name, near, stream->name);
	ar_buf_add(hint, AR_S("\0"));
}

void
ar_names_add(struct ar_buf *list, const struct ar_header *header)
{
	enum { SHOWN = 30 };

	for (size_t i = 0; i < header->n && i < SHOWN; i++) {
		struct ar_quoted q;

		ar_buf_addf(list, "%s%s", i == 0 ? "" : ", ",
		    ar_unquoted(&q, header->name[i]));
	}
	ar_buf_addf(list, "%s", header->n > SHOWN ? ", ..." : "");
	ar_buf_add(list, AR_S("\0"));
}

void
ar_column_missing(const struct ar_header *header, struct ar_slice name,
    const struct ar_stream *stream, struct ar_diag *diag)
{
	struct ar_buf found = {0}, hint = {0};
	struct ar_quoted q;

	ar_names_add(&found, header);
	add_hint(&hint, header, name, stream);
	ar_diag_say(diag, &(struct ar_say){AR_M_NO_COLUMN, header->at, {0},
	    {ar_unquoted(&q, name), found.p, hint.p}});
	ar_buf_free(&found);
	ar_buf_free(&hint);
}

static bool
is_column(const struct ar_column *column, size_t n, struct ar_slice name)
{
	for (size_t i = 0; i < n; i++)
		if (ar_name_eq(name, ar_slice_of(column[i].name)))
			return true;
	return false;
}

static bool
is_known(const struct ar_bind *b, const struct ar_stream *also,
    struct ar_slice name)
{
	return is_column(b->column, b->n, name) ||
	    (also != NULL && is_column(also->column, also->n, name));
}

void
ar_bind_hint(const struct ar_bind *b, const struct ar_stream *also,
    struct ar_diag *diag)
{
	for (size_t i = 0; i < b->n; i++) {
		struct ar_slice name = ar_slice_of(b->column[i].name), near;
		struct ar_quoted q;

		if (ar_bind_has(b, i))
			continue;
		near = ar_header_near(b->header, name);
		if (near.n > 0 && !is_known(b, also, near))
			ar_diag_say(diag, &(struct ar_say){AR_M_UNREAD_COLUMN,
			    b->header->at, {0}, {ar_quote(&q, near),
			    b->column[i].name}});
	}
}
