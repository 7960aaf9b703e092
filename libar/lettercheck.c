/*
 * libar/lettercheck.c
 * Purpose: whether all that a template names is there, before any is written.
 */
#include "libar/lettercheck.h"

#include "libar/letterdata.h"

/* One name of a template, at one header. */
struct checking {
	const struct ar_letters *l;
	const struct ar_header *header;
	const struct ar_sheet_part *part;
	const struct ar_node *node;
};

static int
say(const struct checking *c, enum ar_msg msg, const char *first,
    const char *second, const char *third)
{
	ar_template_say(c->l->diag, msg, c->part->file, c->node->at,
	    (const char *[3]){first, second, third});
	return AR_ESTOP;
}

static int
refuse_form(const struct checking *c, const char *what)
{
	struct ar_buf text = {0};
	struct ar_quoted q;

	ar_buf_addf(&text, "%s, not %s", what, ar_quote(&q, c->node->text));
	ar_buf_add(&text, AR_S("\0"));
	(void)say(c, AR_M_BAD_TEMPLATE, text.p, NULL, NULL);
	ar_buf_free(&text);
	return AR_ESTOP;
}

static int
refuse_unknown(const struct checking *c, struct ar_slice name)
{
	struct ar_slice near = ar_header_near(c->header, name);
	struct ar_buf hint = {0};
	struct ar_quoted q, n;

	if (near.n > 0)
		ar_buf_addf(&hint, "near: %s", ar_quote(&n, near));
	else {
		ar_buf_addf(&hint, "--lax takes it as empty; found: ");
		ar_names_add(&hint, c->header);
	}
	ar_buf_add(&hint, AR_S("\0"));
	(void)say(c, AR_M_UNKNOWN_NAME, ar_quote(&q, name),
	    ar_diag_file_name(c->l->diag, c->header->at.file), hint.p);
	ar_buf_free(&hint);
	return AR_ESTOP;
}

/* A column or a constant, and just one of the two. */
static int
check_column(const struct checking *c, struct ar_slice name)
{
	ptrdiff_t ignored;
	struct ar_quoted q;

	if (ar_column_find(&ignored, c->header, name, c->l->diag) != AR_OK)
		return AR_ESTOP;
	switch (ar_letters_knows(c->l, c->header, name)) {
	case AR_LETTER_ONE:
		return AR_OK;
	case AR_LETTER_TWO:
		return say(c, AR_M_TWO_MEANINGS, ar_quote(&q, name),
		    ar_diag_file_name(c->l->diag, c->header->at.file), NULL);
	case AR_LETTER_UNKNOWN:
		break;
	}
	return c->l->o->lax ? AR_OK : refuse_unknown(c, name);
}

static bool
is_width(struct ar_slice text)
{
	int64_t n;

	return ar_money_parse(&n, text, 0) == AR_MONEY_OK && n > 0 &&
	    n <= AR_CELL_WIDEST;
}

/* What stands behind the name of a cell, each word after a dot. */
static int
check_members(const struct checking *c, struct ar_slice rest)
{
	while (rest.n > 0) {
		struct ar_slice member = ar_slice_cut(&rest, '.');
		size_t which = ar_member_of(ar_cell_members, AR_CELL_MEMBERS,
		    member);

		if (which == AR_CELL_ABS || which == AR_CELL_RAW)
			continue;
		if (which == AR_CELL_IS)
			return AR_OK;
		if (which == AR_CELL_LEFT || which == AR_CELL_RIGHT ?
		    is_width(rest) : which < AR_CELL_MEMBERS && rest.n == 0)
			return AR_OK;
		return refuse_form(c, "a cell has abs, is.WORD, left.N, "
		    "lines, negative, positive, raw, right.N and zero");
	}
	return AR_OK;
}

/* by.COLUMN... */
static int
check_by(const struct checking *c, struct ar_slice rest)
{
	if (rest.n == 0)
		return refuse_form(c, "want a column behind by");
	while (rest.n > 0)
		if (check_column(c, ar_slice_cut(&rest, '.')) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

/* rows, rows.count, rows.sum.COLUMN, rows.by.COLUMN... */
static int
check_rows(const struct checking *c, struct ar_slice rest)
{
	struct ar_slice member = ar_slice_cut(&rest, '.'), column;

	if (member.n == 0)
		return AR_OK;
	switch (ar_member_of(ar_rows_members, AR_ROWS_MEMBERS, member)) {
	case AR_ROWS_BY:
		return check_by(c, rest);
	case AR_ROWS_COUNT:
		return check_members(c, rest);
	case AR_ROWS_SUM:
		column = ar_slice_cut(&rest, '.');
		if (ar_cell_kind(column) != AR_CELL_MONEY)
			return refuse_form(c,
			    "want a column of money behind sum");
		return check_column(c, column) != AR_OK ? AR_ESTOP :
		    check_members(c, rest);
	default:
		return refuse_form(c, "rows have by.COLUMN, count and "
		    "sum.COLUMN");
	}
}

static int
check_name(const struct checking *c)
{
	struct ar_slice rest = c->node->text, name;

	if (c->node->kind == AR_NODE_TEXT ||
	    c->node->kind == AR_NODE_PARTIAL || ar_slice_eq(rest, AR_S(".")))
		return AR_OK;
	name = ar_slice_cut(&rest, '.');
	switch (ar_member_of(ar_letter_specials, AR_LETTER_SPECIALS, name)) {
	case AR_LETTER_ROWS:
		return check_rows(c, rest);
	case AR_LETTER_FIRST:
	case AR_LETTER_LAST:
		return rest.n == 0 ? AR_OK :
		    refuse_form(c, "this has no members");
	case AR_LETTER_AS_OF:
	case AR_LETTER_NUMBER:
		return check_members(c, rest);
	default:
		return check_column(c, name) != AR_OK ? AR_ESTOP :
		    check_members(c, rest);
	}
}

int
ar_lettercheck(const struct ar_letters *l, struct ar_sheet *sheet,
    const struct ar_header *header)
{
	struct checking c = {.l = l, .header = header, .part = sheet->part};

	if (sheet->fits == header)
		return AR_OK;
	for (; c.part != NULL; c.part = c.part->next)
		for (size_t i = 0; i < c.part->template.n; i++) {
			c.node = &c.part->template.node[i];
			if (check_name(&c) != AR_OK)
				return AR_ESTOP;
		}
	sheet->fits = header;
	return AR_OK;
}
