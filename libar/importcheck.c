/*
 * libar/importcheck.c
 * Purpose: whether a row that looks like a document is whole.
 */
#include "libar/importcheck.h"

#include "libar/importrule.h"

static int
refuse(const struct ar_import_check *c, enum ar_msg msg, uint32_t field)
{
	struct ar_quoted q;

	ar_diag_refuse(c->diag, &(struct ar_say){msg, c->row->at,
	    c->file->header->name[field],
	    {ar_quote(&q, ar_row_get(c->row, field))}});
	return AR_EDATA;
}

/* What a pair of stray quotes makes of several records. */
static int
check_swallowed(const struct ar_import_check *c)
{
	for (uint32_t i = 0; c->row->many_lines && i < c->row->n; i++)
		if (ar_row_swallows(c->row, i, c->file->delimiter))
			return refuse(c, AR_M_LINE_BREAK, i);
	return AR_OK;
}

int
ar_import_check_shape(const struct ar_import_check *c)
{
	if (ar_import_row_fits(c->file, c->row))
		return check_swallowed(c);
	ar_row_refuse_count(c->row, c->file->header->n, c->diag);
	return AR_EDATA;
}

int
ar_import_check_account(const struct ar_import_check *c,
    const struct ar_import_texts *t)
{
	const struct ar_import_stream *s = c->map->stream;
	struct ar_quoted q;

	if (t->account < AR_ACCOUNT_BOTH)
		return AR_OK;
	ar_diag_refuse(c->diag, &(struct ar_say){
	    t->account == AR_ACCOUNT_BOTH ? AR_M_TWO_CUSTOMERS :
	    AR_M_NO_ACCOUNT, c->row->at,
	    ar_slice_of(s->stream->column[s->customer].name),
	    {ar_quote(&q, t->text[s->customer])}});
	return AR_EDATA;
}

int
ar_import_check_rules(const struct ar_import_check *c)
{
	ptrdiff_t rule = ar_import_rule_broken(c->file, c->map, c->row);

	return rule < 0 ? AR_OK :
	    refuse(c, AR_M_NOT_TAKEN, (uint32_t)c->file->rule[rule]);
}

/* Whether a column's own cell is empty, and never is in such a document. */
static bool
lacks_cell(const struct ar_import_check *c, const struct ar_import_texts *t,
    const struct ar_import_record *rec, size_t column)
{
	const struct ar_import_map *map = c->map;
	ptrdiff_t kind = map->stream->kind;

	return (map->filled & AR_BIT(column)) != 0 &&
	    t->text[column].n == 0 && c->file->field[column] >= 0 &&
	    ((ptrdiff_t)column != map->stream->id || kind < 0 ||
	    (map->unnumbered & AR_BIT(rec->word[kind])) == 0);
}

static bool
lacks_part(const struct ar_import_check *c, const struct ar_import_texts *t,
    size_t part)
{
	const struct ar_map_part *p = &c->map->part[part];

	return p->use < AR_MAP_RUNNING && c->file->part[part] >= 0 &&
	    t->part[part].n == 0 &&
	    (c->map->filled_part[p->use] & AR_BIT(p->column)) != 0;
}

/* What messages call a cell that was lost; "": none. */
static struct ar_slice
find_lost(const struct ar_import_check *c, const struct ar_import_texts *t,
    const struct ar_import_record *rec)
{
	const struct ar_import_file *f = c->file;

	for (size_t i = 0; i < f->nbound; i++)
		if (lacks_cell(c, t, rec, f->bound[i]))
			return ar_slice_of(c->map->stream->stream->
			    column[f->bound[i]].name);
	for (size_t i = 0; i < c->map->nparts; i++)
		if (lacks_part(c, t, i))
			return f->header->name[f->part[i]];
	for (size_t i = 0; i < c->map->nrules; i++)
		if (c->map->rule[i].test == AR_MAP_ONLY &&
		    ar_import_rule_lacks(f, c->map, c->row, i))
			return f->header->name[f->rule[i]];
	return AR_S("");
}

int
ar_import_check_filled(const struct ar_import_check *c,
    const struct ar_import_texts *t, const struct ar_import_record *rec)
{
	struct ar_slice lost = find_lost(c, t, rec);

	if (lost.n == 0)
		return AR_OK;
	ar_diag_refuse(c->diag, &(struct ar_say){AR_M_EMPTY, c->row->at,
	    lost, {0}});
	return AR_EDATA;
}
