/*
 * libar/letterdata.c
 * Purpose: one document as the data of a template.
 */
#include "libar/letterdata.h"

#include "libar/letterview.h"

const char *const ar_letter_specials[AR_LETTER_SPECIALS] = {
	[AR_LETTER_AS_OF] = "_as_of", [AR_LETTER_FIRST] = "_first",
	[AR_LETTER_LAST] = "_last", [AR_LETTER_NUMBER] = "_n",
	[AR_LETTER_ROWS] = "rows"
};

const char *const ar_rows_members[AR_ROWS_MEMBERS] = {
	[AR_ROWS_BY] = "by", [AR_ROWS_COUNT] = "count",
	[AR_ROWS_SUM] = "sum"
};

size_t
ar_member_of(const char *const *names, size_t n, struct ar_slice name)
{
	size_t i = 0;

	while (i < n && !ar_slice_eq(name, ar_slice_of(names[i])))
		i++;
	return i;
}

struct ar_letter_view *
ar_letter_view(struct ar_letterdata *d, enum ar_view_of what,
    const struct ar_letter_row *row)
{
	struct ar_letter_view *v = ar_arena_alloc(&d->arena, sizeof *v);

	v->what = what;
	v->row = row;
	return v;
}

static struct ar_value
get_special(struct ar_letterdata *d, const struct ar_letter_view *of,
    enum ar_letter_special which)
{
	struct ar_letter_view *v;

	switch (which) {
	case AR_LETTER_AS_OF:
		return ar_lettercell_text(d, ar_lettercell_day(d,
		    d->letters->common->as_of));
	case AR_LETTER_ROWS:
		if (of->what == AR_VIEW_ROW)
			break;
		v = ar_letter_view(d, AR_VIEW_ROWS, of->row);
		v->rows = of->rows;
		return ar_letter_value(AR_VALUE_LIST, v, v->rows.n);
	case AR_LETTER_FIRST:
	case AR_LETTER_LAST:
	case AR_LETTER_NUMBER:
	case AR_LETTER_SPECIALS:
		if (of->what == AR_VIEW_DOC)
			break;
		if (which == AR_LETTER_FIRST)
			return ar_value_truth(of->place == 0);
		if (which == AR_LETTER_LAST)
			return ar_value_truth(of->place + 1 == of->of);
		return ar_lettercell_text(d, ar_lettercell_amount(d,
		    (ar_sum)of->place + 1, 0));
	}
	return ar_value_none();
}

static struct ar_value
get(void *with, const struct ar_value *of, struct ar_slice name)
{
	const struct ar_letter_view *v = of->of;
	struct ar_letterdata *d = with;
	size_t special;

	if (v == NULL)
		return ar_value_none();
	switch (v->what) {
	case AR_VIEW_DOC:
	case AR_VIEW_ROW:
	case AR_VIEW_GROUP:
		special = ar_member_of(ar_letter_specials,
		    AR_LETTER_SPECIALS, name);
		return special < AR_LETTER_SPECIALS ? get_special(d, v,
		    (enum ar_letter_special)special) :
		    ar_lettercell_get(d, v, name);
	case AR_VIEW_CELL:
		return ar_lettercell_member(d, v, name);
	case AR_VIEW_WORDS:
		return ar_value_truth(ar_slice_eq(name, v->raw));
	case AR_VIEW_ROWS:
		return ar_letterlist_member(d, v, name);
	case AR_VIEW_BY:
		return ar_letterlist_by(d, v, name);
	case AR_VIEW_SUM:
		return ar_letterlist_sum(d, v, name);
	case AR_VIEW_LEFT:
	case AR_VIEW_RIGHT:
		return ar_lettercell_pad(d, v, name);
	case AR_VIEW_LINES:
		break;
	}
	return ar_value_none();
}

static struct ar_value
item(void *with, const struct ar_value *list, size_t number)
{
	const struct ar_letter_view *v = list->of;

	return v->what == AR_VIEW_LINES ?
	    ar_value_text(ar_lettercell_line(v, number)) :
	    ar_letterlist_item(with, v, number);
}

void
ar_letterdata_init(struct ar_letterdata *d, struct ar_letters *letters)
{
	*d = (struct ar_letterdata){.letters = letters,
	    .model = {get, item, d}};
	ar_ruler_begin(&d->ruler);
}

void
ar_letterdata_release(struct ar_letterdata *d)
{
	ar_ruler_end(&d->ruler);
	ar_arena_free(&d->arena);
}

struct ar_value
ar_letterdata_begin(struct ar_letterdata *d, struct ar_letter_doc *doc,
    const struct ar_style *style)
{
	struct ar_letter_view *v;
	const struct ar_letter_row *row = doc->first;

	ar_arena_clear(&d->arena);
	d->doc = doc;
	d->style = style;
	d->refused = false;
	v = ar_letter_view(d, AR_VIEW_DOC, row);
	v->rows.row = ar_arena_alloc(&d->arena,
	    doc->rows * sizeof(void *));
	for (; row != NULL; row = row->next)
		v->rows.row[v->rows.n++] = row;
	return ar_letter_value(AR_VALUE_MAP, v, 0);
}
