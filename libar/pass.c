/*
 * libar/pass.c
 * Purpose: rows passed on as they came, with columns of ours added.
 */
#include "libar/pass.h"

void
ar_pass_init(struct ar_pass *p, const struct ar_heading *added,
    size_t n)
{
	*p = (struct ar_pass){.added = added, .nadded = n};
}

void
ar_pass_release(struct ar_pass *p)
{
	ar_arena_free(&p->arena);
}

static enum ar_role
role_of(const struct ar_pass *p, size_t field)
{
	if (p->replaces[field] >= 0)
		return p->added[p->replaces[field]].role;
	return ar_name_eq(p->header.name[field], AR_S("currency")) ?
	    AR_ROLE_CURRENCY : AR_ROLE_TEXT;
}

static void
find_replaced(struct ar_pass *p)
{
	p->replaces = ar_arena_alloc(&p->arena,
	    (p->header.n + 1) * sizeof *p->replaces);
	for (size_t i = 0; i < p->header.n; i++)
		p->replaces[i] = -1;
	for (size_t a = 0; a < p->nadded; a++) {
		ptrdiff_t field = ar_header_find(&p->header,
		    ar_slice_of(p->added[a].name), NULL);

		if (field < 0)
			continue;
		p->replaces[field] = (ptrdiff_t)a;
		p->in_place[a] = true;
	}
}

int
ar_pass_header(struct ar_pass *p, struct ar_report *report,
    const struct ar_header *header, struct ar_diag *diag)
{
	if (p->header.name != NULL) {
		if (ar_header_same(&p->header, header))
			return AR_OK;
		ar_diag_say(diag, &(struct ar_say){
		    AR_M_HEADER_DIFFERS, header->at, {0},
		    {"rows that are passed on need the same columns "
		    "everywhere"}});
		return AR_ESTOP;
	}
	p->header = ar_header_clone(&p->arena, header);
	find_replaced(p);
	for (size_t i = 0; i < p->header.n; i++)
		ar_report_column(report, p->header.name[i], role_of(p, i));
	for (size_t a = 0; a < p->nadded; a++)
		if (!p->in_place[a])
			ar_report_column(report,
			    ar_slice_of(p->added[a].name), p->added[a].role);
	return AR_OK;
}

static void
add_behind(const struct ar_pass *p, struct ar_out *out,
    const struct ar_slice *cell)
{
	for (size_t a = 0; a < p->nadded; a++)
		if (!p->in_place[a])
			ar_out_text(out, cell[a]);
}

static bool
any_in_place(const struct ar_pass *p)
{
	for (size_t a = 0; a < p->nadded; a++)
		if (p->in_place[a])
			return true;
	return false;
}

void
ar_pass_row(const struct ar_pass *p, struct ar_out *out,
    const struct ar_row *row, const struct ar_slice *cell)
{
	struct ar_slice rest = row->raw;

	if (!any_in_place(p))
		ar_out_raw(out, row->raw);
	else
		for (size_t i = 0; i < p->header.n; i++) {
			struct ar_slice field = ar_raw_take(&rest, ',');

			if (p->replaces[i] >= 0)
				ar_out_text(out, cell[p->replaces[i]]);
			else
				ar_out_raw(out, field);
		}
	add_behind(p, out, cell);
}

static struct ar_slice
text_of(const struct ar_pass_made *made, size_t n, struct ar_slice name)
{
	for (size_t i = 0; i < n; i++)
		if (ar_name_eq(name, ar_slice_of(made[i].name)))
			return made[i].text;
	return AR_S("");
}

void
ar_pass_make(const struct ar_pass *p, struct ar_out *out,
    const struct ar_pass_made *made, size_t n, const struct ar_slice *cell)
{
	for (size_t i = 0; i < p->header.n; i++)
		ar_out_text(out, p->replaces[i] >= 0 ?
		    cell[p->replaces[i]] :
		    text_of(made, n, p->header.name[i]));
	add_behind(p, out, cell);
}
